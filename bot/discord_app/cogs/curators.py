"""`/footnote unanswered`, and the message menu with which a curator files what somebody asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.article import limits
from bot.conversation.wordings import filing_wording
from bot.conversation.wordings.discord_wording import SERVER_COMMANDS
from bot.discord_app.cogs.common import Show, serve_allowed, suggested
from bot.discord_app.curators.authority import MayCurate
from bot.discord_app.curators.panel import CuratorsPanel
from bot.discord_app.delivery import tell_privately
from bot.discord_app.markup import CHOICE, CHOICES, clip
from bot.discord_app.places import guild_of
from bot.discord_app.replies import Replies
from bot.discord_app.shutdown import Shutdown
from bot.errors import StoreError


class CuratorsCommands(commands.Cog):
    """Adds its commands to the group `/footnote`. `text_of` returns the text of a message to file, without mentions of
    the bot."""

    def __init__(
        self,
        group: app_commands.Group,
        panel: CuratorsPanel,
        may_curate: MayCurate,
        replies: Replies,
        shutdown: Shutdown,
        text_of: Callable[[discord.Message], Awaitable[str]],
    ) -> None:
        self._panel, self._may_curate, self._replies = panel, may_curate, replies
        self._shutdown, self._text_of = shutdown, text_of
        group.command(name="unanswered", description=SERVER_COMMANDS["unanswered"])(self.unanswered)
        filing: app_commands.Command[Any, ..., None] = group.command(name="file", description=SERVER_COMMANDS["file"])(
            self.file_under
        )
        filing.autocomplete("question")(self._suggest_questions)
        filing.autocomplete("passage")(self._suggest_passages)
        self.menu = app_commands.ContextMenu(
            name=filing_wording.MENU,
            callback=self.file,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        )
        self.menu.default_permissions = discord.Permissions(manage_guild=True)

    async def unanswered(self, interaction: discord.Interaction[Any]) -> None:
        await self._serve(interaction, lambda: self._panel.kept(guild_of(interaction)))

    @app_commands.describe(question=filing_wording.QUESTION_OPTION, passage=filing_wording.PASSAGE_OPTION)
    async def file_under(
        self, interaction: discord.Interaction[Any], question: app_commands.Range[str, 1, limits.ASK], passage: str
    ) -> None:
        await self._serve(interaction, lambda: self._panel.file_under(interaction, question, passage))

    async def _suggest_questions(
        self, interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        if not await self._may_curate(interaction):
            return []
        try:
            found = await self._panel.suggested_questions(interaction, current)
        except StoreError:
            return []
        fitting = [(each, each) for each in found if len(each) <= limits.ASK]
        return suggested(current, "suggestions of kept questions", lambda _: fitting[:CHOICES])

    async def _suggest_passages(
        self, interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        def passages(typed: str) -> list[tuple[str, str]]:
            found = self._panel.suggested_passages(interaction, typed)[:CHOICES]
            return [(clip(summary, CHOICE), key) for summary, key in found]

        return suggested(current, "suggestions of passages", passages) if await self._may_curate(interaction) else []

    async def file(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Open the form with the text of somebody's message, or with the question of an answer of the bot."""
        async with self._shutdown.under_way():
            if await self._may_curate(interaction):
                await self._panel.file(interaction, await self._text_of(message))
            else:
                await tell_privately(interaction, filing_wording.NEEDS_CURATOR)

    async def _serve(self, interaction: discord.Interaction[Any], show: Show) -> None:
        await serve_allowed(self._replies, interaction, show, self._may_curate, filing_wording.NEEDS_CURATOR)
