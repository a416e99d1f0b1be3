# ruff: noqa: ASYNC240 - a test may wait for its files
"""Whatever is wrong with the database: known data is served, nothing is confirmed that is not stored, and the store
recovers by itself."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import os
import sqlite3
import stat
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from bot.database_url import sqlite_url
from bot.errors import StoreError
from bot.store import engines, failures
from bot.store import sqlite_file as sqlite_file_module
from bot.store.server_settings import DEFAULTS, Mode, ServerSettings
from bot.store.store import Store

GUILD = 112233445566778899
LISTENING = replace(DEFAULTS, mode=Mode.LISTENING)


def listen(settings: ServerSettings) -> ServerSettings:
    return replace(settings, mode=Mode.LISTENING)


def ask(settings: ServerSettings) -> ServerSettings:
    return replace(settings, mode=Mode.ASKED)


@asynccontextmanager
async def opened(file: Path) -> AsyncGenerator[Store]:
    """A store on a file, which tries again soon."""
    async with Store(sqlite_url(file), first_try=0.01) as store:
        yield store


async def works_again(store: Store) -> None:
    """Wait until the store takes changes by itself, and see that it does."""
    await asyncio.wait_for(store.database.wait_until_available(), 120)
    await store.settings.change(GUILD, listen, "listens")
    await store.settings.change(GUILD, ask, "asked only")
    assert store.database.state.is_available


async def refuses(store: Store, *words: str) -> None:
    """See that a change is refused with a line that has these words, and that what was known is served on."""
    before = store.settings.get(GUILD)

    with pytest.raises(StoreError) as caught:
        await store.settings.change(GUILD, lambda settings: replace(settings, feedback=True), "feedback")

    assert store.settings.get(GUILD) == before
    assert not store.database.state.is_available
    for text in (str(caught.value), store.database.state.problem or ""):
        assert "\n" not in text
        assert all(word in text for word in words), text


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """What a test leaves behind is collected before the next one."""
    yield
    gc.collect()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits long for a lock."""
    monkeypatch.setattr(engines, "BUSY", 0.05)


async def test_a_new_file_is_for_its_user_alone(sqlite_file: Path) -> None:
    async with opened(sqlite_file) as store:
        await store.settings.change(GUILD, listen, "listens")

        if os.name == "posix":
            assert stat.S_IMODE(sqlite_file.parent.stat().st_mode) == 0o700
            assert {stat.S_IMODE(path.stat().st_mode) for path in sqlite_file.parent.iterdir()} == {0o600}


async def test_without_any_database_the_defaults_are_served_until_there_is_one(tmp_path: Path) -> None:
    blocked = tmp_path / "kept"
    blocked.write_text("a file where a folder should be")

    async with opened(blocked / "footnote.db") as store:
        assert store.settings.get(GUILD) == DEFAULTS
        assert store.additions.for_article(GUILD, "rules") == ()
        await refuses(store, str(blocked / "footnote.db"), "cannot be opened")
        with pytest.raises(StoreError):
            await store.settings.changes(GUILD)
        store.activity.note(GUILD, "rules", "none")
        store.questions.keep(GUILD, "rules", "how do I appeal", "none")

        blocked.unlink()
        await works_again(store)

        await store.flush()
        assert (await store.insights(GUILD, 7)).asked == 1
        assert await store.questions.count(GUILD) == 1


@pytest.mark.usefixtures("impatient")
async def test_a_locked_file_is_waited_for(sqlite_file: Path) -> None:
    async with opened(sqlite_file) as store:
        await store.settings.change(GUILD, listen, "listens")
        with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await refuses(store, "locked", "end that program")
            with pytest.raises(StoreError):
                await store.feedback.mark(GUILD, "rules", "a/b", right=True)
            assert await store.settings.changes(GUILD) != []  # reads go on
            other.execute("ROLLBACK")

        await works_again(store)


async def test_on_a_full_disk_nothing_known_is_lost(sqlite_file: Path) -> None:
    async with opened(sqlite_file) as store:
        await store.settings.change(GUILD, listen, "listens")

        def make_full(connection: Any, _: Any) -> None:
            connection.cursor().execute("PRAGMA max_page_count = 1")  # SQLite then says what it says of a full disk

        event.listen(store.database.connections.engine.sync_engine, "connect", make_full)
        await store.database.connections.drop()
        with pytest.raises(StoreError, match="the disk is full; make room"):
            await store.settings.change(GUILD, lambda settings: replace(settings, article="x" * 100_000), "long")
        assert store.settings.get(GUILD) == LISTENING

        event.remove(store.database.connections.engine.sync_engine, "connect", make_full)
        await works_again(store)


async def test_after_a_full_disk_it_works_again_only_once_there_is_some_room(
    sqlite_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(folder: Path, size: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with opened(sqlite_file) as store:
        monkeypatch.setattr(sqlite_file_module, "take_room", no_room)
        store.database.note_failure(StoreError(failures.FULL))
        for _ in range(3):  # a change that fits into the file as it is proves nothing
            with pytest.raises(StoreError, match="the disk is full; make room"):
                await store.database.open()
        monkeypatch.undo()
        await works_again(store)


async def test_a_damaged_file_is_told_and_a_backup_in_its_place_is_taken(sqlite_file: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    async with opened(sqlite_file) as store:
        await store.settings.change(GUILD, listen, "listens")
        with closing(sqlite3.connect(sqlite_file)) as source, closing(sqlite3.connect(backup)) as copy:
            source.backup(copy)
        await store.settings.change(GUILD, lambda settings: replace(settings, keep_days=9), "9 days")
    sqlite_file.write_bytes(b"no database at all " * 1000)

    async with opened(sqlite_file) as store:
        assert store.settings.get(GUILD) == DEFAULTS
        await refuses(store, "it is not a database; move it away")

        backup.replace(sqlite_file)
        await asyncio.wait_for(store.database.wait_until_available(), 120)
        assert store.settings.get(GUILD) == LISTENING


async def test_pages_that_are_damaged_while_it_runs_are_found(sqlite_file: Path) -> None:
    async with opened(sqlite_file) as store:
        await store.settings.change(GUILD, listen, "listens")
        await store.database.connections.drop()
        with closing(sqlite3.connect(sqlite_file, timeout=60, check_same_thread=False)) as other:
            # In a thread: what the store has begun in the background must come to its end meanwhile.
            await asyncio.to_thread(other.execute, "PRAGMA wal_checkpoint(TRUNCATE)")
        with sqlite_file.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (sqlite_file.stat().st_size - 4096))

        await refuses(store, "damaged; restore a backup")

        assert store.settings.get(GUILD) == LISTENING


@pytest.mark.parametrize("reads_first", [True, False])
async def test_a_file_that_is_gone_is_not_replaced_by_nothing(
    sqlite_file: Path, tmp_path: Path, reads_first: bool
) -> None:
    async with opened(sqlite_file) as store:
        await store.settings.change(GUILD, listen, "listens")
        away = sqlite_file.rename(tmp_path / "away.db")

        if reads_first:
            with pytest.raises(StoreError, match=r"footnote\.db"):
                await store.settings.changes(GUILD)
        await refuses(store, "footnote.db")
        assert store.settings.get(GUILD) == LISTENING
        assert not sqlite_file.exists()

        away.rename(sqlite_file)
        await works_again(store)


async def test_a_newer_versions_database_is_read_and_never_written(url: str) -> None:
    async with Store(url) as store:
        await store.settings.change(GUILD, listen, "listens")
        async with store.database.transaction() as connection:
            await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    async with Store(url, first_try=0.01) as store:
        assert store.settings.get(GUILD) == LISTENING
        await refuses(store, "newer version of Footnote (9999); update Footnote")


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs users that have ids")
async def test_a_file_that_can_only_be_read_is_read(sqlite_file: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody who may not write")
    async with opened(sqlite_file) as store:
        await store.settings.change(GUILD, listen, "listens")
    folders = [path for path in sqlite_file.parents if path.is_relative_to("/tmp") and path != Path("/tmp")]
    for folder in folders:
        folder.chmod(0o755)
    sqlite_file.chmod(0o444)
    os.seteuid(65534)
    try:
        async with opened(sqlite_file) as store:
            assert store.settings.get(GUILD) == LISTENING
            await refuses(store, "allow the bot's user")
    finally:
        os.seteuid(0)


async def test_a_failure_and_its_end_are_reported_once_each_without_a_password(
    sqlite_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    url = "postgresql+asyncpg://bot:secret@127.0.0.1:1/footnote"
    pytest.importorskip("asyncpg", reason="the extra postgres is not installed")

    async with Store(url, first_try=0.001) as store:
        for _ in range(3):
            with pytest.raises(StoreError, match=r"footnote at 127.0.0.1:1: it cannot be reached; start it"):
                await store.settings.change(GUILD, listen, "listens")
            with pytest.raises(StoreError):
                await store.database.open()

    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len([line for line in told if "cannot be reached" in line]) == 1
    assert "secret" not in caplog.text


async def test_a_change_whose_caller_goes_away_is_either_kept_and_known_or_neither(store: Store, url: str) -> None:
    for number in range(20):
        channels = {number: Mode.OFF}
        change = store.settings.change(
            GUILD, lambda settings, new=channels: replace(settings, channel_modes=new), "one"
        )
        task = asyncio.create_task(change)
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    last = await store.settings.change(GUILD, lambda settings: settings, "nothing")

    async with Store(url) as other:
        assert other.settings.get(GUILD) == store.settings.get(GUILD) == last


async def test_closing_the_store_waits_for_reads_in_progress_and_refuses_new_ones(url: str) -> None:
    for steps in range(8):
        store = Store(url)
        await store.start()
        reading = asyncio.create_task(store.reconcile([GUILD]))
        for _ in range(steps):
            await asyncio.sleep(0)

        await store.close()

        assert in_use(store) == 0
        change = store.settings.change(GUILD, listen, "listens")
        read, *refused = await asyncio.gather(reading, change, store.count_rows(GUILD), return_exceptions=True)
        for error in refused if read is None else [read, *refused]:
            assert isinstance(error, StoreError)
            assert "about to stop" in str(error)
        assert in_use(store) == 0


def in_use(store: Store) -> int:
    """How many connections to the database are in use."""
    pool = store.database.connections.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()
