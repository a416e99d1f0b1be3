"""A curator, and what one is asked for: lines, keys, passages and gaps; everywhere with help, and a way to leave."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from bot.article.model import Article, Gap, Passage
from bot.cli.curate_output import HELP, show_gap, show_passage, tell
from bot.cli.output import read_lines, say
from bot.curation.findings import MOST_LOOKED_UP, look_up, look_up_gaps, nearest_gaps
from bot.matching.matcher import Matcher

DIGITS = "123456789"
LEAVE, TELL = ("q", "/quit", "/exit"), ("?", "/help")

_COMMANDS = {"/quit": "q", "/exit": "q", "/help": "?", "/undo": "u"}
"""The keys that stand for what can be typed where a line is asked for."""

NEW = Gap("", "", "", ())
"""Chosen where none of those that are there is meant."""


class LeftError(Exception):
    """The curator left, or the input ended."""


class Curator:
    """Answers what is asked. Each method raises `LeftError` once the curator left."""

    def text(self, prompt: str) -> str:
        """What is typed; of a pasted block all lines."""
        raise NotImplementedError

    def press(self, prompt: str, keys: Sequence[str]) -> str:
        """What is pressed or typed where one of the keys is wanted; those of several letters are commands."""
        raise NotImplementedError

    def line(self, prompt: str, *commands: str) -> str:
        """A line; commands are obeyed, but for those that are taken here, which are returned."""
        while True:
            line = " ".join(self.text(prompt).split())
            if line in LEAVE:
                raise LeftError
            if line in TELL:
                tell(HELP)
            elif line.startswith("/") and line not in commands:
                say(f"There is no {line.split()[0]} here; ? tells what there is.")
            else:
                return line

    def key(self, prompt: str, keys: str, legend: str = "", commands: Sequence[str] = ()) -> str:
        """One of the keys, or a command of those that are taken here. `legend`, which tells what each does, is shown
        first, and again after another one."""
        wanted = [*keys, "q", "?", *commands]
        while True:
            if legend:
                say(legend)
            typed = self.press(prompt, wanted).strip()
            match _COMMANDS.get(typed, typed):
                case "q":
                    raise LeftError
                case "?":
                    tell(HELP)
                case key if key in wanted:
                    return key
                case _:
                    one_of = f"ress one of: {' '.join(wanted)}"
                    say(f"There is no {typed!r} here; p{one_of}" if typed else f"P{one_of}")

    def passage(self, matcher: Matcher) -> Passage | None:
        """A passage that the curator finds by words; None if by none."""
        while words := self.line("words of the passage, or nothing> "):
            found = look_up(matcher, words)
            if not found:
                say("No passage has such words.")
            for number, passage in enumerate(found, 1):
                show_passage(number, passage)
            key = self.key("which, or s for none> ", DIGITS[: len(found)] + "s") if found else "s"
            if key != "s":
                return found[int(key) - 1]
        return None

    def gap(self, article: Article, question: str) -> Gap | None:
        """A gap that the curator chooses, `NEW` or none: of the nearest ones, or found by words."""
        gaps, said = nearest_gaps(article, question), "The gaps"
        if not gaps:
            return NEW
        while True:
            if len(gaps) > MOST_LOOKED_UP:
                said = f"{said} that come nearest, of {len(gaps)}"
            say(f"{said}:")
            shown = gaps[:MOST_LOOKED_UP]
            for number, gap in enumerate(shown, 1):
                show_gap(number, gap)
            key = self.key("which> ", f"{DIGITS[: len(shown)]}tns", "t another gap | n a new one | s none")
            if key in "ns":
                return NEW if key == "n" else None
            if key != "t":
                return shown[int(key) - 1]
            gaps, said = nearest_gaps(article, question), "The gaps"
            if words := self.line("words of the gap, or nothing for the nearest> "):
                if found := look_up_gaps(article, words):
                    gaps, said = found, f"The gaps with “{words}”"
                else:
                    say("No gap has such words.")


def curator() -> Curator:
    """The curator at the keyboard, or one that answers by lines of a pipe."""
    is_here = sys.stdin.isatty() and sys.stdout.isatty()
    return _AtKeyboard() if is_here else _Piped()


class _Piped(Curator):
    """Answers by lines; of one that should be a key, the first character counts. What it answers is printed."""

    def __init__(self) -> None:
        self._lines: Iterator[str] = read_lines()

    def text(self, prompt: str) -> str:
        text = next(self._lines, None)
        if text is None:
            raise LeftError
        say(f"{prompt}{text}")
        return text

    def press(self, prompt: str, keys: Sequence[str]) -> str:
        typed = self.text(prompt).strip()
        return typed[:1] if typed[:1] in keys else typed


class _AtKeyboard(Curator):
    def __init__(self) -> None:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import InMemoryHistory

        self._session = PromptSession[str](history=InMemoryHistory(), enable_suspend=True)

    def text(self, prompt: str) -> str:
        try:
            return self._session.prompt(prompt)
        except KeyboardInterrupt:  # takes back the line, as in a shell
            return ""
        except EOFError:
            raise LeftError from None

    def press(self, prompt: str, keys: Sequence[str]) -> str:
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
            return ask(prompt, key_bindings=bindings, enable_suspend=True)
        except KeyboardInterrupt:
            return "s" if "s" in keys else "q"
        except EOFError:
            raise LeftError from None
