"""The settings of all servers: read from memory, changed in the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.notifications import Topic, announce
from bot.store.server_settings import DEFAULTS, ServerSettings, read_settings, write_settings
from bot.store.tables import OF_SERVERS, changes, servers

MOST_CHANGES = 200
"""How many changes of a server are kept."""


class SettingsChange(NamedTuple):
    """A change of a server's settings: what, and when (seconds since 1970). Who made it is not stored."""

    what: str
    at: float


class SettingsStore:
    """Every server's settings. While the database is unavailable, the last confirmed ones are served."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, ServerSettings] = {}
        # Applies changes to memory in the order in which they were committed.
        self._in_order = asyncio.Lock()

    def get(self, guild_id: int) -> ServerSettings:
        """A server's settings, from memory; the defaults if it has none."""
        return self._known.get(guild_id, DEFAULTS)

    async def change(
        self, guild_id: int, change: Callable[[ServerSettings], ServerSettings], what: str
    ) -> ServerSettings:
        """Change a server's settings. Returns the new ones when they are committed. `what` goes into the list of
        changes and names no person. If `change` changes nothing, nothing is written.

        Raises `StoreError`, and whatever `change` raises; then nothing was changed.
        """
        return await self._database.finish(self._change(guild_id, change, what))

    async def _change(
        self, guild_id: int, change: Callable[[ServerSettings], ServerSettings], what: str
    ) -> ServerSettings:
        async with self._in_order:
            async with self._database.transaction() as connection:
                row = servers.c.guild_id == guild_id
                new = self._database.insert(servers).values(guild_id=guild_id, settings="{}")
                await connection.execute(new.on_conflict_do_nothing())
                found = select(servers.c.settings).where(row).with_for_update()
                document = (await connection.execute(found)).scalar_one()
                before = read_settings(document)
                after = change(before)
                if after != before:
                    document = write_settings(document, after)
                    await connection.execute(update(servers).where(row).values(settings=document))
                    added = insert(changes).values(guild_id=guild_id, what=what, at=self._database.now())
                    await connection.execute(added)
                    await _drop_oldest_changes(connection, guild_id)
                    await announce(connection, Topic.SETTINGS, guild_id)
            self._known[guild_id] = after
        return after

    async def changes(self, guild_id: int, limit: int = 20) -> list[SettingsChange]:
        """The last changes of a server, latest first. Raises `StoreError`."""
        query = select(changes.c.what, changes.c.at).where(changes.c.guild_id == guild_id)
        rows = await self._database.read(query.order_by(changes.c.id.desc()).limit(limit))
        return [SettingsChange(*row) for row in rows]

    async def load(self) -> None:
        """Read the settings of all servers into memory. Raises `StoreError`; memory does not change then."""
        query = select(servers.c.guild_id, servers.c.settings)
        async with self._in_order:
            self._known = {row.guild_id: read_settings(row.settings) for row in await self._database.read(query)}

    async def reload(self, guild_id: int) -> None:
        """The same for one server."""
        query = select(servers.c.settings).where(servers.c.guild_id == guild_id)
        async with self._in_order:
            rows = await self._database.read(query)
            self._known.pop(guild_id, None)
            self._known.update((guild_id, read_settings(row.settings)) for row in rows)

    async def left(self, guild_id: int) -> None:
        """Record that the bot left a server. After a grace period the store forgets it. Raises `StoreError`."""
        now = self._database.now()
        new = self._database.insert(servers).values(guild_id=guild_id, settings="{}", left_at=now)
        await self._database.write(new.on_conflict_do_update(index_elements=["guild_id"], set_={"left_at": now}))

    async def joined(self, guild_id: int) -> None:
        """Record that the bot is in a server, possibly again: its stored data is used again. Raises `StoreError`."""
        await self._database.write(update(servers).where(servers.c.guild_id == guild_id).values(left_at=None))
        await self.reload(guild_id)

    async def forget(self, guild_id: int) -> None:
        """Delete a server's settings and its rows in every other table. Raises `StoreError`."""
        async with self._in_order:
            async with self._database.transaction() as connection:
                for table in OF_SERVERS:
                    await connection.execute(delete(table).where(table.c.guild_id == guild_id))
                for topic in (Topic.SETTINGS, Topic.ADDITIONS):
                    await announce(connection, topic, guild_id)
            self._known.pop(guild_id, None)


async def _drop_oldest_changes(connection: AsyncConnection, guild_id: int) -> None:
    here = changes.c.guild_id == guild_id
    beyond = select(changes.c.id).where(here).order_by(changes.c.id.desc()).offset(MOST_CHANGES).limit(1)
    await connection.execute(delete(changes).where(here & (changes.c.id <= beyond.scalar_subquery())))
