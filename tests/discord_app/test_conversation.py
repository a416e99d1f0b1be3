"""Conversations: follow-ups, several questions in one message, requests for a summary."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.article.model import Passage
from bot.conversation import wording
from bot.conversation.dialogue import Dialogue
from bot.conversation.wordings import discord_wording
from bot.discord_app import contexts
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer
from tests.discord_app.scripted import (
    NOWHERE,
    WHO,
    WHOM,
    as_read,
    gives,
    miss_for,
    next_to,
    passage_for,
)
from tests.discord_app.shared import bot as bot
from tests.discord_app.shared import start_bot as start_bot
from tests.discord_app.shared import stub as stub
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot")]

FOLLOW_UPS = ("who is he", "more", "no, i meant the narcotics", "thanks, but i meant the narcotics")
SEVERAL = f"{WHO} {NOWHERE} {WHOM}"
SECRET = "zanzibar"

Ask = Callable[[str], Awaitable[Message]]


@pytest.fixture(params=["a mention", "a direct message", "a command"])
def ask(request: pytest.FixtureRequest, stub: DiscordStub, ada: Person, general: Channel) -> Ask:
    """Ada asks in one of the ways, and is answered."""

    async def by_command(text: str) -> Message:
        return await (await ada.slash(general, "ask", question=text)).answered()

    async def by_message(text: str) -> Message:
        return await stub.next_reply(to=await ada.says(place, f"{opening}{text}"))

    direct = request.param == "a direct message"
    place, opening = (stub.dm(ada), "") if direct else (general, f"{stub.bot.mention} ")
    return by_command if request.param == "a command" else by_message


def passage_after(matcher: Matcher, *messages: str) -> Passage:
    """The passage with which a conversation answers the last of some messages."""
    dialogue, shown = Dialogue(matcher), None
    for message in messages[:-1]:
        shown = dialogue.shown_after(message, dialogue.reply(message, shown), shown)
    outcome = dialogue.reply(messages[-1], shown).outcome
    assert isinstance(outcome, Answer)
    return outcome.best.passage


@pytest.mark.parametrize(
    "text", ["no, i meant {}", "sorry, i was asking about {}", "wrong one, i want {}", "{} i meant"]
)
@pytest.mark.parametrize("before", ["", NOWHERE])
async def test_a_correction_of_nothing_that_was_shown_asks_what_it_means(
    ask: Ask, matcher: Matcher, before: str, text: str
) -> None:
    if before:
        await ask(before)
    assert gives(await ask(text.format("tammy bruce")), passage_for(matcher, WHO))


@pytest.mark.parametrize("follow_up", FOLLOW_UPS)
async def test_a_reply_refers_to_the_message_that_it_replies_to_and_not_to_the_last_one(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, follow_up: str
) -> None:
    first = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHOM}"))
    reply = await stub.next_reply(to=await ada.says(general, follow_up, reply_to=first))
    assert gives(reply, passage_after(matcher, WHO, follow_up))


@pytest.mark.parametrize("follow_up", FOLLOW_UPS)
async def test_a_question_refers_to_what_the_same_person_was_shown_in_the_channel(
    ask: Ask, matcher: Matcher, follow_up: str
) -> None:
    await ask(WHOM)
    assert gives(await ask(follow_up), passage_after(matcher, WHOM, follow_up))


async def test_a_question_refers_to_the_paragraph_that_was_read(ask: Ask, matcher: Matcher) -> None:
    await ask(WHO)
    await ask("read 9")
    border = passage_for(matcher, "at which border were people apprehended")
    assert gives(await ask("which border was it"), border)


async def test_a_conversation_continues_from_answer_to_answer(ask: Ask, matcher: Matcher) -> None:
    turns = [WHO, "what did she say", "more", "no, i meant the narcotics", "more"]
    for number, turn in enumerate(turns, 1):
        assert gives(await ask(turn), passage_after(matcher, *turns[:number])), turn


@pytest.mark.parametrize("text", ["wrong answer", "no, wrong one", "not what i asked", "try again"])
async def test_a_correction_gets_another_answer_or_a_request_for_words(ask: Ask, matcher: Matcher, text: str) -> None:
    first = await ask(WHO)
    another = await ask(text)
    assert another.id != first.id
    assert not gives(another, passage_for(matcher, WHO))


@pytest.mark.parametrize("other", ["another person", "another channel", "a direct message"])
async def test_a_question_refers_to_no_other_conversation(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, quiet: Channel, matcher: Matcher, other: str
) -> None:
    await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    person = ben if other == "another person" else ada
    place = {"another channel": quiet, "a direct message": stub.dm(ada)}.get(other, general)
    reply = await stub.next_reply(to=await person.says(place, f"{stub.bot.mention} what does she say next?"))
    assert not gives(reply, passage_after(matcher, WHO, "more"))
    more = await person.says(place, f"{stub.bot.mention} more")
    await stub.settled()
    assert not any(gives(each, next_to(passage_for(matcher, WHO), matcher)) for each in stub.replies_to(more))


async def test_a_question_refers_to_nothing_that_was_shown_long_ago(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    monkeypatch.setattr(contexts, "LATELY", 0.0)
    late = await ada.says(general, f"{stub.bot.mention} more")
    await stub.settled()
    assert not any(gives(each, next_to(passage_for(matcher, WHO), matcher)) for each in stub.replies_to(late))
    reply = await stub.next_reply(to=await ada.says(general, "more", reply_to=answer))
    assert gives(reply, next_to(passage_for(matcher, WHO), matcher))


async def test_somebody_elses_message_does_not_refer_to_what_the_asker_was_shown(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    theirs = await ben.says(general, "when did he go")
    await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHOM}"))
    found = await (await ada.uses_message_menu(theirs, discord_wording.FIND)).answered()
    pointed = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} ^", reply_to=theirs))
    for reply in (found, pointed):
        assert not gives(reply, passage_after(matcher, WHOM, "when did he go"))


@pytest.mark.parametrize("correction", ["no, i meant Landau", "sorry, i meant the narcotics", "the other one"])
async def test_a_correction_gets_the_passage_that_was_meant(ask: Ask, matcher: Matcher, correction: str) -> None:
    await ask(WHOM)
    meant = passage_after(matcher, WHOM, correction)
    assert meant != passage_for(matcher, WHOM)
    assert gives(await ask(correction), meant)


async def test_a_correction_by_a_reply_is_for_anybody(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHOM}"))
    reply = await stub.next_reply(to=await ben.says(general, "no, i meant Landau", reply_to=answer))
    assert gives(reply, passage_after(matcher, WHOM, "no, i meant Landau"))


@pytest.mark.parametrize("follow_up", ["say that again", "which paragraph?"])
async def test_an_answer_is_shown_again_to_anybody_who_replies_to_it(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher, follow_up: str
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHOM}"))
    reply = await stub.next_reply(to=await ben.says(general, follow_up, reply_to=answer))
    assert gives(reply, passage_for(matcher, WHOM))


async def test_several_questions_are_answered_in_one_reply_that_names_what_the_article_does_not_say(
    stub: DiscordStub, ask: Ask, general: Channel, ada: Person, matcher: Matcher
) -> None:
    reply = await ask(SEVERAL)
    assert gives(reply, passage_for(matcher, WHO))
    assert gives(reply, passage_for(matcher, WHOM))
    assert as_read(reply.text).index(f"“{WHO.rstrip('?')}”") < as_read(reply.text).index(f"“{WHOM.rstrip('?')}”")
    gap = miss_for(matcher, NOWHERE).gap
    assert gap is not None
    assert f"“{NOWHERE.rstrip('?')}”: {gap.note}" in as_read(reply.text)
    await stub.settled()
    assert [*stub.said_in(general), *stub.said_in(stub.dm(ada))] == [reply]


async def test_all_of_several_unanswered_questions_stand_above_the_topic_buttons(ask: Ask, matcher: Matcher) -> None:
    reply = await ask(f"{NOWHERE} and how tall is the tower of Zanzibar?")
    lines = as_read(reply.text).splitlines()
    gap = miss_for(matcher, NOWHERE).gap
    assert gap is not None
    of_tower = next(line for line in lines if "Zanzibar" in line)
    near = next(line for line in lines if line in (f"{wording.NEAREST}:", f"{wording.NOTHING_NEAR}:"))
    assert lines.index(gap.note) < lines.index(of_tower) < lines.index(near)


async def test_a_reply_to_several_answers_continues_from_the_last_of_them(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {SEVERAL}"))
    more = await stub.next_reply(to=await ada.says(general, "more", reply_to=answer))
    assert gives(more, passage_after(matcher, SEVERAL, "more"))
    assert gives(more, next_to(passage_for(matcher, WHOM), matcher))


@pytest.mark.parametrize("text", ["tldr", "TL;DR please", "can you sum it up"])
async def test_a_request_for_a_summary_gets_the_summary(ask: Ask, matcher: Matcher, text: str) -> None:
    assert matcher.article.summary in as_read((await ask(text)).text)


@pytest.mark.parametrize(("text", "count"), [("3 key points", 3), ("give me the four main points", 4)])
async def test_a_request_for_key_points_gets_that_many(ask: Ask, matcher: Matcher, text: str, count: int) -> None:
    lines = as_read((await ask(text)).text).split("\n")
    points = wording.key_points(matcher.article, count)
    assert len(points) == count
    assert [line.removeprefix("- ") for line in lines if line.startswith("- ")] == points


@pytest.mark.parametrize(
    ("text", "kind"),
    [("who is in it", "person"), ("who are the people in this?", "person"), ("which countries are in it", "country")],
)
async def test_a_question_who_or_what_is_in_the_article_gets_the_names(
    ask: Ask, matcher: Matcher, text: str, kind: str
) -> None:
    lines = as_read((await ask(text)).text).split("\n")
    assert [line.removeprefix("- ") for line in lines if line.startswith("- ")] == wording.names(matcher.article, kind)


async def test_thanks_and_reactions_of_many_words_get_no_text(stub: DiscordStub, ada: Person, general: Channel) -> None:
    thanks = [
        await ada.says(general, f"{stub.bot.mention} {text}")
        for text in ("much obliged my friend", "that was super helpful, you rock")
    ]
    for text in ("im so lost lol", "lifesaver, honestly", "ok that answers my question"):
        await ada.says(general, f"{stub.bot.mention} {text}")
        await ada.says(stub.dm(ada), text)
    await stub.settled()
    assert [message.reactions for message in thanks] == [{"👍": {stub.bot.id}}] * 2
    assert stub.said_in(general) == stub.said_in(stub.dm(ada)) == []


async def test_thanks_and_reactions_by_a_command_get_a_private_line(ada: Person, general: Channel) -> None:
    for text in ("much obliged my friend", "im so lost lol"):
        told = await (await ada.slash(general, "ask", question=text)).answered()
        assert told.ephemeral
        assert told.content
        assert told.embeds == []


@pytest.mark.parametrize(
    "statement", ["i heard Trump wants to rebalance trade deficits", "there is no trade deal yet, right?"]
)
async def test_a_statement_to_check_is_introduced_and_not_judged(ask: Ask, matcher: Matcher, statement: str) -> None:
    reply = await ask(statement)
    assert as_read(reply.embed["description"]).startswith(f"{wording.ON_THAT}\n")
    assert gives(reply, passage_after(matcher, statement))


async def test_nothing_that_was_said_is_kept_in_memory(
    bot: FootnoteBot, stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO} {SECRET}?"))
    question = await ada.says(general, f"{stub.bot.mention} {SEVERAL} what is {SECRET}?")
    await stub.next_reply(to=question)
    await ada.says(general, f"who is he, {SECRET}?", reply_to=answer)
    await ada.edits(question, f"{stub.bot.mention} {WHOM} what of {SECRET}?")
    await (await ada.slash(general, "ask", question=f"and {SECRET}?")).answered()
    await stub.settled()
    assert bot.memory.talks
    assert SECRET not in repr(bot.memory)


async def test_each_of_several_questions_without_an_answer_is_named(ask: Ask, matcher: Matcher) -> None:
    second = "What is the capital of Mongolia?"
    text = as_read((await ask(f"{NOWHERE} {second}")).text)
    for asked in (NOWHERE, second):
        assert f"“{asked.rstrip('?')}”" in text


@pytest.mark.usefixtures("bot")
async def test_a_number_opens_a_topic_of_the_list_and_then_picks_from_what_it_says(ask: Ask, matcher: Matcher) -> None:
    await ask("what topics are there")
    topic = matcher.article.sections[1]
    assert as_read((await ask("2")).text).startswith(f"{topic.title}\n{topic.summary}")
    assert gives(await ask("the third one"), topic.passages[2])
