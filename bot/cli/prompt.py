"""The prompt for a person at the keyboard: line editing, history, completion."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.cli.output import escape_controls, say
from bot.files import prepare_private, prepare_private_folder

LEAVE = "Ctrl-D or /quit leaves."


def prepare_history(path: Path) -> Path | None:
    """Create the history file so that only its owner can read it. Returns None and warns if that fails; the history
    then ends with the conversation."""
    if not prepare_private_folder(path.parent):  # it has logged the reason
        return None
    try:
        prepare_private(path)
    except OSError as error:
        warn_not_kept(path, error)
        return None
    return path


def warn_not_kept(path: Path, error: OSError) -> None:
    """Print to standard error why the input will not be kept."""
    say(escape_controls(f"What you type is not kept: {path} cannot be used ({error.strerror})."), sys.stderr)


def _ignore(_: object) -> None:
    """The handler for mouse reports. The mouse is not used, but typed or pasted text such as "ESC[31m" looks like a
    report, and prompt_toolkit's own handler fails on it."""


def typed_lines(words: Callable[[], list[str]], history: Path | None) -> Iterator[str]:
    """The typed lines until Ctrl-D; a pasted block gives several. Tab completes the words that `words` returns."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import InMemoryHistory
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    from bot.cli.history import KeptHistory

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
