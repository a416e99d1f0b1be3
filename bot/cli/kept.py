"""The questions without a right answer that servers keep, for `curate`."""

from __future__ import annotations

from bot.cli.stored import with_store
from bot.settings import Settings
from bot.store.questions import Kept
from bot.store.store import Store

MOST = 500
"""Questions of a server that are taken, the most asked of them."""


def kept_questions(settings: Settings, article_id: str) -> list[str]:
    """What members of all servers asked of an article and got no right answer to, the most asked first; each once.

    Raises `StoreError`.
    """

    async def read(store: Store) -> list[Kept]:
        await store.database.open()
        of_servers = [
            await store.questions.most_asked(guild, article_id, limit=MOST) for guild in await store.questions.guilds()
        ]
        return [each for kept in of_servers for each in kept]

    kept = sorted(with_store(settings, read), key=lambda each: -each.times)
    return list(dict.fromkeys(each.text for each in kept))
