"""Reads the values of settings. Each function takes the text of one and raises `ValueError` that says what is wrong
with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit


def read_token(value: str) -> str:
    # It becomes a header. A token is ASCII without spaces; anything else was copied by mistake.
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("has a character that no token has; copy the token again, and nothing else")
    return value


def is_snowflake(text: str) -> bool:
    """Whether a text can be a Discord id."""
    return text.isascii() and text.isdigit() and 15 <= len(text) <= 20


def read_prefix(value: str) -> str:
    if len(value) > 5 or not value.isprintable() or " " in value:
        raise ValueError("must be 1 to 5 characters without spaces, such as !")
    if value.startswith("/"):
        raise ValueError("must not begin with /, which Discord keeps for slash commands; use one such as !")
    if value[-1].isalnum():
        raise ValueError("must not end in a letter or digit, since words could begin with it; use one such as f!")
    return value


def read_ids(value: str) -> frozenset[int]:
    """Channel ids, separated by commas or spaces."""
    parts = [part for part in re.split(r"[,\s]+", value) if part]
    if not all(map(is_snowflake, parts)):
        raise ValueError("must be channel ids separated by commas (in Discord: Developer Mode, Copy Channel ID)")
    return frozenset(map(int, parts))


def read_seconds(value: str) -> float:
    """A number of seconds, at most a day."""
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 86_400:
        raise ValueError("must be a number of seconds from 0 to 86400")
    return seconds


def one_of(*allowed: str) -> Callable[[str], str]:
    """A reader that accepts one of these words in any case."""

    def read(value: str) -> str:
        if value.lower() not in allowed:
            raise ValueError(f"must be one of: {', '.join(allowed)}")
        return value.lower()

    return read


def url(*schemes: str) -> Callable[[str], str]:
    """A reader for a server's URL with one of these schemes."""
    begins = " or ".join(f"{scheme}://" for scheme in schemes)

    def read(value: str) -> str:
        if not value.isprintable() or " " in value:
            raise ValueError("has a space or an invisible character; remove it")
        try:
            parts = urlsplit(value)
            host = parts.hostname
            if host and ":" not in host:
                host.encode("idna")
        except ValueError:
            raise ValueError(f"must be a URL such as {schemes[-1]}://discord.example/path; the host is wrong") from None
        if parts.scheme not in schemes or not host:
            raise ValueError(f"must be a URL that begins with {begins}")
        if "@" in parts.netloc:
            raise ValueError("must have no user name and no password; Discord takes only the token")
        if parts.query or parts.fragment:
            raise ValueError("must have no ? and no #")
        try:
            port = parts.port
        except ValueError:
            port = 0
        if port == 0:
            raise ValueError("has an impossible port; a port is a number from 1 to 65535")
        return value.rstrip("/")

    return read
