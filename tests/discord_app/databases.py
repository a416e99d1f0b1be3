"""A database that is gone for a while."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.discord_app.client import FootnoteBot


@asynccontextmanager
async def without_database(bot: FootnoteBot) -> AsyncGenerator[None]:
    """The file of the database is gone meanwhile, for connections that are open too. Afterwards the bot has found it
    again."""
    database = bot.store.database
    with _away(Path(database.url.database or "")):
        await database.close()
        yield
    await database.wait_until_well()


@contextmanager
def _away(file: Path) -> Generator[None]:
    away = file.rename(file.with_suffix(".away"))
    yield
    away.rename(file)
