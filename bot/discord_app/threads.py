"""Threads that the bot starts on questions. Follow-ups there need no mention."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable

import discord

from bot.conversation.wordings import discord_wording
from bot.discord_app.delivery import ARCHIVED, Outgoing, as_partial, insist, without_nones
from bot.discord_app.errors import TROUBLE
from bot.discord_app.markup import thread_name
from bot.discord_app.memory import Memory
from bot.discord_app.page import Page
from bot.discord_app.permissions import permissions_of
from bot.discord_app.policy import Policy
from bot.discord_app.recipients import ToMessage
from bot.discord_app.shutdown import Shutdown
from bot.store.server_settings import AnswerPlace

_log = logging.getLogger(__name__)

LOOKED_BACK = 50
"""How many messages of a thread are read after a restart to learn who talks there and what was said."""

RENAMED_EVERY = 600.0
"""Seconds between two renamings of a thread: Discord allows two in ten minutes, and a deletion may need one at once
(https://github.com/discord/discord-api-docs/issues/1900)."""

SEVERAL = 2
"""From so many people on, a thread is busy; who else talks there makes no difference."""


class OwnThreads:
    """Knows the bot's own threads, by who started them, and how many people talk there."""

    def __init__(
        self,
        user_id: Callable[[], int],
        guild_of: Callable[[int], discord.Guild | None],
        policy: Policy,
        memory: Memory,
    ) -> None:
        self._user_id, self._guild_of = user_id, guild_of
        self._policy, self._talkers = policy, memory.talkers

    def is_own(self, channel: object) -> bool:
        """Whether a channel is a thread that the bot started, also before a restart."""
        return isinstance(channel, discord.Thread) and channel.owner_id == self._user_id()

    def started_on(self, message_id: int, guild_id: int | None) -> discord.Thread | None:
        """The thread that the bot started on a message, which has its id; None if the client knows of none."""
        guild = self._guild_of(guild_id) if guild_id is not None else None
        thread = guild.get_thread(message_id) if guild is not None else None
        return thread if self.is_own(thread) else None

    async def hear(self, message: discord.Message) -> None:
        """Record who talks in a thread of the bot."""
        thread = message.channel
        if not self.is_own(thread) or message.author.bot or message.guild is None:
            return
        if thread.id not in self._talkers and self._policy.settings_in(message.guild.id).mention_in_busy_threads:
            await self._look_back(message)
        if thread.id in self._talkers:
            self.add_talker(thread.id, message.author.id)

    def is_followed(self, message: discord.Message) -> bool:
        """Whether a message is in a thread of the bot where no mention is needed."""
        if not self.is_own(message.channel) or message.guild is None:
            return False
        return not (
            self.is_busy(message.channel.id) and self._policy.settings_in(message.guild.id).mention_in_busy_threads
        )

    def is_busy(self, thread: int) -> bool:
        """Whether several people talk in a thread of the bot."""
        return len(self._talkers.get(thread, ())) >= SEVERAL

    def may_start(self, message: discord.Message) -> bool:
        """Whether to answer a message in a new thread. Not in direct messages, threads, posts and the chats of voice
        channels, nor without the permissions."""
        if message.guild is None or self._policy.settings_in(message.guild.id).answers is not AnswerPlace.THREAD:
            return False
        permissions = permissions_of(message)
        return (
            isinstance(message.channel, discord.TextChannel)
            and permissions.create_public_threads
            and permissions.send_messages_in_threads
        )

    async def last_answer(self, message: discord.Message) -> discord.Message | None:
        """The bot's last answer before a message in one of its threads."""
        try:
            async for each in message.channel.history(limit=LOOKED_BACK, before=message):
                if each.author.id == self._user_id() and each.components:
                    return each
        except TROUBLE as error:
            _log.info("cannot tell what was said in a thread: %s", type(error).__name__)
        return None

    async def first_answer(self, thread: discord.Thread) -> discord.PartialMessage | None:
        """The bot's answer that opens one of its threads, if that is still there."""
        async for each in thread.history(limit=2, oldest_first=True):
            if each.author.id == self._user_id() and each.type is discord.MessageType.default:
                return as_partial(each)
        return None

    async def _look_back(self, message: discord.Message) -> None:
        """Learn who talked in a thread before the bot was restarted."""
        found: set[int] = set()
        try:
            async for each in message.channel.history(limit=LOOKED_BACK, before=message):
                opening = each
                if each.type is discord.MessageType.thread_starter_message and each.reference is not None:
                    opening = each.reference.resolved
                if isinstance(opening, discord.Message) and not opening.author.bot:
                    found.add(opening.author.id)
        except TROUBLE as error:
            _log.info("cannot tell who talks in a thread: %s", type(error).__name__)
        for person in found:
            self.add_talker(message.channel.id, person)

    def add_talker(self, thread: int, person: int) -> None:
        """Record that somebody talks in a thread, or that it was started on their question."""
        talkers = self._talkers.get(thread, frozenset[int]())
        if len(talkers) < SEVERAL:
            self._talkers[thread] = talkers | {person}


class ToThread(ToMessage):
    """Answers a message in a thread started from it, whose name is the `subject`. Lines, and replies that the thread
    cannot take, go to the channel."""

    def __init__(self, message: discord.Message, subject: str, threads: OwnThreads, *, again: bool) -> None:
        super().__init__(message, again=again)
        self._subject, self._threads = subject, threads

    async def send(self, reply: Outgoing) -> discord.PartialMessage | None:
        if not isinstance(reply.said, Page) or (thread := await self._thread(reply.said)) is None:
            return await super().send(reply)
        self._threads.add_talker(thread.id, self.person)
        parts = without_nones(reply.parts(embeds=self.embeds))
        try:
            sent = await insist(lambda: thread.send(**parts, nonce=self.nonce))
        except discord.Forbidden:
            return await super().send(reply)
        return await self._sent(sent, reply)

    async def _thread(self, page: Page) -> discord.Thread | None:
        """The thread on the message: a new one, or one from an attempt whose response was lost."""
        message, name = self.message, thread_name(self._subject) or thread_name(page.title)
        try:
            return await message.create_thread(name=name)
        except TROUBLE as error:
            known = message.guild.get_thread(message.id) if message.guild is not None else None
            if known is not None and message.guild is not None and known.owner_id == message.guild.me.id:
                return known
            _log.info("no thread could be started: %s", type(error).__name__)
            return None


class ThreadNames:
    """Names the bot's threads after their questions, and renames them when those are edited or deleted."""

    def __init__(self, memory: Memory, shutdown: Shutdown) -> None:
        self._renamed_at, self._waiting = memory.renamed, memory.waiting_names
        self._lock, self._shutdown = memory.lock, shutdown

    async def follow(self, thread: discord.Thread, question: str) -> None:
        """Name a thread after its edited question; later if it was renamed recently, and then after the latest edit. A
        text without words does not change the name."""
        if not (name := thread_name(question)):
            return
        waits = thread.id in self._waiting
        self._waiting[thread.id] = name
        if waits:
            return
        if (wait := self._renamed_at.get(thread.id, -RENAMED_EVERY) + RENAMED_EVERY - time.monotonic()) > 0:
            await self._shutdown.pause(wait)
        async with self._lock(thread.id):  # a thread has the id of its question, which may be deleted
            if name := self._waiting.pop(thread.id, ""):
                self._renamed_at[thread.id] = time.monotonic()
                await _rename(thread, name)

    async def forget(self, thread: discord.Thread) -> None:
        """Remove a deleted question from the thread's name. Called while the question is locked."""
        self._waiting.pop(thread.id, None)
        await _rename(thread, discord_wording.DELETED_QUESTION)


async def _rename(thread: discord.Thread, name: str) -> None:
    """Rename a thread, unless a moderator renamed it. An archived thread stays archived."""
    known = thread.guild.get_thread(thread.id) or thread
    if known.name != thread.name:
        return
    # Discord's event for the renaming may arrive after the next edit.
    known.name = thread.name = name
    with contextlib.suppress(*TROUBLE):
        try:
            await thread.edit(name=name)
        except discord.HTTPException as error:
            if error.code != ARCHIVED:
                raise
            await thread.edit(name=name, archived=False)
            await thread.edit(archived=True)
