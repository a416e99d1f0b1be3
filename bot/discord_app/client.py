"""The client: intents, start, shutdown. Owns the matcher."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
import zlib
from pathlib import Path
from typing import Any

import aiohttp
import discord
import yarl
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord_app import errors, resuming
from bot.discord_app.addressing import Addressing
from bot.discord_app.answering import Answering
from bot.discord_app.changes import Changes
from bot.discord_app.cogs.ask import Ask
from bot.discord_app.cogs.listen import Listen
from bot.discord_app.cogs.read import Read
from bot.discord_app.memory import Memory
from bot.discord_app.pacing import Pace, Repeats
from bot.discord_app.pages import Pages
from bot.discord_app.presses import Presses
from bot.discord_app.reading import Reading
from bot.discord_app.replies import Replies
from bot.discord_app.shutdown import GRACE, Shutdown
from bot.discord_app.tree import Tree
from bot.matching.matcher import Matcher
from bot.settings import Settings

_log = logging.getLogger(__name__)


def intents(*, message_content: bool) -> discord.Intents:
    """What the bot asks Discord to be told: messages and servers, and no more."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content)


class FootnoteBot(commands.AutoShardedBot):
    """Footnote on Discord."""

    def __init__(
        self, settings: Settings, matcher: Matcher, *, message_content: bool = True, sync: bool = True
    ) -> None:
        super().__init__(
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
        self.matcher = matcher
        self.memory = Memory()
        self._shutdown = Shutdown()
        self._sync = sync

    async def setup_hook(self) -> None:
        """Add the commands and the controls, and sync the commands if they changed."""
        resuming.install()
        await self._add_cogs()
        if self._sync:
            await self._sync_if_changed()

    async def _add_cogs(self) -> None:
        """Put the parts together."""
        settings, article, memory, shutdown = self.settings, self.matcher.article, self.memory, self._shutdown
        pace = Pace(settings.person_cooldown, settings.channel_cooldown, memory)
        repeats = Repeats(settings.repeat_after, memory)
        reading = Reading(
            Addressing(settings.prefix, article),
            article,
            lambda: self.user.id if self.user else 0,
            settings.listen_channels,
            message_content=self.intents.message_content,
        )
        pages = Pages(article, settings.prefix)
        replies = Replies(
            reading=reading,
            answering=Answering(self.matcher),
            pages=pages,
            pace=pace,
            repeats=repeats,
            memory=memory,
            shutdown=shutdown,
        )
        changes = Changes(replies, reading=reading, pace=pace, repeats=repeats, memory=memory, shutdown=shutdown)
        ask = Ask(article, replies)
        self.tree.add_command(ask.menu)
        presses = Presses(article, pages, replies, shutdown)
        for cog in (ask, Read(article, replies), Listen(replies, changes, presses)):
            await self.add_cog(cog)

    async def launch_shards(self) -> None:
        """Connect to the gateway: to the one that the settings name, else to the one that Discord names."""
        if self.settings.gateway_url:
            # Also where discord.py begins later sessions.
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.settings.gateway_url)
            # discord.py asks for both at once if it does not know the number of shards.
            self.shard_count, _, _ = await self.http.get_bot_gateway()
        await super().launch_shards()

    async def _sync_if_changed(self) -> None:
        with contextlib.suppress(OSError):
            if self._synced_path.read_bytes() == self._definitions_digest().encode():
                return
        try:
            await self.sync_commands()
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            # Whatever was registered before still works, and text commands need no registration.
            _log.warning("commands not synced (%s); tried again at the next start", type(error).__name__)
            return
        _log.info("commands synced, because they changed")

    async def sync_commands(self) -> int:
        """Register the commands everywhere, and keep which ones for the next start; their number."""
        synced = await self.tree.sync()
        try:
            self._synced_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._synced_path.write_text(self._definitions_digest(), "utf-8")
        except OSError as error:
            _log.warning("cannot keep what was synced (%s); commands will be synced at each start", error.strerror)
        return len(synced)

    @property
    def _synced_path(self) -> Path:
        return self.settings.state_folder / f"commands-{self.application_id}"

    def _definitions_digest(self) -> str:
        definitions = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        return f"{zlib.crc32(json.dumps(definitions, sort_keys=True).encode()):08x}"

    async def on_ready(self) -> None:
        """Say that the bot is there."""
        shards = self.shard_count or 1
        _log.info("ready in %d servers, %d %s", len(self.guilds), shards, "shard" if shards == 1 else "shards")

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Errors of event handlers that nobody caught."""
        error = sys.exc_info()[1]
        if error is not None:
            errors.note(error, event_method)

    async def on_message(self, message: discord.Message, /) -> None:
        """Left to the cogs: there are no text commands that discord.py knows."""

    async def leave(self) -> None:
        """Finish the answers under way, then close the connection."""
        await self._shutdown.finish()
        with contextlib.suppress(TimeoutError):
            # A gateway that is gone does not confirm that the connection is closed.
            await asyncio.wait_for(self.close(), GRACE)


def point_at(settings: Settings) -> None:
    """Send requests to another address than Discord's, if the settings say so."""
    if settings.api_url:
        Route.BASE = settings.api_url
