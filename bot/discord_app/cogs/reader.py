"""Commands for readers: ask, browse the article, and information about the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from discord import Interaction, Message, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.conversation.wordings import discord_wording
from bot.discord_app.cogs.common import serve_manager, suggested
from bot.discord_app.delivery import PATIENCE
from bot.discord_app.library import Library
from bot.discord_app.markup import CHOICE, CHOICES, clip
from bot.discord_app.places import place_of
from bot.discord_app.privacy import MINE, SERVER, Privacy
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies
from bot.discord_app.requests import Command, RawQuestion
from bot.discord_app.served import Served
from bot.discord_app.worded_commands import worded_command

CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)

_Command = TypeVar("_Command", bound="app_commands.Command[Any, ..., Any]")


def _anywhere(command: _Command) -> _Command:
    """Make a command available everywhere, including servers without the bot."""
    command.allowed_contexts, command.allowed_installs = CONTEXTS, INSTALLS
    return command


_DESCRIBED = discord_wording.commands(several=True)
_WHICH = "Which article, if not the one that is asked here"


class Reader(commands.Cog):
    """Slash commands, each of which has an equivalent text command, and the message menu that looks up what somebody
    asked. `subject` returns what a message says to the bot, without the mention."""

    def __init__(self, library: Library, replies: Replies, privacy: Privacy, subject: Callable[[Message], str]) -> None:
        self._library, self._replies, self._privacy, self._subject = library, replies, privacy, subject
        self._offer_articles()
        # discord.py reads a parameter's limits when the class is created, before the article is known.
        parameters: dict[str, Any] = self.read._params  # pyright: ignore[reportPrivateUsage]
        only = None if library.several else library.ready(library.articles.default)
        last = len(only.article.paragraphs) if only is not None else None
        parameters["paragraph"] = replace(parameters["paragraph"], min_value=1, max_value=last)
        self.menu = app_commands.ContextMenu(
            name=discord_wording.FIND, callback=self.find, allowed_installs=INSTALLS, allowed_contexts=CONTEXTS
        )

    @_anywhere
    @app_commands.command(name="ask", description=_DESCRIBED["ask"])
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
        served = await _meant_by(self._library, interaction)

        def names(typed: str) -> list[tuple[str, str]]:
            ranked = served.questions.ranked(typed, CHOICES) if served is not None else []
            return [(name, name) for name in ranked if len(name) <= CHOICE]

        return suggested(current, "suggestions for /ask", names)

    async def find(self, interaction: Interaction[Any], message: Message) -> None:
        """Answer what somebody's message asks, in private until it is published."""
        to = ToInteraction(interaction, private=True, publishes=True)
        await self._replies.serve(to, RawQuestion(self._subject(message), theirs=True))

    @_anywhere
    @app_commands.command(name="articles", description=_DESCRIBED["articles"])
    async def articles(self, interaction: Interaction[Any]) -> None:
        """Removed again if there is only one article."""
        await self._show(interaction, Command("articles"))

    @_anywhere
    @app_commands.command(name="topics", description=_DESCRIBED["topics"])
    async def topics(self, interaction: Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("topics", article=article))

    @_anywhere
    @app_commands.command(name="topic", description=_DESCRIBED["topic"])
    @app_commands.describe(name="The topic")
    async def topic(self, interaction: Interaction[Any], name: str, article: str | None = None) -> None:
        await self._show(interaction, Command("topic", name, article))

    @topic.autocomplete("name")
    async def _suggest_topics(self, interaction: Interaction[Any], current: str) -> list[Choice[str]]:
        served = await _meant_by(self._library, interaction)

        def topics(typed: str) -> list[tuple[str, str]]:
            return [(each.title, each.id) for each in served.topics.ranked(typed, CHOICES)] if served else []

        return suggested(current, "suggestions for /topic", topics)

    @_anywhere
    @app_commands.command(name="read", description=_DESCRIBED["read"])
    @app_commands.describe(paragraph="The number of the paragraph")
    async def read(self, interaction: Interaction[Any], paragraph: int = 1, article: str | None = None) -> None:
        await self._show(interaction, Command("read", str(paragraph), article))

    @_anywhere
    @app_commands.command(name="summary", description=_DESCRIBED["summary"])
    async def summary(self, interaction: Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("summary", article=article))

    @_anywhere
    @app_commands.command(name="help", description=_DESCRIBED["help"])
    async def help(self, interaction: Interaction[Any]) -> None:
        await self._show(interaction, Command("help"))

    @_anywhere
    @app_commands.command(name="about", description=_DESCRIBED["about"])
    async def about(self, interaction: Interaction[Any], article: str | None = None) -> None:
        await self._show(interaction, Command("about", article=article))

    @_anywhere
    @app_commands.command(name="privacy", description=_DESCRIBED["privacy"])
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

    def _offer_articles(self) -> None:
        """Suggest articles for the option `article` of each command, or remove the option if there is only one
        article."""
        library = self._library

        def articles(typed: str) -> list[tuple[str, str]]:
            usable = library.articles.usable
            ids = [each for each in library.titles.ranked(typed, len(usable)) if each in usable]
            return [(clip(library.articles.titles[each], CHOICE), each) for each in ids[:CHOICES]]

        async def suggest(_: Interaction[Any], current: str) -> list[Choice[str]]:
            return suggested(current, "suggestions of articles", articles)

        for command in self.walk_app_commands():
            # discord.py reads a command's options when the class is created, before the articles are known.
            options: dict[str, Any] = getattr(command, "_params", {})
            option = options.pop("article", None)
            if option is not None and library.several and isinstance(command, app_commands.Command):
                options["article"] = replace(option, description=_WHICH)
                command.autocomplete("article")(suggest)


async def _meant_by(library: Library, interaction: Interaction[Any]) -> Served | None:
    """The article that somebody types a command about; None while it is loading, to be ready for the next letter."""
    name, place = getattr(interaction.namespace, "article", None), place_of(interaction)
    article_id = library.titles.find(name) if name else library.here(place, interaction.user.id)
    with suppress(TimeoutError):
        if article_id is not None:
            return await asyncio.wait_for(library.serve(article_id, place.guild), PATIENCE)
    return None
