"""Messages: which are commands, which are questions, and which are nobody's business here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import aiohttp
import discord
from discord.ext import commands
from discord.ext.commands.view import StringView  # pyright: ignore[reportMissingTypeStubs]

from bot.conversation import wording
from bot.conversation.lookup import find_section, nearest_command, paragraph_number
from bot.discord_app import failures, questions, views

if TYPE_CHECKING:
    from bot.article.model import Section
    from bot.discord_app.client import FootnoteBot

_CONVERSATION = {discord.MessageType.default, discord.MessageType.reply}


class _Asked(NamedTuple):
    """What an addressed message asks: a question, and the topic of the answer that it follows up, if it does; or the
    line that it gets instead of an answer."""

    question: str = ""
    about: Section | None = None
    line: str | None = None


class Listen(commands.Cog):
    """Decides, for every message, whether and how it is answered.

    In this order: a text command; a mention; a reply to the bot; a direct message; and in the channels that the
    admins named, what passes the gate. Never: bots, webhooks, system messages, the bot itself. Where nobody asked
    the bot, nobody is told of a failure either: that is for the log. While the bot is leaving it hears nothing new.
    """

    def __init__(self, bot: FootnoteBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message if it is for the bot."""
        if self.bot.leaving or not _is_from_a_person(message):
            return
        async with self.bot.under_way(), self.bot.desk.turn(message.id):
            try:
                await self._hear(message)
            except Exception as error:
                await failures.tell_author(message, error, "a message")

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """An edited question changes its answer. A link preview that Discord adds is no edit.

        The answer becomes what the question would get now: another answer, or a line such as the one that an empty
        question gets; and it goes where the question would get silence.
        """
        message, desk = payload.message, self.bot.desk
        if not _is_from_a_person(message):
            return
        async with self.bot.under_way(), desk.turn(message.id):
            given = desk.outdated(message)
            if given is None or self._is_hidden(message):
                return
            try:
                unprompted = given.unprompted and not self._is_addressed(message)
                if unprompted:
                    asked = _Asked(message.content)
                else:
                    asked = await self._read(message) if await self._asks(message) else None
                if asked is None:
                    await desk.withdraw(message.id)
                else:
                    await desk.revise(
                        message, asked.question, about=asked.about, line=asked.line, unprompted=unprompted
                    )
            except Exception as error:
                await desk.apologise(message, error)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A deleted question takes its answer with it."""
        await self._withdraw(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """So do questions that were purged."""
        async with self.bot.under_way():
            for message_id in payload.message_ids:
                await self._withdraw(message_id)

    async def _asks(self, message: discord.Message) -> bool:
        """Whether an edited message still asks the bot something."""
        if message.reference is not None and message.reference.resolved is None:
            return True  # an edit need not tell which message it replies to: perhaps the bot's
        context = await self._context(message)
        if context.command is not None and context.command.name == "ask":
            return True
        return self._is_addressed(message) and self._is_question(context)

    async def _withdraw(self, message_id: int) -> None:
        async with self.bot.under_way(), self.bot.desk.turn(message_id):
            try:
                await self.bot.desk.withdraw(message_id)
            except Exception as error:
                failures.record(error, "a deleted question")

    async def _hear(self, message: discord.Message) -> None:
        context = await self._context(message)
        addressed = self._is_addressed(message)
        if addressed and self._is_question(context):
            await self._answer(message)
        elif context.command is not None or context.prefix == self.bot.settings.prefix:
            if context.invoked_with:
                await self.bot.invoke(context)  # an unknown one fails by the path of all text commands
        elif {message.channel.id, _parent(message)} & self.bot.settings.listen_channels:
            await self._overhear(message)

    async def _answer(self, message: discord.Message) -> None:
        asked = await self._read(message)
        if asked is None:
            return
        if asked.line is not None:
            await self.bot.desk.tell(message, asked.line)
        else:
            await self.bot.desk.answer_message(message, asked.question, about=asked.about)

    async def _overhear(self, message: discord.Message) -> None:
        try:
            await self.bot.desk.answer_message(message, message.content, unprompted=True)
        except Exception as error:
            if not failures.is_gone(error):
                failures.record(error, "a message to nobody")

    async def _context(self, message: discord.Message) -> commands.Context[FootnoteBot]:
        """The text command in a message. In a direct message a command's name needs no prefix."""
        context = await self.bot.get_context(message)
        if context.prefix is not None or message.guild is not None:
            return context
        written = message.content.strip()
        bare = commands.Context(
            message=message,
            bot=self.bot,
            view=StringView(written if " " in written else written.rstrip("?!.")),
            prefix="",
        )
        bare.invoked_with = bare.view.get_word()
        bare.command = self.bot.all_commands.get(bare.invoked_with)
        return bare

    def _is_question(self, context: commands.Context[FootnoteBot]) -> bool:
        """Whether an addressed message is a question, also where it begins like a command: "@Footnote summary of the
        drug part?", "!who is Tammy Bruce?"."""
        rest = context.view.buffer[context.view.index :].strip()
        own, article = context.prefix == self.bot.settings.prefix, self.bot.matcher.article
        if context.command is None:
            known = [command.name for command in self.bot.commands]
            return not own or nearest_command(context.invoked_with or "", known) is None
        match context.command.name:
            case "ask":
                return bool(rest)  # which may follow up an answer, as any question
            case "read":
                return not own and bool(rest) and paragraph_number(rest, len(article.paragraphs)) is None
            case "topic":
                return not context.prefix and bool(rest) and find_section(article, rest) is None
            case _:
                return not own and not questions.says_nothing(rest)

    async def _read(self, message: discord.Message) -> _Asked | None:
        """What a message asks that is addressed to the bot or was a command to ask; None if it wants no answer."""
        if self._is_hidden(message):
            return _Asked(line=wording.CANNOT_READ)
        question = self._question_in(message)
        replied_to = await self._replied_to(message) if self._is_addressed(message) else None
        if replied_to is None:
            if message.guild is None and questions.is_greeting(question):
                return _Asked(line=wording.HOW_TO_ASK)
            return (
                None if message.guild is None and question and questions.is_small_talk(question) else _Asked(question)
            )
        if replied_to.author.id == self.bot.user_id:
            if questions.is_small_talk(question) and not self._is_called(message):
                return None
            return _Asked(question, views.topic_shown_by(replied_to, self.bot.matcher.article))
        if not questions.says_nothing(question):
            return _Asked(question)
        theirs = self._question_in(replied_to)
        withheld = not (theirs or message.guild is None or self.bot.intents.message_content)
        return _Asked(line=wording.CANNOT_READ_THAT) if withheld else _Asked(theirs)

    def _is_hidden(self, message: discord.Message) -> bool:
        """Whether Discord withholds the text, as it does from bots without the intent that are not mentioned."""
        return not (
            message.content
            or message.stickers
            or message.guild is None
            or self.bot.intents.message_content
            or any(user.id == self.bot.user_id for user in message.mentions)
        )

    def _is_addressed(self, message: discord.Message) -> bool:
        """A direct message, a mention (Discord counts a reply with a ping as one), or a reply to the bot."""
        if message.guild is None or any(user.id == self.bot.user_id for user in message.mentions):
            return True
        resolved = message.reference.resolved if message.reference else None
        to_the_bot = isinstance(resolved, discord.Message) and resolved.author.id == self.bot.user_id
        return to_the_bot or any(role in message.content for role in self._own_role(message.guild))

    def _is_called(self, message: discord.Message) -> bool:
        """Whether the bot is mentioned in the text itself."""
        return any(mention in message.content for mention in self._mentions(message.guild))

    def _mentions(self, guild: discord.Guild | None) -> list[str]:
        """How the bot is mentioned: by its name, or by the role that Discord made for it and that has the same name."""
        names = [f"<@{self.bot.user_id}>", f"<@!{self.bot.user_id}>"]
        return names + self._own_role(guild)

    def _own_role(self, guild: discord.Guild | None) -> list[str]:
        return [guild.self_role.mention] if guild is not None and guild.self_role is not None else []

    def _question_in(self, message: discord.Message) -> str:
        """The message without mentions of the bot, the prefix and the command's name."""
        text = questions.text_of(message)
        for mention in self._mentions(message.guild):
            text = text.replace(mention, " ")
        return questions.without_command(text.strip(), self.bot.settings.prefix)

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
    # A message of a server that is not known yet, or no more, looks like a direct message; but its channel tells.
    unknown = message.guild is None and getattr(message.channel, "guild_id", None) is not None
    return not (message.author.bot or message.webhook_id or unknown) and message.type in _CONVERSATION


def _parent(message: discord.Message) -> int | None:
    return message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
