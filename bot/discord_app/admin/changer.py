"""Changes a server's settings and posts the changes to the server's log channel."""

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
"""Seconds to wait for Discord to accept a post to a log channel."""


class Changed(NamedTuple):
    """A confirmed change: the line that describes it, and the channels to post it to."""

    note: str
    what: str = ""
    logs: Collection[int] = ()


class Changer:
    """Changes settings. A change is confirmed only when it is committed."""

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings

    async def change(self, guild_id: int, edit: Edit) -> Changed:
        """Make a change. Raises `StoreError`; then nothing was changed."""
        seen: list[ServerSettings] = []

        def alter(before: ServerSettings) -> ServerSettings:
            # Another process may have committed newer settings than those in memory.
            seen[:] = before, edit.alter(before)
            return seen[-1]

        await self._settings.change(guild_id, alter, edit.what)
        before, after = seen
        if before == after:
            return Changed(wording.was_so(edit.what))
        # Also post to the former log channel, so that nobody turns the log off unnoticed.
        logs = dict.fromkeys(each for each in (before.log_channel, after.log_channel) if each is not None)
        return Changed(wording.changed(edit.what), edit.what, list(logs))

    async def post(self, interaction: discord.Interaction[Any], guild: discord.Guild, changed: Changed) -> list[str]:
        """Post a change and its author to the log channels. Returns a line for each channel that could not be
        reached."""
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
        except (*TROUBLE, AttributeError):  # a category in place of the former channel
            return False
        return True
