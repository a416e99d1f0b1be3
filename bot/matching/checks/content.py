"""Checks whether a passage lacks what an answer must contain."""

from __future__ import annotations

from bot.matching.checks.counting import CountCheck
from bot.matching.checks.doers import DoerCheck
from bot.matching.checks.specifying import SpecificationCheck
from bot.matching.checks.whether import WhetherCheck
from bot.matching.compiled import Compiled
from bot.matching.question import Clause
from bot.matching.wants import Want

_DECISIVE = ~(Want.NUMBER | Want.COUNT | Want.PERSON)
"""Kinds of thing that the answer must contain, however similar the passage is: that something is so does not tell when
or why, nor what follows if something else is so. Numbers and persons are not here, as passages express them in too many
ways."""


class ContentCheck:
    """Checks the passages of one article."""

    def __init__(self, compiled: Compiled) -> None:
        self._provided = compiled.index.provided
        self._counting = CountCheck(compiled)
        self._specifying = SpecificationCheck(compiled.article.passages)
        self._doers = DoerCheck(compiled.article.passages)
        self._whether = WhetherCheck(compiled)

    def lacks_kind(self, clause: Clause, place: int) -> bool:
        """Whether a passage contains nothing of a kind that a clause asks for: no date, no number of those."""
        if _DECISIVE.value & clause.wants.value & ~self._provided.item(place):
            return True
        return Want.COUNT in clause.wants and self._counting.lacks(clause.terms, place)

    def lacks_answer(self, clause: Clause, place: int) -> bool:
        """Whether a passage lacks that, or does not say which one, who or whether, if the clause asks so."""
        return (
            self.lacks_kind(clause, place)
            or self._specifying.lacks(clause.text, place)
            or self._doers.lacks(clause.text, place)
            or self._whether.lacks(clause.text, clause.terms, place)
        )
