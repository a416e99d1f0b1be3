"""Adds to counts that are kept by day: rows with a key of several columns, and columns of counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database

Key = tuple[Any, ...]


async def add_counts(
    database: Database, connection: AsyncConnection, table: Table, counts: Mapping[Key, Mapping[str, int]]
) -> None:
    """Add counts, by the columns that they are of, to the rows with these keys, within a transaction."""
    keys = [column.name for column in table.primary_key.columns]
    columns = [column.name for column in table.columns if not column.primary_key]
    statement = database.insert(table)
    added = {name: table.c[name] + statement.excluded[name] for name in columns}
    # Sorted: two processes that lock the same rows do it in the same order.
    rows = [
        dict(zip(keys, key, strict=True)) | {name: of_row.get(name, 0) for name in columns}
        for key, of_row in sorted(counts.items(), key=lambda each: each[0])
    ]
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=added), rows)
