"""After an edit, the reply is the one that the message would have got if it had been sent so."""

from __future__ import annotations

import pytest

from bot.conversation.wordings import discord_wording
from bot.discord_app import threads
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.store.server_settings import AnswerPlace
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

ANSWERED = (
    "{bot} " + WHO,
    "{bot} summary",
    "{bot} topics",
    "!ask",
    "!ask " + WHOM,
    "!topics",
    "!topic 3",
    "!topic zzqqxx",
    "{bot} " + WHOM,
    "!read 4",
    "{bot} hi",
    "{bot} " + NOWHERE,
    "{bot} the main points in two sentences",
    "!help",
    "{bot}",
)
SILENT = ("{bot} thanks", "{bot} ?", "{bot} lol")
NOT_FOR_IT = ("nvm", "!rank", "<@&1> who?")
EDITS = [
    *zip(ANSWERED, (*ANSWERED[1:], ANSWERED[0]), strict=True),
    *((ANSWERED[number], silent) for number, silent in enumerate((*SILENT, *NOT_FOR_IT))),
    *((silent, ANSWERED[number]) for number, silent in enumerate(SILENT)),
]


def looks(message: Message) -> tuple[object, ...]:
    """What people see of a message, and where its controls lead."""
    return message.content, message.embeds, message.components


@pytest.fixture
async def in_thread(
    bot: FootnoteBot, stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> tuple[Message, Channel]:
    """A question in a server whose answers stand in threads, and the thread of its answer."""
    guild.allow(guild.bot_role, general, "create_public_threads", "send_messages_in_threads")
    await choose(bot, guild, answers=AnswerPlace.THREAD)
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    await stub.settled()
    return question, stub.world.channels[question.id]


async def stands(stub: DiscordStub, question: Message) -> list[tuple[object, ...]]:
    """What the bot's replies to a message look like, once there is nothing left to do."""
    await stub.settled()
    return [looks(reply) for reply in stub.replies_to(question)]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(("was", "becomes"), EDITS)
async def test_an_edited_message_is_answered_as_if_it_had_been_sent_so(
    stub: DiscordStub, ada: Person, quiet: Channel, general: Channel, was: str, becomes: str
) -> None:
    was, becomes = (text.format(bot=stub.bot.mention) for text in (was, becomes))
    as_sent = await stands(stub, await ada.says(quiet, becomes))
    question = await ada.says(general, was)
    before = await stands(stub, question)
    assert bool(before) or bool(as_sent)
    await ada.edits(question, becomes)
    assert await stands(stub, question) == as_sent
    await ada.edits(question, was)
    assert await stands(stub, question) == before
    await ada.deletes(question)
    await stub.settled()
    assert stub.said_in(general) == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("shown", "was", "becomes"),
    [("topics", "2", "3"), ("read 5", "next", "previous"), (WHO, "how old is she?", "what did she say?")],
)
async def test_an_edited_message_keeps_its_context_whatever_was_shown_since(
    stub: DiscordStub, ada: Person, quiet: Channel, general: Channel, shown: str, was: str, becomes: str
) -> None:
    at = stub.bot.mention
    await ada.says(quiet, f"{at} {shown}")
    await stub.settled()
    as_sent = await stands(stub, await ada.says(quiet, f"{at} {becomes}"))
    await ada.says(general, f"{at} {shown}")
    await stub.settled()
    question = await ada.says(general, f"{at} {was}")
    for since in (WHOM, "topics", "4", "read 9"):
        await stands(stub, await ada.says(general, f"{at} {since}"))
    await ada.edits(question, f"{at} {becomes}")
    assert await stands(stub, question) == as_sent


@pytest.mark.usefixtures("bot")
async def test_an_answer_that_its_asker_deleted_does_not_come_back_by_an_edit_to_a_command(
    stub: DiscordStub, ada: Person, general: Channel
) -> None:
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    reply = await stub.next_reply(to=question)
    await ada.presses(reply, emoji="🗑️")
    await stub.wait_for(lambda: reply.deleted)
    await ada.edits(question, "!topics")
    assert await stands(stub, question) == []


@pytest.mark.usefixtures("listening")
async def test_a_question_edited_not_to_call_the_bot_is_treated_as_overheard(
    stub: DiscordStub, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    reply = await stub.next_reply(to=question)
    await ada.edits(question, WHOM)
    await stub.settled()
    assert gives(reply, passage_for(matcher, WHOM))
    await ada.edits(question, "so be it")
    assert await stands(stub, question) == []
    await ada.edits(question, WHO)
    assert await stands(stub, question) == []
    await ada.edits(question, f"{stub.bot.mention} {WHO}")
    await stub.settled()
    (again,) = stub.replies_to(question)
    assert gives(again, passage_for(matcher, WHO))


async def test_a_thread_is_called_by_what_its_question_says_now_until_that_is_deleted(
    stub: DiscordStub,
    in_thread: tuple[Message, Channel],
    ada: Person,
    general: Channel,
    matcher: Matcher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threads, "RENAMED_EVERY", 0.0)
    question, thread = in_thread
    for text, said in (("topics", 1), ("summary", 1), ("thanks", 0), (WHOM, 1), ("lol", 0)):
        await ada.edits(question, f"{stub.bot.mention} {text}")
        await stub.settled()
        assert (thread.name, len(stub.said_in(thread)), stub.said_in(general)) == (text, said, []), text
        if text == WHOM:
            assert gives(stub.said_in(thread)[0], passage_for(matcher, WHOM))
    await ada.edits(question, stub.bot.mention)  # which says nothing
    await stub.settled()
    assert thread.name == "lol"
    await ada.deletes(question)
    await stub.settled()
    assert thread.name == discord_wording.DELETED_QUESTION


@pytest.mark.parametrize("edited_before", [False, True])
async def test_a_thread_keeps_the_name_that_a_moderator_gave_it(
    stub: DiscordStub,
    guild: Guild,
    in_thread: tuple[Message, Channel],
    ada: Person,
    monkeypatch: pytest.MonkeyPatch,
    edited_before: bool,
) -> None:
    monkeypatch.setattr(threads, "RENAMED_EVERY", 0.0)
    question, thread = in_thread
    if edited_before:
        await ada.edits(question, f"{stub.bot.mention} {NOWHERE}")
        await stub.settled()
    guild.rename(thread, "spokespersons")
    await stub.settled()
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert thread.name == "spokespersons"
    await ada.deletes(question)
    await stub.settled()
    assert thread.name == "spokespersons"


async def test_an_author_who_may_no_longer_write_does_not_rename_the_thread(
    stub: DiscordStub, guild: Guild, in_thread: tuple[Message, Channel], ada: Person, general: Channel
) -> None:
    question, thread = in_thread
    guild.deny(ada, general, "send_messages")
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert thread.name == WHO


@pytest.mark.parametrize("end", ["it is deleted", "the bot leaves"])
async def test_a_name_that_discord_would_not_take_yet_waits_and_a_deletion_does_not(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, ada: Person, general: Channel, end: str
) -> None:
    guild.allow(guild.bot_role, general, "create_public_threads", "send_messages_in_threads")
    async with start_bot() as bot:
        await choose(bot, guild, answers=AnswerPlace.THREAD)
        question = await ada.says(general, f"{stub.bot.mention} {WHO}")
        await stub.settled()
        thread = stub.world.channels[question.id]
        (answer,) = stub.said_in(thread)
        for text in (WHOM, NOWHERE, WHO):
            before = looks(answer)
            await ada.edits(question, f"{stub.bot.mention} {text}")
            await stub.wait_for(lambda before=before: looks(answer) != before or None, what="the changed answer")
        assert thread.name == WHOM
        if end == "it is deleted":
            await ada.deletes(question)
            await stub.wait_for(lambda: thread.name == discord_wording.DELETED_QUESTION or None, what="the name")
    # Of the names that waited it is the last that it gets at once.
    assert thread.name == (WHO if end == "the bot leaves" else discord_wording.DELETED_QUESTION)


async def test_a_thread_does_not_lose_its_name_because_an_answer_is_gone_when_its_question_is_edited(
    stub: DiscordStub, in_thread: tuple[Message, Channel], ada: Person, mo: Person
) -> None:
    question, thread = in_thread
    await mo.deletes(*stub.said_in(thread))
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert (thread.name, stub.said_in(thread)) == (WHO, [])


@pytest.mark.parametrize("is_archived", [False, True])
async def test_an_answer_in_a_thread_that_was_locked_stays_as_it_is_without_a_word(
    stub: DiscordStub,
    guild: Guild,
    ada: Person,
    general: Channel,
    matcher: Matcher,
    in_thread: tuple[Message, Channel],
    is_archived: bool,
) -> None:
    question, thread = in_thread
    guild.lock(thread)
    if is_archived:
        guild.archive(thread)
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    (answer,) = stub.said_in(thread)
    assert gives(answer, passage_for(matcher, WHO))
    assert not stub.replies_to(question)
    guild.lock(thread, locked=False)
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert gives(answer, passage_for(matcher, WHOM))
