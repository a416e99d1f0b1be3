"""From what was asked to what is said there.

Everything that is asked takes one way, whether by a message, a command, a menu or a button: allowed and within pace?
matched, rendered, delivered, remembered.
"""

from __future__ import annotations

import time
from dataclasses import replace

import discord

from bot.conversation import discord_wording
from bot.discord_app import errors, views
from bot.discord_app.admission import Admission, Refused
from bot.discord_app.asked import Asked, Managing, Overheard, RawQuestion
from bot.discord_app.curators import marks
from bot.discord_app.delivery import Outgoing
from bot.discord_app.health.metrics import Metrics
from bot.discord_app.memory import Given, Memory
from bot.discord_app.pacing import Repeats
from bot.discord_app.policy import Policy
from bot.discord_app.reading import Reading
from bot.discord_app.recipients import Recipient, ToMessage
from bot.discord_app.render import Page
from bot.discord_app.responder import Responder
from bot.discord_app.shutdown import Shutdown
from bot.discord_app.talks import Talks
from bot.discord_app.threads import OwnThreads, ToThread


class Replies:
    """Answers what is asked, and remembers which message of the bot answers which."""

    def __init__(
        self,
        responder: Responder,
        *,
        policy: Policy,
        threads: OwnThreads,
        reading: Reading,
        admission: Admission,
        repeats: Repeats,
        talks: Talks,
        memory: Memory,
        shutdown: Shutdown,
        metrics: Metrics,
    ) -> None:
        self._responder, self._policy, self._threads, self._reading = responder, policy, threads, reading
        self._admission, self._repeats, self._talks, self._memory = admission, repeats, talks, memory
        self._shutdown, self._metrics = shutdown, metrics

    async def hear(self, message: discord.Message) -> None:
        """Answer a message if it is for the bot."""
        await self._threads.hear(message)
        if asked := self._reading.asked(message):
            await self.serve(self.way_to(message, asked), asked)

    def way_to(self, message: discord.Message, asked: Asked | None, *, again: bool = False) -> ToMessage:
        """Where a message is answered; `again` is whether it was edited since it was."""
        if not (isinstance(asked, RawQuestion | Overheard) and self._threads.may_start(message)):
            return ToMessage(message, again=again)
        asker, subject = message.author.id, self._reading.subject(message)
        return ToThread(message, subject, lambda thread: self._threads.add_talker(thread, asker), again=again)

    async def serve(self, to: Recipient, asked: Asked) -> None:
        """Answer what was asked, once. All failures end here."""
        began = time.monotonic()
        if to.whispers and self._policy.is_off(to.place):
            to.private, to.publishes = True, False
        if isinstance(asked, Managing):
            to.paced_in = None  # whoever chose too slow a pace has to be able to choose another
        async with self._shutdown.under_way(), self._memory.lock(to.id):
            try:
                if (refused := self._admission.admit(to, asked)) is not None:
                    await self._refuse(to, refused)
                elif reply := await self.reply(to, asked):
                    if await self.deliver(to, reply, unprompted=isinstance(asked, Overheard)):
                        self._metrics.answered(time.monotonic() - began)
                elif isinstance(to, ToMessage) and not asked.uncertain and to.id not in self._memory.given:
                    self._memory.given[to.id] = Given(to.channel, to.message.edited_at)
            except Exception as error:
                if asked.uncertain:
                    errors.note(error, "a message to nobody")
                else:
                    await to.apologise(error)

    def _dressed(self, to: Recipient, reply: Outgoing) -> Outgoing:
        """A reply as the server wants it: with an embed or as text, and with the word that the bot is off there."""
        if self._policy.is_plain(to.place.guild):
            reply = replace(reply, plain=True)
        if self._policy.of(to.place.guild).feedback:
            marks.add_to(reply)
        if not (to.private or self._policy.asker_deletes(to.place.guild)):
            views.without_delete(reply.view)
        return reply.noting(discord_wording.OFF_HERE) if self._policy.is_off(to.place) else reply

    async def reply(self, to: Recipient, asked: Asked) -> Outgoing | None:
        """What is said there; None is silence."""
        reply = await self._responder.reply(to, asked)
        return reply if reply is None or isinstance(asked, Managing) else self._dressed(to, reply)

    async def _refuse(self, to: Recipient, refused: Refused) -> None:
        if refused.lacking:
            await to.tell_lacking(list(refused.lacking))
        elif refused.reply is not None:
            await self.deliver(to, refused.reply)

    async def deliver(self, to: Recipient, reply: Outgoing, *, unprompted: bool = False) -> bool:
        """Say it, and remember what was said. Returns whether it could be said."""
        given_as = to.channel, reply.passage, to.id
        if not (to.private or reply.private):
            # Known as given while it is on its way, so that the same question asked at once is not answered too.
            self._repeats.note(*given_as)
        try:
            sent = await to.send(reply)
        except Exception as error:
            self._repeats.forget(*given_as)
            if isinstance(reply.said, Page):
                raise
            errors.note(error, "a line in place of an answer")
            return False
        if isinstance(to, ToMessage) and sent is not None:
            thread = (
                sent.channel if isinstance(sent.channel, discord.Thread) and sent.channel.id != to.channel else None
            )
            given = Given(
                to.channel, to.message.edited_at, sent, unprompted, reply.fixed, passage=reply.passage, thread=thread
            )
            self._memory.given[to.id] = given
            self._memory.questions[sent.id] = to.id
            self._talks.goes_on_in(sent.channel.id, to)
        return True
