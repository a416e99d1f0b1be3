"""What a passage lacks without which it is no answer to a question."""

from __future__ import annotations

from bot.matching.compiled import Compiled
from bot.matching.counting import Counting
from bot.matching.question import Clause
from bot.matching.specifying import Specifying
from bot.matching.wants import Want

_DECISIVE = ~(Want.NUMBER | Want.COUNT | Want.PERSON)
"""A passage that lacks one of these is no answer to who asks for it, however like it is: that something is so does not
say when or why, nor what holds if something else is so. Numbers and persons stand in passages in too many ways."""


class Lacking:
    """What the passages of one article lack."""

    def __init__(self, compiled: Compiled) -> None:
        self._provided = compiled.index.provided
        self._counting = Counting(compiled)
        self._specifying = Specifying(compiled.article.passages)

    def kind(self, clause: Clause, place: int) -> bool:
        """Whether a passage has nothing of a kind that a clause asks for: no date, no number of those."""
        if _DECISIVE.value & clause.wants.value & ~self._provided.item(place):
            return True
        return Want.COUNT in clause.wants and self._counting.lacks(clause.terms, place)

    def answer(self, clause: Clause, place: int) -> bool:
        """Whether a passage lacks that, or does not say which one it is that a clause asks about."""
        return self.kind(clause, place) or self._specifying.lacks(clause.text, place)
