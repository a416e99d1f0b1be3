"""Buttons and menus, at once and after a restart, wherever an answer may be."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.conversation.wordings import discord_wording
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import Pause, StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, answer_to, as_read, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

BACK, ON, BIN = "◀️", "▶️", "🗑️"

Answered = Callable[[str], Awaitable[Message]]


@pytest.fixture(params=["a channel", "a thread", "a direct message", "a private answer"])
def ask(request: pytest.FixtureRequest, stub: DiscordStub, guild: Guild, general: Channel, ada: Person) -> Answered:
    """Ada asks in a place, and gets an answer there."""

    async def privately(question: str) -> Message:
        return await (await ada.slash(general, "ask", question=question, private=True)).answered()

    async def by_message(question: str) -> Message:
        return await stub.next_reply(to=await ada.says(place, f"{stub.bot.mention} {question}"))

    places = {"a thread": lambda: guild.add_thread(general, "aside"), "a direct message": lambda: stub.dm(ada)}
    place = places.get(request.param, lambda: general)()
    return privately if request.param == "a private answer" else by_message


async def test_next_and_previous_turn_the_pages_in_place(
    pause: Pause, ada: Person, ask: Answered, matcher: Matcher
) -> None:
    article, passage = matcher.article, passage_for(matcher, WHO)
    answer = await ask(WHO)
    await pause()
    after = article.neighbours(passage)[1]
    assert after is not None
    assert await (await ada.presses(answer, emoji=ON)).answered() is answer
    assert gives(answer, after)
    await (await ada.presses(answer, emoji=BACK)).answered()
    assert article.neighbours(after)[0] is not None
    assert as_read(answer.text).startswith(article.section_of(passage).title)
    assert passage.quote in as_read(answer.text)


async def test_the_first_and_the_last_passage_have_no_way_further(
    start_bot: StartBot, ada: Person, ask: Answered, cats_matcher: Matcher
) -> None:
    async with start_bot(knowing=cats_matcher):
        answer = await ask("when do cats hunt")
    async with start_bot(knowing=cats_matcher):
        for emoji in (BACK, ON):
            for _ in cats_matcher.article.reading_order:
                button = next(button for button in answer.buttons if button.get("emoji", {}).get("name") == emoji)
                if button["disabled"]:
                    break
                await (await ada.presses(answer, emoji=emoji)).answered()
            else:
                pytest.fail("there is no end")
    assert gives(answer, cats_matcher.article.reading_order[-1])


async def test_related_topics_come_as_a_private_menu_that_leads_to_passages(
    pause: Pause, ada: Person, ask: Answered, matcher: Matcher
) -> None:
    article = matcher.article
    section = article.section_of(passage_for(matcher, WHO))
    answer = await ask(WHO)
    await pause()
    related = await (await ada.presses(answer, "Related topics")).answered()
    assert related.ephemeral
    assert related is not answer
    assert gives(answer, passage_for(matcher, WHO))
    assert [option["value"] for option in related.menus[0]["options"]] == [section.id, *section.related]

    other = article.section(section.related[0])
    assert other is not None
    await pause()
    topic = await (await ada.selects(related, other.id)).answered()
    assert topic is related
    assert as_read(topic.embed["title"]) == other.title
    await pause()
    passage = other.passages[-1]
    assert gives(await (await ada.selects(topic, passage.key)).answered(), passage)


async def test_not_what_i_asked_offers_the_other_candidates(
    pause: Pause, ada: Person, ask: Answered, matcher: Matcher
) -> None:
    others = answer_to(matcher, WHO).others
    answer = await ask(WHO)
    await pause()
    await (await ada.presses(answer, "Not what I asked")).answered()
    options = [option["value"] for option in answer.menus[0]["options"]]
    assert options == [other.passage.key for other in others]
    await pause()
    await (await ada.selects(answer, options[-1])).answered()
    chosen = matcher.article.passage(options[-1])
    assert chosen is not None
    assert gives(answer, chosen)
    assert ON in answer.labels


async def test_other_possible_passages_stay_available_while_paging(
    pause: Pause, ada: Person, ask: Answered, matcher: Matcher
) -> None:
    answer = await ask(WHO)
    await (await ada.presses(answer, emoji=ON)).answered()
    await pause()
    await (await ada.presses(answer, "Not what I asked")).answered()
    assert answer.menus


async def test_a_topic_nearest_to_a_miss_is_one_press_away(
    pause: Pause, ada: Person, ask: Answered, matcher: Matcher
) -> None:
    answer = await ask(NOWHERE)
    title = answer.labels[0]
    await pause()
    await (await ada.presses(answer, title)).answered()
    assert as_read(answer.embed["title"]) == title
    section = next(section for section in matcher.article.sections if section.title == title)
    assert [option["value"] for option in answer.menus[0]["options"]] == [each.key for each in section.passages]


async def test_the_asker_deletes_an_answer(stub: DiscordStub, pause: Pause, ada: Person, ask: Answered) -> None:
    answer = await ask(WHO)
    await pause()
    await ada.presses(answer, emoji=BIN)
    await stub.wait_for(lambda: answer.deleted)
    await stub.settled()
    assert not stub.requests.failed()


async def test_a_miss_and_a_menu_can_be_deleted_too(
    stub: DiscordStub, pause: Pause, ada: Person, ask: Answered
) -> None:
    miss, answer = await ask(NOWHERE), await ask(WHO)
    await (await ada.presses(answer, "Not what I asked")).answered()
    await pause()
    for message in (miss, answer):
        await ada.presses(message, emoji=BIN)
        await stub.wait_for(lambda message=message: message.deleted)


async def test_a_moderator_deletes_an_answer_but_does_not_turn_its_pages(
    stub: DiscordStub, pause: Pause, ada: Person, mo: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    await pause()
    refusal = await (await mo.presses(answer, emoji=ON)).answered()
    assert (refusal.ephemeral, refusal.content) == (True, discord_wording.NOT_YOURS)
    await mo.presses(answer, emoji=BIN)
    await stub.wait_for(lambda: answer.deleted)


@pytest.mark.parametrize("control", [ON, "Related topics", "Not what I asked", BIN])
async def test_a_stranger_gets_a_short_private_line(
    stub: DiscordStub, pause: Pause, ada: Person, ben: Person, general: Channel, matcher: Matcher, control: str
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    await pause()
    by_emoji = control in (ON, BIN)
    press = await ben.presses(answer, None if by_emoji else control, emoji=control if by_emoji else None)
    refusal = await press.answered()
    assert (refusal.ephemeral_for, refusal.content) == (ben.user, discord_wording.NOT_YOURS)
    assert gives(answer, passage_for(matcher, WHO))


async def test_a_stranger_gets_the_line_for_a_menu_too(
    pause: Pause, ada: Person, ben: Person, general: Channel
) -> None:
    topics = await (await ada.slash(general, "topics")).answered()
    await pause()
    refusal = await (await ben.selects(topics, topics.menus[0]["options"][0]["value"])).answered()
    assert (refusal.ephemeral_for, refusal.content) == (ben.user, discord_wording.NOT_YOURS)


async def test_the_menu_of_topics_leads_to_passages_and_on_from_there(
    pause: Pause, ada: Person, general: Channel, matcher: Matcher
) -> None:
    section = matcher.article.sections[3]
    page = await (await ada.slash(general, "topics")).answered()
    await pause()
    await (await ada.selects(page, section.id)).answered()
    assert as_read(page.embed["title"]) == section.title
    await pause()
    await (await ada.selects(page, section.passages[0].key)).answered()
    assert gives(page, section.passages[0])
    await pause()
    await (await ada.presses(page, "Related topics")).answered()


async def test_paragraphs_are_turned_to_both_ends(
    pause: Pause, ada: Person, general: Channel, matcher: Matcher
) -> None:
    paragraphs = matcher.article.paragraphs
    page = await (await ada.slash(general, "read", paragraph=2)).answered()
    await pause()
    await (await ada.presses(page, emoji=BACK)).answered()
    assert paragraphs[0] in as_read(page.text)
    assert page.buttons[0]["disabled"]
    for number in range(2, len(paragraphs) + 1):
        await (await ada.presses(page, emoji=ON)).answered()
        assert paragraphs[number - 1] in as_read(page.text)
    assert page.buttons[1]["disabled"]


async def test_a_passage_found_by_the_message_menu_can_be_published(
    pause: Pause, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    message = await ben.says(general, WHO)
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    await pause()
    shown = await (await ada.presses(found, "Show to everyone")).followed_up()
    assert shown in ben.sees(general)
    assert gives(shown, passage_for(matcher, WHO))
    assert not shown.pings
    assert await (await ada.presses(shown, "Not what I asked")).answered()


async def test_every_asker_has_own_buttons(
    stub: DiscordStub, pause: Pause, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    answers = {
        person: await stub.next_reply(to=await person.says(general, f"!ask {question}"))
        for person, question in ((ada, WHO), (ben, WHOM))
    }
    await pause()
    for person, answer in answers.items():
        assert await (await person.presses(answer, emoji=ON)).answered() is answer
