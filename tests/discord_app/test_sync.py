"""Commands are registered with Discord when they changed, not at every start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from pathlib import Path

import discord
import pytest
from discord import app_commands

from bot.discord_app.cogs.reader import Reader
from bot.discord_app.gateway.syncing import FIRST_RETRY, CommandSync
from tests.discord_app.conftest import StartBot
from tests.discord_stub import Channel, DiscordStub, Person

COMMANDS = "/applications/*/commands"


def synced(stub: DiscordStub) -> int:
    """How often the commands were registered."""
    return stub.requests.count("PUT", COMMANDS)


async def test_commands_are_registered_at_the_first_start(stub: DiscordStub, start_bot: StartBot) -> None:
    async with start_bot():
        names = {command["name"] for command in stub.commands}
    assert names == {
        "ask",
        "topics",
        "topic",
        "read",
        "summary",
        "help",
        "about",
        "privacy",
        "footnote",
        "Find in the article",
        "File this question",
    }
    assert synced(stub) == 1


async def test_every_command_works_everywhere_and_in_every_installation_but_those_that_manage_a_server(
    stub: DiscordStub, start_bot: StartBot
) -> None:
    async with start_bot():
        managing = [command for command in stub.commands if command["name"] in ("footnote", "File this question")]
        assert len(managing) == 2
        for command in managing:
            assert (command["integration_types"], command["contexts"]) == ([0], [0])
            assert command["default_member_permissions"] == str(discord.Permissions(manage_guild=True).value)
        for command in stub.commands:
            if command in managing:
                continue
            assert sorted(command["integration_types"]) == [0, 1], command["name"]
            assert sorted(command["contexts"]) == [0, 1, 2], command["name"]


async def test_they_are_not_registered_at_the_next_start(stub: DiscordStub, start_bot: StartBot) -> None:
    for _ in range(3):
        async with start_bot():
            pass
    assert synced(stub) == 1


async def test_they_are_registered_again_when_one_changed(
    stub: DiscordStub, start_bot: StartBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with start_bot():
        pass
    monkeypatch.setattr(Reader.topics, "description", "All that the article is about")
    for _ in range(2):
        async with start_bot():
            pass
    assert synced(stub) == 2
    topics = next(command for command in stub.commands if command["name"] == "topics")
    assert topics["description"] == "All that the article is about"


async def test_another_application_has_its_own_commands(stub: DiscordStub, start_bot: StartBot, tmp_path: Path) -> None:
    async with start_bot() as bot:
        known = tmp_path / f"commands-{bot.application_id}"
        assert known.is_file()
        known.rename(tmp_path / "commands-1")
    async with start_bot():
        assert synced(stub) == 2


async def test_without_a_state_folder_commands_are_registered_at_each_start_and_the_log_says_so(
    stub: DiscordStub, start_bot: StartBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    for _ in range(2):
        async with start_bot(state=blocked):
            pass
    assert synced(stub) == 2
    assert caplog.text.count("commands will be synced at each start") == 2


async def test_they_are_registered_again_when_what_was_kept_is_damaged(
    stub: DiscordStub, start_bot: StartBot, tmp_path: Path
) -> None:
    async with start_bot() as bot:
        kept = tmp_path / f"commands-{bot.application_id}"
    for damage in (b"", b"\xff\xfe"):
        kept.write_bytes(damage)
        async with start_bot():
            pass
    assert synced(stub) == 3


@pytest.mark.parametrize("status", [400, 403])
async def test_if_commands_cannot_be_registered_the_bot_starts_and_retries_at_the_next_start(
    stub: DiscordStub,
    start_bot: StartBot,
    ada: Person,
    general: Channel,
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    stub.faults.fails("PUT", COMMANDS, status=status)
    async with start_bot():
        await stub.next_reply(to=await ada.says(general, "!topics"))
    assert [record.levelname for record in caplog.records if "commands not synced" in record.message] == ["WARNING"]
    assert stub.commands == []
    async with start_bot():
        assert stub.commands


async def test_they_are_registered_at_the_next_start_after_a_reset_connection(
    stub: DiscordStub, start_bot: StartBot
) -> None:
    fault = stub.faults.cuts("PUT", COMMANDS, 2)  # aiohttp itself tries a PUT twice
    async with start_bot():
        assert fault.hits
    fault.lift()
    async with start_bot():
        assert stub.commands


# Nothing waits for it


async def test_the_bot_starts_and_answers_while_the_commands_are_being_registered(
    stub: DiscordStub, start_bot: StartBot, ada: Person, general: Channel
) -> None:
    slow = stub.faults.slows("PUT", COMMANDS)
    bot = start_bot()
    starting = asyncio.create_task(bot.__aenter__())
    await slow.reached.wait()
    await stub.ready()
    await stub.next_reply(to=await ada.says(general, "!topics"))
    assert stub.commands == []
    slow.release()
    await stub.wait_for(lambda: stub.commands, what="the commands")
    await starting
    await bot.__aexit__(None, None, None)


async def test_a_rate_limit_delays_the_commands_and_nothing_else(
    stub: DiscordStub, start_bot: StartBot, ada: Person, general: Channel
) -> None:
    limited = stub.faults.rate_limits("PUT", COMMANDS, retry_after=0.5)
    async with start_bot():
        await stub.next_reply(to=await ada.says(general, "!topics"))
        await stub.wait_for(lambda: stub.commands, what="the commands")
    assert limited.hits == 1


async def test_the_bot_ends_while_a_long_rate_limit_lasts(stub: DiscordStub, start_bot: StartBot) -> None:
    stub.faults.rate_limits("PUT", COMMANDS, retry_after=3600)
    async with start_bot():
        await stub.wait_for(lambda: synced(stub), what="an attempt")
    async with start_bot():
        await stub.wait_for(lambda: stub.commands, what="the commands")


@pytest.mark.parametrize(("fault", "times"), [("fails", 5), ("cuts", 2), ("limits", 1), ("answers", 1)])
async def test_after_trouble_that_may_pass_they_are_registered_later(
    stub: DiscordStub,
    tree: app_commands.CommandTree[discord.Client],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    no_backoff: None,
    fault: str,
    times: int,
) -> None:
    if fault == "fails":
        stub.faults.fails("PUT", COMMANDS, times, status=502)
    elif fault == "cuts":
        stub.faults.cuts("PUT", COMMANDS, times)
    elif fault == "limits":
        stub.faults.fails("PUT", COMMANDS, times, status=429)  # not by Discord itself, so discord.py does not wait
    else:
        stub.faults.answers("PUT", COMMANDS, b"{}", times)
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    sync = CommandSync(tree, tmp_path, pause=pause)
    sync.start()
    await stub.wait_for(lambda: stub.commands, what="the commands")
    await sync.stop()
    assert len(waits) == 1
    assert FIRST_RETRY / 2 <= waits[0] <= FIRST_RETRY
    assert f"tried again in {waits[0]:.0f}s" in caplog.text


@pytest.fixture
async def tree(stub: DiscordStub) -> AsyncGenerator[app_commands.CommandTree[discord.Client]]:
    """The tree of a client that is logged in; it has one command."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(stub.token)
        tree = app_commands.CommandTree(client)

        @tree.command()
        async def ask(interaction: discord.Interaction) -> None:  # pyright: ignore[reportUnusedFunction] - registered
            """Answer a question."""

        yield tree
