"""After a wrong choice there is a way back, and an answer found for somebody is published once."""

from __future__ import annotations

import pytest

from bot.article.model import Article, Passage
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.store.server_settings import Style
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, gives, miss_for, page_of, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

CHAINS = "were migrants in chains?"
BACK, ON = "◀️", "▶️"
SHOW, OTHERS = "Show to everyone", "Not what I asked"


@pytest.fixture
async def choosing(start_bot: StartBot, scripted: ScriptedMatcher) -> ScriptedMatcher:
    """What the bot of a test knows: "which?" could mean three passages."""
    scripted.script["which?"] = scripted.choices(WHO, WHOM, CHAINS)
    return scripted


@pytest.fixture
async def choices(
    start_bot: StartBot, choosing: ScriptedMatcher, stub: DiscordStub, ada: Person, general: Channel
) -> Message:
    """Three choices, of which Ada may press one; the bot does not run any more."""
    async with start_bot(knowing=choosing):
        return await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} which?"))


@pytest.fixture
def meant(scripted: ScriptedMatcher) -> list[Passage]:
    """The passages that "which?" could mean."""
    return [passage_for(scripted, question) for question in (WHO, WHOM, CHAINS)]


def offered(message: Message) -> list[str]:
    """The keys of the passages in a message's menu."""
    return [option["value"] for option in message.menus[0]["options"]]


async def test_a_choice_carries_the_other_choices(
    start_bot: StartBot, choices: Message, ada: Person, meant: list[Passage], article: Article
) -> None:
    async with start_bot():
        await (await ada.presses(choices, choices.labels[1])).answered()
        assert gives(choices, meant[1])
        await (await ada.presses(choices, OTHERS)).answered()
        assert offered(choices) == [meant[0].key, meant[2].key]


async def test_a_picked_passage_keeps_the_remaining_candidates(
    start_bot: StartBot, choices: Message, ada: Person, meant: list[Passage], article: Article
) -> None:
    async with start_bot():
        await (await ada.presses(choices, choices.labels[0])).answered()
        for shown in (meant[2], meant[1], meant[0]):
            await (await ada.presses(choices, OTHERS)).answered()
            assert set(offered(choices)) < {passage.key for passage in meant}
            await (await ada.selects(choices, shown.key)).answered()
            assert gives(choices, shown)


async def test_while_the_menu_is_open_there_is_a_way_back_to_the_passage(
    start_bot: StartBot, choices: Message, ada: Person, meant: list[Passage], article: Article
) -> None:
    async with start_bot():
        await (await ada.presses(choices, choices.labels[0])).answered()
        before = choices.labels
        await (await ada.presses(choices, OTHERS)).answered()
        await (await ada.presses(choices, "Back")).answered()
        assert gives(choices, meant[0])
        assert choices.menus == []
        assert choices.labels == before


async def test_from_a_page_further_on_the_candidates_are_all_there_and_back_leads_to_that_page(
    start_bot: StartBot, choices: Message, ada: Person, meant: list[Passage], article: Article
) -> None:
    async with start_bot():
        after = article.neighbours(meant[0])[1]
        assert after is not None
        assert after not in meant
        await (await ada.presses(choices, choices.labels[0])).answered()
        await (await ada.presses(choices, emoji=ON)).answered()
        await (await ada.presses(choices, OTHERS)).answered()
        assert offered(choices) == [passage.key for passage in meant]
        await (await ada.presses(choices, "Back")).answered()
        assert gives(choices, after)


async def test_a_published_answer_cannot_be_published_again_and_is_a_normal_answer(
    bot: FootnoteBot, matcher: Matcher, ada: Person, ben: Person, general: Channel
) -> None:
    message = await ben.says(general, WHO)
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    before = found.labels
    shown = await (await ada.presses(found, SHOW)).followed_up()
    assert shown in ben.sees(general)
    assert gives(shown, passage_for(matcher, WHO))
    assert found.labels == shown.labels == [label for label in before if label != SHOW]
    for label in (ON, BACK):
        await (await ada.presses(found, emoji=label)).answered()
        assert SHOW not in found.labels
    await (await ada.presses(shown, emoji=ON)).answered()


async def test_showing_to_everyone_that_failed_can_be_tried_again(
    bot: FootnoteBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    message = await ben.says(general, WHO)
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    stub.faults.fails("POST", "/webhooks/*/*", status=400)
    told = await (await ada.presses(found, SHOW)).followed_up()
    assert told.ephemeral
    await stub.settled()
    shown = await (await ada.presses(found, SHOW)).followed_up()
    assert shown in ben.sees(general)


async def test_a_private_answer_can_be_published_after_a_choice(
    start_bot: StartBot, choosing: ScriptedMatcher, ada: Person, ben: Person, general: Channel, meant: list[Passage]
) -> None:
    async with start_bot(knowing=choosing):
        message = await ben.says(general, "which?")
        found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
        await (await ada.presses(found, found.labels[1])).answered()
        await (await ada.presses(found, OTHERS)).answered()
        await (await ada.selects(found, meant[2].key)).answered()
        shown = await (await ada.presses(found, SHOW)).followed_up()
        assert shown in ben.sees(general)
        assert gives(shown, meant[2])
        assert OTHERS in shown.labels
        assert SHOW not in found.labels


async def test_a_private_passage_can_be_published_after_no_match_and_a_topic(
    bot: FootnoteBot, matcher: Matcher, ada: Person, ben: Person, general: Channel
) -> None:
    section = (miss_for(matcher, NOWHERE).nearest or matcher.article.sections)[0]
    message = await ben.says(general, NOWHERE)
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    await (await ada.presses(found, section.title)).answered()
    await (await ada.selects(found, section.passages[0].key)).answered()
    shown = await (await ada.presses(found, SHOW)).followed_up()
    assert shown in ben.sees(general)
    assert gives(shown, section.passages[0])


async def test_a_choice_from_a_private_question_cannot_be_published(
    start_bot: StartBot, choosing: ScriptedMatcher, ada: Person, general: Channel
) -> None:
    async with start_bot(knowing=choosing):
        answer = await (await ada.slash(general, "ask", question="which?", private=True)).answered()
        await (await ada.presses(answer, answer.labels[0])).answered()
        assert SHOW not in answer.labels


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize(
    "question",
    ["who is Vikram Misri?", f"{WHO} {WHOM}", f"{WHO} who is the king of France?", f"{WHO} {WHOM} {CHAINS} {NOWHERE}"],
    ids=["a role", "two answers", "an answer and a miss", "more than are answered"],
)
async def test_lines_around_an_answer_are_published_and_return_after_a_way_back(
    bot: FootnoteBot, guild: Guild, ada: Person, ben: Person, general: Channel, question: str, style: Style
) -> None:
    await choose(bot, guild, style=style)
    found = await (await ada.uses_message_menu(await ben.says(general, question), "Find in the article")).answered()
    read = found.text
    if OTHERS in found.labels:
        await (await ada.presses(found, OTHERS)).answered()
        await (await ada.presses(found, "Back")).answered()
        assert found.text == read
    shown = await (await ada.presses(found, SHOW)).followed_up()
    assert shown in ben.sees(general)
    assert shown.text == found.text == read


async def test_each_of_several_answers_has_its_topic_its_question_and_its_quote_in_this_order(
    bot: FootnoteBot, matcher: Matcher, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO} {WHOM}"))
    read, expected = page_of(answer), list[str]()
    for question in (WHO, WHOM):
        passage = passage_for(matcher, question)
        section = matcher.article.section_of(passage)
        expected += (section.title, f"“{question.strip('?')}”", f"¶ {passage.paragraph} of", passage.summary)
    places = [read.index(each) for each in expected]
    assert places == sorted(places)


@pytest.mark.usefixtures("bot")
async def test_several_answers_are_all_published_and_each_has_its_own_button(
    matcher: Matcher, stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    passages = [passage_for(matcher, question) for question in (WHO, WHOM)]
    titles = [matcher.article.section_of(passage).title for passage in passages]
    message = await ben.says(general, f"{WHO} {WHOM}")
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    assert [*found.labels[:2], found.labels[-1]] == [*titles, SHOW]
    stub.faults.fails("POST", "/webhooks/*/*", status=400)
    assert (await (await ada.presses(found, SHOW)).followed_up()).ephemeral
    await stub.settled()
    shown = await (await ada.presses(found, SHOW)).followed_up()
    assert shown in ben.sees(general)
    assert SHOW not in found.labels
    for answers in (found, shown):
        assert all(gives(answers, passage) for passage in passages)
    alone = await (await ada.presses(shown, titles[1])).answered()
    assert alone.ephemeral
    assert gives(alone, passages[1])
    assert not gives(alone, passages[0])
    assert all(gives(shown, passage) for passage in passages)
