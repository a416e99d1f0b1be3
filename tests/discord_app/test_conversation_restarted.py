"""Conversations with a bot that is restarted, that listens, or whose answers are scripted."""

from __future__ import annotations

import pytest

from bot.conversation import wording
from bot.conversation.wordings import language_wording
from bot.matching.matcher import Matcher
from bot.store.server_settings import AnswerPlace
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import Pause, StartBot
from tests.discord_app.scripted import WHO, WHOM, ScriptedMatcher, gives, next_to, passage_for
from tests.discord_app.test_conversation import FOLLOW_UPS, passage_after
from tests.discord_stub import Channel, DiscordStub, Guild, Person

DOUBTFUL = "which minister signs the first harbour treaty?"


@pytest.mark.parametrize("follow_up", FOLLOW_UPS)
async def test_a_reply_to_an_answer_refers_to_it(
    stub: DiscordStub, pause: Pause, ada: Person, general: Channel, matcher: Matcher, follow_up: str
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    await pause()
    reply = await stub.next_reply(to=await ada.says(general, follow_up, reply_to=answer))
    assert gives(reply, passage_after(matcher, WHO, follow_up))


@pytest.mark.usefixtures("listening")
async def test_a_question_refers_to_an_answer_that_nobody_asked_for(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    await stub.next_reply(to=await ada.says(general, WHO))
    reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} more"))
    assert gives(reply, next_to(passage_for(matcher, WHO), matcher))


@pytest.mark.parametrize("leaning_by", ["a reply", "what was shown"])
async def test_an_edited_question_keeps_its_context(
    stub: DiscordStub, pause: Pause, ada: Person, general: Channel, matcher: Matcher, leaning_by: str
) -> None:
    await pause()
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    reply_to = answer if leaning_by == "a reply" else None
    question = await ada.says(general, f"{stub.bot.mention} no, i meant Landau", reply_to=reply_to)
    reply = await stub.next_reply(to=question)
    for edited in FOLLOW_UPS:
        await ada.edits(question, f"{stub.bot.mention} {edited}")
        await stub.settled()
        assert gives(reply, passage_after(matcher, WHO, edited)), edited


@pytest.mark.parametrize("where", AnswerPlace)
async def test_an_edit_after_a_restart_changes_the_answer_that_stands_there(
    start_bot: StartBot,
    stub: DiscordStub,
    guild: Guild,
    ada: Person,
    general: Channel,
    matcher: Matcher,
    where: AnswerPlace,
) -> None:
    async with start_bot() as bot:
        await choose(bot, guild, answers=where)
        question = await ada.says(general, f"{stub.bot.mention} {WHO}")
        await stub.settled()
    place = general if where is AnswerPlace.CHANNEL else stub.world.channels[question.id]
    (answer,) = stub.said_in(place)
    async with start_bot():
        for text in (WHOM, WHO):
            await ada.edits(question, f"{stub.bot.mention} {text}")
            await stub.settled()
            assert stub.said_in(place) == [answer]
            assert gives(answer, passage_for(matcher, text))
        await ada.deletes(question)
        await stub.settled()
        assert not stub.said_in(place)


@pytest.mark.usefixtures("listening")
async def test_another_language_gets_a_line_by_mention_and_silence_where_the_bot_listens(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    text = "Was haben die beiden Minister besprochen und warum?"
    overheard = await ada.says(general, text)
    reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {text}"))
    assert (reply.content, reply.embeds) == (language_wording.only_english("de"), [])
    await stub.settled()
    assert stub.replies_to(overheard) == []


@pytest.mark.parametrize(("said", "count"), [("yes, that one", 1), ("both please", 2)])
async def test_a_yes_or_both_chooses_of_what_was_offered_in_doubt(
    start_bot: StartBot,
    stub: DiscordStub,
    ada: Person,
    general: Channel,
    scripted: ScriptedMatcher,
    said: str,
    count: int,
) -> None:
    scripted.script[DOUBTFUL] = choices = scripted.choices(WHO, WHOM, "what about tariffs?")
    passages = [candidate.passage for candidate in choices.candidates]
    async with start_bot(knowing=scripted):
        doubt = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {DOUBTFUL}"))
        at_once = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {said}"))
    async with start_bot(knowing=scripted):
        restarted = await stub.next_reply(to=await ada.says(general, said, reply_to=doubt))
    for reply in (at_once, restarted):
        assert [passage for passage in passages if gives(reply, passage)] == passages[:count]


async def test_doubt_shows_the_likeliest_quote_whole_and_a_button_for_each_other_one(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script[DOUBTFUL] = choices = scripted.choices(WHO, WHOM, "what about tariffs?")
    first, *others = (candidate.passage for candidate in choices.candidates)
    async with start_bot(knowing=scripted):
        for other in others:
            reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {DOUBTFUL}"))
            assert wording.PERHAPS in reply.embed["title"]
            assert gives(reply, first)
            assert not gives(reply, other)
            await (await ada.presses(reply, scripted.article.section_of(other).title)).answered()
            assert gives(reply, other)
