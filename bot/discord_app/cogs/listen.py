"""Listens to messages sent, edited and deleted, and to controls that are used."""

from __future__ import annotations

from typing import Any

import discord
from discord.ext import commands

from bot.discord_app.curators.keeping import Marking
from bot.discord_app.curators.marks import mark_of
from bot.discord_app.delivery import apologise
from bot.discord_app.messages import Messages
from bot.discord_app.presses import Presses
from bot.discord_app.reading import is_from_a_person
from bot.discord_app.server_controls import ServerControls
from bot.discord_app.shutdown import Shutdown


class Listen(commands.Cog):
    """Passes on events in channels."""

    def __init__(
        self,
        messages: Messages,
        presses: Presses,
        marking: Marking,
        server_controls: ServerControls,
        shutdown: Shutdown,
    ) -> None:
        self._messages, self._shutdown = messages, shutdown
        self._presses, self._marking, self._server_controls = presses, marking, server_controls

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message if it is for the bot. Overrides discord.py's handler, which would look for text commands."""
        await self._messages.sent(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if is_from_a_person(payload.message):
            await self._messages.edited(payload.message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        await self._messages.deleted(payload.message_id, payload.guild_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        for message_id in payload.message_ids:
            await self._messages.deleted(message_id, payload.guild_id)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Handle buttons, menus and forms; discord.py handles commands. All failures end here."""
        async with self._shutdown.under_way():
            try:
                await self._use(interaction)
            except Exception as error:
                await apologise(interaction, error)

    async def _use(self, interaction: discord.Interaction[Any]) -> None:
        if await self._server_controls.use(interaction):
            return
        if interaction.type is discord.InteractionType.component:
            mark = mark_of(interaction)
            await (self._presses.pressed(interaction) if mark is None else self._marking.mark(mark, interaction))
