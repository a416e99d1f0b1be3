"""The prompt, for a person at the keyboard: line editing, history, completion."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.cli.output import harmless, say
from bot.files import prepare_private, private_folder

LEAVE = "Ctrl-D or /quit leaves."


def prepare_history(path: Path) -> Path | None:
    """The file in which what is typed is kept, made so that only its owner can read it; None, and a word why, if that
    fails: then the history ends with the conversation."""
    if not private_folder(path.parent):  # which says so itself
        return None
    try:
        prepare_private(path)
    except OSError as error:
        tell_unkept(path, error)
        return None
    return path


def tell_unkept(path: Path, error: OSError) -> None:
    """Say at standard error why what is typed is forgotten at the end of the conversation."""
    say(harmless(f"What you type is not kept: {path} cannot be used ({error.strerror})."), sys.stderr)


def _ignore(_: object) -> None:
    """What a report of the mouse does. The mouse is not used, but a typed or pasted "ESC[31m" looks like such a
    report, and prompt_toolkit's own handler fails on it."""


def typed_lines(words: Callable[[], list[str]], history: Path | None) -> Iterator[str]:
    """What is typed, line by line, until Ctrl-D; of a pasted block each line. What `words` gives is completed with
    Tab."""
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
