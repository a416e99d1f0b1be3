"""Every failure reaches the person as one calm line and the log with an error id. The one home for both.

What is told, first match wins:

1. Discord says that the message, channel or interaction is gone, or was answered already: nothing. Whoever
   deleted the question wants no answer, and an answer that arrived needs no second.
2. A permission is missing: which one, and where, once in `TELL_EVERY` seconds. Discord refuses for another reason:
   nothing more in that channel.
3. The person wrote a command wrongly: how it is written; an unknown command: the nearest one's name. That such a line
   itself could not be sent is for the log alone.
4. The command or control is of an older version: that it is.
5. Discord or the network failed, or the program has a fault: an error id, which stands in the log beside the cause.

Text commands and slash commands fail by different paths in discord.py, and buttons by a third; all end here.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.conversation import wording
from bot.conversation.lookup import nearest_command
from bot.discord_app.pacing import Recent
from bot.discord_app.render import CHOICE, clip, escape

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot

_log = logging.getLogger(__name__)

# Discord's JSON error codes.
_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE, _UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION = 10003, 10008, 10015, 10062
_INVALID_FORM, _ALREADY_ACKNOWLEDGED = 50035, 40060
_GONE = {_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE, _UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION, _ALREADY_ACKNOWLEDGED}

_TROUBLE = (discord.HTTPException, aiohttp.ClientError, OSError)
"""What sending raises when Discord or the way to it fails."""

TELL_EVERY = 300.0
"""Seconds between two direct messages to a person about missing permissions in one channel."""

# A process is one bot: people and channels have the same ids in all of it.
_told: Recent[tuple[int, int], float] = Recent()


def cause_of(error: BaseException) -> BaseException:
    """The error that discord.py wrapped when a command raised it."""
    while isinstance(
        error, app_commands.CommandInvokeError | commands.CommandInvokeError | commands.HybridCommandError
    ):
        error = error.original
    return error


def is_gone(error: BaseException) -> bool:
    """Whether what was to be answered is no longer there, or has its answer already, or the bot itself has left."""
    if not isinstance(error, discord.HTTPException):
        return isinstance(error, RuntimeError) and str(error) == "Session is closed"  # aiohttp's, after `close`
    replied_to_nothing = error.code == _INVALID_FORM and "message_reference" in error.text
    return error.code in _GONE or replied_to_nothing


def record(error: BaseException, where: str) -> str:
    """Log an error and return its id. No message text and no user id goes into the log."""
    error_id = secrets.token_hex(4)
    if isinstance(error, _TROUBLE):
        # Trouble on the way, not a fault of ours: the kind is enough, a traceback would only repeat it.
        status = f" {error.status} (code {error.code})" if isinstance(error, discord.HTTPException) else ""
        _log.warning("error %s in %s: %s%s", error_id, where, type(error).__name__, status)
    else:
        _log.error("error %s in %s", error_id, where, exc_info=_without_texts(error))
    return error_id


def _without_texts(error: BaseException) -> BaseException:
    """The error's kind, traceback and causes. Its text may hold what somebody wrote, which no log may."""
    bare = type(type(error).__qualname__, (Exception,), {"__module__": type(error).__module__})()
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    bare.__cause__ = _without_texts(cause) if cause else None
    return bare.with_traceback(error.__traceback__)


def missing_permissions(channel: Any, me: Any) -> list[str]:
    """The names, as Discord's settings have them, of the permissions without which no answer can be sent.

    None are known of a channel that discord.py has not heard of, such as a thread that a message has just revived, nor
    of a server that is only coming back.
    """
    if me is None or not knows(channel):
        return []
    permissions: discord.Permissions = channel.permissions_for(me)
    sends = (
        ("Send Messages in Threads", permissions.send_messages_in_threads)
        if isinstance(channel, discord.Thread)
        else ("Send Messages", permissions.send_messages)
    )
    history = ("Read Message History", permissions.read_message_history)
    needed = [("View Channel", permissions.view_channel), sends, history]
    if isinstance(channel, discord.Thread) and channel.locked:
        needed.append(("Manage Threads", permissions.manage_threads))
    return [name for name, granted in needed if not granted]


def knows(channel: Any) -> bool:
    """Whether discord.py has heard of a channel, and so can tell what is permitted there."""
    if isinstance(channel, discord.Thread):
        return channel.parent is not None
    return not isinstance(channel, discord.PartialMessageable)


@contextlib.asynccontextmanager
async def reported(interaction: discord.Interaction[Any]) -> AsyncGenerator[None]:
    """Run a block for an interaction; what it raises is told and logged here, and goes no further."""
    try:
        yield
    except Exception as error:
        await tell_interaction(interaction, error)


async def insist(send: Callable[[], Awaitable[object]]) -> None:
    """Make one request that does no harm twice: a response to an interaction, a change of a message, a message with a
    nonce. A connection lost on the way is tried once more; if the first attempt did arrive, Discord refuses the second
    or does nothing, and all is well."""
    try:
        await send()
    except (aiohttp.ClientError, OSError):
        try:
            await send()
        except discord.HTTPException as error:
            if not is_gone(error):
                raise


async def tell_interaction(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the person behind an interaction, in private, that it failed."""
    error = cause_of(error)
    if is_gone(error):
        return
    line = wording.went_wrong(record(error, _name_of(interaction)))
    with contextlib.suppress(*_TROUBLE):
        if interaction.response.is_done():
            await interaction.followup.send(line, ephemeral=True)
        else:
            await interaction.response.send_message(line, ephemeral=True)


async def tell_privately(interaction: discord.Interaction[Any], line: str) -> None:
    """Respond to an interaction with a line that only the person behind it sees."""
    await insist(lambda: interaction.response.send_message(line, ephemeral=True))


def suggested(
    current: str, where: str, suggest: Callable[[], list[app_commands.Choice[str]]]
) -> list[app_commands.Choice[str]]:
    """What `suggest` suggests. If it fails, the only suggestion says so, and stands for what was typed."""
    try:
        return suggest()
    except Exception as error:
        line = wording.went_wrong(record(error, where))
        return [app_commands.Choice(name=clip(line, CHOICE), value=current[:CHOICE] or "?")]


def _name_of(interaction: discord.Interaction[Any]) -> str:
    command = interaction.command
    return f"/{command.qualified_name}" if command else f"a {interaction.type.name}"


async def tell_author(message: discord.Message, error: BaseException, where: str) -> None:
    """Tell the author of a message that answering it failed: in the channel, or directly if the bot may not."""
    error = cause_of(error)
    if is_gone(error):
        return
    if lacking := _lacking(message, error):
        await tell_lacking(message, lacking)
        return
    line = wording.went_wrong(record(error, where))
    if isinstance(error, discord.Forbidden):
        return  # for a reason that is not known, which holds for this line too
    with contextlib.suppress(*_TROUBLE):
        # The answer's nonce: if only the news of its arrival was lost, Discord takes this for the same message.
        await message.reply(line, mention_author=False, nonce=str(message.id))


def _lacking(message: discord.Message, error: BaseException) -> list[str]:
    """The permissions whose want is behind an error; none if something else is."""
    if not isinstance(error, discord.Forbidden) or message.guild is None:
        return []
    return missing_permissions(message.channel, message.guild.me)


async def tell_lacking(message: discord.Message, lacking: list[str]) -> None:
    """Tell the author directly which permissions the bot lacks in the channel; not again for `TELL_EVERY` seconds."""
    told, now = (message.author.id, message.channel.id), time.monotonic()
    if now - _told.get(told, -TELL_EVERY) < TELL_EVERY:
        return
    _told[told] = now
    _log.info("cannot answer in a channel: lacking %s", ", ".join(lacking))
    where = f"<#{message.channel.id}>"  # shown as the channel's name, whatever somebody put into that
    with contextlib.suppress(*_TROUBLE):
        await message.author.send(wording.may_not(lacking, where))


async def refuse(context: commands.Context[FootnoteBot], line: str) -> None:
    """Answer a command with a line in place of what it would show, in private where that can be."""
    name = context.command.qualified_name if context.command else ""
    try:
        if context.interaction is not None:
            await tell_privately(context.interaction, escape(line))
        else:
            await _reply(context.message, line)
    except _TROUBLE as error:
        if is_gone(error):
            return
        if context.interaction is None and (lacking := _lacking(context.message, error)):
            await tell_lacking(context.message, lacking)
        else:
            record(error, f"the answer to a wrong use of {name}")


async def _reply(message: discord.Message, line: str) -> None:
    # The nonce keeps Discord from showing the line twice.
    await insist(lambda: message.reply(escape(line), mention_author=False, nonce=str(message.id)))


async def tell_context(context: commands.Context[FootnoteBot], error: commands.CommandError) -> None:
    """Tell the author of a text command that it failed, or of a slash command that has a text command as its twin."""
    cause = cause_of(error)
    name = context.command.qualified_name if context.command else ""
    if isinstance(cause, commands.CommandNotFound):
        await _hint(context)
    elif isinstance(cause, commands.UserInputError):
        await refuse(context, wording.usage(name, context.bot.settings.prefix))
    elif context.interaction is not None:
        await tell_interaction(context.interaction, cause)
    else:
        await tell_author(context.message, cause, f"the text command {name}")


async def _hint(context: commands.Context[FootnoteBot]) -> None:
    """Name the command that was meant by an unknown one, if any was. It may be another bot's: its author hears of no
    failure."""
    known = [command.name for command in context.bot.commands]
    near = nearest_command(context.invoked_with or "", known)
    if near is None:
        return
    if context.guild is not None and not context.bot.may_hint(context.channel.id):
        return  # in a direct message there is no other bot
    try:
        await _reply(context.message, wording.unknown_command(f"{context.bot.settings.prefix}{near}"))
    except _TROUBLE as error:
        if not is_gone(error):
            record(error, "a hint at the nearest command")


class FootnoteTree(app_commands.CommandTree["FootnoteBot"]):
    """The slash commands, whose errors come here."""

    async def interaction_check(self, interaction: discord.Interaction[FootnoteBot], /) -> bool:
        """Let through what this version has. Suggestions for a command of an older one are none: discord.py would log
        them as a fault, with the id of whoever types."""
        if interaction.type is not discord.InteractionType.autocomplete or self._suggests(interaction):
            return True
        with contextlib.suppress(*_TROUBLE):
            await interaction.response.autocomplete([])
        return False

    def _suggests(self, interaction: discord.Interaction[FootnoteBot]) -> bool:
        data = cast("Mapping[str, Any]", interaction.data)
        command = self.get_command(data["name"])
        focused = next((option["name"] for option in data.get("options", ()) if option.get("focused")), "")
        parameter = command.get_parameter(focused) if isinstance(command, app_commands.Command) else None
        return parameter is not None and parameter.autocomplete

    async def on_error(
        self, interaction: discord.Interaction[FootnoteBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person and the log."""
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            async with reported(interaction):
                await tell_privately(interaction, wording.COMMAND_CHANGED)
            return
        await tell_interaction(interaction, error)
