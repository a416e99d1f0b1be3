"""How often readers marked a passage as right or wrong. Who they are is not known here."""

from __future__ import annotations

import asyncio
from collections import Counter

from bot.store.clock import Clock, day, wall
from bot.store.database import Database
from bot.store.tables import feedback
from bot.store.tallies import Key, Tallies


class Feedback:
    """Marks of passages, counted by server, article, passage and day.

    A mark is confirmed only when it is committed; marks that come at the same time share a transaction.
    """

    def __init__(self, database: Database, clock: Clock = wall) -> None:
        self._database = database
        self._clock = clock
        self._tallies = Tallies(database, feedback)
        self._collecting: dict[Key, Counter[str]] = {}
        self._batch: asyncio.Task[None] | None = None
        self.writing = asyncio.Lock()

    async def mark(self, guild_id: int, article: str, passage: str, *, right: bool) -> None:
        """Count one mark of a passage (its key, ``section/passage``). Raises `StoreError`; it is then not counted."""
        key = (guild_id, day(self._clock), article, passage)
        if self._batch is None:
            self._collecting = {}
            self._batch = asyncio.create_task(self._write(self._collecting))
            self._batch.add_done_callback(lambda task: task.cancelled() or task.exception())
        self._collecting.setdefault(key, Counter())["marked_right" if right else "marked_wrong"] += 1
        await asyncio.shield(self._batch)  # others wait for it too

    async def _write(self, marks: dict[Key, Counter[str]]) -> None:
        async with self.writing:
            self._batch = None  # what comes from now on is for the next one
            async with self._database.transaction() as connection:
                await self._tallies.write(connection, marks)
