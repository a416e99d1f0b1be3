"""The gateway of the local Discord and its faults, with a bare bot."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import Any

import aiohttp
import discord
import pytest
from discord.http import Route

from tests.discord_stub import (
    Channel,
    DiscordStub,
    Person,
)
from tests.stub.bare import Bare, running, still_answers

Frames = tuple[aiohttp.ClientWebSocketResponse, tuple[int, str | None, Any]]


@contextlib.asynccontextmanager
async def identified(stub: DiscordStub, shard: int = 0, shards: int = 1) -> AsyncGenerator[Frames]:
    """A bare websocket that identified; the frames that come after hello, as (op, event, data)."""
    async with aiohttp.ClientSession() as session, session.ws_connect(stub.gateway_url) as socket:
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": {"token": stub.token, "intents": 0, "shard": [shard, shards]}})
        frame = await socket.receive_json()
        yield socket, (frame["op"], frame["t"], frame["d"])


async def test_too_many_gateway_events_within_the_window_close_the_connection(stub: DiscordStub) -> None:
    stub.gateway.sends, stub.gateway.sends_window = 3, 0.0
    async with identified(stub) as (socket, _):
        for _ in range(5):
            await socket.send_json({"op": 1, "d": None})
            assert (await socket.receive_json())["op"] == 11, "each is in a window of its own"
        stub.gateway.sends_window = 60.0
        closed = False
        for _ in range(4):
            await socket.send_json({"op": 1, "d": None})
            closed = (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert closed
        assert socket.close_code == 4008


async def test_a_wrong_token(stub: DiscordStub, general: Channel) -> None:
    stub.world.token = "another"
    Route.BASE = stub.api_url
    async with Bare() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start("wrong")


async def test_a_refused_intent() -> None:
    async with DiscordStub(message_content_allowed=False) as stub:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with running(stub):
                pass
        async with running(stub, Bare(intents=discord.Intents.default())) as bot:
            assert bot.application_flags.gateway_message_content_limited is False


async def test_shards(no_backoff: None) -> None:
    async with DiscordStub(shards=2) as stub:
        guilds = [stub.add_guild(name) for name in ("One", "Two")]
        rooms = [guild.add_text_channel("room") for guild in guilds]
        ada = guilds[0].add_member("ada")
        guilds[1].add_member(ada)
        async with running(stub) as bot:
            await stub.ready()
            assert [each["shard"] for each in stub.gateway.identifies] == [[0, 2], [1, 2]]
            known = [bot.get_guild(guild.id) for guild in guilds]
            assert {guild.shard_id for guild in known if guild} == {0, 1}
            for place in (*rooms, stub.dm(ada)):
                assert (await stub.next_reply(await ada.says(place, "echo x"))).channel is place


@pytest.mark.parametrize("code", [1000, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])
async def test_closed_with_a_code_that_is_not_fatal(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, code: int
) -> None:
    resumable = code not in (1000, 4007, 4009)
    await stub.faults.closes_gateway(code)
    lost = await ada.says(general, "echo meanwhile")
    await stub.ready()
    await still_answers(stub, ada, general)
    assert len(stub.replies_to(lost)) == resumable
    assert stub.gateway.resumes >= 1
    assert len(stub.gateway.identifies) == (1 if resumable else 2)


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
async def test_closed_with_a_fatal_code(stub: DiscordStub, general: Channel, code: int) -> None:
    expected = discord.PrivilegedIntentsRequired if code == 4014 else discord.ConnectionClosed
    Route.BASE = stub.api_url
    async with Bare() as bot:
        life = asyncio.create_task(bot.start(stub.token))
        await stub.ready()
        await stub.faults.closes_gateway(code)
        with pytest.raises(expected):
            await life


@pytest.mark.parametrize("fault", ["reconnect", "resumable", "not resumable", "drop"])
async def test_sent_away(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, fault: str) -> None:
    match fault:
        case "reconnect":
            stub.faults.asks_to_reconnect()
        case "drop":
            stub.faults.drops_gateway()
        case _:
            stub.faults.invalidates_session(resumable=fault == "resumable")
    await stub.wait_for(lambda: stub.gateway.resumes or len(stub.gateway.identifies) == 2)
    await still_answers(stub, ada, general)
    assert ("resumed" in bot.events) == (fault != "not resumable")
    assert len(stub.gateway.identifies) == (2 if fault == "not resumable" else 1)


async def test_missed_heartbeats(general: Channel, ada: Person) -> None:
    stub = ada.stub
    stub.gateway.heartbeat_interval = 0.05
    async with running(stub, Bare(heartbeat_timeout=0.15)):
        await stub.settled()
        stub.faults.stops_acknowledging()
        await stub.wait_for(lambda: stub.gateway.resumes)
        stub.faults.lift()
        await still_answers(stub, ada, general)


async def test_ready_is_delayed(stub: DiscordStub, general: Channel) -> None:
    Route.BASE = stub.api_url
    stub.faults.delays_ready()
    async with Bare() as bot:
        life = asyncio.create_task(bot.start(stub.token))
        await stub.wait_for(lambda: stub.gateway.identifies)
        assert not stub.gateway.live
        stub.faults.release_ready()
        await stub.ready()
        await bot.close()
        await asyncio.gather(life, return_exceptions=True)


async def test_the_gateway_refuses_connections(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel, no_backoff: None
) -> None:
    stub.faults.refuses_connections()
    stub.faults.drops_gateway()
    await stub.wait_for(lambda: not stub.gateway.live)
    question = await ada.says(general, "echo in the dark")
    stub.faults.refuses_connections(False)
    assert (await stub.next_reply(question)).content == "echo in the dark"


async def test_no_network(stub: DiscordStub, bot: Bare, ada: Person, general: Channel, no_backoff: None) -> None:
    address = stub.api_url
    await stub.go_offline()
    question = await ada.says(general, "echo offline")
    await stub.come_back()
    assert stub.api_url == address
    await stub.next_reply(question)
    await still_answers(stub, ada, general)
