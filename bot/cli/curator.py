"""A curator's answers: typed at a keyboard, where one key is enough, or piped, a line each."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from bot.cli.output import read_lines, say

_COMMANDS = {"/quit": "q", "/exit": "q", "/help": "?", "/undo": "u"}
"""The keys that stand for what can be typed where a line is asked for."""


class Curator(Protocol):
    """Who answers. Each method returns None once there is nobody any longer."""

    def line(self, prompt: str) -> str | None:
        """A line of text."""
        ...

    def key(self, prompt: str, keys: Sequence[str], legend: str = "") -> str | None:
        """One of the keys; those of several letters are commands. `legend`, which tells what each does, is shown first,
        and again after another one."""
        ...


def curator() -> Curator:
    """The one at the keyboard, or the one behind the pipe."""
    is_here = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    return _AtKeyboard() if is_here else _Piped()


class _Piped:
    """Answers by lines; of one that should be a key, the first character counts. What it answers is printed."""

    def __init__(self) -> None:
        self._lines: Iterator[str] = read_lines()

    def line(self, prompt: str) -> str | None:
        text = next(self._lines, None)
        if text is not None:
            say(f"{prompt}{text}")
        return text

    def key(self, prompt: str, keys: Sequence[str], legend: str = "") -> str | None:
        while True:
            _say_legend(legend)
            text = self.line(prompt)
            if text is None:
                return None
            typed = text.strip()
            key = _COMMANDS.get(typed, typed if typed.startswith("/") else typed[:1])
            if key in keys:
                return key
            say(_no_such_key(text, keys))


class _AtKeyboard:
    def __init__(self) -> None:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import InMemoryHistory

        self._session = PromptSession[str](history=InMemoryHistory())

    def line(self, prompt: str) -> str | None:
        try:
            return self._session.prompt(prompt)
        except KeyboardInterrupt:  # takes back the line, as in a shell
            return ""
        except EOFError:
            return None

    def key(self, prompt: str, keys: Sequence[str], legend: str = "") -> str | None:
        from prompt_toolkit import prompt as ask
        from prompt_toolkit.application import get_app
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.key_binding import KeyBindings

        bindings = KeyBindings()
        is_no_command = Condition(lambda: not get_app().current_buffer.text.startswith("/"))

        def leave_with(event: Any) -> None:
            event.current_buffer.text = event.key_sequence[0].key  # stays on the screen behind the prompt
            event.app.exit(result=event.current_buffer.text)

        for key in filter(lambda key: len(key) == 1, keys):
            bindings.add(key, filter=is_no_command)(leave_with)
        try:
            _say_legend(legend)
            while (key := _COMMANDS.get(pressed := ask(prompt, key_bindings=bindings), pressed)) not in keys:
                say(_no_such_key(pressed, keys))
                _say_legend(legend)
        except KeyboardInterrupt:
            return "s" if "s" in keys else None
        except EOFError:
            return None
        return key


def _say_legend(legend: str) -> None:
    if legend:
        say(legend)


def _no_such_key(typed: str, keys: Sequence[str]) -> str:
    press = f"ress one of: {' '.join(keys)}"
    return f"There is no {typed.strip()!r} here; p{press}" if typed.strip() else f"P{press}"
