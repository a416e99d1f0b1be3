"""`/privacy`: shows what is stored about a server or person, and deletes it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

import discord
from discord import ButtonStyle
from discord.ui import Button

from bot import __version__
from bot.conversation.wording import TitledLines
from bot.conversation.wordings import privacy as privacy_wording
from bot.discord_app import components, markup
from bot.discord_app.admin import edits
from bot.discord_app.components import Owner, Press
from bot.discord_app.delivery import Outgoing, patiently, turn_page
from bot.discord_app.memory import Memory
from bot.discord_app.page import Page, titled
from bot.discord_app.places import Place, guild_of
from bot.discord_app.policy import Policy
from bot.discord_app.requests import Command
from bot.discord_app.server_controls import Handler, custom_id
from bot.errors import StoreError
from bot.store.store import GRACE_DAYS, Store

DELETE, KEEP = "forget", "keep"
"""The actions of the buttons that confirm or cancel the deletion of a server's data."""

MINE, SERVER = "delete mine", "delete this server"
"""The arguments of the command."""

PATIENCE = 1.5
"""Seconds that the store gets to count its rows: an interaction must be answered within three."""


class Privacy:
    """Shows what is stored, and deletes it."""

    def __init__(self, store: Store, policy: Policy, memory: Memory) -> None:
        self._store, self._policy, self._memory = store, policy, memory
        # The buttons of the confirmation.
        self.handlers: Mapping[str, Handler] = {DELETE: self._delete, KEEP: self._keep}

    async def of_command(self, command: Command, asker: int, place: Place) -> Outgoing:
        """The reply to the command, as slash command or text."""
        argument = " ".join(command.argument.casefold().split())
        if argument == MINE:
            self._memory.forget_shown(asker)
            return Outgoing(markup.escape(privacy_wording.NOTHING_IS_YOURS), private=True)
        if argument == SERVER and place.guild is None:
            return Outgoing(privacy_wording.NO_SERVER, private=True)
        if argument.startswith("delete"):
            return Outgoing(markup.escape(privacy_wording.DELETE_BY_SLASH), private=True)
        return await self.page(asker, place)

    async def page(self, asker: int, place: Place) -> Outgoing:
        guild = place.guild
        kept = await self._kept(guild) if guild is not None else None
        return page_on_privacy(privacy_wording.sections(kept, is_member=self._policy.is_member(guild)), asker)

    async def confirmation(self, guild: int) -> Outgoing:
        """Asks to confirm the deletion of a server's data."""
        lines = [*privacy_wording.of_server(await self._kept(guild)), privacy_wording.BACKUPS]
        page = Page(privacy_wording.SURE, "\n".join(f"- {markup.escape(line)}" for line in lines))
        delete, label = custom_id(DELETE, ""), privacy_wording.DELETE_ALL
        sure = Button[Any](custom_id=delete, label=label, style=ButtonStyle.danger)
        keep = Button[Any](custom_id=custom_id(KEEP, ""), label=privacy_wording.KEEP)
        return Outgoing(page, components.view(sure, keep), private=True)

    async def _delete(self, interaction: discord.Interaction[Any], _: str) -> None:
        """Delete a server's data, and post that to its log channel."""
        guild = guild_of(interaction)
        log = self._policy.settings_in(guild).log_channel
        line = await patiently(interaction, self._deleted(guild))
        await turn_page(interaction, _only(line))
        if line == privacy_wording.DELETED and interaction.guild is not None and log is not None:
            changed = edits.Changed("", privacy_wording.DELETED_ALL, [log])
            await edits.post(self._store.settings, interaction, interaction.guild, changed)

    async def _keep(self, interaction: discord.Interaction[Any], _: str) -> None:
        await turn_page(interaction, _only(privacy_wording.KEPT_ON))

    async def _deleted(self, guild: int) -> str:
        try:
            await self._store.forget(guild)
        except StoreError:
            return privacy_wording.NOT_DELETED
        self._memory.forget_questions(guild)
        return privacy_wording.DELETED

    async def _kept(self, guild: int) -> privacy_wording.Kept:
        chosen = self._policy.settings_in(guild)
        return privacy_wording.Kept(
            feedback=chosen.feedback,
            keeps_questions=chosen.keeps_questions,
            keep_days=chosen.keep_days,
            is_logged=chosen.log_channel is not None,
            grace=GRACE_DAYS,
            rows=await self._rows(guild),
        )

    async def _rows(self, guild: int) -> Mapping[str, int] | None:
        try:
            return await asyncio.wait_for(self._store.database.finish(self._store.count_rows(guild)), PATIENCE)
        except (StoreError, TimeoutError):
            return None


def page_on_privacy(sections: Iterable[TitledLines], asker: int) -> Outgoing:
    body, address = "\n".join(map(titled, sections)), Press("privacy", Owner(asker), "")
    page = Page(privacy_wording.TITLE, body, f"Footnote {__version__}", address)
    return Outgoing(page, components.view(), private=True)


def _only(line: str) -> dict[str, Any]:
    """A line that replaces a page and its buttons."""
    return Outgoing(markup.escape(line)).parts(embeds=True)
