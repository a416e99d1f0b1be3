"""Answers messages, and keeps the answers up to date: an edit changes the answer, a deletion removes it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import discord
from discord.ext import commands

from bot.conversation.wordings import discord_wording
from bot.discord_app import errors
from bot.discord_app.delivery import Outgoing, as_partial, change, delete
from bot.discord_app.errors import TROUBLE
from bot.discord_app.memory import Memory, SentReply
from bot.discord_app.pacing import Pace, Repeats
from bot.discord_app.permissions import may_still_speak
from bot.discord_app.policy import Policy
from bot.discord_app.reading import Reading, is_from_a_person
from bot.discord_app.recipients import ToMessage
from bot.discord_app.replies import Replies
from bot.discord_app.requests import Overheard
from bot.discord_app.shutdown import Shutdown
from bot.discord_app.threads import OwnThreads, ThreadNames

FRESH = 300.0
"""Seconds within which an edit can turn a message into one for the bot."""


class Messages(commands.Cog):
    """Handles messages that are sent, edited and deleted. `replies` answers them; earlier answers are changed or
    deleted."""

    def __init__(
        self,
        replies: Replies,
        policy: Policy,
        reading: Reading,
        threads: OwnThreads,
        pace: Pace,
        repeats: Repeats,
        memory: Memory,
        shutdown: Shutdown,
    ) -> None:
        self._replies, self._policy, self._reading, self._pace = replies, policy, reading, pace
        self._threads, self._repeats, self._memory, self._shutdown = threads, repeats, memory, shutdown
        self._edits, self._names = memory.waiting_edits, ThreadNames(memory, shutdown)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message if it is for the bot. Overrides discord.py's handler, which would look for text commands."""
        await self._threads.hear(message)
        if asked := self._reading.asked(message):
            await self._replies.serve(self._reading.way_to(message, asked), asked)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited message as if it had been sent so, in place of the former answer, which is deleted if there
        is nothing to say. A message that was not for the bot stays so, unless it was just sent and the edit calls the
        bot. Of several quick edits only the last is handled."""
        message = payload.message
        if not is_from_a_person(message):
            return
        if not self._memory.concerns(message.id):
            asked = self._reading.asked(message) if _is_fresh(message) else None
            if asked is not None and not asked.uncertain:
                await self._replies.serve(self._reading.way_to(message, asked), asked)
            return
        if not self._is_news(message):
            return
        waits = message.id in self._edits
        self._edits[message.id] = message
        if waits:
            return
        async with self._shutdown.under_way():
            try:
                if wait := self._pace.take_edit(message.author.id):
                    await self._shutdown.pause(wait)
                async with self._memory.lock(message.id):
                    latest = self._edits.pop(message.id)
                    is_followed = await self._follow(latest)
            finally:
                if self._edits.get(message.id) is message:
                    del self._edits[message.id]
            given = self._memory.given.get(message.id)
            if is_followed and given is not None and given.thread is not None and may_still_speak(latest):
                await self._names.follow(given.thread, self._reading.subject(latest))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        await self._deleted(payload.message_id, payload.guild_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        for message_id in payload.message_ids:
            await self._deleted(message_id, payload.guild_id)

    async def _deleted(self, message_id: int, guild_id: int | None) -> None:
        """If the deleted message was a question, delete its answer; if it was an answer, forget it. A thread on a
        question is known by its id, also after a restart."""
        thread = self._threads.started_on(message_id, guild_id)
        if thread is None and not self._memory.concerns(message_id):
            return
        async with self._shutdown.under_way(), self._memory.lock(message_id):
            try:
                given = await self._withdraw(message_id)
                if given is None and thread is not None and (answer := await self._threads.first_answer(thread)):
                    await delete(answer)
                if (thread := thread if given is None else given.thread) is not None:
                    await self._names.forget(thread)
            except Exception as error:
                errors.note(error, "a deleted question")

    def _is_news(self, message: discord.Message) -> bool:
        """Whether a message was edited since it was answered, or its answer is still being sent. A link preview added
        by Discord is no edit."""
        if message.edited_at is None:
            return False
        waiting, given = self._edits.get(message.id), self._memory.given.get(message.id)
        if waiting is not None and waiting.edited_at is not None and waiting.edited_at >= message.edited_at:
            return False
        return given is None or (not given.fixed and (given.edited_at is None or given.edited_at < message.edited_at))

    async def _follow(self, message: discord.Message) -> bool:
        """Update the reply to an edited message. Returns whether it was updated."""
        given = self._memory.given.get(message.id)
        if given is None or not self._is_news(message) or self._reading.is_hidden(message):
            return False
        asked = self._reading.asked_now(message, unprompted=given.unprompted)
        to = self._reading.way_to(message, asked, again=True)
        if self._policy.is_off(to.place):
            return False  # keep the reply as it is
        unprompted = isinstance(asked, Overheard)
        try:
            self._memory.answered.pop(to.id, None)  # the edit may have removed a question
            reply = None
            # Without a former reply, an edit does not cause an unasked one.
            if asked is not None and (given.reply is not None or not unprompted):
                reply = await self._replies.reply(to, asked)
            if reply is None:
                await self._take_back(to, given)
            else:
                await self._say(to, given, reply, unprompted=unprompted)
        except Exception as error:
            await self._apologise(message, error)
            return False
        return True

    async def _say(self, to: ToMessage, given: SentReply, reply: Outgoing, *, unprompted: bool) -> None:
        """Send the reply to an edited message, in place of the former one if that still exists."""
        if given.reply is None:
            if to.lacking() or not await self._replies.deliver(to, reply, unprompted=unprompted):
                return
        else:
            changed = await change(given.reply, reply.parts(embeds=to.embeds))
            if changed is not None and changed.flags.suppress_embeds:  # a moderator removed the embed
                await change(given.reply, reply.parts(embeds=False))
            self._repeats.forget(to.channel, given.passage, to.id)
            self._repeats.note(to.channel, reply.passage, to.id)
            self._memory.given[to.id] = replace(
                given,
                edited_at=to.message.edited_at,
                unprompted=unprompted,
                fixed=reply.fixed,
                passage=reply.passage,
                apology=None,
            )
        if given.apology is not None:
            await delete(given.apology)

    async def _take_back(self, to: ToMessage, given: SentReply) -> None:
        """Delete the reply to a message that no longer asks anything. A later edit may bring one again."""
        if given.reply is not None:
            self._memory.questions.pop(given.reply.id, None)
        self._repeats.forget(given.channel, given.passage, to.id)
        await _delete(given)
        edited_at = to.message.edited_at
        self._memory.given[to.id] = replace(given, edited_at=edited_at, reply=None, passage=None, apology=None)

    async def _apologise(self, message: discord.Message, error: Exception) -> None:
        """Log that an edit could not be handled, and tell its author, once until an edit succeeds. If Discord forbids
        it, as in a locked thread, the old answer stays."""
        given = self._memory.given.get(message.id)
        if given is None or errors.is_gone(error):
            await self._withdraw(message.id)  # somebody deleted the answer and wants no other
            return
        line = discord_wording.went_wrong(errors.record(error, "an edited message"))
        if given.unprompted or given.apology is not None or isinstance(error, discord.Forbidden):
            return
        with suppress(*TROUBLE):
            # Without the answer's nonce: Discord would take it for the same message.
            apology = await message.reply(line, mention_author=False)
            self._memory.given[message.id] = replace(given, apology=as_partial(apology))

    async def _withdraw(self, message_id: int) -> SentReply | None:
        """Forget a message, whether question or answer. If it was a question, delete the reply and return it."""
        self._memory.answered.pop(message_id, None)
        if (question := self._memory.questions.pop(message_id, None)) is not None:
            self._forget(question)
        given = self._forget(message_id)
        if given is not None:
            await _delete(given)
        return given

    def _forget(self, question: int) -> SentReply | None:
        """Forget the reply to a question. Its passage may be given again at once."""
        given = self._memory.given.pop(question, None)
        if given is not None:
            self._repeats.forget(given.channel, given.passage, question)
        return given


async def _delete(given: SentReply) -> None:
    for said in filter(None, (given.reply, given.apology)):
        await delete(said)


def _is_fresh(message: discord.Message) -> bool:
    """Whether a message was edited and was sent just now. A link preview added by Discord is no edit. A pin repeats an
    old edit."""
    if message.edited_at is None:
        return False
    return (max(message.edited_at, discord.utils.utcnow()) - message.created_at).total_seconds() < FRESH
