"""Waiting for something to happen, without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 120.0
"""Seconds for which a wait goes on unless a test says otherwise: only what never happens takes as long, however busy
the machine."""


class NothingHappened(AssertionError):
    """What a test waited for did not happen in time; the message says what, and what happened instead."""


class Changes:
    """Wakes waiters whenever the state of the local Discord changes."""

    def __init__(self, describe: Callable[[], str] = lambda: "") -> None:
        self.count = 0
        self._waiters: list[asyncio.Future[None]] = []
        self._describe = describe

    def notify(self) -> None:
        """Say that something changed; costs next to nothing while nobody waits."""
        self.count += 1
        if self._waiters:
            waiters, self._waiters = self._waiters, []
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)

    async def changed(self) -> None:
        """Return at the next change."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        await waiter

    async def wait_for(self, look: Callable[[], T | None], within: float, what: str) -> T:
        """The first truthy result of ``look``, which is asked now and again after every change.

        ``within`` is in seconds of real time. Raises NothingHappened when they are over.
        """
        try:
            async with asyncio.timeout(within):
                while True:
                    found = look()
                    if found:
                        return found
                    await self.changed()
        except TimeoutError:
            raise NothingHappened(f"{what}: not within {within} s. {self._describe()}") from None
