"""Notifies the processes that share a PostgreSQL database of changes (LISTEN, NOTIFY). SQLite is for one process
only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError
from bot.store import failures
from bot.store.database import Database
from bot.store.engines import BUSY

CHANNEL = "footnote"

HEARTBEAT = 10.0
"""Seconds of silence after which the connection is tested: nobody reports a cable that was pulled."""


class Topic(StrEnum):
    """Kinds of changes."""

    SETTINGS = "settings"
    ADDITIONS = "additions"
    ARTICLES = "articles"


Listener = Callable[[Topic, int | None], Awaitable[None]]
"""Called with a topic and the server that it concerns, None for all."""


async def announce(connection: AsyncConnection, topic: Topic, guild_id: int | None) -> None:
    """Notify all processes, including this one, when the transaction is committed."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_notify(CHANNEL, f"{topic} {guild_id or ''}")))


async def listen(
    database: Database, heard: Listener, began: Callable[[], Awaitable[None]], listening: asyncio.Event
) -> None:
    """Call `heard` for every change that any process announces, and `began` each time listening begins, since earlier
    announcements were missed. `listening` is set while it listens. Never returns."""
    while True:
        await database.wait_until_available()
        try:
            await _listen_once(database, heard, began, listening)
        except StoreError:
            await asyncio.sleep(0)  # the database recorded it; the next round waits for it
        except Exception as error:
            if not failures.is_failure(error):
                raise
            database.note_failure(error)
        finally:
            listening.clear()


async def _listen_once(
    database: Database, heard: Listener, began: Callable[[], Awaitable[None]], listening: asyncio.Event
) -> None:
    said: asyncio.Queue[str | None] = asyncio.Queue()
    async with database.connections.engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection

        def ended(_: object) -> None:
            said.put_nowait(None)

        def spoken(_: object, __: int, ___: str, payload: str) -> None:
            said.put_nowait(payload)

        driver.add_termination_listener(ended)
        try:
            await driver.add_listener(CHANNEL, spoken)
            await began()
            listening.set()
            while True:
                try:
                    # Not `wait_for`: in Python 3.11 it loses a cancellation that comes together with a message.
                    async with asyncio.timeout(HEARTBEAT):
                        payload = await said.get()
                except TimeoutError:
                    await driver.execute("SELECT 1", timeout=BUSY)
                    continue
                if payload is None:
                    raise ConnectionError("the connection ended")
                await _dispatch(payload, heard)
        finally:
            with suppress(Exception):  # the connection may already be gone
                await driver.close(timeout=1)
            await connection.invalidate()  # do not reuse a connection that listens


async def _dispatch(payload: str, heard: Listener) -> None:
    topic, guild_id, *_ = [*payload.split(" "), ""]
    if topic in set(Topic):
        await heard(Topic(topic), int(guild_id) if guild_id.isdigit() else None)
