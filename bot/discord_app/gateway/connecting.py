"""Discord's addresses, the client's connections to it, and when a shard may begin a session.

Discord accepts one identify in five seconds from the shards of one bucket, which is a shard's id modulo the number that
Discord names ("Gateway", "Rate Limiting" and "Sharding", "Max Concurrency").
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from typing import Any

import yarl
from discord.ext import commands
from discord.http import Route

from bot.discord_app.errors import UNLIKE_DISCORD
from bot.discord_app.gateway.shards import Gateway, LastingShard
from bot.errors import ConnectError

_log = logging.getLogger(__name__)


def point_at(api_url: str | None) -> None:
    """Send requests to another API address than Discord's, if one is given."""
    if api_url:
        Route.BASE = api_url


@contextlib.contextmanager
def expecting_discord() -> Generator[None]:
    """Raise `ConnectError` if the API's responses do not have Discord's form."""
    try:
        yield
    except UNLIKE_DISCORD as error:
        raise _not_discord() from error


def _not_discord() -> ConnectError:
    return ConnectError(
        f"What answers at {Route.BASE} is not Discord's API. "
        "Check DISCORD_API_URL if it is set, else the network: something answers in Discord's place."
    )


def _unless_of_a_bot(parse: Callable[[Any], Any]) -> Callable[[Any], None]:
    def parse_of_people(message: dict[str, Any]) -> None:
        if not message["author"].get("bot"):
            parse(message)

    return parse_of_people


class ConnectedBot(commands.AutoShardedBot):
    """A bot that stays connected to the gateway: to the one at `gateway_url`, else to the one that Discord names."""

    def __init__(self, *, gateway_url: str | None, **options: Any) -> None:
        super().__init__(**options)
        self._gateway_url = gateway_url
        self._lasting: dict[int, LastingShard] = {}
        # Drop messages by bots, including this one, before discord.py creates objects for them.
        parsers = self._connection.parsers
        parsers["MESSAGE_CREATE"] = _unless_of_a_bot(parsers["MESSAGE_CREATE"])

    async def login(self, token: str) -> None:
        """Log in as discord.py does. Raises `ConnectError` if something other than Discord answers."""
        try:
            await super().login(token)
        except UNLIKE_DISCORD as error:
            if self.application is not None:  # login worked: the error comes from `setup_hook`
                raise
            raise _not_discord() from error

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect all shards, and keep them connected until the bot is closed or a shard fails for good."""
        with expecting_discord():
            await self.launch_shards()
        try:
            await asyncio.gather(*(shard.task for shard in self._lasting.values()))
        except asyncio.CancelledError:
            if not self.is_closed():
                raise
        finally:
            await self.close()

    async def launch_shards(self) -> None:
        """Launch the shards of this process: the given ones, else as many as Discord recommends. discord.py asks
        Discord for its limits only if no shards are given."""
        recommended, url, limits = await self.http.get_bot_gateway()
        ids = self.shard_ids or list(range(recommended))
        if not ids:
            raise ValueError("Discord names no shards")
        self._connection.shard_ids = ids
        self._connection.shard_count = self.shard_count = self.shard_count or recommended
        others = self.shard_count if len(ids) < self.shard_count else None
        self._turns = IdentifyTurns(limits["max_concurrency"], others, self.pause_to_identify)
        if self.shard_count < recommended:
            _log.warning("Discord recommends %d shards; FOOTNOTE_SHARDS says %d", recommended, self.shard_count)
        if limits["remaining"] < len(ids):
            # One more session would make Discord end all of them and reset the token ("Session Start Limit").
            seconds = limits["reset_after"] / 1000
            _log.warning("Discord lets this bot begin %d more sessions; waiting %.0fs", limits["remaining"], seconds)
            await self.pause(seconds)
        for shard_id in ids:
            await self.launch_shard(yarl.URL(url), shard_id)

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        own = self._gateway_url
        place = Gateway(yarl.URL(own), "DISCORD_GATEWAY_URL") if own else Gateway(gateway, None)
        shard = LastingShard(self, shard_id, place, pause=self.pause, turn=self._turns.turn)
        self._lasting[shard_id] = shard
        # discord.py finds its shards by this private name when it closes the client; there is no public one.
        self._AutoShardedClient__shards[shard_id] = shard  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do nothing: a shard waits for its turn before it connects, and then has five seconds for itself."""

    async def pause_to_identify(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    def gateway_trouble(self) -> str | None:
        """What is wrong with the gateway connections; None while every shard of this process has a live one."""
        troubles = [f"shard {shard.id} {shard.trouble}" for shard in self._lasting.values() if shard.trouble]
        return ", ".join(troubles) or (None if self._lasting else "not connected yet")

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def on_shard_connect(self, shard_id: int) -> None:
        self._lasting[shard_id].connected()

    async def on_shard_resumed(self, shard_id: int) -> None:
        self._lasting[shard_id].connected()


SPACING = 5.0
"""Seconds between two identifies of one bucket."""

SLOT = SPACING + 1.0
"""Seconds reserved for each shard if other processes identify too: their clocks may differ by one."""


class IdentifyTurns:
    """Gives the shards of this process their turns.

    `concurrency` is the number of buckets. `others` is the total number of shards if other processes run some of them.
    Each shard then waits for its own time slot by the clock, since the processes do not know of each other.
    """

    def __init__(self, concurrency: int, others: int | None, pause: Callable[[float], Awaitable[None]]) -> None:
        self._concurrency, self._others, self._pause = concurrency, others, pause
        self._locks: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[int, float] = {}

    @contextlib.asynccontextmanager
    async def turn(self, shard: int) -> AsyncGenerator[None]:
        """Wait until a shard may identify. The next shard waits until the block ends."""
        bucket, clock = shard % self._concurrency, asyncio.get_running_loop().time
        async with self._locks[bucket]:
            if self._others is not None:
                await self._pause(seconds_until_slot(shard, self._others, self._concurrency, time.time()))
            elif (wait := self._free_at.get(bucket, 0.0) - clock()) > 0:
                await self._pause(wait)
            try:
                yield
            finally:
                self._free_at[bucket] = clock() + SPACING


def seconds_until_slot(shard: int, shards: int, concurrency: int, now: float) -> float:
    """Seconds from `now` to the next slot of a shard. No other shard of its bucket has a slot then."""
    round_lasts = SLOT * -(-shards // concurrency)
    return (SLOT * (shard // concurrency) - now) % round_lasts
