"""Servers that the bot joins and leaves: its greeting, and their data."""

from __future__ import annotations

import pytest

from bot.discord_app.client import FootnoteBot
from bot.store.server_settings import DEFAULTS, Mode
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_stub import Channel, DiscordStub, Guild


def elsewhere(stub: DiscordStub) -> tuple[Guild, Channel]:
    """A server in which the bot is not yet, with its system channel."""
    guild = stub.add_guild("Elsewhere", with_bot=False)
    lobby = guild.add_text_channel("lobby")
    guild.set_system_channel(lobby)
    return guild, lobby


async def test_in_a_new_server_the_bot_says_what_to_do_first(stub: DiscordStub, bot: FootnoteBot) -> None:
    await bot.wait_until_ready()
    guild, lobby = elsewhere(stub)
    guild.add_bot()
    said = await stub.next_message(lobby)
    assert "/footnote setup" in said.content
    assert bot.articles.titles[bot.articles.default] in said.content
    await stub.settled()
    assert len(stub.said_in(lobby)) == 1


async def test_nothing_is_said_where_the_bot_may_not_write_or_there_is_no_system_channel(
    stub: DiscordStub, bot: FootnoteBot
) -> None:
    await bot.wait_until_ready()
    guild, lobby = elsewhere(stub)
    guild.deny(guild.everyone, lobby, "send_messages")
    guild.deny(guild.bot_role, lobby, "send_messages")
    guild.add_bot()
    other = stub.add_guild("Bare", with_bot=False)
    only = other.add_text_channel("only")
    other.add_bot()
    await stub.settled()
    assert stub.said_in(lobby) == stub.said_in(only) == []
    assert not stub.requests.failed()


async def test_nothing_is_said_at_a_start_nor_after_an_outage(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, general: Channel
) -> None:
    guild.set_system_channel(general)
    async with start_bot() as bot:
        await bot.wait_until_ready()
        guild.set_available(False)
        await stub.settled()
        guild.set_available(True)
        await stub.settled()
        stub.faults.invalidates_session(resumable=False)
        await stub.wait_for(lambda: len(stub.gateway.identifies) == 2, what="a second session")
        await stub.settled()
    assert stub.said_in(general) == []


async def test_a_server_that_the_bot_comes_back_to_has_its_settings_again(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild
) -> None:
    await bot.wait_until_ready()
    await choose(bot, guild, mode=Mode.LISTENING)
    guild.remove_bot()
    await stub.settled()
    assert await left(bot) == {guild.id}
    guild.add_bot()
    await stub.settled()
    assert await left(bot) == set()
    assert bot.store.settings.get(guild.id).mode is Mode.LISTENING


@pytest.mark.parametrize("chosen", ["everywhere", "there"])
async def test_the_bot_does_not_greet_a_server_that_had_switched_it_off(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, general: Channel, chosen: str
) -> None:
    await bot.wait_until_ready()
    guild.set_system_channel(general)
    off = {"mode": Mode.OFF} if chosen == "everywhere" else {"channel_modes": {general.id: Mode.OFF}}
    await choose(bot, guild, **off)
    guild.remove_bot()
    await stub.settled()
    guild.add_bot()
    await stub.settled()
    assert await left(bot) == set()
    assert stub.said_in(general) == []


async def test_servers_joined_and_left_while_the_bot_was_off_are_recorded_at_its_start(
    stub: DiscordStub, start_bot: StartBot, guild: Guild
) -> None:
    async with start_bot() as bot:
        await choose(bot, guild, mode=Mode.LISTENING)
    guild.remove_bot()
    async with start_bot() as bot:
        await noted(stub, bot, {guild.id})
        assert bot.store.settings.get(guild.id).mode is Mode.LISTENING
    guild.add_bot()
    async with start_bot() as bot:
        await noted(stub, bot, set())


async def test_a_server_in_an_outage_is_not_taken_for_one_that_was_left(
    stub: DiscordStub, start_bot: StartBot, guild: Guild
) -> None:
    async with start_bot() as bot:
        await choose(bot, guild, mode=Mode.LISTENING)
    guild.set_available(False)
    async with start_bot() as bot:
        await stub.settled()
        await bot.store.reconcile({each.id for each in bot.guilds})
        assert await left(bot) == set()


async def test_a_server_of_which_nothing_is_known_has_the_defaults(bot: FootnoteBot, guild: Guild) -> None:
    assert bot.store.settings.get(guild.id) == DEFAULTS


async def left(bot: FootnoteBot) -> set[int]:
    """The servers that the bot left, as the store has them."""
    async with bot.store.database.reading() as connection:
        rows = await connection.exec_driver_sql("SELECT guild_id FROM servers WHERE left_at IS NOT NULL")
        return set(rows.scalars())


async def noted(stub: DiscordStub, bot: FootnoteBot, wanted: set[int]) -> None:
    """Return when the store has noted which servers the bot left."""
    known: set[int] | None = None
    while known != wanted:
        await stub.settled(quiet=0.01)
        known = await left(bot)
