"""The store: settings on the way of an answer, a million presses of feedback buttons, and insights over them.

    python -m tests.benchmarks.store [PRESSES] [URL]

Settings come from memory. Presses that come together share a transaction, and a press adds to the row of its day and
passage, so insights add up some thousands of rows however many presses there were.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select

from bot.database_url import read_database_url, sqlite_url
from bot.store.store import Store
from bot.store.tables import feedback
from tests.store.times import Times

SERVERS, PASSAGES, DAYS, AT_ONCE = 2_500, 75, 365, 1_000
GUILD = 1


async def measure(url: str, presses: int) -> None:
    """Fill a store and print what each thing took."""
    times = Times()
    async with Store(url, clock=times) as store:
        for guild in range(1, SERVERS + 1):
            await store.settings.change(guild, lambda settings, day=guild: replace(settings, log_channel=day), "one")
        start = time.perf_counter()
        for number in range(1_000_000):
            store.settings.get(number % SERVERS)
        print(f"settings of a server, from memory: {time.perf_counter() - start:.2f} µs")

        start, last = time.perf_counter(), 0
        for first in range(0, presses, AT_ONCE):
            times.pass_days(first * DAYS // presses - last)
            last = first * DAYS // presses
            marks = (
                store.feedback.mark(GUILD, "rules", f"a/{number % PASSAGES}", right=number % 9 > 0)
                for number in range(first, min(first + AT_ONCE, presses))
            )
            await asyncio.gather(*marks)
            for number in range(PASSAGES):
                store.activity.note(GUILD, "rules", "answer", section="a", passage=f"a/{number}")
            await store.flush()
        taken = time.perf_counter() - start
        async with store.database.reading() as connection:
            rows = (await connection.execute(select(func.count()).select_from(feedback))).scalar_one()
        print(f"{presses:,} presses: {taken:.0f} s, {presses / taken:,.0f} a second, {rows:,} rows")
        for days in (7, 30, None):
            start = time.perf_counter()
            insights = await store.insights(GUILD, days)
            marked = sum(sum(each) for each in insights.marks.values())
            print(f"insights over {days or 'all'} days: {time.perf_counter() - start:.3f} s, {marked:,} presses")


def main(presses: int, url: str | None) -> None:
    """Measure on a file of its own, or on the empty database that an address names."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(read_database_url(url) if url else sqlite_url(Path(folder) / "footnote.db"), presses))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2] if len(sys.argv) > 2 else None)
