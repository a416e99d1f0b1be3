"""Fixtures for tests in front of a local Discord; the fixture `stub` is theirs."""

from __future__ import annotations

import asyncio

import pytest

from .entities import Channel
from .guilds import Guild
from .people import Person
from .server import DiscordStub


@pytest.fixture
def guild(stub: DiscordStub) -> Guild:
    """A server in which the bot is."""
    return stub.add_guild("Harbour")


@pytest.fixture
def general(guild: Guild) -> Channel:
    """A text channel of that server."""
    return guild.add_text_channel("general")


@pytest.fixture
def ada(guild: Guild) -> Person:
    """Somebody in that server."""
    return guild.add_member("ada")


@pytest.fixture
def no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retry at once: discord.py waits for seconds after a 500, and for longer and longer while it reconnects."""
    real = asyncio.sleep

    async def sleep(delay: float, result: object = None) -> object:
        return await real(min(delay, 0.01), result)

    monkeypatch.setattr(asyncio, "sleep", sleep)
