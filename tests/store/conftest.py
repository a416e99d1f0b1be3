"""A database for a test, new and empty: SQLite everywhere, PostgreSQL where FOOTNOTE_TEST_DATABASE names a server."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.database_url import read_database_url, sqlite_url
from bot.store.store import Store
from tests.store.times import Times

SERVER = "FOOTNOTE_TEST_DATABASE"


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


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    """Where a database may be; it is not there yet."""
    return tmp_path / "kept" / "footnote.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a new database, of each kind in turn."""
    if request.param == "sqlite":
        return sqlite_url(request.getfixturevalue("sqlite_file"))
    return request.getfixturevalue("postgresql_url")


@pytest.fixture
def times() -> Times:
    """A clock that a test sets."""
    return Times()


@pytest.fixture
async def store(url: str, times: Times) -> AsyncIterator[Store]:
    """A store that runs, with the clock of the test."""
    async with Store(url, clock=times) as store:
        assert store.state.well
        yield store


def _on_server(server: str, statement: str) -> None:
    async def run() -> None:
        engine = create_async_engine(read_database_url(server), isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(statement))
        await engine.dispose()

    asyncio.run(run())
