"""The gateway fails in every way that Discord documents: the bot reconnects and answers what was kept for it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.discord_app.client import FootnoteBot
from bot.discord_app.gateway.connecting import ConnectedBot
from bot.discord_app.gateway.shards import LONGEST_WAIT
from bot.errors import ConnectError
from bot.matching.matcher import Matcher
from bot.settings import Settings
from tests.compiled import holding
from tests.discord_app.conftest import PromptBot, StartBot
from tests.discord_app.still_answering import answers_the_next_question, ask
from tests.discord_stub import Channel, DiscordStub, Person

pytestmark = pytest.mark.usefixtures("no_backoff")

KEPT = [4000, 4001, 4002, 4003, 4005, 4008]
"""Close codes after which Discord lets a client resume and sends what it missed."""

ENDED = [1000, 1001, 4007, 4009]
"""Close codes that end the session: what is said before the next one begins reaches nobody."""


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the bot wanted to wait between attempts to connect; it does not wait."""
    wanted: list[float] = []

    async def pause(_: ConnectedBot, seconds: float) -> None:
        wanted.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(ConnectedBot, "pause", pause)
    return wanted


@pytest.fixture
def new_bot(stub: DiscordStub, matcher: Matcher) -> Callable[..., FootnoteBot]:
    """A bot that was not started."""

    def make(gateway_url: str | None = None) -> FootnoteBot:
        settings = Settings(token=stub.token, gateway_url=gateway_url or stub.gateway_url)
        return PromptBot(settings, holding({"an-article": matcher}), sync=False)

    return make


@pytest.mark.parametrize("code", KEPT)
async def test_messages_sent_while_a_closed_gateway_was_away_are_answered_once(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, code: int
) -> None:
    await stub.faults.closes_gateway(code)
    meanwhile = await ask(stub, ada, general)
    await stub.next_reply(meanwhile)
    await answers_the_next_question(stub, ada, general)
    assert stub.gateway.resumes == 1
    assert len(stub.gateway.identifies) == 1


@pytest.mark.parametrize("code", ENDED)
async def test_a_new_session_begins_when_the_old_one_was_ended(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, code: int
) -> None:
    before = await ask(stub, ada, general)
    await stub.next_reply(before)
    await stub.faults.closes_gateway(code)
    await stub.ready()
    await answers_the_next_question(stub, ada, general)
    assert len(stub.gateway.identifies) == 2


async def test_messages_sent_while_the_connection_was_cut_are_answered_once(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    stub.faults.drops_gateway()
    questions = [await ask(stub, ada, general) for _ in range(5)]
    for question in questions:
        await stub.next_reply(question)
    await answers_the_next_question(stub, ada, general)
    assert stub.gateway.resumes == 1


async def test_a_command_given_while_the_connection_was_cut_is_answered(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    stub.faults.drops_gateway()
    asked = await ada.slash(general, "ask", question="who is Tammy Bruce?")
    await asked.answered()
    await stub.settled()
    assert asked.followups == []


async def test_a_question_deleted_while_the_connection_was_cut_takes_its_answer_with_it(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    question = await ask(stub, ada, general)
    answer = await stub.next_reply(question)
    stub.faults.drops_gateway()
    await ada.deletes(question)
    await stub.wait_for(lambda: answer.deleted, what="the answer's end")
    await answers_the_next_question(stub, ada, general)


async def test_a_question_edited_while_the_connection_was_cut_has_its_answer_changed(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    question = await ask(stub, ada, general)
    answer = await stub.next_reply(question)
    before = answer.embeds
    stub.faults.drops_gateway()
    await ada.edits(question, f"{stub.bot.mention} were migrants in chains?")
    await stub.wait_for(lambda: answer.embeds != before, what="another answer")
    await answers_the_next_question(stub, ada, general)


async def test_a_message_delivered_twice_is_answered_once(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    question = await ask(stub, ada, general)
    await stub.next_reply(question)
    await stub.settled()
    replies = stub.requests.count("POST", "/channels/*/messages")
    (session,) = stub.gateway.live
    connection = session.connection
    assert connection is not None
    session.replay(connection, 0)  # all that the session ever sent, once more
    await answers_the_next_question(stub, ada, general)
    assert stub.requests.count("POST", "/channels/*/messages") == replies + 1, "not even tried"


async def test_a_reconnect_that_is_asked_for_loses_nothing(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    before = await ask(stub, ada, general)
    stub.faults.asks_to_reconnect()
    after = await ask(stub, ada, general)
    for question in (before, after):
        await stub.next_reply(question)
    await stub.wait_for(lambda: stub.gateway.resumes, what="a resume")
    await answers_the_next_question(stub, ada, general)
    assert len(stub.gateway.identifies) == 1


async def test_an_invalidated_session_that_can_be_resumed_loses_nothing(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    stub.faults.invalidates_session(resumable=True)
    meanwhile = await ask(stub, ada, general)
    await stub.next_reply(meanwhile)
    await stub.wait_for(lambda: stub.gateway.resumes, what="a resume")
    await answers_the_next_question(stub, ada, general)
    assert len(stub.gateway.identifies) == 1


async def test_an_invalidated_session_that_is_lost_is_replaced(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    stub.faults.invalidates_session(resumable=False)
    await stub.wait_for(lambda: len(stub.gateway.identifies) == 2, what="a second session")
    await stub.ready()
    await answers_the_next_question(stub, ada, general)


async def test_a_session_that_ended_unnoticed_is_replaced(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    for session in stub.gateway.live:
        stub.gateway.forget(session)
        assert session.connection is not None
        session.connection.abort()
    await stub.wait_for(lambda: len(stub.gateway.identifies) == 2, what="a second session")
    await stub.ready()
    await answers_the_next_question(stub, ada, general)


async def test_a_gateway_that_no_longer_answers_heartbeats_is_left_for_a_new_connection(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    # Both are read when a connection begins; Discord's 41 s, and the 60 s that discord.py waits, would be too long.
    stub.gateway.heartbeat_interval = 0.05
    bot._connection.heartbeat_timeout = 0.2  # pyright: ignore[reportPrivateUsage]
    stub.faults.asks_to_reconnect()
    await stub.wait_for(lambda: stub.gateway.resumes, what="a resume")
    stub.faults.stops_acknowledging()
    before = stub.gateway.resumes
    await stub.wait_for(lambda: stub.gateway.resumes > before, what="another resume")
    stub.faults.lift()
    await answers_the_next_question(stub, ada, general)


async def test_messages_sent_while_the_gateway_refused_connections_are_answered_once(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    stub.faults.refuses_connections()
    stub.faults.drops_gateway()
    await stub.wait_for(lambda: not stub.gateway.live, what="no session")
    meanwhile = await ask(stub, ada, general)
    await stub.wait_for(lambda: stub.faults.refused >= 3, what="attempts in vain")
    stub.faults.refuses_connections(False)
    await stub.next_reply(meanwhile)
    await answers_the_next_question(stub, ada, general)
    assert len(stub.gateway.identifies) == 1


async def test_messages_sent_while_there_was_no_network_are_answered_once(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    attempts: asyncio.Queue[None] = asyncio.Queue()

    async def on_disconnect() -> None:
        attempts.put_nowait(None)

    bot.add_listener(on_disconnect)
    await stub.go_offline()
    meanwhile = await ask(stub, ada, general)
    for _ in range(4):
        await asyncio.wait_for(attempts.get(), 5)
    await stub.come_back()
    await stub.next_reply(meanwhile)
    await answers_the_next_question(stub, ada, general)
    assert len(stub.gateway.identifies) == 1


async def test_one_shard_that_is_gone_does_not_stop_the_others(
    stub: DiscordStub, start_bot: StartBot, ada: Person, general: Channel
) -> None:
    stub.world.shards = 2
    elsewhere = stub.add_guild("Lighthouse").add_text_channel("general")
    assert elsewhere.guild is not None
    elsewhere.guild.add_member(ada)
    async with start_bot() as bot:
        assert bot.shard_count == 2
        assert general.guild is not None
        gone = (general.guild.id >> 22) % 2
        stub.faults.refuses_connections()
        stub.faults.drops_gateway(gone)
        await stub.wait_for(lambda: len(stub.gateway.live) == 1, what="one session")
        meanwhile = await ask(stub, ada, general)
        assert await stub.next_reply(await ask(stub, ada, elsewhere))
        stub.faults.refuses_connections(False)
        await stub.next_reply(meanwhile)
        await answers_the_next_question(stub, ada, general)
        await answers_the_next_question(stub, ada, elsewhere)


async def test_a_slow_ready_is_waited_for(stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel) -> None:
    stub.faults.delays_ready()
    stub.faults.invalidates_session(resumable=False)
    await stub.wait_for(lambda: len(stub.gateway.identifies) == 2, what="a second session")
    stub.faults.release_ready()
    await stub.ready()
    await answers_the_next_question(stub, ada, general)


# Waits


async def test_after_a_session_is_ready_again_the_waits_start_from_small(
    waits: list[float], stub: DiscordStub, bot: FootnoteBot
) -> None:
    for _ in range(3):
        del waits[:]
        stub.faults.refuses_connections()
        stub.faults.drops_gateway()
        await stub.wait_for(lambda: len(waits) > 12, what="attempts in vain")
        stub.faults.refuses_connections(False)
        await stub.ready()
        assert waits[0] <= 1
        assert all(wait <= 2**attempt for attempt, wait in enumerate(waits))
        assert LONGEST_WAIT / 2 <= max(waits) <= LONGEST_WAIT


@pytest.mark.slow
async def test_a_gateway_that_is_down_at_the_start_is_tried_for_ever_with_bounded_waits(
    stub: DiscordStub,
    new_bot: Callable[..., FootnoteBot],
    waits: list[float],
    ada: Person,
    general: Channel,
) -> None:
    stub.faults.refuses_connections()
    bot = new_bot()
    running = asyncio.create_task(bot.start(stub.token))
    more_than_python_can_nest = sys.getrecursionlimit() + 100
    await stub.wait_for(lambda: stub.faults.refused > more_than_python_can_nest, within=60, what="attempts in vain")
    assert max(waits) <= LONGEST_WAIT
    stub.faults.refuses_connections(False)
    await stub.ready()
    await answers_the_next_question(stub, ada, general)
    await bot.leave()
    await running


def _setting(event: asyncio.Event) -> Callable[[int], Coroutine[Any, Any, None]]:
    async def listener(_: int) -> None:
        event.set()

    return listener


async def test_an_address_that_is_no_gateways_is_named_in_the_log_with_its_setting(
    stub: DiscordStub, new_bot: Callable[..., FootnoteBot], waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    wrong = {
        "ws://127.0.0.1:1/": "ClientConnectorError",
        "ws://gateway.invalid/": "ClientConnectorDNSError",
        f"{stub.gateway_url}/elsewhere": "answered 404",
    }
    for address, trouble in wrong.items():
        caplog.clear()
        bot, again = new_bot(address), asyncio.Event()
        bot.add_listener(_setting(again), "on_shard_disconnect")
        running = asyncio.create_task(bot.start(stub.token))
        await asyncio.wait_for(again.wait(), 20)
        await bot.leave()
        await running
        assert f"{address} (DISCORD_GATEWAY_URL): {trouble}" in caplog.text
    stub.violations.clear()  # requests to the third address, which are meant


# What is left out or broken


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ("HELLO", "heartbeat_interval"),
        ("READY", "session_id"),
        ("READY", "resume_gateway_url"),
        ("READY", "user"),
        ("READY", "guilds"),
        ("READY", "shard"),
    ],
)
async def test_a_gateway_that_leaves_out_a_field_at_the_start_is_reported_as_no_gateway(
    stub: DiscordStub, new_bot: Callable[..., FootnoteBot], event: str, field: str
) -> None:
    stub.faults.leaves_out(event, field)
    with pytest.raises(ConnectError) as caught:
        await asyncio.wait_for(new_bot().start(stub.token), 10)
    assert str(caught.value) == (
        f"What answers at {stub.gateway_url} (DISCORD_GATEWAY_URL) is no gateway of Discord (without {field!r}). "
        "Check DISCORD_GATEWAY_URL and DISCORD_API_URL if they are set."
    )


@pytest.mark.parametrize("interval", [0, -1.0])
async def test_a_gateway_that_wants_heartbeats_without_a_pause_is_reported_as_no_gateway(
    stub: DiscordStub, new_bot: Callable[..., FootnoteBot], interval: float
) -> None:
    stub.gateway.heartbeat_interval = interval
    with pytest.raises(ConnectError, match="without 'heartbeat_interval'"):
        await asyncio.wait_for(new_bot().start(stub.token), 10)


@pytest.mark.parametrize(
    ("event", "field"), [("HELLO", "heartbeat_interval"), ("READY", "session_id"), ("READY", "user")]
)
async def test_a_gateway_that_leaves_out_a_field_later_is_tried_again(
    waits: list[float], stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, event: str, field: str
) -> None:
    stub.faults.leaves_out(event, field)
    stub.faults.invalidates_session(resumable=False)
    await stub.wait_for(lambda: len(waits) > 2, what="attempts in vain")
    stub.faults.lift()
    await bot.wait_for("shard_connect", timeout=10)
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize("field", ["author", "channel_id", "id", "content"])
async def test_an_event_without_a_field_is_left_out_and_the_next_is_answered(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture, field: str
) -> None:
    stub.faults.leaves_out("MESSAGE_CREATE", field)
    lost = await ask(stub, ada, general)
    await stub.delivered()
    stub.faults.lift()
    await answers_the_next_question(stub, ada, general)
    assert stub.replies_to(lost) == []
    assert len(stub.gateway.identifies) == 1
    (told,) = [record for record in caplog.records if record.name.startswith("bot.")]
    assert told.getMessage().startswith("shard 0: an event that Discord sent is left out (")
    assert told.exc_info is None
