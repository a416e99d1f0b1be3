"""Explains to the host why Discord cannot be reached or refuses the bot."""

from __future__ import annotations

import aiohttp
import discord

from bot.errors import ConnectError

TROUBLES = (
    discord.LoginFailure,
    discord.ConnectionClosed,
    discord.PrivilegedIntentsRequired,
    discord.HTTPException,
    discord.GatewayNotFound,
    aiohttp.ClientError,
    OSError,
)
"""The exceptions that discord.py raises then."""

_BAD_LOGIN = (
    "Discord refused the token. Copy it anew from https://discord.com/developers/applications, your application, "
    "Bot, Reset Token, and set DISCORD_TOKEN."
)
_NO_INTENTS = (
    "Discord does not let this application see servers and messages (code 4014). Look it up at "
    "https://discord.com/developers/applications; check DISCORD_GATEWAY_URL if it is set."
)
_LATER = "Try again later; check DISCORD_API_URL if it is set."
_FATAL_CLOSES = {
    4004: _BAD_LOGIN,
    4010: "Discord refused the shard. Check FOOTNOTE_SHARDS if it is set.",
    4011: "Discord asks for more shards. Start the bot again; where FOOTNOTE_SHARDS is set, in all processes, with a "
    "higher number behind the /.",
    4012: "Discord no longer speaks this version of its gateway. Update discord.py.",
    4013: "Discord does not know an intent that was asked for. Update discord.py.",
}


def explained(error: BaseException, server: int | None = None) -> ConnectError:
    """The trouble in one line. `server` is the id of the server asked for, if any."""
    match error:
        case discord.LoginFailure():
            return ConnectError(_BAD_LOGIN)
        case discord.PrivilegedIntentsRequired():  # although no privileged intent is requested
            return ConnectError(_NO_INTENTS)
        case discord.ConnectionClosed(code=code):
            return ConnectError(_FATAL_CLOSES.get(code, f"Discord closed the connection for good (code {code})."))
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
