"""Every setting of the program, read once from the environment and `.env`, and checked.

The environment wins over `.env`. All that is wrong is reported together. README.md and .env.example list the
same settings; a test compares.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from bot.deployment import Address, Shards, read_address, read_shards
from bot.environment import is_quoted, meant_by, read_environment
from bot.errors import SettingsError

_PACKAGED = Path(__file__).parent / "data"
# A wheel holds the data inside the package, a checkout beside it.
ARTICLES = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parent.parent / "data"


def _token(value: str) -> str:
    # It goes into a header. A token is ASCII, without spaces; what else stands there was copied along.
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("has a character that no token has; copy it anew, it alone")
    return value


def _path(value: str) -> Path:
    try:
        return Path(value).expanduser()
    except RuntimeError:
        raise ValueError("begins with ~ for a home folder that is not known; write the whole path") from None


def article_folder(value: str) -> Path:
    """The article folder that a path or a name means. It need not be there; what is a file raises `ValueError`."""
    path = _path(value)
    try:
        if path.is_dir():
            return path
        named = ARTICLES / value
        if named.is_dir():
            return named
        if path.exists():
            raise ValueError("is a file; give the folder of the article")
    except OSError as error:
        raise ValueError(f"cannot be opened ({error.strerror}); give the folder of the article") from None
    return path


def _prefix(value: str) -> str:
    if len(value) > 5 or not value.isprintable() or " " in value:
        raise ValueError("must be 1 to 5 characters without spaces, such as !")
    if value[-1].isalnum():
        raise ValueError("must not end in a letter or digit, as words would begin with it; take one such as f!")
    return value


def _ids(value: str) -> frozenset[int]:
    parts = [part for part in re.split(r"[,\s]+", value) if part]
    if not all(part.isascii() and part.isdigit() and 15 <= len(part) <= 20 for part in parts):
        raise ValueError("must be channel ids separated by commas (in Discord: Developer Mode, Copy Channel ID)")
    return frozenset(map(int, parts))


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 86_400:
        raise ValueError("must be a number of seconds from 0 to 86400")
    return seconds


def _choice(*allowed: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.lower() not in allowed:
            raise ValueError(f"must be one of: {', '.join(allowed)}")
        return value.lower()

    return read


def _url(*schemes: str) -> Callable[[str], str]:
    begins = " or ".join(f"{scheme}://" for scheme in schemes)

    def read(value: str) -> str:
        if not value.isprintable() or " " in value:
            raise ValueError("has a space or a character that cannot be seen; write the address without")
        try:
            parts = urlsplit(value)
            host = parts.hostname
            if host and ":" not in host:
                host.encode("idna")
        except ValueError:
            raise ValueError(f"must be a URL such as {schemes[-1]}://discord.example/path; its host is none") from None
        if parts.scheme not in schemes or not host:
            raise ValueError(f"must be a URL that begins with {begins}")
        if "@" in parts.netloc:
            raise ValueError("must have no user name and no password in it; Discord takes the token alone")
        if parts.query or parts.fragment:
            raise ValueError("must end before any ? or #; what follows is added to it")
        try:
            port = parts.port
        except ValueError:
            port = 0
        if port == 0:
            raise ValueError("has a port that none can have; a port is a number from 1 to 65535")
        return value.rstrip("/")

    return read


class Settings(NamedTuple):
    """The settings, checked. A field's comment says what it is for; its default is what an unset one means."""

    # The bot's token. Secret: never shown, never logged.
    token: str | None = None
    # The article folder: a path, or the name of an article that comes with the program.
    article: Path = ARTICLES / "us-india-trade"
    # What begins a text command.
    prefix: str = "!"
    # Channels in which questions that nobody addressed to the bot are answered too.
    listen_channels: frozenset[int] = frozenset()
    # How long the same passage is not given again, unasked, in the same channel. Seconds.
    repeat_after: float = 600.0
    # The least time between two questions of one person, on average, and between two in one channel. Seconds.
    person_cooldown: float = 3.0
    channel_cooldown: float = 1.0
    # Where the compiled index and the digest of the synced commands are kept.
    state: Path | None = None
    # Logging: how much, and as lines for people or for machines.
    log_level: str = "info"
    log_format: str = "text"
    # Which shards this process takes; without it all, as many as Discord recommends.
    shards: Shards | None = None
    # Where it can be asked over HTTP how it is; without it nowhere.
    health: Address | None = None
    # Where Discord is, if not at its own address: a rate-limit proxy, a compatible server, the tests.
    api_url: str | None = None
    gateway_url: str | None = None

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self._asdict().items() if name != "token")
        return f"Settings({', '.join(shown)})"

    @property
    def cache(self) -> Path:
        """Where compiled indexes are kept."""
        return self.state_folder / "index"

    @property
    def state_folder(self) -> Path:
        """`state`, or this platform's place for such files."""
        if self.state is not None:
            return self.state
        import platformdirs  # here: not needed where the setting is set

        try:
            return platformdirs.user_cache_path("footnote-bot", appauthor=False)
        except RuntimeError:  # no home folder is known, as in a container with an unknown user id
            return Path("~", "footnote-bot")  # which `bot.files` does without


# For each setting as it stands in the environment: its field, and how its value is read.
_READ: dict[str, tuple[str, Callable[[str], Any]]] = {
    "DISCORD_TOKEN": ("token", _token),
    "FOOTNOTE_ARTICLE": ("article", article_folder),
    "FOOTNOTE_PREFIX": ("prefix", _prefix),
    "FOOTNOTE_LISTEN_CHANNELS": ("listen_channels", _ids),
    "FOOTNOTE_REPEAT_AFTER": ("repeat_after", _seconds),
    "FOOTNOTE_PERSON_COOLDOWN": ("person_cooldown", _seconds),
    "FOOTNOTE_CHANNEL_COOLDOWN": ("channel_cooldown", _seconds),
    "FOOTNOTE_STATE": ("state", _path),
    "FOOTNOTE_LOG_LEVEL": ("log_level", _choice("debug", "info", "warning", "error")),
    "FOOTNOTE_LOG_FORMAT": ("log_format", _choice("text", "json")),
    "FOOTNOTE_SHARDS": ("shards", read_shards),
    "FOOTNOTE_HEALTH": ("health", read_address),
    "DISCORD_API_URL": ("api_url", _url("http", "https")),
    "DISCORD_GATEWAY_URL": ("gateway_url", _url("ws", "wss")),
}


def setting_names() -> list[str]:
    """The names of all settings, as they stand in the environment."""
    return list(_READ)


def read_settings(environment: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """The settings from the environment (default: the process's) over `.env` (default: in the working folder).

    Empty values count as unset: one in the environment leaves that of `.env` as it is. Raises `SettingsError` with
    everything that is wrong.
    """
    file = Path(".env") if dotenv is None else dotenv
    given, problems = read_environment(os.environ if environment is None else environment, file)
    values: dict[str, Any] = {}
    for name, (field, read) in _READ.items():
        if name not in given:
            continue
        value = given[name].value
        if "\0" in value:
            problems.append(f"{name} has a NUL character in it; take it out")
        elif is_quoted(value):
            problems.append(f"{name} has quotes around its value; leave them out (docker --env-file keeps them)")
        else:
            try:
                values[field] = read(value)
            except ValueError as error:
                problems.append(f"{name} {error}")
    for name in ("DISCORD_API_URL", "DISCORD_GATEWAY_URL"):
        # Whoever can put a file into the working folder must not learn the token.
        if name in given and given[name].in_file and "DISCORD_TOKEN" in given and not given["DISCORD_TOKEN"].in_file:
            problems.append(
                f"{name} stands in {file} and DISCORD_TOKEN in the environment: the file would send the token to "
                "another address; set both in one place"
            )
    for name in given:
        meant = meant_by(name, _READ)
        # Other programs have settings of Discord's name, too.
        if meant and (name.startswith("FOOTNOTE_") or meant not in given):
            problems.append(f"{name} is no setting of Footnote; did you mean {meant}?")
    if problems:
        raise SettingsError(problems)
    return Settings(**values)
