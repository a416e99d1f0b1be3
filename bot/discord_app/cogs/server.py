"""`/footnote`: what those may do who manage a server. All replies are private."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation import wording
from bot.discord_app.checkup import Checkup
from bot.discord_app.components import Press
from bot.discord_app.delivery import Reply, ToInteraction, insist, tell_privately
from bot.discord_app.permissions import manages
from bot.discord_app.presses import DeedOfNone
from bot.discord_app.replies import Managing, Replies


class Server(commands.Cog):
    """The group of commands, and what the controls under their replies do."""

    footnote = app_commands.Group(
        name="footnote",
        description="Run Footnote in this server",
        # Who sees the commands. Admins of a server may show them to others too, so it is asked anew at each use.
        default_permissions=discord.Permissions(manage_guild=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    )

    def __init__(self, checkup: Checkup, replies: Replies) -> None:
        self._checkup, self._replies = checkup, replies

    @property
    def deeds(self) -> Mapping[str, DeedOfNone]:
        """What controls do, by their action."""
        return {"doctor": self._turn_checkup}

    @footnote.command(name="doctor", description="Find why Footnote is silent in this server, with what to do")
    async def doctor(self, interaction: discord.Interaction[Any]) -> None:
        """Look at what may be wrong."""
        await self._serve(interaction, lambda: self._checkup.page(interaction.guild, interaction.user.id))

    async def _serve(self, interaction: discord.Interaction[Any], show: Callable[[], Awaitable[Reply]]) -> None:
        """Show something to whoever manages the server, the same way as all commands go."""
        show = show if manages(interaction) else _refusal
        await self._replies.serve(ToInteraction(interaction, private=True), Managing(show))

    async def _turn_checkup(self, press: Press, interaction: discord.Interaction[Any]) -> None:
        """Look again, and show another part of what is found."""
        if not manages(interaction):
            await tell_privately(interaction, wording.NEEDS_MANAGE_SERVER)
            return
        found = await self._checkup.page(interaction.guild, press.owner.person)
        parts = replace(found, part=press.part).parts(embeds=True)
        await insist(lambda: interaction.response.edit_message(**parts))


async def _refusal() -> Reply:
    return Reply(wording.NEEDS_MANAGE_SERVER, private=True, fixed=True)
