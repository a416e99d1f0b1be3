"""`/footnote setup` and `/footnote settings`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation.discord_wording import SERVER_COMMANDS
from bot.discord_app.admin.panel import SettingsPanel
from bot.discord_app.cogs.managing import serve_manager
from bot.discord_app.replies import Replies


class SettingsCommands(commands.Cog):
    """Adds its commands to the group `/footnote`."""

    def __init__(self, group: app_commands.Group, panel: SettingsPanel, replies: Replies) -> None:
        self._panel, self._replies = panel, replies
        for name, callback in (("setup", self.setup), ("settings", self.settings)):
            described = SERVER_COMMANDS[name]
            group.add_command(app_commands.Command(name=name, description=described, callback=callback))

    async def setup(self, interaction: discord.Interaction[Any]) -> None:
        """Walk through the first settings."""
        await serve_manager(self._replies, interaction, lambda: self._panel.setup(interaction.guild))

    async def settings(self, interaction: discord.Interaction[Any]) -> None:
        """Show all settings, to be changed."""
        await serve_manager(self._replies, interaction, lambda: self._panel.overview(interaction.guild))
