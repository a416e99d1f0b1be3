"""The local Discord itself."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from .changes import PATIENCE, Changes
from .clock import Clock
from .entities import SAID, Channel, ChannelKind, Json, Message, User
from .errors import StubMisuse
from .faults import Faults
from .gateway import Gateway
from .guilds import BOT_DEFAULT, Guild
from .http_api import PREFIX, HttpApi
from .limits import FILE_SIZE
from .people import Person
from .request_log import RequestLog
from .settling import deliver, settle
from .validation import Violation, description_path, load
from .world import Policy, World

T = TypeVar("T")

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.stub.token-of-the-local-discord"
GATEWAY = "/gateway"


_LARGEST = 25 * FILE_SIZE
"""Bytes of a request that are read, more than Discord takes, which refuses it in its own words."""


class DiscordStub:
    """A Discord on 127.0.0.1 with one application, for a bot to run in front of unchanged.

    Use as an async context manager; guilds, people and channels can be made before and while
    the bot runs::

        async with DiscordStub() as stub:
            guild = stub.add_guild("Harbour")
            general = guild.add_text_channel("general")
            ada = guild.add_member("ada")
            ...  # start the bot with stub.api_url, stub.gateway_url and stub.token
            question = await ada.says(general, f"{stub.bot.mention} why?")
            answer = await stub.next_reply(question)

    Args:
        message_content_allowed, members_allowed, presences_allowed: which privileged intents
            the application was granted; asking for another closes the gateway with 4014.
        heartbeat_interval: seconds between heartbeats, as told in hello.
        shards: the number that ``/gateway/bot`` recommends.
        check_requests: check every request against the API description named by
            ``DISCORD_OPENAPI``, if there is one.
        check_answers: check the stub's own answers in the same way, for tests of the stub.
        history: messages kept in each channel.
        keep_requests: requests kept in the log.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        message_content_allowed: bool = True,
        members_allowed: bool = False,
        presences_allowed: bool = False,
        heartbeat_interval: float = 41.25,
        shards: int = 1,
        check_requests: bool = True,
        check_answers: bool = False,
        history: int = 1000,
        keep_requests: int = 10_000,
    ) -> None:
        self.clock = Clock()
        self.changes = Changes(self.describe)
        policy = Policy(message_content_allowed, members_allowed, presences_allowed, history)
        self.world = World(self.clock, self.changes, policy, token)
        self.world.shards = shards
        self.requests = RequestLog(keep_requests)
        self.violations: list[Violation] = []
        """Requests that Discord's description of its API does not allow."""
        self.check_answers = check_answers
        self.own_violations: list[Violation] = []
        """Answers of the stub that the description does not allow."""
        self.faults = Faults(self)
        self.gateway = Gateway(self.world, self.faults, heartbeat_interval)
        self.world.emitter = self.gateway
        path = description_path() if check_requests else None
        self.checking = path is not None
        """Whether requests are checked against the description."""
        self._http = HttpApi(self, load(path) if path else None)
        self._server = web.Server(self._serve, access_log=None, request_factory=_request)
        self._runner = web.ServerRunner(self._server, shutdown_timeout=0.1)
        self._site: web.TCPSite | None = None
        self._port = 0
        self._kept: socket.socket | None = None
        """Keeps the port while nothing listens, so that no other program answers there."""

    # Where it is

    @property
    def api_url(self) -> str:
        """The base of the HTTP API, for ``discord.http.Route.BASE``."""
        return f"http://127.0.0.1:{self._port}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        """The address of the gateway."""
        return f"ws://127.0.0.1:{self._port}{GATEWAY}"

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.token

    @property
    def bot(self) -> User:
        """The bot's account."""
        return self.world.bot

    @property
    def guilds(self) -> list[Guild]:
        """All guilds, with or without the bot."""
        return list(self.world.guilds.values())

    @property
    def commands(self) -> list[Json]:
        """The registered global application commands."""
        return list(self.world.commands.get(0, {}).values())

    # What is in it

    def add_guild(
        self,
        name: str,
        *,
        bot_permissions: int = BOT_DEFAULT,
        with_bot: bool = True,
        guild_id: int | None = None,
    ) -> Guild:
        """A server; a running bot in it is told. ``bot_permissions`` are those of its own role."""
        guild = Guild(self, name, guild_id or self.world.ids.guild(), bot_permissions, with_bot=False)
        self.world.guilds[guild.id] = guild
        if with_bot:
            guild.add_bot()
        return guild

    def add_person(self, name: str, *, bot: bool = False) -> Person:
        """Somebody who is in no server yet; ``bot`` makes it another application's account."""
        return Person(self, self.world.add_user(name, bot=bot))

    def dm(self, person: Person) -> Channel:
        """The direct channel between a person and the bot."""
        return self.world.dm(person.user)

    def private_channel(self, *people: Person) -> Channel:
        """A private channel of people in which the bot is not: direct for two, a group for more."""
        if len(people) < 2:
            raise StubMisuse("a private channel needs two people")
        kind = ChannelKind.DM if len(people) == 2 else ChannelKind.GROUP_DM
        users = [person.user for person in people]
        channel = Channel(self.world.ids.next(), "private", kind, recipients=users, owner_id=users[0].id)
        self.world.channels[channel.id] = channel
        return channel

    async def webhook_says(self, channel: Channel, content: str, *, name: str = "hook") -> Message:
        """A message by a webhook of somebody else."""
        author = User(self.world.ids.next(), name, bot=True)
        message = Message(self.world.ids.next(), channel, author, content, self.clock.iso(), webhook_id=author.id)
        return self.world.add_message(message)

    async def unfurls(self, message: Message, title: str = "A page") -> None:
        """Discord adds the preview of a link: an update without an edit."""
        embed: Json = {"type": "link", "url": "https://example.org/", "title": title}
        self.world.edit_message(message, {"embeds": [*message.embeds, embed]}, silently=True)

    # What the bot did

    def replies_to(self, message: Message) -> list[Message]:
        """The bot's replies to a message that are still there, oldest first."""
        return [each for each in self.said_in(message.channel) if each.reply_to is message]

    def said_in(self, channel: Channel) -> list[Message]:
        """What the bot said in a channel and is still there, ephemeral messages included, oldest first."""
        return [each for each in channel.messages.values() if each.author is self.bot and each.type in SAID]

    async def next_reply(self, to: Message, within: float = PATIENCE) -> Message:
        """The bot's first reply to a message that no earlier call returned.

        It may have come before the call. NothingHappened after ``within`` seconds.
        """
        return await self._next(lambda: self.replies_to(to), within, f"a reply to {to.content!r}")

    async def next_message(self, channel: Channel, within: float = PATIENCE) -> Message:
        """The bot's first message in a channel that no earlier call of this or ``next_reply`` returned."""
        return await self._next(lambda: self.said_in(channel), within, f"a message in {channel.name!r}")

    async def wait_for(self, look: Callable[[], T | None], within: float = PATIENCE, what: str = "the condition") -> T:
        """The first truthy result of ``look``, asked now and after every change for ``within`` seconds."""
        return await self.changes.wait_for(look, within, what)

    async def ready(self, sessions: int | None = None, within: float = PATIENCE) -> None:
        """Return when that many gateway sessions are live (default: one for each shard)."""
        wanted = self.world.shards if sessions is None else sessions
        await self.wait_for(lambda: len(self.gateway.live) >= wanted, within, f"{wanted} live sessions")

    async def settled(self, *, within: float = PATIENCE, quiet: float = 0.0, also: Collection[str] = ()) -> None:
        """Return when the bot has handled all that was dispatched to it.

        Guaranteed at that moment: every live session has read every event (it confirmed the
        last sequence number in a heartbeat that was asked for with op 1); no request is under
        way; and if the bot runs in this event loop, none of the tasks is left in which
        discord.py runs event handlers, slash commands, menus and buttons, nor one whose name
        begins with one of ``also``. All three hold at once, and nothing new came in between.

        Not seen: tasks that the bot made by itself under other names, timers, threads; and of a
        bot in another process, what it does between reading an event and its first request. For
        these give ``quiet``: that many seconds must pass in which nothing at all happens.

        It waits for a bot that is reconnecting, and for handlers that wait for something.
        NothingHappened after ``within`` seconds, with the names of the tasks that still run.
        discord.py answers at most 110 such heartbeats a minute; one is asked for only when
        events were sent since the last.
        """
        await settle(self, within, quiet, also)

    async def delivered(self, within: float = PATIENCE) -> None:
        """Return when the bot has read all that was dispatched to it, whether or not it has handled it.

        NothingHappened after ``within`` seconds.
        """
        await deliver(self, within)

    def describe(self) -> str:
        """The latest requests, for the messages of failed tests."""
        latest = [f"{each.method} {each.path} -> {each.status}" for each in list(self.requests)[-5:]]
        return "Last requests: " + ("; ".join(latest) or "none")

    # Its life

    async def go_offline(self) -> None:
        """Cut all connections and refuse new ones, as without a network."""
        if self._site is not None:
            await self._site.stop()
            self._site = None
        for handler in self._server.connections:
            if handler.transport is not None:
                handler.transport.abort()
        self._kept = socket.socket()
        with contextlib.suppress(OSError):  # a connection to it has not ended yet
            self._kept.bind(("127.0.0.1", self._port))

    async def come_back(self) -> None:
        """End ``go_offline``, at the same address."""
        self._free()
        await self._listen()

    def _free(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await self._listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.lift()
        await self.gateway.close()
        if self._site is not None:
            await self._site.stop()
        self._free()
        await self._runner.cleanup()

    async def _listen(self) -> None:
        self._site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await self._site.start()
        self._port = self._runner.addresses[0][1]
        self.world.gateway_url = self.gateway.url = self.gateway_url
        self.world.cdn_url = f"http://127.0.0.1:{self._port}"

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path.rstrip("/") != GATEWAY:
            return await self._http.serve(request)
        if self.faults.refuses_gateway:
            self.faults.refused += 1
            self.changes.notify()
            if request.transport is not None:
                request.transport.abort()
            await asyncio.sleep(0)
            return web.Response(status=503)
        return await self.gateway.serve(request)

    async def _next(self, candidates: Callable[[], list[Message]], within: float, what: str) -> Message:
        def look() -> Message | None:
            return next((each for each in candidates() if not each.awaited), None)

        message = await self.wait_for(look, within, what)
        message.awaited = True
        return message


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """A request as aiohttp makes it, but for its size: aiohttp's own limit is 1 MiB."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=_LARGEST)
