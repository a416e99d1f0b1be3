"""`/footnote` and the curators' message menu: commands for those who manage or curate a server, or run the bot. All
replies are private."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import discord
from discord import Interaction, app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.article import limits
from bot.conversation.wordings import effects, filing_wording
from bot.conversation.wordings.discord_wording import NEEDS_OWNER, REREAD, SERVER_COMMANDS
from bot.discord_app.admin.panel import SettingsPanel
from bot.discord_app.admin.screens import OVERVIEW, STEPS
from bot.discord_app.cogs.common import Show, serve_allowed, serve_manager, suggested
from bot.discord_app.curators.adding import IsOwner
from bot.discord_app.curators.authority import MayCurate
from bot.discord_app.curators.editing import Editor
from bot.discord_app.curators.panel import CuratorsPanel
from bot.discord_app.delivery import Outgoing, tell_privately
from bot.discord_app.health.checkup import Checkup
from bot.discord_app.insights import InsightsPages
from bot.discord_app.markup import escape
from bot.discord_app.page import Page
from bot.discord_app.places import guild_of
from bot.discord_app.replies import Replies
from bot.discord_app.shutdown import Shutdown

INSTALLS = app_commands.AppInstallationType(guild=True, user=False)
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
# Who sees the commands. A server's admins may show them to others, so each use is checked again.
PERMISSIONS = discord.Permissions(manage_guild=True)


class Server(commands.Cog):
    """The command group and the menu. `text_of` returns the text of a message to file, without mentions of the bot."""

    footnote = app_commands.Group(
        name="footnote",
        description="Run Footnote in this server",
        default_permissions=PERMISSIONS,
        allowed_installs=INSTALLS,
        allowed_contexts=CONTEXTS,
    )

    def __init__(
        self,
        checkup: Checkup,
        insights: InsightsPages,
        settings: SettingsPanel,
        editor: Editor,
        is_owner: IsOwner,
        curators: CuratorsPanel,
        may_curate: MayCurate,
        text_of: Callable[[discord.Message], Awaitable[str]],
        replies: Replies,
        shutdown: Shutdown,
    ) -> None:
        self._checkup, self._insights, self._settings = checkup, insights, settings
        self._editor, self._is_owner, self._replies, self._shutdown = editor, is_owner, replies, shutdown
        self._curators, self._may_curate, self._text_of = curators, may_curate, text_of
        self.menu = app_commands.ContextMenu(
            name=filing_wording.MENU, callback=self.file, allowed_installs=INSTALLS, allowed_contexts=CONTEXTS
        )
        self.menu.default_permissions = PERMISSIONS

    @footnote.command(name="doctor", description=SERVER_COMMANDS["doctor"])
    async def doctor(self, interaction: Interaction[Any]) -> None:
        await serve_manager(self._replies, interaction, lambda: self._checkup.page(interaction.guild))

    @footnote.command(name="insights", description=SERVER_COMMANDS["insights"])
    async def insights(self, interaction: Interaction[Any]) -> None:
        await serve_manager(self._replies, interaction, lambda: self._insights.page(guild_of(interaction)))

    @footnote.command(name="reload", description=SERVER_COMMANDS["reload"])
    async def reload(self, interaction: Interaction[Any]) -> None:
        """Read the article folders again, for whoever runs the bot."""
        await serve_allowed(
            self._replies, interaction, self._reread, lambda: self._is_owner(interaction.user), NEEDS_OWNER
        )

    @footnote.command(name="setup", description=SERVER_COMMANDS["setup"])
    async def setup(self, interaction: Interaction[Any]) -> None:
        await serve_manager(self._replies, interaction, lambda: self._settings.page(interaction.guild, STEPS[0]))

    @footnote.command(name="settings", description=SERVER_COMMANDS["settings"])
    async def settings(self, interaction: Interaction[Any]) -> None:
        await serve_manager(self._replies, interaction, lambda: self._settings.page(interaction.guild, OVERVIEW))

    @footnote.command(name="unanswered", description=SERVER_COMMANDS["unanswered"])
    async def unanswered(self, interaction: Interaction[Any]) -> None:
        await self._serve_curator(interaction, lambda: self._curators.kept(guild_of(interaction)))

    @footnote.command(name="file", description=SERVER_COMMANDS["file"])
    @app_commands.describe(question=filing_wording.QUESTION_OPTION, passage=filing_wording.PASSAGE_OPTION)
    async def file_under(
        self, interaction: Interaction[Any], question: Range[str, 1, limits.ASK], passage: str
    ) -> None:
        await self._serve_curator(interaction, lambda: self._curators.file_under(interaction, question, passage))

    @file_under.autocomplete("question")
    async def _suggest_questions(self, interaction: Interaction[Any], current: str) -> list[Choice[str]]:
        if not await self._may_curate(interaction):
            return []
        found = await self._curators.suggested_questions(interaction, current)
        return suggested(current, "suggestions of kept questions", lambda _: [(each, each) for each in found])

    @file_under.autocomplete("passage")
    async def _suggest_passages(self, interaction: Interaction[Any], current: str) -> list[Choice[str]]:
        if not await self._may_curate(interaction):
            return []
        suggest = partial(self._curators.suggested_passages, interaction)
        return suggested(current, "suggestions of passages", suggest)

    async def file(self, interaction: Interaction[Any], message: discord.Message) -> None:
        """Open the form with the text of somebody's message, or with the question of an answer of the bot."""
        async with self._shutdown.under_way():
            if await self._may_curate(interaction):
                await self._curators.file(interaction, await self._text_of(message))
            else:
                await tell_privately(interaction, filing_wording.NEEDS_CURATOR)

    async def _serve_curator(self, interaction: Interaction[Any], show: Show) -> None:
        may, refusal = self._may_curate, filing_wording.NEEDS_CURATOR
        await serve_allowed(self._replies, interaction, show, lambda: may(interaction), refusal)

    async def _reread(self) -> Outgoing:
        found = await self._editor.reread_everywhere()
        said = [effects.reread(each.article_id, each.faults, each.trouble, changed=each.changed) for each in found]
        return Outgoing(Page(REREAD, escape("\n".join(said))), private=True)
