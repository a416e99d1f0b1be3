"""What commands have in common: where they are, and who may see what they show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.conversation.discord_wording import NEEDS_MANAGE_SERVER
from bot.discord_app.asked import Managing
from bot.discord_app.delivery import Outgoing
from bot.discord_app.permissions import manages
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies

CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)

_Command = TypeVar("_Command", bound="app_commands.Command[Any, ..., Any]")


def anywhere(command: _Command) -> _Command:
    """Let a command be there wherever people are, in servers without the bot too."""
    command.allowed_contexts, command.allowed_installs = CONTEXTS, INSTALLS
    return command


async def serve_manager(
    replies: Replies, interaction: discord.Interaction[Any], show: Callable[[], Awaitable[Outgoing]]
) -> None:
    """Show something in private to whoever manages the server; tell others that they may not see it."""

    async def allowed() -> Outgoing:
        return await show() if manages(interaction) else Outgoing(NEEDS_MANAGE_SERVER, private=True)

    await replies.serve(ToInteraction(interaction, private=True), Managing(allowed))
