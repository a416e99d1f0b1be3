"""Threads and direct messages of the local Discord, with a bare bot."""

from __future__ import annotations

from collections.abc import Awaitable

import discord
import pytest

from tests.discord_stub import (
    Channel,
    DiscordStub,
    Guild,
    Person,
    StubMisuse,
)
from tests.stub.bare import Bare, running

# Direct messages


async def refused(sending: Awaitable[object]) -> int:
    """Discord's code for the refusal of what is awaited; it must be a 403."""
    with pytest.raises(discord.Forbidden) as raised:
        await sending
    return raised.value.code


async def test_a_stranger_is_only_reached_who_wrote_first(stub: DiscordStub, bot: Bare, guild: Guild) -> None:
    bob = stub.add_person("bob")
    channel = await bot.create_dm(discord.Object(bob.id))
    assert await refused(channel.send("x")) == 50007
    stub.add_guild("Elsewhere", with_bot=False).add_member(bob)
    assert await refused(channel.send("x")) == 50007
    await bob.says(stub.dm(bob), "hello")
    await channel.send("x")
    eve = stub.add_person("eve")
    guild.add_member(eve)
    await (await bot.create_dm(discord.Object(eve.id))).send("x")


# Threads


def thread_of(bot: Bare, channel: Channel) -> discord.Thread:
    """The bot's view of a thread."""
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.Thread)
    return found


async def test_a_message_unarchives_its_thread_and_the_update_comes_first(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside")
    before = await ada.says(thread, "before")
    guild.archive(thread)
    await stub.settled()
    assert bot.get_channel(thread.id) is None
    with pytest.raises(StubMisuse, match="is archived"):
        await ada.edits(before, "after")
    bot.events.clear()
    await ada.says(thread, "hm")
    await stub.settled()
    assert not thread.archived
    assert [name for name in bot.events if name in ("raw_thread_update", "message")] == ["raw_thread_update", "message"]
    assert not thread_of(bot, thread).archived


async def test_the_bot_unarchives_a_thread_too_but_changes_nothing_in_an_archived_one(
    stub: DiscordStub, bot: Bare, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside")
    await stub.settled()
    sent = await thread_of(bot, thread).send("one")
    guild.archive(thread)
    assert await refused(sent.edit(content="two")) == 50083
    assert await refused(sent.add_reaction("✅")) == 50083
    await sent.channel.send("three")
    assert not thread.archived
    await sent.edit(content="two")
    guild.archive(thread)
    await sent.delete()
    assert thread.archived


async def test_who_may_write_in_a_thread_brings_it_back_unless_it_is_locked(
    stub: DiscordStub, bot: Bare, guild: Guild, general: Channel
) -> None:
    for owner in (None, stub.bot):
        thread = guild.add_thread(general, "aside", owner=owner)
        await stub.settled()
        known = thread_of(bot, thread)
        guild.archive(thread)
        await known.edit(archived=False)
        assert not thread.archived
        guild.lock(thread)
        guild.archive(thread)
        assert await refused(known.edit(archived=False)) == 50013
    theirs = guild.add_thread(general, "theirs")
    await stub.settled()
    known = thread_of(bot, theirs)
    guild.archive(theirs)
    guild.deny(stub.bot, general, "send_messages_in_threads")
    assert await refused(known.edit(archived=False)) == 50013


async def test_the_bot_hears_what_a_moderator_calls_a_thread(
    stub: DiscordStub, bot: Bare, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside")
    await stub.settled()
    guild.rename(thread, "beside")
    await stub.settled()
    assert thread_of(bot, thread).name == "beside"


async def test_a_locked_thread_is_for_those_who_manage_threads(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside")
    await stub.settled()
    sent = await thread_of(bot, thread).send("before")
    guild.lock(thread)
    await stub.settled()
    known = thread_of(bot, thread)
    assert known.locked
    assert await refused(known.send("x")) == 160005
    assert await refused(sent.edit(content="x")) == 160005
    with pytest.raises(StubMisuse, match="is locked"):
        await ada.says(thread, "x")
    guild.archive(thread)
    assert await refused(known.send("x")) == 50083
    assert await refused(sent.delete()) == 50083
    await guild.add_member("mo", moderator=True).says(thread, "x")
    assert (thread.archived, thread.locked) == (False, True)
    guild.allow(guild.bot_role, general, "manage_threads")
    await known.send("x")
    guild.reset(guild.bot_role, general)
    guild.lock(thread, False)
    await known.send("x")


async def test_a_mention_takes_the_bot_into_a_private_thread_and_is_heard(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    thread = guild.add_thread(general, "whisper", private=True)
    for text in (f"{stub.bot.mention} hello", "again"):
        await ada.says(thread, text)
    await stub.settled()
    assert len(bot.seen) == 2


async def test_a_person_who_manages_threads_sees_private_ones_from_the_start(
    stub: DiscordStub, ada: Person, guild: Guild, general: Channel
) -> None:
    hidden = guild.add_thread(general, "whisper", private=True)
    async with running(stub) as bot:
        assert bot.get_channel(hidden.id) is None
    guild.allow(guild.bot_role, general, "manage_threads")
    async with running(stub) as bot:
        assert thread_of(bot, hidden).me is None
        await ada.says(hidden, "hm")
        await stub.settled()
        assert len(bot.seen) == 1


async def test_threads_start_where_discord_has_them(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    guild.set_role(guild.bot_role, "administrator")
    places = [guild.add_voice_channel("voice"), guild.add_stage_channel("stage"), guild.add_thread(general, "a thread")]
    for place, code in (*((each, 50024) for each in places), (stub.dm(ada), 50003)):
        message = await ada.says(place, "hm")
        await stub.settled()
        start = bot.http.start_thread_with_message(place.id, message.id, name="x", auto_archive_duration=60)
        assert await refused(start) == code
    message = await ada.says(general, "hm")
    await stub.settled()
    assert (await bot.seen[-1].create_thread(name="x")).id == message.id
