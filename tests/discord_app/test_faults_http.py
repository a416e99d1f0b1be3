"""Discord's HTTP API fails in every way it knows: one answer arrives, or one calm line; never two, never a crash."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot import wording
from bot.discord_app.client import FootnoteBot
from tests.discord_app.still_answering import answers_the_next_question, ask
from tests.discord_stub import Channel, DiscordStub, Person

pytestmark = pytest.mark.usefixtures("no_backoff")

MESSAGES = ("POST", "/channels/*/messages")
CALLBACK = ("POST", "/interactions/*/*/callback")
WENT_WRONG = re.escape(wording.went_wrong("ID")).replace("ID", "([0-9a-f]{8})")
QUESTION = "who is Tammy Bruce?"
OTHER_QUESTION = "were people deported in chains?"


# Messages


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_message_that_meets_a_rate_limit_is_answered_when_it_is_over(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, scope: str
) -> None:
    fault = stub.faults.rate_limits(*MESSAGES, 3, retry_after=0.01, scope=scope)
    question = await ask(stub, ada, general)
    assert (await stub.next_reply(question)).embed is not None
    assert fault.hits == 3
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize("status", [500, 502])
@pytest.mark.parametrize("takes_effect", [False, True])
async def test_a_message_that_meets_a_short_burst_of_errors_is_answered(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, status: int, takes_effect: bool
) -> None:
    fault = stub.faults.fails(*MESSAGES, 4, status=status, apply_first=takes_effect)
    question = await ask(stub, ada, general)
    assert (await stub.next_reply(question)).embed is not None
    await answers_the_next_question(stub, ada, general)
    assert fault.hits == 4


@pytest.mark.parametrize("status", [500, 502])
async def test_a_message_that_meets_a_long_burst_of_errors_gets_a_line_whose_id_is_in_the_log(
    stub: DiscordStub,
    bot: FootnoteBot,
    ada: Person,
    general: Channel,
    status: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    stub.faults.fails(*MESSAGES, 5, status=status)
    told = re.fullmatch(WENT_WRONG, (await stub.next_reply(await ask(stub, ada, general))).content)
    assert told is not None
    logged = [record.getMessage() for record in caplog.records if told[1] in record.getMessage()]
    assert logged == [f"error {told[1]} in a message: DiscordServerError {status} (code 0)"]
    await answers_the_next_question(stub, ada, general)


async def test_an_answer_that_arrived_is_not_followed_by_an_apology_when_all_news_of_it_was_lost(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    fault = stub.faults.fails(*MESSAGES, 5, status=502, apply_first=True)
    question = await ask(stub, ada, general)
    assert (await stub.next_reply(question)).embed is not None
    await answers_the_next_question(stub, ada, general)
    assert fault.hits == 5
    assert len(stub.replies_to(question)) == 1


async def test_errors_without_end_are_borne_in_silence(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    fault = stub.faults.fails(*MESSAGES, 10)
    question = await ask(stub, ada, general)
    await stub.wait_for(lambda: fault.hits == 10, what="the last attempt")
    await stub.settled()
    assert stub.replies_to(question) == []
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize("after_effect", [False, True])
@pytest.mark.parametrize("times", [1, 2])
async def test_a_message_whose_connection_is_reset_gets_one_reply(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, after_effect: bool, times: int
) -> None:
    fault = stub.faults.cuts(*MESSAGES, times, after_effect=after_effect)
    question = await ask(stub, ada, general)
    reply = await stub.next_reply(question)
    await answers_the_next_question(stub, ada, general)
    assert fault.hits == times
    # Only two attempts that both never arrived leave nothing but to apologise.
    lost = times == 2 and not after_effect
    assert bool(re.fullmatch(WENT_WRONG, reply.content)) is lost


async def test_other_questions_are_answered_while_one_answer_is_slow(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    assert general.guild is not None
    elsewhere = general.guild.add_text_channel("elsewhere")
    slow = stub.faults.slows(*MESSAGES)
    question = await ask(stub, ada, general)
    await slow.reached.wait()
    await stub.next_reply(await ask(stub, ada, elsewhere))
    assert stub.replies_to(question) == []
    slow.release()
    await stub.next_reply(question)
    await answers_the_next_question(stub, ada, general)


async def test_a_question_deleted_before_its_answer_arrives_gets_none(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    slow = stub.faults.slows(*MESSAGES)
    question = await ask(stub, ada, general)
    await slow.reached.wait()
    await ada.deletes(question)
    slow.release()
    await stub.settled()
    assert stub.said_in(general) == []
    await answers_the_next_question(stub, ada, general)


async def test_a_question_deleted_while_the_news_of_its_answer_is_on_its_way_takes_the_answer_with_it(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    stub.faults.cuts(*MESSAGES, after_effect=True)
    slow = stub.faults.slows(*MESSAGES)
    question = await ask(stub, ada, general)
    await slow.reached.wait()
    await ada.deletes(question)
    slow.release()
    await stub.settled()
    assert stub.said_in(general) == []
    await answers_the_next_question(stub, ada, general)


async def test_a_question_edited_before_its_answer_arrives_ends_with_the_right_one(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    wanted = await stub.next_reply(await ada.says(general, f"{stub.bot.mention} {OTHER_QUESTION}"))
    slow = stub.faults.slows(*MESSAGES)
    question = await ask(stub, ada, general)
    await slow.reached.wait()
    await ada.edits(question, f"{stub.bot.mention} {OTHER_QUESTION}")
    slow.release()
    answer = await stub.next_reply(question)
    await stub.settled()
    assert answer.embeds == wanted.embeds
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize(("method", "act"), [("PATCH", "edit"), ("DELETE", "delete")])
async def test_a_change_of_an_answer_outlives_a_reset_connection(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, method: str, act: str
) -> None:
    question = await ask(stub, ada, general)
    answer = await stub.next_reply(question)
    await stub.settled()
    before = answer.embeds
    stub.faults.cuts(method, "/channels/*/messages/*")
    if act == "edit":
        await ada.edits(question, f"{stub.bot.mention} {OTHER_QUESTION}")
    else:
        await ada.deletes(question)
    await stub.settled()
    assert answer.embeds != before if act == "edit" else answer.deleted
    await answers_the_next_question(stub, ada, general)


async def test_a_lost_message_that_a_reply_points_to_does_not_hinder_the_answer(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    earlier = await ada.says(general, "hm")
    stub.faults.fails("GET", "/channels/*/messages/*", 5)
    question = await ada.says(general, f"{stub.bot.mention} {QUESTION}", reply_to=earlier)
    assert (await stub.next_reply(question)).embed is not None
    await answers_the_next_question(stub, ada, general)


# Interactions


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


async def test_a_second_response_to_one_interaction_is_never_seen(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    (session,) = stub.gateway.live
    connection, before = session.connection, session.sequence
    assert connection is not None
    asked = await ada.slash(general, "ask", question=QUESTION)
    await asked.answered()
    session.replay(connection, before)  # the same interaction, once more
    await stub.settled()
    assert stub.requests.failed()[-1].error == {"message": "Interaction has already been acknowledged.", "code": 40060}
    assert stub.said_in(general) == [asked.answer]
    assert asked.followups == []
    assert "error" not in caplog.text.lower()
    await answers_the_next_question(stub, ada, general)
