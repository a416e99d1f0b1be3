"""Curators' additions to the index of an article: read from memory, written to the database, and undone on request."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import chain
from typing import NamedTuple

from sqlalchemy import insert, select, update

from bot.article.additions import Added, Kind
from bot.store.database import Database
from bot.store.notifications import Topic, announce
from bot.store.tables import additions


class Addition(NamedTuple):
    """One addition, for a server or, if `guild_id` is None, for all.

    See `bot.article.additions.Added` for `kind`, `target`, `text` and `note`. Times are seconds since 1970. `undone_at`
    is None while the addition is in effect; `exported_at` is None until it is written into the article's files.
    """

    id: int
    guild_id: int | None
    article: str
    kind: Kind
    target: str
    text: str
    note: str
    at: int
    undone_at: int | None = None
    exported_at: int | None = None

    @property
    def added(self) -> Added:
        return Added(self.kind, self.target, self.text, self.note)


class Additions:
    """All additions. Whoever compiles an index with them calls `subscribe` to learn of changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Those in effect, oldest first, by server and article: they are read for each message.
        self._by_place: dict[tuple[int | None, str], tuple[Addition, ...]] = {}
        self._subscribers: list[Callable[[int | None], None]] = []
        self._in_order = asyncio.Lock()

    def for_article(self, guild_id: int | None, article: str) -> tuple[Addition, ...]:
        """The additions in effect for an article in a server, from memory: those for all servers, then those for this
        one."""
        own = self._by_place.get((guild_id, article), ()) if guild_id is not None else ()
        return self._by_place.get((None, article), ()) + own

    def in_effect(self) -> tuple[Addition, ...]:
        """All additions in effect, oldest first."""
        return tuple(sorted(chain.from_iterable(self._by_place.values()), key=lambda each: each.id))

    async def mark_exported(self, ids: Collection[int]) -> None:
        """Record that additions are in the article's files now. Raises `StoreError`."""
        exported = update(additions).where(additions.c.id.in_(ids))
        await self._database.write(exported.values(exported_at=self._database.now()))

    def subscribe(self, tell: Callable[[int | None], None]) -> None:
        """Call `tell` with the server (None: all) whenever additions change, here or in another process."""
        self._subscribers.append(tell)

    async def add(
        self, guild_id: int | None, article: str, kind: Kind, target: str, text: str, note: str = ""
    ) -> Addition:
        """Add something. It is in effect when this returns. Raises `StoreError`; then nothing was added."""
        added = Addition(0, guild_id, article, kind, target, text, note, self._database.now())
        return await self._database.finish(self._add(added))

    async def _add(self, added: Addition) -> Addition:
        values = {name: value for name, value in added._asdict().items() if name != "id"}
        async with self._in_order:
            async with self._database.transaction() as connection:
                done = await connection.execute(insert(additions).values(values).returning(additions.c.id))
                added = added._replace(id=done.scalar_one())
                await announce(connection, Topic.ADDITIONS, added.guild_id)
            self._set_in_effect((*self.in_effect(), added))
        self._notify(added.guild_id)
        return added

    async def undo(self, guild_id: int | None, addition_id: int) -> Addition | None:
        """Undo an addition of a server (None: one for all servers). Returns None if it is not in effect. Raises
        `StoreError`."""
        return await self._database.finish(self._undo(guild_id, addition_id))

    async def _undo(self, guild_id: int | None, addition_id: int) -> Addition | None:
        where = (additions.c.id == addition_id) & additions.c.guild_id.is_not_distinct_from(guild_id)
        where &= additions.c.undone_at.is_(None)
        undone = update(additions).where(where).values(undone_at=self._database.now()).returning(*additions.c)
        async with self._in_order:
            async with self._database.transaction() as connection:
                row = (await connection.execute(undone)).first()
                await announce(connection, Topic.ADDITIONS, guild_id)
            if row is not None:
                self._set_in_effect(each for each in self.in_effect() if each.id != addition_id)
        self._notify(guild_id)
        return _addition(row) if row else None

    async def history(self, guild_id: int | None, *, limit: int = 25) -> list[Addition]:
        """The additions of a server (None: those for all servers), undone ones included, latest first. Raises
        `StoreError`."""
        query = select(*additions.c).where(additions.c.guild_id.is_not_distinct_from(guild_id))
        rows = await self._database.read(query.order_by(additions.c.id.desc()).limit(limit))
        return [_addition(row) for row in rows]

    async def load(self) -> None:
        """Read all additions in effect into memory. Raises `StoreError`; memory does not change then."""
        query = select(*additions.c).where(additions.c.undone_at.is_(None)).order_by(additions.c.id)
        async with self._in_order:
            found = [_addition(row) for row in await self._database.read(query)]
            before = self.in_effect()
            self._set_in_effect(found)
        for guild_id in {each.guild_id for each in {*before} ^ {*found}}:
            self._notify(guild_id)

    def forget(self, guild_id: int) -> None:
        """Drop a server's additions from memory. The caller deletes the rows."""
        self._set_in_effect(each for each in self.in_effect() if each.guild_id != guild_id)
        self._notify(guild_id)

    def _set_in_effect(self, found: Iterable[Addition]) -> None:
        by_place: defaultdict[tuple[int | None, str], list[Addition]] = defaultdict(list)
        for each in found:
            by_place[each.guild_id, each.article].append(each)
        self._by_place = {place: tuple(each) for place, each in by_place.items()}

    def _notify(self, guild_id: int | None) -> None:
        for tell in self._subscribers:
            tell(guild_id)


def _addition(row: tuple[object, ...]) -> Addition:
    addition = Addition(*row)  # pyright: ignore[reportArgumentType] - the columns are in the order of the fields
    return addition._replace(kind=Kind(addition.kind))
