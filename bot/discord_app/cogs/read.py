"""Browsing commands: topics, paragraphs, the summary, and information about the bot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord_app.cogs.common import CONTEXTS, INSTALLS, anywhere, meant_by, offer_articles, serve_manager, suggested
from bot.discord_app.library import Library
from bot.discord_app.markup import CHOICES
from bot.discord_app.privacy import MINE, SERVER, Privacy
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies
from bot.discord_app.requests import Command


class Read(commands.Cog):
    """Commands that show content. Each has an equivalent text command."""

    def __init__(self, library: Library, replies: Replies, privacy: Privacy) -> None:
        self._library, self._replies, self._confirm_deletion = library, replies, privacy.confirmation
        offer_articles(library, self.topics, self.topic, self.read, self.summary, self.about)
        # discord.py reads a parameter's limits when the class is created, before the article is known.
        parameters: dict[str, Any] = self.read._params  # pyright: ignore[reportPrivateUsage]
        only = None if library.several else library.ready(library.articles.default)
        last = len(only.article.paragraphs) if only is not None else None
        parameters["paragraph"] = replace(parameters["paragraph"], min_value=1, max_value=last)
        self.list_articles: app_commands.Command[Any, ..., None] = app_commands.Command(
            name="articles",
            description="The articles that Footnote knows",
            callback=self.articles,
            allowed_contexts=CONTEXTS,
            allowed_installs=INSTALLS,
        )
        """The command that exists only with several articles."""

    async def articles(self, interaction: discord.Interaction[Any]) -> None:
        await self._show(interaction, Command("articles"))

    @anywhere
    @app_commands.command(name="topics", description="Browse the topics of the article")
    async def topics(self, interaction: discord.Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("topics", article=article))

    @anywhere
    @app_commands.command(name="topic", description="Show one topic of the article")
    @app_commands.describe(name="The topic")
    async def topic(self, interaction: discord.Interaction[Any], name: str, article: str | None = None) -> None:
        await self._show(interaction, Command("topic", name, article))

    @topic.autocomplete("name")
    async def _suggest(self, interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        served = await meant_by(self._library, interaction)

        def topics(typed: str) -> list[tuple[str, str]]:
            return [(each.title, each.id) for each in served.topics.ranked(typed, CHOICES)] if served else []

        return suggested(current, "suggestions for /topic", topics)

    @anywhere
    @app_commands.command(name="read", description="Read the article, paragraph by paragraph")
    @app_commands.describe(paragraph="The number of the paragraph")
    async def read(self, interaction: discord.Interaction[Any], paragraph: int = 1, article: str | None = None) -> None:
        await self._show(interaction, Command("read", str(paragraph), article))

    @anywhere
    @app_commands.command(name="summary", description="Sum up the article")
    async def summary(self, interaction: discord.Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("summary", article=article))

    @anywhere
    @app_commands.command(name="help", description="How to use Footnote")
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        await self._show(interaction, Command("help"))

    @anywhere
    @app_commands.command(name="about", description="The article, its source and this program")
    async def about(self, interaction: discord.Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("about", article=article))

    @anywhere
    @app_commands.command(name="privacy", description="What Footnote reads and keeps here, and how to delete it")
    @app_commands.describe(delete="What to delete of what Footnote keeps")
    @app_commands.choices(delete=[Choice(name="this server", value=SERVER), Choice(name="mine", value=MINE)])
    async def privacy(self, interaction: discord.Interaction[Any], delete: str = "") -> None:
        guild = interaction.guild_id
        if delete == SERVER and guild is not None:
            await serve_manager(self._replies, interaction, lambda: self._confirm_deletion(guild))
        else:
            await self._show(interaction, Command("privacy", delete))

    async def _show(self, interaction: discord.Interaction[Any], command: Command) -> None:
        await self._replies.serve(ToInteraction(interaction), command)
