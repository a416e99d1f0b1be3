"""The store: the database and everything in it. The bot keeps answering whatever happens to the database."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Coroutine, Mapping
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

from sqlalchemy import delete, func, select, union

from bot.errors import StoreError
from bot.insights import KEPT_DAYS, Insights
from bot.store.activity import Activity
from bot.store.additions import Additions
from bot.store.database import FIRST_TRY, Database
from bot.store.feedback import Feedback
from bot.store.insights import read_insights
from bot.store.notifications import Topic, announce, listen
from bot.store.questions import Questions
from bot.store.settings_store import SettingsStore
from bot.store.tables import EVERYWHERE, OF_SERVERS, activity, feedback, servers

_log = logging.getLogger(__name__)

GRACE_DAYS = 30
"""For how many days a server's data is kept after the bot left it."""

FLUSH_EVERY = 2.0
"""Seconds between two writes of collected counts."""

TIDY_EVERY = 3600.0
"""Seconds between two deletions of outdated rows."""

_DAY = 86_400


class Store:
    """What the bot remembers of its servers.

    Use `async with Store(url) as store:`, or `start` and `close`. Settings and additions are read from memory; every
    change that a method confirms is committed. While the database is unavailable, `database.state` says why, changes
    raise `StoreError`, and the last known values are served.
    """

    def __init__(self, url: str, *, clock: Callable[[], float] = time.time, first_try: float = FIRST_TRY) -> None:
        """`url` as in `Settings.database_url`. Raises `SettingsError` if its driver is not installed."""
        self.database = Database(url, clock=clock, first_try=first_try)
        self.settings = SettingsStore(self.database)
        self.feedback = Feedback(self.database)
        self.questions = Questions(self.database)
        self.additions = Additions(self.database)
        self.activity = Activity(self.database)
        self.listening = asyncio.Event()
        """Set while changes by other processes are received; never on SQLite, which is for one process."""
        self.on_reread: Callable[[], None] = lambda: None
        """Called when any process asked all of them to read the article folders again."""
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the database and load its data. If that fails, it is retried in the background."""
        try:
            await self.database.open(self.load)
        except StoreError:
            try:
                await self.load()  # a read-only database is still worth reading
            except StoreError:
                _log.debug("nothing is known of servers yet")
        self._start_task(self.database.keep_open(self.load))
        self._start_task(self._repeat(FLUSH_EVERY, self.flush))
        self._start_task(self._repeat(TIDY_EVERY, self.tidy))
        if not self.database.is_sqlite:
            self._start_task(listen(self.database, self._on_announcement, self.load, self.listening))

    async def close(self) -> None:
        """Write the collected counts if possible, and close the database."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        try:
            await self.flush()
        except StoreError as error:
            _log.warning("the last counts are lost: %s", error)
        await self.database.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def load(self) -> None:
        """Read settings and additions of all servers into memory. Raises `StoreError`."""
        await self.settings.load()
        await self.additions.load()

    async def flush(self) -> None:
        """Write now what is otherwise written in the background. Raises `StoreError`; unwritten data is kept."""
        await self.activity.flush()
        await self.questions.flush()

    async def insights(self, guild_id: int | None, days: int | None) -> Insights:
        """The insights of a server (None: of all) over the last `days` days (None: all). Raises `StoreError`."""
        async with self.database.reading() as connection:
            return await read_insights(connection, guild_id, days, self.database.today())

    async def count_rows(self, guild_id: int) -> Mapping[str, int]:
        """The number of a server's rows in each table, by the table's name, after flushing. Raises `StoreError`."""
        await self.flush()
        counts: dict[str, int] = {}
        async with self.database.reading() as connection:
            for table in OF_SERVERS:
                counted = select(func.count()).select_from(table).where(table.c.guild_id == guild_id)
                counts[table.name] = (await connection.execute(counted)).scalar_one()
        return counts

    async def forget(self, guild_id: int) -> None:
        """Delete everything stored about a server, in one transaction. Raises `StoreError`; then nothing was
        deleted."""
        await self.database.finish(self._forget(guild_id))

    async def _forget(self, guild_id: int) -> None:
        async with self.activity.writing, self.feedback.writing, self.questions.writing:
            await self.settings.forget(guild_id)
            self.activity.forget(guild_id)
            self.questions.forget(guild_id)
            self.additions.forget(guild_id)

    async def tidy(self) -> None:
        """Delete outdated rows: kept questions after each server's days, old counts, and servers that the bot left.
        Raises `StoreError`."""
        for guild_id in await self.questions.guilds():
            await self.questions.expire(guild_id, self.settings.get(guild_id).keep_days)
        first = self.database.today() - timedelta(days=KEPT_DAYS)
        for counts in (activity, feedback):
            await self.database.write(delete(counts).where(counts.c.day < first))
        before = self.database.now() - GRACE_DAYS * _DAY
        for left in await self.database.read(select(servers.c.guild_id).where(servers.c.left_at < before)):
            await self.forget(left.guild_id)

    async def reconcile(self, present: Collection[int], is_ours: Callable[[int], bool] = lambda _: True) -> None:
        """Record which servers the bot left or joined while it was not running. `is_ours` tells whether this process
        serves a server. Raises `StoreError`."""
        async with self.database.reading() as connection:
            of_each = union(*(select(table.c.guild_id).distinct() for table in OF_SERVERS))
            known = set((await connection.execute(of_each)).scalars())
            of_left = select(servers.c.guild_id).where(servers.c.left_at.is_not(None))
            was_left = set((await connection.execute(of_left)).scalars())
        here = set(present)
        for guild_id in sorted(known - {None, EVERYWHERE}):
            if guild_id in here and guild_id in was_left:
                await self.settings.joined(guild_id)
            elif guild_id not in here and guild_id not in was_left and is_ours(guild_id):
                await self.settings.left(guild_id)

    async def ask_to_reread(self) -> None:
        """Ask all processes to read the article folders again. Does nothing on SQLite. Raises `StoreError`."""
        async with self.database.transaction() as connection:
            await announce(connection, Topic.ARTICLES, None)

    async def _on_announcement(self, topic: Topic, guild_id: int | None) -> None:
        if topic is Topic.SETTINGS and guild_id is not None:
            await self.settings.reload(guild_id)
        elif topic is Topic.ADDITIONS:
            await self.additions.load()
        elif topic is Topic.ARTICLES:
            self.on_reread()

    async def _repeat(self, seconds: float, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            await self.database.wait_until_available()
            try:
                await self.database.finish(do())
            except StoreError:
                await asyncio.sleep(FLUSH_EVERY)  # the database recorded it; the next round waits for it
            except Exception as error:
                # A bug must not end the loop. Log only its type, since the message may contain a row.
                _log.error("a task of the store failed: %s", type(error).__name__)
                await asyncio.sleep(FLUSH_EVERY)
            else:
                await asyncio.sleep(seconds)

    def _start_task(self, task: Coroutine[Any, Any, None]) -> None:
        running = asyncio.create_task(task)
        running.add_done_callback(_log_failure)
        self._tasks.append(running)


async def try_flush(kept: Activity | Questions) -> bool:
    """Flush. Returns False if the database is unavailable; the data is kept."""
    try:
        await kept.flush()
    except StoreError:
        return False
    return True


def _log_failure(task: asyncio.Task[None]) -> None:
    """Log the failure of a background task: such a task should never end."""
    if not task.cancelled() and (error := task.exception()):
        _log.error("a task of the store ended", exc_info=error)
