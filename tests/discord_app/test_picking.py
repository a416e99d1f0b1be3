"""Lines that pick from what was shown: "5" from a list, "next" from a paragraph, as in the terminal."""

from __future__ import annotations

import pytest

from bot.conversation import wording
from bot.conversation.wordings import discord_wording
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import Pause, StartBot
from tests.discord_app.scripted import WHO, WHOM, ScriptedMatcher, as_read, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

SECOND = ("2", "#2", "2.", "the second one", "2nd", "second", "ok number two please", "option 2")
DOUBTFUL = "which minister signs the first harbour treaty?"


async def asks(stub: DiscordStub, person: Person, channel: Channel, text: str, to: Message | None = None) -> Message:
    return await stub.next_reply(to=await person.says(channel, text, reply_to=to))


@pytest.mark.parametrize("way", ["a reply", "a mention", "a direct message"])
async def test_a_number_picks_a_topic_from_the_list(
    pause: Pause, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, way: str
) -> None:
    place = stub.dm(ada) if way == "a direct message" else general
    for said in SECOND:
        topics = await asks(stub, ada, place, f"{stub.bot.mention} topics")
        if way == "a reply":
            await pause()
        opening = "" if way != "a mention" else f"{stub.bot.mention} "
        topic = await asks(stub, ada, place, f"{opening}{said}", to=topics if way == "a reply" else None)
        assert as_read(topic.text).startswith(matcher.article.sections[1].title), said


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", [*SECOND, "1-3", "the first one", "next", "previous"])
async def test_where_nothing_is_listed_what_picks_gets_a_word_where_the_bot_is_called_and_else_silence(
    stub: DiscordStub, guild: Guild, ben: Person, ada: Person, general: Channel, said: str
) -> None:
    for place in (guild.add_text_channel("aside"), stub.dm(ben)):
        assert (await asks(stub, ben, place, f"{stub.bot.mention} {said}")).text
    answer = await asks(stub, ada, general, f"{stub.bot.mention} {WHO}")
    seconded = await ben.says(general, "second that", reply_to=answer)
    await stub.settled()
    assert not stub.replies_to(seconded)


@pytest.mark.usefixtures("bot")
async def test_a_number_picks_from_whatever_the_bot_listed_last(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    at = stub.bot.mention
    await asks(stub, ada, general, f"{at} what topics are there?")
    await asks(stub, ada, general, f"{at} 3")
    section = matcher.article.sections[2]
    assert gives(await asks(stub, ada, general, f"{at} the second one"), section.passages[1])
    assert gives(await asks(stub, ada, general, f"{at} no, 3"), section.passages[2])
    assert gives(await asks(stub, ada, general, f"{at} the last one"), section.passages[-1])


async def test_a_number_picks_from_what_was_perhaps_meant(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script[DOUBTFUL] = scripted.choices(WHO, WHOM)
    async with start_bot(knowing=scripted):
        perhaps = await asks(stub, ada, general, f"{stub.bot.mention} {DOUBTFUL}")
        for said, passage in (("1", passage_for(scripted, WHO)), ("the second one", passage_for(scripted, WHOM))):
            assert gives(await asks(stub, ada, general, said, to=perhaps), passage)


@pytest.mark.usefixtures("bot")
async def test_a_number_picks_from_several_answers_and_from_the_nearest_topics(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    several = await asks(stub, ada, general, f"{stub.bot.mention} {WHO} {WHOM}")
    assert gives(await asks(stub, ada, general, "2", to=several), passage_for(matcher, WHOM))
    miss = await asks(stub, ada, general, f"{stub.bot.mention} what is the capital of mongolia?")
    topic = await asks(stub, ada, general, "the first", to=miss)
    assert as_read(topic.text).startswith(miss.labels[0].removesuffix("…"))


async def test_several_numbers_pick_several_passages_and_one_topic_is_opened_at_a_time(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script[DOUBTFUL] = scripted.choices(WHO, WHOM)
    async with start_bot(knowing=scripted):
        perhaps = await asks(stub, ada, general, f"{stub.bot.mention} {DOUBTFUL}")
        both = as_read((await asks(stub, ada, general, "1 and 2 please", to=perhaps)).text)
        assert all(passage_for(scripted, question).quote in both for question in (WHO, WHOM))
        topics = await asks(stub, ada, general, f"{stub.bot.mention} topics")
        assert (await asks(stub, ada, general, "2 and 3", to=topics)).content == wording.ONE_AT_A_TIME


@pytest.mark.usefixtures("bot")
async def test_more_needs_something_that_was_shown(stub: DiscordStub, ada: Person, general: Channel) -> None:
    for text in ("next", "more", "previous", "/next"):
        assert (await asks(stub, ada, general, f"{stub.bot.mention} {text}")).content == wording.NOTHING_SHOWN


@pytest.mark.usefixtures("bot")
async def test_a_number_that_the_list_does_not_have_is_reported(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    topics = await asks(stub, ada, general, f"{stub.bot.mention} topics")
    count = len(topics.menus[0]["options"])
    for said in ("0", str(count + 1)):
        assert (await asks(stub, ada, general, said, to=topics)).text == wording.no_such_place(count)


@pytest.mark.usefixtures("bot")
async def test_a_number_picks_nothing_from_a_list_shown_to_somebody_else(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    await asks(stub, ada, general, f"{stub.bot.mention} topics")
    said = await asks(stub, ben, general, f"{stub.bot.mention} the second one")
    assert said.content == discord_wording.HOW_TO_ASK_ON_DISCORD


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", ["the whole paragraph", "show me the full paragraph please", "context?"])
async def test_after_an_answer_its_paragraph_is_shown_whole(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, said: str
) -> None:
    passage = passage_for(matcher, WHO)
    for place, opening in ((stub.dm(ada), ""), (general, f"{stub.bot.mention} ")):
        answer = await asks(stub, ada, place, f"{opening}{WHO}")
        for reply in (await asks(stub, ada, place, f"{opening}{said}"), await asks(stub, ada, place, said, to=answer)):
            assert as_read(reply.text).startswith(f"¶ {passage.paragraph} of ")
        for again in (said, "repeat that", "which paragraph?"):
            reply = await asks(stub, ada, place, f"{opening}{again}")
            assert as_read(reply.text).startswith(f"¶ {passage.paragraph} of ")
        assert "Tammy Bruce's age" in (await asks(stub, ada, place, f"{opening}how old is she?")).text


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("said", ["page 3", "p. 3", "go to page 3", "p3", "what's on page 3?", "what does page 3 say"])
async def test_a_page_is_a_paragraph(stub: DiscordStub, ada: Person, general: Channel, said: str) -> None:
    assert as_read((await asks(stub, ada, general, f"{stub.bot.mention} {said}")).text).startswith("¶ 3 of ")


@pytest.mark.usefixtures("bot")
async def test_after_a_paragraph_next_and_previous_turn_the_pages(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    for place, opening in ((stub.dm(ada), ""), (general, f"{stub.bot.mention} ")):
        page = await asks(stub, ada, place, f"{stub.bot.mention} read 2")
        for said, number in (("next", 3), ("more", 4), ("previous", 3), ("go back", 2), ("go on", 3)):
            page = await asks(stub, ada, place, f"{opening}{said}")
            assert as_read(page.text).startswith(f"¶ {number} of "), said
        page = await asks(stub, ada, place, "next", to=page) if place is general else page
    last = len(matcher.article.paragraphs)
    await asks(stub, ada, general, f"{stub.bot.mention} read last")
    assert (await asks(stub, ada, general, f"{stub.bot.mention} next")).text == wording.no_such_paragraph(last)


@pytest.mark.usefixtures("bot")
async def test_previous_turns_back_from_an_answer(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    article, passage = matcher.article, passage_for(matcher, WHOM)
    answer = await asks(stub, ada, general, f"{stub.bot.mention} {WHOM}")
    before = article.neighbours(passage)[0]
    assert before is not None
    assert before.quote in as_read((await asks(stub, ada, general, "previous", to=answer)).text)


async def test_more_continues_from_the_page_that_was_turned_to(
    pause: Pause, stub: DiscordStub, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    article, at = matcher.article, stub.bot.mention
    answer = await asks(stub, ada, general, f"{at} {WHOM}")
    await (await ada.presses(answer, emoji="▶️")).answered()
    turned = article.neighbours(passage_for(matcher, WHOM))[1]
    assert turned is not None
    section = article.section_of(turned)
    quotes = list(dict.fromkeys(each.quote for each in section.passages))
    following = quotes[quotes.index(turned.quote) + 1 :]
    expected = following[0] if following else article.neighbours(turned)[1].quote  # pyright: ignore[reportOptionalMemberAccess]
    in_words = await asks(stub, ada, general, f"{at} more")
    assert expected in as_read(in_words.text)
    await pause()
    assert expected in as_read((await asks(stub, ada, general, "more", to=answer)).text)
