"""Reads the counts of a server for its insights."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Table, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.insights import ArticleKey, Insights, Marks
from bot.store.tables import activity, feedback


async def read_insights(connection: AsyncConnection, guild_id: int | None, days: int | None, today: date) -> Insights:
    """The insights of a server (None: of all) over the last `days` days, today included (None: all)."""
    first = today - timedelta(days=days - 1) if days else None

    def wanted(table: Table) -> ColumnElement[bool]:
        where: ColumnElement[bool] = true()
        if guild_id is not None:
            where &= table.c.guild_id == guild_id
        if first is not None:
            where &= table.c.day >= first
        return where

    total = func.sum(activity.c.count)
    by_day = select(activity.c.day, activity.c.outcome, total).where(wanted(activity))
    days_of: dict[date, dict[str, int]] = {}
    for day, outcome, count in await connection.execute(
        by_day.group_by(activity.c.day, activity.c.outcome).order_by(activity.c.day)
    ):
        days_of.setdefault(day, {})[outcome] = count

    columns = (activity.c.article, activity.c.section, activity.c.passage, activity.c.gap)
    counts = {"section": Counter[ArticleKey](), "passage": Counter[ArticleKey](), "gap": Counter[ArticleKey]()}
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
