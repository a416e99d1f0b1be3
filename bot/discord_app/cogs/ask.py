"""Ask: the slash command, the text command and the message menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation import wording
from bot.conversation.lookup import Suggestions
from bot.discord_app import failures, questions, render

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot


class Ask(commands.Cog):
    """Questions that are addressed to the bot by a command."""

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot
        self._suggestions = Suggestions.of_questions(bot.matcher.article)
        menu = app_commands.ContextMenu(
            name=wording.FIND,
            callback=self.find,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        )
        bot.tree.add_command(menu)

    @app_commands.command(name="ask", description="Ask something about the article")
    @app_commands.describe(question="Your question, in your own words", private="Show the answer to you alone")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def ask(
        self,
        interaction: discord.Interaction[FootnoteBot],
        question: app_commands.Range[str, 1, 1000],
        private: bool = False,
    ) -> None:
        """Answer a question."""
        async with self.bot.under_way():
            await self.bot.desk.answer_interaction(interaction, question, private=private)

    @ask.autocomplete("question")
    async def _suggest(
        self, interaction: discord.Interaction[FootnoteBot], current: str
    ) -> list[app_commands.Choice[str]]:
        def suggest() -> list[app_commands.Choice[str]]:
            names = self._suggestions.ranked(current, render.CHOICES)
            return [app_commands.Choice(name=name, value=name) for name in names if len(name) <= render.CHOICE]

        return failures.suggested(current, "suggestions for /ask", suggest)

    @commands.command(name="ask")
    async def ask_by_text(self, context: commands.Context[FootnoteBot], *, question: str) -> None:
        """Answer a question that was asked with the prefix."""
        await self.bot.desk.answer_message(context.message, question)

    async def find(self, interaction: discord.Interaction[FootnoteBot], message: discord.Message) -> None:
        """Look up what somebody's message asks; the answer is private until it is shown to everyone."""
        async with self.bot.under_way():
            await self.bot.desk.answer_interaction(interaction, questions.text_of(message), private=True, publish=True)
