"""A bot whose application may not read messages that are not addressed to it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.wordings import discord_wording
from bot.discord_app import launch
from bot.matching.matcher import Matcher
from bot.settings import Settings
from tests.compiled import holding
from tests.discord_app.conftest import PromptBot, StartBot
from tests.discord_app.scripted import WHO, WHOM, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Person


@pytest.fixture
async def refused(
    stub: DiscordStub,
    general: Channel,
    matcher: Matcher,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> AsyncGenerator[None]:
    """The program, as `run` starts it, at a Discord that refuses the intent; stopped by SIGTERM."""
    caplog.set_level(logging.INFO)
    stub.world.policy = replace(stub.world.policy, message_content_allowed=False)
    monkeypatch.setattr(launch, "FootnoteBot", PromptBot)
    settings = Settings(token=stub.token, state=tmp_path, listen_channels=frozenset({general.id}), person_cooldown=0.0)
    running = asyncio.create_task(launch._run(settings, holding({"article": matcher})))  # pyright: ignore[reportPrivateUsage]
    await stub.ready()
    await stub.settled()
    yield
    os.kill(os.getpid(), signal.SIGTERM)
    await running


@pytest.mark.usefixtures("refused")
async def test_mentions_direct_messages_commands_and_buttons_work(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    passage = passage_for(matcher, WHO)
    mentioned = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    assert gives(mentioned, passage)
    assert gives(await stub.next_reply(to=await ada.says(stub.dm(ada), WHO)), passage)
    assert gives(await stub.next_reply(to=await ada.says(stub.dm(ada), f"!ask {WHO}")), passage)
    assert gives(await (await ada.slash(general, "ask", question=WHO)).answered(), passage)
    assert await (await ada.presses(mentioned, emoji="▶️")).answered() is mentioned
    for place, works in ((general, False), (stub.dm(ada), True)):
        told = await stub.next_reply(to=await ada.says(place, f"{stub.bot.mention} help"))
        assert ("text command" in told.text) is works
    found = await ada.uses_message_menu(await ben.says(general, WHO), discord_wording.FIND)
    assert gives(await found.answered(), passage)


@pytest.mark.usefixtures("refused")
async def test_replies_with_a_mention_follow_up_and_others_are_told_why_not(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    with_ping = await stub.next_reply(to=await ada.says(general, WHOM, reply_to=answer))
    assert gives(with_ping, passage_for(matcher, WHOM))
    without = await stub.next_reply(to=await ada.says(general, WHOM, reply_to=answer, ping=False))
    assert without.content == discord_wording.CANNOT_READ


@pytest.mark.usefixtures("refused")
async def test_the_line_about_an_unreadable_context_is_deleted_with_its_message(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    follow_up = await ada.says(general, WHOM, reply_to=answer, ping=False)
    told = await stub.next_reply(to=follow_up)
    await ada.deletes(follow_up)
    await stub.settled()
    assert told.deleted


@pytest.mark.usefixtures("refused")
async def test_a_message_withheld_by_discord_is_answered_once_its_author_mentions_the_bot(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    follow_up = await ada.says(general, WHOM, reply_to=answer, ping=False)
    told = await stub.next_reply(to=follow_up)
    await ada.edits(follow_up, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert gives(told, passage_for(matcher, WHOM))


@pytest.mark.usefixtures("refused")
async def test_a_mention_in_a_reply_to_what_cannot_be_read_is_told_the_ways_that_work(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    withheld = await ben.says(general, WHO)
    told = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} thoughts?", reply_to=withheld))
    assert told.content == discord_wording.CANNOT_READ_THAT
    own = await ada.says(general, f"{stub.bot.mention} {WHOM}", reply_to=withheld)
    assert gives(await stub.next_reply(to=own), passage_for(matcher, WHOM))


@pytest.mark.usefixtures("refused")
async def test_a_reply_that_is_only_a_sticker_is_a_reaction(stub: DiscordStub, ada: Person, general: Channel) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    await ada.says(general, reply_to=answer, ping=False, stickers=["wave"])
    await ada.says(general, reply_to=answer, attachments=["cat.png"])
    await stub.settled()
    assert stub.said_in(general) == [answer]


@pytest.mark.usefixtures("refused")
async def test_messages_that_discord_withholds_are_left_alone(stub: DiscordStub, ada: Person, general: Channel) -> None:
    for text in (WHO, f"!ask {WHO}", "!topics"):
        await ada.says(general, text)
    await stub.settled()
    assert stub.said_in(general) == []


@pytest.mark.usefixtures("refused")
async def test_an_edited_mention_changes_its_answer_and_a_deleted_one_takes_it(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    reply = await stub.next_reply(to=question)
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHOM))
    await ada.edits(question, "never mind")
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHOM))
    await ada.deletes(question)
    await stub.settled()
    assert reply.deleted


@pytest.mark.usefixtures("refused")
async def test_the_log_says_once_what_to_enable_where(stub: DiscordStub, caplog: pytest.LogCaptureFixture) -> None:
    hints = [record for record in caplog.get_records("setup") if "Message Content Intent" in record.getMessage()]
    assert len(hints) == 1
    assert "https://discord.com/developers/applications" in hints[0].getMessage()
    assert stub.requests.count("PUT", "/applications/*/commands") == 1


async def test_an_answer_from_before_the_intent_was_lost_still_has_its_buttons(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    async with start_bot():
        answer = await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
    async with start_bot(message_content=False):
        assert await (await ada.presses(answer, emoji="▶️")).answered() is answer
