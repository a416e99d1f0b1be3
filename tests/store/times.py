"""A clock that only moves when a test moves it."""

from __future__ import annotations

DAY = 86_400.0


class Times:
    """Seconds since 1970, as the store asks for them; from noon of a day on."""

    def __init__(self) -> None:
        self.now = 20_000 * DAY + DAY / 2

    def __call__(self) -> float:
        return self.now

    def pass_days(self, days: float) -> None:
        """Let so many days go by."""
        self.now += days * DAY
