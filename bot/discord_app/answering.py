"""From a question on Discord to an answer there: cooldowns, permissions, replies, and what becomes of them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import OrderedDict
from collections.abc import Generator, Hashable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import aiohttp
import discord
from discord.utils import format_dt, utcnow

from bot import wording
from bot.article.model import Section
from bot.discord_app import failures, views
from bot.discord_app.render import Page
from bot.matching.gate import may_answer
from bot.matching.outcomes import Answer, NoMatch

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot

BURST = 3
"""How many questions may come at once before the pace of the cooldown is asked for."""

REMEMBERED = 2_000
"""How many entries of each kind are remembered, the oldest forgotten first: memory must not grow."""

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(OrderedDict[_Key, _Value], Generic[_Key, _Value]):
    """A dict that forgets its oldest entry when it is full."""

    def __init__(self, size: int = REMEMBERED) -> None:
        super().__init__()
        self._size = size

    def __setitem__(self, key: _Key, value: _Value) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._size:
            self.popitem(last=False)


class Cooldown:
    """A pace that may not be exceeded for long: a token bucket for each key, of `BURST` tokens."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._full_at: Recent[int, float] = Recent()

    def wait(self, key: int, now: float | None = None) -> float:
        """Take a token; the seconds to wait if there is none (then none is taken), else 0."""
        now = time.monotonic() if now is None else now
        full_at = max(self._full_at.get(key, 0.0), now) + self._seconds
        ahead = full_at - now - BURST * self._seconds
        if ahead > 0:
            return ahead
        self._full_at[key] = full_at
        return 0.0


@dataclass(frozen=True)
class Given:
    """An answer that was given to a message. `edited_at` is the state of the question that it answers.

    An edit does not change one that is `fixed`: a page that a command showed, or a request to wait.
    """

    reply: discord.PartialMessage
    embeds: bool
    unprompted: bool
    fixed: bool = False
    edited_at: str | None = None


class Desk:
    """Answers questions in messages and interactions, and remembers which message of its own answers which."""

    def __init__(self, bot: FootnoteBot) -> None:
        self._bot = bot
        self._given: Recent[int, Given] = Recent()
        self._taken: Recent[int, None] = Recent()
        self._people = Cooldown(bot.settings.person_cooldown)
        self._channels = Cooldown(bot.settings.channel_cooldown)
        self._said: Recent[tuple[int, str], float] = Recent()
        self._sending: dict[int, asyncio.Event] = {}

    async def answer_message(
        self, message: discord.Message, question: str, *, about: Section | None = None, unprompted: bool = False
    ) -> None:
        """Answer a message in its channel, once. Unprompted: only if it may be answered unasked."""
        if message.id in self._taken:
            return  # Discord may deliver an event again when a session resumes
        if not question.strip():
            if not unprompted:
                await self._tell(message, wording.EMPTY_QUESTION)
            return
        outcome = self._bot.matcher.match(question, about=about)
        if unprompted and not (may_answer(question, outcome) and self._is_news(message.channel.id, outcome)):
            return
        if not unprompted and (wait := self._wait(message.author.id, message.channel.id)):
            await self._tell(message, wording.slow_down(_in(wait)), fixed=True)
            return
        self._taken[message.id] = None
        article = self._bot.matcher.article
        view = views.view_of(outcome, article, message.author.id)
        await self.show(message, views.page_of(outcome, article), view, unprompted=unprompted)

    async def show(
        self,
        message: discord.Message,
        page: Page,
        view: discord.ui.View | None,
        *,
        unprompted: bool = False,
        fixed: bool = False,
    ) -> None:
        """Reply to a message with a page, as an embed or, where that is not allowed, as text.

        Where the bot may not reply at all, whoever asked it is told directly which permission it lacks.
        """
        if message.guild is not None:
            lacking = failures.missing_permissions(message.channel, message.guild.me)
            if lacking:
                if not unprompted:
                    await failures.tell_lacking(message, lacking)
                return
        embeds = _may_embed(message)
        with self._being_sent(message.id):
            reply = await self._send(message, page.parts(embeds=embeds), view)
            self._given[message.id] = Given(_partial(reply), embeds, unprompted, fixed)

    async def revise(
        self, message: discord.Message, question: str, edited_at: str, *, about: Section | None = None
    ) -> None:
        """The question was edited: change its answer in place. What was never answered stays so."""
        await self._sent(message.id)
        given = self._given.get(message.id)
        if given is None or given.fixed or given.edited_at == edited_at or not question.strip():
            return
        outcome = self._bot.matcher.match(question, about=about)
        if given.unprompted and not may_answer(question, outcome):
            await self.withdraw(message.id)
            return
        article = self._bot.matcher.article
        parts = views.page_of(outcome, article).parts(embeds=given.embeds)
        self._given[message.id] = replace(given, edited_at=edited_at)
        view = views.view_of(outcome, article, message.author.id)
        await failures.insist(lambda: given.reply.edit(**parts, view=view))

    async def withdraw(self, message_id: int) -> None:
        """The question was deleted: delete its answer."""
        await self._sent(message_id)
        given = self._given.pop(message_id, None)
        if given is None:
            return
        try:
            await failures.insist(given.reply.delete)
        except discord.HTTPException as error:
            if not failures.is_gone(error):  # a moderator who purges a channel takes answers and questions at once
                raise

    async def answer_interaction(
        self, interaction: discord.Interaction[FootnoteBot], question: str, *, private: bool, publish: bool = False
    ) -> None:
        """Answer a slash command or a message menu. A miss is private, whatever was asked for."""
        if wait := self._wait(interaction.user.id, interaction.channel_id or 0):
            await interaction.response.send_message(wording.slow_down(_in(wait)), ephemeral=True)
            return
        if not question.strip():
            await interaction.response.send_message(wording.EMPTY_QUESTION, ephemeral=True)
            return
        outcome = self._bot.matcher.match(question)
        article = self._bot.matcher.article
        publish = publish and isinstance(outcome, Answer)
        send = interaction.response.send_message
        embed = views.page_of(outcome, article).embed()
        view = views.view_of(outcome, article, interaction.user.id, publish=publish)
        await failures.insist(lambda: send(embed=embed, view=view, ephemeral=private or isinstance(outcome, NoMatch)))

    async def _tell(self, message: discord.Message, line: str, *, fixed: bool = False) -> None:
        """Reply with a line in place of an answer."""
        self._taken[message.id] = None
        with self._being_sent(message.id):
            reply = await self._send(message, {"content": line}, None)
            self._given[message.id] = Given(_partial(reply), _may_embed(message), unprompted=False, fixed=fixed)

    async def _send(
        self, message: discord.Message, parts: dict[str, Any], view: discord.ui.View | None
    ) -> discord.Message:
        """Reply to a message. A connection lost on the way is tried once more; the nonce keeps Discord from
        showing the same reply twice if the first attempt did arrive."""
        arguments = {name: value for name, value in parts.items() if value is not None}
        if view is not None:
            arguments["view"] = view
        nonce = str(message.id)
        try:
            return await message.reply(**arguments, mention_author=False, nonce=nonce)
        except (aiohttp.ClientError, OSError):
            return await message.reply(**arguments, mention_author=False, nonce=nonce)

    @contextlib.contextmanager
    def _being_sent(self, message_id: int) -> Generator[None]:
        """While the answer to a message is on its way, `_sent` waits for it."""
        sent = self._sending[message_id] = asyncio.Event()
        try:
            yield
        finally:
            self._sending.pop(message_id, None)
            sent.set()

    async def _sent(self, message_id: int) -> None:
        # What becomes of a question while its answer is on its way concerns the answer too.
        if sending := self._sending.get(message_id):
            await sending.wait()

    def _wait(self, person: int, channel: int) -> float:
        return self._people.wait(person) or self._channels.wait(channel)

    def _is_news(self, channel: int, outcome: object) -> bool:
        """Whether the passage was not given in this channel of late; if so, it now counts as given."""
        if not isinstance(outcome, Answer):
            return False
        key = (channel, outcome.best.passage.key)
        now = time.monotonic()
        if now - self._said.get(key, -self._bot.settings.repeat_after) < self._bot.settings.repeat_after:
            return False
        self._said[key] = now
        return True


def _may_embed(message: discord.Message) -> bool:
    if message.guild is None:
        return True
    if isinstance(message.channel, discord.PartialMessageable):
        return message.guild.me.guild_permissions.embed_links
    return message.channel.permissions_for(message.guild.me).embed_links


def _in(seconds: float) -> str:
    return format_dt(utcnow() + timedelta(seconds=max(1.0, seconds)), "R")


def _partial(message: discord.Message) -> discord.PartialMessage:
    # Only where it is: the whole message would be kept alive otherwise.
    return discord.PartialMessage(channel=message.channel, id=message.id)  # pyright: ignore[reportArgumentType]
