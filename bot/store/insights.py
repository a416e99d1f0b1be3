"""What a server's counts tell its curators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Table, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import activity, feedback

Place = tuple[str, str]
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
    sections: Mapping[Place, int] = field(default_factory=dict[Place, int])
    passages: Mapping[Place, int] = field(default_factory=dict[Place, int])
    gaps: Mapping[Place, int] = field(default_factory=dict[Place, int])
    marks: Mapping[Place, Marks] = field(default_factory=dict[Place, Marks])

    @property
    def outcomes(self) -> Mapping[str, int]:
        """How many questions had each outcome."""
        return sum((Counter(dict(each)) for each in self.days.values()), Counter[str]())

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return sum(self.outcomes.values())

    @property
    def wrong_share(self) -> float | None:
        """Of all marks, the share that says wrong, 0 to 1; None without any."""
        wrong, right = (sum(getattr(each, name) for each in self.marks.values()) for name in ("wrong", "right"))
        return wrong / (wrong + right) if wrong + right else None

    def never_asked(self, article: str, passages: Collection[str]) -> list[str]:
        """Those of an article's passages, by their keys, that no question led to."""
        return [key for key in passages if (article, key) not in self.passages]


async def read_insights(
    connection: AsyncConnection, guild_id: int | None, days: int | None, today: date, article: str | None = None
) -> Insights:
    """The insights of a server (None: of all), over the last so many days, today among them (None: all), of one article
    or of all."""
    first = today - timedelta(days=days - 1) if days else None

    def wanted(table: Table) -> ColumnElement[bool]:
        where: ColumnElement[bool] = true()
        if guild_id is not None:
            where &= table.c.guild_id == guild_id
        if first is not None:
            where &= table.c.day >= first
        if article is not None:
            where &= table.c.article == article
        return where

    total = func.sum(activity.c.count)
    by_day = select(activity.c.day, activity.c.outcome, total).where(wanted(activity))
    days_of: dict[date, dict[str, int]] = {}
    for day, outcome, count in await connection.execute(
        by_day.group_by(activity.c.day, activity.c.outcome).order_by(activity.c.day)
    ):
        days_of.setdefault(day, {})[outcome] = count

    columns = (activity.c.article, activity.c.section, activity.c.passage, activity.c.gap)
    counts = {"section": Counter[Place](), "passage": Counter[Place](), "gap": Counter[Place]()}
    for row in await connection.execute(
        select(*columns, total.label("total")).where(wanted(activity)).group_by(*columns)
    ):
        for name, counter in counts.items():
            if getattr(row, name):
                counter[row.article, getattr(row, name)] += row.total

    place = (feedback.c.article, feedback.c.passage)
    marked = (func.sum(feedback.c.marked_right), func.sum(feedback.c.marked_wrong))
    rows = await connection.execute(select(*place, *marked).where(wanted(feedback)).group_by(*place))
    marks = {(of, passage): Marks(right, wrong) for of, passage, right, wrong in rows}
    return Insights(
        first,
        today,
        days_of,
        dict(counts["section"].most_common()),
        dict(counts["passage"].most_common()),
        dict(counts["gap"].most_common()),
        dict(sorted(marks.items(), key=lambda each: (-each[1].wrong, each[0]))),
    )
