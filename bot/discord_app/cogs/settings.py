"""`/footnote setup` and `/footnote settings`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation.wording import NEEDS_MANAGE_SERVER, SERVER_COMMANDS
from bot.discord_app.admin.desk import Desk
from bot.discord_app.delivery import Reply
from bot.discord_app.permissions import manages
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Managing, Replies


class SettingsCommands(commands.Cog):
    """Adds its commands to the group `/footnote`."""

    def __init__(self, group: app_commands.Group, desk: Desk, replies: Replies) -> None:
        self._desk, self._replies = desk, replies
        for name, callback in (("setup", self.setup), ("settings", self.settings)):
            described = SERVER_COMMANDS[name]
            group.add_command(app_commands.Command(name=name, description=described, callback=callback))

    async def setup(self, interaction: discord.Interaction[Any]) -> None:
        """Walk through the first settings."""
        await self._serve(interaction, lambda: self._desk.setup(interaction.guild))

    async def settings(self, interaction: discord.Interaction[Any]) -> None:
        """Show all settings, to be changed."""
        await self._serve(interaction, lambda: self._desk.overview(interaction.guild))

    async def _serve(self, interaction: discord.Interaction[Any], show: Callable[[], Awaitable[Reply]]) -> None:
        show = show if manages(interaction) else _refusal
        await self._replies.serve(ToInteraction(interaction, private=True), Managing(show))


async def _refusal() -> Reply:
    return Reply(NEEDS_MANAGE_SERVER, private=True, fixed=True)
