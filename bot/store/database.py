"""The database connection: opened, migrated to this version's tables, and retried while it is unavailable."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Row, make_url
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import Table

from bot.database_url import SQLITE
from bot.errors import StoreError
from bot.store import failures, versions
from bot.store.connections import Connections
from bot.store.engines import postgresql_engine, sqlite_engine
from bot.store.sqlite_file import SqliteFile
from bot.store.tables import meta

_log = logging.getLogger(__name__)
T = TypeVar("T")
Key = tuple[Any, ...]
"""The primary key of a row: the values of its columns."""

FIRST_TRY, LONGEST_TRY = 0.5, 15.0
"""Seconds until the first retry of a failed database; the wait doubles each time, up to the second value."""

_CLOSED = "the bot is about to stop; try again in a moment"


class State(NamedTuple):
    """Whether the database accepts changes. If not: why, in one line that says what to do, and since when (seconds)."""

    problem: str | None = "the database has not been opened yet"
    since: float = 0.0

    @property
    def is_available(self) -> bool:
        return self.problem is None


class Database:
    """One database, SQLite or PostgreSQL. Every failure of it is raised as a `StoreError`.

    A failure is recorded in `state`. Changes are then refused at once until `keep_open` has reopened the database.
    """

    def __init__(self, url: str, *, clock: Callable[[], float] = time.time, first_try: float = FIRST_TRY) -> None:
        """`url` as `bot.database_url` returns it. Raises `SettingsError` if its driver is not installed."""
        self.is_sqlite = url.startswith(SQLITE)
        self.url = URL.create(SQLITE[:-4], database=url.removeprefix(SQLITE)) if self.is_sqlite else make_url(url)
        self.description = failures.describe(self.url)
        self.state = State()
        self.connections = Connections(sqlite_engine(self.url) if self.is_sqlite else postgresql_engine(self.url))
        # SQLite allows one writer at a time and has no fair queue, so writers queue here.
        self._turn: asyncio.Lock | nullcontext[None] = asyncio.Lock() if self.is_sqlite else nullcontext()
        self._clock, self._first_try = clock, first_try
        self._lost, self._available = asyncio.Event(), asyncio.Event()
        self._readable = self._damaged = self._closed = False
        self._file = SqliteFile(Path(self.url.database or "")) if self.is_sqlite else None

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self._clock())

    def today(self) -> date:
        """The date in UTC."""
        return datetime.fromtimestamp(self._clock(), UTC).date()

    def insert(self, table: Table) -> Any:
        """An INSERT that supports ON CONFLICT, in the database's dialect."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[AsyncConnection]:
        """A short transaction for changes. It is committed when the block ends.

        Raises `StoreError`, at once while the database is unavailable.
        """
        if self._closed or self.state.problem:
            raise StoreError(self.state.problem or _CLOSED)
        async with self._turn:
            with self._converting_errors():
                self._check_file()
                async with self.connections.to_write() as connection, connection.begin():
                    yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[AsyncConnection]:
        """A connection for reading, usable while changes are refused. Raises `StoreError`."""
        if self._closed or not self._readable:
            raise StoreError(self.state.problem or _CLOSED)
        with self._converting_errors(notes=self.state.is_available):
            self._check_file()
            async with self.connections.to_read() as connection:
                yield connection

    async def write(self, statement: Executable) -> int:
        """Execute one change in a transaction of its own. Returns the number of rows changed. Raises `StoreError`."""
        async with self.transaction() as connection:
            return (await connection.execute(statement)).rowcount

    async def read(self, query: Executable) -> Sequence[Row[Any]]:
        """The rows of a query. Raises `StoreError`."""
        async with self.reading() as connection:
            return (await connection.execute(query)).all()

    async def add_counts(
        self, connection: AsyncConnection, table: Table, counts: Mapping[Key, Mapping[str, int]]
    ) -> None:
        """Add counts, by column name, to the rows with these keys, within a transaction."""
        keys = [column.name for column in table.primary_key.columns]
        columns = [column.name for column in table.columns if not column.primary_key]
        statement = self.insert(table)
        added = {name: table.c[name] + statement.excluded[name] for name in columns}
        # Sorted, so that processes lock rows in the same order and cannot deadlock.
        rows = [
            dict(zip(keys, key, strict=True)) | {name: of_row.get(name, 0) for name in columns}
            for key, of_row in sorted(counts.items(), key=lambda each: each[0])
        ]
        await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=added), rows)

    async def finish(self, work: Coroutine[Any, Any, T]) -> T:
        """Run some work to its end even if the waiting task is cancelled, so that memory agrees with what was
        committed."""
        return await self.connections.finish(work)

    async def open(self, restore: Callable[[], Awaitable[None]] | None = None) -> None:
        """Open the database, migrate its tables, check that it accepts changes, and call `restore`, which loads data
        into memory. Raises `StoreError`."""
        with self._converting_errors():
            await self.connections.drop()
            if self._file:
                await asyncio.to_thread(self._file.prepare)
            found = await self._find_version()
            self._readable = found is not None  # even if a newer version made it
            is_current = versions.is_current(found)
            async with self._turn, self.connections.to_write() as connection, connection.begin():
                if not is_current:
                    await versions.upgrade(connection)
                await self._check_writable(connection)
            self._readable, self._damaged = True, False
            if restore:
                await restore()
        self._note_recovery()

    async def _find_version(self) -> str | None:
        """The version of the tables. If the file is read-only, switch to reading without changes."""
        try:
            async with self.connections.to_read() as connection:
                if self._damaged and self.is_sqlite:
                    check = await connection.exec_driver_sql("PRAGMA quick_check(1)")
                    if check.scalar() != "ok":
                        raise StoreError(failures.DAMAGED)  # noqa: TRY301 - as what the database says itself
                return await versions.version(connection)
        except Exception as error:
            if failures.is_read_only(error):
                self.connections.reader = sqlite_engine(self.url, is_writable=False)
                self._readable = True
            raise

    async def keep_open(self, restore: Callable[[], Awaitable[None]]) -> None:
        """Reopen the database whenever it becomes unavailable, then call `restore`. Never returns."""
        wait, available_since = 0.0, time.monotonic()
        while True:
            await self._lost.wait()
            if time.monotonic() - available_since > 2 * LONGEST_TRY:
                wait = 0.0  # it worked for a while
            await asyncio.sleep(wait)
            wait = min(max(2 * wait, self._first_try), LONGEST_TRY)
            try:
                await self.finish(self.open(restore))
            except StoreError:
                continue
            available_since = time.monotonic()

    async def wait_until_available(self) -> None:
        await self._available.wait()

    @property
    def trouble(self) -> str | None:
        """What is wrong, without the database's address, which only the host may see; None if nothing is."""
        return self.state.problem and self.state.problem.removeprefix(f"{self.description}: ")

    def note_failure(self, error: BaseException) -> StoreError:
        """Record a failure. Returns the error that describes it."""
        problem = self._problem(error)
        self._damaged = self._damaged or failures.is_damage(error)
        if self._file:
            self._file.was_full = problem.endswith(failures.FULL)
        if problem != self.state.problem:
            _log.warning("%s. Answers continue; settings cannot be changed until it works again.", problem)
            self.state = State(problem, self.state.since or time.time())
        self._available.clear()
        self._lost.set()
        return StoreError(problem)

    async def close(self) -> None:
        """Refuse new work, wait for unfinished work, and close every connection."""
        self._closed = True
        await self.connections.close()

    def _problem(self, error: BaseException) -> str:
        text = str(error) if isinstance(error, StoreError) else failures.problem_of(error)
        return text if text.startswith(self.description) else f"{self.description}: {text}"

    def _note_recovery(self) -> None:
        if self.state.since:
            _log.info("%s works again.", self.description)
        self.state = State(None)
        self._lost.clear()
        self._available.set()

    @contextmanager
    def _converting_errors(self, *, notes: bool = True) -> Generator[None]:
        """Convert failures of the database to `StoreError`. With `notes`, record them; not while the database is known
        to be unavailable, since the first failure says more than those that follow from it."""
        try:
            yield
        except StoreError as error:
            raise self.note_failure(error) from None
        except Exception as error:
            if not failures.is_failure(error):
                raise
            if failures.is_bad_value(error):
                raise StoreError(f"{self.description}: it refused a value ({type(error).__name__})") from error
            if not notes:
                raise StoreError(self._problem(error)) from error
            raise self.note_failure(error) from None

    def _check_file(self) -> None:
        if self._file:
            self._file.check()

    async def _check_writable(self, connection: AsyncConnection) -> None:
        now = str(int(time.time()))
        statement = self.insert(meta).values(name="checked", value=now)
        await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": now}))
