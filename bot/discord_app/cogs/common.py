"""Helpers for commands: where they are available, and who may see their replies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.conversation.wordings.discord_wording import NEEDS_MANAGE_SERVER
from bot.discord_app.asked import Managing
from bot.discord_app.delivery import Outgoing
from bot.discord_app.errors import told
from bot.discord_app.permissions import manages
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies
from bot.errors import StoreError

CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)

_Command = TypeVar("_Command", bound="app_commands.Command[Any, ..., Any]")


def anywhere(command: _Command) -> _Command:
    """Make a command available everywhere, including servers without the bot."""
    command.allowed_contexts, command.allowed_installs = CONTEXTS, INSTALLS
    return command


Show = Callable[[], Awaitable[Outgoing]]
May = Callable[[discord.Interaction[Any]], Awaitable[bool]]


async def serve_allowed(
    replies: Replies, interaction: discord.Interaction[Any], show: Show, may: May, refusal: str
) -> None:
    """Show a private reply if the person `may` see it; otherwise tell them that they may not."""

    async def allowed() -> Outgoing:
        try:
            return await show() if await may(interaction) else Outgoing(refusal, private=True)
        except StoreError as error:
            return Outgoing(told(error), private=True)

    await replies.serve(ToInteraction(interaction, private=True), Managing(allowed))


async def serve_manager(replies: Replies, interaction: discord.Interaction[Any], show: Show) -> None:
    """Show a private reply if the person manages the server."""

    async def may(_: discord.Interaction[Any]) -> bool:
        return manages(interaction)

    await serve_allowed(replies, interaction, show, may, NEEDS_MANAGE_SERVER)
