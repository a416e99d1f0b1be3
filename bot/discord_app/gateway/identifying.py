"""Decides when a shard may begin a session. Discord accepts one identify in five seconds from the shards of one bucket,
which is a shard's id modulo the number that Discord names ("Gateway", "Rate Limiting" and "Sharding", "Max
Concurrency")."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable

SPACING = 5.0
"""Seconds between two identifies of one bucket."""

SLOT = SPACING + 1.0
"""Seconds reserved for each shard if other processes identify too: their clocks may differ by one."""


class IdentifyTurns:
    """Gives the shards of this process their turns.

    `concurrency` is the number of buckets. `others` is the total number of shards if other processes run some of them.
    Each shard then waits for its own time slot by the clock, since the processes do not know of each other.
    """

    def __init__(self, concurrency: int, others: int | None, pause: Callable[[float], Awaitable[None]]) -> None:
        self._concurrency, self._others, self._pause = concurrency, others, pause
        self._locks: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[int, float] = {}

    @contextlib.asynccontextmanager
    async def turn(self, shard: int) -> AsyncGenerator[None]:
        """Wait until a shard may identify. The next shard waits until the block ends."""
        bucket, clock = shard % self._concurrency, asyncio.get_running_loop().time
        async with self._locks[bucket]:
            if self._others is not None:
                await self._pause(seconds_until_slot(shard, self._others, self._concurrency, time.time()))
            elif (wait := self._free_at.get(bucket, 0.0) - clock()) > 0:
                await self._pause(wait)
            try:
                yield
            finally:
                self._free_at[bucket] = clock() + SPACING


def seconds_until_slot(shard: int, shards: int, concurrency: int, now: float) -> float:
    """Seconds from `now` to the next slot of a shard. No other shard of its bucket has a slot then."""
    round_lasts = SLOT * -(-shards // concurrency)
    return (SLOT * (shard // concurrency) - now) % round_lasts
