"""Commands that use the database: `migrate`, `curate --kept`, and a helper for the others."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.cli.output import say
from bot.settings import Settings
from bot.store import versions
from bot.store.questions import KeptQuestion
from bot.store.store import Store

T = TypeVar("T")

MOST_KEPT = 500
"""How many kept questions are used, the most asked ones."""


def with_store(settings: Settings, work: Callable[[Store], Coroutine[Any, Any, T]]) -> T:
    """Run some work with the store. Returns its result, and raises what it raises."""

    async def run() -> T:
        store = Store(settings.database_url)
        try:
            return await work(store)
        finally:
            await store.database.close()

    # Silence the log: the raised error tells the user the same.
    logger = logging.getLogger("bot.store")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        return asyncio.run(run())
    finally:
        logger.setLevel(before)


def migrate(settings: Settings) -> None:
    """Migrate the configured database to this version and report it. Raises `StoreError`."""

    async def opened(store: Store) -> str:
        await store.database.open()
        return store.database.description

    place = with_store(settings, opened)
    say(f"{place[0].upper()}{place[1:]} has the tables of this version ({versions.head()}).")


def kept_questions(settings: Settings, article_id: str) -> list[str]:
    """The questions about an article that servers keep, most asked first, each once.

    Raises `StoreError`.
    """

    async def read(store: Store) -> list[KeptQuestion]:
        await store.database.open()
        return await store.questions.most_asked(None, article_id, limit=MOST_KEPT)

    return list(dict.fromkeys(each.text for each in with_store(settings, read)))
