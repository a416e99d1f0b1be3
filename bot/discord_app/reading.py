"""Interprets Discord messages: what each asks, what it follows up on, and where to answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

import discord

from bot.conversation.wordings import discord_wording
from bot.discord_app.addressing import Addressing, MessageFacts
from bot.discord_app.components import Controls, owner_of
from bot.discord_app.delivery import PATIENCE
from bot.discord_app.errors import TROUBLE
from bot.discord_app.mentions import points, said_to, says_nothing
from bot.discord_app.permissions import may_still_speak
from bot.discord_app.places import place_of
from bot.discord_app.policy import Policy
from bot.discord_app.recipients import ToMessage
from bot.discord_app.requests import Address, Overheard, RawQuestion, ReplyTo, Request
from bot.discord_app.threads import OwnThreads, ToThread
from bot.store.server_settings import Mode

_CONVERSATION = {discord.MessageType.default, discord.MessageType.reply}


class Reading:
    """Interprets messages for the bot with the id that `user_id` returns. `policy` says where it listens, and where it
    is off."""

    def __init__(self, addressing: Addressing, user_id: Callable[[], int], policy: Policy, threads: OwnThreads) -> None:
        self._addressing, self._user_id, self._policy, self._threads = addressing, user_id, policy, threads

    def asked(self, message: discord.Message) -> Request | None:
        """The request in a message; None if it is not for the bot. Messages by bots, in places where the bot is off, or
        edited by somebody who may no longer write there, are not."""
        if not is_from_a_person(message) or (message.edited_at is not None and not may_still_speak(message)):
            return None
        mode = self._policy.mode(place_of(message))
        return self._addressing.read(self._heard(message, mode)) if mode is not Mode.OFF else None

    def asked_now(self, message: discord.Message, *, unprompted: bool) -> Request | None:
        """The request in an edited message. An edit event may not tell which message it replies to: the bot's, perhaps,
        if it was addressed to the bot (not `unprompted`) before."""
        asked = self.asked(message)
        if unprompted or not (asked is None or isinstance(asked, Overheard)) or not may_still_speak(message):
            return asked
        if self._reply_to(message) is ReplyTo.UNKNOWN:
            return RawQuestion(message.content, address=Address(addressed=True, reply_to=ReplyTo.UNKNOWN))
        return asked

    def way_to(self, message: discord.Message, asked: Request | None, *, again: bool = False) -> ToMessage:
        """Where to answer a message. `again` is whether it was edited since it was answered."""
        if not (isinstance(asked, RawQuestion | Overheard) and self._threads.may_start(message)):
            return ToMessage(message, again=again)
        return ToThread(message, self.subject(message), self._threads, again=again)

    async def context(self, question: RawQuestion, message: discord.Message) -> RawQuestion:
        """A question with the answer that it follows up on, or as stated in the message that it replies to."""
        replied_to = await _replied_to(message) if question.address.addressed else None
        if replied_to is None:
            is_gone = question.address.called and question.address.reply_to is ReplyTo.UNKNOWN and points(question.text)
            return replace(question, line=discord_wording.CANNOT_SEE_THAT) if is_gone else question
        if (answer := self._answer_in(replied_to)) is not None:
            return replace(question, answer=answer)
        return self._theirs(question, replied_to) if says_nothing(question.text) else question

    async def thread_context(self, question: RawQuestion, message: discord.Message) -> RawQuestion:
        """The same for a question by somebody who was shown nothing there. In a thread of the bot it follows up on what
        was said there, to anybody or before a restart. In another thread or a post, a question that only points refers
        to the opening message."""
        if self._threads.is_own(message.channel):
            return replace(question, answer=await self._threads.last_answer(message))
        opened = await _opening(message.channel) if question.address.called and says_nothing(question.text) else None
        if opened is None or opened.id == message.id:
            return question
        answer = self._answer_in(opened)
        return self._theirs(question, opened) if answer is None else replace(question, answer=answer)

    def _theirs(self, question: RawQuestion, message: discord.Message) -> RawQuestion:
        """The question in a message that another question points at."""
        theirs = self.subject(message)
        if not (theirs or message.guild is None or self._policy.message_content):
            return replace(question, line=discord_wording.CANNOT_READ_THAT)
        return replace(question, text=theirs, theirs=True, title=question.title or _title_of(message))

    async def answer_to(self, message: discord.Message) -> Controls:
        """The bot's answer that a message replies to, directly or through a forward; None if there is none."""
        replied_to = await _replied_to(message)
        return self._answer_in(replied_to) if replied_to is not None else None

    def _answer_in(self, message: discord.Message) -> Controls:
        """A message of the bot, or its answer in a forward."""
        forwarded = (each for each in message.message_snapshots if owner_of(each) is not None)
        return message if message.author.id == self._user_id() else next(forwarded, None)

    def is_hidden(self, message: discord.Message) -> bool:
        """Whether Discord withholds the text, as it does from bots without the intent that are not mentioned."""
        told = message.content or message.stickers or message.guild is None or self._policy.message_content
        return not (told or self._is_mentioned(message))

    def _is_mentioned(self, message: discord.Message) -> bool:
        return any(user.id == self._user_id() for user in message.mentions)

    def subject(self, message: discord.Message) -> str:
        """The question in a message: its text or what it displays, without mentions of the bot and the prefix. The
        bot's own messages have none."""
        told = _text_of(message) if self._answer_in(message) is not None else _shown_in(message)
        return self._addressing.question_in(told, self._names(message.guild))

    async def filed(self, message: discord.Message) -> str:
        """The text to file for a message: its subject or, for an answer of the bot, that of its question, if Discord
        responds in time for a form."""
        if message.author.id == self._user_id():
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    message = await _replied_to(message) or await _opening(message.channel) or message
        return self.subject(message)

    def _heard(self, message: discord.Message, mode: Mode) -> MessageFacts:
        title, hidden, reply_to = _title_of(message), self.is_hidden(message), self._reply_to(message)
        is_post, is_own = mode is Mode.POSTS and bool(title), self._threads.is_own(message.channel)
        names_others = any(user.id != self._user_id() for user in message.mentions) or bool(message.role_mentions)
        names_others = names_others or message.mention_everyone
        text, names = _text_of(message), self._names(message.guild)
        # Where the bot listens, its name counts as a mention.
        called = message.guild.me.display_name if message.guild is not None and mode is Mode.LISTENING else ""
        if said := said_to(called, text):
            text = f"{names[0]} {said}"
        address = Address(
            direct=message.guild is None,
            reply_to=reply_to,
            to_others=names_others,
            # A reply to others, or a mention of them, is for them to answer.
            followed=self._threads.is_followed(message) and not (hidden or reply_to.is_to_others or names_others),
            shared=is_own and self._threads.is_busy(message.channel.id),
            opened=isinstance(message.channel, discord.Thread) and not (is_own or message.channel.id == message.id),
        )
        # Forwarding a question is not asking it. A thread of the bot has its own rule.
        listened = is_post or (mode is Mode.LISTENING and bool(message.content) and not is_own)
        mentioned = self._is_mentioned(message)
        return MessageFacts(text, address, names, mentioned, listened, hidden, title, is_post)

    def _reply_to(self, message: discord.Message) -> ReplyTo:
        if message.reference is None or message.type is not discord.MessageType.reply:
            return ReplyTo.NOBODY
        resolved = message.reference.resolved
        if not isinstance(resolved, discord.Message):
            return ReplyTo.UNKNOWN
        return ReplyTo.BOT if resolved.author.id == self._user_id() else ReplyTo.SOMEBODY

    def _names(self, guild: discord.Guild | None) -> list[str]:
        """The mentions of the bot: by its name, or by the role of the same name that Discord made for it."""
        names = [f"<@{self._user_id()}>", f"<@!{self._user_id()}>"]
        return [*names, guild.self_role.mention] if guild is not None and guild.self_role is not None else names


def is_from_a_person(message: discord.Message) -> bool:
    """Whether a person wrote the message: no bot, webhook or system message."""
    # A message from an unknown server looks like a direct message, but its channel shows that it is none.
    unknown = message.guild is None and getattr(message.channel, "guild_id", None) is not None
    return not (message.author.bot or message.webhook_id or unknown) and message.type in _CONVERSATION


def _title_of(message: discord.Message) -> str:
    """The title of the forum post that a message opens."""
    post = message.channel
    if isinstance(post, discord.Thread) and post.id == message.id and isinstance(post.parent, discord.ForumChannel):
        return post.name
    return ""


async def _opening(channel: object) -> discord.Message | None:
    """The message that opened a forum post, or on which a thread was started."""
    if not isinstance(channel, discord.Thread) or channel.parent is None or channel.is_private():
        return None
    where = channel if isinstance(channel.parent, discord.ForumChannel) else channel.parent
    try:
        return await where.fetch_message(channel.id)
    except TROUBLE:
        return None


async def _replied_to(message: discord.Message) -> discord.Message | None:
    reference = message.reference
    if reference is None or reference.message_id is None or message.type is not discord.MessageType.reply:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    try:
        return await message.channel.fetch_message(reference.message_id)
    except TROUBLE:
        return None  # deleted or invisible: read the question alone


def _text_of(message: discord.Message) -> str:
    """The text of a message; for a forward, that of the forwarded message."""
    return message.content or next((snapshot.content for snapshot in message.message_snapshots), "")


def _shown_in(message: discord.Message) -> str:
    """What people read in a message that somebody points at: its text, else its poll's question, an embed, or another
    bot's components; for a forward, those of the forwarded message."""
    texts = (_shown(each) for each in (message, *message.message_snapshots))
    return _text_of(message) or next(filter(None, texts), "")


def _shown(message: discord.Message | discord.MessageSnapshot) -> str:
    texts = [part for embed in message.embeds for part in (embed.title, embed.description)]
    if isinstance(message, discord.Message) and message.poll is not None:
        texts.append(message.poll.question)
    return "\n".join(filter(None, (*texts, *_displayed(message.components))))


def _displayed(components: Iterable[object]) -> Iterator[str]:
    for each in components:
        if isinstance(each, discord.TextDisplay):
            yield each.content
        yield from _displayed(getattr(each, "children", ()))
