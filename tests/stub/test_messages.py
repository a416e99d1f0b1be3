"""What people and a bare bot say, change and receive in the local Discord."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import discord
import pytest

from tests.discord_stub import (
    Channel,
    ChannelKind,
    DiscordStub,
    Guild,
    NothingHappened,
    Person,
    StubMisuse,
)
from tests.stub.bare import Bare, running, text_channel


async def test_a_message_is_answered(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    question = await ada.says(general, "echo why?")
    answer = await stub.next_reply(question)
    assert answer.content == "echo why?"
    assert answer.reply_to is question
    assert answer.pings == frozenset()
    await stub.settled()
    assert stub.replies_to(question) == [answer]
    assert stub.requests.count("POST", "/channels/*/messages") == 1


async def test_silence_can_be_asserted(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    released = asyncio.Event()

    async def handler(message: discord.Message) -> None:
        await released.wait()

    bot.handler = handler
    await ada.says(general, "hm")
    with pytest.raises(NothingHappened, match="on_message"):
        await stub.settled(within=0.05)
    asyncio.get_running_loop().call_later(0.02, released.set)
    await stub.settled()
    assert [message.content for message in bot.seen] == ["hm"]
    assert stub.said_in(general) == []


async def test_settled_waits_for_quiet(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    async def answer_later(message: discord.Message) -> None:
        asyncio.get_running_loop().call_later(0.05, lambda: tasks.append(asyncio.create_task(answer(message))))

    async def answer(message: discord.Message) -> None:
        await message.channel.send("late")

    tasks: list[asyncio.Task[None]] = []
    bot.handler = answer_later
    await ada.says(general, "hm")
    await stub.settled(quiet=0.2)
    assert [message.content for message in stub.said_in(general)] == ["late"]


async def test_everywhere_that_people_talk(stub: DiscordStub, bot: Bare, ada: Person, guild: Guild) -> None:
    text = guild.add_text_channel("talk")
    places = [
        guild.add_thread(text, "thread"),
        guild.add_voice_channel("voice"),
        guild.add_stage_channel("stage"),
        guild.add_announcement_channel("news"),
        stub.dm(ada),
    ]
    for place in places:
        question = await ada.says(place, f"echo {place.kind.name}")
        assert (await stub.next_reply(question)).channel is place
    post = await ada.posts(guild.add_forum("help"), "A post", "echo post")
    assert post.channel.kind is ChannelKind.PUBLIC_THREAD
    assert (await stub.next_reply(post)).content == "echo post"
    await stub.settled()
    kinds = [type(message.channel).__name__ for message in bot.seen]
    assert kinds == ["Thread", "VoiceChannel", "StageChannel", "TextChannel", "DMChannel", "Thread"]


async def test_content_without_the_intent(ada: Person, guild: Guild, general: Channel, stub: DiscordStub) -> None:
    intents = discord.Intents.default()
    async with running(stub, Bare(intents=intents)) as bot:
        own = None
        for content in ("hidden", f"{stub.bot.mention} shown"):
            await ada.says(general, content)
        await ada.says(stub.dm(ada), "private")
        await stub.settled()
        assert [message.content for message in bot.seen] == ["", f"{stub.bot.mention} shown", "private"]
        own = await text_channel(bot, general).send("own")
        mine = general.messages[own.id]
        await ada.says(general, "reply with a ping", reply_to=mine)
        await ada.says(general, "reply without", reply_to=mine, ping=False)
        await stub.settled()
        assert [message.content for message in bot.seen[-2:]] == ["reply with a ping", ""]


async def test_edits_deletions_and_unfurling(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    edits: list[discord.RawMessageUpdateEvent] = []

    @bot.event
    async def on_raw_message_edit(payload: discord.RawMessageUpdateEvent) -> None:  # pyright: ignore[reportUnusedFunction]  (discord.py finds it by its name)
        edits.append(payload)

    message = await ada.says(general, "one")
    await ada.edits(message, "two")
    await stub.unfurls(message)
    await ada.deletes(message)
    moderator = guild.add_member("mo", moderator=True)
    more = [await ada.says(general, str(index)) for index in range(3)]
    await moderator.deletes(*more)
    await stub.settled()
    assert [bool(each.message.edited_at) for each in edits] == [True, True]
    assert len(edits[1].message.embeds) == 1
    assert "raw_message_delete" in bot.events
    assert "raw_bulk_message_delete" in bot.events
    assert [revision.content for revision in message.revisions] == ["one", "two"]
    with pytest.raises(StubMisuse):
        await ada.deletes(message)


async def test_other_kinds_of_authors_and_messages(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    await stub.webhook_says(general, "hook")
    await guild.add_member("r2", bot=True).says(general, "beep")
    await ada.says(general, type=7)
    await ada.forwards(await ada.says(general, "first"), general)
    await stub.settled()
    seen = bot.seen
    assert seen[0].webhook_id is not None
    assert seen[1].author.bot
    assert seen[2].type is discord.MessageType.new_member
    assert seen[4].content == ""
    assert seen[4].message_snapshots[0].content == "first"


async def test_the_clients_reads_are_answered(stub: DiscordStub, bot: Bare, ada: Person, general: Channel) -> None:
    channel = text_channel(bot, general)
    for number in range(5):
        await ada.says(general, str(number))
    assert [message.content async for message in channel.history(limit=3)] == ["4", "3", "2"]
    sent = await channel.send("with a file", file=discord.File(io.BytesIO(b"x"), "a.txt"))
    assert [file.filename for file in sent.attachments] == ["a.txt"]
    assert (await channel.fetch_message(sent.id)).content == "with a file"
    await sent.edit(content="edited")
    await sent.add_reaction("✅")
    thread = await sent.create_thread(name="more")
    await thread.send("inside")
    await sent.delete()
    assert (await bot.fetch_channel(general.id)).id == general.id
    assert (await channel.guild.fetch_member(ada.id)).name == "ada"
    assert (await bot.fetch_guild(channel.guild.id)).name == "Harbour"
    direct = await bot.create_dm(discord.Object(ada.id))
    assert (await direct.send("hello")).channel.id == stub.dm(ada).id


async def test_guilds_come_and_go(stub: DiscordStub, bot: Bare, guild: Guild) -> None:
    other = stub.add_guild("Other")
    channel = other.add_text_channel("here")
    await stub.settled()
    assert bot.get_channel(channel.id) is not None
    other.delete_channel(channel)
    guild.set_available(False)
    await stub.settled()
    assert bot.get_channel(channel.id) is None
    assert "guild_unavailable" in bot.events
    guild.set_available(True)
    other.remove_bot()
    await stub.settled()
    assert bot.get_guild(other.id) is None
    assert {"guild_join", "guild_available", "guild_remove"} <= set(bot.events)


async def test_pings(stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel) -> None:
    channel = text_channel(bot, general)
    crew = guild.add_role("crew", mentionable=True)
    guild.allow(stub.bot, general, "mention_everyone")
    question = await ada.says(general, "hm")
    await stub.settled()
    target = bot.seen[-1]
    text = f"{ada.mention} {crew.mention} @everyone"

    async def pings(content: str, **options: Any) -> frozenset[int | str]:
        sent = await target.reply(content, **options)
        return general.messages[sent.id].pings

    assert await pings(text) == {ada.id, crew.id, "everyone"}
    assert await pings("x") == {ada.id}
    assert await pings("x", mention_author=False) == frozenset()
    assert await pings(text, allowed_mentions=discord.AllowedMentions.none()) == frozenset()
    only_roles = discord.AllowedMentions(
        everyone=False, users=False, roles=[discord.Object(crew.id)], replied_user=False
    )
    assert await pings(text, allowed_mentions=only_roles) == {crew.id}
    guild.reset(stub.bot, general)
    assert await pings(text, mention_author=False) == {ada.id, crew.id}
    bare = await channel.send(text)
    assert general.messages[bare.id].pings == {ada.id, crew.id}
    assert question.pings == frozenset()


# What people send


@pytest.mark.parametrize("content", ["", " \n "])
async def test_people_send_no_blank_messages(ada: Person, guild: Guild, general: Channel, content: str) -> None:
    with pytest.raises(StubMisuse, match="needs text, an attachment or a sticker"):
        await ada.says(general, content)
    with pytest.raises(StubMisuse, match="needs text"):
        await ada.edits(await ada.says(general, "x"), content)
    with pytest.raises(StubMisuse, match="needs a title and a text"):
        await ada.posts(guild.add_forum("help"), "A post", content)
    await ada.says(general, content, attachments=["cat.png"])
    await ada.says(general, content, stickers=["Wave"])


async def test_stickers_and_forwards_arrive_as_such(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel
) -> None:
    await ada.says(general, stickers=["Wave"])
    picture = await ada.says(general, "look", attachments=["cat.png"])
    await ada.forwards(await ada.forwards(picture, general), general)
    await stub.settled()
    sticker, _, first, second = bot.seen
    assert [each.name for each in sticker.stickers] == ["Wave"]
    for forward in (first, second):
        assert forward.flags.forwarded
        assert forward.reference is not None
        assert forward.reference.type is discord.MessageReferenceType.forward
        (snapshot,) = forward.message_snapshots
        assert (snapshot.content, [file.filename for file in snapshot.attachments]) == ("look", ["cat.png"])


async def test_embeds_that_were_removed_stay_away_and_are_removed_by_those_who_may(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    await stub.settled()
    place = bot.get_channel(general.id)
    assert isinstance(place, discord.TextChannel)
    sent = await place.send(embed=discord.Embed(title="A box"))
    shown = general.messages[sent.id]
    with pytest.raises(StubMisuse, match="may not remove embeds"):
        await ada.removes_embeds(shown)
    await guild.add_member("mo", moderator=True).removes_embeds(shown)
    changed = await place.get_partial_message(sent.id).edit(embed=discord.Embed(title="Another box"))
    assert (changed.embeds, changed.flags.suppress_embeds) == ([], True)


async def test_polls_are_started_by_those_who_may(
    stub: DiscordStub, bot: Bare, ada: Person, guild: Guild, general: Channel
) -> None:
    await ada.says(general, poll="Tea or coffee?")
    await stub.settled()
    (started,) = bot.seen
    assert started.poll is not None
    assert (started.content, started.poll.question, len(started.poll.answers)) == ("", "Tea or coffee?", 2)
    guild.deny(ada, general, "send_polls")
    with pytest.raises(StubMisuse, match="may not start polls"):
        await ada.says(general, poll="Tea or coffee?")


async def test_only_the_first_of_a_chain_of_replies_is_sent_along(
    stub: DiscordStub, bot: Bare, ada: Person, general: Channel
) -> None:
    chain = [await ada.says(general, "first")]
    for text in ("second", "third"):
        chain.append(await ada.says(general, text, reply_to=chain[-1]))
    third = await bot.http.get_message(general.id, chain[2].id)
    second = third.get("referenced_message")
    assert second is not None
    assert second.get("message_reference", {}).get("message_id") == str(chain[0].id)
    assert "referenced_message" not in second
