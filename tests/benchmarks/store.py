"""The store under a year's rows: settings on the way of an answer, presses a second, insights, and a start.

    python -m tests.benchmarks.store [ROWS] [URL]

The rows are as many servers leave them in a year: few servers are large and most are small, and some passages are
asked for more than others. `ROWS` is how many rows the table of feedback gets, each of a server, a day and a passage;
that of what was asked gets as many. The figures are of the largest server, as `/footnote insights` shows it, and of
all servers together, as `python -m bot insights` prints it. Beside the time that passed stands what this process
worked of it, which another program on the machine does not add to. At last two processes open the store at once, with
the settings of 2,500 servers for each.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.database_url import read_database_url, sqlite_url
from bot.store.server_settings import Mode, ServerSettings, write_settings
from bot.store.store import Store
from bot.store.tables import activity, feedback, servers

ROOT = Path(__file__).parent.parent.parent
SERVERS, PASSAGES, TOPICS, DAYS, AT_ONCE = 5_000, 75, 16, 365, 1_000
ARTICLE = "us-india-trade"
PRESSES = 20_000
"""How many are measured one by one."""

CHANGES = 100
IN_ONE_TRANSACTION = 20_000

PROCESS = f"""
import asyncio, resource, sys, time
from bot.store.store import Store

async def main():
    begun = time.process_time()
    async with Store(sys.argv[1]) as store:
        taken = time.process_time() - begun
        known = sum(bool(store.settings.get(guild).channel_modes) for guild in range(1, {SERVERS} + 1))
        print(known, taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)

asyncio.run(main())
"""


def keys(rows: int) -> Iterator[tuple[int, int, int]]:
    """Server, days before today and passage of so many rows, each once. Servers are chosen by Zipf's law, so that one
    of rank n is asked an n-th of the first; of passages each next one is asked a little less."""
    chance = random.Random(1)
    servers = list(itertools.accumulate(1 / rank for rank in range(1, SERVERS + 1)))
    passages = list(itertools.accumulate(1 / (10 + rank) for rank in range(PASSAGES)))
    seen: set[tuple[int, int, int]] = set()
    while len(seen) < rows:
        chosen = (
            chance.choices(range(1, SERVERS + 1), cum_weights=servers, k=IN_ONE_TRANSACTION),
            chance.choices(range(DAYS), k=IN_ONE_TRANSACTION),
            chance.choices(range(PASSAGES), cum_weights=passages, k=IN_ONE_TRANSACTION),
        )
        for key in zip(*chosen, strict=True):
            if key not in seen and len(seen) < rows:
                seen.add(key)
                yield key


async def fill(store: Store, rows: int) -> Counter[int]:
    """Write the rows; how many each server has."""
    chance, today = random.Random(2), datetime.now(UTC).date()
    of_servers: Counter[int] = Counter()
    left = keys(rows)
    while some := list(itertools.islice(left, IN_ONE_TRANSACTION)):
        marks: list[dict[str, object]] = []
        asked: list[dict[str, object]] = []
        for server, before, passage in some:
            of_servers[server] += 1
            section, key = f"{passage % TOPICS}", f"{passage % TOPICS}/{passage}"
            place = {"guild_id": server, "day": today - timedelta(days=before), "article": ARTICLE}
            marks.append({**place, "passage": key, "marked_right": chance.randrange(9), "marked_wrong": 1})
            is_found, count = chance.random() < 0.8, chance.randrange(1, 30)
            found = {"outcome": "answer", "section": section, "passage": key, "gap": ""}
            missed = {"outcome": "none", "section": "", "passage": "", "gap": f"{passage}"}
            asked.append({**place, **(found if is_found else missed), "count": count})
        async with store.database.transaction() as connection:
            await connection.execute(insert(feedback), marks)
            await connection.execute(insert(activity), asked)
    return of_servers


def chosen(guild: int) -> ServerSettings:
    """What a server may choose."""
    modes = {guild * 1_000 + number: Mode.LISTENING for number in range(1, 6)}
    return ServerSettings(channel_modes=modes, feedback=True, keeps_questions=True)


async def measure(url: str, rows: int) -> None:
    """Fill a store and print what each thing took."""
    async with Store(url) as store:
        documents = [
            {"guild_id": guild, "settings": write_settings("{}", chosen(guild))} for guild in range(1, SERVERS + 1)
        ]
        async with store.database.transaction() as connection:
            await connection.execute(insert(servers), documents)
        start = time.perf_counter()
        await store.load()
        print(f"settings of {SERVERS:,} servers read: {time.perf_counter() - start:.2f} s")
        start = time.perf_counter()
        for guild in range(1, CHANGES + 1):
            await store.settings.change(guild, lambda settings, day=guild: replace(settings, log_channel=day), "log")
        print(f"a change of settings: {(time.perf_counter() - start) / CHANGES * 1000:.1f} ms")
        start = time.perf_counter()
        for number in range(1_000_000):
            store.settings.get(number % SERVERS)
        print(f"settings of a server, from memory: {time.perf_counter() - start:.2f} µs")

        of_servers = await fill(store, rows)
        (largest, most), *_ = of_servers.most_common(1)
        print(f"{rows:,} rows of feedback in {len(of_servers):,} servers; the largest has {most:,}")
        start = time.perf_counter()
        for first in range(0, PRESSES, AT_ONCE):
            passages = (f"0/{number % PASSAGES}" for number in range(first, first + AT_ONCE))
            await asyncio.gather(*(store.feedback.mark(largest, ARTICLE, each, right=True) for each in passages))
        print(f"presses, {AT_ONCE:,} at once: {PRESSES / (time.perf_counter() - start):,.0f} a second")
        for name, guild in (("of the largest server", largest), ("of all servers", None)):
            for days in (7, 30, None):
                start, worked = time.perf_counter(), time.process_time()
                insights = await store.insights(guild, days)
                taken, worked = time.perf_counter() - start, time.process_time() - worked
                asked = f"{insights.asked:,} questions"
                print(f"insights {name}, {days or 'all'} days: {taken:.3f} s, of work {worked:.3f} s; {asked}")
        start = time.perf_counter()
        await store.tidy()
        print(f"deleting what is too old: {time.perf_counter() - start:.3f} s")


def starts(url: str) -> None:
    """Two processes that open the store at once."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", PROCESS, url]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for process in processes:
        output, _ = process.communicate()
        known, taken, memory = output.split()
        print(f"a process of two: {known} servers known, store opened in {float(taken):.2f} s, {float(memory):.0f} MiB")
    print(f"both: {time.perf_counter() - begun:.1f} s")


def main(rows: int, url: str | None) -> None:
    """Measure on a file of its own, or on the empty database that an address names."""
    with tempfile.TemporaryDirectory() as folder:
        database = read_database_url(url) if url else sqlite_url(Path(folder) / "footnote.db")
        asyncio.run(measure(database, rows))
        if not url:
            print(f"the file: {(Path(folder) / 'footnote.db').stat().st_size / 2**20:.0f} MiB")
        starts(database)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2] if len(sys.argv) > 2 else None)
