"""Paces: how fast a person or a channel may ask, and how often a passage is repeated unasked."""

from __future__ import annotations

import re
import time
from datetime import datetime

import pytest

from bot.conversation.wordings import discord_wording
from bot.discord_app.pacing import BURST
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Message, Person

HOUR = 3600.0


def asks_to_wait(message: Message) -> bool:
    """Whether a message says until when to wait, as a relative time in the future."""
    found = re.search(r"Please ask again <t:(\d+):R>", message.content)
    return found is not None and int(found[1]) > datetime.fromisoformat(message.timestamp).timestamp()


@pytest.mark.parametrize("text", ["<bot> who is Tammy Bruce?", "!ask who is Tammy Bruce?", "<bot>"])
async def test_somebody_too_fast_is_told_once_when_to_ask_again(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher, text: str
) -> None:
    async with start_bot(person_cooldown=HOUR):
        for _ in range(BURST):
            reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
            assert gives(reply, passage_for(matcher, WHO))
        text = text.replace("<bot>", stub.bot.mention)
        assert asks_to_wait(await stub.next_reply(to=await ada.says(general, text)))
        more = [await ada.says(general, text), await ada.says(stub.dm(ada), text)]
        await stub.settled()
        assert [stub.replies_to(message) for message in more] == [[], []]


async def test_somebody_who_waits_for_others_is_not_told_that_they_were_too_quick(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    async with start_bot(channel_cooldown=HOUR):
        for _ in range(BURST):
            await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
        told = await stub.next_reply(to=await ben.says(general, f"{stub.bot.mention} {WHO}"))
        assert asks_to_wait(told)
        assert told.content == discord_wording.slow_down(told.content.split()[-1].rstrip("."), own=False)


@pytest.mark.parametrize("text", ["<bot> thanks!", "lol <bot>", "thank you so much", "that is what I thought, too"])
async def test_nobody_is_told_to_wait_who_wants_no_answer(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    async with start_bot(person_cooldown=HOUR):
        answers = [await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}")) for _ in range(BURST)]
        said = await ada.says(
            general, text.replace("<bot>", stub.bot.mention), reply_to=None if "<bot>" in text else answers[0]
        )
        await stub.settled()
        assert stub.replies_to(said) == []
        assert asks_to_wait(await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHOM}")))


@pytest.mark.parametrize("text", ["more", "and Misri", "2", "who is he", "no, i meant the planes"])
async def test_quick_follow_ups_below_an_answer_are_told_to_wait(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    async with start_bot(person_cooldown=HOUR):
        answers = [await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}")) for _ in range(BURST)]
        assert asks_to_wait(await stub.next_reply(to=await ada.says(general, text, reply_to=answers[0])))


async def test_a_flood_is_not_matched(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    async with start_bot(knowing=scripted, person_cooldown=HOUR, listen_channels=frozenset({general.id})):
        for _ in range(BURST):
            await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
        for text in (f"!ask {WHOM}", f"{stub.bot.mention} {WHOM}", WHOM):
            await ada.says(general, text)
        for interaction in (
            await ada.slash(general, "ask", question=WHOM),
            await ada.uses_message_menu(await ben.says(general, "hm"), discord_wording.FIND),
        ):
            await interaction.answered()
        await stub.settled()
    assert WHOM not in scripted.asked


async def test_nobody_is_told_to_ask_again_too_early(start_bot: StartBot, ada: Person, general: Channel) -> None:
    async with start_bot(person_cooldown=HOUR):
        begun = time.time()
        for _ in range(BURST):
            await (await ada.slash(general, "ask", question=WHO)).answered()
        told = await (await ada.slash(general, "ask", question=WHO)).answered()
    found = re.search(r"<t:(\d+):R>", told.content)
    assert found is not None
    assert int(found[1]) >= begun + HOUR


async def test_a_private_answer_does_not_count_for_the_channel(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(channel_cooldown=HOUR):
        for _ in range(BURST):
            await (await ada.slash(general, "ask", question=WHO, private=True)).answered()
        for _ in range(BURST):
            await (await ada.uses_message_menu(await ben.says(general, WHO), discord_wording.FIND)).answered()
        assert gives(await stub.next_reply(to=await ben.says(general, f"!ask {WHO}")), passage_for(matcher, WHO))


async def test_others_may_ask_while_one_has_to_wait(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(person_cooldown=HOUR):
        for _ in range(BURST + 1):
            await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
        reply = await stub.next_reply(to=await ben.says(general, f"!ask {WHO}"))
        assert gives(reply, passage_for(matcher, WHO))


async def test_a_request_to_wait_is_not_edited_into_an_answer_but_goes_with_its_question(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    async with start_bot(person_cooldown=HOUR):
        for _ in range(BURST):
            await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
        question = await ada.says(general, f"!ask {WHO}")
        told = await stub.next_reply(to=question)
        await ada.edits(question, f"!ask {WHOM}")
        await stub.settled()
        assert asks_to_wait(told)
        await ada.deletes(question)
        await stub.settled()
        assert told.deleted


async def test_buttons_have_no_pace(start_bot: StartBot, ada: Person, general: Channel) -> None:
    async with start_bot(person_cooldown=HOUR, channel_cooldown=HOUR):
        answer = await (await ada.slash(general, "ask", question=WHO)).answered()
        for emoji in ("▶️", "◀️") * (BURST + 1):
            assert await (await ada.presses(answer, emoji=emoji)).answered() is answer


async def test_unasked_answers_have_the_same_pace_and_are_left_out_in_silence(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(person_cooldown=HOUR, repeat_after=0.0, listen_channels=frozenset({general.id})):
        for _ in range(BURST):
            await stub.next_reply(to=await ada.says(general, WHO))
        left_out = await ada.says(general, WHO)
        await stub.settled()
        assert stub.replies_to(left_out) == []
        assert asks_to_wait(await stub.next_reply(to=await ada.says(general, f"!ask {WHO}")))
        assert gives(await stub.next_reply(to=await ben.says(general, WHO)), passage_for(matcher, WHO))


async def test_an_ignored_message_in_a_channel_does_not_count_for_the_pace(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(person_cooldown=HOUR, channel_cooldown=HOUR, listen_channels=frozenset({general.id})):
        for text in (NOWHERE, "hello", "I like the article.") * BURST:
            await ada.says(general, text)
        assert gives(await stub.next_reply(to=await ada.says(general, WHO)), passage_for(matcher, WHO))
