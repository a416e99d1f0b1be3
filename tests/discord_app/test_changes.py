"""Edited and deleted questions, and their answers."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import discord
import pytest

from bot.conversation import wording
from bot.conversation.wordings import discord_wording
from bot.discord_app.client import FootnoteBot
from bot.discord_app.messages import FRESH
from bot.matching.matcher import Matcher
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Person

pytestmark = pytest.mark.usefixtures("listening")

ANSWERS = "/channels/*/messages/*"


async def test_an_edited_question_changes_its_answer_in_place(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, WHO)
    reply = await stub.next_reply(to=question)
    await ada.edits(question, WHOM)
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHOM))
    assert stub.said_in(general) == [reply]


async def test_an_unasked_answer_goes_when_its_question_becomes_a_statement(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    question = await ada.says(general, WHO)
    reply = await stub.next_reply(to=question)
    await ada.edits(question, "Tammy Bruce spoke.")
    await stub.settled()
    assert reply.deleted
    await ada.edits(question, WHO)
    await stub.settled()
    assert stub.said_in(general) == []


async def test_an_edit_to_an_unanswered_question_gets_a_miss_if_the_bot_was_asked(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    reply = await stub.next_reply(to=question)
    await ada.edits(question, f"{stub.bot.mention} {NOWHERE}")
    await stub.settled()
    assert reply.embed["title"].startswith("The article does not say")


async def test_a_statement_that_becomes_a_question_stays_unanswered(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    statement = await ada.says(general, "I like the article.")
    await ada.edits(statement, WHO)
    await stub.settled()
    assert stub.said_in(general) == []


@pytest.mark.parametrize("form", ["{bot} {}", "{}, {bot}?", "!ask {}"])
async def test_a_recent_message_edited_to_call_the_bot_is_answered_once(
    stub: DiscordStub, ada: Person, quiet: Channel, matcher: Matcher, form: str
) -> None:
    question = await ada.says(quiet, "who is it")
    await stub.settled()
    assert not stub.replies_to(question)
    await ada.edits(question, form.format(WHO.strip("?"), bot=stub.bot.mention))
    answer = await stub.next_reply(to=question)
    assert gives(answer, passage_for(matcher, WHO))
    await ada.presses(answer, emoji="🗑️")
    await stub.wait_for(lambda: answer.deleted)
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert not [reply for reply in stub.replies_to(question) if not reply.deleted]


async def test_an_old_message_edited_to_call_the_bot_is_not_answered(
    stub: DiscordStub, ada: Person, quiet: Channel
) -> None:
    question = await ada.says(quiet, WHO)
    stub.clock.advance(FRESH + 1)
    await ada.edits(question, f"{stub.bot.mention} {WHO}")
    await stub.settled()
    assert not stub.replies_to(question)


async def test_an_overheard_message_edited_to_call_the_bot_is_answered(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, "I like the article.")
    await stub.settled()
    await ada.edits(question, f"{stub.bot.mention} {WHO}")
    assert gives(await stub.next_reply(to=question), passage_for(matcher, WHO))


async def test_a_link_preview_long_after_an_edit_brings_no_answer_from_a_bot_that_has_forgotten_the_question(
    stub: DiscordStub, ada: Person, quiet: Channel, listening: FootnoteBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = await ada.says(quiet, "who is it")
    await ada.edits(question, f"{stub.bot.mention} {WHO}")
    await stub.next_reply(to=question)
    await stub.settled()
    for remembered in (listening.memory.given, listening.memory.seen):
        remembered.clear()
    later = discord.utils.utcnow() + timedelta(seconds=FRESH)
    monkeypatch.setattr(discord.utils, "utcnow", lambda: later)
    await stub.unfurls(question)
    await stub.settled()
    assert len(stub.replies_to(question)) == 1


async def test_a_link_preview_is_no_edit(stub: DiscordStub, ada: Person, general: Channel) -> None:
    question = await ada.says(general, WHO)
    reply = await stub.next_reply(to=question)
    await stub.unfurls(question)
    await stub.settled()
    assert reply.revisions == []


async def test_a_link_preview_after_an_edit_is_no_second_edit(stub: DiscordStub, ada: Person, general: Channel) -> None:
    question = await ada.says(general, WHO)
    reply = await stub.next_reply(to=question)
    await ada.edits(question, WHOM)
    await stub.unfurls(question)
    await stub.settled()
    assert len(reply.revisions) == 1


async def test_an_edited_text_command_to_ask_changes_its_answer(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, f"!ask {WHO}")
    reply = await stub.next_reply(to=question)
    await ada.edits(question, f"!ask {WHOM}")
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHOM))


@pytest.mark.parametrize("form", ["!ask {who}", "{bot} {who}"])
@pytest.mark.parametrize("text", ["never mind, lunch?", "!rank"])
async def test_an_answer_is_deleted_when_its_question_no_longer_asks_the_bot(
    stub: DiscordStub, ada: Person, quiet: Channel, form: str, text: str
) -> None:
    question = await ada.says(quiet, form.format(who=WHO, bot=stub.bot.mention))
    reply = await stub.next_reply(to=question)
    await ada.edits(question, text)
    await stub.settled()
    assert reply.deleted


async def test_a_deleted_question_takes_its_answer_with_it(
    stub: DiscordStub, ada: Person, quiet: Channel, general: Channel
) -> None:
    for channel, text in (
        (general, WHO),
        (quiet, f"{stub.bot.mention} {WHOM}"),
        (quiet, f"!ask {WHO}"),
        (quiet, "!topics"),
        (quiet, stub.bot.mention),
        (stub.dm(ada), WHO),
    ):
        question = await ada.says(channel, text)
        reply = await stub.next_reply(to=question)
        await ada.deletes(question)
        await stub.settled()
        assert reply.deleted, text


async def test_questions_that_are_purged_take_their_answers_with_them(
    stub: DiscordStub, ada: Person, mo: Person, general: Channel
) -> None:
    questions = [await ada.says(general, f"{stub.bot.mention} {text}") for text in (WHO, WHOM, NOWHERE)]
    replies = [await stub.next_reply(to=question) for question in questions]
    await mo.deletes(*questions)
    await stub.settled()
    assert all(reply.deleted for reply in replies)


async def test_a_purge_of_questions_and_some_answers_still_takes_the_other_answers(
    stub: DiscordStub, ada: Person, mo: Person, general: Channel
) -> None:
    questions = [await ada.says(general, f"{stub.bot.mention} {text}") for text in (WHO, WHOM, NOWHERE)]
    replies = [await stub.next_reply(to=question) for question in questions]
    await mo.deletes(*questions, *replies[:2])
    await stub.settled()
    assert replies[2].deleted


async def test_an_answer_that_was_deleted_does_not_come_back_by_an_edit(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    question = await ada.says(general, WHO)
    reply = await stub.next_reply(to=question)
    await ada.presses(reply, emoji="🗑️")
    await stub.wait_for(lambda: reply.deleted)
    await ada.edits(question, WHOM)
    await ada.deletes(question)
    await stub.settled()
    assert stub.said_in(general) == []


@pytest.mark.usefixtures("no_backoff")
@pytest.mark.parametrize("fault", ["slow", "fails", "cut", "cut after it took effect"])
async def test_the_newest_of_several_quick_edits_is_answered_whatever_happens_to_the_first(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, fault: str
) -> None:
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    reply = await stub.next_reply(to=question)
    first = {
        "slow": lambda: stub.faults.slows("PATCH", ANSWERS),
        "fails": lambda: stub.faults.fails("PATCH", ANSWERS, 5),
        "cut": lambda: stub.faults.cuts("PATCH", ANSWERS),
        "cut after it took effect": lambda: stub.faults.cuts("PATCH", ANSWERS, after_effect=True),
    }[fault]()
    await ada.edits(question, f"{stub.bot.mention} {NOWHERE}")
    await first.reached.wait()
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.delivered()
    first.release()
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHOM))
    assert stub.said_in(general) == [reply]


async def test_an_edit_that_arrives_late_does_not_bring_an_older_question_back(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    reply = await stub.next_reply(to=question)
    await ada.edits(question, f"{stub.bot.mention} {NOWHERE}")
    older = question.content, question.edited_timestamp
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    question.content, question.edited_timestamp = older
    await stub.unfurls(question)
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHOM))


async def test_an_edit_while_the_answer_is_being_prepared_is_not_lost(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    gone = await ben.says(general, "first!")
    await ben.deletes(gone)
    slow = stub.faults.slows("GET", ANSWERS)
    question = await ada.says(general, f"{stub.bot.mention} {WHO}", reply_to=gone)
    await slow.reached.wait()
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.delivered()
    slow.release()
    await stub.settled()
    (reply,) = stub.replies_to(question)
    assert gives(reply, passage_for(matcher, WHOM))


async def test_a_question_that_is_deleted_while_its_answer_is_being_prepared_gets_none(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    gone = await ben.says(general, "first!")
    await ben.deletes(gone)
    slow = stub.faults.slows("GET", ANSWERS)
    question = await ada.says(general, f"{stub.bot.mention} {WHO}", reply_to=gone)
    await slow.reached.wait()
    await ada.deletes(question)
    await stub.delivered()
    slow.release()
    await stub.settled()
    assert stub.said_in(general) == []


@pytest.mark.parametrize("emptied", ["", "<bot>"])
async def test_a_question_that_is_edited_away_gets_the_line_of_an_empty_one_until_it_is_back(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, emptied: str
) -> None:
    question = await ada.says(stub.dm(ada), f"{stub.bot.mention} {WHO}", attachments=["cat.png"])
    reply = await stub.next_reply(to=question)
    await ada.edits(question, emptied.replace("<bot>", stub.bot.mention))
    await stub.settled()
    assert reply.content == wording.EMPTY_QUESTION
    assert reply.embeds == []
    assert reply.components == []
    await ada.edits(question, WHOM)
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHOM))
    assert reply.content == ""


async def test_an_unasked_answer_goes_when_its_question_is_edited_away(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    question = await ada.says(general, WHO, attachments=["cat.png"])
    reply = await stub.next_reply(to=question)
    await ada.edits(question, "")
    await stub.settled()
    assert reply.deleted


async def test_an_unasked_answer_is_asked_for_once_its_question_mentions_the_bot(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    question = await ada.says(general, WHO)
    reply = await stub.next_reply(to=question)
    await ada.edits(question, f"{stub.bot.mention} {NOWHERE}")
    await stub.settled()
    assert reply.embed["title"].startswith(wording.NO_MATCH)


async def test_an_edited_answer_follows_the_permission_to_embed(
    stub: DiscordStub, guild: Guild, ada: Person, quiet: Channel, matcher: Matcher
) -> None:
    question = await ada.says(quiet, f"!ask {WHO}")
    reply = await stub.next_reply(to=question)
    guild.deny(stub.bot, quiet, "embed_links")
    await ada.edits(question, f"!ask {WHOM}")
    await stub.settled()
    assert reply.embeds == []
    assert gives(reply, passage_for(matcher, WHOM))
    guild.reset(stub.bot, quiet)
    await ada.edits(question, f"!ask {WHO}")
    await stub.settled()
    assert reply.content == ""
    assert gives(reply, passage_for(matcher, WHO))


async def test_an_answer_whose_embed_a_moderator_took_away_is_text_from_then_on(
    stub: DiscordStub, ada: Person, mo: Person, quiet: Channel, matcher: Matcher
) -> None:
    question = await ada.says(quiet, f"!ask {WHO}")
    reply = await stub.next_reply(to=question)
    await mo.removes_embeds(reply)
    await ada.edits(question, f"!ask {WHOM}")
    await stub.settled()
    assert reply.embeds == []
    assert gives(reply, passage_for(matcher, WHOM))
    await (await ada.presses(reply, emoji="▶️")).answered()
    assert reply.embeds == []
    assert reply.content


async def test_an_unasked_answer_is_not_edited_into_a_passage_that_was_given_already(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    first = await stub.next_reply(to=await ben.says(general, WHOM))
    question = await ada.says(general, WHO)
    reply = await stub.next_reply(to=question)
    await ada.edits(question, WHOM)
    await stub.settled()
    assert reply.deleted
    assert stub.said_in(general) == [first]


async def test_an_unasked_answer_may_be_edited_into_its_own_passage(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, WHO)
    reply = await stub.next_reply(to=question)
    await ada.edits(question, WHO.upper())
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHO))


@pytest.mark.usefixtures("no_backoff")
async def test_a_purge_takes_the_other_answers_though_one_cannot_be_deleted(
    stub: DiscordStub, ada: Person, mo: Person, general: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    questions = [await ada.says(general, f"{stub.bot.mention} {text}") for text in (WHO, WHOM, NOWHERE)]
    replies = [await stub.next_reply(to=question) for question in questions]
    fault = stub.faults.fails("DELETE", ANSWERS, 5)
    await mo.deletes(*questions)
    await stub.settled()
    assert fault.hits == 5
    assert sorted(reply.deleted for reply in replies) == [False, True, True]
    assert sum(record.getMessage().startswith("error ") for record in caplog.records) == 1


async def test_the_end_waits_for_an_answer_that_goes_with_its_question(
    listening: FootnoteBot, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    reply = await stub.next_reply(to=question)
    slow = stub.faults.slows("DELETE", ANSWERS)
    await ada.deletes(question)
    await slow.reached.wait()
    leaving = asyncio.create_task(listening.leave())
    await ada.says(general, "bye")
    await stub.delivered()  # so the bot is still there
    assert not leaving.done()
    slow.release()
    await leaving
    assert reply.deleted


async def test_a_bot_that_leaves_hears_nothing_new_and_says_so_where_it_can_in_private(
    listening: FootnoteBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    slow = stub.faults.slows("POST", "/channels/*/messages")
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    await slow.reached.wait()
    leaving = asyncio.create_task(listening.leave())
    late = [await ada.says(general, f"{stub.bot.mention} {WHOM}"), await ada.says(general, WHOM)]
    told = await (await ada.slash(general, "ask", question=WHOM)).answered()
    await stub.delivered()
    slow.release()
    await leaving
    assert told.ephemeral
    assert told.content == discord_wording.LEAVING
    assert len(stub.replies_to(question)) == 1
    assert [stub.replies_to(message) for message in late] == [[], []]
    assert WHOM not in scripted.asked
