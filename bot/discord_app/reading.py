"""Discord's messages: what each asks, what its question leans on, and where it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

import discord

from bot.conversation.wordings import discord_wording
from bot.discord_app.addressing import Addressing, Heard
from bot.discord_app.asked import Address, Asked, Overheard, RawQuestion, ReplyTo
from bot.discord_app.components import Controls, owner_of
from bot.discord_app.delivery import PATIENCE
from bot.discord_app.errors import TROUBLE
from bot.discord_app.mentions import called_by_name
from bot.discord_app.permissions import may_still_speak
from bot.discord_app.places import place_of
from bot.discord_app.pointing import points, says_nothing
from bot.discord_app.policy import Policy
from bot.discord_app.recipients import ToMessage
from bot.discord_app.threads import OwnThreads, ToThread
from bot.store.server_settings import Mode

_CONVERSATION = {discord.MessageType.default, discord.MessageType.reply}


class Reading:
    """Reads messages for the bot with the id that `user_id` gives. `policy` says where it listens, and where it is
    off."""

    def __init__(self, addressing: Addressing, user_id: Callable[[], int], policy: Policy, threads: OwnThreads) -> None:
        self._addressing, self._user_id, self._policy, self._threads = addressing, user_id, policy, threads

    async def hear(self, message: discord.Message) -> Asked | None:
        """What a new message asks the bot, as `asked`; in its threads it notes who talks."""
        await self._threads.hear(message)
        return self.asked(message)

    def asked(self, message: discord.Message) -> Asked | None:
        """What a message asks the bot; None if it is not for the bot, as nothing is that no person said, that was said
        where the bot is off, or edited by who may not write there any more."""
        if not is_from_a_person(message) or (message.edited_at is not None and not may_still_speak(message)):
            return None
        mode = self._policy.mode(place_of(message))
        return self._addressing.read(self._heard(message, mode)) if mode is not Mode.OFF else None

    def asked_now(self, message: discord.Message, *, unprompted: bool) -> Asked | None:
        """What a message asks after an edit. An edit need not tell which message it replies to: perhaps the bot's, if
        the message was addressed to it (not `unprompted`) before."""
        asked = self.asked(message)
        if unprompted or not (asked is None or isinstance(asked, Overheard)) or not may_still_speak(message):
            return asked
        if self._reply_to(message) is ReplyTo.UNKNOWN:
            return RawQuestion(message.content, address=Address(addressed=True, reply_to=ReplyTo.UNKNOWN))
        return asked

    def way_to(self, message: discord.Message, asked: Asked | None, *, again: bool = False) -> ToMessage:
        """Where a message is answered; `again` is whether it was edited since it was."""
        if not (isinstance(asked, RawQuestion | Overheard) and self._threads.may_start(message)):
            return ToMessage(message, again=again)
        asker = message.author.id
        return ToThread(
            message, self.subject(message), lambda thread: self._threads.add_talker(thread, asker), again=again
        )

    async def context(self, question: RawQuestion, message: discord.Message) -> RawQuestion:
        """A question with the answer on which it leans, or as the message to which it replies has it."""
        replied_to = await _replied_to(message) if question.address.addressed else None
        if replied_to is None:
            is_gone = question.address.called and question.address.reply_to is ReplyTo.UNKNOWN and points(question.text)
            return replace(question, line=discord_wording.CANNOT_SEE_THAT) if is_gone else question
        if (answer := self._answer_in(replied_to)) is not None:
            return replace(question, answer=answer)
        return self._theirs(question, replied_to) if says_nothing(question.text) else question

    async def thread_context(self, question: RawQuestion, message: discord.Message) -> RawQuestion:
        """The same of a question to somebody who was shown nothing there: in a thread of the bot it leans on what was
        said there before a restart, or to others; in another one, or a post, a question that only points means what
        opened that."""
        if self._threads.is_own(message.channel):
            return replace(question, answer=await self._threads.last_answer(message))
        opened = await _opening(message.channel) if question.address.called and says_nothing(question.text) else None
        if opened is None or opened.id == message.id:
            return question
        answer = self._answer_in(opened)
        return self._theirs(question, opened) if answer is None else replace(question, answer=answer)

    def _theirs(self, question: RawQuestion, message: discord.Message) -> RawQuestion:
        """What is asked in a message at which a question points."""
        theirs = self.subject(message)
        if not (theirs or message.guild is None or self._policy.message_content):
            return replace(question, line=discord_wording.CANNOT_READ_THAT)
        return replace(question, text=theirs, theirs=True, title=question.title or _title_of(message))

    async def answer_to(self, message: discord.Message) -> Controls:
        """The answer of the bot to which a message replies, or to whose forward, if it does."""
        replied_to = await _replied_to(message)
        return self._answer_in(replied_to) if replied_to is not None else None

    def _answer_in(self, message: discord.Message) -> Controls:
        """A message of the bot, or the answer of the bot that somebody else forwards."""
        forwarded = (each for each in message.message_snapshots if owner_of(each) is not None)
        return message if message.author.id == self._user_id() else next(forwarded, None)

    def is_hidden(self, message: discord.Message) -> bool:
        """Whether Discord withholds the text, as it does from bots without the intent that are not mentioned."""
        told = message.content or message.stickers or message.guild is None or self._policy.message_content
        return not (told or self._is_mentioned(message))

    def _is_mentioned(self, message: discord.Message) -> bool:
        return any(user.id == self._user_id() for user in message.mentions)

    def subject(self, message: discord.Message) -> str:
        """What a message is about: what it says to the bot, or shows, without mentions of it and the prefix. What the
        bot itself shows asks nothing."""
        told = _text_of(message) if self._answer_in(message) is not None else _shown_in(message)
        return self._addressing.question_in(told, self._names(message.guild))

    async def filed(self, message: discord.Message) -> str:
        """What a curator files who points at a message: its subject, or of an answer of the bot that of the question,
        if Discord tells in time for a form."""
        if message.author.id == self._user_id():
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    message = await _replied_to(message) or await _opening(message.channel) or message
        return self.subject(message)

    def _heard(self, message: discord.Message, mode: Mode) -> Heard:
        title, hidden, reply_to = _title_of(message), self.is_hidden(message), self._reply_to(message)
        is_post, is_own = mode is Mode.POSTS and bool(title), self._threads.is_own(message.channel)
        # To a reply or a mention of others there are others to answer.
        mentions_others = any(user.id != self._user_id() for user in message.mentions) or bool(message.role_mentions)
        to_others = reply_to.is_to_others or bool(message.mentions)
        text, names = _text_of(message), self._names(message.guild)
        # Where all is read, its name is as good as a mention.
        called = message.guild.me.display_name if message.guild is not None and mode is Mode.LISTENING else ""
        if at := called_by_name(text, called):
            text = f"{names[0]} {text[at:]}"
        address = Address(
            direct=message.guild is None,
            reply_to=reply_to,
            to_others=mentions_others,
            followed=self._threads.is_followed(message) and not (hidden or to_others),
            shared=is_own and self._threads.is_busy(message.channel.id),
            opened=isinstance(message.channel, discord.Thread) and not (is_own or message.channel.id == message.id),
        )
        # Who forwards a question does not ask it. A thread of the bot has a rule of its own.
        listened = is_post or (mode is Mode.LISTENING and bool(message.content) and not is_own)
        mentioned = self._is_mentioned(message)
        return Heard(text, address, names, mentioned, listened, hidden, title, is_post)

    def _reply_to(self, message: discord.Message) -> ReplyTo:
        if message.reference is None or message.type is not discord.MessageType.reply:
            return ReplyTo.NOBODY
        resolved = message.reference.resolved
        if not isinstance(resolved, discord.Message):
            return ReplyTo.UNKNOWN
        return ReplyTo.BOT if resolved.author.id == self._user_id() else ReplyTo.SOMEBODY

    def _names(self, guild: discord.Guild | None) -> list[str]:
        """How the bot is mentioned: by its name, or by the role that Discord made for it and that has the same name."""
        names = [f"<@{self._user_id()}>", f"<@!{self._user_id()}>"]
        return [*names, guild.self_role.mention] if guild is not None and guild.self_role is not None else names


def is_from_a_person(message: discord.Message) -> bool:
    """Whether a person said it: no bot, no webhook, no system message."""
    # A message of a server that is not known yet, or no more, looks like a direct message; but its channel tells.
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
        return None  # gone, or out of the bot's sight: the question then stands for itself


def _text_of(message: discord.Message) -> str:
    """What a message says; of a forwarded one, what the message says that it forwards."""
    forwarded = (snapshot.content for snapshot in message.message_snapshots)
    return message.content or next(forwarded, "")


def _shown_in(message: discord.Message) -> str:
    """What people read in a message to which somebody points: its text, or else the question of its poll, or what an
    embed or the components of another bot show; of a forwarded one, that of the message which it forwards."""
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
