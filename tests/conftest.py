"""Shared fixtures: the shipped article and its matcher (compiled if the program changed), the small article (compiled
once a run) with a copy to break, and a new database on a PostgreSQL server."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.article.model import Article
from bot.database_url import read_database_url
from bot.matching import english
from bot.matching.cache import load_matcher
from bot.matching.compiled import Compiled, compile_article
from bot.matching.matcher import Matcher
from tests.article.small_article import SmallArticle
from tests.prepared import prepared
from tests.small_language import BACKGROUND, use_small_language

# No property may fail because a machine is slow, nor by chance: each run tries the same examples, except to search for
# those that nobody has tried.
for _profile, _examples in (("quick", 10), ("usual", 20), ("thorough", 100), ("search", 1000)):
    settings.register_profile(
        _profile,
        deadline=None,
        max_examples=_examples,
        derandomize=_profile != "search",
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("usual")

SERVER = "FOOTNOTE_TEST_DATABASE"


def pytest_configure() -> None:
    """Let what the tests start be interrupted, where they themselves were started to ignore it: in the background."""
    gc.disable()  # until all tests are collected
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Have the garbage collector look through what tests leave, and never again through the tests and the program."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of the shipped article."""
    return Path(__file__).parent.parent / "data" / "us-india-trade"


@pytest.fixture(scope="session")
def index_cache(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds the shipped article's compiled index once `matcher` has been asked for.

    It outlives the run, as the program's own does; each process of the tests has its own.
    """
    if not pytestconfig.pluginmanager.hasplugin("cacheprovider"):  # turned off
        return tmp_path_factory.mktemp("index")
    # One folder further down: the bot uses it only if the folder around it is private too.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    return pytestconfig.cache.mkdir(f"state-{worker}") / "index"


@pytest.fixture(scope="session")
def matcher(data_folder: Path, index_cache: Path) -> Matcher:
    """The matcher of the shipped article, compiled."""
    return load_matcher(data_folder, index_cache)


@pytest.fixture(scope="session")
def article(matcher: Matcher) -> Article:
    """The shipped article."""
    return matcher.article


@pytest.fixture(scope="session")
def cats(tmp_path_factory: pytest.TempPathFactory) -> Article:
    """The small article."""
    return SmallArticle(tmp_path_factory.mktemp("articles") / "library-cats").load()


@pytest.fixture(scope="session")
def compiled_cats(cats: Article) -> Compiled:
    """The small article, compiled."""
    return compile_article(cats)


@pytest.fixture(scope="session")
def cats_matcher(compiled_cats: Compiled) -> Matcher:
    """The matcher of the small article."""
    return Matcher(compiled_cats)


@pytest.fixture
def small_article(tmp_path: Path) -> SmallArticle:
    """A folder with a small article that has no faults, to be changed at will."""
    return SmallArticle(tmp_path / "library-cats")


@pytest.fixture
def short_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """English with one message of the background: compiles faster."""
    monkeypatch.setattr(english, "background", lambda: BACKGROUND)


@pytest.fixture
def small_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """English with one message of the background, no synonyms and no general gaps: compiles in no time."""
    use_small_language(monkeypatch.setattr)


@pytest.fixture(scope="session")
def module_command() -> Iterator[Sequence[str]]:
    """What starts a module of the program as `python -m` does, to be followed by its name and arguments."""
    with prepared() as command:
        yield command


@pytest.fixture(scope="session")
def bot_command(module_command: Sequence[str]) -> Sequence[str]:
    """What starts `python -m bot` as a process of its own, to be followed by its arguments."""
    return *module_command, "bot"


@pytest.fixture(scope="session")
def small_bot_command(module_command: Sequence[str]) -> Sequence[str]:
    """The same in the small language, for what compiles."""
    return *module_command, "tests.small_language", "bot"


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    """The address of a new database on the PostgreSQL server; it is gone after the test."""
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"{SERVER} names no PostgreSQL server")
    pytest.importorskip("asyncpg", reason="the extra postgres is not installed")
    name = f"footnote_{uuid4().hex[:12]}"
    _on_server(server, f"CREATE DATABASE {name}")
    yield make_url(read_database_url(server)).set(database=name).render_as_string(hide_password=False)
    _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(server: str, statement: str) -> None:
    async def run() -> None:
        engine = create_async_engine(read_database_url(server), isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(statement))
        await engine.dispose()

    asyncio.run(run())
