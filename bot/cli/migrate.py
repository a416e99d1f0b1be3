"""`python -m bot migrate`: brings the database to this version."""

from __future__ import annotations

import asyncio

from bot.cli.output import say
from bot.cli.stored import telling_once
from bot.settings import Settings
from bot.store import versions
from bot.store.database import Database


def migrate(settings: Settings) -> None:
    """Bring the database that the settings name to this version, and say so. Raises `StoreError`."""
    database = Database(settings.database_url)
    with telling_once():
        asyncio.run(_open_once(database))
    say(f"{database.place[0].upper()}{database.place[1:]} has the tables of this version ({versions.head()}).")


async def _open_once(database: Database) -> None:
    try:
        await database.open()
    finally:
        await database.close()
