"""Ask: the slash command and the message menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation.wordings import discord_wording
from bot.discord_app import markup
from bot.discord_app.cogs.common import CONTEXTS, INSTALLS, anywhere, meant_by, offer_articles, suggested
from bot.discord_app.library import Library
from bot.discord_app.recipients import ToInteraction
from bot.discord_app.replies import Replies
from bot.discord_app.requests import RawQuestion
from bot.discord_app.worded_commands import worded_command


class Ask(commands.Cog):
    """Commands that ask a question."""

    def __init__(self, library: Library, replies: Replies, subject: Callable[[discord.Message], str]) -> None:
        """`subject` returns what a message says to the bot, without the mention."""
        self._library, self._replies, self._subject = library, replies, subject
        offer_articles(library, self.ask)
        self.menu = app_commands.ContextMenu(
            name=discord_wording.FIND, callback=self.find, allowed_installs=INSTALLS, allowed_contexts=CONTEXTS
        )

    @anywhere
    @app_commands.command(name="ask", description="Ask something about the article")
    @app_commands.describe(question="Your question, in your own words", private="Show the answer to you alone")
    async def ask(
        self,
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, 1000],
        private: bool = False,
        article: str | None = None,
    ) -> None:
        asked = RawQuestion(question, by_command=True, article=article)
        asked = worded_command(asked, question, several=self._library.several)
        await self._replies.serve(ToInteraction(interaction, private=private), asked)

    @ask.autocomplete("question")
    async def _suggest(self, interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        served = await meant_by(self._library, interaction)

        def names(typed: str) -> list[tuple[str, str]]:
            ranked = served.questions.ranked(typed, markup.CHOICES) if served is not None else []
            return [(name, name) for name in ranked if len(name) <= markup.CHOICE]

        return suggested(current, "suggestions for /ask", names)

    async def find(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Answer what somebody's message asks, in private until it is published."""
        to = ToInteraction(interaction, private=True, publishes=True)
        await self._replies.serve(to, RawQuestion(self._subject(message), theirs=True))
