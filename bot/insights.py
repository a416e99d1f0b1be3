"""Counts of questions in one server or in all of them. The store reads them; the terminal and Discord show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

KEPT_DAYS = 730
"""How many days the counts of a day are kept: two years, so that two years can be compared."""

ArticleKey = tuple[str, str]
"""An article's id, with the id of a section or gap, or the key of a passage in that article."""


class Marks(NamedTuple):
    """How often a passage was marked right and wrong."""

    right: int
    wrong: int


@dataclass(frozen=True)
class Insights:
    """Counts of one server, or of all, from `first_day` (None: from the beginning) to `last_day`.

    `days` maps each day with questions to its counts by outcome (``answer``, ``choices``, ``none``), earliest day
    first. `sections`, `passages` and `gaps` map each target to the number of questions about it, most asked first.
    `marks` holds the marks of each passage, those marked wrong most often first.
    """

    first_day: date | None
    last_day: date
    days: Mapping[date, Mapping[str, int]] = field(default_factory=dict[date, Mapping[str, int]])
    sections: Mapping[ArticleKey, int] = field(default_factory=dict[ArticleKey, int])
    passages: Mapping[ArticleKey, int] = field(default_factory=dict[ArticleKey, int])
    gaps: Mapping[ArticleKey, int] = field(default_factory=dict[ArticleKey, int])
    marks: Mapping[ArticleKey, Marks] = field(default_factory=dict[ArticleKey, Marks])

    @property
    def outcomes(self) -> Mapping[str, int]:
        return sum((Counter(dict(each)) for each in self.days.values()), Counter[str]())

    @property
    def asked(self) -> int:
        return sum(self.outcomes.values())

    @property
    def marked(self) -> Marks:
        """How often any passage was marked right and wrong."""
        return Marks(sum(each.right for each in self.marks.values()), sum(each.wrong for each in self.marks.values()))

    @property
    def wrong_share(self) -> float | None:
        """The fraction of marks that say wrong, 0 to 1; None if there are no marks."""
        right, wrong = self.marked
        return wrong / (wrong + right) if wrong + right else None

    @property
    def articles(self) -> list[str]:
        """The ids of all articles with counts."""
        return sorted({article for counts in (self.sections, self.gaps, self.marks) for article, _ in counts})

    def never_asked(self, article: str, passages: Collection[str]) -> list[str]:
        """The keys among `passages` that no question of this article was answered with."""
        return [key for key in passages if (article, key) not in self.passages]
