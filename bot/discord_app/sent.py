"""Remembers the reply to each message, so that the reply follows edits and deletions."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.discord_app.delivery import Outgoing
from bot.discord_app.memory import Given, Memory
from bot.discord_app.pacing import Repeats
from bot.discord_app.recipients import Recipient, ToMessage


class Sent:
    """Remembers which message of the bot answers which, and which passages each channel was given: a passage that is
    taken back may be given again at once."""

    def __init__(self, memory: Memory, repeats: Repeats) -> None:
        self._memory, self._repeats = memory, repeats

    def begin(self, to: Recipient, reply: Outgoing) -> None:
        """Record that a reply is being sent, so that the same question asked meanwhile is not answered too."""
        if not (to.private or reply.private):
            self._repeats.note(to.channel, reply.passage, to.id)

    def failed(self, to: Recipient, reply: Outgoing) -> None:
        self._repeats.forget(to.channel, reply.passage, to.id)

    def note(self, to: ToMessage, reply: Outgoing, sent: discord.PartialMessage, *, unprompted: bool) -> None:
        """Record that the reply was sent, in a thread started on the message or in its channel."""
        before, channel = self._memory.given.get(to.id), sent.channel
        thread = channel if isinstance(channel, discord.Thread) and channel.id != to.channel else None
        self._memory.given[to.id] = Given(
            to.channel,
            to.message.edited_at,
            sent,
            unprompted,
            reply.fixed,
            reply.passage,
            thread or (before.thread if before is not None else None),
        )
        self._memory.questions[sent.id] = to.id

    def note_silence(self, to: ToMessage) -> None:
        """Record that a message was for the bot, but there was nothing to say."""
        if to.id not in self._memory.given:
            self._memory.given[to.id] = Given(to.channel, to.message.edited_at)

    def note_change(self, to: ToMessage, given: Given, reply: Outgoing, *, unprompted: bool) -> None:
        """Record that the reply to an edited message was replaced."""
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

    def begin_removal(self, message_id: int, given: Given) -> None:
        """Record that the bot is about to delete the reply to a message."""
        if given.reply is not None:
            self._memory.questions.pop(given.reply.id, None)
        self._repeats.forget(given.channel, given.passage, message_id)

    def note_removal(self, to: ToMessage, given: Given) -> None:
        """Record that there is no reply any more. The message may get one again."""
        self._memory.given[to.id] = replace(
            given, edited_at=to.message.edited_at, reply=None, passage=None, apology=None
        )

    def note_apology(self, message_id: int, given: Given, apology: discord.PartialMessage) -> None:
        """Record the line that says that the last edit failed."""
        self._memory.given[message_id] = replace(given, apology=apology)

    def forget(self, message_id: int) -> Given | None:
        """Forget a message, whether question or answer. Returns the reply that it had as a question."""
        self._memory.answered.pop(message_id, None)
        if (question := self._memory.questions.pop(message_id, None)) is not None:
            self._drop(question)
        return self._drop(message_id)

    def _drop(self, question: int) -> Given | None:
        given = self._memory.given.pop(question, None)
        if given is not None:
            self._repeats.forget(given.channel, given.passage, question)
        return given
