"""The local Discord, one server in it, and a bare bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord_stub import Channel, DiscordStub
from tests.discord_stub.fixtures import ada as ada  # fixtures of these tests too
from tests.discord_stub.fixtures import general as general
from tests.discord_stub.fixtures import guild as guild
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
async def bot(stub: DiscordStub, general: Channel) -> AsyncIterator[Bare]:
    async with running(stub) as bot:
        yield bot
