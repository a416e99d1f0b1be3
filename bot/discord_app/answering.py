"""From a question on Discord to an answer there: paces, permissions, replies, and what becomes of them."""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import aiohttp
import discord

from bot.article.model import Section
from bot.conversation import wording
from bot.discord_app import failures, replying, views
from bot.discord_app.pacing import Pace, Recent, Repeats
from bot.discord_app.render import Page
from bot.matching.gate import may_answer
from bot.matching.outcomes import Answer, NoMatch, Outcome
from bot.matching.question import Question

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot


@dataclass(frozen=True)
class Given:
    """An answer that was given to a message, or a line in its place, as of when the message was `edited_at`.

    An edit does not change one that is `fixed`: a page that a command showed, or a request to wait. `passage` is the
    key of the passage that it gives; `apology` the line that says that the last edit failed.
    """

    reply: discord.PartialMessage
    unprompted: bool
    fixed: bool
    passage: str | None
    edited_at: datetime | None
    apology: discord.PartialMessage | None = None


class Desk:
    """Answers questions in messages and interactions, and remembers which message of its own answers which.

    What is done about one message is done within its `turn`.
    """

    def __init__(self, bot: FootnoteBot) -> None:
        self._bot = bot
        self._given: Recent[int, Given] = Recent()
        self._questions: Recent[int, int] = Recent()  # by the ids of the replies
        self._taken: Recent[int, None] = Recent()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._pace = Pace(bot.settings.person_cooldown, bot.settings.channel_cooldown)
        self._repeats = Repeats(bot.settings.repeat_after)

    def turn(self, message_id: int) -> asyncio.Lock:
        """Held while a message, an edit or the deletion of it is seen to: one after the other, in Discord's order."""
        return self._turns.setdefault(message_id, asyncio.Lock())

    async def answer_message(
        self, message: discord.Message, question: str, *, about: Section | None = None, unprompted: bool = False
    ) -> None:
        """Answer a message in its channel, once. Unprompted: only if it may be answered unasked, and is no repeat."""
        if unprompted:
            await self._answer_unprompted(message, question)
        elif not question.strip():
            await self.tell(message, wording.EMPTY_QUESTION)
        elif await self._admits(message):
            await self._answer(message, self._bot.matcher.match(question, about=about))

    async def tell(self, message: discord.Message, line: str) -> None:
        """Reply with a line in place of an answer. It counts for the pace, and an edit may change it, as an answer."""
        if await self._admits(message):
            await self._reply(message, {"content": line})

    async def show(self, message: discord.Message, page: Page, view: discord.ui.View | None, *, fixed: bool) -> None:
        """Reply to a message with a page, as an embed or, where that is not allowed, as text, if the pace allows."""
        if await self._admits(message):
            await self._reply(message, page.parts(embeds=replying.may_embed(message)), view, fixed=fixed)

    def outdated(self, message: discord.Message) -> Given | None:
        """What was given to a message that has been edited since, if an edit changes it."""
        given = self._given.get(message.id)
        if given is None or given.fixed or message.edited_at is None:
            return None
        return given if given.edited_at is None or given.edited_at < message.edited_at else None

    async def revise(
        self,
        message: discord.Message,
        question: str,
        *,
        about: Section | None = None,
        line: str | None = None,
        unprompted: bool = False,
    ) -> None:
        """The question of an answer that is `outdated` was edited: change the answer in place, to a `line` if one is
        given. An unprompted one goes if it would not be given now. What was never answered stays so."""
        given = self._given[message.id]
        passage, view = None, None
        if not unprompted and not question.strip():
            line = line or wording.EMPTY_QUESTION
        if line:
            parts: dict[str, Any] = {"content": line, "embed": None}
        else:
            read = self._bot.matcher.read(question)
            outcome = self._bot.matcher.answer(read, about=about)
            if unprompted and not self._may_say(message, read, outcome):
                await self.withdraw(message.id)
                return
            passage, page, view = _passage_of(outcome), *self._page(outcome, message)
            parts = page.parts(embeds=replying.may_embed(message))
        await failures.insist(lambda: given.reply.edit(**parts, view=view))
        self._repeats.forget(message.channel.id, given.passage, message.id)
        self._repeats.note(message.channel.id, passage, message.id)
        self._given[message.id] = replace(
            given, unprompted=unprompted, passage=passage, edited_at=message.edited_at, apology=None
        )
        if given.apology is not None:
            await replying.delete(given.apology)

    async def apologise(self, message: discord.Message, error: Exception) -> None:
        """An edit was not followed: tell the log, and the author once, until one is."""
        given = self._given.get(message.id)
        if given is None or failures.is_gone(error):
            await self.withdraw(message.id)  # whoever deleted the answer does not want another
            return
        line = wording.went_wrong(failures.record(error, "an edited message"))
        if given.unprompted or given.apology is not None:
            return
        with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
            # Without the answer's nonce, by which Discord would take it for the answer.
            apology = await message.reply(line, mention_author=False)
            self._given[message.id] = replace(given, apology=replying.only_where(apology))

    def note(self, interaction: discord.Interaction[FootnoteBot], passage: str | None) -> None:
        """A passage, by its key, was shown to everyone in a channel; None is no passage."""
        if interaction.channel_id is not None:
            self._repeats.note(interaction.channel_id, passage, interaction.id)

    async def withdraw(self, message_id: int) -> None:
        """A message was deleted. If it was a question, delete what was said to it; if it was an answer, forget it."""
        question = self._questions.pop(message_id, None)
        if question is not None and (forgotten := self._given.pop(question, None)) is not None:
            self._repeats.forget(forgotten.reply.channel.id, forgotten.passage, question)
        given = self._given.pop(message_id, None)
        if given is not None:
            self._repeats.forget(given.reply.channel.id, given.passage, message_id)
            await replying.delete(given.reply)
            if given.apology is not None:
                await replying.delete(given.apology)

    async def answer_interaction(
        self, interaction: discord.Interaction[FootnoteBot], question: str, *, private: bool, publish: bool = False
    ) -> None:
        """Answer a slash command or a message menu. A miss is private, whatever was asked for. While the bot is leaving
        it takes no new questions, and says so, as Discord would call silence a failure."""
        send = interaction.response.send_message
        if self._bot.leaving:
            await send(wording.LEAVING, ephemeral=True)
        elif wait := self._pace.take(interaction.user.id, None if private else interaction.channel_id):
            await send(wording.slow_down(_in(wait)), ephemeral=True)
        elif not question.strip():
            await send(wording.EMPTY_QUESTION, ephemeral=True)
        else:
            outcome = self._bot.matcher.match(question)
            private = private or isinstance(outcome, NoMatch)
            publish = publish and isinstance(outcome, Answer)
            article = self._bot.matcher.article
            embed = views.page_of(outcome, article).embed()
            view = views.view_of(outcome, article, interaction.user.id, publish=publish)
            await failures.insist(lambda: send(embed=embed, view=view, ephemeral=private))
            if not private:
                self.note(interaction, _passage_of(outcome))

    async def _answer_unprompted(self, message: discord.Message, question: str) -> None:
        place = message.author.id, message.channel.id
        if message.id in self._taken or not question.strip() or self._pace.wait(*place):
            return
        read = self._bot.matcher.read(question)
        outcome = self._bot.matcher.answer(read)
        if self._may_say(message, read, outcome):
            self._taken[message.id] = None
            self._pace.take(*place)
            await self._answer(message, outcome, unprompted=True)

    async def _answer(self, message: discord.Message, outcome: Outcome, *, unprompted: bool = False) -> None:
        page, view = self._page(outcome, message)
        passage = _passage_of(outcome)
        place = message.channel.id, passage, message.id
        # Known as given while it is on its way, so that the same question asked at once is not answered too.
        self._repeats.note(*place)
        try:
            await self._reply(
                message,
                page.parts(embeds=replying.may_embed(message)),
                view,
                unprompted=unprompted,
                passage=passage,
            )
        finally:
            if message.id not in self._given:
                self._repeats.forget(*place)

    async def _admits(self, message: discord.Message) -> bool:
        """Whether a message may be answered now. Who is too fast is told until when to wait, once a wait."""
        if message.id in self._taken:
            return False  # Discord may deliver an event again when a session resumes
        self._taken[message.id] = None
        place = message.author.id, message.channel.id
        wait = self._pace.take(*place)
        if wait and self._pace.may_tell(*place):
            await self._reply(message, {"content": wording.slow_down(_in(wait))}, fixed=True)
        return not wait

    async def _reply(
        self,
        message: discord.Message,
        parts: dict[str, Any],
        view: discord.ui.View | None = None,
        *,
        unprompted: bool = False,
        fixed: bool = False,
        passage: str | None = None,
    ) -> None:
        """Reply, and remember it. Where the bot may not, whoever asked it is told directly what permission it lacks."""
        lacking = failures.missing_permissions(message.channel, message.guild.me) if message.guild else []
        if lacking:
            if not unprompted:
                await failures.tell_lacking(message, lacking)
            return
        reply = await replying.reply(message, parts, view)
        self._given[message.id] = Given(reply, unprompted, fixed, passage, message.edited_at)
        self._questions[reply.id] = message.id

    def _page(self, outcome: Outcome, message: discord.Message) -> tuple[Page, discord.ui.View]:
        article = self._bot.matcher.article
        return views.page_of(outcome, article), views.view_of(outcome, article, message.author.id)

    def _may_say(self, message: discord.Message, question: Question, outcome: Outcome) -> bool:
        """Whether an outcome may be said unasked: it passes the gate, and was not given in the channel of late."""
        repeats = self._repeats.is_repeat(message.channel.id, _passage_of(outcome), message.id)
        return not repeats and may_answer(question, outcome)


def _passage_of(outcome: Outcome) -> str | None:
    return outcome.best.passage.key if isinstance(outcome, Answer) else None


def _in(seconds: float) -> str:
    """A moment from now as a relative time, rounded up: who follows it is not too early."""
    return f"<t:{math.ceil(time.time() + max(1.0, seconds))}:R>"
