"""What was asked in a server, or in all, as counts. The store reads them, terminal and Discord show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

KEPT_DAYS = 730
"""Days for which a day's counts are kept: two years, to compare one with the one before."""

ArticleKey = tuple[str, str]
"""The id of an article, and the id of a section or gap or the key of a passage in it."""


class Marks(NamedTuple):
    """How often a passage was marked right and wrong."""

    right: int
    wrong: int


@dataclass(frozen=True)
class Insights:
    """Counts of a server, or of all, from `first_day` (None: from the beginning) to `last_day`.

    `days` holds the questions of each day that had any, by outcome (``answer``, ``choices``, ``none``), the earliest
    first; `sections`, `passages` and `gaps` how often each was the outcome, the most asked first; `marks` how passages
    were marked, those most often wrong first.
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
        """Of all marks, the share that says wrong, 0 to 1; None without any."""
        right, wrong = self.marked
        return wrong / (wrong + right) if wrong + right else None

    @property
    def articles(self) -> list[str]:
        """The ids of all articles that something was counted of."""
        return sorted({article for counts in (self.sections, self.gaps, self.marks) for article, _ in counts})

    def never_asked(self, article: str, passages: Collection[str]) -> list[str]:
        """Those of an article's passages, by their keys, that no question led to."""
        return [key for key in passages if (article, key) not in self.passages]
