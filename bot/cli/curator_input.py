"""Input from a curator: lines, keys, passages and gaps. Every prompt offers help and a way to quit."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from bot.article.model import Article, Gap, Passage
from bot.cli.curate_output import HELP, print_wrapped, show_gap, show_passage
from bot.cli.output import read_lines, say
from bot.curation.findings import MOST_LOOKED_UP, look_up, look_up_gaps, nearest_gaps
from bot.matching.matcher import Matcher

DIGITS = "123456789"
QUIT_KEYS, HELP_KEYS = ("q", "/quit", "/exit"), ("?", "/help")

_COMMANDS = {"/quit": "q", "/exit": "q", "/help": "?", "/undo": "u"}
"""The keys for the commands that can be typed at a prompt for a line."""

NEW = Gap("", "", "", ())
"""Chosen when none of the existing gaps is meant."""


class LeftError(Exception):
    """The curator quit, or the input ended."""


class Curator:
    """Reads a curator's input. Each method raises `LeftError` when the curator quits."""

    def read_text(self, prompt: str) -> str:
        """The text that is typed, with all lines of a pasted block."""
        raise NotImplementedError

    def read_key(self, prompt: str, keys: Sequence[str]) -> str:
        """The key that is pressed, or the line that is typed. Keys of several letters are commands."""
        raise NotImplementedError

    def read_line(self, prompt: str, *commands: str) -> str:
        """A line. Commands are executed, except `commands`, which are returned."""
        while True:
            line = " ".join(self.read_text(prompt).split())
            if line in QUIT_KEYS:
                raise LeftError
            if line in HELP_KEYS:
                print_wrapped(HELP)
            elif line.startswith("/") and line not in commands:
                say(f"There is no {line.split()[0]} here; ? lists the keys.")
            else:
                return line

    def choose_key(self, prompt: str, keys: str, legend: str = "", commands: Sequence[str] = ()) -> str:
        """One of the keys or of `commands`. `legend`, which explains the keys, is shown first, and again after each
        wrong key."""
        wanted = [*keys, "q", "?", *commands]
        while True:
            if legend:
                say(legend)
            typed = self.read_key(prompt, wanted).strip()
            match _COMMANDS.get(typed, typed):
                case "q":
                    raise LeftError
                case "?":
                    print_wrapped(HELP)
                case key if key in wanted:
                    return key
                case _:
                    one_of = f"ress one of: {' '.join(wanted)}"
                    say(f"There is no {typed!r} here; p{one_of}" if typed else f"P{one_of}")

    def choose_passage(self, matcher: Matcher) -> Passage | None:
        """A passage that the curator finds by its words; None if they find none."""
        while words := self.read_line("words of the passage (empty: back)> "):
            found = look_up(matcher, words)
            if not found:
                say("No passage has such words.")
            for number, passage in enumerate(found, 1):
                show_passage(number, passage)
            key = self.choose_key("which, or s for none> ", DIGITS[: len(found)] + "s") if found else "s"
            if key != "s":
                return found[int(key) - 1]
        return None

    def choose_gap(self, article: Article, question: str) -> Gap | None:
        """The gap that the curator chooses: one of the nearest, one found by its words, or `NEW`; None for no gap."""
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
            key = self.choose_key("which> ", f"{DIGITS[: len(shown)]}tns", "t another gap | n a new one | s none")
            if key in "ns":
                return NEW if key == "n" else None
            if key != "t":
                return shown[int(key) - 1]
            gaps, said = nearest_gaps(article, question), "The gaps"
            if words := self.read_line("words of the gap (empty: the nearest)> "):
                if found := look_up_gaps(article, words):
                    gaps, said = found, f"The gaps with “{words}”"
                else:
                    say("No gap has such words.")


def make_curator() -> Curator:
    """The curator at the keyboard, or input from a pipe."""
    return _KeyboardCurator() if sys.stdin.isatty() and sys.stdout.isatty() else _PipedCurator()


class _PipedCurator(Curator):
    """Reads lines from a pipe and prints them. For a key, the first character of the line counts."""

    def __init__(self) -> None:
        self._lines: Iterator[str] = read_lines()

    def read_text(self, prompt: str) -> str:
        text = next(self._lines, None)
        if text is None:
            raise LeftError
        say(f"{prompt}{text}")
        return text

    def read_key(self, prompt: str, keys: Sequence[str]) -> str:
        typed = self.read_text(prompt).strip()
        return typed[:1] if typed[:1] in keys else typed


class _KeyboardCurator(Curator):
    def __init__(self) -> None:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import InMemoryHistory

        self._session = PromptSession[str](history=InMemoryHistory(), enable_suspend=True)

    def read_text(self, prompt: str) -> str:
        try:
            return self._session.prompt(prompt)
        except KeyboardInterrupt:  # takes back the line, as in a shell
            return ""
        except EOFError:
            raise LeftError from None

    def read_key(self, prompt: str, keys: Sequence[str]) -> str:
        from prompt_toolkit import prompt as ask
        from prompt_toolkit.application import get_app
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.key_binding import KeyBindings

        bindings = KeyBindings()
        is_no_command = Condition(lambda: not get_app().current_buffer.text.startswith("/"))

        def leave_with(event: Any) -> None:
            event.current_buffer.text = event.key_sequence[0].key  # leaves the key visible after the prompt
            event.app.exit(result=event.current_buffer.text)

        def ignore(_: Any) -> None:
            """Keys act at once: a line end that is typed after one reaches the next prompt."""

        bindings.add("enter", filter=Condition(lambda: not get_app().current_buffer.text))(ignore)
        for key in filter(lambda key: len(key) == 1, keys):
            bindings.add(key, filter=is_no_command)(leave_with)
        try:
            return ask(prompt, key_bindings=bindings, enable_suspend=True)
        except KeyboardInterrupt:
            return "s" if "s" in keys else "q"
        except EOFError:
            raise LeftError from None
