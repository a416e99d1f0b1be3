"""The client: intents, start, shutdown. Owns the matcher."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import AsyncGenerator
from typing import Any

import discord
from discord.ext import commands

from bot.conversation import wording
from bot.discord_app import controls, failures
from bot.discord_app.actions import ACTIONS
from bot.discord_app.answering import Desk
from bot.discord_app.cogs.ask import Ask
from bot.discord_app.cogs.listen import Listen
from bot.discord_app.cogs.read import Read
from bot.discord_app.connecting import ConnectedBot
from bot.discord_app.failures import FootnoteTree
from bot.discord_app.pacing import Recent
from bot.discord_app.syncing import CommandSync
from bot.matching.matcher import Matcher
from bot.settings import Settings

_log = logging.getLogger(__name__)

HINT_EVERY = 600.0
"""Seconds between two hints about an unknown command in one channel: another bot may own the prefix too."""

GRACE = 5.0
"""Seconds that answers under way are given before the connection is closed."""


def intents(*, message_content: bool) -> discord.Intents:
    """What the bot asks Discord to be told: messages and servers, and no more."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content)


class FootnoteBot(ConnectedBot):
    """Footnote on Discord."""

    def __init__(
        self, settings: Settings, matcher: Matcher, *, message_content: bool = True, sync: bool = True
    ) -> None:
        super().__init__(
            gateway_url=settings.gateway_url,
            command_prefix=commands.when_mentioned_or(settings.prefix),
            intents=intents(message_content=message_content),
            tree_cls=FootnoteTree,
            help_command=None,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,  # nothing is looked up in past messages, so none are kept
            strip_after_prefix=True,
            case_insensitive=True,
        )
        self.settings = settings
        self.matcher = matcher
        self.desk = Desk(self)
        self.actions = ACTIONS
        self.commands_sync = CommandSync(self.tree, settings.state_folder)
        self._sync = sync
        self._hinted: Recent[int, float] = Recent()
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._leaving = False

    async def setup_hook(self) -> None:
        """Add the commands and the controls, and sync the commands if they changed."""
        for cog in (Ask(self), Read(self), Listen(self)):
            await self.add_cog(cog)
        self.add_dynamic_items(controls.Control, controls.Menu)
        if self._sync:
            self.commands_sync.start()

    async def on_ready(self) -> None:
        """Say that the bot is there."""
        shards = self.shard_count or 1
        _log.info("ready in %d servers, %d %s", len(self.guilds), shards, "shard" if shards == 1 else "shards")

    async def on_command_error(self, context: commands.Context[Any], error: commands.CommandError, /) -> None:
        """Errors of text commands."""
        await failures.tell_context(context, error)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Errors of event handlers that nobody caught."""
        error = sys.exc_info()[1]
        if error is not None and not failures.is_gone(error):
            failures.record(error, event_method)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Say that a control is gone which this version does not have; all others are called without this."""
        custom_id = (interaction.data or {}).get("custom_id", "")
        if interaction.type is discord.InteractionType.component and not controls.is_known(custom_id):
            async with failures.reported(interaction):
                await failures.tell_privately(interaction, wording.GONE)

    async def on_message(self, message: discord.Message, /) -> None:
        """Left to the listener, which alone decides what a message is."""

    @property
    def user_id(self) -> int:
        """The bot's own id; 0 before it is known."""
        return self.user.id if self.user else 0

    def may_hint(self, channel: int) -> bool:
        """Whether an unknown command may be commented on in this channel now."""
        now = time.monotonic()
        if now - self._hinted.get(channel, -HINT_EVERY) < HINT_EVERY:
            return False
        self._hinted[channel] = now
        return True

    @contextlib.asynccontextmanager
    async def under_way(self) -> AsyncGenerator[None]:
        """While an answer is under way, `leave` waits for it."""
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    @property
    def leaving(self) -> bool:
        """Whether the bot is about to close and takes no new questions."""
        return self._leaving

    async def close(self) -> None:
        """Close the connection, at once."""
        await self.commands_sync.stop()
        await super().close()

    async def leave(self) -> None:
        """Finish the answers under way, then close the connection."""
        self._leaving = True
        try:
            await asyncio.wait_for(self._idle.wait(), GRACE)
        except TimeoutError:
            _log.warning("%d answers could not be sent in time", self._under_way)
        with contextlib.suppress(TimeoutError):
            # A gateway that is gone does not confirm that the connection is closed.
            await asyncio.wait_for(self.close(), GRACE)
