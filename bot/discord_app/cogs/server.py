"""`/footnote`: what those may do who manage a server. All replies are private."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation import discord_wording
from bot.conversation.filing_wording import NEEDS_CURATOR
from bot.discord_app import insights
from bot.discord_app.cogs.managing import serve_manager
from bot.discord_app.components import number_in
from bot.discord_app.curators.authority import MayCurate
from bot.discord_app.delivery import apologise, patiently, tell_privately, turn_page
from bot.discord_app.health import checkup
from bot.discord_app.health.checkup import Checkup
from bot.discord_app.insights import InsightsPages
from bot.discord_app.permissions import manages
from bot.discord_app.replies import Replies
from bot.discord_app.server_controls import Handler, control_of, together
from bot.discord_app.shutdown import Shutdown


class Server(commands.Cog):
    """The group of commands, and what the controls under their replies do: each part that has some hands in its
    `handlers`, by their actions; those `of_curators` are for whoever may curate, all others for whoever may manage the
    server."""

    footnote = app_commands.Group(
        name="footnote",
        description="Run Footnote in this server",
        # Who sees the commands. Admins of a server may show them to others too, so it is asked anew at each use.
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    )

    def __init__(
        self,
        checkup_: Checkup,
        insights_: InsightsPages,
        replies: Replies,
        shutdown: Shutdown,
        *handlers: Mapping[str, Handler],
        of_curators: Mapping[str, Handler],
        may_curate: MayCurate,
    ) -> None:
        self._checkup, self._insights, self._replies, self._shutdown = checkup_, insights_, replies, shutdown
        own = {checkup.ACTION: self._turn_checkup, insights.ACTION: self._turn_insights}
        self._does = together(own, *handlers, of_curators)
        self._of_curators, self._may_curate = of_curators.keys(), may_curate

    @footnote.command(name="doctor", description=discord_wording.SERVER_COMMANDS["doctor"])
    async def doctor(self, interaction: discord.Interaction[Any]) -> None:
        """Look at what may be wrong."""
        await serve_manager(self._replies, interaction, lambda: self._checkup.page(interaction.guild))

    @footnote.command(name="insights", description=discord_wording.SERVER_COMMANDS["insights"])
    async def insights(self, interaction: discord.Interaction[Any]) -> None:
        """Show what was asked."""
        page = self._insights.page
        guild = interaction.guild_id or 0
        await serve_manager(self._replies, interaction, lambda: patiently(interaction, page(guild), private=True))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Do what a control is for, if the person who uses it may manage the server, or curate, if that is what it is
        for. All failures end here."""
        control = control_of(interaction)
        if control is None:
            return
        async with self._shutdown.under_way():
            try:
                handler = self._does.get(control.action)
                if handler is None:
                    await tell_privately(interaction, discord_wording.GONE)  # of another version
                elif control.action in self._of_curators and not await self._may_curate(interaction):
                    await tell_privately(interaction, NEEDS_CURATOR)
                elif control.action not in self._of_curators and not manages(interaction):
                    await tell_privately(interaction, discord_wording.NEEDS_MANAGE_SERVER)
                else:
                    await handler(interaction, control.payload)
            except Exception as error:
                await apologise(interaction, error)

    async def _turn_checkup(self, interaction: discord.Interaction[Any], payload: str) -> None:
        """Look again, and show another part of what is found."""
        found = await self._checkup.page(interaction.guild, number_in(payload) or 1)
        await turn_page(interaction, found.parts(embeds=True))

    async def _turn_insights(self, interaction: discord.Interaction[Any], payload: str) -> None:
        """Show other days, or another part."""
        turned = self._insights.turned(interaction.guild_id or 0, payload)
        await turn_page(interaction, await patiently(interaction, turned))
