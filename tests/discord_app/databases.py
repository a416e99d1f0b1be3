"""Reads the content of a database, and makes one unavailable for a while."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.discord_app.client import FootnoteBot
from bot.store.store import Store
from bot.store.tables import metadata


async def rows_of(store: Store, guild_id: int | None = None) -> list[tuple[str, tuple[Any, ...]]]:
    """Every row of every table, with the table's name, of one server or of all."""
    await store.flush()
    found: list[tuple[str, tuple[Any, ...]]] = []
    async with store.database.reading() as connection:
        for table in metadata.sorted_tables:
            query = select(table)
            if guild_id is not None:
                if "guild_id" not in table.c:
                    continue
                query = query.where(table.c.guild_id == guild_id)
            found += [(table.name, tuple(row)) for row in await connection.execute(query)]
    return found


@asynccontextmanager
async def without_database(bot: FootnoteBot) -> AsyncGenerator[None]:
    """The file of the database is gone meanwhile, for connections that are open too. Afterwards the bot has found it
    again."""
    database = bot.store.database
    with _away(Path(database.url.database or "")):
        await database.connections.drop()
        yield
    await database.wait_until_available()


@contextmanager
def locked_database(bot: FootnoteBot) -> Generator[None]:
    """Another program holds the file of the database meanwhile: it can be read, and nothing can be written."""
    with closing(sqlite3.connect(bot.store.database.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def _away(file: Path) -> Generator[None]:
    away = file.rename(file.with_suffix(".away"))
    yield
    away.rename(file)
