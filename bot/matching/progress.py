"""How far some work is, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]
"""Is told, now and then, which share (0 to 1) of the work is done."""


def no_progress(_: float) -> None:
    """The progress of work that nobody waits for."""
