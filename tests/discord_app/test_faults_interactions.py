"""Discord's HTTP API fails while a command or a button is answered: the person gets one response, never two."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.discord_app.client import FootnoteBot
from tests.discord_app.still_answering import WENT_WRONG, answers_the_next_question, ask
from tests.discord_stub import Channel, DiscordStub, Person

pytestmark = pytest.mark.usefixtures("no_backoff")

CALLBACK = ("POST", "/interactions/*/*/callback")
QUESTION = "who is Tammy Bruce?"
OTHER_QUESTION = "were migrants in chains?"


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_command_that_meets_a_rate_limit_is_answered_when_it_is_over(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, scope: str
) -> None:
    fault = stub.faults.rate_limits(*CALLBACK, 3, retry_after=0.01, scope=scope)
    asked = await ada.slash(general, "ask", question=QUESTION)
    assert (await asked.answered()).embed is not None
    assert fault.hits == 3
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize("status", [500, 502])
@pytest.mark.parametrize("takes_effect", [False, True])
@pytest.mark.parametrize("times", [1, 4, 5])
async def test_a_command_that_meets_errors_gets_one_response(
    stub: DiscordStub,
    bot: FootnoteBot,
    ada: Person,
    general: Channel,
    status: int,
    takes_effect: bool,
    times: int,
) -> None:
    stub.faults.fails(*CALLBACK, times, status=status, apply_first=takes_effect)
    asked = await ada.slash(general, "ask", question=QUESTION)
    answer = await asked.answered()
    await stub.settled()
    assert stub.said_in(general) == [answer]
    # discord.py tries five times; if none arrived, an apology does.
    assert bool(re.fullmatch(WENT_WRONG, answer.content)) is (times == 5 and not takes_effect)
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize("after_effect", [False, True])
@pytest.mark.parametrize("command", ["ask", "topics", "about"])
async def test_a_command_whose_connection_is_reset_is_answered_once(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, after_effect: bool, command: str
) -> None:
    stub.faults.cuts(*CALLBACK, after_effect=after_effect)
    options: dict[str, Any] = {"question": QUESTION} if command == "ask" else {}
    asked = await ada.slash(general, command, **options)
    assert (await asked.answered()).embed is not None
    await stub.settled()
    assert stub.said_in(general) == [asked.answer]
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_pressed_button_whose_connection_is_reset_does_its_work(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, after_effect: bool
) -> None:
    answer = await stub.next_reply(await ada.says(general, f"{stub.bot.mention} {OTHER_QUESTION}"))
    before = answer.embeds
    stub.faults.cuts(*CALLBACK, after_effect=after_effect)
    pressed = await ada.presses(answer, emoji="▶️")
    await pressed.answered()
    await stub.settled()
    assert answer.embeds != before
    assert pressed.followups == []
    stub.faults.cuts(*CALLBACK, after_effect=after_effect)
    await ada.presses(answer, emoji="🗑️")
    await stub.settled()
    assert answer.deleted
    await answers_the_next_question(stub, ada, general)


async def test_a_command_that_has_expired_is_let_go(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    slow = stub.faults.slows(*CALLBACK)
    asked = await ada.slash(general, "ask", question=QUESTION)
    await slow.reached.wait()
    stub.clock.advance(4)
    slow.release()
    await stub.settled()
    assert asked.failed
    assert stub.said_in(general) == []
    assert stub.requests.count(*CALLBACK) == 1
    assert "error" not in caplog.text.lower()
    await answers_the_next_question(stub, ada, general)


async def test_a_press_that_has_expired_is_let_go_and_the_button_still_works(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    answer = await stub.next_reply(await ask(stub, ada, general))
    slow = stub.faults.slows(*CALLBACK)
    pressed = await ada.presses(answer, "Related topics")
    await slow.reached.wait()
    stub.clock.advance(4)
    slow.release()
    await stub.settled()
    assert pressed.failed
    again = await ada.presses(answer, "Related topics")
    assert (await again.answered()).ephemeral
    await answers_the_next_question(stub, ada, general)


async def test_suggestions_that_come_too_late_harm_nothing(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    stub.faults.cuts(*CALLBACK)
    with pytest.raises(AssertionError, match="a response to autocomplete"):
        await ada.autocompletes(general, "ask", focused="question", value="tam", within=0.2)
    await stub.settled()
    assert await ada.autocompletes(general, "ask", focused="question", value="tam")
    await answers_the_next_question(stub, ada, general)


async def test_an_interaction_that_is_delivered_twice_is_answered_once(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    (session,) = stub.gateway.live
    connection, before = session.connection, session.sequence
    assert connection is not None
    asked = await ada.slash(general, "ask", question=QUESTION)
    await asked.answered()
    session.replay(connection, before)  # the same interaction, once more
    await stub.settled()
    assert not stub.requests.failed()
    assert stub.said_in(general) == [asked.answer]
    assert asked.followups == []
    assert "error" not in caplog.text.lower()
    await answers_the_next_question(stub, ada, general)
