"""A database that is gone for a while."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.discord_app.client import FootnoteBot


@asynccontextmanager
async def without_database(bot: FootnoteBot) -> AsyncGenerator[None]:
    """The file of the database is gone meanwhile, for connections that are open too. Afterwards the bot has found it
    again."""
    database = bot.store.database
    file = Path(database.url.database or "")
    away = file.rename(file.with_suffix(".away"))
    await database.close()
    yield
    away.rename(file)
    await database.wait_until_well()
