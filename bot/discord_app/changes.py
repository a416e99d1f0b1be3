"""Answers follow their questions: an edit changes the answer, a deletion takes it along."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import discord

from bot.conversation import wording
from bot.discord_app import errors
from bot.discord_app.asked import Asked, Command, Overheard, Question
from bot.discord_app.courtesy import Courtesy, courtesy_of
from bot.discord_app.delivery import Outgoing, as_partial, change, delete
from bot.discord_app.errors import TROUBLE
from bot.discord_app.memory import Given, Memory
from bot.discord_app.pacing import Pace, Repeats
from bot.discord_app.pages import HOW_TO_ASK
from bot.discord_app.policy import Policy
from bot.discord_app.reading import Reading
from bot.discord_app.recipients import ToMessage
from bot.discord_app.replies import Replies
from bot.discord_app.shutdown import Shutdown
from bot.discord_app.threads import forget_question


class Changes:
    """Changes and takes back what `Replies` said."""

    def __init__(
        self,
        replies: Replies,
        *,
        policy: Policy,
        reading: Reading,
        pace: Pace,
        repeats: Repeats,
        memory: Memory,
        shutdown: Shutdown,
    ) -> None:
        self._replies, self._policy, self._reading = replies, policy, reading
        self._pace, self._repeats, self._memory, self._shutdown = pace, repeats, memory, shutdown
        self._edits = memory.waiting_edits

    async def edited(self, message: discord.Message) -> None:
        """A message was edited: its answer becomes what it would get now, or goes where that is silence.

        What was never answered stays so. Of edits that come quickly only the last is followed.
        """
        if not self._memory.concerns(message.id) or not self._is_news(message):
            return
        waits = message.id in self._edits
        self._edits[message.id] = message
        if waits:
            return
        async with self._shutdown.under_way():
            try:
                if wait := self._pace.take_edit(message.author.id, guild=message.guild.id if message.guild else None):
                    await self._shutdown.pause(wait)
                async with self._memory.lock(message.id):
                    await self._follow(self._edits.pop(message.id))
            finally:
                if self._edits.get(message.id) is message:
                    del self._edits[message.id]

    async def deleted(self, message_id: int) -> None:
        """A message was deleted. If it was a question, delete what was said to it; if it was an answer, forget it."""
        if not self._memory.concerns(message_id):
            return
        async with self._shutdown.under_way(), self._memory.lock(message_id):
            try:
                await self._withdraw(message_id)
            except Exception as error:
                errors.note(error, "a deleted question")

    def _is_news(self, message: discord.Message) -> bool:
        """Whether a message was edited since it was answered, or its answer is still on its way. A link preview that
        Discord adds is no edit."""
        if message.edited_at is None:
            return False
        waiting, given = self._edits.get(message.id), self._memory.given.get(message.id)
        if waiting is not None and waiting.edited_at is not None and waiting.edited_at >= message.edited_at:
            return False
        return given is None or (not given.fixed and (given.edited_at is None or given.edited_at < message.edited_at))

    async def _follow(self, message: discord.Message) -> None:
        given = self._memory.given.get(message.id)
        if given is None or not self._is_news(message) or self._reading.is_hidden(message):
            return
        to = ToMessage(message)
        if self._policy.is_off(to.place):
            return  # what stands there stays as it is
        try:
            asked = await self._replies.meant(to, self._reading.asked_now(message))
            unprompted = given.unprompted and not (isinstance(asked, Question) and asked.addressed)
            if unprompted:
                said = asked if isinstance(asked, Overheard) else Overheard(message.content)
                reply = await self._replies.to_nobody(to, said, again=True)
            else:
                reply = await self._now(to, asked)
            if reply is None:
                await self._withdraw(message.id)
            else:
                await self._change(to, given, reply, unprompted=unprompted)
        except Exception as error:
            await self._apologise(message, error)

    async def _now(self, to: ToMessage, asked: Asked | None) -> Outgoing | None:
        """What is said to an edited message that asked the bot something before."""
        if not isinstance(asked, Question):
            return Outgoing(wording.EMPTY_QUESTION) if asked == Command("ask") else None
        courtesy = courtesy_of(asked)
        if courtesy is Courtesy.HELP:
            return HOW_TO_ASK
        return await self._replies.to_question(to, asked, again=True) if courtesy is None else None

    async def _change(self, to: ToMessage, given: Given, reply: Outgoing, *, unprompted: bool) -> None:
        parts = self._replies.dressed(to, reply).parts(embeds=to.embeds)
        await change(given.reply, parts)
        self._repeats.forget(to.channel, given.passage, to.id)
        self._repeats.note(to.channel, reply.passage, to.id)
        edited_at = to.message.edited_at
        self._memory.given[to.id] = Given(to.channel, given.reply, unprompted, reply.fixed, reply.passage, edited_at)
        if given.apology is not None:
            await delete(given.apology)

    async def _apologise(self, message: discord.Message, error: Exception) -> None:
        """An edit was not followed: tell the log, and the author once, until one is."""
        given = self._memory.given.get(message.id)
        if given is None or errors.is_gone(error):
            await self._withdraw(message.id)  # whoever deleted the answer does not want another
            return
        line = wording.went_wrong(errors.record(error, "an edited message"))
        if given.unprompted or given.apology is not None:
            return
        with suppress(*TROUBLE):
            # Without the answer's nonce, by which Discord would take it for the answer.
            apology = await message.reply(line, mention_author=False)
            self._memory.given[message.id] = replace(given, apology=as_partial(apology))

    async def _withdraw(self, message_id: int) -> None:
        self._memory.answered.pop(message_id, None)
        question = self._memory.questions.pop(message_id, None)
        if question is not None and (forgotten := self._memory.given.pop(question, None)) is not None:
            self._repeats.forget(forgotten.channel, forgotten.passage, question)
        given = self._memory.given.pop(message_id, None)
        if given is not None:
            self._repeats.forget(given.channel, given.passage, message_id)
            for reply in filter(None, (given.reply, given.apology)):
                await delete(reply)
            if given.reply.channel.id == message_id:
                await forget_question(given.reply)
