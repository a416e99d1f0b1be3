"""Counts and lists in words."""

from __future__ import annotations

from collections.abc import Sequence


def counted(count: int, noun: str) -> str:
    """A number with its noun: "1 ask", "2,000 asks"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def listed(names: Sequence[str], most: int | None = None) -> str:
    """Names joined in a sentence: "a, b and c". If there are more than `most` + 1, the rest is counted: "a, b and 7
    more"."""
    if most is not None and len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
