"""The prompt for a person at the keyboard: line editing, history, completion. Imported only where somebody types, since
prompt_toolkit takes long to import."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys

from bot.cli.commands import LEAVE
from bot.cli.output import say
from bot.files import prepare_private, prepare_private_folder


class KeptHistory(FileHistory):
    """A history that continues without its file if the disk is full or the file becomes unusable."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path
        self._is_kept = True

    def load_history_strings(self) -> Iterator[str]:
        """Earlier input, latest first; nothing if it cannot be read."""
        try:
            yield from super().load_history_strings()
        except OSError as error:
            self._give_up(error)

    def store_string(self, string: str) -> None:
        """Store one input, unless storing failed before."""
        if not self._is_kept:
            return
        try:
            prepare_private(self._path)
            super().store_string(string)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        self._is_kept = False
        _warn_not_kept(self._path, error)


def prepare_history(path: Path) -> Path | None:
    """Create the history file so that only its owner can read it. Returns None and warns if that fails; the history
    then ends with the conversation."""
    if not prepare_private_folder(path.parent):  # it has logged the reason
        return None
    try:
        prepare_private(path)
    except OSError as error:
        _warn_not_kept(path, error)
        return None
    return path


def _warn_not_kept(path: Path, error: OSError) -> None:
    say(f"What you type is not kept: {path} cannot be used ({error.strerror}).", sys.stderr)


def _ignore(_: object) -> None:
    """The handler for mouse reports. The mouse is not used, but typed or pasted text such as "ESC[31m" looks like a
    report, and prompt_toolkit's own handler fails on it."""


def typed_lines(words: Callable[[], list[str]], history: Path | None) -> Iterator[str]:
    """The typed lines until Ctrl-D; a pasted block gives several. Tab completes the words that `words` returns."""
    keys = KeyBindings()
    keys.add(Keys.Vt100MouseEvent)(_ignore)
    session = PromptSession[str](
        history=KeptHistory(history) if history else InMemoryHistory(),
        completer=WordCompleter(words, sentence=True),
        complete_while_typing=False,
        enable_suspend=True,
        key_bindings=keys,
    )
    told = False
    while True:
        try:
            yield from session.prompt("you> ").split("\n")
        except KeyboardInterrupt:  # takes back the line, as in a shell
            if not told:
                say(LEAVE)
            told = True
        except EOFError:
            return
