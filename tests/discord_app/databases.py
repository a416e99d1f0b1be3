"""A database that is gone for a while."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.discord_app.client import FootnoteBot


@contextmanager
def without_database(bot: FootnoteBot) -> Generator[None]:
    """The file of the database is gone meanwhile; await ``bot.store.database.wait_until_well()`` afterwards."""
    file = Path(bot.store.database.url.database or "")
    away = file.rename(file.with_suffix(".away"))
    yield
    away.rename(file)
