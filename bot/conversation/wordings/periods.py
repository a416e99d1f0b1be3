"""Groups questions by days, weeks or months, depending on the length of the span."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from bot.insights import Insights

_BY_DAY, _BY_WEEK = 31, 180
"""The most days that are shown singly, and the most that are grouped by weeks; longer spans are grouped by months."""


class Period(NamedTuple):
    """A day, week or month, with its questions by outcome."""

    name: str
    outcomes: Mapping[str, int]


def over_time(insights: Insights) -> tuple[str, list[Period]]:
    """The unit (``day``, ``week`` or ``month``), and each period from the first to the last, including empty ones."""
    first, last = first_day(insights), insights.last_day
    span = (last - first).days + 1
    unit = "day" if span <= _BY_DAY else "week" if span <= _BY_WEEK else "month"
    outcomes: dict[date, Counter[str]] = {}
    day = first
    while day <= last:
        outcomes.setdefault(_begin(day, unit), Counter()).update(insights.days.get(day, {}))
        day += timedelta(days=1)
    return unit, [Period(_named(begin, unit), counts) for begin, counts in outcomes.items()]


def first_day(insights: Insights) -> date:
    """The first day of the span: the first one with a question if no other is set."""
    return insights.first_day or next(iter(insights.days), insights.last_day)


def _begin(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _named(begin: date, unit: str) -> str:
    if unit == "month":
        return f"{begin:%b %Y}"
    return f"{begin:%a} {begin.day} {begin:%b}" if unit == "day" else f"week of {begin.day} {begin:%b}"
