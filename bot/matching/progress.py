"""Progress callbacks."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called from time to time with the share (0 to 1) of the work that is done."""


def no_progress(_: float) -> None:
    """Ignores the progress of work."""
