"""Discord's HTTP API fails while a message is answered: one reply arrives, or one calm line; never two."""

from __future__ import annotations

import re

import pytest
from discord.http import Route

from bot.discord_app.client import FootnoteBot
from bot.errors import ConnectError
from bot.matching.matcher import Matcher
from bot.settings import Settings
from tests.compiled import holding
from tests.discord_app.still_answering import WENT_WRONG, answers_the_next_question, ask
from tests.discord_stub import Channel, DiscordStub, Person

pytestmark = pytest.mark.usefixtures("no_backoff")

MESSAGES = ("POST", "/channels/*/messages")
QUESTION = "who is Tammy Bruce?"
OTHER_QUESTION = "were migrants in chains?"


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
    await stub.settled()
    assert fault.hits == 4
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize("takes_effect", [False, True])
async def test_a_message_is_answered_once_if_discord_is_unavailable_for_a_moment(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, takes_effect: bool
) -> None:
    stub.faults.fails(*MESSAGES, status=503, apply_first=takes_effect)
    question = await ask(stub, ada, general)
    assert (await stub.next_reply(question)).embed is not None
    used = "POST", "/interactions/*/*/callback"
    stub.faults.fails(*used, status=503, apply_first=takes_effect)
    assert (await (await ada.slash(general, "ask", question=QUESTION)).answered()).embed is not None
    await stub.settled()
    assert len(stub.said_in(general)) == 2


@pytest.mark.parametrize("body", [b"<html>Sign in</html>", b"{}", b"[]", b"{not"])
@pytest.mark.parametrize("times", [1, None])
async def test_what_is_no_answer_of_discords_is_a_line_in_the_log_whose_id_the_person_is_told_if_that_can_be(
    stub: DiscordStub,
    bot: FootnoteBot,
    ada: Person,
    general: Channel,
    body: bytes,
    times: int | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    kind = "text/html" if b"html" in body else "application/json"
    stub.faults.answers(*MESSAGES, body, times, content_type=kind)
    question = await ask(stub, ada, general)
    await stub.settled()
    logged = [record for record in caplog.records if record.levelname == "ERROR"]
    assert logged
    assert all(not record.exc_info and "something else than Discord" in record.message for record in logged)
    if times is not None:
        told = re.fullmatch(WENT_WRONG, (await stub.next_reply(question)).content)
        assert told is not None
        assert told[1] in logged[0].message
    stub.faults.lift()
    await answers_the_next_question(stub, ada, general)


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
    await stub.settled()
    assert fault.hits == 5
    assert len(stub.replies_to(question)) == 1
    await answers_the_next_question(stub, ada, general)


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
    await stub.settled()
    assert fault.hits == times
    # Only two attempts that both never arrived leave nothing but to apologise.
    lost = times == 2 and not after_effect
    assert bool(re.fullmatch(WENT_WRONG, reply.content)) is lost
    await answers_the_next_question(stub, ada, general)


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


@pytest.mark.parametrize("answer_is_lost", [False, True])
async def test_a_question_deleted_while_its_answer_is_on_its_way_gets_none(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, answer_is_lost: bool
) -> None:
    if answer_is_lost:  # the message stands, and the bot was not told its number
        stub.faults.cuts(*MESSAGES, after_effect=True)
    slow = stub.faults.slows(*MESSAGES)
    question = await ask(stub, ada, general)
    await slow.reached.wait()
    await ada.deletes(question)
    await stub.delivered()
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
    await stub.delivered()
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


# What answers is not Discord

NONSENSE = {
    "a page": (b"<!doctype html><title>Log in to the network</title>", "text/html"),
    "a page that is said to be JSON": (b"<!doctype html>", "application/json"),
    "an object": (b"{}", "application/json"),
    "a list": (b"[]", "application/json"),
    "nothing": (b"", "application/json"),
    "null": (b"null", "application/json"),
    "a number": (b"1", "application/json"),
    "broken JSON": (b'{"id": "1', "application/json"),
    "no UTF-8": (b"\xff\xfe", "application/json"),
    "deep JSON": (b"[" * 100_000, "application/json"),
    "fields of other types": (
        b'{"id": {}, "username": 1, "url": [], "shards": "many", "session_start_limit": 0}',
        "application/json",
    ),
    "no shards": (b'{"url": "ws://127.0.0.1:1", "shards": 0, "session_start_limit": {}}', "application/json"),
}


@pytest.mark.parametrize("path", ["/users/@me", "/oauth2/applications/@me", "/gateway/bot"])
@pytest.mark.parametrize("answer", NONSENSE)
async def test_an_api_address_at_which_something_else_answers_is_named(
    stub: DiscordStub, matcher: Matcher, path: str, answer: str
) -> None:
    body, content_type = NONSENSE[answer]
    stub.faults.answers("GET", path, body, content_type=content_type)
    settings = Settings(token=stub.token, gateway_url=stub.gateway_url)
    bot = FootnoteBot(settings, holding({"an-article": matcher}), sync=False)
    with pytest.raises(ConnectError) as caught:
        await bot.start(stub.token)
    await bot.close()
    assert str(caught.value).startswith(f"What answers at {Route.BASE} is not Discord's API. Check DISCORD_API_URL")
