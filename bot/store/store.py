"""The store: a database and all that is kept in it. However the database fails, answers go on."""

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
from bot.store.database import FIRST_TRY, Database, State
from bot.store.feedback import Feedback
from bot.store.insights import read_insights
from bot.store.listening import Topic, announce, listen
from bot.store.questions import Questions
from bot.store.settings_store import SettingsStore
from bot.store.tables import EVERYWHERE, OF_SERVERS, activity, feedback, servers

_log = logging.getLogger(__name__)

GRACE_DAYS = 30
"""After the bot left a server, what it kept of it stays for so long."""

FLUSH_EVERY = 2.0
"""Seconds between two writings of what was counted."""

TIDY_EVERY = 3600.0
"""Seconds between two deletions of what is too old."""

_DAY = 86_400


class Store:
    """What the bot remembers of its servers.

    `async with Store(url) as store:` or `start` and `close`. Reads of settings and additions come from memory; every
    change that a method confirms is committed. While the database is not well, `state` says why, changes raise
    `StoreError`, and what was last known is served.
    """

    def __init__(self, url: str, *, clock: Callable[[], float] = time.time, first_try: float = FIRST_TRY) -> None:
        """`url` as `Settings.database_url` has it. Raises `SettingsError` where its driver is not installed."""
        self.database = Database(url, clock=clock, first_try=first_try)
        self.settings = SettingsStore(self.database)
        self.feedback = Feedback(self.database)
        self.questions = Questions(self.database)
        self.additions = Additions(self.database)
        self.activity = Activity(self.database)
        self.hears = asyncio.Event()
        """Whether what other processes change is heard; never on SQLite, which is for one process."""
        self.on_reread: Callable[[], None] = lambda: None
        """What is called when another process, or this one, asked all to read the articles' folders anew."""
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def state(self) -> State:
        return self.database.state

    async def start(self) -> None:
        """Open the database and read what is known; where that fails, it is tried again in the background."""
        try:
            await self.database.open(self.load)
        except StoreError:
            try:
                await self.load()  # what can only be read is still worth reading
            except StoreError:
                _log.debug("nothing is known of servers yet")
        self._run(self.database.keep_open(self.load))
        self._run(self._every(FLUSH_EVERY, self.flush))
        self._run(self._every(TIDY_EVERY, self.tidy))
        if not self.database.is_sqlite:
            self._run(listen(self.database, self._heard, self.load, self.hears))

    async def close(self) -> None:
        """Write what was counted, if that can be done now, and close the database."""
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
        """Write now what is written in the background otherwise. Raises `StoreError`; what failed waits on."""
        await self.activity.flush()
        await self.questions.flush()

    async def insights(self, guild_id: int | None, days: int | None) -> Insights:
        """What the counts tell of a server (None: of all) over so many days (None: all). Raises `StoreError`."""
        async with self.database.reading() as connection:
            return await read_insights(connection, guild_id, days, self.database.today())

    async def count_rows(self, guild_id: int) -> Mapping[str, int]:
        """How many rows each table has of a server, by the table's name, with what was still to be written. Raises
        `StoreError`."""
        await self.flush()
        counts: dict[str, int] = {}
        async with self.database.reading() as connection:
            for table in OF_SERVERS:
                counted = select(func.count()).select_from(table).where(table.c.guild_id == guild_id)
                counts[table.name] = (await connection.execute(counted)).scalar_one()
        return counts

    async def forget(self, guild_id: int) -> None:
        """Delete all that is kept of a server, in one transaction. Raises `StoreError`; then all is still there."""
        await self.database.finish(self._forget(guild_id))

    async def _forget(self, guild_id: int) -> None:
        async with self.activity.writing, self.feedback.writing, self.questions.writing:
            await self.settings.forget(guild_id)
            self.activity.forget(guild_id)
            self.questions.forget(guild_id)
            self.additions.forget(guild_id)

    async def tidy(self) -> None:
        """Delete what is too old: kept questions, by each server's days; counts; and servers that were left. Raises
        `StoreError`."""
        for guild_id in await self.questions.guilds():
            await self.questions.expire(guild_id, self.settings.get(guild_id).keep_days)
        first = self.database.today() - timedelta(days=KEPT_DAYS)
        for counts in (activity, feedback):
            await self.database.write(delete(counts).where(counts.c.day < first))
        before = self.database.now() - GRACE_DAYS * _DAY
        for left in await self.database.read(select(servers.c.guild_id).where(servers.c.left_at < before)):
            await self.forget(left.guild_id)

    async def reconcile(self, present: Collection[int], is_ours: Callable[[int], bool] = lambda _: True) -> None:
        """Note which servers the bot left or joined while it did not run. `is_ours` tells which servers this process
        serves. Raises `StoreError`."""
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
        """Ask all processes to read the articles' folders anew; on SQLite there is no other. Raises `StoreError`."""
        async with self.database.transaction() as connection:
            await announce(connection, Topic.ARTICLES, None)

    async def _heard(self, topic: Topic, guild_id: int | None) -> None:
        if topic is Topic.SETTINGS and guild_id is not None:
            await self.settings.load([guild_id])
        elif topic is Topic.ADDITIONS:
            await self.additions.load()
        elif topic is Topic.ARTICLES:
            self.on_reread()

    async def _every(self, seconds: float, do: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            await self.database.wait_until_well()
            try:
                await self.database.finish(do())
            except StoreError:
                await asyncio.sleep(FLUSH_EVERY)  # the database notes it, and is waited for
            except Exception as error:
                # A fault of the program, which must not end what is done again and again. Its text may be of a row.
                _log.error("a task of the store failed: %s", type(error).__name__)
                await asyncio.sleep(FLUSH_EVERY)
            else:
                await asyncio.sleep(seconds)

    def _run(self, task: Coroutine[Any, Any, None]) -> None:
        running = asyncio.create_task(task)
        running.add_done_callback(_tell_fault)
        self._tasks.append(running)


async def flushed(kept: Activity | Questions) -> bool:
    """Write what waits of just now; False where the database does not take it: it waits on."""
    try:
        await kept.flush()
    except StoreError:
        return False
    return True


def _tell_fault(task: asyncio.Task[None]) -> None:
    """A background task that ends is a fault of the program, which is to be seen."""
    if not task.cancelled() and (error := task.exception()):
        _log.error("a task of the store ended", exc_info=error)
