"""Messages that somebody points at with a mention, and what people read in them: text, polls, embeds, forwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.conversation.wordings import discord_wording
from bot.matching.matcher import Matcher
from tests.discord_app.scripted import WHO, WHOM, gives, passage_for
from tests.discord_app.test_addressing import next_to
from tests.discord_stub import Channel, DiscordStub, Guild, Person

pytestmark = pytest.mark.usefixtures("bot")

EMBED = {"type": "rich", "title": "A question from ben", "description": WHO}
TEXT = {"type": 10, "id": 2, "content": WHO}
SHOWN: Mapping[str, Mapping[str, Any]] = {
    "an embed": {"embeds": [EMBED]},
    "the title of an embed": {"embeds": [{"type": "rich", "title": WHO}]},
    "components": {"components": [TEXT]},
    "components in a box": {"components": [{"type": 17, "id": 1, "components": [TEXT]}]},
}


@pytest.fixture
def other_bot(guild: Guild) -> Person:
    """Another application."""
    return guild.add_member("herald", bot=True)


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("is_forwarded", [False, True])
async def test_pointing_at_another_bots_message_means_what_it_displays(
    stub: DiscordStub,
    ada: Person,
    ben: Person,
    other_bot: Person,
    general: Channel,
    matcher: Matcher,
    shown: str,
    is_forwarded: bool,
) -> None:
    asked = await other_bot.says(general, **SHOWN[shown])
    if is_forwarded:
        asked = await ben.forwards(asked, general)
    for pointing in ("", " is that true?"):
        answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention}{pointing}", reply_to=asked))
        assert gives(answer, passage_for(matcher, WHO))
    found = await (await ada.uses_message_menu(asked, discord_wording.FIND)).answered()
    assert gives(found, passage_for(matcher, WHO))


async def test_a_poll_asks_what_it_is_about(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    poll = await ben.says(general, poll=WHO)
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} ^", reply_to=poll))
    assert gives(answer, passage_for(matcher, WHO))
    found = await (await ada.uses_message_menu(poll, discord_wording.FIND)).answered()
    assert gives(found, passage_for(matcher, WHO))


async def test_the_forward_of_an_answer_is_as_good_as_the_answer(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, quiet: Channel, matcher: Matcher
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    forwarded = await ben.forwards(answer, quiet)
    for words, wanted in (("more", next_to(passage_for(matcher, WHO), matcher)), (WHOM, passage_for(matcher, WHOM))):
        told = await stub.next_reply(to=await ben.says(quiet, f"{stub.bot.mention} {words}", reply_to=forwarded))
        assert gives(told, wanted), words
    bare = await stub.next_reply(to=await ben.says(quiet, stub.bot.mention, reply_to=forwarded))
    assert "/topics" in bare.content


async def test_the_bots_own_messages_ask_nothing(stub: DiscordStub, ada: Person, ben: Person, general: Channel) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    for shown in (answer, await ben.forwards(answer, general)):
        told = await (await ada.uses_message_menu(shown, discord_wording.FIND)).answered()
        assert told.content == discord_wording.ASKS_NOTHING


async def test_nobody_is_answered_who_only_shows_something(
    stub: DiscordStub, ada: Person, other_bot: Person, general: Channel
) -> None:
    for shown in SHOWN.values():
        await ada.forwards(await other_bot.says(general, **shown), general)
    await ada.says(general, poll=WHO)
    await stub.settled()
    assert stub.said_in(general) == []


@pytest.mark.parametrize("text", ["who is {}", "what about {}?", "what did {} say", "what is {}?", "whos {} lol"])
async def test_a_question_for_somebody_who_is_mentioned_gets_no_quote(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, text: str
) -> None:
    for there in (ben.mention, f"<#{general.id}>", "@everyone", "@here"):
        for form in (f"{stub.bot.mention} {text}", f"!ask {text}"):
            reply = await stub.next_reply(to=await ada.says(general, form.format(there)))
            assert reply.content == discord_wording.KNOWS_NOBODY_HERE


async def test_a_mention_beside_a_question_changes_nothing(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    theirs = await ben.says(general, WHO)
    for text, reply_to in ((f"{ben.mention} {WHO}", None), (f"is {ben.mention} right?", theirs)):
        question = await ada.says(general, f"{stub.bot.mention} {text}", reply_to=reply_to)
        assert gives(await stub.next_reply(to=question), passage_for(matcher, WHO))


async def test_somebody_elses_question_for_somebody_who_is_mentioned_asks_nothing_of_the_article(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    theirs = await ben.says(general, f"who is {ada.mention}?")
    reply = await stub.next_reply(to=await ada.says(general, stub.bot.mention, reply_to=theirs))
    found = await (await ada.uses_message_menu(theirs, discord_wording.FIND)).answered()
    assert reply.content == found.content == discord_wording.ASKS_NOTHING
