"""Channels of every kind, with and without each permission."""

from __future__ import annotations

import pytest

from bot.conversation.wordings import discord_wording
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import Pause, StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

needs_bot = pytest.mark.usefixtures("bot")


async def told_directly(stub: DiscordStub, person: Person) -> Message:
    """What the bot writes to a person directly."""
    return await stub.next_message(stub.dm(person))


@pytest.fixture
async def plain(stub: DiscordStub, guild: Guild, general: Channel) -> Channel:
    """A channel in which the bot may not embed."""
    guild.deny(stub.bot, general, "embed_links")
    return general


async def test_without_embed_links_answers_are_plain_text_and_buttons_keep_them_plain(
    stub: DiscordStub, pause: Pause, ada: Person, plain: Channel, matcher: Matcher
) -> None:
    article, passage = matcher.article, passage_for(matcher, WHO)
    answer = await stub.next_reply(to=await ada.says(plain, f"{stub.bot.mention} {WHO}"))
    assert answer.embeds == []
    assert gives(answer, passage)
    assert article.title in answer.content
    await pause()
    after = article.neighbours(passage)[1]
    assert after is not None
    await (await ada.presses(answer, emoji="▶️")).answered()
    assert answer.embeds == []
    assert gives(answer, after)
    related = await (await ada.presses(answer, "Related topics")).answered()
    assert related.embeds == []
    await (await ada.selects(related, related.menus[0]["options"][0]["value"])).answered()
    assert related.embeds == []
    assert related.content


@needs_bot
@pytest.mark.parametrize(
    "text", [NOWHERE, "topics", "read 1", "summary", "help", "about", "privacy", "topic trump", ""]
)
async def test_without_embed_links_everything_else_is_plain_text_too(
    stub: DiscordStub, ada: Person, plain: Channel, text: str
) -> None:
    reply = await stub.next_reply(to=await ada.says(plain, f"{stub.bot.mention} {text}"))
    assert reply.content
    assert reply.embeds == []


@needs_bot
async def test_an_edit_keeps_a_plain_answer_plain(
    stub: DiscordStub, ada: Person, plain: Channel, matcher: Matcher
) -> None:
    question = await ada.says(plain, f"!ask {WHO}")
    reply = await stub.next_reply(to=question)
    await ada.edits(question, f"!ask {WHOM}")
    await stub.settled()
    assert reply.embeds == []
    assert gives(reply, passage_for(matcher, WHOM))


@needs_bot
@pytest.mark.parametrize("text", ["<bot> who is Tammy Bruce?", "!ask who is Tammy Bruce?", "!topics", "!ask", "<bot>"])
@pytest.mark.parametrize(
    ("denied", "name"), [("send_messages", "Send Messages"), ("read_message_history", "Read Message History")]
)
async def test_a_command_where_the_bot_may_not_answer_gets_the_missing_permissions_directly(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, text: str, denied: str, name: str
) -> None:
    guild.deny(stub.bot, general, denied)
    await ada.says(general, text.replace("<bot>", stub.bot.mention))
    told = await told_directly(stub, ada)
    assert name in told.content
    assert general.mention in told.content
    await stub.settled()
    assert stub.said_in(general) == []
    assert len(stub.said_in(stub.dm(ada))) == 1


@needs_bot
async def test_in_a_thread_the_permission_for_threads_is_named(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    guild.deny(stub.bot, general, "send_messages_in_threads")
    thread = guild.add_thread(general, "**@everyone** [x](https://example.org)")
    await ada.says(thread, f"{stub.bot.mention} {WHO}")
    told = await told_directly(stub, ada)
    assert "Send Messages in Threads" in told.content
    assert thread.name not in told.content
    assert not told.pings


@needs_bot
async def test_in_a_locked_thread_a_moderator_is_told_that_the_bot_may_not_write_there(
    stub: DiscordStub, guild: Guild, general: Channel
) -> None:
    mod = guild.add_member("mod", roles=(guild.add_role("moderators", "manage_threads"),))
    thread = guild.add_thread(general, "closed")
    guild.lock(thread)
    await mod.says(thread, f"{stub.bot.mention} {WHO}")
    assert (await told_directly(stub, mod)).content == discord_wording.locked(thread.mention)
    assert stub.said_in(thread) == []
    answer = await (await mod.slash(thread, "ask", question=WHO)).answered()
    assert not answer.ephemeral


@needs_bot
async def test_in_a_time_out_the_bot_says_until_when_and_asks_for_no_permission(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    guild.times_out(stub.bot, 3600)
    await ada.says(general, f"{stub.bot.mention} {WHO}")
    told = await told_directly(stub, ada)
    assert "time-out until" in told.content
    assert "permission" not in told.content
    guild.times_out(stub.bot, 0)
    reply = await stub.next_reply(to=await ada.says(general, f"{stub.bot.mention} {WHO}"))
    assert gives(reply, passage_for(matcher, WHO))


@needs_bot
@pytest.mark.parametrize("said", ["thanks!", "lol", "👍"])
async def test_a_message_that_needs_no_answer_gets_no_line_on_missing_permissions(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, said: str
) -> None:
    guild.deny(stub.bot, general, "send_messages")
    await ada.says(general, f"{stub.bot.mention} {said}")
    await stub.settled()
    assert stub.said_in(stub.dm(ada)) == []
    await ada.says(general, f"{stub.bot.mention} {WHO}")
    assert "Send Messages" in (await told_directly(stub, ada)).content


@needs_bot
async def test_a_thread_needs_no_permission_to_send_in_its_channel(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    guild.deny(stub.bot, general, "send_messages")
    thread = guild.add_thread(general, "aside")
    reply = await stub.next_reply(to=await ada.says(thread, f"{stub.bot.mention} {WHO}"))
    assert gives(reply, passage_for(matcher, WHO))


@needs_bot
async def test_several_missing_permissions_are_named_together(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    guild.deny(stub.bot, general, "send_messages", "read_message_history")
    await ada.says(general, f"!ask {WHO}")
    assert "Send Messages and Read Message History" in (await told_directly(stub, ada)).content


@needs_bot
async def test_slash_commands_menus_and_buttons_need_no_permission_of_the_bot(
    stub: DiscordStub, guild: Guild, ada: Person, ben: Person, general: Channel, matcher: Matcher
) -> None:
    guild.deny(stub.bot, general, "send_messages", "embed_links", "read_message_history")
    answer = await (await ada.slash(general, "ask", question=WHO)).answered()
    assert gives(answer, passage_for(matcher, WHO))
    await (await ada.presses(answer, emoji="▶️")).answered()
    message = await ben.says(general, WHO)
    assert await (await ada.uses_message_menu(message, discord_wording.FIND)).answered()
    assert await (await ada.slash(general, "topics")).answered()


@needs_bot
async def test_a_channel_that_the_bot_cannot_see_is_no_failure(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    guild.deny(stub.bot, general, "view_channel")
    await ada.says(general, f"{stub.bot.mention} {WHO}")
    await stub.settled()
    assert not stub.requests.failed()


@needs_bot
async def test_a_permission_that_is_granted_counts_at_once(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    guild.deny(stub.bot, general, "send_messages")
    await ada.says(general, f"!ask {WHO}")
    await told_directly(stub, ada)
    guild.reset(stub.bot, general)
    assert await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))


@needs_bot
@pytest.mark.parametrize("kind", ["announcement", "voice", "thread", "private thread", "announcement thread"])
async def test_every_kind_of_channel_gets_answers(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel, matcher: Matcher, kind: str
) -> None:
    news = guild.add_announcement_channel("news")
    places = {
        "announcement": lambda: news,
        "voice": lambda: guild.add_voice_channel("lounge"),
        "thread": lambda: guild.add_thread(general, "aside"),
        "private thread": lambda: guild.add_thread(general, "whisper", private=True),
        "announcement thread": lambda: guild.add_thread(news, "replies"),
    }
    place = places[kind]()
    for text in (f"{stub.bot.mention} {WHO}", f"!ask {WHO}"):
        answer = await stub.next_reply(to=await ada.says(place, text))
        assert gives(answer, passage_for(matcher, WHO))
        await (await ada.presses(answer, emoji="▶️")).answered()
    assert await (await ada.slash(place, "ask", question=WHO)).answered()


@needs_bot
async def test_a_forum_post_gets_an_answer_in_the_post(
    stub: DiscordStub, guild: Guild, ada: Person, matcher: Matcher
) -> None:
    post = await ada.posts(guild.add_forum("questions"), "Who?", f"{stub.bot.mention} {WHO}")
    reply = await stub.next_reply(to=post)
    assert reply.channel is post.channel
    assert gives(reply, passage_for(matcher, WHO))


@needs_bot
async def test_a_thread_on_a_message_and_an_archived_thread_get_answers(
    stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    thread = guild.add_thread(general, "aside", on=await ada.says(general, "Discuss."))
    await stub.next_reply(to=await ada.says(thread, f"{stub.bot.mention} {WHO}"))
    guild.archive(thread)
    await stub.next_reply(to=await ada.says(thread, f"{stub.bot.mention} {WHOM}"))


async def test_nobody_hears_of_an_unasked_answer_that_is_not_allowed(
    start_bot: StartBot, stub: DiscordStub, guild: Guild, ada: Person, general: Channel
) -> None:
    guild.deny(stub.bot, general, "send_messages")
    async with start_bot(listen_channels=frozenset({general.id})):
        await ada.says(general, WHO)
        await stub.settled()
    assert stub.said_in(stub.dm(ada)) == []
    assert not stub.requests.failed()
