"""Migrates a database to this version's tables (Alembic)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreError

_NEWER = "it was made by a newer version of Footnote (%s); update Footnote, or set DATABASE_URL to another database"
_LOCK = 4_620_776_801_127_539_024  # an arbitrary key: one process migrates, the others wait
_MIGRATIONS = Path(__file__).parent / "migrations"


def head() -> str:
    """The newest version of the tables."""
    return max(_known())


async def version(connection: AsyncConnection) -> str | None:
    """The version of the database's tables; None if there are none yet."""

    def read(sync: Connection) -> str | None:
        if not inspect(sync).has_table("alembic_version"):
            return None
        return sync.execute(text("SELECT version_num FROM alembic_version")).scalar()

    return await connection.run_sync(read)


def is_current(found: str | None) -> bool:
    """Whether tables of this version need no migration. Raises `StoreError` if a newer program made them."""
    if found is not None and found not in _known():
        raise StoreError(_NEWER % found)
    return found == head()


@cache
def _known() -> frozenset[str]:
    """All versions that this program knows. The file name of a migration begins with its version."""
    return frozenset(file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


async def upgrade(connection: AsyncConnection) -> None:
    """Migrate the tables within the connection's transaction: completely or not at all."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})

    await connection.run_sync(move_to, "head")


def move_to(connection: Connection, revision: str) -> None:
    # Imported here: most starts need no migration, and importing Alembic takes a tenth of a start.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
