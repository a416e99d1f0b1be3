"""The commands of those who manage a server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.conversation.discord_wording import NEEDS_MANAGE_SERVER
from bot.discord_app.asked import Managing
from bot.discord_app.delivery import Outgoing
from bot.discord_app.permissions import manages
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies


async def serve_manager(
    replies: Replies, interaction: discord.Interaction[Any], show: Callable[[], Awaitable[Outgoing]]
) -> None:
    """Show something in private to whoever manages the server; tell others that they may not see it."""

    async def allowed() -> Outgoing:
        return await show() if manages(interaction) else Outgoing(NEEDS_MANAGE_SERVER, private=True)

    await replies.serve(ToInteraction(interaction, private=True), Managing(allowed))
