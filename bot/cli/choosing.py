"""What a curator is asked for: lines, keys, passages and gaps; everywhere with help, and a way to leave."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Article, Gap, Passage
from bot.cli.curate_output import HELP, show_gap, show_passage, tell
from bot.cli.curator import Curator
from bot.cli.output import say
from bot.curation.findings import MOST_LOOKED_UP, look_up, look_up_gaps, nearest_gaps
from bot.matching.matcher import Matcher

DIGITS = "123456789"
LEAVE, TELL = ("q", "/quit", "/exit"), ("?", "/help")

NEW = Gap("", "", "", ())
"""Chosen where none of those that are there is meant."""


class LeftError(Exception):
    """The curator left, or the input ended."""


class Choosing:
    """Asks a curator. Each method raises `LeftError` once the curator left."""

    def __init__(self, curator: Curator) -> None:
        self._curator = curator

    def text(self, prompt: str) -> str:
        """What is typed, of a pasted block all lines."""
        text = self._curator.line(prompt)
        if text is None:
            raise LeftError
        return text

    def line(self, prompt: str, *commands: str) -> str:
        """A line that is no command, but for those that are taken here."""
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
        """One of the keys, or a command of those that are taken here."""
        while (key := self._curator.key(prompt, [*keys, "q", "?", *commands], legend)) == "?":
            tell(HELP)
        if key is None or key == "q":
            raise LeftError
        return key

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
