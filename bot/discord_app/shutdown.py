"""The end: what is under way is finished, and nothing new is begun."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator

_log = logging.getLogger(__name__)

GRACE = 5.0
"""Seconds that answers under way are given before the connection is closed."""


class Shutdown:
    """Counts what is under way, and knows whether the bot is about to close."""

    def __init__(self) -> None:
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._begun = asyncio.Event()

    @property
    def leaving(self) -> bool:
        """Whether the bot is about to close and takes no new questions."""
        return self._begun.is_set()

    @contextlib.asynccontextmanager
    async def under_way(self) -> AsyncGenerator[None]:
        """While an answer is under way, the end waits for it."""
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def pause(self, seconds: float) -> None:
        """Wait, but not longer than until the bot leaves."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):  # not `wait_for`, which loses a cancellation in Python 3.11
                await self._begun.wait()

    async def finish(self) -> None:
        """Take nothing new, and wait for what is under way, but not for long."""
        self._begun.set()
        try:
            await asyncio.wait_for(self._idle.wait(), GRACE)
        except TimeoutError:
            _log.warning("%d answers could not be sent in time", self._under_way)
