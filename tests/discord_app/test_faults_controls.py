"""Controls whose requests fail, and controls of other versions."""

from __future__ import annotations

import re

import pytest

from bot.conversation.wordings import discord_wording
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from tests.discord_app.scripted import WHO, gives, passage_for
from tests.discord_app.still_answering import WENT_WRONG, answers_the_next_question, ask
from tests.discord_stub import Channel, DiscordStub, Message, Person

pytestmark = pytest.mark.usefixtures("no_backoff")

CALLBACK = ("POST", "/interactions/*/*/callback")
ON, BIN = "▶️", "🗑️"


@pytest.fixture
async def answer(stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel) -> Message:
    """An answer that Ada got."""
    return await stub.next_reply(await ask(stub, ada, general))


@pytest.mark.parametrize("after_effect", [False, True])
async def test_something_other_than_discord_is_reported_although_the_connection_is_reset(
    stub: DiscordStub, answer: Message, ben: Person, after_effect: bool
) -> None:
    stub.faults.cuts(*CALLBACK, after_effect=after_effect)
    press = await ben.presses(answer, emoji=ON)
    assert (await press.answered()).content == discord_wording.NOT_YOURS
    await stub.settled()
    assert press.followups == []


async def test_a_stranger_who_cannot_be_told_is_in_the_log(
    stub: DiscordStub, answer: Message, ben: Person, caplog: pytest.LogCaptureFixture
) -> None:
    stub.faults.fails(*CALLBACK, status=400)
    told = re.fullmatch(WENT_WRONG, (await (await ben.presses(answer, emoji=ON)).answered()).content)
    assert told is not None
    assert told[1] in caplog.text


async def test_the_bin_works_although_its_second_request_meets_a_reset_connection(
    stub: DiscordStub, answer: Message, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    # aiohttp itself tries a DELETE twice.
    fault = stub.faults.cuts("DELETE", "/webhooks/*/*/messages/*", 2)
    press = await ada.presses(answer, emoji=BIN)
    await stub.wait_for(lambda: answer.deleted)
    await stub.settled()
    assert fault.hits == 2
    assert press.followups == []
    assert "error" not in caplog.text
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize(
    "custom_id",
    [
        "fn:vanished:{ada}:x",
        "fn:read:{ada}:²",
        "fn:read:{ada}:",
        "fn:meant:{ada}:0000.²",
        "fn:back:{ada}:",
        "fn:others:{ada}:0000.1",
        "footnote-previous",
        "fn:goto",
        "fn:goto:{ada}:" + "x" * 71,
        "",
    ],
)
async def test_a_button_of_another_version_is_reported_as_gone(
    stub: DiscordStub,
    answer: Message,
    ada: Person,
    matcher: Matcher,
    caplog: pytest.LogCaptureFixture,
    custom_id: str,
) -> None:
    answer.buttons[1]["custom_id"] = custom_id.format(ada=ada.id)
    press = await ada.presses(answer, emoji=ON)
    told = await press.answered()
    await stub.settled()
    assert (told.ephemeral, told.content, press.followups) == (True, discord_wording.GONE, [])
    assert gives(answer, passage_for(matcher, WHO))
    assert "error" not in caplog.text.lower()


@pytest.mark.parametrize("custom_id", ["fm:vanished:{ada}", "topics-menu"])
async def test_a_menu_of_another_version_is_reported_as_gone(
    bot: FootnoteBot, ada: Person, general: Channel, custom_id: str
) -> None:
    topics = await (await ada.slash(general, "topics")).answered()
    topics.menus[0]["custom_id"] = custom_id.format(ada=ada.id)
    told = await (await ada.selects(topics, topics.menus[0]["options"][0]["value"])).answered()
    assert (told.ephemeral, told.content) == (True, discord_wording.GONE)
