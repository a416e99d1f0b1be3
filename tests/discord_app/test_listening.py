"""Channels in which the bot listens: what it answers unasked, and above all what it leaves alone."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Person


@pytest.fixture
def quiet(guild: Guild) -> Channel:
    """A channel that no admin named."""
    return guild.add_text_channel("quiet")


@pytest.fixture
def forum(guild: Guild) -> Channel:
    """A forum that an admin named."""
    return guild.add_forum("questions")


@pytest.fixture
async def listening(
    start_bot: StartBot, scripted: ScriptedMatcher, general: Channel, forum: Channel
) -> AsyncGenerator[FootnoteBot]:
    """The bot, listening in the general channel and in the forum."""
    async with start_bot(knowing=scripted, listen_channels=frozenset({general.id, forum.id})) as bot:
        yield bot


pytestmark = pytest.mark.usefixtures("listening")


async def test_a_plain_question_is_answered_unasked(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    reply = await stub.next_reply(to=await ada.says(general, WHO))
    assert gives(reply, passage_for(matcher, WHO))
    assert reply.pings == frozenset()


async def test_other_channels_are_left_alone(stub: DiscordStub, ada: Person, quiet: Channel) -> None:
    await ada.says(quiet, WHO)
    await stub.settled()
    assert stub.said_in(quiet) == []


@pytest.mark.parametrize(
    "text",
    [
        "hello everyone",
        "I met Tammy Bruce once.",
        NOWHERE,
        "lol",
        "thanks!",
        "",
        f"`{WHO}`",
        f"```\n{WHO}\n```",
        f"> {WHO}\nwhat a question",
        f"https://example.org/ {WHO}",
        f"?ask {WHO}",
        f"!play {WHO}",
        f"/ask {WHO}",
        f"@everyone {WHO}",
        f"<@123456789012345678> {WHO}",
        "🦆🦆🦆",
        f"{WHO} " * 30,
    ],
)
async def test_everything_else_is_met_with_silence(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    await ada.says(general, text, attachments=[] if text else ["cat.png"])
    await stub.settled()
    assert stub.said_in(general) == []


async def test_what_could_mean_several_passages_is_met_with_silence(
    stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script[WHO] = scripted.choices(WHO, WHOM)
    await ada.says(general, WHO)
    await stub.settled()
    assert scripted.asked[-1] == (WHO, None)
    assert stub.said_in(general) == []


async def test_the_same_passage_is_not_repeated_in_a_channel(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    await stub.next_reply(to=await ada.says(general, WHO))
    again = await ben.says(general, WHO)
    other = await ben.says(general, WHOM)
    assert gives(await stub.next_reply(to=other), passage_for(matcher, WHOM))
    await stub.settled()
    assert stub.replies_to(again) == []


async def test_who_asks_the_bot_itself_gets_the_passage_again(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    await stub.next_reply(to=await ada.says(general, WHO))
    asked = await ben.says(general, f"{stub.bot.mention} {WHO}")
    assert gives(await stub.next_reply(to=asked), passage_for(matcher, WHO))


async def test_repeats_are_counted_by_channel(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    await stub.next_reply(to=await ada.says(general, WHO))
    await stub.next_reply(to=await ada.says(guild.add_thread(general, "aside"), WHO))


async def test_threads_and_posts_under_a_listened_channel_are_listened_to(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, forum: Channel, quiet: Channel
) -> None:
    await stub.next_reply(to=await ada.says(guild.add_thread(general, "aside"), WHO))
    await stub.next_reply(to=await ada.posts(forum, "Who?", WHO))
    aside = guild.add_thread(quiet, "aside")
    await ada.says(aside, WHO)
    await stub.settled()
    assert stub.said_in(aside) == []


async def test_a_question_to_another_member_in_a_reply_is_answered_like_any_other(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    said = await ben.says(general, "Interesting article.")
    await stub.next_reply(to=await ada.says(general, WHO, reply_to=said))


async def test_bots_webhooks_and_system_messages_are_never_answered(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    robot = guild.add_member("robot", bot=True)
    await robot.says(general, WHO)
    await stub.webhook_says(general, WHO)
    for kind in (6, 7, 8, 18):
        await ada.says(general, WHO, type=kind)
    await stub.settled()
    assert stub.said_in(general) == []


async def test_the_bot_does_not_answer_itself(stub: DiscordStub, ada: Person, general: Channel) -> None:
    answer = await stub.next_reply(to=await ada.says(general, WHO))
    await (await ada.slash(general, "summary")).answered()
    await stub.settled()
    assert stub.replies_to(answer) == []
    assert len(stub.said_in(general)) == 2


async def test_a_forwarded_question_is_not_asked_by_whoever_forwards_it(
    stub: DiscordStub, ada: Person, quiet: Channel, general: Channel
) -> None:
    await ada.forwards(await ada.says(quiet, WHO), general)
    await stub.settled()
    assert stub.said_in(general) == []


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


async def test_a_link_preview_after_an_edit_is_no_second_edit(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
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
