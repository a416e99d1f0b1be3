"""Which articles there are; a command that is there only where there are several."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.asked import Command
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies


class ListArticles(commands.Cog):
    """Lists the articles."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    @app_commands.command(name="articles", description="The articles that Footnote knows")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def articles(self, interaction: discord.Interaction[Any]) -> None:
        """Show all articles with a menu."""
        await self._replies.serve(ToInteraction(interaction), Command("articles"))
