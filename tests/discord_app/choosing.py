"""What a server chooses, without the forms in which its admins choose it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.discord_app.client import FootnoteBot
from tests.discord_stub import Guild


async def choose(bot: FootnoteBot, guild: Guild, **chosen: Any) -> None:
    """Change some of a server's settings; the others stay."""
    await bot.store.settings.change(guild.id, lambda before: replace(before, **chosen), "by a test")
