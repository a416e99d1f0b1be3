"""The store, for commands that look into it once: `migrate`, `curate --kept`, and those with modules of their own."""

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
"""Questions that are taken, the most asked of them."""


def with_store(settings: Settings, work: Callable[[Store], Coroutine[Any, Any, T]]) -> T:
    """Open the store, do some work with it and close it; the work's result. Raises what the work raises."""

    async def run() -> T:
        store = Store(settings.database_url)
        try:
            return await work(store)
        finally:
            await store.database.close()

    # The error that is raised says it to whoever asked: the log need not.
    logger = logging.getLogger("bot.store")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        return asyncio.run(run())
    finally:
        logger.setLevel(before)


def migrate(settings: Settings) -> None:
    """Bring the database that the settings name to this version, and say so. Raises `StoreError`."""

    async def opened(store: Store) -> str:
        await store.database.open()
        return store.database.place

    place = with_store(settings, opened)
    say(f"{place[0].upper()}{place[1:]} has the tables of this version ({versions.head()}).")


def kept_questions(settings: Settings, article_id: str) -> list[str]:
    """What members of all servers asked of an article and got no right answer to, the most asked first; each once.

    Raises `StoreError`.
    """

    async def read(store: Store) -> list[KeptQuestion]:
        await store.database.open()
        return await store.questions.most_asked(None, article_id, limit=MOST_KEPT)

    return list(dict.fromkeys(each.text for each in with_store(settings, read)))
