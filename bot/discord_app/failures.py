"""Every failure reaches the person as one calm line and the log with an error id. The one home for both.

What is told, first match wins:

1. Discord says that the message, channel or interaction is gone, or was answered already: nothing. Whoever
   deleted the question wants no answer, and an answer that arrived needs no second.
2. A permission is missing: which one, and where.
3. The person wrote a command wrongly: how it is written; an unknown command: the nearest one's name.
4. Discord or the network failed, or the program has a fault: an error id, which stands in the log beside the cause.

Text commands and slash commands fail by different paths in discord.py, and buttons by a third; all end here.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.discord_app.render import CHOICE, clip
from bot.lookup import nearest_command

if TYPE_CHECKING:
    from bot.discord_app.client import FootnoteBot

_log = logging.getLogger(__name__)

# Discord's JSON error codes.
_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE, _UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION = 10003, 10008, 10015, 10062
_INVALID_FORM, _ALREADY_ACKNOWLEDGED = 50035, 40060
_GONE = {_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE, _UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION, _ALREADY_ACKNOWLEDGED}

_WRAPPERS = (app_commands.CommandInvokeError, commands.CommandInvokeError, commands.HybridCommandError)

_Error = Exception | app_commands.AppCommandError | commands.CommandError


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
    if isinstance(error, discord.HTTPException | aiohttp.ClientError | OSError):
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


def missing_permissions(channel: Any, me: Any, *, reply: bool = True) -> list[str]:
    """The names, as Discord's settings have them, of the permissions without which no answer can be sent.

    None are known of a thread that discord.py has not heard of, such as one that a message has just revived.
    """
    if isinstance(channel, discord.PartialMessageable):
        return []
    permissions: discord.Permissions = channel.permissions_for(me)
    sends = (
        ("Send Messages in Threads", permissions.send_messages_in_threads)
        if isinstance(channel, discord.Thread)
        else ("Send Messages", permissions.send_messages)
    )
    needed = [("View Channel", permissions.view_channel), sends]
    if reply:
        needed.append(("Read Message History", permissions.read_message_history))
    return [name for name, granted in needed if not granted]


@contextlib.asynccontextmanager
async def reported(interaction: discord.Interaction[Any]) -> AsyncGenerator[None]:
    """Run a block for an interaction; what it raises is told and logged here, and goes no further."""
    try:
        yield
    except Exception as error:
        await tell_interaction(interaction, error)


async def insist(send: Callable[[], Awaitable[object]]) -> None:
    """Respond to an interaction, or change a message. A connection lost on the way is tried once more; if the first
    attempt did arrive, Discord refuses the second or does nothing, and all is well."""
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
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        if interaction.response.is_done():
            await interaction.followup.send(line, ephemeral=True)
        else:
            await interaction.response.send_message(line, ephemeral=True)


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
    lacking: list[str] = []
    if isinstance(error, discord.Forbidden) and message.guild is not None:
        lacking = missing_permissions(message.channel, message.guild.me)
    if lacking:
        _log.info("cannot answer in a channel: lacking %s", ", ".join(lacking))
        await tell_lacking(message, lacking)
        return
    line = wording.went_wrong(record(error, where))
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        # The answer's nonce: if only the news of its arrival was lost, Discord takes this for the same message.
        await message.reply(line, mention_author=False, nonce=str(message.id))


async def tell_lacking(message: discord.Message, lacking: list[str]) -> None:
    """Tell the author directly which permissions the bot lacks in the channel."""
    where = f"<#{message.channel.id}>"  # shown as the channel's name, whatever somebody put into that
    with contextlib.suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        await message.author.send(wording.may_not(lacking, where))


async def tell_context(context: commands.Context[FootnoteBot], error: _Error) -> None:
    """Tell the author of a text command that it failed, or of a slash command that has a text command as its twin."""
    cause = cause_of(error)
    name = context.command.qualified_name if context.command else ""
    line: str | None = None
    if isinstance(cause, commands.CommandNotFound):
        known = [command.name for command in context.bot.commands]
        near = nearest_command(context.invoked_with or "", known)
        if near and context.bot.may_hint(context.channel.id):
            line = wording.unknown_command(f"{context.bot.settings.prefix}{near}")
    elif isinstance(cause, commands.UserInputError):
        line = wording.usage(name, context.bot.settings.prefix)
    elif isinstance(cause, commands.CheckFailure):
        return  # whoever refused has said why
    elif context.interaction is not None:
        await tell_interaction(context.interaction, cause)
    else:
        await tell_author(context.message, cause, f"the text command {name}")
    if line is not None:
        try:
            await context.reply(line, mention_author=False)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as failure:
            await tell_author(context.message, failure, f"the text command {name}")


class FootnoteTree(app_commands.CommandTree["FootnoteBot"]):
    """The slash commands, whose errors come here."""

    async def on_error(
        self, interaction: discord.Interaction[FootnoteBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person and the log."""
        if isinstance(error, app_commands.CheckFailure):
            return  # whoever refused has said why
        await tell_interaction(interaction, error)
