# ruff: noqa: ASYNC110, ASYNC220 - what another process does sets no event here; a test may wait for files
"""Several processes, and processes that are killed."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.database_url import read_database_url, sqlite_url
from bot.errors import StoreError
from bot.store.additions import Kind
from bot.store.notifications import Topic, announce
from bot.store.server_settings import DEFAULTS, ServerSettings, write_settings
from bot.store.store import Store
from bot.store.tables import servers

ROOT = Path(__file__).parent.parent.parent
GUILD = 112233445566778899
LATEST = 120.0
"""Seconds after which what others changed counts as never seen, whatever else the machine does."""


def channel(number: int) -> ServerSettings:
    return replace(DEFAULTS, log_channel=number)


async def sees(store: Store, expected: ServerSettings, guild_id: int = GUILD) -> None:
    """Wait until a store serves these settings; give up after the time that only a hang takes."""
    async with asyncio.timeout(LATEST):
        while store.settings.get(guild_id) != expected:
            await asyncio.sleep(0.01)


async def test_processes_on_one_server_see_each_others_changes(postgresql_url: str) -> None:
    async with Store(postgresql_url) as one, Store(postgresql_url) as other:
        for store in (one, other):
            await asyncio.wait_for(store.listening.wait(), LATEST)
        await one.settings.change(GUILD, lambda _: channel(1), "one")
        await sees(other, channel(1))
        await other.settings.change(GUILD, lambda _: channel(2), "two")
        await sees(one, channel(2))
        added = await one.additions.add(GUILD, "rules", Kind.ASK, "a/b", "what is b")
        async with asyncio.timeout(LATEST):
            while other.additions.for_article(GUILD, "rules") != (added,):
                await asyncio.sleep(0.01)
        await other.forget(GUILD)
        await sees(one, DEFAULTS)


async def test_all_processes_on_one_server_are_asked_to_read_the_articles_again(postgresql_url: str) -> None:
    async with Store(postgresql_url) as one, Store(postgresql_url) as other:
        asked = [asyncio.Event(), asyncio.Event()]
        one.on_reread, other.on_reread = (each.set for each in asked)
        for store in (one, other):
            await asyncio.wait_for(store.listening.wait(), LATEST)
        await one.settings.change(GUILD, lambda _: channel(1), "one")
        await one.forget(GUILD)
        await sees(other, DEFAULTS)
        assert not any(each.is_set() for each in asked)
        await one.ask_to_reread()
        async with asyncio.timeout(LATEST):
            await asyncio.gather(*(each.wait() for each in asked))


@pytest.mark.parametrize("steps", range(4))
async def test_a_store_that_is_closed_while_it_hears_of_changes_ends(postgresql_url: str, steps: int) -> None:
    store, asked = Store(postgresql_url), asyncio.Event()
    store.on_reread = asked.set
    await store.start()
    await asyncio.wait_for(store.listening.wait(), LATEST)
    async with store.database.transaction() as connection:
        for number in range(50):
            await announce(connection, Topic.ARTICLES, number)
    await asked.wait()
    for _ in range(steps):
        await asyncio.sleep(0)

    async with asyncio.timeout(LATEST):
        await store.close()

    assert not store.listening.is_set()


@pytest.mark.slow
@pytest.mark.process
async def test_another_process_is_heard_too(postgresql_url: str, module_command: Sequence[str]) -> None:
    async with Store(postgresql_url) as store:
        await asyncio.wait_for(store.listening.wait(), LATEST)
        with subprocess.Popen(
            writing(module_command, postgresql_url), cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            try:
                number = int(await asyncio.to_thread(process.stdout.readline))
                async with asyncio.timeout(LATEST):
                    while (store.settings.get(GUILD).log_channel or 0) < number:
                        await asyncio.sleep(0.01)
            finally:
                process.kill()


def writing(module_command: Sequence[str], url: str, first: int = 0) -> list[str]:
    return [*module_command, "tests.store.writer", url, str(GUILD), str(first)]


def killed(module_command: Sequence[str], url: str, first: int, after: float) -> int:
    """Let a process write, kill it so many seconds after its first confirmation; the last number that it confirmed."""
    with subprocess.Popen(writing(module_command, url, first), cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        confirmed = int(process.stdout.readline())
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return max([confirmed, *(int(line) for line in process.stdout if line.endswith("\n"))])


@pytest.mark.slow
@pytest.mark.process
@pytest.mark.timeout(1200)
@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_nothing_confirmed_is_lost_by_200_kills_during_writes_and_the_file_stays_whole(
    sqlite_file: Path, module_command: Sequence[str]
) -> None:
    chance = random.Random(1)
    url, confirmed, marks = sqlite_url(sqlite_file), 0, 0
    for _ in range(200):
        before = confirmed
        confirmed = killed(module_command, url, before, chance.uniform(0, 0.05))
        marks += confirmed - before
        with closing(sqlite3.connect(sqlite_file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (kept,) = connection.execute("SELECT json_extract(settings, '$.log_channel') FROM servers").fetchone()
            (marked,) = connection.execute("SELECT sum(marked_right) FROM feedback").fetchone()
        assert confirmed <= kept <= confirmed + 1  # the last may have been committed and not told
        assert marked >= marks
        confirmed, marks = kept, marked


@pytest.fixture
def own_server() -> Iterator[Path]:
    """The folder of a PostgreSQL server that a test may stop."""
    if not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        pytest.skip("PostgreSQL's server programs are not installed")
    pytest.importorskip("asyncpg", reason="the extra postgres is not installed")
    folder = Path(tempfile.mkdtemp())
    yield folder
    with suppress(subprocess.CalledProcessError):
        server("stop", folder)
    shutil.rmtree(folder)


def server(do: str, folder: Path) -> str:
    command = [str(ROOT / ".ci" / "postgres.sh"), do, str(folder)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=120).stdout.strip()


@pytest.mark.slow
@pytest.mark.process
async def test_a_database_that_is_stopped_and_started_under_load_loses_nothing_confirmed(own_server: Path) -> None:
    url = read_database_url(await asyncio.to_thread(server, "start", own_server))
    confirmed: dict[int, int] = dict.fromkeys(range(1, 11), 0)
    marks = 0
    over = asyncio.Event()

    async with Store(url, first_try=0.05) as store, Store(url, first_try=0.05) as other:

        async def change(guild: int) -> None:
            nonlocal marks
            while not over.is_set():
                try:
                    new = channel(confirmed[guild] + 1)
                    await store.settings.change(guild, lambda _, new=new: new, "next")
                    confirmed[guild] += 1
                    await store.feedback.mark(guild, "rules", "a/b", right=True)
                    marks += 1
                except StoreError:
                    await asyncio.sleep(0.01)
                assert store.settings.get(guild) is not DEFAULTS or not confirmed[guild]

        servers = [asyncio.create_task(change(guild)) for guild in confirmed]
        for _ in range(3):
            reached = sum(confirmed.values())
            while sum(confirmed.values()) < reached + 50:
                await asyncio.sleep(0.01)
            await asyncio.to_thread(server, "stop", own_server)
            async with asyncio.timeout(LATEST):
                while store.database.state.is_available:
                    await asyncio.sleep(0.01)
            await asyncio.to_thread(server, "restart", own_server)
        reached = sum(confirmed.values())
        while sum(confirmed.values()) < reached + 50:
            await asyncio.sleep(0.01)
        over.set()
        await asyncio.gather(*servers)

        async with Store(url) as fresh:
            for guild, number in confirmed.items():
                assert fresh.settings.get(guild) == store.settings.get(guild)
                assert number <= (fresh.settings.get(guild).log_channel or 0) <= number + 1
            assert sum(each.right for each in (await fresh.insights(None, None)).marks.values()) >= marks
        await asyncio.wait_for(other.listening.wait(), LATEST)
        for guild in confirmed:
            await sees(other, store.settings.get(guild), guild)


@pytest.mark.slow
async def test_2500_servers_each_of_two_processes_have_their_settings(url: str) -> None:
    rows = [{"guild_id": guild, "settings": write_settings("{}", channel(guild))} for guild in range(1, 5001)]
    async with Store(url) as store, store.database.transaction() as connection:
        await connection.execute(insert(servers), rows)
    expected = {guild: channel(guild) for guild in range(1, 5001)}

    async with Store(url) as one, Store(url) as other:

        async def change(store: Store, guilds: range) -> None:
            for guild in guilds:
                expected[guild] = new = channel(guild + 5000)
                await store.settings.change(guild, lambda _, new=new: new, "its own")

        await asyncio.gather(change(one, range(1, 2501, 10)), change(other, range(2501, 5001, 10)))

    async with Store(url) as fresh:
        assert all(fresh.settings.get(guild) == settings for guild, settings in expected.items())
