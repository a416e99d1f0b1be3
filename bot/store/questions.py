"""Questions without a right answer that a server keeps: redacted, without author, for a limited number of days."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.redaction import redact
from bot.store.similar_questions import find_similar, key_of
from bot.store.tables import questions

MOST = 1_000
"""How many different questions are kept for each server and article. Beyond that, those asked least and longest ago are
deleted."""

MOST_UNWRITTEN = 500
"""How many questions wait in memory to be written."""


WRONG = "wrong"
"""The outcome of a question whose answer a reader marked as wrong."""


class KeptQuestion(NamedTuple):
    """A question and those similar to it: the wording of the last one, how often it was asked, and the first and the
    last day.

    A filed question no longer waits for a curator. Its row stays for the usual time, so that it waits again if the
    filing is undone.
    """

    id: int
    article: str
    text: str
    outcome: str
    times: int
    first_day: date
    last_day: date


_COLUMNS = [questions.c[name] for name in KeptQuestion._fields]


def _unfiled(guild_id: int | None, article: str | None = None) -> ColumnElement[bool]:
    """The condition for questions that wait for a curator. None stands for all servers, or for all articles."""
    where = questions.c.filed_as.is_(None)
    for column, wanted in ((questions.c.guild_id, guild_id), (questions.c.article, article)):
        where = where if wanted is None else where & (column == wanted)
    return where


class _Unwritten(NamedTuple):
    guild_id: int
    article: str
    text: str
    outcome: str
    day: date


class Questions:
    """The kept questions of all servers. Callers check whether a server wants to keep any."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._unwritten: list[_Unwritten] = []
        self.writing = asyncio.Lock()

    def keep(self, guild_id: int, article: str, text: str, outcome: str) -> None:
        """Redact a question and keep it; it is written in the background. `outcome` is ``none``, ``choices`` or
        `WRONG`."""
        redacted = redact(text)
        if redacted and len(self._unwritten) < MOST_UNWRITTEN:
            self._unwritten.append(_Unwritten(guild_id, article, redacted, outcome, self._database.today()))

    async def unmark_wrong(self, guild_id: int, article: str, text: str) -> None:
        """Count a question whose answer was marked as wrong once less. Raises `StoreError`."""
        redacted = redact(text)
        waiting = [each for each in self._unwritten if each[:4] == (guild_id, article, redacted, WRONG)]
        if waiting:
            self._unwritten.remove(waiting[-1])
            return
        where = _unfiled(guild_id, article) & (questions.c.outcome == WRONG)
        async with self.writing, self._database.transaction() as connection:
            rows = await connection.execute(select(questions.c.id, questions.c.key).where(where))
            row = questions.c.id == find_similar(key_of(redacted), {row.id: row.key for row in rows})
            await connection.execute(update(questions).where(row).values(times=questions.c.times - 1))
            await connection.execute(delete(questions).where(row, questions.c.times < 1))

    async def flush(self) -> None:
        """Write the waiting questions. Raises `StoreError`; then they stay in memory."""
        async with self.writing:
            writing, self._unwritten = self._unwritten, []
            if not writing:
                return
            try:
                async with self._database.transaction() as connection:
                    await self._write(connection, writing)
            except BaseException:
                self._unwritten = [*writing, *self._unwritten][:MOST_UNWRITTEN]
                raise

    async def _write(self, connection: AsyncConnection, writing: list[_Unwritten]) -> None:
        places: defaultdict[tuple[int, str], list[_Unwritten]] = defaultdict(list)
        for each in writing:
            places[each.guild_id, each.article].append(each)
        for (guild_id, article), asked in sorted(places.items()):
            here = (questions.c.guild_id == guild_id) & (questions.c.article == article)
            rows = await connection.execute(select(questions.c.id, questions.c.key).where(here))
            known = {row.id: row.key for row in rows}
            for each in asked:
                known |= await self._write_one(connection, each, known)
            await self._drop_least_asked(connection, here, len(known) - MOST)

    async def _write_one(self, connection: AsyncConnection, asked: _Unwritten, known: dict[int, str]) -> dict[int, str]:
        """Write a question to the row of a similar one, else to a new row. Returns the row's id and key."""
        key = key_of(asked.text)
        # A filed question that gets no answer again waits again.
        new = {"key": key, "text": asked.text, "outcome": asked.outcome, "last_day": asked.day, "filed_as": None}
        alike = find_similar(key, known)
        if alike is not None:
            row = questions.c.id == alike
            await connection.execute(update(questions).where(row).values(**new, times=questions.c.times + 1))
            return {alike: key}
        place = {"guild_id": asked.guild_id, "article": asked.article, "times": 1, "first_day": asked.day}
        done = await connection.execute(
            self._database.insert(questions).values(**new, **place).returning(questions.c.id)
        )
        return {done.scalar_one(): key}

    async def _drop_least_asked(self, connection: AsyncConnection, here: Any, beyond: int) -> None:
        if beyond > 0:
            least = select(questions.c.id).where(here).order_by(questions.c.times, questions.c.last_day, questions.c.id)
            ids = (await connection.execute(least.limit(beyond))).scalars().all()
            await connection.execute(delete(questions).where(questions.c.id.in_(ids)))

    async def most_asked(
        self, guild_id: int | None, article: str | None = None, *, limit: int = 25, skip: int = 0
    ) -> list[KeptQuestion]:
        """The waiting questions of a server (None: of all servers), about one article or all, most asked first. Raises
        `StoreError`."""
        order = (questions.c.times.desc(), questions.c.last_day.desc(), questions.c.id)
        query = select(*_COLUMNS).where(_unfiled(guild_id, article)).order_by(*order)
        return [KeptQuestion(*row) for row in await self._database.read(query.limit(limit).offset(skip))]

    async def count(self, guild_id: int) -> int:
        """The number of different questions of a server that wait. Raises `StoreError`."""
        query = select(func.count()).select_from(questions).where(_unfiled(guild_id))
        return (await self._database.read(query))[0][0]

    async def find(self, guild_id: int, question_id: int) -> KeptQuestion | None:
        """A waiting question of a server by its id, or None. Raises `StoreError`."""
        query = select(*_COLUMNS).where(_unfiled(guild_id), questions.c.id == question_id)
        return next((KeptQuestion(*row) for row in await self._database.read(query)), None)

    async def drop(self, guild_id: int, question_id: int) -> bool:
        """Delete a waiting question, and similar ones not yet written. Returns whether it was waiting: a question filed
        in the meantime stays. Raises `StoreError`."""
        await self.flush()
        where = _unfiled(guild_id) & (questions.c.id == question_id)
        return await self._database.write(delete(questions).where(where)) > 0

    async def mark_filed(self, guild_id: int, question_id: int, addition_id: int) -> None:
        """Mark a question, and similar ones not yet written, as filed with an addition. Raises `StoreError`."""
        await self.flush()
        where = (questions.c.guild_id == guild_id) & (questions.c.id == question_id)
        await self._database.write(update(questions).where(where).values(filed_as=addition_id))

    async def reopen(self, addition_id: int) -> bool:
        """Let the question that was filed with an addition wait again. Returns whether it was still kept. Raises
        `StoreError`."""
        where = questions.c.filed_as == addition_id
        return await self._database.write(update(questions).where(where).values(filed_as=None)) > 0

    async def guilds(self) -> list[int]:
        """The servers with kept questions. Raises `StoreError`."""
        return [row.guild_id for row in await self._database.read(select(questions.c.guild_id).distinct())]

    async def expire(self, guild_id: int, days: int) -> int:
        """Delete a server's questions that nobody asked for `days` days. Returns their number. Raises `StoreError`."""
        before = self._database.today() - timedelta(days=days)
        where = (questions.c.guild_id == guild_id) & (questions.c.last_day < before)
        return await self._database.write(delete(questions).where(where))

    def forget(self, guild_id: int) -> None:
        self._unwritten = [each for each in self._unwritten if each.guild_id != guild_id]
