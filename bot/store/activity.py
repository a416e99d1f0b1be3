"""Counts questions for a server's insights, without their texts or authors."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

from bot.store.database import Database, Key
from bot.store.tables import activity

_log = logging.getLogger(__name__)

MOST_UNWRITTEN = 50_000
"""How many different rows wait while the database is unavailable. Further ones are not counted."""


class Activity:
    """Questions counted by server, day, article, outcome, section, passage and gap. Counts are collected in memory and
    written together, in the background."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._unwritten: Counter[Key] = Counter()
        self.writing = asyncio.Lock()
        self._dropped = False

    def note(
        self, guild_id: int, article: str, outcome: str, *, section: str = "", passage: str = "", gap: str = ""
    ) -> None:
        """Count one question, in memory. `outcome` is ``answer``, ``choices`` or ``none``. `guild_id` is
        `tables.EVERYWHERE` for a direct message. The other values are empty if they do not apply."""
        key = (guild_id, self._database.today(), article, outcome, section, passage, gap)
        if key in self._unwritten or len(self._unwritten) < MOST_UNWRITTEN:
            self._unwritten[key] += 1
        elif not self._dropped:
            _log.warning("too many counts wait for the database; further ones are not counted")
            self._dropped = True

    async def flush(self) -> None:
        """Write the collected counts in one transaction. Raises `StoreError` and keeps them if that fails."""
        async with self.writing:
            writing, self._unwritten = self._unwritten, Counter()
            if not writing:
                return
            try:
                async with self._database.transaction() as connection:
                    counts = {key: {"count": count} for key, count in writing.items()}
                    await self._database.add_counts(connection, activity, counts)
            except BaseException:
                self._unwritten.update(writing)
                raise
            self._dropped = False

    def forget(self, guild_id: int) -> None:
        self._unwritten = Counter({key: count for key, count in self._unwritten.items() if key[0] != guild_id})
