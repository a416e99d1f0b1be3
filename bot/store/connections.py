"""Database connections. None is left open, even if the task that waits for one is cancelled."""

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
        """A read-only engine that replaces `engine` for reading, until `drop`."""
        self._drops = 0
        self._unfinished: set[asyncio.Future[Any]] = set()

    def to_write(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._connected(self._writer)

    def to_read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._connected(self.reader or self.engine)

    async def finish(self, work: Coroutine[Any, Any, T]) -> T:
        """Run some work to its end, even if the task that waits for it is cancelled."""
        task = asyncio.create_task(work)
        self._track(task)
        return await asyncio.shield(task)

    def _track(self, work: asyncio.Future[Any]) -> None:
        self._unfinished.add(work)
        work.add_done_callback(self._finished)

    def _finished(self, work: asyncio.Future[Any]) -> None:
        self._unfinished.discard(work)
        if not work.cancelled():
            work.exception()  # mark it as retrieved; the waiting task may be gone

    @asynccontextmanager
    async def _connected(self, engine: AsyncEngine) -> AsyncGenerator[AsyncConnection]:
        drops, used = self._drops, asyncio.get_running_loop().create_future()
        self._track(used)
        try:
            connection = await self._connect(engine)
            try:
                yield connection
            finally:
                await self.finish(self._release(connection, drops))
        finally:
            used.set_result(None)

    async def _release(self, connection: AsyncConnection, drops: int) -> None:
        """Return a connection that was made after `drops` calls of `drop`."""
        try:
            await connection.rollback()  # not left to the pool, which may be gone by then
        except BaseException:
            await connection.invalidate()
            raise
        finally:
            if drops != self._drops and not connection.invalidated:
                # Its pool is gone, so close it.
                await connection.run_sync(lambda sync: sync.detach())
            await connection.close()

    async def _connect(self, engine: AsyncEngine) -> AsyncConnection:
        """Open a connection. If the waiting task is cancelled, the connection is closed as soon as it is open."""
        drops = self._drops

        async def closed() -> None:
            await self._release(await connecting, drops)

        connecting = asyncio.create_task(engine.connect().start())
        try:
            return await asyncio.shield(connecting)
        except asyncio.CancelledError:
            self._track(asyncio.create_task(closed()))
            raise

    async def drop(self) -> None:
        """Close all connections; those in use are closed when they are returned. Later requests open new ones."""
        self._drops += 1
        await self.engine.dispose()
        self._drops += 1  # connections opened meanwhile belong to the old pool
        if self.reader:
            await self.reader.dispose()
            self.reader = None

    async def close(self) -> None:
        """Wait for all unfinished work, then close every connection."""
        while self._unfinished:
            await asyncio.wait(self._unfinished)
        await self.drop()
