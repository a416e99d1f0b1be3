"""What of `/footnote` is for those alone who run the bot: the owner of the application, or its team."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation import discord_wording, effects
from bot.discord_app.asked import Managing
from bot.discord_app.curators.editing import Editor
from bot.discord_app.delivery import Outgoing
from bot.discord_app.markup import escape
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.render import Page
from bot.discord_app.replies import Replies


class Owners:
    """Commands of a group that another cog has."""

    def __init__(self, bot: commands.AutoShardedBot, editor: Editor, replies: Replies) -> None:
        self._bot, self._editor, self._replies = bot, editor, replies

    def add_to(self, group: app_commands.Group) -> None:
        """Let the group have the commands."""
        description = discord_wording.SERVER_COMMANDS["reload"]
        group.add_command(app_commands.Command(name="reload", description=description, callback=self.reload))

    async def reload(self, interaction: discord.Interaction[Any]) -> None:
        """Read the folders of the articles anew."""
        to = ToInteraction(interaction, private=True)

        async def show() -> Outgoing:
            said = await to.wait_for(self._reread(interaction.user), private=True)
            return Outgoing(said, private=True)

        await self._replies.serve(to, Managing(show))

    async def _reread(self, person: discord.User | discord.Member) -> str | Page:
        if not await self._bot.is_owner(person):
            return discord_wording.NEEDS_OWNER
        found = await self._editor.reread_everywhere()
        said = [effects.reread(each.article_id, each.faults, each.trouble, changed=each.changed) for each in found]
        return Page(discord_wording.REREAD, escape("\n".join(said)))
