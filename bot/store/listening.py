"""Processes on one PostgreSQL tell each other what they changed (LISTEN, NOTIFY). On SQLite there is one process."""

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
"""Seconds of silence after which the connection is tried: a cable that was pulled tells nobody."""


class Topic(StrEnum):
    """Kinds of changes."""

    SETTINGS = "settings"
    ADDITIONS = "additions"
    ARTICLES = "articles"


Listener = Callable[[Topic, int | None], Awaitable[None]]
"""What is called with a topic and the server that it is about, None for all."""


async def announce(connection: AsyncConnection, topic: Topic, guild_id: int | None) -> None:
    """Tell all processes, this one too, when the transaction is committed."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_notify(CHANNEL, f"{topic} {guild_id or ''}")))


async def listen(
    database: Database, heard: Listener, began: Callable[[], Awaitable[None]], hears: asyncio.Event
) -> None:
    """Never ends: call `heard` for what any process changes, and `began` whenever listening begins, as what was said
    before was not heard. `hears` is set while it listens."""
    while True:
        await database.wait_until_well()
        try:
            await _listen_once(database, heard, began, hears)
        except StoreError:
            await asyncio.sleep(0)  # the database notes it, and is waited for
        except Exception as error:
            if not failures.is_failure(error):
                raise
            database.lose(error)
        finally:
            hears.clear()


async def _listen_once(
    database: Database, heard: Listener, began: Callable[[], Awaitable[None]], hears: asyncio.Event
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
            hears.set()
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
                await _tell(payload, heard)
        finally:
            with suppress(Exception):  # it may be closed, or the way to it may be cut
                await driver.close(timeout=1)
            await connection.invalidate()  # nobody else is to hear on it


async def _tell(payload: str, heard: Listener) -> None:
    topic, guild_id, *_ = [*payload.split(" "), ""]
    if topic in set(Topic):
        await heard(Topic(topic), int(guild_id) if guild_id.isdigit() else None)
