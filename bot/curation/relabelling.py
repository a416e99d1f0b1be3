"""Brings labelled questions to a changed text: their paragraphs' numbers, and what of their answers is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz, process

from bot.article.quotes import plain

LIKE_ENOUGH = 50.0
"""Of 100: from it on, a paragraph of the new text is what has become of an old one."""


class Relabelling:
    """Of questions on the paragraphs `old` to questions on `new`."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new

    def question(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        """The question as it is now, the same if nothing of it changed; None if the text answers it no longer. A
        dialogue likewise: a turn of it that is lost takes along what leans on it."""
        if "turns" in entry:
            turns = [self.question(turn) for turn in entry["turns"]]
            return None if None in turns else entry | {"turns": turns}
        numbers = {self._new_number(number) for number in entry.get("gold", ())} - {0}
        texts = [plain(self._new[number - 1]) for number in numbers]
        spans = [span for span in entry.get("span", ()) if any(plain(span) in text for text in texts)]
        if entry.get("gold") and (not numbers or (entry.get("span") and not spans)):
            return None
        return entry | {"gold": sorted(numbers), "span": spans}

    def _new_number(self, number: int) -> int:
        """The paragraph that has become of the old one with this number; 0 if there is none."""
        if not 0 < number <= len(self._old):
            return 0
        best = process.extractOne(self._old[number - 1], self._new, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        return best[2] + 1 if best else 0
