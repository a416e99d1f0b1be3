"""Explains database failures in one line, with what to do, without passwords or values of rows."""

from __future__ import annotations

import sqlite3

from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoneFree

FULL = "the disk is full; make room"
DAMAGED = "it is damaged; restore a backup, or move it away to begin again"
LET_OPEN = "allow the bot's user to read and write the file and its folder"
NO_DATABASE = "it is not a database; move it away, or set DATABASE_URL to another file"
_SQLITE = {
    "SQLITE_BUSY": "another program has locked it; end that program",
    "SQLITE_LOCKED": "another program has locked it; end that program",
    "SQLITE_READONLY": "it cannot be written; allow the bot's user to write the file and its folder",
    "SQLITE_PERM": "it cannot be written; allow the bot's user to write the file and its folder",
    "SQLITE_FULL": FULL,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": NO_DATABASE,
    "SQLITE_CANTOPEN": f"it cannot be opened; {LET_OPEN}",
    "SQLITE_IOERR": "reading or writing it failed; look at the disk",
}
# By prefix of the code, the longest prefix first: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "28": "it refuses the user name or the password; correct DATABASE_URL",
    "3D000": "it has no database of that name; create it, or correct DATABASE_URL",
    "25006": "it takes no changes now (read-only); set DATABASE_URL to the primary server",
    "42501": "its user may not do that; grant all on the database",
    "53100": "its disk is full; make room",
    "53300": "it has no connection left; let fewer programs use it or raise max_connections",
    "53": "it lacks memory or another resource; look at its log",
    "55P03": "rows are locked by another program; end that program",
    "57014": "it took too long; look at its load",
    "57P": "it is stopping or starting; it is tried again",
    "42P01": "a table is missing; run `python -m bot migrate`",
    "42703": "a column is missing; run `python -m bot migrate`",
}
_UNREACHABLE = "it cannot be reached; start it, or correct DATABASE_URL"


def describe(url: URL) -> str:
    """How to name a database to a person, without user and password."""
    if url.get_backend_name() == "sqlite":
        return f"the database {url.database}"
    return f"the database {url.database or ''} at {url.host or 'this machine'}:{url.port or 5432}"


def is_failure(error: BaseException) -> bool:
    """Whether an error comes from the database, its driver or the connection."""
    return isinstance(error, DBAPIError | NoneFree | sqlite3.Error | OSError) or type(error).__module__.startswith(
        "asyncpg"
    )


def is_bad_value(error: BaseException) -> bool:
    """Whether the database works and refused a value."""
    return isinstance(error, IntegrityError | DataError)


def is_read_only(error: BaseException) -> bool:
    return any(name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")) for name in _codes(error))


def is_damage(error: BaseException) -> bool:
    return any(name.startswith(("SQLITE_CORRUPT", "SQLITE_IOERR")) for name in _codes(error))


def problem_of(error: BaseException) -> str:
    """What is wrong and what to do, phrased to follow the database's name ("it ...")."""
    for code in _codes(error):
        known = _SQLITE if code.startswith("SQLITE") else _POSTGRESQL
        for begin in sorted(known, key=len, reverse=True):
            if code.startswith(begin):
                return known[begin]
    file = next((each for each in _chain(error) if isinstance(each, OSError) and each.filename), None)
    if file:
        return f"it cannot be opened ({file.strerror}); {LET_OPEN}"
    if any(isinstance(each, OSError) or "Connect" in type(each).__name__ for each in _chain(error)):
        return _UNREACHABLE
    return f"it failed ({type(getattr(error, 'orig', None) or error).__name__}); look at its log"


def _chain(error: BaseException) -> list[BaseException]:
    """The error and all its causes."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and each not in found:
            found.append(each)
            waiting += [getattr(each, "orig", None), each.__cause__]
    return found


def _codes(error: BaseException) -> list[str]:
    chain = _chain(error)
    if any(isinstance(each, sqlite3.OperationalError) and "no such" in str(each) for each in chain):
        return ["42P01"]  # SQLite has no code of its own for a missing table
    names = (getattr(each, "sqlite_errorname", None) or getattr(each, "sqlstate", None) for each in chain)
    return [name for name in names if isinstance(name, str)]
