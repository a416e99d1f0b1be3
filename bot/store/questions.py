"""Questions without a right answer that a server keeps: redacted, without author, for a number of days."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.alike import find_alike, key_of
from bot.store.database import Database
from bot.store.redaction import redact
from bot.store.tables import questions

MOST = 1_000
"""Different questions that are kept for a server and article; beyond, the least asked and oldest go."""

MOST_WAITING = 500
"""Questions that wait in memory to be written."""


WRONG = "wrong"
"""The outcome of a question whose answer a reader marked as wrong."""


class KeptQuestion(NamedTuple):
    """A question and those like it: the last one's words, how often, and the first and the last day. One that is filed
    waits for the curator no more, and stays for its days, so that it is there again if that is undone."""

    id: int
    article: str
    text: str
    outcome: str
    times: int
    first_day: date
    last_day: date


_COLUMNS = [questions.c[name] for name in KeptQuestion._fields]


def _unfiled(guild_id: int | None, article: str | None = None) -> ColumnElement[bool]:
    """Which questions of a server wait for a curator, of one article; None for all servers, or all articles."""
    where = questions.c.filed_as.is_(None)
    for column, wanted in ((questions.c.guild_id, guild_id), (questions.c.article, article)):
        where = where if wanted is None else where & (column == wanted)
    return where


class _Waiting(NamedTuple):
    guild_id: int
    article: str
    text: str
    outcome: str
    day: date


class Questions:
    """The kept questions of all servers. Whether a server wants any is for the caller to ask."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Waiting] = []
        self.writing = asyncio.Lock()

    def keep(self, guild_id: int, article: str, text: str, outcome: str) -> None:
        """Keep a question, redacted at once; it is written in the background. `outcome` is ``none``, ``choices`` or
        `WRONG`."""
        redacted = redact(text)
        if redacted and len(self._waiting) < MOST_WAITING:
            self._waiting.append(_Waiting(guild_id, article, redacted, outcome, self._database.today()))

    async def take_back(self, guild_id: int, article: str, text: str) -> None:
        """Keep a question once less whose answer was marked as wrong. Raises `StoreError`."""
        redacted = redact(text)
        waiting = [each for each in self._waiting if each[:4] == (guild_id, article, redacted, WRONG)]
        if waiting:
            self._waiting.remove(waiting[-1])
            return
        where = _unfiled(guild_id, article) & (questions.c.outcome == WRONG)
        async with self.writing, self._database.transaction() as connection:
            rows = await connection.execute(select(questions.c.id, questions.c.key).where(where))
            row = questions.c.id == find_alike(key_of(redacted), {row.id: row.key for row in rows})
            await connection.execute(update(questions).where(row).values(times=questions.c.times - 1))
            await connection.execute(delete(questions).where(row, questions.c.times < 1))

    async def flush(self) -> None:
        """Write what waits. Raises `StoreError`; it then waits on."""
        async with self.writing:
            writing, self._waiting = self._waiting, []
            if not writing:
                return
            try:
                async with self._database.transaction() as connection:
                    await self._write(connection, writing)
            except BaseException:
                self._waiting = [*writing, *self._waiting][:MOST_WAITING]
                raise

    async def _write(self, connection: AsyncConnection, writing: list[_Waiting]) -> None:
        places: defaultdict[tuple[int, str], list[_Waiting]] = defaultdict(list)
        for each in writing:
            places[each.guild_id, each.article].append(each)
        for (guild_id, article), asked in sorted(places.items()):
            here = (questions.c.guild_id == guild_id) & (questions.c.article == article)
            rows = await connection.execute(select(questions.c.id, questions.c.key).where(here))
            known = {row.id: row.key for row in rows}
            for each in asked:
                known |= await self._write_one(connection, each, known)
            await self._drop_least(connection, here, len(known) - MOST)

    async def _write_one(self, connection: AsyncConnection, asked: _Waiting, known: dict[int, str]) -> dict[int, str]:
        """Write a question to the row of one that is alike, else to a new one; the row's id and key."""
        key = key_of(asked.text)
        # One that was filed, and is asked in vain again, waits again.
        new = {"key": key, "text": asked.text, "outcome": asked.outcome, "last_day": asked.day, "filed_as": None}
        alike = find_alike(key, known)
        if alike is not None:
            row = questions.c.id == alike
            await connection.execute(update(questions).where(row).values(**new, times=questions.c.times + 1))
            return {alike: key}
        place = {"guild_id": asked.guild_id, "article": asked.article, "times": 1, "first_day": asked.day}
        done = await connection.execute(
            self._database.insert(questions).values(**new, **place).returning(questions.c.id)
        )
        return {done.scalar_one(): key}

    async def _drop_least(self, connection: AsyncConnection, here: Any, beyond: int) -> None:
        if beyond > 0:
            least = select(questions.c.id).where(here).order_by(questions.c.times, questions.c.last_day, questions.c.id)
            ids = (await connection.execute(least.limit(beyond))).scalars().all()
            await connection.execute(delete(questions).where(questions.c.id.in_(ids)))

    async def most_asked(
        self, guild_id: int | None, article: str | None = None, *, limit: int = 25, skip: int = 0
    ) -> list[KeptQuestion]:
        """The questions of a server (None: of all) that wait, of one article or of all, the most asked first. Raises
        `StoreError`."""
        order = (questions.c.times.desc(), questions.c.last_day.desc(), questions.c.id)
        query = select(*_COLUMNS).where(_unfiled(guild_id, article)).order_by(*order)
        return [KeptQuestion(*row) for row in await self._database.read(query.limit(limit).offset(skip))]

    async def count(self, guild_id: int) -> int:
        """The number of different questions of a server that wait. Raises `StoreError`."""
        query = select(func.count()).select_from(questions).where(_unfiled(guild_id))
        return (await self._database.read(query))[0][0]

    async def find(self, guild_id: int, question_id: int) -> KeptQuestion | None:
        """A question of a server that waits, by its id. Raises `StoreError`."""
        query = select(*_COLUMNS).where(_unfiled(guild_id), questions.c.id == question_id)
        return next((KeptQuestion(*row) for row in await self._database.read(query)), None)

    async def drop(self, guild_id: int, question_id: int) -> bool:
        """Delete a kept question that waits, with those like it that are still to be written; whether it waited: one
        that was filed meanwhile stays, to be there again if that is undone. Raises `StoreError`."""
        await self.flush()
        where = _unfiled(guild_id) & (questions.c.id == question_id)
        return await self._database.write(delete(questions).where(where)) > 0

    async def filed(self, guild_id: int, question_id: int, addition_id: int) -> None:
        """Let a question wait no more, with those like it that are still to be written, as it was filed with an
        addition. Raises `StoreError`."""
        await self.flush()
        where = (questions.c.guild_id == guild_id) & (questions.c.id == question_id)
        await self._database.write(update(questions).where(where).values(filed_as=addition_id))

    async def put_back(self, addition_id: int) -> bool:
        """Let the question wait again that was filed with an addition; whether it was still kept. Raises
        `StoreError`."""
        where = questions.c.filed_as == addition_id
        return await self._database.write(update(questions).where(where).values(filed_as=None)) > 0

    async def guilds(self) -> list[int]:
        """The servers of which questions are kept. Raises `StoreError`."""
        return [row.guild_id for row in await self._database.read(select(questions.c.guild_id).distinct())]

    async def expire(self, guild_id: int, days: int) -> int:
        """Delete a server's questions that nobody asked for so many days; how many. Raises `StoreError`."""
        before = self._database.today() - timedelta(days=days)
        where = (questions.c.guild_id == guild_id) & (questions.c.last_day < before)
        return await self._database.write(delete(questions).where(where))

    def forget(self, guild_id: int) -> None:
        self._waiting = [each for each in self._waiting if each.guild_id != guild_id]
