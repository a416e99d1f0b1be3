"""Sets a server's settings without the forms that its admins use."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.discord_app.client import FootnoteBot
from bot.store.server_settings import ServerSettings
from tests.discord_stub import Guild


async def choose(bot: FootnoteBot, guild: Guild, **chosen: Any) -> None:
    """Change some of a server's settings; the others stay."""
    await bot.store.settings.change(guild.id, lambda before: replace(before, **chosen), "by a test")


def chosen_in(bot: FootnoteBot, guild: Guild) -> ServerSettings:
    """What is set in a server."""
    return bot.store.settings.get(guild.id)
