"""Messages: which are commands, which are questions, and which are nobody's business here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord
from discord.ext import commands

from bot import wording
from bot.discord_app import failures, views
from bot.matching.fillers import FILLERS
from bot.matching.text import tokenize

if TYPE_CHECKING:
    from bot.article.model import Section
    from bot.discord_app.client import FootnoteBot

_CONVERSATION = {discord.MessageType.default, discord.MessageType.reply}


class Listen(commands.Cog):
    """Decides, for every message, whether and how it is answered.

    In this order: a text command; a mention; a reply to the bot; a direct message; and in the channels that the
    admins named, what passes the gate. Never: bots, webhooks, system messages, the bot itself. Where nobody asked
    the bot, nobody is told of a failure either: that is for the log.
    """

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message if it is for the bot."""
        if self.bot.leaving or not _is_from_a_person(message):
            return
        try:
            async with self.bot.under_way():
                await self._hear(message)
        except Exception as error:
            await failures.tell_author(message, error, "a message")

    async def _overhear(self, message: discord.Message) -> None:
        try:
            await self.bot.desk.answer_message(message, message.content, unprompted=True)
        except Exception as error:
            if not failures.is_gone(error):
                failures.record(error, "a message to nobody")

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """An edited question changes its answer. A link preview that Discord adds is no edit."""
        edited_at = payload.data.get("edited_timestamp")
        if edited_at and _is_from_a_person(payload.message):
            async with self.bot.under_way():
                question, about = await self._read_question(payload.message)
                await self.bot.desk.revise(payload.message, question, edited_at, about=about)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A deleted question takes its answer with it."""
        await self.bot.desk.withdraw(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """So do questions that were purged."""
        for message_id in payload.message_ids:
            await self.bot.desk.withdraw(message_id)

    async def _hear(self, message: discord.Message) -> None:
        context = await self.bot.get_context(message)
        addressed = self._is_addressed(message)
        if context.command is not None and not (addressed and _is_rather_a_question(context)):
            await self.bot.invoke(context)
            return
        if context.prefix == self.bot.settings.prefix:
            if context.invoked_with:
                await self.bot.invoke(context)  # unknown: fails by the path of all text commands
            return
        if not addressed:
            if message.channel.id in self.bot.settings.listen_channels or _parent(message) in (
                self.bot.settings.listen_channels
            ):
                await self._overhear(message)
            return
        if self._is_hidden(message):
            await message.reply(wording.CANNOT_READ, mention_author=False)
            return
        question, about = await self._read_question(message)
        await self.bot.desk.answer_message(message, question, about=about)

    async def _read_question(self, message: discord.Message) -> tuple[str, Section | None]:
        """What a message asks, and the topic of the answer that it follows up, if it does."""
        question = self._question_in(message)
        replied_to = await self._replied_to(message) if self._is_addressed(message) else None
        if replied_to is None:
            return question, None
        if replied_to.author.id == self.bot.user_id:
            return question, views.topic_shown_by(replied_to, self.bot.matcher.article)
        return (self._question_in(replied_to) if _says_nothing(question) else question), None

    def _is_hidden(self, message: discord.Message) -> bool:
        """Whether Discord withholds the text, as it does from bots without the intent that are not mentioned."""
        mentioned = any(user.id == self.bot.user_id for user in message.mentions)
        return not (message.content or mentioned or message.guild is None or self.bot.intents.message_content)

    def _is_addressed(self, message: discord.Message) -> bool:
        """A direct message, a mention (Discord counts a reply with a ping as one), or a reply to the bot."""
        if message.guild is None or any(user.id == self.bot.user_id for user in message.mentions):
            return True
        resolved = message.reference.resolved if message.reference else None
        return isinstance(resolved, discord.Message) and resolved.author.id == self.bot.user_id

    def _question_in(self, message: discord.Message) -> str:
        """The message without the mention of the bot, the prefix and the command's name."""
        text = message.content
        for mention in (f"<@{self.bot.user_id}>", f"<@!{self.bot.user_id}>"):
            text = text.replace(mention, " ")
        text = text.strip()
        for opening in (f"{self.bot.settings.prefix}ask ", "ask "):
            if text.lower().startswith(opening):
                return text[len(opening) :].strip()
        return text

    async def _replied_to(self, message: discord.Message) -> discord.Message | None:
        reference = message.reference
        if reference is None or reference.message_id is None or message.type is not discord.MessageType.reply:
            return None
        if isinstance(reference.resolved, discord.Message):
            return reference.resolved
        try:
            return await message.channel.fetch_message(reference.message_id)
        except (discord.HTTPException, aiohttp.ClientError, OSError):
            return None  # gone, or out of the bot's sight: the question then stands for itself


def _is_from_a_person(message: discord.Message) -> bool:
    return not message.author.bot and message.webhook_id is None and message.type in _CONVERSATION


def _is_rather_a_question(context: commands.Context[FootnoteBot]) -> bool:
    """Whether what looks like a command after a mention is a sentence: "@Footnote summary of the drug part?"."""
    rest = context.view.buffer[context.view.index :].strip()
    if context.command is None or context.prefix == context.bot.settings.prefix:
        return False
    if context.command.name == "read":
        return bool(rest) and not rest.lstrip("+-").isdigit()
    return bool(rest) and not context.command.clean_params


def _says_nothing(text: str) -> bool:
    return all(word in FILLERS for word in tokenize(text))


def _parent(message: discord.Message) -> int | None:
    return message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
