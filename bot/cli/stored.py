"""The store, for commands that look into it once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.settings import Settings
from bot.store.store import Store

T = TypeVar("T")


def with_store(settings: Settings, work: Callable[[Store], Coroutine[Any, Any, T]]) -> T:
    """What some work gives that opens the store; the store is closed after it. Raises what the work raises."""

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
