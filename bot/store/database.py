"""The database: opened, brought to this version's tables, and tried again by itself while it cannot be used."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.schema import Table

from bot.database_url import SQLITE
from bot.errors import SettingsError, StoreError
from bot.files import prepare_private
from bot.store import failures, versions
from bot.store.tables import meta

_log = logging.getLogger(__name__)

BUSY = 5.0
"""Seconds for which a change waits for another one, or for a server that does not answer."""

FIRST_TRY, LONGEST_TRY = 0.5, 15.0
"""Seconds before a database that failed is tried again; each time twice as long, up to the second."""


class State(NamedTuple):
    """Whether the database takes changes; if not, why, in one line that says what to do, and since when (seconds)."""

    problem: str | None = "the database has not been opened yet"
    since: float = 0.0

    @property
    def well(self) -> bool:
        return self.problem is None


class Database:
    """One database, SQLite or PostgreSQL. Every failure of it is a `StoreError`.

    A failure makes `state` tell so; changes are then refused at once, until `keep_open` finds it well again.
    """

    def __init__(self, url: str, *, first_try: float = FIRST_TRY) -> None:
        """`url` as `bot.database_url` gives it. Raises `SettingsError` where the driver for it is not installed."""
        self.url = URL.create(SQLITE[:-4], database=url[len(SQLITE) :]) if url.startswith(SQLITE) else make_url(url)
        self.place = failures.place(self.url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.state = State()
        try:
            self.engine = _engine(self.url, self.is_sqlite)
        except ImportError:
            raise SettingsError(
                ["DATABASE_URL names a PostgreSQL server, for which a package is missing: pip install -e '.[postgres]'"]
            ) from None
        self._writer: AsyncEngine = self.engine.execution_options(writes=True)
        # SQLite lets one write at a time and gives no turns; so no change waits longer than its turn takes.
        self._turn: asyncio.Lock | nullcontext[None] = asyncio.Lock() if self.is_sqlite else nullcontext()
        self._first_try = first_try
        self._lost, self._well = asyncio.Event(), asyncio.Event()
        self._readable = self._damaged = False

    def insert(self, table: Table) -> Any:
        """An INSERT that can say what to do on a conflict; both databases say it alike."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncConnection]:
        """A short transaction that changes something; it is committed when the block ends, and only then confirmed.

        Raises `StoreError`, at once while the database is not well.
        """
        if self.state.problem:
            raise StoreError(self.state.problem)
        async with self._turn:
            with self._watched():
                async with self._writer.begin() as connection:
                    yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A connection to read with, also where changes are refused. Raises `StoreError`."""
        if not self._readable:
            raise StoreError(self.state.problem or self.place)
        with self._watched():
            async with self.engine.connect() as connection:
                yield connection

    async def open(self) -> None:
        """Open the database, bring its tables to this version and prove that it takes changes. Raises `StoreError`."""
        with self._watched():
            await self.engine.dispose()
            if self.is_sqlite:
                await asyncio.to_thread(_prepare_file, Path(self.url.database or ""))
            async with self.engine.connect() as connection:
                self._readable = await versions.is_current(connection)
                if self._damaged and self.is_sqlite:
                    await _check_file(connection)
            async with self._turn, self._writer.begin() as connection:
                if not self._readable:
                    await versions.upgrade(connection)
                await self._prove(connection)
        self._readable, self._damaged = True, False
        self._found_well()

    async def _prove(self, connection: AsyncConnection) -> None:
        now = str(int(time.time()))
        statement = self.insert(meta).values(name="checked", value=now)
        await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": now}))

    async def keep_open(self, restore: Callable[[], Awaitable[None]]) -> None:
        """Never ends: open the database whenever it is not well, and then call `restore`, which reads it anew."""
        wait = 0.0
        while True:
            await self._lost.wait()
            await asyncio.sleep(wait)
            try:
                await self.open()
                await restore()
                wait = 0.0
            except StoreError:
                wait = min(max(2 * wait, self._first_try), LONGEST_TRY)

    async def wait_until_well(self) -> None:
        """Wait until the database takes changes."""
        await self._well.wait()

    def lose(self, error: BaseException) -> StoreError:
        """Note a failure; the error that tells it."""
        problem = str(error) if isinstance(error, StoreError) else f"{self.place}: {failures.problem_of(error)}"
        self._damaged = self._damaged or failures.is_damage(error)
        if problem != self.state.problem:
            _log.warning("%s. Answers go on; settings cannot be changed until it works again.", problem)
            self.state = State(problem, self.state.since or time.time())
        self._well.clear()
        self._lost.set()
        return StoreError(problem)

    def _found_well(self) -> None:
        if self.state.since:
            _log.info("%s works again.", self.place)
        self.state = State(None)
        self._lost.clear()
        self._well.set()

    @contextmanager
    def _watched(self) -> Generator[None]:
        """Turn failures of the database into `StoreError`, and note them."""
        try:
            yield
        except StoreError as error:
            raise self.lose(error) from None
        except Exception as error:
            if not failures.is_failure(error):
                raise
            if failures.is_ours(error):
                raise StoreError(f"{self.place}: it refused a value ({type(error).__name__})") from error
            raise self.lose(error) from None

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _engine(url: URL, is_sqlite: bool) -> AsyncEngine:
    if not is_sqlite:
        options = {"timeout": BUSY, "command_timeout": 2 * BUSY}
        return create_async_engine(url, pool_pre_ping=True, connect_args=options, pool_timeout=BUSY)
    engine = create_async_engine(url, connect_args={"timeout": BUSY}, pool_timeout=BUSY)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: Any) -> None:  # pyright: ignore[reportUnusedFunction] - called by the event
        connection.isolation_level = None  # the driver begins no transaction by itself: `begin` below does
        cursor = connection.cursor()
        # Readers do not wait for a writer; what is committed stays, whatever happens to process and machine.
        for name, value in (("journal_mode", "WAL"), ("synchronous", "FULL"), ("foreign_keys", "ON")):
            try:
                cursor.execute(f"PRAGMA {name} = {value}")
            except engine.dialect.loaded_dbapi.OperationalError:  # a file that can only be read
                continue
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:  # pyright: ignore[reportUnusedFunction] - called by the event
        # One that begins by reading and then writes would not wait for another writer but fail.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _prepare_file(path: Path) -> None:
    """Let the file be there, for the user alone; one that is there is left as it is. Raises `OSError`."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        prepare_private(path)


async def _check_file(connection: AsyncConnection) -> None:
    result = (await connection.exec_driver_sql("PRAGMA quick_check(1)")).scalar()
    if result != "ok":
        raise StoreError("the database is damaged; put a backup in its place, or move it away to begin anew")
