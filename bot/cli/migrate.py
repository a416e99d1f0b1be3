"""`python -m bot migrate`: brings the database to this version."""

from __future__ import annotations

from bot.cli.output import say
from bot.cli.stored import with_store
from bot.settings import Settings
from bot.store import versions
from bot.store.store import Store


def migrate(settings: Settings) -> None:
    """Bring the database that the settings name to this version, and say so. Raises `StoreError`."""
    place = with_store(settings, _opened)
    say(f"{place[0].upper()}{place[1:]} has the tables of this version ({versions.head()}).")


async def _opened(store: Store) -> str:
    await store.database.open()
    return store.database.place
