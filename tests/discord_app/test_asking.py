"""Commands that ask: slash commands, text commands and the message menu, with their suggestions."""

from __future__ import annotations

import pytest

from bot.conversation.wordings import discord_wording
from bot.matching.matcher import Matcher
from tests.discord_app.scripted import NOWHERE, WHO, as_read, gives, passage_for
from tests.discord_app.shared import bot as bot
from tests.discord_app.shared import start_bot as start_bot
from tests.discord_app.shared import stub as stub
from tests.discord_stub import Channel, DiscordStub, Person

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot")]


async def test_a_slash_question_is_answered_with_the_passage(ada: Person, general: Channel, matcher: Matcher) -> None:
    passage = passage_for(matcher, WHO)
    answer = await (await ada.slash(general, "ask", question=WHO)).answered()
    assert gives(answer, passage)
    assert not answer.ephemeral
    assert "> " in answer.embed["description"]
    assert answer.embed["footer"]["text"] == matcher.article.title
    assert as_read(answer.embed["title"]) == matcher.article.section_of(passage).title
    for start, end in passage.bold:
        assert f"**{passage.quote[start:end]}**" in answer.embed["description"]


async def test_a_private_question_is_answered_to_the_asker_alone(ada: Person, ben: Person, general: Channel) -> None:
    answer = await (await ada.slash(general, "ask", question=WHO, private=True)).answered()
    assert answer.ephemeral
    assert answer in ada.sees(general)
    assert answer not in ben.sees(general)


async def test_a_miss_is_reported_privately(ada: Person, general: Channel) -> None:
    answer = await (await ada.slash(general, "ask", question=NOWHERE)).answered()
    assert answer.ephemeral
    assert answer.embed["title"].startswith("The article does not say")


async def test_a_question_of_blanks_is_a_private_miss(ada: Person, general: Channel) -> None:
    answer = await (await ada.slash(general, "ask", question=" \u200b ")).answered()
    assert answer.ephemeral


@pytest.mark.parametrize("question", ["x" * 1000, "\u200b", "🦆" * 500, "**" * 500, "<@1>" * 250, "\x00\u202e"])
async def test_every_typed_line_gets_an_answer(ada: Person, general: Channel, question: str) -> None:
    assert (await (await ada.slash(general, "ask", question=question)).answered()).text


@pytest.mark.parametrize("subject", ["h1b", "weather", "tiktok ban"])
async def test_a_bare_subject_that_is_given_to_the_command_to_ask_is_looked_up(
    stub: DiscordStub, ada: Person, general: Channel, subject: str
) -> None:
    by_slash = await (await ada.slash(general, "ask", question=subject)).answered()
    by_text = await stub.next_reply(to=await ada.says(general, f"!ask {subject}"))
    for answer in (by_slash, by_text):
        assert answer.embed["title"].startswith("The article does not say")


async def test_a_text_command_is_answered_as_a_reply_without_a_ping(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, f"!ask {WHO}")
    reply = await stub.next_reply(to=question)
    assert gives(reply, passage_for(matcher, WHO))
    assert not reply.pings
    assert stub.said_in(general) == [reply]


async def test_the_text_command_needs_a_question(stub: DiscordStub, ada: Person, general: Channel) -> None:
    reply = await stub.next_reply(to=await ada.says(general, "!ask"))
    assert reply.content == discord_wording.usage("ask", "!")


async def test_the_message_menu_answers_somebody_elses_message_privately(
    ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    message = await ben.says(general, WHO)
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    assert found.ephemeral_for is ada.user
    assert gives(found, passage_for(matcher, WHO))


async def test_a_miss_of_the_menu_is_not_offered_to_everyone(ada: Person, ben: Person, general: Channel) -> None:
    message = await ben.says(general, NOWHERE)
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    assert found.ephemeral
    assert "Show to everyone" not in found.labels


async def test_an_answer_still_can_be_shown_after_paging_and_choosing(
    ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    message = await ben.says(general, WHO)
    found = await (await ada.uses_message_menu(message, "Find in the article")).answered()
    await (await ada.presses(found, emoji="▶️")).answered()
    await (await ada.presses(found, "Not what I asked")).answered()
    value = found.menus[0]["options"][0]["value"]
    await (await ada.selects(found, value)).answered()
    shown = await (await ada.presses(found, "Show to everyone")).answered()
    passage = matcher.article.passage(value)
    assert passage is not None
    assert gives(shown, passage)


@pytest.mark.parametrize("typed", ["", "a", "e", "trade", "x" * 1000, "🦆", "@everyone", "\u0000"])
async def test_suggestions_stay_within_the_limits(ada: Person, general: Channel, typed: str) -> None:
    suggested = await ada.autocompletes(general, "ask", focused="question", value=typed)
    assert len(suggested) <= 25
    assert all(1 <= len(choice.name) <= 100 and 1 <= len(str(choice.value)) <= 100 for choice in suggested)
    assert len({choice.value for choice in suggested}) == len(suggested)


async def test_every_suggested_name_is_answered_and_who_somebody_is_is_asked_of_people_alone(
    ada: Person, general: Channel, matcher: Matcher
) -> None:
    for name in matcher.article.names:
        choices = await ada.autocompletes(general, "ask", focused="question", value=name.name)
        assert (f"who is {name.name}" in {each.value for each in choices}) is (name.kind == "person")
        if name.passage:
            answer = await (await ada.slash(general, "ask", question=str(choices[0].value))).answered()
            assert "> " in answer.embed["description"], choices[0]


async def test_every_suggested_question_is_answered(ada: Person, general: Channel) -> None:
    for choice in (await ada.autocompletes(general, "ask", focused="question", value="goyal"))[:5]:
        answer = await (await ada.slash(general, "ask", question=choice.value)).answered()
        assert not answer.ephemeral, choice
        assert "> " in answer.embed["description"]


@pytest.mark.parametrize("text", ["hi", "thanks!", "lol", "😂", "stop", "https://example.org/a", ""])
async def test_in_a_message_that_asks_nothing_nothing_is_looked_up(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, text: str
) -> None:
    message = await ben.says(general, text, attachments=[] if text else ["cat.png"])
    told = await (await ada.uses_message_menu(message, discord_wording.FIND)).answered()
    assert (told.ephemeral, told.content) == (True, discord_wording.ASKS_NOTHING)


@pytest.mark.parametrize("form", ["!ask {}", "<bot> {}", "<bot>, ask {}", "> hm\n{}"])
async def test_the_message_menu_looks_up_what_was_asked_however_the_bot_was_called(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, form: str
) -> None:
    asked = "who is Vikram Misri?"
    plainly = await (await ada.uses_message_menu(await ben.says(general, asked), discord_wording.FIND)).answered()
    message = await ben.says(general, form.format(asked).replace("<bot>", stub.bot.mention))
    found = await (await ada.uses_message_menu(message, discord_wording.FIND)).answered()
    assert found.text == plainly.text
    assert "Indian Foreign Secretary\n" in found.text


async def test_members_without_a_server_use_their_own_installation(
    stub: DiscordStub, ada: Person, ben: Person, matcher: Matcher
) -> None:
    elsewhere = stub.add_guild("Elsewhere", with_bot=False)
    elsewhere.add_member(ada)
    for place in (stub.private_channel(ada, ben), stub.dm(ada), elsewhere.add_text_channel("talk")):
        interaction = await ada.slash(place, "ask", installed="user", question=WHO)
        answer = await interaction.answered()
        assert gives(answer, passage_for(matcher, WHO))
        after = await (await ada.presses(answer, emoji="▶️")).answered()
        assert not gives(after, passage_for(matcher, WHO))
        await ada.presses(answer, emoji="🗑️")
        await stub.wait_for(lambda answer=answer: answer.deleted)


async def test_the_help_does_not_suggest_mentions_where_the_bot_is_no_member(
    stub: DiscordStub, ada: Person, ben: Person
) -> None:
    elsewhere = stub.add_guild("Elsewhere", with_bot=False)
    elsewhere.add_member(ada)
    theirs, here = elsewhere.add_text_channel("talk"), stub.dm(ada)
    for how in ({"question": "hi"}, {"question": "what can you do"}, None):
        for place in (theirs, stub.private_channel(ada, ben), here):
            used = await ada.slash(place, "ask" if how else "help", installed="user", **(how or {}))
            told = (await used.answered()).text
            assert "/ask" in told
            assert ("mentioning" in told) is (place is here)
            assert ("text command" in told or "/footnote" in told) is (place is here and "/topics" in told)


async def test_the_message_menu_works_in_private_channels(
    stub: DiscordStub, ada: Person, ben: Person, matcher: Matcher
) -> None:
    message = await ben.says(stub.private_channel(ada, ben), WHO)
    found = await (await ada.uses_message_menu(message, "Find in the article", installed="user")).answered()
    assert gives(found, passage_for(matcher, WHO))
