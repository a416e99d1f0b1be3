"""Changes a server's settings, and posts what was changed where the server wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any, NamedTuple

import discord

from bot.conversation.wordings import settings_wording as wording
from bot.discord_app.admin.edits import Edit
from bot.discord_app.admin.lacking import TO_WRITE, missing
from bot.discord_app.delivery import insist
from bot.discord_app.errors import TROUBLE
from bot.store.server_settings import ServerSettings
from bot.store.settings_store import SettingsStore

PATIENCE = 10.0
"""Seconds in which Discord has to take what is posted to a log channel."""


class Changed(NamedTuple):
    """A confirmed change: what to say, and the channels in which it is to be posted."""

    note: str
    what: str = ""
    logs: Collection[int] = ()


class Changer:
    """Makes changes of settings, each confirmed only when it is committed."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings

    async def change(self, guild_id: int, edit: Edit) -> Changed:
        """Make a change. Raises `StoreError`; then nothing was changed."""
        seen: list[ServerSettings] = []

        def alter(before: ServerSettings) -> ServerSettings:
            # What is known here may be older than what another process committed.
            seen[:] = before, edit.alter(before)
            return seen[-1]

        await self._settings.change(guild_id, alter, edit.what)
        before, after = seen
        if before == after:
            return Changed(wording.was_so(edit.what))
        # The one that was named until now too: nobody turns the log off unseen.
        logs = dict.fromkeys(each for each in (before.log_channel, after.log_channel) if each is not None)
        return Changed(wording.changed(edit.what), edit.what, list(logs))

    async def post(self, interaction: discord.Interaction[Any], guild: discord.Guild, changed: Changed) -> list[str]:
        """Post a change, with who made it, to the log channels; returns a line for each that it could not reach."""
        line = wording.logged(interaction.user.mention, changed.what)
        problems: list[str] = []
        for channel_id in changed.logs:
            channel = guild.get_channel(channel_id)
            if channel is None:
                if self._settings.get(guild.id).log_channel == channel_id:
                    problems.append(wording.LOG_DELETED)
                continue
            lacking = missing(channel, TO_WRITE)
            if lacking or not await self._send(channel, line, str(interaction.id)):
                problems.append(wording.not_logged(channel.mention, lacking))
        return problems

    async def _send(self, channel: Any, line: str, nonce: str) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                await insist(lambda: channel.send(line, nonce=nonce))
        except (*TROUBLE, AttributeError):  # a category that once was a channel cannot be written in
            return False
        return True
