"""One connection to Discord's gateway, kept for as long as the bot runs.

discord.py (2.7) gives up a session as soon as one attempt to connect failed, so events are lost; its waits grow from
outage to outage; its attempts at the start call themselves until Python ends them; and an event that lacks a field ends
the client.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import NamedTuple

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

from bot.discord_app.errors import FATAL_CLOSES, UNLIKE_DISCORD
from bot.errors import ConnectError

_log = logging.getLogger(__name__)

LONGEST_WAIT = 120.0
"""The longest wait between two attempts, in seconds. With jitter it averages 90: 960 attempts a day, where Discord lets
a bot begin 1,000 sessions (Discord, "Session Start Limit Object")."""

ATTEMPT = 60.0
"""Seconds that one attempt may take, as in discord.py: from the first packet to the request for a session."""

LASTED = 10.0
"""Seconds after which a connection counts as stable. When it is lost, the first attempt comes at once."""

LATE = 1.5
"""How many heartbeats Discord may leave unacknowledged before that is a fault."""

_TROUBLE = (OSError, aiohttp.ClientError, discord.ConnectionClosed, ReconnectWebSocket)


class Gateway(NamedTuple):
    """The gateway's address and the setting that names it. Both are empty if Discord names the gateway."""

    url: yarl.URL
    setting: str | None

    def __str__(self) -> str:
        return f"{self.url} ({self.setting})" if self.setting else str(self.url)


class Waits:
    """Exponential backoff with jitter: `first` seconds, doubled each time up to `longest`, less up to a half at
    random."""

    def __init__(self, first: float, longest: float) -> None:
        self._first = first
        self._longest = longest
        self._next = first

    def next(self) -> float:
        seconds = random.uniform(self._next / 2, self._next)  # noqa: S311 - no secret
        self._next = min(2 * self._next, self._longest)
        return seconds

    def reset(self) -> None:
        self._next = self._first


class _Socket(DiscordWebSocket):
    """A connection that survives an unreadable event once it has a session."""

    opened = False

    async def poll_event(self) -> None:
        try:
            await super().poll_event()
            if not self.opened:
                self._check_pulse()
        except _TROUBLE:
            raise
        except UNLIKE_DISCORD as error:
            if not self.opened:
                await self.close()
                raise
            # Keep the session. Discord will not send the unreadable event again.
            _log.warning("shard %s: an event that Discord sent is left out (%s)", self.shard_id, _told(error))
        self.opened = self.session_id is not None

    def _check_pulse(self) -> None:
        """Raise `KeyError` for a heartbeat interval of nothing: discord.py would do nothing but send heartbeats."""
        keeper = self._keep_alive
        if keeper is not None and not (keeper.interval or 0) > 0:
            raise KeyError("heartbeat_interval")

    @property
    def trouble(self) -> str | None:
        """What is wrong with the connection; None while a session lives and Discord acknowledges heartbeats."""
        keeper = self._keep_alive
        if self.socket.closed or not self.opened or keeper is None:
            return "is not connected"
        # discord.py counts any event as a sign of life, but one-way traffic is none.
        silence = time.perf_counter() - keeper._last_ack  # pyright: ignore[reportPrivateUsage] - nowhere else
        return f"has acknowledged no heartbeat for {silence:.0f} s" if silence > LATE * (keeper.interval or 0) else None


class LastingShard:
    """Connects to `gateway`, reads events, and reconnects whenever the connection is lost, resuming its session if
    possible. `pause` waits for a number of seconds. A new session begins within `turn`, which waits until the shard may
    identify."""

    def __init__(
        self,
        client: discord.Client,
        shard_id: int,
        gateway: Gateway,
        *,
        pause: Callable[[float], Awaitable[None]],
        turn: Callable[[int], AbstractAsyncContextManager[None]],
    ) -> None:
        self.id = shard_id
        self.ws: _Socket | None = None
        self._client = client
        self._gateway = gateway
        self._pause = pause
        self._turn = turn
        self._waits = Waits(1.0, LONGEST_WAIT)
        self._ever_opened = False
        self._resume_where_named = False
        self._sound_from: float | None = None
        self.task = asyncio.create_task(self._keep(), name=f"shard {shard_id}")

    @property
    def trouble(self) -> str | None:
        return self.ws.trouble if self.ws is not None else "is not connected"

    def connected(self) -> None:
        self._waits.reset()
        self._resume_where_named = True
        self._sound_from = asyncio.get_running_loop().time() + LASTED

    async def close(self) -> None:
        self.task.cancel()
        if self.ws is not None:
            await self.ws.close(code=1000)

    async def _keep(self) -> None:
        """Run until the client is closed. Raises errors that no further attempt can fix."""
        while not self._client.is_closed():
            try:
                ws = self.ws = await self._connect()
                while True:
                    await ws.poll_event()
                    self._ever_opened |= ws.opened
            except _TROUBLE as error:
                if isinstance(error, discord.ConnectionClosed) and error.code in FATAL_CLOSES:
                    raise discord.PrivilegedIntentsRequired(self.id) if error.code == 4014 else error from None
                trouble = error
            except UNLIKE_DISCORD as error:
                if not self._ever_opened:
                    raise ConnectError(
                        f"What answers at {self._gateway} is no gateway of Discord ({_told(error)}). "
                        "Check DISCORD_GATEWAY_URL and DISCORD_API_URL if they are set."
                    ) from error
                trouble = error
                if self.ws is not None:
                    self.ws.session_id = None
            if not self._client.is_closed():
                await self._wait_after(trouble)

    async def _connect(self) -> _Socket:
        last = self.ws
        session = last.session_id if last else None
        gateway = self._gateway.url
        if last and session and self._resume_where_named and not self._gateway.setting:
            gateway = last.gateway
        # The resume address itself may be down; the general one can resume sessions too.
        self._resume_where_named = False
        async with contextlib.nullcontext() if session else self._turn(self.id):
            connecting = _Socket.from_client(
                self._client,
                gateway=gateway,
                shard_id=self.id,
                session=session,
                sequence=last.sequence if last else None,
                resume=session is not None,
            )
            async with asyncio.timeout(ATTEMPT):  # not `wait_for`, which loses a cancellation in Python 3.11
                return await connecting

    async def _wait_after(self, trouble: Exception) -> None:
        self._client.dispatch("disconnect")
        self._client.dispatch("shard_disconnect", self.id)
        sound_from, self._sound_from = self._sound_from, None
        if sound_from is not None and asyncio.get_running_loop().time() >= sound_from:
            return
        seconds = self._waits.next()
        _log.warning(
            "Attempting a reconnect for shard ID %d in %.2fs: %s: %s", self.id, seconds, self._gateway, _told(trouble)
        )
        await self._pause(seconds)


def _told(error: Exception) -> str:
    """What went wrong, without any text that somebody wrote."""
    if isinstance(error, ReconnectWebSocket):
        return "the connection was closed"
    if isinstance(error, discord.ConnectionClosed):
        return f"closed with code {error.code}"
    if isinstance(error, aiohttp.WSServerHandshakeError):
        return f"answered {error.status}"
    if isinstance(error, KeyError) and str(error.args[0]).isidentifier():
        return f"without {error.args[0]!r}"
    return type(error).__name__
