"""Updates labelled questions to a changed text: paragraph numbers and answer words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from bot.article.quotes import normalized
from bot.curation.requoting import carried_over

LIKE_ENOUGH = 50.0
"""Of 100: the least similarity of a new paragraph to the old one that it replaces."""


class Relabelling:
    """Converts questions on the paragraphs `old` to questions on `new`. `changed` collects reports of changed answer
    words."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        self.changed: list[str] = []

    def question(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        """The question with updated labels, the same if nothing changed; None if the text no longer answers it. In a
        dialogue, a lost turn takes the turns that depend on it along."""
        if "turns" in entry:
            turns = [self.question(turn) for turn in entry["turns"]]
            return None if None in turns else entry | {"turns": turns}
        become = {number: self._new_number(number) for number in entry.get("gold", ())}
        numbers = set(become.values()) - {0}
        spans = {span: self._new_span(span, become) for span in entry.get("span", ())}
        if entry.get("gold") and (not numbers or (spans and not any(spans.values()))):
            return None
        self.changed += (f"{entry['q']}: {old!r} is {new!r} now" for old, new in spans.items() if new not in ("", old))
        return entry | {"gold": sorted(numbers), "span": list(dict.fromkeys(filter(None, spans.values())))}

    def _new_span(self, span: str, become: Mapping[int, int]) -> str:
        """The new form of answer words, in the paragraphs that replace theirs; "" if there is none."""
        texts = [(self._old[old - 1], self._new[new - 1]) for old, new in become.items() if new]
        if any(normalized(span) in normalized(text) for _, text in texts):
            return span
        return next(filter(None, (carried_over(span, old, new) for old, new in texts)), "")

    def _new_number(self, number: int) -> int:
        """The number of the paragraph that replaces the old one with this number; 0 if there is none."""
        if not 0 < number <= len(self._old):
            return 0
        best = process.extractOne(self._old[number - 1], self._new, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        return best[2] + 1 if best else 0
