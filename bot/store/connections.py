"""Connections to a database. None is left open, even if whoever waits for one is cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

T = TypeVar("T")


class Connections:
    """The connections of one engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._writer: AsyncEngine = engine.execution_options(writes=True)
        self.reader: AsyncEngine | None = None
        """Another engine to read by, until `drop`."""
        self._drops = 0
        self._unfinished: set[asyncio.Future[Any]] = set()

    def to_write(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._connected(self._writer)

    def to_read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._connected(self.reader or self.engine)

    async def finish(self, work: Coroutine[Any, Any, T]) -> T:
        """Finish some work even if whoever waits for it is cancelled."""
        task = asyncio.create_task(work)
        self._see_to(task)
        return await asyncio.shield(task)

    def _see_to(self, work: asyncio.Future[Any]) -> None:
        self._unfinished.add(work)
        work.add_done_callback(self._finished)

    def _finished(self, work: asyncio.Future[Any]) -> None:
        self._unfinished.discard(work)
        if not work.cancelled():
            work.exception()  # nobody may be there any more to be told

    @asynccontextmanager
    async def _connected(self, engine: AsyncEngine) -> AsyncGenerator[AsyncConnection]:
        drops, used = self._drops, asyncio.get_running_loop().create_future()
        self._see_to(used)
        try:
            connection = await self._connect(engine)
            try:
                yield connection
            finally:
                await self.finish(self._give_back(connection, drops))
        finally:
            used.set_result(None)

    async def _give_back(self, connection: AsyncConnection, drops: int) -> None:
        """Give a connection back; `drop` was called so many times before it was made."""
        try:
            await connection.rollback()  # not by the pool, which may be gone once that is done
        except BaseException:
            await connection.invalidate()
            raise
        finally:
            if drops != self._drops and not connection.invalidated:
                # The pool that it would go back to is not there any more: so it is closed.
                await connection.run_sync(lambda sync: sync.detach())
            await connection.close()

    async def _connect(self, engine: AsyncEngine) -> AsyncConnection:
        """A connection. Where whoever waits for it is cancelled, it is closed as soon as it is made."""
        drops = self._drops

        async def closed() -> None:
            await self._give_back(await connecting, drops)

        connecting = asyncio.create_task(engine.connect().start())
        try:
            return await asyncio.shield(connecting)
        except asyncio.CancelledError:
            self._see_to(asyncio.create_task(closed()))
            raise

    async def drop(self) -> None:
        """Close all connections, those in use when they are given back; new ones are made when they are needed."""
        self._drops += 1
        await self.engine.dispose()
        self._drops += 1  # what was made meanwhile is of the old pool
        if self.reader:
            await self.reader.dispose()
            self.reader = None

    async def close(self) -> None:
        """Wait for what is being done, and close every connection."""
        while self._unfinished:
            await asyncio.wait(self._unfinished)
        await self.drop()
