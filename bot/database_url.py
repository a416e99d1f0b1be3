"""Reads `DATABASE_URL`: turns the forms that people and hosting services use into the one that SQLAlchemy takes."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from bot.files import read_path

SQLITE = "sqlite+aiosqlite:///"

_KNOWN = "write postgresql://user:password@host/name or sqlite:///path/to/file"
_POSTGRESQL = ("postgres", "postgresql", "postgresql+asyncpg")
_SQLITE = ("sqlite", "sqlite+aiosqlite")
# What services add for other drivers and this one does by itself.
_IDLE = {"channel_binding", "gssencmode", "connect_timeout", "application_name"}
_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


def read_database_url(value: str) -> str:
    """The database URL in the form that SQLAlchemy takes. Raises `ValueError`; its text does not repeat the value,
    which may hold a password."""
    scheme, found, _ = value.partition(":")
    if found and scheme.lower() in _SQLITE:
        return sqlite_url(_sqlite_path(value[len(scheme) + 1 :]))
    if found and scheme.lower() in _POSTGRESQL:
        return _postgresql(value)
    raise ValueError(f"must be the address of a database: {_KNOWN}")


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file. The path is not escaped."""
    return f"{SQLITE}{path}"


def _sqlite_path(rest: str) -> Path:
    path = rest.removeprefix("///")
    if path == rest or not path or path.endswith("/") or path == ":memory:":
        raise ValueError("must name a file: sqlite:///path/to/file, with a fourth / for a path from the root")
    if "?" in path or "#" in path:
        raise ValueError("must end with the path of the file, without ? and #")
    return read_path(path)


def _postgresql(value: str) -> str:
    if not value.isprintable() or " " in value:
        raise ValueError("has a space or an invisible character; remove it")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise ValueError(
            f"has an impossible host or port; {_KNOWN}, and / ? # : @ in a password as %2F %3F %23 %3A %40"
        ) from None
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.fragment:
        raise ValueError("must have no #; in a password, write it as %23")
    if not (parts.hostname or options.get("host")):
        raise ValueError(f"names no host; {_KNOWN}")
    if port == 0:
        raise ValueError("has an impossible port; a port is a number from 1 to 65535")
    if not re.fullmatch(r"/[^/]+", parts.path):
        raise ValueError(f"must name one database after the host; {_KNOWN}")
    mode = options.pop("sslmode", options.pop("ssl", None))
    if mode is not None and mode not in _MODES:
        raise ValueError(f"has an unknown sslmode; use one of: {', '.join(_MODES)}")
    kept = {"host": options.pop("host")} if "host" in options else {}
    unknown = sorted(options.keys() - _IDLE)
    if unknown:
        raise ValueError(f"has unknown options ({', '.join(unknown)[:60]}); remove them")
    query = urlencode(kept | ({"ssl": mode} if mode else {}), safe="/", quote_via=quote)
    return f"postgresql+asyncpg://{parts.netloc}{parts.path}{'?' + query if query else ''}"
