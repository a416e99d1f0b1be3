"""Paces: how fast a person may ask, how fast a channel, and how often the same is said unasked."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from bot.discord_app.answering import BURST, REMEMBERED, Cooldown, Recent
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import WHO, WHOM, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Message, Person

HOUR = 3600.0


def asks_to_wait(message: Message) -> bool:
    """Whether a message says until when to wait, as a relative time in the future."""
    found = re.search(r"Please ask again <t:(\d+):R>", message.content)
    return found is not None and int(found[1]) > datetime.fromisoformat(message.timestamp).timestamp()


async def test_who_asks_too_fast_is_told_when_to_ask_again(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(person_cooldown=HOUR):
        for _ in range(BURST):
            reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
            assert gives(reply, passage_for(matcher, WHO))
        for text in (f"{stub.bot.mention} {WHO}", f"!ask {WHO}"):
            assert asks_to_wait(await stub.next_reply(to=await ada.says(general, text)))
        assert asks_to_wait(await stub.next_reply(to=await ada.says(stub.dm(ada), WHO)))


async def test_who_uses_commands_too_fast_is_told_privately(
    start_bot: StartBot, ada: Person, ben: Person, general: Channel
) -> None:
    async with start_bot(person_cooldown=HOUR):
        for _ in range(BURST):
            assert (await (await ada.slash(general, "ask", question=WHO)).answered()).embeds
        for interaction in (
            await ada.slash(general, "ask", question=WHO),
            await ada.uses_message_menu(await ben.says(general, WHO), "Find in the article"),
        ):
            told = await interaction.answered()
            assert told.ephemeral
            assert asks_to_wait(told)


async def test_others_may_ask_while_one_has_to_wait(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(person_cooldown=HOUR):
        for _ in range(BURST + 1):
            await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
        reply = await stub.next_reply(to=await ben.says(general, f"!ask {WHO}"))
        assert gives(reply, passage_for(matcher, WHO))


async def test_a_channel_has_a_pace_too(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    assert general.guild is not None
    async with start_bot(channel_cooldown=HOUR):
        for person in (ada, ben, ada)[:BURST]:
            await stub.next_reply(to=await person.says(general, f"!ask {WHO}"))
        assert asks_to_wait(await stub.next_reply(to=await ben.says(general, f"!ask {WHO}")))
        other = general.guild.add_text_channel("other")
        assert gives(await stub.next_reply(to=await ben.says(other, f"!ask {WHO}")), passage_for(matcher, WHO))


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


async def test_unasked_answers_do_not_use_up_anybodys_pace(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    async with start_bot(person_cooldown=HOUR, repeat_after=0.0, listen_channels=frozenset({general.id})):
        for _ in range(BURST + 1):
            await stub.next_reply(to=await ada.says(general, WHO))
        assert gives(await stub.next_reply(to=await ada.says(general, f"!ask {WHO}")), passage_for(matcher, WHO))


@pytest.mark.parametrize("seconds", [0.5, 3.0, HOUR])
def test_a_burst_is_allowed_and_then_one_question_each_period(seconds: float) -> None:
    cooldown = Cooldown(seconds)
    assert [cooldown.wait(1, now=100.0) for _ in range(BURST)] == [0.0] * BURST
    assert cooldown.wait(1, now=100.0) == pytest.approx(seconds)
    assert cooldown.wait(1, now=100.0 + seconds) == 0.0
    assert cooldown.wait(1, now=100.0 + seconds) == pytest.approx(seconds)
    assert cooldown.wait(2, now=100.0) == 0.0


def test_who_waits_is_not_punished_for_asking_meanwhile() -> None:
    cooldown = Cooldown(10.0)
    for _ in range(BURST + 5):
        cooldown.wait(1, now=0.0)
    assert cooldown.wait(1, now=10.0) == 0.0


def test_no_pace_is_no_wait() -> None:
    cooldown = Cooldown(0.0)
    assert {cooldown.wait(1, now=5.0) for _ in range(100)} == {0.0}


def test_memory_forgets_the_oldest_and_does_not_grow() -> None:
    recent: Recent[int, int] = Recent()
    for number in range(REMEMBERED + 10):
        recent[number] = number
    recent[10] = 0  # used again: the newest now
    recent[-1] = 0
    assert len(recent) == REMEMBERED
    assert 10 in recent
    assert 11 not in recent
