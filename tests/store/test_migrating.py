"""A database is migrated to this version's tables, which are those that the program defines."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.__main__ import main
from bot.store import versions
from bot.store.sqlite_file import SqliteFile
from bot.store.store import Store
from bot.store.tables import metadata


async def test_migrations_make_just_the_tables_that_the_program_knows(store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with store.database.reading() as connection:
        assert await connection.run_sync(differences) == []
        assert await versions.version(connection) == versions.head()


def test_the_program_knows_every_version_that_there_is_a_migration_to() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(versions.__file__).parent / "migrations"))
    migrations = ScriptDirectory.from_config(config)

    assert migrations.get_current_head() == versions.head()
    for migration in migrations.walk_revisions():
        assert versions.is_current(migration.revision) == (migration.revision == versions.head())


async def test_an_older_versions_data_survives_the_migration(url: str) -> None:
    old = Store(url)
    if old.database.is_sqlite:
        SqliteFile(Path(old.database.url.database or "")).prepare()

    async def begin() -> None:
        async with old.database.connections.engine.begin() as connection:
            await connection.run_sync(lambda sync: versions.move_to(sync, "0001"))
            columns = "article, kind, target, text, note, at"
            await connection.exec_driver_sql(
                f"INSERT INTO additions ({columns}) VALUES ('rules', 'ask', 'a/b', 'what is b', '', 1)"
            )

    await old.database.finish(begin())
    await old.close()

    async with Store(url) as store:
        (addition,) = store.additions.for_article(None, "rules")
        assert (addition.text, addition.exported_at) == ("what is b", None)


async def test_two_processes_that_start_at_once_migrate_once(url: str) -> None:
    stores = [Store(url) for _ in range(3)]

    await asyncio.gather(*(store.start() for store in stores))

    assert [store.database.state.problem for store in stores] == [None] * 3
    await asyncio.gather(*(store.close() for store in stores))


def test_migrate_makes_the_database_and_says_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOOTNOTE_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert main(["migrate"]) == main(["migrate"]) == 0

    assert (tmp_path / "state" / "footnote.db").is_file()
    assert f"has the tables of this version ({versions.head()})." in capsys.readouterr().out


def test_migrate_tells_in_one_line_what_is_wrong_and_no_password(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("asyncpg", reason="the extra postgres is not installed")
    monkeypatch.setenv("DATABASE_URL", "postgres://bot:secret@127.0.0.1:1/footnote")

    assert main(["migrate"]) == 1

    told = capsys.readouterr().err
    assert told.startswith("footnote: the database footnote at 127.0.0.1:1: it cannot be reached; start it")
    assert told.count("\n") == 1
    assert "secret" not in told
