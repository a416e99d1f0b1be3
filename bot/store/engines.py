"""Makes the engine for each kind of database."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import SettingsError

BUSY = 5.0
"""Seconds for which a change waits for another one, or for a server that does not answer."""

_PRAGMAS = {
    "journal_mode": "WAL",  # readers do not wait for a writer
    "synchronous": "FULL",  # what is committed stays, whatever happens to process and machine
    "foreign_keys": "ON",
}


def sqlite_engine(url: URL, *, is_writable: bool = True) -> AsyncEngine:
    """An engine for a file that is there; a transaction with the option `writes` has the file to itself from its
    beginning. One that nobody can write is read without the files that SQLite would have to make beside it."""
    # https://www.sqlite.org/uri.html: "rw" makes no file, nor an empty one in the place of one that is gone.
    options = {"mode": "rw"} if is_writable else {"mode": "ro", "immutable": "1"}
    path = quote(str(Path(url.database or "").absolute()))
    engine = create_async_engine(
        URL.create(url.drivername, database=f"file:{path}", query={**options, "uri": "true"}),
        hide_parameters=True,
        pool_timeout=BUSY,
        pool_reset_on_return=None,  # `Database` does it
        connect_args={"timeout": BUSY},
    )
    failure = engine.dialect.loaded_dbapi.DatabaseError

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:  # pyright: ignore[reportUnusedFunction] - called by the event
        connection.isolation_level = None  # the driver begins no transaction by itself: `begin` below does
        cursor = connection.cursor()
        for name, value in _PRAGMAS.items():
            with suppress(failure):  # as for a file that can only be read; if it is worse, the first statement tells
                cursor.execute(f"PRAGMA {name} = {value}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:  # pyright: ignore[reportUnusedFunction] - called by the event
        # One that begins by reading and then writes would not wait for another writer but fail. Reads need none: each
        # statement sees one state, as on PostgreSQL.
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def postgresql_engine(url: URL) -> AsyncEngine:
    """An engine for a PostgreSQL server. Raises `SettingsError` where its driver is not installed."""
    try:
        return create_async_engine(
            url,
            hide_parameters=True,  # errors are logged, texts are not
            pool_pre_ping=True,  # after a restart of the server, connections are made anew
            pool_timeout=BUSY,
            pool_reset_on_return=None,  # `Database` does it
            connect_args={"timeout": BUSY, "command_timeout": 2 * BUSY},
        )
    except ImportError:
        raise SettingsError(
            ["DATABASE_URL names a PostgreSQL server, for which a package is missing: pip install -e '.[postgres]'"]
        ) from None
