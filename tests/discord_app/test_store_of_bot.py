"""The bot's store: opened and closed with the bot, and never in the way of a start or an answer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.discord_app import client
from bot.discord_app.client import FootnoteBot
from bot.discord_app.health.checkup import VITAL
from bot.errors import StoreError
from bot.matching.matcher import Matcher
from bot.store.server_settings import Mode
from bot.store.store import Store
from tests.discord_app.choosing import choose
from tests.discord_app.conftest import StartBot
from tests.discord_app.scripted import WHO, WHOM, gives, passage_for
from tests.discord_stub import Channel, DiscordStub, Guild, Person


def lose(folder: Path) -> None:
    """Delete the database."""
    for file in folder.glob("footnote.db*"):
        file.unlink()


async def test_the_last_counts_are_written_before_the_bot_ends(
    stub: DiscordStub, start_bot: StartBot, guild: Guild, ada: Person, general: Channel
) -> None:
    async with start_bot():
        await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
    async with start_bot() as bot:
        assert (await bot.store.insights(guild.id, 7)).outcomes == {"answer": 1}


async def test_a_bot_whose_database_is_none_answers_and_says_what_is_wrong(
    stub: DiscordStub, start_bot: StartBot, ada: Person, general: Channel, tmp_path: Path, matcher: Matcher
) -> None:
    (tmp_path / "footnote.db").write_text("no database at all", "utf-8")
    async with start_bot() as bot:
        reply = await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
        assert gives(reply, passage_for(matcher, WHO))
        trouble = bot.health["database"]()
        assert trouble is not None
        assert "it is not a database" in trouble
        assert "database" not in VITAL


async def test_a_bot_whose_database_is_lost_keeps_the_last_settings(
    stub: DiscordStub, bot: FootnoteBot, guild: Guild, ada: Person, general: Channel, tmp_path: Path
) -> None:
    await choose(bot, guild, mode=Mode.LISTENING)
    lose(tmp_path)
    assert await stub.next_reply(to=await ada.says(general, WHO))
    with pytest.raises(StoreError):
        await choose(bot, guild, mode=Mode.ASKED)
    assert await stub.next_reply(to=await ada.says(general, WHOM))


async def test_a_store_that_takes_for_ever_to_open_keeps_nobody_waiting(
    stub: DiscordStub,
    start_bot: StartBot,
    ada: Person,
    general: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def start(_: Store) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(Store, "start", start)
    monkeypatch.setattr(client, "STORE_PATIENCE", 0.01)
    async with start_bot():
        assert await stub.next_reply(to=await ada.says(general, f"!ask {WHO}"))
