"""The questions without a right answer that servers keep, for `curate`."""

from __future__ import annotations

import asyncio

from bot.cli.stored import telling_once
from bot.settings import Settings
from bot.store.store import Store

MOST = 500
"""Questions of a server that are taken, the most asked of them."""


def kept_questions(settings: Settings, article_id: str) -> list[str]:
    """What members of all servers asked of an article and got no right answer to, the most asked first; each once.

    Raises `StoreError`.
    """
    with telling_once():
        return asyncio.run(_read(Store(settings.database_url), article_id))


async def _read(store: Store, article_id: str) -> list[str]:
    try:
        await store.database.open()
        questions = store.questions
        kept = [
            each
            for guild in await questions.guilds()
            for each in await questions.most_asked(guild, article_id, limit=MOST)
        ]
    finally:
        await store.database.close()
    kept.sort(key=lambda each: -each.times)
    return list(dict.fromkeys(each.text for each in kept))
