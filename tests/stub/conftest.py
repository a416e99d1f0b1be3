"""The local Discord, one server in it, and a bare bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord_stub import Channel, DiscordStub, Guild, Person
from tests.stub.bare import Bare, running


@pytest.fixture(autouse=True)
def addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put discord.py's addresses back after each test."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)


@pytest.fixture
async def stub() -> AsyncIterator[DiscordStub]:
    """A local Discord whose API description no request and no answer may break."""
    async with DiscordStub(check_answers=True) as stub:
        yield stub
    assert not stub.violations
    assert not stub.own_violations


@pytest.fixture
def guild(stub: DiscordStub) -> Guild:
    return stub.add_guild("Harbour")


@pytest.fixture
def general(guild: Guild) -> Channel:
    return guild.add_text_channel("general")


@pytest.fixture
def ada(guild: Guild) -> Person:
    return guild.add_member("ada")


@pytest.fixture
async def bot(stub: DiscordStub, general: Channel) -> AsyncIterator[Bare]:
    async with running(stub) as bot:
        yield bot


@pytest.fixture
def no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry at once: discord.py waits 1, 3, 5, ... seconds after a 500."""
    real = asyncio.sleep

    async def sleep(delay: float, result: object = None) -> object:
        return await real(min(delay, 0.01), result)

    monkeypatch.setattr(asyncio, "sleep", sleep)
