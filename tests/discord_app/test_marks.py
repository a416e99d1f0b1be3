"""The marking buttons under answers, and the questions that are kept if a server chose that, without names."""

from __future__ import annotations

import pytest

from bot.conversation.wordings import discord_wording
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.store.insights import Marks
from bot.store.questions import KeptQuestion
from bot.store.server_settings import AnswerPlace
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.databases import rows_of, without_database
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

RIGHT, WRONG = discord_wording.RIGHT_PASSAGE, discord_wording.WRONG_PASSAGE
ARTICLE = "us-india-trade"


def labels(message: Message) -> list[str | None]:
    """What stands on the buttons that can be pressed."""
    return [each.get("label") for each in message.buttons if not each["disabled"]]


async def counted(bot: FootnoteBot, guild: Guild, passage: str) -> tuple[int, int]:
    """How often a passage was marked right and wrong."""
    return (await bot.store.insights(guild.id, None)).marks.get((ARTICLE, passage), Marks(0, 0))


async def kept(bot: FootnoteBot, guild: Guild) -> list[KeptQuestion]:
    """The kept questions of a server, the most asked first."""
    await bot.store.flush()
    return await bot.store.questions.most_asked(guild.id)


async def asks(stub: DiscordStub, person: Person, channel: Channel, question: str) -> Message:
    """Somebody asks the bot, and gets an answer."""
    return await stub.next_reply(to=await person.says(channel, f"{stub.bot.mention} {question}"))


@pytest.fixture
async def open_to_feedback(bot: FootnoteBot, guild: Guild) -> FootnoteBot:
    """The bot in a server that wants the buttons."""
    await choose(bot, guild, feedback=True)
    return bot


async def test_the_buttons_stand_there_only_where_a_server_wants_them(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    assert RIGHT not in labels(await asks(stub, ada, general, WHO))
    await choose(bot, guild, feedback=True)
    assert labels(await asks(stub, ada, general, WHO))[-2:] == [RIGHT, WRONG]
    assert labels(await (await ada.slash(general, "ask", question=WHO, private=True)).answered())[-2:] == [RIGHT, WRONG]
    assert RIGHT not in labels(await asks(stub, ada, general, NOWHERE))
    assert RIGHT not in labels(await asks(stub, ada, stub.dm(ada), WHO))


async def test_everybody_counts_once_for_an_answer_and_may_change_their_mind(
    stub: DiscordStub,
    open_to_feedback: FootnoteBot,
    guild: Guild,
    ada: Person,
    ben: Person,
    general: Channel,
    matcher: Matcher,
) -> None:
    key = passage_for(matcher, WHO).key
    answer = await asks(stub, ada, general, WHO)
    for person in (ada, ben):
        told = await (await person.presses(answer, RIGHT)).answered()
        assert (told.ephemeral, told.content) == (True, discord_wording.marked(right=True, moved=False))
    told = await (await ben.presses(answer, RIGHT)).answered()
    assert told.content == discord_wording.MARKED_ALREADY
    assert await counted(open_to_feedback, guild, key) == (2, 0)
    told = await (await ben.presses(answer, WRONG)).answered()
    assert told.content == discord_wording.marked(right=False, moved=True)
    assert await counted(open_to_feedback, guild, key) == (1, 1)
    another = await asks(stub, ben, general, WHO)
    await (await ben.presses(another, WRONG)).answered()
    assert await counted(open_to_feedback, guild, key) == (1, 2)


async def test_the_buttons_work_after_a_restart_and_in_any_place_of_the_server(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot() as bot:
        await choose(bot, guild, feedback=True)
        answer = await asks(stub, ada, guild.add_thread(general, "aside"), WHO)
    async with start_bot() as bot:
        await (await ada.presses(answer, WRONG)).answered()
        assert await counted(bot, guild, passage_for(matcher, WHO).key) == (0, 1)


async def test_on_the_way_through_the_article_the_buttons_wait_for_the_answer(
    stub: DiscordStub, open_to_feedback: FootnoteBot, ada: Person, general: Channel
) -> None:
    answer = await asks(stub, ada, general, WHO)
    await (await ada.presses(answer, emoji="▶️")).answered()
    assert RIGHT not in labels(answer)
    await (await ada.presses(answer, emoji="▶️")).answered()
    await (await ada.presses(answer, emoji="◀️")).answered()
    assert RIGHT not in labels(answer)
    await (await ada.presses(answer, emoji="◀️")).answered()
    assert labels(answer)[-2:] == [RIGHT, WRONG]


async def test_a_passage_chosen_from_several_can_be_marked(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script["which?"] = choices = scripted.choices(WHO, "which American officials did Goyal meet?")
    async with start_bot(knowing=scripted) as bot:
        await choose(bot, guild, feedback=True)
        answer = await asks(stub, ada, general, "which?")
        assert RIGHT not in labels(answer)
        await (await ada.presses(answer, discord_wording.THIS_ONE)).answered()
        assert labels(answer)[-2:] == [RIGHT, WRONG]
        await (await ada.presses(answer, "Not what I asked")).answered()
        assert labels(answer)[-2:] == [RIGHT, WRONG]
        await (await ada.selects(answer, choices.candidates[1].passage.key)).answered()
        await (await ada.presses(answer, RIGHT)).answered()
        assert await counted(bot, guild, choices.candidates[1].passage.key) == (1, 0)


async def test_a_mark_that_cannot_be_counted_is_reported_and_can_be_made_again(
    stub: DiscordStub,
    open_to_feedback: FootnoteBot,
    guild: Guild,
    ada: Person,
    general: Channel,
    matcher: Matcher,
) -> None:
    answer = await asks(stub, ada, general, WHO)
    async with without_database(open_to_feedback):
        assert (await (await ada.presses(answer, RIGHT)).answered()).content == discord_wording.NOT_COUNTED
    await open_to_feedback.store.database.wait_until_available()
    await (await ada.presses(answer, RIGHT)).answered()
    assert await counted(open_to_feedback, guild, passage_for(matcher, WHO).key) == (1, 0)


async def test_a_server_that_wants_no_marks_any_more_gets_none(
    stub: DiscordStub, open_to_feedback: FootnoteBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    answer = await asks(stub, ada, general, WHO)
    await choose(open_to_feedback, guild, feedback=False)
    assert (await (await ada.presses(answer, RIGHT)).answered()).content == discord_wording.NO_FEEDBACK
    assert await counted(open_to_feedback, guild, passage_for(matcher, WHO).key) == (0, 0)


# What is kept


async def test_unanswered_questions_are_kept_without_their_authors_if_the_server_chose_it(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    scripted.script["which one?"] = scripted.choices(WHO, "which American officials did Goyal meet?")
    async with start_bot(knowing=scripted) as bot:
        await asks(stub, ada, general, NOWHERE)
        assert await kept(bot, guild) == []
        await choose(bot, guild, keeps_questions=True)
        await asks(stub, guild.add_member("ben"), general, "which one?")
        for question in (NOWHERE, f"how many cats does {ada.mention} of a@b.example have?", WHO):
            await asks(stub, ada, general, question)
        await (await ada.slash(general, "ask", question=NOWHERE)).answered()
        found = await kept(bot, guild)
        assert {(each.text, each.outcome) for each in found} >= {("which one?", "choices"), (NOWHERE, "none")}
        assert "how many cats does … of … have?" in {each.text for each in found}
        assert [each.times for each in found if each.text == NOWHERE] == [2]
        assert not any(str(ada.id) in each.text or "@" in each.text for each in found)


async def test_a_question_is_kept_once_when_its_answer_is_marked_wrong(
    stub: DiscordStub, open_to_feedback: FootnoteBot, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    bot = open_to_feedback
    await choose(bot, guild, keeps_questions=True)
    answers = [await asks(stub, ada, general, WHO), await (await ada.slash(general, "ask", question=WHO)).answered()]
    await (await ada.presses(answers[0], RIGHT)).answered()
    assert await kept(bot, guild) == []
    for answer in answers:
        for person in (ada, ben):
            await (await person.presses(answer, WRONG)).answered()
    assert [(each.text, each.outcome, each.times) for each in await kept(bot, guild)] == [(WHO, "wrong", 2)]


@pytest.mark.parametrize("is_written", [False, True])
async def test_a_question_whose_answer_nobody_marks_as_wrong_any_more_is_kept_no_more(
    stub: DiscordStub,
    open_to_feedback: FootnoteBot,
    guild: Guild,
    ada: Person,
    ben: Person,
    general: Channel,
    is_written: bool,
) -> None:
    bot = open_to_feedback
    await choose(bot, guild, keeps_questions=True)

    async def times(*marks: tuple[Person, Message, str]) -> list[int]:
        for person, answer, mark in marks:
            await (await person.presses(answer, mark)).answered()
            if is_written:
                await bot.store.flush()
        return [each.times for each in await kept(bot, guild)]

    first, second = await asks(stub, ada, general, WHO), await asks(stub, ben, general, WHO)
    assert await times((ada, first, WRONG), (ben, first, WRONG), (ada, first, RIGHT)) == [1]
    assert await times((ada, second, WRONG)) == [2]
    assert await times((ben, first, RIGHT)) == [1]
    assert await times((ada, second, RIGHT)) == []
    assert await times((ada, second, WRONG)) == [1]


async def test_an_edited_or_deleted_question_is_not_kept_by_its_former_words(
    stub: DiscordStub, open_to_feedback: FootnoteBot, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    bot = open_to_feedback
    await choose(bot, guild, keeps_questions=True)
    question = await ada.says(general, f"{stub.bot.mention} {WHO} my secret")
    answer = await stub.next_reply(to=question)
    await ada.edits(question, f"{stub.bot.mention} {WHO}")
    await stub.settled()
    await (await ben.presses(answer, WRONG)).answered()
    assert [each.text for each in await kept(bot, guild)] == [WHO]


async def test_nothing_is_kept_that_its_author_did_not_ask_the_bot(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    async with start_bot(listen_channels=frozenset({general.id})) as bot:
        await choose(bot, guild, keeps_questions=True, feedback=True)
        said = await ada.says(general, "how old is Landau, do you know?")
        await (await ben.uses_message_menu(said, discord_wording.FIND)).answered()
        await ben.says(general, stub.bot.mention, reply_to=said)
        heard = await ada.says(general, WHO)
        answer = await stub.next_reply(to=heard)
        await (await ben.presses(answer, WRONG)).answered()
        assert await kept(bot, guild) == []


async def test_a_day_of_marks_and_questions_leaves_no_person_behind(
    stub: DiscordStub, open_to_feedback: FootnoteBot, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    bot = open_to_feedback
    for person in (ada, ben):
        answer = await asks(stub, person, general, WHO)
        await (await person.presses(answer, WRONG)).answered()
        await asks(stub, person, general, f"{NOWHERE} {ada.mention}")
    rows = [str(value) for _, row in await rows_of(bot.store) for value in row]
    assert rows
    assert not [value for value in rows if str(ada.id) in value or str(ben.id) in value]
    assert not [value for value in rows if "Landau" in value or "Bruce" in value]


async def test_several_answers_are_marked_one_by_one_and_the_question_of_each_is_kept(
    stub: DiscordStub, open_to_feedback: FootnoteBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    bot = open_to_feedback
    await choose(bot, guild, keeps_questions=True)
    answer = await asks(stub, ada, general, f"{WHO} And {WHOM}")
    assert RIGHT not in labels(answer)
    second = matcher.article.section_of(passage_for(matcher, WHOM)).title
    for _ in range(2):  # opened once more, it is the same answer
        alone = await (await ada.presses(answer, second)).answered()
        await (await ada.presses(alone, WRONG)).answered()
    assert await counted(bot, guild, passage_for(matcher, WHOM).key) == (0, 1)
    (question,) = await kept(bot, guild)
    assert question.outcome == "wrong"
    assert "Goyal" in question.text
    assert "bruce" not in question.text


async def test_in_a_thread_that_the_bot_started_only_what_is_addressed_to_it_is_kept(
    stub: DiscordStub, open_to_feedback: FootnoteBot, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    bot = open_to_feedback
    await choose(bot, guild, keeps_questions=True, answers=AnswerPlace.THREAD)
    guild.allow(stub.bot, general, "create_public_threads", "send_messages_in_threads")
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    await stub.settled()
    thread = stub.world.channels[question.id]
    await ada.says(thread, NOWHERE)
    await stub.settled()
    await (await ben.presses(stub.said_in(thread)[0], WRONG)).answered()
    assert [(each.text, each.outcome) for each in await kept(bot, guild)] == [(WHO, "wrong")]
