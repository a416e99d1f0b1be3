"""Servers that the bot joins or leaves: restores or schedules the deletion of their data, and greets new ones."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable

import discord
from discord.ext import commands

from bot.articles import Articles
from bot.conversation.wordings import discord_wording
from bot.discord_app import errors
from bot.discord_app.errors import TROUBLE
from bot.discord_app.markup import escape
from bot.discord_app.places import Place, place_in
from bot.discord_app.policy import Policy
from bot.errors import StoreError
from bot.store.store import Store

_log = logging.getLogger(__name__)


class Joining(commands.Cog):
    """Tells the store which servers there are, and tells people which article they can ask in a new one."""

    def __init__(self, bot: commands.AutoShardedBot, store: Store, policy: Policy, articles: Articles) -> None:
        self._bot, self._store, self._policy, self._articles = bot, store, policy, articles
        self._catching_up: asyncio.Task[None] | None = None

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Catch up on servers joined or left while the bot was not running."""
        self._catch_up()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a new server, unless the bot only reconnected, or was switched off there in an earlier stay."""
        await self._note(self._store.settings.joined(guild.id))
        channel = guild.system_channel
        if channel is None:
            return
        permissions = channel.permissions_for(guild.me)
        if permissions.view_channel and permissions.send_messages and not self._policy.is_off(place_in(channel)):
            article_id = self._policy.article(Place(guild.id, 0))  # a channel without its own article
            title = self._articles.titles.get(article_id, article_id)
            try:
                await channel.send(escape(discord_wording.joined(title, several=self._articles.several)))
            except TROUBLE as error:
                errors.note(error, "a word to a new server")

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self._note(self._store.settings.left(guild.id))

    async def cog_unload(self) -> None:
        if self._catching_up is not None:
            self._catching_up.cancel()

    async def _note(self, change: Awaitable[None]) -> None:
        try:
            await change
        except StoreError as error:
            _log.info("not kept yet: %s", error)
            self._catch_up()

    def _catch_up(self) -> None:
        if self._catching_up is None or self._catching_up.done():
            self._catching_up = asyncio.create_task(self._reconcile(), name="servers joined and left")

    async def _reconcile(self) -> None:
        """Tell the store which servers there are, as soon as it accepts changes."""
        while True:
            await self._store.database.wait_until_available()
            reconciling = self._store.reconcile({guild.id for guild in self._bot.guilds}, self._is_ours)
            try:
                # Run to its end: a cancelled one would leave a connection open.
                await self._store.database.finish(reconciling)
            except StoreError:
                continue  # the next round waits for the database
            except Exception as error:
                errors.record(error, "servers joined and left")
            return

    def _is_ours(self, guild_id: int) -> bool:
        """Whether a server belongs to a shard of this process."""
        shards, count = self._bot.shard_ids, self._bot.shard_count
        return shards is None or not count or (guild_id >> 22) % count in shards
