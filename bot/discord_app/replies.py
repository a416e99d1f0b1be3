"""Answers requests. Every request, by message, command, menu or button, passes the same steps: admitted, matched,
rendered, delivered, remembered."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.conversation.wordings import discord_wording
from bot.discord_app import errors
from bot.discord_app.admission import Admission, Refused
from bot.discord_app.components import remove_delete_button
from bot.discord_app.contexts import Contexts
from bot.discord_app.curators import marks
from bot.discord_app.delivery import Outgoing
from bot.discord_app.memory import Memory, SentReply
from bot.discord_app.pacing import Repeats
from bot.discord_app.page import Page
from bot.discord_app.policy import Policy
from bot.discord_app.recipients import Recipient, ToInteraction, ToMessage
from bot.discord_app.requests import Managing, Overheard, Request
from bot.discord_app.responder import Responder
from bot.discord_app.shutdown import Shutdown
from bot.store.server_settings import Style

if TYPE_CHECKING:
    from bot.discord_app.health.server import PrometheusMetrics


class Replies:
    """Answers requests, and remembers which message of the bot answers which."""

    def __init__(
        self,
        responder: Responder,
        policy: Policy,
        admission: Admission,
        contexts: Contexts,
        memory: Memory,
        repeats: Repeats,
        shutdown: Shutdown,
        metrics: PrometheusMetrics | None,
    ) -> None:
        self._responder, self._policy, self._admission = responder, policy, admission
        self._contexts, self._memory, self._repeats = contexts, memory, repeats
        self._shutdown, self._metrics = shutdown, metrics

    async def serve(self, to: Recipient, asked: Request) -> None:
        """Answer a request once. All failures end here."""
        began = time.monotonic()
        if isinstance(to, ToInteraction) and self._policy.is_off(to.place):
            to = ToInteraction(to.interaction, private=True)
        async with self._shutdown.under_way(), self._memory.lock(to.id):
            try:
                if (refused := self._admission.admit(to, asked)) is not None:
                    await self._refuse(to, refused)
                elif reply := await self.reply(to, asked):
                    was_said = await self.deliver(to, reply, unprompted=isinstance(asked, Overheard))
                    if was_said and self._metrics is not None:
                        self._metrics.latency.observe(time.monotonic() - began)
                elif isinstance(to, ToMessage) and not asked.uncertain and to.id not in self._memory.given:
                    # It was for the bot, so an edit may bring a reply.
                    self._memory.given[to.id] = SentReply(to.channel, to.message.edited_at)
            except Exception as error:
                if asked.uncertain:
                    errors.note(error, "a message to nobody")
                else:
                    await to.apologise(error)

    def _dressed(self, to: Recipient, reply: Outgoing) -> Outgoing:
        """A reply in the server's style: embed or text, with a note if the bot is switched off there."""
        chosen = self._policy.settings_in(to.place.guild)
        reply = replace(reply, plain=chosen.style is Style.TEXT)
        if chosen.feedback:
            marks.add_to(reply)
        if reply.view is not None and not (to.private or self._policy.asker_deletes(to.place.guild)):
            remove_delete_button(reply.view)
        return reply.noting(discord_wording.OFF_HERE) if self._policy.is_off(to.place) else reply

    async def reply(self, to: Recipient, asked: Request) -> Outgoing | None:
        """The reply; None for silence."""
        reply = await self._responder.reply(to, asked)
        return reply if reply is None or isinstance(asked, Managing) else self._dressed(to, reply)

    async def _refuse(self, to: Recipient, refused: Refused) -> None:
        if refused.lacking:
            await to.tell_lacking(list(refused.lacking))
        elif refused.reply is not None:
            await self.deliver(to, refused.reply)

    async def deliver(self, to: Recipient, reply: Outgoing, *, unprompted: bool = False) -> bool:
        """Send the reply and remember it. Returns whether it could be sent."""
        if not (to.private or reply.private):  # before it is sent: the same may be asked meanwhile
            self._repeats.note(to.channel, reply.passage, to.id)
        try:
            sent = await to.send(reply)
        except Exception as error:
            self._repeats.forget(to.channel, reply.passage, to.id)
            if isinstance(reply.said, Page):
                raise
            errors.note(error, "a line in place of an answer")
            return False
        if isinstance(to, ToMessage) and sent is not None:
            self._note(to, reply, sent, unprompted=unprompted)
            self._contexts.goes_on_in(sent.channel.id, to)
        return True

    def _note(self, to: ToMessage, reply: Outgoing, sent: discord.PartialMessage, *, unprompted: bool) -> None:
        """Remember that the reply was sent, in a thread started on the message or in its channel."""
        before, channel = self._memory.given.get(to.id), sent.channel
        thread = channel if isinstance(channel, discord.Thread) and channel.id != to.channel else None
        self._memory.given[to.id] = SentReply(
            to.channel,
            to.message.edited_at,
            sent,
            unprompted,
            reply.fixed,
            reply.passage,
            thread or (before.thread if before is not None else None),
        )
        self._memory.questions[sent.id] = to.id
