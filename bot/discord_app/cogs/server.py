"""`/footnote`: commands for those who manage a server or run the bot. All replies are private."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation.wordings import effects
from bot.conversation.wordings.discord_wording import NEEDS_OWNER, REREAD, SERVER_COMMANDS
from bot.discord_app.admin.panel import SettingsPanel
from bot.discord_app.admin.screens import OVERVIEW, STEPS
from bot.discord_app.cogs.common import serve_allowed, serve_manager
from bot.discord_app.curators.adding import IsOwner
from bot.discord_app.curators.editing import Editor
from bot.discord_app.delivery import Outgoing
from bot.discord_app.health.checkup import Checkup
from bot.discord_app.insights import InsightsPages
from bot.discord_app.markup import escape
from bot.discord_app.page import Page
from bot.discord_app.places import guild_of
from bot.discord_app.replies import Replies


class Server(commands.Cog):
    """The command group. `CuratorsCommands` adds its own commands."""

    footnote = app_commands.Group(
        name="footnote",
        description="Run Footnote in this server",
        # Who sees the commands. A server's admins may show them to others, so each use is checked again.
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    )

    def __init__(
        self,
        checkup: Checkup,
        insights: InsightsPages,
        panel: SettingsPanel,
        editor: Editor,
        is_owner: IsOwner,
        replies: Replies,
    ) -> None:
        self._checkup, self._insights, self._panel = checkup, insights, panel
        self._editor, self._is_owner, self._replies = editor, is_owner, replies

    @footnote.command(name="doctor", description=SERVER_COMMANDS["doctor"])
    async def doctor(self, interaction: discord.Interaction[Any]) -> None:
        await serve_manager(self._replies, interaction, lambda: self._checkup.page(interaction.guild))

    @footnote.command(name="insights", description=SERVER_COMMANDS["insights"])
    async def insights(self, interaction: discord.Interaction[Any]) -> None:
        await serve_manager(self._replies, interaction, lambda: self._insights.page(guild_of(interaction)))

    @footnote.command(name="reload", description=SERVER_COMMANDS["reload"])
    async def reload(self, interaction: discord.Interaction[Any]) -> None:
        """Read the article folders again, for whoever runs the bot."""

        async def may(_: discord.Interaction[Any]) -> bool:
            return await self._is_owner(interaction.user)

        await serve_allowed(self._replies, interaction, self._reread, may, NEEDS_OWNER)

    @footnote.command(name="setup", description=SERVER_COMMANDS["setup"])
    async def setup(self, interaction: discord.Interaction[Any]) -> None:
        await serve_manager(self._replies, interaction, lambda: self._panel.page(interaction.guild, STEPS[0]))

    @footnote.command(name="settings", description=SERVER_COMMANDS["settings"])
    async def settings(self, interaction: discord.Interaction[Any]) -> None:
        await serve_manager(self._replies, interaction, lambda: self._panel.page(interaction.guild, OVERVIEW))

    async def _reread(self) -> Outgoing:
        found = await self._editor.reread_everywhere()
        said = [effects.reread(each.article_id, each.faults, each.trouble, changed=each.changed) for each in found]
        return Outgoing(Page(REREAD, escape("\n".join(said))), private=True)
