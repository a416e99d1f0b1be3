"""What curators added to the index of an article: read from memory, written in the database, undone at will."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection
from typing import NamedTuple

from sqlalchemy import insert, select, update

from bot.article.additions import Added, Kind
from bot.store.database import Database
from bot.store.listening import Topic, announce
from bot.store.tables import additions


class Addition(NamedTuple):
    """One addition, for a server or, where `guild_id` is None, for all.

    `target` is the key of the passage, the word that has the synonym, or the gap's id; `text` the ask or the synonym;
    `note` what a new gap tells people. Times are seconds since 1970; `undone_at` is None while it holds, `exported_at`
    until it was written into the article's files, where it then stands too.
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
    """All that was added. Whoever compiles an index of it asks to be told of changes with `subscribe`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holding: dict[int, Addition] = {}
        # The same by server and article: it is asked for each message.
        self._by_place: dict[tuple[int | None, str], tuple[Addition, ...]] = {}
        self._tell: list[Callable[[int | None], None]] = []
        self._in_order = asyncio.Lock()

    def of(self, guild_id: int | None, article: str) -> tuple[Addition, ...]:
        """What holds for an article in a server, from memory: what was added for all, and then for this server."""
        own = self._by_place.get((guild_id, article), ()) if guild_id is not None else ()
        return self._by_place.get((None, article), ()) + own

    def holding(self) -> tuple[Addition, ...]:
        """All that holds, in the order in which it was added."""
        return tuple(each for _, each in sorted(self._holding.items()))

    async def mark_exported(self, ids: Collection[int]) -> None:
        """Note that additions stand in the article's files now. Raises `StoreError`."""
        exported = update(additions).where(additions.c.id.in_(ids))
        await self._database.write(exported.values(exported_at=self._database.now()))

    def subscribe(self, tell: Callable[[int | None], None]) -> None:
        """Let `tell` be called with a server (None: all) whose additions changed, here or in another process."""
        self._tell.append(tell)

    async def add(
        self, guild_id: int | None, article: str, kind: Kind, target: str, text: str, note: str = ""
    ) -> Addition:
        """Add something; it holds when this returns. Raises `StoreError`; then nothing was added."""
        added = Addition(0, guild_id, article, kind, target, text, note, self._database.now())
        return await self._database.finish(self._add(added))

    async def _add(self, added: Addition) -> Addition:
        values = {name: value for name, value in added._asdict().items() if name != "id"}
        async with self._in_order:
            async with self._database.transaction() as connection:
                done = await connection.execute(insert(additions).values(values).returning(additions.c.id))
                added = added._replace(id=done.scalar_one())
                await announce(connection, Topic.ADDITIONS, added.guild_id)
            self._hold(self._holding | {added.id: added})
        self._changed(added.guild_id)
        return added

    async def undo(self, guild_id: int | None, addition_id: int) -> Addition | None:
        """Undo an addition of a server (None: one for all); None where it does not hold. Raises `StoreError`."""
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
                self._hold({key: each for key, each in self._holding.items() if key != addition_id})
        self._changed(guild_id)
        return _addition(row) if row else None

    async def history(self, guild_id: int | None, *, limit: int = 25) -> list[Addition]:
        """What was added for a server (None: for all), undone or not, the latest first. Raises `StoreError`."""
        query = select(*additions.c).where(additions.c.guild_id.is_not_distinct_from(guild_id))
        rows = await self._database.read(query.order_by(additions.c.id.desc()).limit(limit))
        return [_addition(row) for row in rows]

    async def load(self) -> None:
        """Read all that holds into memory. Raises `StoreError`; memory then stays."""
        query = select(*additions.c).where(additions.c.undone_at.is_(None))
        async with self._in_order:
            found = [_addition(row) for row in await self._database.read(query)]
            before = self._holding
            self._hold({each.id: each for each in found})
        for guild_id in {each.guild_id for _, each in before.items() ^ self._holding.items()}:
            self._changed(guild_id)

    def forget(self, guild_id: int) -> None:
        """Drop a server's additions from memory; the rows are the caller's to delete."""
        self._hold({key: each for key, each in self._holding.items() if each.guild_id != guild_id})
        self._changed(guild_id)

    def _hold(self, holding: dict[int, Addition]) -> None:
        by_place: defaultdict[tuple[int | None, str], list[Addition]] = defaultdict(list)
        for _, each in sorted(holding.items()):
            by_place[each.guild_id, each.article].append(each)
        self._holding, self._by_place = holding, {place: tuple(each) for place, each in by_place.items()}

    def _changed(self, guild_id: int | None) -> None:
        for tell in self._tell:
            tell(guild_id)


def _addition(row: tuple[object, ...]) -> Addition:
    addition = Addition(*row)  # pyright: ignore[reportArgumentType] - the columns are in the order of the fields
    return addition._replace(kind=Kind(addition.kind))
