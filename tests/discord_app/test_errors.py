"""A failure is one calm line for the person, and in the log under the same id."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from bot.conversation.lookup import Suggestions
from bot.conversation.wordings import discord_wording
from bot.discord_app import privacy, reply_pages
from bot.discord_app.client import FootnoteBot
from bot.discord_app.page import Page
from bot.discord_app.pages import Pages
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import WHO, WHOM, ScriptedMatcher, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Message, Person


@pytest.fixture
async def failing(start_bot: StartBot, scripted: ScriptedMatcher, general: Channel) -> AsyncGenerator[FootnoteBot]:
    """The bot with a matcher that fails; it listens in the general channel."""
    scripted.breaks = True
    async with start_bot(knowing=scripted, listen_channels=frozenset({general.id})) as bot:
        yield bot


def is_logged(line: str, log: pytest.LogCaptureFixture) -> bool:
    """Whether a line is the calm one, and its id stands in the log exactly once."""
    found = re.search(r"\(error ([0-9a-f]{8})\)", line)
    assert found is not None, line
    assert line == discord_wording.went_wrong(found[1])
    return sum(found[1] in record.getMessage() for record in log.records) == 1


@pytest.mark.usefixtures("failing")
async def test_a_slash_command_that_fails_is_reported_privately(
    ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    told = await (await ada.slash(general, "ask", question=WHO)).answered()
    assert told.ephemeral
    assert is_logged(told.content, caplog)


@pytest.mark.usefixtures("failing")
async def test_a_message_menu_that_fails_is_reported_privately(
    ada: Person, ben: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    interaction = await ada.uses_message_menu(await ben.says(general, "x"), "Find in the article")
    told = await interaction.answered()
    assert told.ephemeral
    assert is_logged(told.content, caplog)


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("text", ["<bot> {}", "!ask {}", "<bot> ask {}"])
async def test_a_message_that_fails_is_answered_in_the_channel(
    stub: DiscordStub, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    question = await ada.says(general, text.replace("<bot>", stub.bot.mention).format(WHO))
    told = await stub.next_reply(to=question)
    await stub.settled()
    assert is_logged(told.content, caplog)
    assert told.pings == frozenset()
    assert stub.said_in(general) == [told]


@pytest.mark.usefixtures("failing")
async def test_a_direct_message_that_fails_is_answered_directly(
    stub: DiscordStub, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    told = await stub.next_reply(to=await ada.says(stub.dm(ada), WHO))
    assert is_logged(told.content, caplog)


@pytest.mark.usefixtures("failing")
async def test_a_message_to_nobody_that_fails_is_a_matter_for_the_log_alone(
    stub: DiscordStub, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    await ada.says(general, WHO)
    await stub.settled()
    assert stub.said_in(general) == []
    assert sum(record.getMessage().startswith("error ") for record in caplog.records) == 1


async def test_an_edit_that_fails_is_reported_once_and_leaves_the_answer_until_a_later_edit_repairs_it(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    general: Channel,
    scripted: ScriptedMatcher,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with start_bot(knowing=scripted):
        question = await ada.says(general, f"!ask {WHO}")
        answer = await stub.next_reply(to=question)
        scripted.breaks = True
        await ada.edits(question, "!ask who met Goyal")
        told = await stub.next_reply(to=question)
        assert is_logged(told.content, caplog)
        await ada.edits(question, "!ask who else met Goyal")
        await stub.settled()
        assert stub.replies_to(question) == [answer, told]
        assert answer.revisions == []
        scripted.breaks = False
        await ada.edits(question, f"!ask {WHOM}")
        await stub.settled()
    assert gives(answer, passage_for(scripted, WHOM))
    assert stub.replies_to(question) == [answer]


async def test_the_apology_for_a_failed_edit_is_deleted_with_the_question(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    async with start_bot(knowing=scripted):
        question = await ada.says(general, f"!ask {WHO}")
        await stub.next_reply(to=question)
        scripted.breaks = True
        await ada.edits(question, "!ask who met Goyal")
        await stub.next_reply(to=question)
        await ada.deletes(question)
        await stub.settled()
    assert stub.said_in(general) == []


async def test_a_failed_edit_of_a_question_to_nobody_is_a_matter_for_the_log_alone(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    general: Channel,
    scripted: ScriptedMatcher,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with start_bot(knowing=scripted, listen_channels=frozenset({general.id})):
        question = await ada.says(general, WHO)
        answer = await stub.next_reply(to=question)
        scripted.breaks = True
        await ada.edits(question, WHOM)
        await stub.settled()
    assert stub.said_in(general) == [answer]
    assert sum(record.getMessage().startswith("error ") for record in caplog.records) == 1


async def test_a_button_that_fails_is_reported_privately_and_the_message_stays(
    stub: DiscordStub,
    bot: FootnoteBot,
    ada: Person,
    general: Channel,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
    topics = await stub.next_reply(to=await ada.says(general, "!topics"))
    before = answer.text

    def broken(*_: object, **__: object) -> Page:
        raise KeyError("broken")

    for name in ("passage", "topic", "related"):
        monkeypatch.setattr(Pages, name, broken)
    for press in (
        await ada.presses(answer, emoji="▶️"),
        await ada.presses(answer, "Related topics"),
        await ada.selects(topics, topics.menus[0]["options"][0]["value"]),
    ):
        told = await press.answered()
        assert told.ephemeral
        assert is_logged(told.content, caplog)
    assert answer.text == before


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("command", "option"), [("ask", "question"), ("topic", "name")])
@pytest.mark.parametrize("typed", ["", "goyal", "x" * 1000])
async def test_suggestions_that_fail_are_one_line_that_stands_for_what_was_typed(
    ada: Person,
    general: Channel,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    option: str,
    typed: str,
) -> None:
    def broken(*_: object) -> list[str]:
        raise RuntimeError("broken")

    monkeypatch.setattr(Suggestions, "ranked", broken)
    (only,) = await ada.autocompletes(general, command, focused=option, value=typed)
    assert is_logged(only.name, caplog)
    assert only.value == (typed[:100] or "?")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("command", ["topics", "topic", "read", "summary", "help", "about", "privacy"])
async def test_every_command_tells_of_its_failure_as_a_slash_and_as_a_text_command(
    stub: DiscordStub,
    ada: Person,
    general: Channel,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    def broken(*_: object, **__: object) -> Page:
        raise RuntimeError("broken")

    for name in ("topics", "topic", "paragraphs", "summary", "about"):
        monkeypatch.setattr(Pages, name, broken)
    monkeypatch.setattr(reply_pages, "help_page", broken)
    monkeypatch.setattr(privacy, "page_on_privacy", broken)
    options: dict[str, Any] = {"name": "narcotics"} if command == "topic" else {}
    told: list[Message] = [
        await (await ada.slash(general, command, **options)).answered(),
        await stub.next_reply(to=await ada.says(general, " ".join([f"!{command}", *options.values()]))),
    ]
    assert [message.ephemeral for message in told] == [True, False]
    assert all(is_logged(message.content, caplog) for message in told)


@pytest.mark.usefixtures("failing")
async def test_a_failure_where_the_bot_may_not_speak_is_still_in_the_log(
    stub: DiscordStub, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    stub.faults.fails("POST", "/channels/*/messages", 5, status=403)
    await ada.says(general, f"!ask {WHO}")
    await stub.settled()
    assert stub.said_in(general) == []
    assert any(record.getMessage().startswith("error ") for record in caplog.records)


@pytest.mark.usefixtures("failing")
async def test_the_log_has_the_place_of_the_failure_but_not_the_words(
    stub: DiscordStub, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} zanzibar"))
    assert "BrokenMatcherError" in caplog.text
    assert "in reply" in caplog.text
    assert "zanzibar" not in caplog.text


async def test_after_a_failure_the_next_question_is_answered(
    failing: FootnoteBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
    scripted.breaks = False
    reply = await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
    assert "> " in reply.embed["description"]
