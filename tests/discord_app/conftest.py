"""The real bot in front of the local Discord."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.articles import Articles
from bot.conversation.acts import language
from bot.database_url import sqlite_url
from bot.discord_app import client, workshop
from bot.discord_app.client import FootnoteBot
from bot.discord_app.gateway.connecting import point_at
from bot.matching.cache import load_matcher
from bot.matching.matcher import Matcher
from bot.settings import Settings
from bot.store.store import Store
from tests.article.small_article import SmallArticle
from tests.compiled import holding
from tests.discord_app.program import Programs
from tests.discord_app.scripted import ScriptedMatcher
from tests.discord_stub import Channel, DiscordStub, Guild, Person
from tests.discord_stub.fixtures import ada as ada  # fixtures of these tests too
from tests.discord_stub.fixtures import general as general
from tests.discord_stub.fixtures import guild as guild
from tests.discord_stub.fixtures import no_backoff as no_backoff
from tests.small_language import use_small_language

StartBot = Callable[..., AbstractAsyncContextManager[FootnoteBot]]
Pause = Callable[[], Awaitable[None]]


class PromptBot(FootnoteBot):
    """The bot without the five seconds that Discord wants between the identifies of two sessions."""

    async def pause_to_identify(self, seconds: float) -> None:
        """Identify at once."""


@contextlib.asynccontextmanager
async def local_discord(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[DiscordStub]:
    """A local Discord; at the end, every request made to it must have fitted Discord's published description."""
    async with DiscordStub() as stub:
        monkeypatch.setattr(Route, "BASE", stub.api_url)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(stub.gateway_url))
        yield stub
        assert not stub.violations


@pytest.fixture
async def stub(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[DiscordStub]:
    """A local Discord for the test alone; `shared.py` has one for all tests of a module."""
    async with local_discord(monkeypatch) as stub:
        yield stub


@pytest.fixture(scope="session", autouse=True)
def languages() -> None:
    """Read once what tells languages apart, as the program does when it starts."""
    language.prepare()


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them: making those anew for every bot takes longer than to copy it."""
    file = tmp_path_factory.mktemp("store") / "footnote.db"

    async def make() -> None:
        async with Store(sqlite_url(file)) as store:
            assert store.database.state.is_available

    asyncio.run(make())
    return file


@pytest.fixture
def start_bot(
    stub: DiscordStub, matcher: Matcher, tmp_path: Path, new_database: Path, monkeypatch: pytest.MonkeyPatch
) -> StartBot:
    """Start the bot in front of the stub: ``async with start_bot(prefix="?") as bot``. Call it again to restart.

    ``knowing=`` gives it another matcher than the shipped article's, ``articles=`` several articles; ``sessions=`` is
    how many it begins, where that is not what the stub recommends.
    """
    return starting(stub, matcher, tmp_path, new_database, monkeypatch)


def starting(
    stub: DiscordStub, matcher: Matcher, state: Path, new_database: Path, monkeypatch: pytest.MonkeyPatch
) -> StartBot:
    """What `start_bot` is, with the folder in which the bot keeps what it remembers."""

    async def leave_as_it_is(_: Store) -> None:
        """Tidy a database that is new, or of a moment ago."""

    # A quarter of what a start costs; programs do it, and the tests of the store.
    monkeypatch.setattr(Store, "tidy", leave_as_it_is)
    # A machine that is too busy to close a database in time is no reason to leave it open.
    monkeypatch.setattr(client, "STORE_PATIENCE", 60.0)

    async def is_up(sessions: int | None) -> None:
        await stub.ready(sessions)
        await stub.settled()

    @contextlib.asynccontextmanager
    async def start(
        *,
        message_content: bool = True,
        knowing: Matcher | None = None,
        articles: Articles | None = None,
        sessions: int | None = None,
        **settings: object,
    ) -> AsyncGenerator[FootnoteBot]:
        known: dict[str, object] = {
            "token": stub.token,
            "state": state,
            "api_url": stub.api_url,
            "gateway_url": stub.gateway_url,
            "person_cooldown": 0.0,
            "channel_cooldown": 0.0,
        }
        if not (state / new_database.name).exists():
            shutil.copy(new_database, state)
        chosen = Settings(**(known | settings))  # pyright: ignore[reportArgumentType]
        point_at(chosen.api_url)
        articles = articles or holding({chosen.default_article: knowing or matcher})
        bot = PromptBot(chosen, articles, message_content=message_content)
        running = asyncio.create_task(bot.start(stub.token))
        try:
            started = asyncio.create_task(is_up(sessions))
            await asyncio.wait({started, running}, return_when=asyncio.FIRST_COMPLETED)
            if not started.done():
                started.cancel()
                await running  # which failed
            await started
            yield bot
        finally:
            await bot.leave()
            await running

    return start


@pytest.fixture
async def bot(start_bot: StartBot) -> AsyncGenerator[FootnoteBot]:
    """The bot with the usual settings, running."""
    async with start_bot() as bot:
        yield bot


@pytest.fixture(params=["at once", "after a restart"])
async def pause(request: pytest.FixtureRequest, start_bot: StartBot) -> AsyncGenerator[Pause]:
    """The bot, running; ``await pause()`` is the moment at which it is restarted in every second run of the test."""
    async with contextlib.AsyncExitStack() as life:
        await life.enter_async_context(start_bot())

        async def restart() -> None:
            if request.param == "after a restart":
                await life.aclose()
                await life.enter_async_context(start_bot())

        yield restart


@pytest.fixture
def scripted(matcher: Matcher) -> ScriptedMatcher:
    """The shipped article's matcher, to be told what to say to which question."""
    return ScriptedMatcher(matcher)


@pytest.fixture
def ben(guild: Guild) -> Person:
    """Another member."""
    return guild.add_member("ben")


@pytest.fixture
def mo(guild: Guild) -> Person:
    """A member who may manage messages."""
    return guild.add_member("mo", moderator=True)


@pytest.fixture
async def programs(
    matcher: Matcher, index_cache: Path, tmp_path: Path, bot_command: Sequence[str]
) -> AsyncGenerator[Programs]:
    """Starts the command line as processes of their own."""
    programs = Programs(bot_command, tmp_path / "elsewhere", index_cache)
    yield programs
    await programs.stop()


@pytest.fixture
def quiet(guild: Guild) -> Channel:
    """A channel that no admin named."""
    return guild.add_text_channel("quiet")


@pytest.fixture
def mira(guild: Guild) -> Person:
    """A member who may manage the server."""
    return guild.add_member("mira", roles=(guild.add_role("keepers", "manage_guild"),))


@pytest.fixture
def forum(guild: Guild) -> Channel:
    """A forum that an admin named."""
    return guild.add_forum("questions")


@pytest.fixture
async def listening(
    start_bot: StartBot, scripted: ScriptedMatcher, general: Channel, forum: Channel
) -> AsyncGenerator[FootnoteBot]:
    """The bot, listening in the general channel and in the forum."""
    async with start_bot(knowing=scripted, listen_channels=frozenset({general.id, forum.id})) as bot:
        yield bot


@pytest.fixture(scope="session")
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small article and its compiled index, in the small language."""
    folder = tmp_path_factory.mktemp("compiled")
    (folder / "state").mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_small_language(monkeypatch.setattr)
        load_matcher(SmallArticle(folder / "library-cats").folder, folder / "state" / "index")
    return folder


@pytest.fixture
def quick_workshop(module_command: Sequence[str], monkeypatch: pytest.MonkeyPatch, small_language: None) -> None:
    """What a workshop does is done by processes that start in a fraction of the time, in the small language."""
    monkeypatch.setattr(workshop, "COMMAND", (*module_command, "tests.small_language", "bot.evaluation.worker"))


@pytest.fixture
def small(compiled_once: Path) -> SmallArticle:
    """The folder of the small article, as it was; where `small_cache` is used, it need not be compiled."""
    shutil.rmtree(compiled_once / "library-cats")
    return SmallArticle(compiled_once / "library-cats")


@pytest.fixture
def small_cache(compiled_once: Path, tmp_path: Path) -> Path:
    """A cache folder with the compiled index of `small`."""
    return shutil.copytree(compiled_once / "state", tmp_path / "state") / "index"
