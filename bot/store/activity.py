"""Counts what was asked, without texts or persons, for a server's insights."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

from bot.store.database import Database, Key
from bot.store.tables import activity

_log = logging.getLogger(__name__)

MOST_WAITING = 50_000
"""Different rows that wait while the database cannot be used; what comes beyond is not counted."""


class Activity:
    """Questions counted by server, day, article, outcome, section, passage and gap. They are gathered in memory and
    written together, in the background."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: Counter[Key] = Counter()
        self.writing = asyncio.Lock()
        self._dropped = False

    def note(
        self, guild_id: int, article: str, outcome: str, *, section: str = "", passage: str = "", gap: str = ""
    ) -> None:
        """Count one question, in memory. `outcome` is ``answer``, ``choices`` or ``none``; `guild_id` is
        `tables.EVERYWHERE` for a direct message; the rest is empty where there is none."""
        key = (guild_id, self._database.today(), article, outcome, section, passage, gap)
        if key in self._waiting or len(self._waiting) < MOST_WAITING:
            self._waiting[key] += 1
        elif not self._dropped:
            _log.warning("too many counts wait for the database; further ones are not counted")
            self._dropped = True

    async def flush(self) -> None:
        """Write what waits, in one transaction. Raises `StoreError`; then all of it waits on."""
        async with self.writing:
            writing, self._waiting = self._waiting, Counter()
            if not writing:
                return
            try:
                async with self._database.transaction() as connection:
                    counts = {key: {"count": count} for key, count in writing.items()}
                    await self._database.add_counts(connection, activity, counts)
            except BaseException:
                self._waiting.update(writing)
                raise
            self._dropped = False

    def forget(self, guild_id: int) -> None:
        self._waiting = Counter({key: count for key, count in self._waiting.items() if key[0] != guild_id})
