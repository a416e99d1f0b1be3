"""Commands for readers: ask, browse the article, and information about the bot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from discord import Interaction, Message, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.conversation.wordings import discord_wording
from bot.discord_app.cogs.common import CONTEXTS, INSTALLS, anywhere, meant_by, offer_articles, serve_manager, suggested
from bot.discord_app.library import Library
from bot.discord_app.markup import CHOICE, CHOICES
from bot.discord_app.privacy import MINE, SERVER, Privacy
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies
from bot.discord_app.requests import Command, RawQuestion
from bot.discord_app.worded_commands import worded_command


class Reader(commands.Cog):
    """Slash commands, each of which has an equivalent text command, and the message menu that looks up what somebody
    asked. `subject` returns what a message says to the bot, without the mention."""

    def __init__(self, library: Library, replies: Replies, privacy: Privacy, subject: Callable[[Message], str]) -> None:
        self._library, self._replies, self._privacy, self._subject = library, replies, privacy, subject
        offer_articles(library, self.ask, self.topics, self.topic, self.read, self.summary, self.about)
        # discord.py reads a parameter's limits when the class is created, before the article is known.
        parameters: dict[str, Any] = self.read._params  # pyright: ignore[reportPrivateUsage]
        only = None if library.several else library.ready(library.articles.default)
        last = len(only.article.paragraphs) if only is not None else None
        parameters["paragraph"] = replace(parameters["paragraph"], min_value=1, max_value=last)
        self.menu = app_commands.ContextMenu(
            name=discord_wording.FIND, callback=self.find, allowed_installs=INSTALLS, allowed_contexts=CONTEXTS
        )
        self.list_articles: app_commands.Command[Any, ..., None] = app_commands.Command(
            name="articles",
            description="The articles that Footnote knows",
            callback=self.articles,
            allowed_contexts=CONTEXTS,
            allowed_installs=INSTALLS,
        )
        """The command that exists only with several articles."""

    @anywhere
    @app_commands.command(name="ask", description="Ask something about the article")
    @app_commands.describe(question="Your question, in your own words", private="Show the answer to you alone")
    async def ask(
        self,
        interaction: Interaction[Any],
        question: Range[str, 1, 1000],
        private: bool = False,
        article: str | None = None,
    ) -> None:
        asked = RawQuestion(question, by_command=True, article=article)
        asked = worded_command(asked, question, several=self._library.several)
        await self._replies.serve(ToInteraction(interaction, private=private), asked)

    @ask.autocomplete("question")
    async def _suggest_questions(self, interaction: Interaction[Any], current: str) -> list[Choice[str]]:
        served = await meant_by(self._library, interaction)

        def names(typed: str) -> list[tuple[str, str]]:
            ranked = served.questions.ranked(typed, CHOICES) if served is not None else []
            return [(name, name) for name in ranked if len(name) <= CHOICE]

        return suggested(current, "suggestions for /ask", names)

    async def find(self, interaction: Interaction[Any], message: Message) -> None:
        """Answer what somebody's message asks, in private until it is published."""
        to = ToInteraction(interaction, private=True, publishes=True)
        await self._replies.serve(to, RawQuestion(self._subject(message), theirs=True))

    async def articles(self, interaction: Interaction[Any]) -> None:
        await self._show(interaction, Command("articles"))

    @anywhere
    @app_commands.command(name="topics", description="Browse the topics of the article")
    async def topics(self, interaction: Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("topics", article=article))

    @anywhere
    @app_commands.command(name="topic", description="Show one topic of the article")
    @app_commands.describe(name="The topic")
    async def topic(self, interaction: Interaction[Any], name: str, article: str | None = None) -> None:
        await self._show(interaction, Command("topic", name, article))

    @topic.autocomplete("name")
    async def _suggest_topics(self, interaction: Interaction[Any], current: str) -> list[Choice[str]]:
        served = await meant_by(self._library, interaction)

        def topics(typed: str) -> list[tuple[str, str]]:
            return [(each.title, each.id) for each in served.topics.ranked(typed, CHOICES)] if served else []

        return suggested(current, "suggestions for /topic", topics)

    @anywhere
    @app_commands.command(name="read", description="Read the article, paragraph by paragraph")
    @app_commands.describe(paragraph="The number of the paragraph")
    async def read(self, interaction: Interaction[Any], paragraph: int = 1, article: str | None = None) -> None:
        await self._show(interaction, Command("read", str(paragraph), article))

    @anywhere
    @app_commands.command(name="summary", description="Sum up the article")
    async def summary(self, interaction: Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("summary", article=article))

    @anywhere
    @app_commands.command(name="help", description="How to use Footnote")
    async def help(self, interaction: Interaction[Any]) -> None:
        await self._show(interaction, Command("help"))

    @anywhere
    @app_commands.command(name="about", description="The article, its source and this program")
    async def about(self, interaction: Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("about", article=article))

    @anywhere
    @app_commands.command(name="privacy", description="What Footnote reads and keeps here, and how to delete it")
    @app_commands.describe(delete="What to delete of what Footnote keeps")
    @app_commands.choices(delete=[Choice(name="this server", value=SERVER), Choice(name="mine", value=MINE)])
    async def privacy(self, interaction: Interaction[Any], delete: str = "") -> None:
        guild = interaction.guild_id
        if delete == SERVER and guild is not None:
            await serve_manager(self._replies, interaction, lambda: self._privacy.confirmation(guild))
        else:
            await self._show(interaction, Command("privacy", delete))

    async def _show(self, interaction: Interaction[Any], command: Command) -> None:
        await self._replies.serve(ToInteraction(interaction), command)
