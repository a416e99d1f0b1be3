"""Creates the SQLAlchemy engine for each kind of database."""

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
"""Seconds that a change waits for another change, or for a server that does not respond."""

_PRAGMAS = {
    "journal_mode": "WAL",  # readers do not wait for a writer
    "synchronous": "FULL",  # what is committed stays, whatever happens to process and machine
    "foreign_keys": "ON",
}


def sqlite_engine(url: URL, *, is_writable: bool = True) -> AsyncEngine:
    """An engine for an existing file. A transaction with the option `writes` locks the file from its beginning. A
    read-only file is opened without the extra files that SQLite would create beside it."""
    # https://www.sqlite.org/uri.html: "rw" never creates a file.
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
        connection.isolation_level = None  # no implicit transactions; `begin` below starts them
        cursor = connection.cursor()
        for name, value in _PRAGMAS.items():
            with suppress(failure):  # fails on a read-only file; a worse failure recurs at the first statement
                cursor.execute(f"PRAGMA {name} = {value}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:  # pyright: ignore[reportUnusedFunction] - called by the event
        # A transaction that reads before it writes would fail instead of waiting for another writer. Reads need no
        # lock: each statement sees a consistent state, as on PostgreSQL.
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def postgresql_engine(url: URL) -> AsyncEngine:
    """An engine for a PostgreSQL server. Raises `SettingsError` if its driver is not installed."""
    try:
        return create_async_engine(
            url,
            hide_parameters=True,  # errors are logged, and must not show texts
            pool_pre_ping=True,  # reconnects after a restart of the server
            pool_timeout=BUSY,
            pool_reset_on_return=None,  # `Database` does it
            connect_args={"timeout": BUSY, "command_timeout": 2 * BUSY},
        )
    except ImportError:
        raise SettingsError(
            ["DATABASE_URL names a PostgreSQL server, but a package for it is missing: pip install -e '.[postgres]'"]
        ) from None
