"""Counts how often readers marked a passage as right or wrong, and not who they are."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date

from sqlalchemy import update

from bot.store.database import Database, Key
from bot.store.tables import feedback


class Feedback:
    """Marks of passages, counted by server, article, passage and day.

    A mark is confirmed only when it is committed; marks that come at the same time share a transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._collecting: dict[Key, Counter[str]] = {}
        self._batch: asyncio.Task[None] | None = None
        self.writing = asyncio.Lock()

    async def mark(self, guild_id: int, article: str, passage: str, *, right: bool) -> date:
        """Count one mark of a passage (its key, ``section/passage``); the day for which it counts. Raises `StoreError`;
        it is then not counted."""
        today = self._database.today()
        key = (guild_id, today, article, passage)
        if self._batch is None:
            self._collecting = {}
            self._batch = asyncio.create_task(self._write(self._collecting))
            self._batch.add_done_callback(lambda task: task.cancelled() or task.exception())
        self._collecting.setdefault(key, Counter())["marked_right" if right else "marked_wrong"] += 1
        await asyncio.shield(self._batch)  # others wait for it too
        return today

    async def move(self, guild_id: int, marked_on: date, article: str, passage: str, *, right: bool) -> date:
        """Let a mark of that day be the other one from now on: right instead of wrong, or wrong instead of right. Where
        the former one is not there any more, it counts as a new one. Returns the day for which it counts; raises
        `StoreError`, and then nothing moved."""
        if await self._database.finish(self._move(guild_id, marked_on, article, passage, right=right)):
            return marked_on
        return await self.mark(guild_id, article, passage, right=right)

    async def _move(self, guild_id: int, marked_on: date, article: str, passage: str, *, right: bool) -> bool:
        came, went = ("marked_right", "marked_wrong") if right else ("marked_wrong", "marked_right")
        where = (feedback.c.guild_id == guild_id) & (feedback.c.day == marked_on) & (feedback.c.article == article)
        where &= (feedback.c.passage == passage) & (feedback.c[went] > 0)
        moved = update(feedback).where(where).values({came: feedback.c[came] + 1, went: feedback.c[went] - 1})
        async with self.writing:
            return await self._database.write(moved) > 0

    async def _write(self, marks: dict[Key, Counter[str]]) -> None:
        async with self.writing:
            self._batch = None  # what comes from now on is for the next one
            async with self._database.transaction() as connection:
                await self._database.add_counts(connection, feedback, marks)
