"""What the bot does in a channel: the server's choice for a channel, a category or all, over the host's."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from bot.conversation.wordings import discord_wording
from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from bot.store.server_settings import Mode
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import NOWHERE, WHO, WHOM, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Person

LONG = "I am writing an essay on trade between the two countries and got stuck.\n\nMy teacher wants sources!\n\n"


@pytest.fixture
async def heard(start_bot: StartBot, general: Channel) -> AsyncGenerator[FootnoteBot]:
    """The bot, whose host lets it listen in the general channel."""
    async with start_bot(listen_channels=frozenset({general.id})) as bot:
        yield bot


async def is_answered(stub: DiscordStub, ada: Person, channel: Channel, text: str = WHO) -> bool:
    """Whether a message gets an answer."""
    message = await ada.says(channel, text)
    await stub.settled()
    return bool(stub.replies_to(message))


async def test_a_channel_that_is_listened_in_is_answered_unasked_and_others_are_not(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, quiet: Channel
) -> None:
    assert not await is_answered(stub, ada, general)
    await choose(bot, guild, channel_modes={general.id: Mode.LISTENING})
    assert await is_answered(stub, ada, general)
    assert not await is_answered(stub, ada, quiet)
    await choose(bot, guild, channel_modes={general.id: Mode.ASKED})
    assert not await is_answered(stub, ada, general, WHOM)
    assert await is_answered(stub, ada, general, f"{stub.bot.mention} {WHOM}")


async def test_a_servers_default_mode_applies_to_channels_without_their_own(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, quiet: Channel
) -> None:
    await choose(bot, guild, mode=Mode.LISTENING, channel_modes={quiet.id: Mode.ASKED})
    assert await is_answered(stub, ada, general)
    assert not await is_answered(stub, ada, quiet)


async def test_the_hosts_channels_are_listened_in_until_a_server_chooses_for_them(
    stub: DiscordStub, heard: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await choose(heard, guild, mode=Mode.ASKED)
    assert await is_answered(stub, ada, general)
    await choose(heard, guild, channel_modes={general.id: Mode.ASKED})
    assert not await is_answered(stub, ada, general, WHOM)


async def test_another_servers_choice_changes_nothing(
    stub: DiscordStub, bot: FootnoteBot, ada: Person, general: Channel
) -> None:
    other = stub.add_guild("Elsewhere")
    await choose(bot, other, mode=Mode.OFF, channel_modes={general.id: Mode.OFF})
    assert await is_answered(stub, ada, general, f"{stub.bot.mention} {WHO}")


async def test_threads_and_posts_are_as_the_channel_to_which_they_belong_unless_they_have_a_mode_of_their_own(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, forum: Channel
) -> None:
    thread = guild.add_thread(general, "a thread")
    await choose(bot, guild, channel_modes={general.id: Mode.LISTENING, forum.id: Mode.LISTENING})
    assert await is_answered(stub, ada, thread)
    post = await ada.posts(forum, "Who?", WHO)
    await stub.next_reply(to=post)
    assert await is_answered(stub, ada, post.channel, WHOM)
    await choose(bot, guild, channel_modes={general.id: Mode.LISTENING, thread.id: Mode.OFF})
    assert not await is_answered(stub, ada, thread, f"{stub.bot.mention} {WHOM}")


async def test_channels_of_a_category_follow_it(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, quiet: Channel
) -> None:
    category = guild.add_category("archive")
    inside = guild.add_text_channel("old")
    guild.put_in(category, inside)
    thread = guild.add_thread(inside, "a thread")
    await choose(bot, guild, channel_modes={category.id: Mode.LISTENING})
    assert await is_answered(stub, ada, inside)
    assert await is_answered(stub, ada, thread)
    assert not await is_answered(stub, ada, quiet)


async def test_a_choice_takes_effect_at_once_and_holds_after_a_restart(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, general: Channel
) -> None:
    async with start_bot() as bot:
        await choose(bot, guild, channel_modes={general.id: Mode.LISTENING})
        assert await is_answered(stub, ada, general)
    async with start_bot():
        assert await is_answered(stub, ada, general, WHOM)


# Off


@pytest.fixture
async def off(bot: FootnoteBot, guild: Guild, general: Channel) -> FootnoteBot:
    """The bot, off in the general channel."""
    await choose(bot, guild, channel_modes={general.id: Mode.OFF})
    return bot


@pytest.mark.usefixtures("off")
@pytest.mark.parametrize("text", ["<bot> {who}", "!ask {who}", "!topics", "{who}", "<bot> hello", "<bot>"])
async def test_nothing_is_said_where_the_bot_is_off(
    stub: DiscordStub, ada: Person, general: Channel, text: str
) -> None:
    await ada.says(general, text.format(who=WHO).replace("<bot>", stub.bot.mention))
    await stub.settled()
    assert stub.said_in(general) == []
    assert stub.said_in(stub.dm(ada)) == []


@pytest.mark.usefixtures("off")
@pytest.mark.parametrize(
    ("command", "options"), [("ask", {"question": WHO}), ("topics", {}), ("ask", {"question": NOWHERE})]
)
async def test_slash_commands_answer_in_private_where_the_bot_is_off_and_say_so(
    ada: Person, general: Channel, command: str, options: dict[str, Any]
) -> None:
    answer = await (await ada.slash(general, command, **options)).answered()
    assert answer.ephemeral
    assert answer.embeds[0]["footer"]["text"].startswith(discord_wording.OFF_HERE)


@pytest.mark.usefixtures("off")
async def test_an_answer_to_a_message_where_the_bot_is_off_cannot_be_published(
    ada: Person, ben: Person, general: Channel
) -> None:
    found = await (await ada.uses_message_menu(await ben.says(general, WHO), discord_wording.FIND)).answered()
    assert found.ephemeral
    assert "Show to everyone" not in [button.get("label") for button in found.buttons]


async def test_an_answer_found_before_the_bot_was_switched_off_cannot_be_published(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, ben: Person, general: Channel
) -> None:
    found = await (await ada.uses_message_menu(await ben.says(general, WHO), discord_wording.FIND)).answered()
    await choose(bot, guild, mode=Mode.OFF)
    answer = await (await ada.presses(found, "Show to everyone")).answered()
    assert answer.ephemeral
    assert answer.content == discord_wording.SHOWS_NOTHING_HERE
    assert all(message.ephemeral for message in stub.said_in(general))


async def test_an_answer_stays_as_it_is_once_the_bot_is_off_and_goes_with_its_question(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, matcher: Matcher
) -> None:
    question = await ada.says(general, f"{stub.bot.mention} {WHO}")
    answer = await stub.next_reply(to=question)
    await choose(bot, guild, mode=Mode.OFF)
    pressed = await (await ada.presses(answer, emoji="▶️")).answered()
    assert pressed.ephemeral
    assert pressed.content == discord_wording.SHOWS_NOTHING_HERE
    await ada.edits(question, f"{stub.bot.mention} {WHOM}")
    await stub.settled()
    assert gives(stub.replies_to(question)[0], passage_for(matcher, WHO))
    await ada.deletes(question)
    await stub.settled()
    assert answer.deleted


async def test_direct_messages_are_answered_whatever_servers_chose(
    stub: DiscordStub, off: FootnoteBot, guild: Guild, ada: Person
) -> None:
    await choose(off, guild, mode=Mode.OFF)
    assert await is_answered(stub, ada, stub.dm(ada))


# Posts


@pytest.fixture
async def reads_posts(bot: FootnoteBot, guild: Guild, forum: Channel) -> FootnoteBot:
    """The bot, which reads each new post of the forum."""
    await choose(bot, guild, channel_modes={forum.id: Mode.POSTS})
    return bot


@pytest.mark.usefixtures("reads_posts")
@pytest.mark.parametrize(
    ("title", "text"),
    [
        (WHO, "The teacher will ask me tomorrow."),
        ("Help with my homework", WHO),
        ("Help with my homework", f"{LONG}{WHO}\n\nThanks for reading, see https://example.org for the task."),
        ("Help with my homework", f"{LONG * 6}{WHO}"),
        ("Essay", f"Hi all!\n{NOWHERE}\nAnd {WHO}\nThank you."),
    ],
)
async def test_a_new_post_is_answered_by_its_title_or_its_text_however_long(
    stub: DiscordStub, ada: Person, forum: Channel, matcher: Matcher, title: str, text: str
) -> None:
    reply = await stub.next_reply(to=await ada.posts(forum, title, text))
    assert gives(reply, passage_for(matcher, WHO))


@pytest.mark.usefixtures("reads_posts")
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Help with my homework", "Which pens do you use?"),
        ("Introduce yourself", "I am new here, hello!"),
        ("Trade", f"{LONG}"),
        ("Help", f"{NOWHERE}"),
    ],
)
async def test_a_post_that_the_article_does_not_clearly_answer_is_left_alone(
    stub: DiscordStub, ada: Person, forum: Channel, title: str, text: str
) -> None:
    post = await ada.posts(forum, title, text)
    await stub.settled()
    assert stub.said_in(post.channel) == []


@pytest.mark.usefixtures("reads_posts")
async def test_later_messages_of_a_post_are_answered_only_when_the_bot_is_spoken_to(
    stub: DiscordStub, ada: Person, ben: Person, forum: Channel
) -> None:
    post = await ada.posts(forum, "Introduce yourself", "I am new here, hello!")
    assert not await is_answered(stub, ada, post.channel)
    assert not await is_answered(stub, ben, post.channel, WHOM)
    assert await is_answered(stub, ben, post.channel, f"{stub.bot.mention} {WHOM}")


async def test_the_mode_posts_means_asked_in_channels_without_posts(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel
) -> None:
    await choose(bot, guild, mode=Mode.POSTS)
    assert not await is_answered(stub, ada, general)
    assert await is_answered(stub, ada, general, f"{stub.bot.mention} {WHO}")
