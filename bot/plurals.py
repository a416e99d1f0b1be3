"""How many there are, in words."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A count with what is counted: "1 ask", "2 asks"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
