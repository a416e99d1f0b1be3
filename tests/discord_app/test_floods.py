"""Floods: the bot's output is bounded whatever people do, and a flood delays its authors."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from bot.conversation.lookup import Suggestions
from bot.conversation.wordings import discord_wording
from bot.discord_app.pacing import BURST, Turns
from bot.matching.matcher import Matcher
from bot.store.server_settings import AnswerPlace
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, ScriptedMatcher, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Person

HOUR = 3600.0
MESSAGES = ("POST", "/channels/*/messages")
WORST = ("whta did teh amercian ofifcials tlel to piyus goyla abuot tarifs? " * 80)[:4000]


@pytest.mark.parametrize(
    "text",
    [
        *("!read 99", "!read x", "!ask", "!topic qqqq", "!topic", "!summary", "!topcs", "!help", "", "x" * 4000),
        *(WHO, NOWHERE, "hello", "/topics", "topics?", "more"),
    ],
)
@pytest.mark.parametrize("direct", [True, False])
async def test_a_repeated_message_is_answered_a_few_times_and_then_once_more(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, text: str, direct: bool
) -> None:
    place = stub.dm(ada) if direct else general
    words = text if direct or text.startswith("!") else f"{stub.bot.mention} {text}"
    async with start_bot(person_cooldown=HOUR):
        for _ in range(20):
            await ada.says(place, words[:4000], attachments=[] if words else ["cat.png"])
        await stub.settled()
    assert 1 <= len(stub.said_in(place)) <= BURST + 1


@pytest.mark.parametrize("command", ["summary", "topics", "read", "help", "ask"])
async def test_slash_commands_have_a_pace_and_say_so_in_private(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, command: str
) -> None:
    options: dict[str, Any] = {"question": WHO} if command == "ask" else {}
    async with start_bot(person_cooldown=HOUR):
        answers = [await (await ada.slash(general, command, **options)).answered() for _ in range(BURST + 5)]
    assert all("Please ask again" not in answer.content for answer in answers[:BURST])
    assert all("Please ask again" in answer.content and answer.ephemeral for answer in answers[BURST:])


@pytest.mark.parametrize("asked", ["a command", "a slash command", "a message", "a press"])
async def test_all_that_a_channel_sees_shares_one_pace(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, general: Channel, asked: str
) -> None:
    people = [guild.add_member(f"member {number}") for number in range(20)]
    async with start_bot(channel_cooldown=HOUR):
        question = await people[0].says(general, WHO)
        if asked == "a press":
            found = [await (await each.uses_message_menu(question, discord_wording.FIND)).answered() for each in people]
            for person, answer in zip(people, found, strict=True):
                await person.presses(answer, "Show to everyone")
        for person in people:
            if asked == "a command":
                await person.says(general, "!summary")
            elif asked == "a message":
                await person.says(general, f"{stub.bot.mention} {WHO}")
            elif asked == "a slash command":
                await person.slash(general, "topics")
        await stub.settled()
    seen = [message for message in stub.said_in(general) if not message.ephemeral]
    # A channel that cannot be told in private is told once to wait.
    assert len(seen) == (BURST + 1 if asked in ("a command", "a message") else BURST)


async def test_unaddressed_questions_in_many_channels_keep_to_the_askers_pace(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, ada: Person
) -> None:
    channels = [guild.add_text_channel(f"channel {number}") for number in range(2 * BURST)]
    async with start_bot(person_cooldown=HOUR, listen_channels=frozenset(each.id for each in channels)):
        for channel in channels:
            await ada.says(channel, WHO)
        await stub.settled()
    assert len([said for channel in channels for said in stub.said_in(channel)]) == BURST


async def test_a_flood_of_picks_fetches_messages_no_faster_than_the_pace_allows(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    guild.allow(guild.bot_role, general, "create_public_threads", "send_messages_in_threads")
    async with start_bot() as bot:
        await choose(bot, guild, answers=AnswerPlace.THREAD)
        question = await ada.says(general, f"{stub.bot.mention} {WHO}")
        await stub.settled()
    thread = stub.world.channels[question.id]
    async with start_bot(person_cooldown=HOUR):
        for _ in range(10 * BURST):
            await ben.says(thread, "next")
        await stub.settled()
    fetched = [each for each in stub.requests if each.method == "GET" and each.path.endswith(f"{thread.id}/messages")]
    assert 1 <= len(fetched) <= BURST


async def test_a_press_that_comes_too_fast_can_be_repeated(
    start_bot: StartBot, stub: DiscordStub, ada: Person, ben: Person, general: Channel
) -> None:
    async with start_bot(person_cooldown=HOUR):
        question = await ben.says(general, WHO)
        found = [await (await ada.uses_message_menu(question, discord_wording.FIND)).answered() for _ in range(BURST)]
        told = await (await ada.presses(found[0], "Show to everyone")).answered()
        assert told.ephemeral
        assert "Please ask again <t:" in told.content
        assert "Show to everyone" in found[0].labels
    assert [message for message in stub.said_in(general) if not message.ephemeral] == []


async def test_nothing_is_read_before_the_pace_allows_it(
    start_bot: StartBot, stub: DiscordStub, ada: Person, scripted: ScriptedMatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = Matcher.read
    monkeypatch.setattr(Matcher, "read", lambda self, text: read.append(text) or real(self, text))  # pyright: ignore
    async with start_bot(knowing=scripted, person_cooldown=HOUR):
        for _ in range(10 * BURST):
            await ada.says(stub.dm(ada), WORST)
        await stub.settled()
    assert len(read) == len(scripted.asked) == BURST


async def test_an_innocent_mention_is_answered_before_a_flood_of_the_worst_messages(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    flood = [guild.add_member(f"flooder {number}") for number in range(5)]
    async with start_bot(knowing=scripted, person_cooldown=3.0):
        for _ in range(2 * BURST):
            for person in flood:
                await person.says(stub.dm(person), WORST)
        question = await ada.says(general, f"{stub.bot.mention} {WHO}")
        await stub.settled()
    order = scripted.asked
    assert len(order) == 5 * BURST + 1
    assert order.index(WHO) < len(flood)  # nobody's second one comes before it
    (reply,) = stub.replies_to(question)
    assert gives(reply, passage_for(scripted, WHO))
    assert all(reply.id < each.id for person in flood for each in stub.said_in(stub.dm(person))[1:])


async def order_of(queue: Turns, questions: Sequence[tuple[int, int]]) -> list[int]:
    """The order in which questions, by person and length, have their turn that arrive while another one has."""
    order: list[int] = []

    async def ask(number: int, person: int, length: int) -> None:
        async with queue.turn(person, length):
            order.append(number)

    async with asyncio.TaskGroup() as group, queue.turn(0, 1):
        for number, question in enumerate(questions):
            group.create_task(ask(number, *question))
        await asyncio.sleep(0)  # each has begun to wait
    return order


async def test_short_questions_come_before_long_ones_and_each_person_in_turn() -> None:
    assert await order_of(Turns(), [(1, 9), (1, 1), (2, 5), (3, 5), (4, 2)]) == [4, 2, 3, 0, 1]
    assert await order_of(Turns(), [(1, 4), (1, 4), (1, 4), (2, 4), (2, 4)]) == [0, 3, 1, 4, 2]


async def test_the_questions_of_one_person_keep_their_order() -> None:
    assert await order_of(Turns(), [(1, 9), (1, 1), (1, 5)]) == [0, 1, 2]


async def test_a_long_question_has_its_turn_although_short_ones_never_cease() -> None:
    queue, order = Turns(), list[str]()

    async def ask(person: int, length: int, group: asyncio.TaskGroup) -> None:
        async with queue.turn(person, length):
            order.append("long" if length > 10 else "short")
            if "long" not in order and person < 1000:
                group.create_task(ask(person + 1, length, group))
        await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(ask(1000, 200, group))
        for person in (1, 201, 401):
            group.create_task(ask(person, 10, group))
    assert order.index("long") < 100


async def test_a_turn_that_is_given_up_does_not_hold_up_the_others() -> None:
    queue = Turns()
    async with queue.turn(1, 1):
        waiting = asyncio.create_task(order_of(queue, [(2, 1)]))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert await order_of(queue, [(3, 1)]) == [0]


async def test_quick_edits_are_followed_once_at_first_and_then_by_the_last(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    async with start_bot(knowing=scripted):
        question = await ada.says(general, f"!ask {WHO}")
        reply = await stub.next_reply(to=question)
        slow = stub.faults.slows("PATCH", "/channels/*/messages/*")
        for number in range(12):
            await ada.edits(question, f"!ask {WHOM if number == 11 else NOWHERE} {'?' * number}")
            await slow.reached.wait()
        await stub.delivered()
        slow.release()
        await stub.settled()
        assert len(reply.revisions) == 2
        assert len(scripted.asked) == 3
        assert gives(reply, passage_for(scripted, WHOM))


async def test_edits_have_a_pace_and_the_last_one_is_followed(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel, scripted: ScriptedMatcher
) -> None:
    async with start_bot(knowing=scripted, person_cooldown=0.2):
        question = await ada.says(general, f"!ask {WHO}")
        reply = await stub.next_reply(to=question)
        for number in range(30):
            await ada.edits(question, f"!ask {WHOM if number == 29 else NOWHERE} {'?' * number}")
            await stub.delivered()
        await stub.settled()
        assert gives(reply, passage_for(scripted, WHOM))
        assert len(reply.revisions) <= BURST + 2


async def test_a_question_that_is_deleted_while_its_edit_waits_takes_its_answer_along(
    start_bot: StartBot, stub: DiscordStub, ada: Person, general: Channel
) -> None:
    async with start_bot(person_cooldown=HOUR):
        question = await ada.says(general, f"!ask {WHO}")
        reply = await stub.next_reply(to=question)
        for number in range(BURST + 2):
            await ada.edits(question, f"!ask {WHOM} {'?' * number}")
            await stub.delivered()
        await ada.deletes(question)
        await stub.wait_for(lambda: reply.deleted)


@pytest.mark.parametrize(("command", "option"), [("ask", "question"), ("topic", "name")])
async def test_suggestions_look_at_the_first_hundred_characters(
    start_bot: StartBot, ada: Person, general: Channel, monkeypatch: pytest.MonkeyPatch, command: str, option: str
) -> None:
    typed: list[str] = []
    real = Suggestions.ranked
    monkeypatch.setattr(
        Suggestions,
        "ranked",
        lambda self, text, limit=25: typed.append(text) or real(self, text, limit),  # pyright: ignore
    )
    async with start_bot():
        await ada.autocompletes(general, command, focused=option, value="trade " * 1000)
    assert [len(text) for text in typed] == [100]
