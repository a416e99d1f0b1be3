"""The client: intents, start, shutdown."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.articles import Articles
from bot.discord_app import errors
from bot.discord_app.assembly import put_together
from bot.discord_app.curators.editing import Editor
from bot.discord_app.gateway.connecting import ConnectedBot
from bot.discord_app.gateway.syncing import CommandSync, Tree
from bot.discord_app.health.checkup import Check
from bot.discord_app.library import Library
from bot.discord_app.memory import Memory
from bot.discord_app.policy import Policy
from bot.discord_app.shutdown import GRACE, Shutdown
from bot.discord_app.workshop import Workshop
from bot.plurals import counted
from bot.settings import Settings
from bot.store.store import Store

if TYPE_CHECKING:
    from bot.discord_app.health.server import HealthServer, PrometheusMetrics

_log = logging.getLogger(__name__)

STORE_PATIENCE = 5.0
"""Seconds to wait for the store at the start, and again at the end."""


class FootnoteBot(ConnectedBot):
    """Footnote on Discord."""

    def __init__(
        self, settings: Settings, articles: Articles, *, message_content: bool = True, sync: bool = True
    ) -> None:
        super().__init__(
            gateway_url=settings.gateway_url,
            shard_ids=settings.shards.ids if settings.shards else None,
            shard_count=settings.shards.count if settings.shards else None,
            command_prefix=commands.when_mentioned,  # unused: `addressing` reads text commands
            intents=discord.Intents(
                guilds=True, guild_messages=True, dm_messages=True, message_content=message_content
            ),
            tree_cls=Tree,
            help_command=None,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,  # past messages are not needed
        )
        self.settings = settings
        self.articles = articles
        self.commands_sync = CommandSync(self.tree, settings.state_folder)
        self.memory = Memory()
        self.store = Store(settings.database_url)
        self.policy = Policy(
            settings,
            self.store.settings.get,
            articles,
            is_in=lambda guild: self.get_guild(guild) is not None,
            message_content=message_content,
        )
        workshop = Workshop()
        self.library = Library(articles, settings.prefix, self.memory, self.policy.article, workshop)
        self.editor = Editor(self.library, self.store, workshop)
        self.store.on_reread = self.reread_articles
        self.shutdown = Shutdown()
        self._sync = sync
        self._opening: asyncio.Task[None] | None = None
        self._closing_store: asyncio.Task[None] | None = None
        self._rereading: set[asyncio.Task[Any]] = set()
        self.health: dict[str, Check] = {
            "gateway": self.gateway_trouble,
            "database": lambda: self.store.database.trouble,
            "index": lambda: None if self.library.ready(articles.default) else "not loaded",
            "articles": self.editor.trouble,
        }
        self.metrics: PrometheusMetrics | None = None
        self._health_server: HealthServer | None = None
        if settings.health is not None:
            # Imported here since most bots have no health address.
            from bot.discord_app.health.server import HealthServer, PrometheusMetrics

            self.metrics = PrometheusMetrics(servers=lambda: len(self.guilds))
            self._health_server = HealthServer(settings.health, self.health, self.metrics)

    async def setup_hook(self) -> None:
        for cog in put_together(self):
            await self.add_cog(cog)
        if not self.articles.several:
            self.tree.remove_command("articles")
        if self._sync and (self.settings.shards is None or self.settings.shards.first == 0):
            # One of several processes does it: the one that also receives direct messages.
            self.commands_sync.start()
            self.library.start_checking()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect, and stay connected. Raises `SettingsError` if the health address cannot be used."""
        if self._health_server is not None:
            await self._health_server.start()
        # Load the servers' settings before the first message. The bot starts even if that fails.
        self._opening = asyncio.create_task(self._start_store(), name="opening the store")
        await asyncio.wait({self._opening}, timeout=STORE_PATIENCE)
        await super().connect(reconnect=reconnect)

    async def _start_store(self) -> None:
        try:
            await self.store.start()
            await self.editor.refresh()
        except Exception as error:
            errors.record(error, "opening the store")

    async def _close_store(self) -> None:
        """Close the store once. Every caller that closes the bot waits for it, and may be cancelled meanwhile."""
        if self._opening is None:
            return
        if self._closing_store is None:
            self._closing_store = asyncio.create_task(self._stop_store(self._opening), name="closing the store")
        await asyncio.shield(self._closing_store)

    async def _stop_store(self, opening: asyncio.Task[None]) -> None:
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.store.close(), STORE_PATIENCE)

    def own_id(self) -> int:
        """The bot's user id; 0 before login."""
        return self.user.id if self.user else 0

    def reread_articles(self) -> None:
        """Read the article folders again in the background, and log the result."""
        task = asyncio.create_task(self.editor.reread(), name="reading the articles anew")
        self._rereading.add(task)
        task.add_done_callback(self._rereading.discard)

    async def on_ready(self) -> None:
        shards = str(self.settings.shards or counted(self.shard_count or 1, "shard"))
        _log.info("ready in %s, %s", counted(len(self.guilds), "server"), shards)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Count a lost or failed connection. It is made again."""
        if self.metrics is not None:
            self.metrics.reconnects.inc()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log errors that event handlers did not catch."""
        error = sys.exc_info()[1]
        if error is not None:
            errors.note(error, event_method)

    async def close(self) -> None:
        if self._health_server is not None:
            await self._health_server.stop()
        await self.commands_sync.stop()
        for task in self._rereading:
            task.cancel()
        self.library.close()
        try:
            await super().close()
        finally:  # waiting for a dead gateway would not end
            await self._close_store()

    async def leave(self) -> None:
        """Finish the answers in progress, then close the connection."""
        await self.shutdown.finish()
        with contextlib.suppress(TimeoutError):
            # A dead gateway does not confirm that the connection is closed.
            await asyncio.wait_for(self.close(), GRACE)
