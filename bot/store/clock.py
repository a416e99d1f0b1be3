"""The store's clock; tests set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], float]
"""Seconds since 1970."""


def day(clock: Clock) -> date:
    """The day by a clock, in UTC."""
    return datetime.fromtimestamp(clock(), UTC).date()
