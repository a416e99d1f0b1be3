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
        self._passages, self._provided = compiled.article.passages, compiled.index.provided
        self._lacks_count = CountCheck(self._passages, compiled.vocabulary).lacks
        self._lack = (
            SpecificationCheck(self._passages).lacks,  # which one it is
            DoerCheck(self._passages).lacks,  # who does it
            WhetherCheck(compiled).lacks,  # whether it is so
        )

    def lacks_kind(self, clause: Clause, place: int) -> bool:
        """Whether a passage contains nothing of a kind that a clause asks for: no date, no number of those."""
        lacking = _DECISIVE.value & clause.wants.value & ~self._provided.item(place)
        return bool(lacking) or (Want.COUNT in clause.wants and self._lacks_count(clause, place))

    def lacks_answer(self, clause: Clause, place: int) -> bool:
        """Whether a passage lacks that, or what else a clause asks for. Of a draft, several passages are on the same
        subject, and the next one may tell."""
        if self.lacks_kind(clause, place):
            return True
        return not self._passages[place].drafted and any(lacks(clause, place) for lacks in self._lack)
