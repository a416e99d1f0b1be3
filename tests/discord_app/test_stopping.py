"""SIGTERM, SIGHUP, Ctrl-C: the answers in progress are sent, the gateway is closed, the program ends within seconds."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from tests.discord_app.program import Program, Programs
from tests.discord_app.still_answering import ask
from tests.discord_stub import Channel, DiscordStub, Person
from tests.prepared import PLAINLY

pytestmark = pytest.mark.process

MESSAGES = ("POST", "/channels/*/messages")
GET_ME = ("GET", "/users/@me")
WITHIN_SECONDS = 90.0
"""Several times the five seconds that answers under way are given, as the machine may be busy: far less than discord.py
and aiohttp wait by themselves, which is minutes."""


@pytest.fixture
def plainly(programs: Programs) -> None:
    """The program starts as Python starts it, where a signal comes before it is up, or is ignored from the start."""
    programs.command = PLAINLY


@pytest.mark.parametrize("stop", [Program.terminate, Program.interrupt, Program.hang_up])
async def test_an_answer_under_way_is_sent_before_the_end(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel, stop: Callable[[Program], None]
) -> None:
    program = await programs.run_bot(stub)
    slow = stub.faults.slows(*MESSAGES)
    question = await ask(stub, ada, general)
    await slow.reached.wait()
    stop(program)
    await program.logs("stopping")
    assert stub.gateway.live
    slow.release()
    ended = await program.ended(WITHIN_SECONDS)
    assert ended.code == 0
    assert len(stub.replies_to(question)) == 1
    # Closed with 1000: Discord shows the bot as offline at once, and forgets the session.
    assert stub.gateway.sessions == {}
    assert "Traceback" not in ended.err


@pytest.mark.slow
async def test_an_answer_that_never_arrives_does_not_hold_up_the_end(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    program = await programs.run_bot(stub)
    slow = stub.faults.slows(*MESSAGES)
    await ask(stub, ada, general)
    await slow.reached.wait()
    program.terminate()
    ended = await program.ended(WITHIN_SECONDS)
    assert ended.code == 0
    assert stub.gateway.sessions == {}
    assert "Traceback" not in ended.err


@pytest.mark.slow
async def test_the_bot_can_be_stopped_while_discord_cannot_be_reached(programs: Programs, stub: DiscordStub) -> None:
    program = await programs.run_bot(stub)
    await stub.go_offline()
    for _ in range(3):
        await program.logs("Attempting a reconnect")
    program.terminate()
    ended = await program.ended(WITHIN_SECONDS)
    assert ended.code == 0
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("plainly")
async def test_the_bot_can_be_stopped_while_it_logs_in(programs: Programs, stub: DiscordStub) -> None:
    slow = stub.faults.slows(*GET_ME)
    program = await programs.start("run", **programs.settings_for(stub))
    await slow.reached.wait()
    program.terminate()
    ended = await program.ended(WITHIN_SECONDS)
    assert ended.code == 0
    assert "Traceback" not in ended.err


@pytest.mark.usefixtures("plainly")
async def test_a_hang_up_that_nohup_ignores_does_not_stop_it(
    programs: Programs, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # what a program starts with is what it inherits
    try:
        program = await programs.run_bot(stub)
    finally:
        signal.signal(signal.SIGHUP, ignored)
    program.hang_up()
    await stub.next_reply(await ask(stub, ada, general))
    program.terminate()
    assert (await program.ended(WITHIN_SECONDS)).code == 0
