"""The bot's memory is bounded: each map has its limit, and private answers leave nothing behind."""

from __future__ import annotations

import gc

import discord
import pytest

from bot.conversation.wordings import discord_wording
from bot.discord_app import memory
from bot.discord_app.memory import GIVEN_TOGETHER, REMEMBERED, Memory, Recent
from bot.discord_app.pacing import Repeats
from bot.store.server_settings import AnswerPlace
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import WHO, WHOM
from tests.discord_stub import Channel, DiscordStub, Guild, Person

HOUR = 3600.0
BOUND = 6
BOUNDED = sorted(vars(Memory()).keys() - {"waiting_edits", "waiting_names", "locks"})
"""The maps that are to stay within their bound; the others are to be empty once nothing is under way."""


async def test_every_map_is_filled_by_what_people_do_and_keeps_to_its_bound(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "REMEMBERED", BOUND)
    people = [guild.add_member(f"member {number}") for number in range(2 * BOUND)]
    places = [guild.add_text_channel(f"channel {number}") for number in range(2 * BOUND)]
    closed = [guild.add_text_channel(f"closed {number}") for number in range(2 * BOUND)]
    for place in places:
        guild.allow(stub.bot, place, "create_public_threads")
    for channel in closed:
        guild.deny(stub.bot, channel, "send_messages")
    async with start_bot(person_cooldown=0.01) as bot:
        await choose(bot, guild, feedback=True, keeps_questions=True)
        for person, place, other in zip(people, places, closed, strict=True):
            question = await person.says(place, f"!ask {WHO}")
            answer = await stub.next_reply(to=question)
            await (await person.presses(answer, discord_wording.RIGHT_PASSAGE)).answered()
            await person.edits(question, f"!ask {WHOM}")
            await stub.settled()
            # Somebody else: a person has a pace, whatever a machine has.
            finder = guild.add_member(f"finder of {question.id}")
            found = await (await finder.uses_message_menu(question, discord_wording.FIND)).answered()
            await (await finder.presses(found, "Show to everyone")).followed_up()
            await person.says(other, f"!ask {WHO}")
            await stub.settled()
            await person.says(stub.dm(person), WHO)
            await stub.settled()
        await choose(bot, guild, person_cooldown=HOUR)  # however slow the machine is, they are too fast
        for person, place in zip(people, places, strict=True):
            for _ in range(8):
                await person.says(place, "!topcs")
                await person.says(place, "!summary")
            await stub.settled()
        await choose(bot, guild, person_cooldown=None, answers=AnswerPlace.THREAD)
        for number, place in enumerate(places):
            # Others than those who were too fast.
            asker = guild.add_member(f"asker {number}")
            await asker.edits(await asker.says(place, f"!ask {WHO}"), f"!ask {WHOM}")
        await stub.settled()
        sizes = {name: len(getattr(bot.memory, name)) for name in BOUNDED}
        gc.collect()
        assert sizes == dict.fromkeys(BOUNDED, BOUND)
        assert (len(bot.memory.waiting_edits), len(bot.memory.waiting_names), len(bot.memory.locks)) == (0, 0, 0)


@pytest.mark.parametrize("name", BOUNDED)
def test_every_map_holds_its_latest_entries(name: str) -> None:
    filled: Recent[int, object] = getattr(Memory(), name)
    for number in range(REMEMBERED + 5):
        filled[number] = object()
    assert list(filled) == list(range(5, REMEMBERED + 5))


def test_a_passage_that_is_asked_for_all_the_time_is_remembered_for_the_latest_questions() -> None:
    remembered = Memory()
    repeats = Repeats(600.0, remembered)
    for question in range(100):
        repeats.note(1, "a/b", question)
    assert [len(given) for given in remembered.repeats.values()] == [GIVEN_TOGETHER]
    assert repeats.is_repeat(1, "a/b", 1000)


@pytest.mark.usefixtures("bot")
async def test_private_answers_and_presses_leave_nothing_behind(
    stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    message = await ben.says(general, WHO)
    for _ in range(10):
        await (await ada.slash(general, "ask", question=WHO, private=True)).answered()
        found = await (await ada.uses_message_menu(message, discord_wording.FIND)).answered()
        await (await ada.presses(found, emoji="▶️")).answered()
        related = await (await ada.presses(found, "Related topics")).answered()
        await (await ada.selects(related, related.menus[0]["options"][0]["value"])).answered()
        await (await ada.slash(general, "topics")).answered()
        await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
    await stub.settled()
    gc.collect()
    kinds = (discord.ui.View, discord.Interaction)
    assert not any(isinstance(kept, kinds) for kept in gc.get_objects())
