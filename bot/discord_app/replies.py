"""From what was asked to what is said there.

Everything that is asked takes one way, whether by a message, a command, a menu or a button: allowed and within pace?
matched, rendered, delivered, remembered.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import discord

from bot.conversation import wording
from bot.conversation.reply import Reply
from bot.conversation.requests import Said
from bot.discord_app import errors, views
from bot.discord_app.admission import Admission, Refused
from bot.discord_app.asked import Asked, Command, Hidden, Mistyped, Overheard, Publish, Question
from bot.discord_app.components import owner_of
from bot.discord_app.courtesy import Courtesy, courtesy_of
from bot.discord_app.curators import marks
from bot.discord_app.delivery import Outgoing
from bot.discord_app.exchanges import Exchange, Watcher
from bot.discord_app.general import GeneralPages
from bot.discord_app.health.metrics import Metrics
from bot.discord_app.library import Library, Served
from bot.discord_app.memory import Given, Memory
from bot.discord_app.pacing import Repeats
from bot.discord_app.pages import HOW_TO_ASK, SPEAKS_OF_ITSELF
from bot.discord_app.policy import Policy
from bot.discord_app.reading import Asking, Reading
from bot.discord_app.recipients import Recipient, ToMessage
from bot.discord_app.render import Page
from bot.discord_app.shutdown import Shutdown
from bot.discord_app.talks import Talks
from bot.discord_app.threads import OwnThreads, ToThread
from bot.matching.gate import may_be_heard
from bot.matching.outcomes import NoMatch


@dataclass(frozen=True)
class Managing(Asked):
    """A command for those who manage a server. `show` makes what is said."""

    show: Callable[[], Awaitable[Outgoing]]


class Replies:
    """Answers what is asked, and remembers which message of the bot answers which."""

    def __init__(
        self,
        *,
        policy: Policy,
        threads: OwnThreads,
        reading: Reading,
        library: Library,
        general: GeneralPages,
        admission: Admission,
        repeats: Repeats,
        memory: Memory,
        shutdown: Shutdown,
        metrics: Metrics,
        watchers: Sequence[Watcher] = (),
    ) -> None:
        self._policy, self._threads, self._metrics, self._watchers = policy, threads, metrics, watchers
        self._reading, self._library, self._general = reading, library, general
        self._admission, self._repeats, self._memory, self._shutdown = admission, repeats, memory, shutdown
        self._talks = Talks(memory, threads)

    async def hear(self, message: discord.Message) -> None:
        """Answer a message if it is for the bot."""
        await self._threads.hear(message)
        if asked := self._reading.asked(message):
            await self.serve(self.way_to(message, asked), asked)

    def way_to(self, message: discord.Message, asked: Asked | None, *, again: bool = False) -> ToMessage:
        """Where a message is answered; `again` is whether it was edited since it was."""
        if not (isinstance(asked, Question | Overheard) and self._threads.may_start(message)):
            return ToMessage(message, again=again)
        asker, subject = message.author.id, self._reading.subject(message)
        return ToThread(message, subject, lambda thread: self._threads.begin(thread, asker), again=again)

    async def serve(self, to: Recipient, asked: Asked) -> None:
        """Answer what was asked, once. All failures end here."""
        began = time.monotonic()
        if to.whispers and self._policy.is_off(to.place):
            to.private, to.publishes = True, False
        async with self._shutdown.under_way(), self._memory.lock(to.id):
            try:
                if (refused := self._admission.admit(to, asked)) is not None:
                    await self._refuse(to, refused)
                elif reply := await self.reply(to, asked):
                    reply = reply if isinstance(asked, Managing) else self.dressed(to, reply)
                    if await self.deliver(to, reply, unprompted=isinstance(asked, Overheard)):
                        self._metrics.answered(time.monotonic() - began)
                elif isinstance(to, ToMessage) and not asked.uncertain and to.id not in self._memory.given:
                    self._memory.given[to.id] = Given(to.channel, to.message.edited_at)
            except Exception as error:
                if asked.uncertain:
                    errors.note(error, "a message to nobody")
                else:
                    await to.apologise(error)

    def dressed(self, to: Recipient, reply: Outgoing) -> Outgoing:
        """A reply as the server wants it: with an embed or as text, and with the word that the bot is off there."""
        if self._policy.is_plain(to.place.guild):
            reply = replace(reply, plain=True)
        if self._policy.wants_feedback(to.place.guild):
            marks.add_to(reply)
        if not (to.private or self._policy.asker_deletes(to.place.guild)):
            views.without_delete(reply.view)
        if self._policy.is_off(to.place):
            said = reply.said
            said = said.noting(wording.OFF_HERE) if isinstance(said, Page) else f"{said}\n-# {wording.OFF_HERE}"
            reply = replace(reply, said=said)
        return reply

    async def _to_question(self, to: Recipient, question: Question) -> Outgoing | None:
        """What is said to a question that is no small talk; None is silence."""
        asking = Asking(question.text, theirs=question.theirs)
        if isinstance(to, ToMessage):
            asking = await self._reading.context(question, to.message)
            if asking == Asking(question.text) and not self._talks.is_known(to):
                # Said before a restart, or to somebody else.
                asking = replace(asking, answer=await self._threads.last_answer(to.message))
        if asking.line is not None:
            return Outgoing(asking.line)
        if not (asking.text or question.title).strip():
            return Outgoing(wording.EMPTY_QUESTION, private=True)
        served = await self._served(to, question.article, asking.answer)
        if served is None:
            return self._general.gone(question.article)
        shown = self._talks.shown(to, asking, served.article)
        reply = await served.answering.reply(asking.text, person=to.person, title=question.title, shown=shown)
        if question.followed and _says_nothing(reply) and not served.matcher.read(asking.text).asks:
            return None  # what nobody asked needs no answer
        if not to.again:
            self._metrics.asked(reply)
        theirs, unprompted = question.theirs or asking.theirs, question.followed
        asked = asking.text or question.title
        self._tell(Exchange(to.place, to.id, served.id, asked, reply, unprompted, theirs, to.again))
        if reply.said is Said.THANKS:
            await to.nod()
        self._talks.remember(to, served, asking.text, reply, shown)
        return served.pages.of_reply(reply, to.person, publish=to.publishes, whispers=to.whispers)

    async def _to_nobody(self, to: Recipient, said: Overheard) -> Outgoing | None:
        """What is said to a text that nobody addressed to the bot; mostly nothing."""
        if not (said.is_post or may_be_heard(said.text) or may_be_heard(said.title)):
            return None
        if (served := await self._served(to)) is None:
            return None
        guild, sureness = to.place.guild, self._policy.sureness(to.place.guild)
        found = await served.answering.unprompted(
            said.text, person=to.person, title=said.title, sureness=sureness, is_post=said.is_post
        )
        reply = served.pages.of_reply(found, to.person) if found is not None else None
        if found is None or reply is None:
            return None
        if self._repeats.is_repeat(to.channel, reply.passage, to.id, seconds=self._policy.repeat_after(guild)):
            return None
        if not to.again:
            self._metrics.asked(found, unprompted=True)
        asked = said.text or said.title
        self._tell(Exchange(to.place, to.id, served.id, asked, found, unprompted=True, again=to.again))
        self._talks.remember(to, served, said.text, found, None)
        return reply

    def _tell(self, exchange: Exchange) -> None:
        for watcher in self._watchers:
            try:
                watcher(exchange)
            except Exception as error:
                errors.note(error, "counting a question")

    async def _names_one(self, to: Recipient, command: Command) -> bool:
        """Whether a command names a topic or an article that there is."""
        if command.name == "articles":
            return self._library.named(command.argument) is not None
        served = await self._served(to, answer=await self._answer_to(to))
        return served is not None and served.topics.find(command.argument) is not None

    async def _served(
        self, to: Recipient, name: str | None = None, answer: discord.Message | None = None, *, private: bool = False
    ) -> Served | None:
        """What serves the article that is spoken of. None if it is not there."""
        article_id = self._article(to, name, answer)
        if article_id is None:
            return None
        served = self._library.ready(article_id, to.place.guild)
        if served is None:
            served = await to.wait_for(self._library.of(article_id, to.place.guild), private=private)
        if served is not None:
            self._library.note(to.place, to.person, served.id)
        return served

    def _article(self, to: Recipient, name: str | None, answer: discord.Message | None) -> str | None:
        """The id of the article that is spoken of: the one that was named, that of an answer, or that of the place."""
        if name is not None:
            return self._library.named(name)
        if (owner := owner_of(answer)) is not None:
            return self._library.tagged(owner.article)
        return self._library.here(to.place, to.person)

    async def _answer_to(self, to: Recipient) -> discord.Message | None:
        """The message of the bot to which a command replies: it is about the same article."""
        return await self._reading.answer_to(to.message) if isinstance(to, ToMessage) else None

    async def _refuse(self, to: Recipient, refused: Refused) -> None:
        if refused.lacking:
            await to.tell_lacking(list(refused.lacking))
        elif refused.reply is not None:
            await self.deliver(to, refused.reply)

    async def reply(self, to: Recipient, asked: Asked) -> Outgoing | None:
        """What is said, which counts for the pace; None is silence, which does not."""
        match asked:
            case Overheard():
                reply = await self._to_nobody(to, asked)
                if reply is not None:
                    self._admission.take(to)
                return reply
            case Question():
                courtesy = courtesy_of(asked, whispers=to.whispers)
                if courtesy is Courtesy.SILENCE:
                    return None
                self._admission.take(to)
                if courtesy is Courtesy.NOD:
                    await to.nod()
                    return None
                return HOW_TO_ASK if courtesy is Courtesy.HELP else await self._to_question(to, asked)
            case Mistyped() if not self._admission.take_hint(to):
                return None
            case Mistyped():
                self._admission.take(to)
                return self._general.hint(asked.nearest)
            case Command(otherwise=Question() as question) if not await self._names_one(to, asked):
                return await self.reply(to, question)
            case Command():
                self._admission.take(to)
                return await self._to_command(to, asked)
            case Managing():
                self._admission.take(to)
                return await asked.show()
            case Publish():
                self._admission.take(to)
                served = await self._served(to, asked.article)
                return served.pages.of_publishing(asked, to.person) if served is not None else self._general.gone()
            case Hidden():
                self._admission.take(to)
                return Outgoing(wording.CANNOT_READ)
            case _:
                raise TypeError(f"nothing answers {type(asked).__name__}")

    async def _to_command(self, to: Recipient, command: Command) -> Outgoing:
        answer = await self._answer_to(to)
        here = self._article(to, None, answer) or ""
        if reply := await self._general.of_command(command, to.person, to.place, here):
            return reply
        name = command.argument if command.name == "articles" else command.article
        served = await self._served(to, name, answer, private=command.name in SPEAKS_OF_ITSELF)
        if served is None:
            return self._general.gone(name)
        if command.name == "articles":
            command = Command("topics")
        return served.pages.of_command(command, to.person)

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


def _says_nothing(reply: Reply) -> bool:
    """Whether a reply does no more than to say that the article does not say."""
    outcome = reply.outcome
    return bool(reply.parts) and isinstance(outcome, NoMatch) and outcome.gap is None
