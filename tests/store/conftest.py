"""A new and empty database for a test: always SQLite, and PostgreSQL if FOOTNOTE_TEST_DATABASE names a server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.database_url import sqlite_url
from bot.store.store import Store
from tests.store.times import Times


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
        assert store.database.state.is_available
        yield store
