"""Time and identifiers, both under the control of a test."""

from __future__ import annotations

import time
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000
"""First millisecond of 2015 in Unix time: where snowflakes start counting (Discord, "Snowflakes")."""

_FIRST_GUILD_MS = 150_000_000_000
"""Age of the first guild in milliseconds after Discord's epoch; any moment in the past will do."""


class Clock:
    """The wall clock of the local Discord, in seconds since the Unix epoch.

    It runs at the speed of real time, and a test may move it forward; the limits of an interaction (3 seconds for the
    first response, 15 minutes for its token) follow the latter alone, as a machine may be busy for seconds.
    """

    def __init__(self) -> None:
        self.moved = 0.0
        """Seconds by which a test moved it."""

    def now(self) -> float:
        """Seconds since the Unix epoch."""
        return time.time() + self.moved

    def advance(self, seconds: float) -> None:
        """Move the clock forward by ``seconds``; nothing sleeps.

        Raises ValueError for a negative number: identifiers are ordered by time.
        """
        if seconds < 0:
            raise ValueError("the clock runs forward only")
        self.moved += seconds

    def iso(self, at: float | None = None) -> str:
        """``at`` (seconds since the epoch; now when absent) as Discord writes timestamps."""
        return datetime.fromtimestamp(self.now() if at is None else at, UTC).isoformat()


class Snowflakes:
    """Unique identifiers: milliseconds since Discord's epoch in the upper bits, as Discord makes them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._guilds = 0

    def next(self) -> int:
        """A new identifier, larger than all before it."""
        milliseconds = int(self._clock.now() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, milliseconds << 22)
        return self._last

    def guild(self) -> int:
        """A new guild identifier; consecutive ones fall on consecutive shards.

        Discord routes a guild by ``(id >> 22) % shards``, and identifiers made within one
        millisecond would all land on one shard.
        """
        self._guilds += 1
        return (_FIRST_GUILD_MS + self._guilds) << 22
