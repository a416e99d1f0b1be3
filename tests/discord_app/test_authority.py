"""Nobody makes the bot do what they may not do themselves there now."""

from __future__ import annotations

import pytest

from bot.conversation.wordings import discord_wording
from bot.matching.matcher import Matcher
from tests.discord_app.scripted import WHO, WHOM, gives, passage_for
from tests.discord_app.shared import bot as bot
from tests.discord_app.shared import start_bot as start_bot
from tests.discord_app.shared import stub as stub
from tests.discord_stub import Channel, DiscordStub, Guild, Interaction, Message, Person, StubMisuse

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot")]

SHOW = "Show to everyone"


@pytest.fixture(params=["a channel", "a thread"])
def place(request: pytest.FixtureRequest, guild: Guild, general: Channel) -> Channel:
    """Where people ask."""
    return general if request.param == "a channel" else guild.add_thread(general, "aside")


def silence(guild: Guild, person: Person, place: Channel) -> None:
    """From now on a person may read there, and not write."""
    guild.deny(person, place.parent or place, "send_messages_in_threads" if place.parent else "send_messages")


def public(stub: DiscordStub, place: Channel) -> list[Message]:
    """What all see of what the bot said."""
    return [message for message in stub.said_in(place) if not message.ephemeral]


async def found_by(person: Person, asker: Person, place: Channel) -> Message:
    """What somebody found in private by the message menu."""
    question = await asker.says(place, WHO)
    return await (await person.uses_message_menu(question, discord_wording.FIND)).answered()


async def test_a_person_who_may_no_longer_write_cannot_publish(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, place: Channel, matcher: Matcher
) -> None:
    found = await found_by(ada, ben, place)
    silence(guild, ada, place)
    told = await (await ada.presses(found, SHOW)).answered()
    await stub.settled()
    assert (told.ephemeral, told.content) == (True, discord_wording.MAY_NOT_SPEAK)
    assert public(stub, place) == []
    assert SHOW in found.labels
    guild.reset(ada, place.parent or place)
    shown = await (await ada.presses(found, SHOW)).followed_up()
    assert gives(shown, passage_for(matcher, WHO))


async def test_an_answer_is_published_once_however_often_the_button_is_pressed_at_once(
    stub: DiscordStub, ada: Person, ben: Person, place: Channel
) -> None:
    found = await found_by(ada, ben, place)
    for each in [await ada.presses(found, SHOW) for _ in range(3)]:
        await each.responded()
    await stub.settled()
    assert len(public(stub, place)) == 1
    assert SHOW not in found.labels


async def test_each_kind_of_place_asks_for_its_own_permission(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside")
    guild.deny(ada, general, "send_messages")
    assert not (await (await ada.presses(await found_by(ada, ben, thread), SHOW)).followed_up()).ephemeral
    guild.reset(ada, general)
    guild.deny(ada, general, "send_messages_in_threads")
    assert not (await (await ada.presses(await found_by(ada, ben, general), SHOW)).followed_up()).ephemeral
    assert len(public(stub, thread)) == len(public(stub, general)) == 1


async def test_in_a_locked_thread_only_who_manages_threads_shows_to_everyone(
    stub: DiscordStub, guild: Guild, ada: Person, mo: Person, ben: Person, general: Channel
) -> None:
    thread = guild.add_thread(general, "closed")
    found = {person: await found_by(person, ben, thread) for person in (ada, mo)}
    guild.lock(thread)
    told = await (await ada.presses(found[ada], SHOW)).answered()
    assert told.content == discord_wording.MAY_NOT_SPEAK
    shown = await (await mo.presses(found[mo], SHOW)).followed_up()
    assert public(stub, thread) == [shown]


async def test_a_person_who_may_not_embed_links_publishes_plain_text(
    guild: Guild, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    found = await found_by(ada, ben, general)
    guild.deny(ada, general, "embed_links")
    shown = await (await ada.presses(found, SHOW)).followed_up()
    assert (shown.ephemeral, shown.embeds) == (False, [])
    assert gives(shown, passage_for(matcher, WHO))
    await (await ada.presses(shown, emoji="▶️")).answered()
    assert shown.embeds == []


@pytest.mark.parametrize("command", ["ask", "topics", "topic", "read", "summary"])
async def test_a_slash_command_of_who_may_not_write_there_is_answered_in_private(
    stub: DiscordStub, guild: Guild, ada: Person, place: Channel, command: str
) -> None:
    options = {"ask": {"question": WHO}, "topic": {"name": "1"}}.get(command, {})
    silence(guild, ada, place)
    answer = await (await ada.slash(place, command, **options)).answered()  # pyright: ignore[reportArgumentType]
    assert answer.ephemeral
    assert answer.embeds
    assert public(stub, place) == []


@pytest.mark.parametrize("form", ["/ask", "!ask", "<bot>", "/summary", "!summary"])
async def test_a_person_who_may_not_embed_links_gets_public_plain_text(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, form: str
) -> None:
    guild.deny(ada, general, "embed_links")
    if form.startswith("/"):
        options = {"question": WHO} if form == "/ask" else {}
        answer = await (await ada.slash(general, form[1:], **options)).answered()  # pyright: ignore[reportArgumentType]
    else:
        words = form.replace("<bot>", stub.bot.mention) + ("" if form == "!summary" else f" {WHO}")
        answer = await stub.next_reply(to=await ada.says(general, words))
    assert (answer.ephemeral, answer.embeds) == (False, [])
    assert answer.content
    assert (await (await ada.slash(general, "ask", question=WHO, private=True)).answered()).embeds


async def presses_of(person: Person, answer: Message) -> list[Interaction]:
    """Everything that changes a message in place."""
    presses = [await person.presses(answer, emoji="▶️"), await person.presses(answer, emoji="◀️")]
    return [*presses, await person.presses(answer, "Not what I asked")]


async def test_a_person_who_may_no_longer_write_cannot_change_a_public_message_but_may_delete_it(
    stub: DiscordStub, guild: Guild, ada: Person, place: Channel, matcher: Matcher
) -> None:
    answer = await (await ada.slash(place, "ask", question=WHO)).answered()
    topics = await (await ada.slash(place, "topics")).answered()
    silence(guild, ada, place)
    used = [*await presses_of(ada, answer), await ada.selects(topics, topics.menus[0]["options"][0]["value"])]
    for press in used:
        told = await press.answered()
        assert (told.ephemeral, told.content) == (True, discord_wording.MAY_NOT_SPEAK)
    assert gives(answer, passage_for(matcher, WHO))
    assert (await (await ada.presses(answer, "Related topics")).answered()).ephemeral
    await ada.presses(answer, emoji="🗑️")
    await stub.wait_for(lambda: answer.deleted)


async def test_a_private_answer_stays_in_use_of_who_may_not_write_there(
    guild: Guild, ada: Person, place: Channel, matcher: Matcher
) -> None:
    answer = await (await ada.slash(place, "ask", question=WHO, private=True)).answered()
    silence(guild, ada, place)
    assert await (await ada.presses(answer, emoji="▶️")).answered() is answer
    assert not gives(answer, passage_for(matcher, WHO))


async def test_a_moderator_who_is_none_any_more_deletes_nothing(
    stub: DiscordStub, guild: Guild, ada: Person, mo: Person, general: Channel
) -> None:
    answer = await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
    guild.deny(mo, general, "manage_messages")
    told = await (await mo.presses(answer, emoji="🗑️")).answered()
    assert (told.ephemeral, told.content) == (True, discord_wording.NOT_YOURS)
    assert not answer.deleted


async def test_discord_refuses_commands_menus_and_presses_of_who_may_not_use_applications(
    guild: Guild, ada: Person, general: Channel
) -> None:
    answer = await (await ada.slash(general, "ask", question=WHO)).answered()
    guild.deny(ada, general, "use_application_commands")
    for use in (
        lambda: ada.slash(general, "topics"),
        lambda: ada.presses(answer, emoji="▶️"),
        lambda: ada.uses_message_menu(answer, discord_wording.FIND),
    ):
        with pytest.raises(StubMisuse):
            await use()


@pytest.mark.parametrize("how", ["may not write in the channel", "is in a time-out", "may not write in threads"])
async def test_an_edit_by_who_may_not_write_there_any_more_has_the_bot_say_nothing(
    stub: DiscordStub, guild: Guild, general: Channel, ada: Person, how: str
) -> None:
    place = guild.add_thread(general, "aside") if "threads" in how else general
    asked = await ada.says(place, f"{stub.bot.mention} {WHO}")
    answer = await stub.next_reply(to=asked)
    talk = await ada.says(place, "hm")
    if "time-out" in how:
        guild.times_out(ada, 600)
    else:
        guild.deny(ada, general, "send_messages", "send_messages_in_threads")
    await ada.edits(talk, f"{stub.bot.mention} {WHO}")
    await ada.edits(asked, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert answer.deleted  # it stood under another question
    assert not stub.said_in(place)
