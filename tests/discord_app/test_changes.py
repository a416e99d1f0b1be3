"""Questions that are edited or deleted, and what becomes of their answers."""

from __future__ import annotations

import pytest

from bot.matching.matcher import Matcher
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Person

pytestmark = pytest.mark.usefixtures("listening")


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


async def test_an_edit_to_what_the_article_does_not_say_is_told_to_whoever_asked_the_bot(
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


async def test_an_edited_command_keeps_the_page_that_it_showed(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    command = await ada.says(general, "!read 3")
    reply = await stub.next_reply(to=command)
    await ada.edits(command, "!read 4")
    await stub.settled()
    assert reply.embed["title"].startswith("¶ 3 of ")


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
