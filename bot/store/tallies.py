"""Counts that are gathered in memory and written together: many presses are one short transaction."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database

_log = logging.getLogger(__name__)

MOST_WAITING = 50_000
"""Different rows that wait while the database cannot be used; what comes beyond is not counted."""

Key = tuple[Any, ...]


class Tallies:
    """Counts of one table that has a primary key of several columns and further columns to be added to."""

    def __init__(self, database: Database, table: Table) -> None:
        self._database = database
        self._table = table
        self._keys = [column.name for column in table.primary_key.columns]
        self._counts = [column.name for column in table.columns if not column.primary_key]
        self._waiting: dict[Key, Counter[str]] = {}
        self.writing = asyncio.Lock()
        self._dropped = False

    def add(self, key: Key, column: str) -> None:
        """Count one in memory, unless too much waits."""
        if key not in self._waiting and len(self._waiting) >= MOST_WAITING:
            if not self._dropped:
                _log.warning("too many counts wait for the database; further ones are not counted")
            self._dropped = True
            return
        self._waiting.setdefault(key, Counter())[column] += 1

    async def flush(self) -> None:
        """Write what waits, in one transaction. Raises `StoreError`; then all of it waits on."""
        async with self.writing:
            writing, self._waiting = self._waiting, {}
            if not writing:
                return
            try:
                async with self._database.transaction() as connection:
                    await self.write(connection, writing)
            except BaseException:
                for key, counts in self._waiting.items():
                    writing.setdefault(key, Counter()).update(counts)
                self._waiting = writing
                raise
            self._dropped = False

    async def write(self, connection: AsyncConnection, writing: Mapping[Key, Counter[str]]) -> None:
        """Add counts to the table, within a transaction."""
        statement = self._database.insert(self._table)
        added = {name: self._table.c[name] + statement.excluded[name] for name in self._counts}
        statement = statement.on_conflict_do_update(index_elements=self._keys, set_=added)
        await connection.execute(statement, self._rows(writing))

    def _rows(self, writing: Mapping[Key, Counter[str]]) -> list[dict[str, Any]]:
        # Sorted: two processes that lock the same rows do it in the same order.
        return [
            dict(zip(self._keys, key, strict=True)) | {name: counts[name] for name in self._counts}
            for key, counts in sorted(writing.items())
        ]

    def forget(self, guild_id: int) -> None:
        """Drop what waits for a server."""
        self._waiting = {key: counts for key, counts in self._waiting.items() if key[0] != guild_id}
