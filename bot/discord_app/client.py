"""The client: intents, start, shutdown. Puts the parts together."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.articles import Articles
from bot.conversation import wording
from bot.discord_app import errors
from bot.discord_app.addressing import Addressing
from bot.discord_app.admin.host import Host
from bot.discord_app.admin.panel import SettingsPanel
from bot.discord_app.admission import Admission
from bot.discord_app.changes import Changes
from bot.discord_app.cogs.articles import ListArticles
from bot.discord_app.cogs.ask import Ask
from bot.discord_app.cogs.curators import CuratorsCommands
from bot.discord_app.cogs.joining import Joining
from bot.discord_app.cogs.listen import Listen
from bot.discord_app.cogs.owners import Owners
from bot.discord_app.cogs.read import Read
from bot.discord_app.cogs.server import Server
from bot.discord_app.cogs.settings import SettingsCommands
from bot.discord_app.curators.adding import Adding
from bot.discord_app.curators.authority import Authority
from bot.discord_app.curators.editing import Editor
from bot.discord_app.curators.keeping import Keeping
from bot.discord_app.curators.marking import Marking
from bot.discord_app.curators.panel import CuratorsPanel
from bot.discord_app.exchanges import counted_in
from bot.discord_app.gateway.connecting import ConnectedBot
from bot.discord_app.gateway.syncing import CommandSync
from bot.discord_app.gateway.tree import Tree
from bot.discord_app.general import GeneralPages
from bot.discord_app.health.checks import Health
from bot.discord_app.health.checkup import Checkup
from bot.discord_app.health.metrics import Metrics
from bot.discord_app.insights import InsightsPages
from bot.discord_app.library import Library
from bot.discord_app.memory import Memory
from bot.discord_app.pacing import Pace, Repeats
from bot.discord_app.places import Place
from bot.discord_app.policy import Policy
from bot.discord_app.presses import Presses
from bot.discord_app.privacy import Privacy
from bot.discord_app.reading import Reading
from bot.discord_app.replies import Replies
from bot.discord_app.shutdown import GRACE, Shutdown
from bot.discord_app.threads import OwnThreads
from bot.discord_app.workshop import Workshop
from bot.settings import Settings
from bot.store.store import Store

if TYPE_CHECKING:
    from bot.discord_app.health.server import HealthServer

_log = logging.getLogger(__name__)

STORE_PATIENCE = 5.0
"""Seconds that the store is waited for at the start, and once more at the end."""


def intents(*, message_content: bool) -> discord.Intents:
    """What the bot asks Discord to be told: messages and servers, and no more."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content)


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
            intents=intents(message_content=message_content),
            tree_cls=Tree,
            help_command=None,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,  # nothing is looked up in past messages, so none are kept
        )
        self.settings = settings
        self.articles = articles
        self.commands_sync = CommandSync(self.tree, settings.state_folder)
        self.memory = Memory()
        self.store = Store(settings.database_url)
        self.policy = Policy(settings, self.store.settings.get, lambda: articles.default)
        workshop = Workshop()
        self.library = Library(articles, settings.prefix, self.memory, self.policy.article, workshop)
        self.editor = Editor(self.library, self.store, workshop)
        self.store.on_reread = self.reread_articles
        self._shutdown = Shutdown()
        self._sync = sync
        self._opening: asyncio.Task[None] | None = None
        self._rereading: set[asyncio.Task[Any]] = set()
        self.health = Health()
        self.health.add_check("gateway", self.gateway_trouble)
        self.health.add_check("database", lambda: self.store.database.trouble, vital=False)
        self.health.add_check("index", lambda: None if self.library.ready(articles.default) else "not loaded")
        self.metrics = Metrics()
        self._health_server: HealthServer | None = None
        if settings.health is not None:
            # Here: most bots are not asked how they are.
            from bot.discord_app.health.counting import Counting
            from bot.discord_app.health.server import HealthServer

            self.metrics = Counting(servers=lambda: len(self.guilds))
            self._health_server = HealthServer(settings.health, self.health, self.metrics)

    async def setup_hook(self) -> None:
        """Add the commands and the controls, and sync the commands if they changed."""
        await self._add_cogs()
        if self._sync and (self.settings.shards is None or self.settings.shards.first == 0):
            # Of several processes one does it: the one to which direct messages go as well.
            self.commands_sync.start()
            self.library.start_checking()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect, and stay connected. Raises `SettingsError` where nobody could ask it how it is."""
        if self._health_server is not None:
            await self._health_server.start()
        errors.watchers.add(self.metrics.failed)
        await self._open_store()
        await super().connect(reconnect=reconnect)

    async def _open_store(self) -> None:
        """Open the store, so that the settings of servers are known before the first message; no longer than a while,
        and however that ends, the bot answers."""
        self._opening = asyncio.create_task(self._start_store(), name="opening the store")
        await asyncio.wait({self._opening}, timeout=STORE_PATIENCE)

    async def _start_store(self) -> None:
        try:
            await self.store.start()
            await self.editor.refresh()
        except Exception as error:
            errors.record(error, "opening the store")

    async def _close_store(self) -> None:
        opening, self._opening = self._opening, None
        if opening is None:
            return
        opening.cancel()
        await asyncio.gather(opening, return_exceptions=True)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.store.close(), STORE_PATIENCE)

    async def _add_cogs(self) -> None:
        """Put the parts together."""
        settings, memory, shutdown = self.settings, self.memory, self._shutdown
        library = self.library
        policy = self.policy
        pace = Pace(settings.person_cooldown, settings.channel_cooldown, memory, policy.paces)
        repeats = Repeats(settings.repeat_after, memory)
        threads = OwnThreads(self._user_id, policy, memory)
        reading = Reading(
            Addressing(settings.prefix, wording.commands(several=library.several)),
            self._user_id,
            policy,
            threads,
            message_content=self.intents.message_content,
        )
        privacy = Privacy(self.store, policy, memory, self._is_member)
        general = GeneralPages(library, privacy, settings.prefix)
        counted = counted_in(self.store.activity, self._is_member)
        keeping = Keeping(self.store.questions, policy, memory, self._is_member)
        replies = Replies(
            policy=policy,
            threads=threads,
            reading=reading,
            library=library,
            general=general,
            admission=Admission(policy, pace, memory, shutdown),
            repeats=repeats,
            memory=memory,
            shutdown=shutdown,
            metrics=self.metrics,
            watchers=[counted, keeping.note],
        )
        changes = Changes(
            replies,
            policy=policy,
            reading=reading,
            pace=pace,
            repeats=repeats,
            memory=memory,
            shutdown=shutdown,
        )
        ask = Ask(library, replies)
        self.tree.add_command(ask.menu)
        checkup = Checkup(self.health, self.commands_sync, policy, message_content=self.intents.message_content)
        host = Host(settings, self.articles, message_content=self.intents.message_content)
        settings_panel = SettingsPanel(self.store, host)
        adding = Adding(library, self.store, self.editor, self.is_owner)
        curators_panel = CuratorsPanel(library, self.store.questions, adding, policy)
        pages = InsightsPages(self.store, library, policy)
        may_curate = Authority(self, self.commands_sync).may_curate
        of_managers = settings_panel.handlers, privacy.handlers
        server = Server(
            checkup, pages, replies, shutdown, *of_managers, of_curators=curators_panel.handlers, may_curate=may_curate
        )
        Owners(self, self.editor, replies).add_to(server.footnote)
        curators = CuratorsCommands(server.footnote, curators_panel, may_curate, replies, shutdown, reading.subject)
        self.tree.add_command(curators.menu)
        presses = Presses(library, general, replies, shutdown, policy)
        marking = Marking(self.store.feedback, keeping, library, policy, memory, shutdown, self._is_member)
        joining = Joining(self, self.store, self._title_in)
        configuring = SettingsCommands(server.footnote, settings_panel, replies)
        listen = Listen(replies, changes, presses, marking)
        cogs = [joining, ask, Read(library, replies, privacy), server, configuring, curators, listen]
        for cog in cogs + [ListArticles(replies)] * library.several:
            await self.add_cog(cog)

    def _title_in(self, guild: int) -> str:
        """The title of the article that is asked in a server where no channel says otherwise."""
        article_id = self.policy.article(Place(guild, 0))
        return self.articles.titles.get(article_id, article_id)

    def _is_member(self, guild: int) -> bool:
        return self.get_guild(guild) is not None

    def _user_id(self) -> int:
        return self.user.id if self.user else 0

    def reread_articles(self) -> None:
        """Read the folders of the articles anew, in the background; the log tells what became of it."""
        task = asyncio.create_task(self.editor.reread(), name="reading the articles anew")
        self._rereading.add(task)
        task.add_done_callback(self._rereading.discard)

    async def on_ready(self) -> None:
        """Say that the bot is there."""
        count = self.shard_count or 1
        shards = str(self.settings.shards or f"{count} {'shard' if count == 1 else 'shards'}")
        _log.info("ready in %d servers, %s", len(self.guilds), shards)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Count that a connection was lost, or could not be made; it is made again."""
        self.metrics.reconnecting()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Errors of event handlers that nobody caught."""
        error = sys.exc_info()[1]
        if error is not None:
            errors.note(error, event_method)

    async def on_message(self, message: discord.Message, /) -> None:
        """Left to the cogs: there are no text commands that discord.py knows."""

    async def close(self) -> None:
        """Close the connection, at once."""
        errors.watchers.discard(self.metrics.failed)
        if self._health_server is not None:
            await self._health_server.stop()
        await self.commands_sync.stop()
        for task in self._rereading:
            task.cancel()
        self.library.close()
        try:
            await super().close()
        finally:  # a gateway that is gone is waited for in vain
            await self._close_store()

    async def leave(self) -> None:
        """Finish the answers under way, then close the connection."""
        await self._shutdown.finish()
        with contextlib.suppress(TimeoutError):
            # A gateway that is gone does not confirm that the connection is closed.
            await asyncio.wait_for(self.close(), GRACE)
