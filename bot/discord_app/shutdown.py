"""Shuts down gracefully: finishes what is in progress, and begins nothing new."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator

_log = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds that answers in progress get before the connection is closed."""


class Shutdown:
    """Counts what is in progress, and knows whether the bot is stopping."""

    def __init__(self) -> None:
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._begun = asyncio.Event()

    @property
    def leaving(self) -> bool:
        """Whether the bot is stopping and accepts no new requests."""
        return self._begun.is_set()

    @contextlib.asynccontextmanager
    async def under_way(self) -> AsyncGenerator[None]:
        """Make the shutdown wait for the block to end."""
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def pause(self, seconds: float) -> None:
        """Wait, at most until the bot is stopping."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):  # not `wait_for`, which loses a cancellation in Python 3.11
                await self._begun.wait()

    async def finish(self) -> None:
        """Accept nothing new, and wait for what is in progress, up to `GRACE`."""
        self._begun.set()
        try:
            await asyncio.wait_for(self._idle.wait(), GRACE)
        except TimeoutError:
            _log.warning("%d answers could not be sent in time", self._under_way)
