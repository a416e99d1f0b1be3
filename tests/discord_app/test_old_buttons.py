"""Buttons of messages older than the index, whose passages no longer exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.wordings import discord_wording
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, as_read, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Person


@pytest.fixture
def rewritten(cats_matcher: Matcher) -> Matcher:
    """The matcher of quite another article."""
    return cats_matcher


async def test_a_passage_that_is_gone_is_reported_as_gone(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, rewritten: Matcher
) -> None:
    async with start_bot():
        answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    async with start_bot(knowing=rewritten):
        for press in ({"emoji": "▶️"}, {"emoji": "◀️"}, {"label": "Not what I asked"}):
            told = await (await ada.presses(answer, **press)).answered()
            assert (told.ephemeral, told.content) == (True, discord_wording.GONE), press
        assert gives(answer, passage_for(matcher, WHO))


async def test_other_candidates_are_reported_as_gone_when_the_passages_were_reordered(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot():
        answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    reordered = replace(matcher.article, sections=matcher.article.sections[::-1])
    async with start_bot(knowing=ScriptedMatcher(matcher, reordered)):
        told = await (await ada.presses(answer, "Not what I asked")).answered()
        assert (told.ephemeral, told.content) == (True, discord_wording.GONE)
        await (await ada.presses(answer, emoji="▶️")).answered()


async def test_related_topics_of_a_topic_that_is_gone_are_all_topics_there_are(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, rewritten: Matcher
) -> None:
    async with start_bot():
        answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    async with start_bot(knowing=rewritten):
        related = await (await ada.presses(answer, "Related topics")).answered()
        assert [option["value"] for option in related.menus[0]["options"]] == ["days", "library"]


async def test_topics_choices_and_menus_that_are_gone_are_said_to_be_gone(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    general: Channel,
    scripted: ScriptedMatcher,
    rewritten: Matcher,
) -> None:
    scripted.script["which?"] = scripted.choices(WHO, WHOM)
    async with start_bot(knowing=scripted):
        choices = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} which?"))
        miss = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {NOWHERE}"))
        topics = await (await ada.slash(general, "topics")).answered()
        topic = await (await ada.slash(general, "topic", name=scripted.article.sections[0].id)).answered()
    async with start_bot(knowing=rewritten):
        presses = [
            await ada.presses(choices, choices.labels[0]),
            await ada.presses(miss, miss.labels[0]),
            await ada.selects(topics, topics.menus[0]["options"][0]["value"]),
            await ada.selects(topic, topic.menus[0]["options"][0]["value"]),
        ]
        for press in presses:
            told = await press.answered()
            assert (told.ephemeral, told.content) == (True, discord_wording.GONE)


async def test_a_removed_passage_cannot_be_published(
    start_bot: StartBot, ada: Person, ben: Person, general: Channel, rewritten: Matcher
) -> None:
    async with start_bot():
        message = await ben.says(general, WHO)
        found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    async with start_bot(knowing=rewritten):
        told = await (await ada.presses(found, "Show to everyone")).answered()
        assert (told.ephemeral, told.content) == (True, discord_wording.GONE)


async def test_a_paragraph_after_the_new_end_leads_to_the_end(
    start_bot: StartBot, ada: Person, general: Channel, rewritten: Matcher
) -> None:
    async with start_bot():
        page = await (await ada.slash(general, "read", paragraph=12)).answered()
    async with start_bot(knowing=rewritten):
        await (await ada.presses(page, emoji="▶️")).answered()
        assert page.embed["title"] == "¶ 2 of 2"
        assert rewritten.article.paragraphs[1] in as_read(page.text)


async def test_old_messages_can_still_be_deleted(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, rewritten: Matcher
) -> None:
    async with start_bot():
        answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    async with start_bot(knowing=rewritten):
        await ada.presses(answer, emoji="🗑️")
        await stub.wait_for(lambda: answer.deleted)


async def test_a_reply_to_an_answer_about_a_topic_that_is_gone_is_a_question_of_its_own(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, rewritten: Matcher
) -> None:
    async with start_bot():
        answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    async with start_bot(knowing=rewritten):
        reply = await stub.next_reply(to=await ada.says(general, "when do cats hunt", reply_to=answer))
        assert gives(reply, passage_for(rewritten, "when do cats hunt"))


async def test_choices_work_after_a_restart(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script["which?"] = scripted.choices(WHO, WHOM)
    async with start_bot(knowing=scripted):
        choices = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} which?"))
    async with start_bot():
        await (await ada.presses(choices, choices.labels[1])).answered()
        assert gives(choices, passage_for(scripted, WHOM))
