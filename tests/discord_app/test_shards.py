"""Several processes: each has its own shards, and nothing is answered twice or left out."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.client import FootnoteBot
from bot.discord_app.gateway.connecting import SLOT, SPACING, ConnectedBot, IdentifyTurns, seconds_until_slot
from bot.settings.deployment import Shards
from tests.discord_app.conftest import StartBot
from tests.discord_app.still_answering import ask
from tests.discord_stub import Channel, DiscordStub, Guild, Person

HALVES = (Shards(0, 1, 4), Shards(2, 3, 4))


@pytest.fixture
def servers(stub: DiscordStub) -> list[Guild]:
    """Eight servers, two for each of four shards."""
    return [stub.add_guild(f"Harbour {number}", guild_id=number << 22) for number in range(1000, 1008)]


@pytest.fixture
def channels(servers: list[Guild]) -> list[Channel]:
    """A channel of each server."""
    return [server.add_text_channel("general") for server in servers]


@pytest.fixture
def people(servers: list[Guild]) -> list[Person]:
    """A member of each server."""
    return [server.add_member("ada") for server in servers]


@pytest.fixture
async def halves(stub: DiscordStub, start_bot: StartBot, servers: list[Guild]) -> AsyncGenerator[list[FootnoteBot]]:
    """Two processes, two shards each, running."""
    async with AsyncExitStack() as life:
        bots = [await life.enter_async_context(start_bot(shards=shards)) for shards in HALVES]
        await stub.ready(4)
        await stub.settled()
        yield bots


async def test_each_process_has_the_servers_of_its_shards(
    stub: DiscordStub, halves: list[FootnoteBot], servers: list[Guild]
) -> None:
    for bot, shards in zip(halves, HALVES, strict=True):
        assert {guild.id for guild in bot.guilds} == {each.id for each in servers if (each.id >> 22) % 4 in shards.ids}
    assert sorted(tuple(each["shard"]) for each in stub.gateway.identifies) == [(0, 4), (1, 4), (2, 4), (3, 4)]


async def test_a_question_in_any_server_is_answered_once(
    stub: DiscordStub, halves: list[FootnoteBot], channels: list[Channel], people: list[Person]
) -> None:
    asked = [await ask(stub, person, channel) for person, channel in zip(people, channels, strict=True)]
    await stub.settled()
    assert [len(stub.replies_to(each)) for each in asked] == [1] * len(asked)


async def test_a_command_in_any_server_is_answered_once(
    stub: DiscordStub, halves: list[FootnoteBot], channels: list[Channel], people: list[Person]
) -> None:
    asked = [await person.slash(channel, "summary") for person, channel in zip(people, channels, strict=True)]
    for each in asked:
        await each.answered()
    await stub.settled()
    assert [each.followups for each in asked] == [[]] * len(asked)


async def test_a_direct_message_is_answered_once_and_by_the_process_that_has_shard_0(
    stub: DiscordStub, start_bot: StartBot, people: list[Person]
) -> None:
    private = stub.dm(people[0])
    async with start_bot(shards=HALVES[1]):
        await stub.ready(2)
        unheard = await people[0].says(private, "who is Tammy Bruce?")
        await stub.settled()
        assert stub.replies_to(unheard) == []
        async with start_bot(shards=HALVES[0]):
            await stub.ready(4)
            heard = await people[0].says(private, "who is Tammy Bruce?")
            await stub.settled()
            assert len(stub.replies_to(heard)) == 1


async def test_only_the_process_that_has_shard_0_registers_the_commands(stub: DiscordStub, start_bot: StartBot) -> None:
    async with start_bot(shards=HALVES[1]):
        await stub.ready(2)
        await stub.settled()
        assert stub.commands == []
    async with start_bot(shards=HALVES[0]):
        await stub.wait_for(lambda: stub.commands, what="the commands")


async def test_one_process_that_is_gone_leaves_the_servers_of_the_other_answered(
    stub: DiscordStub, halves: list[FootnoteBot], channels: list[Channel], people: list[Person]
) -> None:
    await halves[0].leave()
    theirs = next(place for place, channel in enumerate(channels) if channel.guild and (channel.guild.id >> 22) % 4 > 1)
    question = await ask(stub, people[theirs], channels[theirs])
    await stub.next_reply(question)


async def test_the_log_names_the_shards(
    stub: DiscordStub, halves: list[FootnoteBot], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await halves[1].on_ready()
    assert "ready in 4 servers, shards 2 to 3 of 4" in caplog.text


async def test_fewer_shards_than_discord_recommends_are_reported_in_the_log(
    stub: DiscordStub, start_bot: StartBot, caplog: pytest.LogCaptureFixture
) -> None:
    stub.world.shards = 3
    async with start_bot(shards=Shards(0, 1, 2), sessions=2):
        assert "Discord recommends 3 shards; FOOTNOTE_SHARDS says 2" in caplog.text


async def test_no_session_is_begun_while_discord_lets_none_begin(
    stub: DiscordStub, start_bot: StartBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    waited: list[float] = []
    identified: list[int] = []

    async def pause(_: ConnectedBot, seconds: float) -> None:
        waited.append(seconds)
        identified.append(len(stub.gateway.identifies))

    monkeypatch.setattr(ConnectedBot, "pause", pause)
    stub.world.sessions_started = 1000
    async with start_bot():
        assert waited[:1] == [86_400]
        assert identified[:1] == [0]
    assert "Discord lets this bot begin 0 more sessions; waiting 86400s" in caplog.text


# Turns


class Clock:
    """Time that passes by waiting alone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_000.0
        monkeypatch.setattr("bot.discord_app.gateway.connecting.time.time", lambda: self.now)
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: self.now)

    async def pause(self, seconds: float) -> None:
        """Pass that many seconds."""
        self.now += seconds


@pytest.fixture
async def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the turns."""
    return Clock(monkeypatch)


async def moments(clock: Clock, turns: IdentifyTurns, ids: list[int]) -> list[float]:
    """When each shard identifies, one after the other."""
    found: list[float] = []
    for shard in ids:
        async with turns.turn(shard):
            found.append(clock.now)
    return found


async def test_the_first_shard_of_one_process_identifies_at_once_and_the_others_five_seconds_apart(
    clock: Clock,
) -> None:
    found = await moments(clock, IdentifyTurns(1, None, clock.pause), [0, 1, 2])
    assert found == [1000.0, 1005.0, 1010.0]


async def test_shards_of_different_buckets_do_not_wait_for_each_other(clock: Clock) -> None:
    found = await moments(clock, IdentifyTurns(2, None, clock.pause), [0, 1, 2, 3])
    assert found == [1000.0, 1000.0, 1005.0, 1005.0]


async def test_a_shard_whose_attempt_failed_leaves_the_turn_to_the_next(clock: Clock) -> None:
    turns = IdentifyTurns(1, None, clock.pause)
    with pytest.raises(OSError, match="gone"):
        async with turns.turn(0):
            raise OSError("gone")
    assert await moments(clock, turns, [1]) == [1005.0]


@given(st.integers(1, 64), st.integers(1, 16), st.lists(st.floats(1.7e9, 1.8e9), min_size=64, max_size=64))
def test_processes_that_do_not_know_of_each_other_identify_apart(
    shards: int, concurrency: int, starts: list[float]
) -> None:
    round_lasts = SLOT * -(-shards // concurrency)
    waits = [seconds_until_slot(shard, shards, concurrency, starts[shard]) for shard in range(shards)]
    assert max(waits) <= round_lasts
    for bucket in range(min(concurrency, shards)):
        slots = sorted((starts[shard] + waits[shard]) % round_lasts for shard in range(bucket, shards, concurrency))
        assert all(later - earlier >= SPACING for earlier, later in itertools.pairwise(slots))
