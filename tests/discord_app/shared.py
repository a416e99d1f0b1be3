"""One local Discord and one bot for all tests of a module, which are apart by servers, channels and people of their
own: to start a bot takes longer than most of what is asked of it.

A module that takes the fixtures begins so::

    from tests.discord_app.shared import bot as bot
    from tests.discord_app.shared import start_bot as start_bot
    from tests.discord_app.shared import stub as stub

    pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("bot")]
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.discord_app.client import FootnoteBot
from bot.matching.matcher import Matcher
from tests.discord_app.conftest import StartBot, local_discord, starting
from tests.discord_stub import DiscordStub


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stub() -> AsyncGenerator[DiscordStub]:
    """A local Discord."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        async with local_discord(monkeypatch) as stub:
            yield stub


@pytest.fixture(scope="module")
def start_bot(
    stub: DiscordStub, matcher: Matcher, tmp_path_factory: pytest.TempPathFactory, new_database: Path
) -> Generator[StartBot]:
    """Start a bot, for modules whose bot is another one."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield starting(stub, matcher, tmp_path_factory.mktemp("bot"), new_database, monkeypatch)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(start_bot: StartBot) -> AsyncGenerator[FootnoteBot]:
    """The bot with the usual settings, running."""
    async with start_bot() as bot:
        yield bot
