"""Counts and lists in words."""

from __future__ import annotations

from collections.abc import Sequence


def counted(count: int, noun: str) -> str:
    """A count with what is counted: "1 ask", "2,000 asks"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def listed(names: Sequence[str], most: int | None = None) -> str:
    """Names in a row: "a, b and c"; beyond the first `most`, if more than one more, how many there are."""
    if most is not None and len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
