"""Counts how often readers marked a passage as right or wrong, without who marked it."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date

from sqlalchemy import update

from bot.store.database import Database, Key
from bot.store.tables import feedback


class Feedback:
    """Marks of passages, counted by server, article, passage and day.

    A mark is confirmed only when it is committed. Marks that arrive at the same time share a transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._collecting: dict[Key, Counter[str]] = {}
        self._batch: asyncio.Task[None] | None = None
        self.writing = asyncio.Lock()

    async def mark(self, guild_id: int, article: str, passage: str, *, right: bool) -> date:
        """Count one mark of a passage (its key, ``section/passage``). Returns the day that it counts for. Raises
        `StoreError`; then it is not counted."""
        today = self._database.today()
        key = (guild_id, today, article, passage)
        if self._batch is None:
            self._collecting = {}
            self._batch = asyncio.create_task(self._write(self._collecting))
            self._batch.add_done_callback(lambda task: task.cancelled() or task.exception())
        self._collecting.setdefault(key, Counter())["marked_right" if right else "marked_wrong"] += 1
        await asyncio.shield(self._batch)  # others wait for it, so do not cancel it
        return today

    async def change(self, guild_id: int, marked_on: date, article: str, passage: str, *, right: bool) -> date:
        """Turn a mark of that day into its opposite. If the former mark no longer exists, count a new one. Returns the
        day that it counts for. Raises `StoreError`; then nothing changed."""
        if await self._database.finish(self._change(guild_id, marked_on, article, passage, right=right)):
            return marked_on
        return await self.mark(guild_id, article, passage, right=right)

    async def _change(self, guild_id: int, marked_on: date, article: str, passage: str, *, right: bool) -> bool:
        came, went = ("marked_right", "marked_wrong") if right else ("marked_wrong", "marked_right")
        where = (feedback.c.guild_id == guild_id) & (feedback.c.day == marked_on) & (feedback.c.article == article)
        where &= (feedback.c.passage == passage) & (feedback.c[went] > 0)
        moved = update(feedback).where(where).values({came: feedback.c[came] + 1, went: feedback.c[went] - 1})
        async with self.writing:
            return await self._database.write(moved) > 0

    async def _write(self, marks: dict[Key, Counter[str]]) -> None:
        async with self.writing:
            self._batch = None  # later marks join the next batch
            async with self._database.transaction() as connection:
                await self._database.add_counts(connection, feedback, marks)
