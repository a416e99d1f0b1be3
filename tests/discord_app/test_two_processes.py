"""Two processes on one PostgreSQL: each answers in the servers of its shards, and both know the settings."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import pytest

from bot.settings.deployment import Shards
from bot.store.server_settings import Style
from tests.discord_app.conftest import StartBot
from tests.discord_app.panel import Panel
from tests.discord_app.program import LONG_ENOUGH, Program, Programs
from tests.discord_app.still_answering import ask
from tests.discord_stub import Channel, DiscordStub, Guild, Message, Person

pytestmark = [pytest.mark.slow, pytest.mark.process]


class Server:
    """A server of one shard of two, with somebody who may manage it."""

    def __init__(self, stub: DiscordStub, shard: int) -> None:
        self.stub = stub
        self.guild: Guild = stub.add_guild(f"Harbour {shard}", guild_id=1000 + shard << 22)
        self.general: Channel = self.guild.add_text_channel("general")
        self.mira: Person = self.guild.add_member("mira", roles=(self.guild.add_role("keepers", "manage_guild"),))

    async def is_answered(self) -> Message:
        """Ask something there, and see that it is answered; the answer."""
        question = await ask(self.stub, self.mira, self.general)
        return await self.stub.next_reply(question, within=LONG_ENOUGH)

    async def chooses_text(self) -> None:
        """Press that answers are to be text, and see that it is confirmed."""
        panel = await Panel.opens(self.mira, self.general)
        await panel.opens_setting("style")
        assert (await panel.chooses("set:style", "text")).startswith("Changed.")

    def was_answered_once(self) -> bool:
        """Whether no message has two replies."""
        asked = [each for each in self.general.messages.values() if each.author is self.mira.user]
        return all(len(self.stub.replies_to(each)) == 1 for each in asked)


@pytest.fixture
def servers(stub: DiscordStub) -> list[Server]:
    """A server of each of two shards, of which no one waits for the other."""
    stub.world.shards = stub.world.max_concurrency = 2
    return [Server(stub, shard) for shard in range(2)]


async def start(
    stub: DiscordStub, programs: Programs, database: str, shards: Collection[int], live: int
) -> list[Program]:
    """Start a process for each shard, and wait until so many sessions are live."""
    settings = programs.settings_for(stub) | {"DATABASE_URL": database}
    started = [await programs.start("run", **settings, FOOTNOTE_SHARDS=f"{shard}/2") for shard in shards]
    await stub.ready(live, within=LONG_ENOUGH)
    return started


async def test_two_processes_answer_and_a_killed_one_restarts_with_the_settings(
    stub: DiscordStub, programs: Programs, servers: list[Server], postgresql_url: str
) -> None:
    one, _ = await start(stub, programs, postgresql_url, (0, 1), live=2)
    for server in servers:
        assert (await server.is_answered()).embeds
    await servers[0].chooses_text()
    assert not (await servers[0].is_answered()).embeds

    await one.stop()
    await stub.wait_for(lambda: len(stub.gateway.live) == 1, what="the end of a session")
    assert (await servers[1].is_answered()).embeds

    await start(stub, programs, postgresql_url, (0,), live=2)
    assert not (await servers[0].is_answered()).embeds
    assert (await servers[1].is_answered()).embeds
    assert all(server.was_answered_once() for server in servers)


async def test_another_process_soon_knows_of_a_press(
    stub: DiscordStub,
    start_bot: StartBot,
    programs: Programs,
    servers: list[Server],
    postgresql_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with start_bot(shards=Shards(1, 1, 2), database=postgresql_url, sessions=1) as bot:
        heard, reload = asyncio.Event(), bot.store.settings.reload

        async def noted(guild_id: int) -> None:
            await reload(guild_id)
            heard.set()

        await bot.store.listening.wait()
        monkeypatch.setattr(bot.store.settings, "reload", noted)
        await start(stub, programs, postgresql_url, (0,), live=2)
        await servers[0].chooses_text()
        async with asyncio.timeout(LONG_ENOUGH):
            await heard.wait()
        assert bot.store.settings.get(servers[0].guild.id).style is Style.TEXT
        assert not (await servers[0].is_answered()).embeds
        assert (await servers[1].is_answered()).embeds
