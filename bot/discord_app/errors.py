"""Handles every failure: one calm line for the person, one for the log with the same error id.

The first rule that matches applies:

  1. Discord says that the message, channel or interaction is gone, or was answered already: tell nothing. Whoever
     deleted the question wants no answer, and an answer that arrived needs no second one.
  2. A permission is missing: tell which one, and where, once in a while (see `delivery`). If Discord refuses for
     another reason: tell nothing more in that channel.
  3. A line in place of an answer could not be sent, or nobody asked the bot: only log it.
  4. The command or control belongs to an older version: tell so.
  5. Discord or the network failed, or the program has a bug: tell an error id, which is in the log with the cause.
"""

from __future__ import annotations

import logging
import secrets
import traceback
import zlib

import aiohttp
import discord
from discord import app_commands

from bot.conversation.wordings.discord_wording import KEPT_OUT_OF_REACH
from bot.errors import ConnectError, FootnoteError, StoreError

log = logging.getLogger(__name__)
"""Everything logged here is an error."""

# Discord's JSON error codes.
_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE, _UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION = 10003, 10008, 10015, 10062
_INVALID_FORM, _ALREADY_ACKNOWLEDGED = 50035, 40060
_GONE = {_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE, _UNKNOWN_WEBHOOK, _UNKNOWN_INTERACTION, _ALREADY_ACKNOWLEDGED}

TROUBLE = (discord.HTTPException, aiohttp.ClientError, OSError)
"""The exceptions that sending raises when Discord or the network fails."""

UNLIKE_DISCORD = (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError, zlib.error)
"""What discord.py raises when an answer or an event has another form than Discord's."""


def is_gone(error: BaseException) -> bool:
    """Whether the message to be answered no longer exists, was answered already, or is in a server that the bot has
    left."""
    if not isinstance(error, discord.HTTPException):
        return isinstance(error, RuntimeError) and str(error) == "Session is closed"  # aiohttp's, after `close`
    replied_to_nothing = error.code == _INVALID_FORM and "message_reference" in error.text
    return error.code in _GONE or replied_to_nothing


def record(error: BaseException, where: str) -> str:
    """Log an error and return its id. No message text and no user id is logged."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    error_id = secrets.token_hex(4)
    if isinstance(error, TROUBLE):
        # A network problem, not a bug: the type is enough, without a traceback.
        status = f" {error.status} (code {error.code})" if isinstance(error, discord.HTTPException) else ""
        log.warning("error %s in %s: %s%s", error_id, where, type(error).__name__, status)
    elif _is_unreadable(error):
        kind = type(error).__name__
        log.error("error %s in %s: something else than Discord's API answered (%s)", error_id, where, kind)
    else:
        log.error("error %s in %s", error_id, where, exc_info=_without_texts(error))
    return error_id


def explain(error: FootnoteError) -> str:
    """How an error is described to somebody who manages a server. Only the host may see where the database is."""
    return KEPT_OUT_OF_REACH if isinstance(error, StoreError) else str(error)


def note(error: BaseException, where: str) -> None:
    """Log an error that nobody is told of, unless the message or channel is gone anyway."""
    if not is_gone(error):
        record(error, where)


def _is_unreadable(error: BaseException) -> bool:
    """Whether discord.py could not read what was answered in Discord's place."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__) if error.__traceback__ else [(None, 0)]
    module = frame.f_globals.get("__name__", "") if frame is not None else ""
    return isinstance(error, UNLIKE_DISCORD) and module.partition(".")[0] in ("discord", "json")


def _without_texts(error: BaseException) -> BaseException:
    """The error's type, traceback and causes, without its text, which may contain what somebody wrote."""
    bare = type(type(error).__qualname__, (Exception,), {"__module__": type(error).__module__})()
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    bare.__cause__ = _without_texts(cause) if cause else None
    return bare.with_traceback(error.__traceback__)


TROUBLES = (
    *(discord.LoginFailure, discord.ConnectionClosed, discord.PrivilegedIntentsRequired, discord.GatewayNotFound),
    *TROUBLE,
)
"""The exceptions that discord.py raises when Discord cannot be reached or refuses the bot."""

_BAD_LOGIN = (
    "Discord refused the token. Copy it anew from https://discord.com/developers/applications, your application, "
    "Bot, Reset Token, and set DISCORD_TOKEN."
)
_NO_INTENTS = (
    "Discord does not let this application see servers and messages (code 4014). Look it up at "
    "https://discord.com/developers/applications; check DISCORD_GATEWAY_URL if it is set."
)
_LATER = "Try again later; check DISCORD_API_URL if it is set."
FATAL_CLOSES = {
    4004: _BAD_LOGIN,
    4010: "Discord refused the shard. Check FOOTNOTE_SHARDS if it is set.",
    4011: "Discord asks for more shards. Start the bot again; where FOOTNOTE_SHARDS is set, in all processes, with a "
    "higher number behind the /.",
    4012: "Discord no longer speaks this version of its gateway. Update discord.py.",
    4013: "Discord does not know an intent that was asked for. Update discord.py.",
    4014: _NO_INTENTS,
}
"""What to do, by the close codes after which retrying is useless (Discord, "Gateway Close Event Codes")."""


def explained(error: BaseException, server: int | None = None) -> ConnectError:
    """The trouble in one line. `server` is the id of the server asked for, if any."""
    match error:
        case discord.LoginFailure():
            return ConnectError(_BAD_LOGIN)
        case discord.PrivilegedIntentsRequired():  # although no privileged intent is requested
            return ConnectError(_NO_INTENTS)
        case discord.ConnectionClosed(code=code):
            return ConnectError(FATAL_CLOSES.get(code, f"Discord closed the connection for good (code {code})."))
        case discord.Forbidden() | discord.NotFound() if server:
            return ConnectError(f"The bot is not in server {server}. Invite it with `python -m bot invite`.")
        case discord.HTTPException(status=status, code=code):
            return ConnectError(f"Discord answered {status} (code {code}). {_LATER}")
        case discord.GatewayNotFound():
            return ConnectError(f"Discord does not say where its gateway is. {_LATER}")
        case _:
            kind = type(error).__name__
            return ConnectError(
                f"Discord cannot be reached ({kind}). Check the network, and DISCORD_API_URL if it is set."
            )
