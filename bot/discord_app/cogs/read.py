"""Browse: topics, paragraphs, the summary, and what the bot says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.article.model import Article
from bot.conversation.lookup import Topics
from bot.discord_app.addressing import Command
from bot.discord_app.cogs.suggestions import suggested
from bot.discord_app.delivery import ToInteraction
from bot.discord_app.render import CHOICES
from bot.discord_app.replies import Replies

_everywhere = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
_installable = app_commands.allowed_installs(guilds=True, users=True)


class Read(commands.Cog):
    """Commands that show what there is; each has a text command as its twin."""

    def __init__(self, article: Article, replies: Replies) -> None:
        self._replies = replies
        self._topics = Topics(article)
        # discord.py takes a parameter's limits when the class is made, and the article is not known by then.
        parameters: dict[str, Any] = self.read._params  # pyright: ignore[reportPrivateUsage]
        last = len(article.paragraphs)
        parameters["paragraph"] = replace(parameters["paragraph"], min_value=1, max_value=last)

    @app_commands.command(name="topics", description="Browse the topics of the article")
    @_installable
    @_everywhere
    async def topics(self, interaction: discord.Interaction[Any]) -> None:
        """Show all topics with a menu."""
        await self._show(interaction, Command("topics"))

    @app_commands.command(name="topic", description="Show one topic of the article")
    @app_commands.describe(name="The topic")
    @_installable
    @_everywhere
    async def topic(self, interaction: discord.Interaction[Any], name: str) -> None:
        """Show a topic, found by id, title or number."""
        await self._show(interaction, Command("topic", name))

    @topic.autocomplete("name")
    async def _suggest(self, interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        def topics(typed: str) -> list[tuple[str, str]]:
            return [(section.title, section.id) for section in self._topics.ranked(typed, CHOICES)]

        return suggested(current, "suggestions for /topic", topics)

    @app_commands.command(name="read", description="Read the article, paragraph by paragraph")
    @app_commands.describe(paragraph="The number of the paragraph")
    @_installable
    @_everywhere
    async def read(self, interaction: discord.Interaction[Any], paragraph: int = 1) -> None:
        """Show a paragraph with buttons to the previous and the next."""
        await self._show(interaction, Command("read", str(paragraph)))

    @app_commands.command(name="summary", description="Sum up the article")
    @_installable
    @_everywhere
    async def summary(self, interaction: discord.Interaction[Any]) -> None:
        """Show the curated summary."""
        await self._show(interaction, Command("summary"))

    @app_commands.command(name="help", description="How to use Footnote")
    @_installable
    @_everywhere
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """Show the commands."""
        await self._show(interaction, Command("help"))

    @app_commands.command(name="about", description="The article, its source and this program")
    @_installable
    @_everywhere
    async def about(self, interaction: discord.Interaction[Any]) -> None:
        """Name the article and its source."""
        await self._show(interaction, Command("about"))

    @app_commands.command(name="privacy", description="What Footnote reads and keeps")
    @_installable
    @_everywhere
    async def privacy(self, interaction: discord.Interaction[Any]) -> None:
        """Say what is read and kept."""
        await self._show(interaction, Command("privacy"))

    async def _show(self, interaction: discord.Interaction[Any], command: Command) -> None:
        await self._replies.serve(ToInteraction(interaction), command)
