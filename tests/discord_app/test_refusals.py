"""Lines in place of a page arrive once or not at all, and a missing one disturbs nobody."""

from __future__ import annotations

from typing import Any

import pytest

from bot.article.model import Article
from bot.conversation import wording
from bot.conversation.wordings import discord_wording
from bot.discord_app import admission
from bot.discord_app.client import FootnoteBot
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import WHO
from tests.discord_app.still_answering import answers_the_next_question
from tests.discord_stub import Channel, DiscordStub, Guild, Person

pytestmark = pytest.mark.usefixtures("no_backoff")

MESSAGES = ("POST", "/channels/*/messages")
CALLBACK = ("POST", "/interactions/*/*/callback")
AS_TEXT = ["!read thirty", "!read 99", "!topic zzqqxx", "!topcs"]


def command_of(stub: DiscordStub, name: str) -> dict[str, Any]:
    """A command as it is registered, which a test may change into one of an older version."""
    return next(command for command in stub.world.commands[0].values() if command["name"] == name)


@pytest.mark.parametrize("after_effect", [False, True])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("text", AS_TEXT)
async def test_a_line_whose_connection_is_reset_arrives_once_and_no_apology_follows(
    stub: DiscordStub,
    bot: FootnoteBot,
    ada: Person,
    general: Channel,
    text: str,
    times: int,
    after_effect: bool,
) -> None:
    fault = stub.faults.cuts(*MESSAGES, times, after_effect=after_effect)
    question = await ada.says(general, text)
    await stub.wait_for(lambda: fault.hits == times)
    await stub.settled()
    lines = [reply.content for reply in stub.replies_to(question)]
    assert len(lines) == (0 if times == 2 and not after_effect else 1)
    assert not any("Something went wrong" in line for line in lines)
    await answers_the_next_question(stub, ada, general)


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_slash_command_is_refused_once_although_the_connection_is_reset(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, after_effect: bool, article: Article
) -> None:
    command_of(stub, "read")["options"][0].pop("max_value")  # as an older version had it
    stub.faults.cuts(*CALLBACK, after_effect=after_effect)
    asked = await ada.slash(general, "read", paragraph=99)
    told = await asked.answered()
    await stub.settled()
    assert (told.ephemeral, told.content) == (True, wording.no_such_paragraph(len(article.paragraphs)))
    assert asked.followups == []


async def test_markup_characters_in_the_prefix_are_shown_literally(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    async with start_bot(prefix="**"):
        assert (await stub.next_reply(to=await ada.says(general, "**read x"))).content.endswith(r"\*\*read 3")
        assert (await stub.next_reply(to=await ada.says(general, "**topcs"))).content.endswith(r"\*\*topics?")


@pytest.mark.parametrize("denied", ["send_messages", "read_message_history"])
async def test_the_author_of_another_bots_command_hears_of_no_missing_permission(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, denied: str
) -> None:
    guild.deny(stub.bot, general, denied)
    await ada.says(general, "!topcs")
    await stub.settled()
    assert stub.said_in(stub.dm(ada)) == []


async def test_each_person_is_told_of_a_missing_permission_once_in_each_channel(
    stub: DiscordStub,
    bot: FootnoteBot,
    guild: Guild,
    ada: Person,
    ben: Person,
    general: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = guild.add_text_channel("other")
    for channel in (general, other):
        guild.deny(stub.bot, channel, "send_messages")
    for text in (f"{stub.bot.mention} {WHO}", "!topics", "!read x", f"!ask {WHO}"):
        await ada.says(general, text)
        await stub.settled()
    await ada.says(other, "!topics")
    await ben.says(general, "!topics")
    await stub.settled()
    told = [message.content for message in stub.said_in(stub.dm(ada))]
    assert [channel.mention in line for channel, line in zip((general, other), told, strict=True)] == [True, True]
    assert len(stub.said_in(stub.dm(ben))) == 1
    monkeypatch.setattr(admission, "TELL_EVERY", 0.0)
    await ada.says(general, "!topics")
    await stub.settled()
    assert len(stub.said_in(stub.dm(ada))) == 3


@pytest.mark.parametrize("text", ["<bot> who is Tammy Bruce?", "!topics", "!read x", "!topcs"])
async def test_a_refusal_for_an_unknown_reason_is_logged_and_the_channel_is_not_tried_again(
    stub: DiscordStub,
    bot: FootnoteBot,
    ada: Person,
    general: Channel,
    caplog: pytest.LogCaptureFixture,
    text: str,
) -> None:
    stub.faults.fails(*MESSAGES, 5, status=403)
    await ada.says(general, text.replace("<bot>", stub.bot.mention))
    await stub.settled()
    assert stub.requests.count(*MESSAGES) == 1
    assert caplog.text.count("Forbidden 403") == 1


async def test_a_command_of_an_older_version_is_said_to_have_changed(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    command_of(stub, "summary")["name"] = "digest"
    command_of(stub, "topic")["options"][0]["name"] = "title"
    command_of(stub, discord_wording.FIND)["name"] = "Look up"
    message = await ada.says(general, WHO)
    for interaction in (
        await ada.slash(general, "digest"),
        await ada.slash(general, "topic", title="narcotics"),
        await ada.uses_message_menu(message, "Look up"),
    ):
        told = await interaction.answered()
        assert (told.ephemeral, told.content) == (True, discord_wording.COMMAND_CHANGED)
    assert caplog.records == []


async def test_suggestions_for_a_command_of_an_older_version_are_none(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    command_of(stub, "topic")["options"][0]["name"] = "title"
    assert await ada.autocompletes(general, "topic", focused="title", value="nar") == []
    command_of(stub, "topic")["name"] = "subject"
    assert await ada.autocompletes(general, "subject", focused="title", value="nar") == []
    assert caplog.records == []


async def test_an_option_that_had_suggestions_once_has_none(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    option = command_of(stub, "read")["options"][0]
    option["autocomplete"] = True
    assert await ada.autocompletes(general, "read", focused="paragraph", value=3) == []
    assert caplog.records == []
