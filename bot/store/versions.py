"""Brings the tables of a database to those of this version, by the migrations in the package (Alembic)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError

_NEWER = (
    "the database was made by a newer version of Footnote (%s); update Footnote, or let DATABASE_URL name another one"
)
_LOCK = 4_620_776_801_127_539_024  # any number, the same for every process: one brings the tables up, others wait


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


@cache
def head() -> str:
    """The version of the tables that this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


async def version(connection: AsyncConnection) -> str | None:
    """The version of the database's tables; None where there are none yet."""

    def read(sync: Connection) -> str | None:
        if not inspect(sync).has_table("alembic_version"):
            return None
        return sync.execute(text("SELECT version_num FROM alembic_version")).scalar()

    return await connection.run_sync(read)


async def is_current(connection: AsyncConnection) -> bool:
    """Whether the tables are those of this version. Raises `StoreError` where they are a newer one's."""
    found = await version(connection)
    if found is not None and found not in {each.revision for each in _known()}:
        raise StoreError(_NEWER % found)
    return found == head()


def _known() -> list[Script]:
    return list(ScriptDirectory.from_config(_config()).walk_revisions())


async def upgrade(connection: AsyncConnection) -> None:
    """Bring the tables to this version, within the connection's transaction: all of it or nothing."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})

    def run(sync: Connection) -> None:
        config = _config()
        config.attributes["connection"] = sync
        command.upgrade(config, "head")

    await connection.run_sync(run)
