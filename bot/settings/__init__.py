"""Every setting of the program, read once from the environment and `.env`, and checked.

The environment wins over `.env`. All that is wrong is reported together. README.md and .env.example list the
same settings; a test compares.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.database_url import read_database_url, sqlite_url
from bot.errors import SettingsError
from bot.files import read_path
from bot.settings.deployment import Address, Shards, read_address, read_shards
from bot.settings.environment import SetValue, is_quoted, meant_by, read_environment
from bot.settings.folders import (
    ARTICLES,
    LONGEST_ID,
    article_folder,
    article_id,
    named_twice,
    read_articles,
    read_channel_articles,
)
from bot.settings.values import choice, read_ids, read_prefix, read_seconds, read_token, url


class Settings(NamedTuple):
    """The settings, checked. A field's comment says what it is for; its default is what an unset one means."""

    # The bot's token. Secret: never shown, never logged.
    token: str | None = None
    # The article folder: a path, or the name of an article that comes with the program.
    article: Path = ARTICLES / "us-india-trade"
    # All articles, if there are several.
    articles: tuple[Path, ...] = ()
    # The ids of the articles of channels; an article's id is the name of its folder.
    channel_articles: Mapping[int, str] = MappingProxyType({})
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
    # The database of the servers' settings. Secret: there may be a password in it. None: a file, see `database_url`.
    database: str | None = None
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
        shown = (f"{name}={value!r}" for name, value in self._asdict().items() if name not in ("token", "database"))
        return f"Settings({', '.join(shown)})"

    @property
    def article_folders(self) -> dict[str, Path]:
        """The folders of all articles by their ids."""
        folders, default = {article_id(folder): folder for folder in self.articles}, self.default_article
        return (folders if default in folders else {default: self.article} | folders) | {default: self.article}

    @property
    def default_article(self) -> str:
        """The id of the article that is meant where nothing says which."""
        return article_id(self.article)

    @property
    def cache(self) -> Path:
        """Where compiled indexes are kept."""
        return self.state_folder / "index"

    @property
    def state_folder(self) -> Path:
        """`state`, or this platform's place for such files."""
        return self.state or _of_platform("user_cache_path")

    @property
    def database_url(self) -> str:
        """`database`, or a file in `state` or in this platform's place for data, as what is in a cache may go."""
        return self.database or sqlite_url((self.state or _of_platform("user_data_path")) / "footnote.db")


def _of_platform(which: str) -> Path:
    import platformdirs  # here: not needed where the setting is set

    try:
        return getattr(platformdirs, which)("footnote-bot", appauthor=False)
    except RuntimeError:  # no home folder is known, as in a container with an unknown user id
        return Path("~", "footnote-bot")  # which `bot.files` does without


READ: dict[str, tuple[str, Callable[[str], Any]]] = {
    "DISCORD_TOKEN": ("token", read_token),
    "FOOTNOTE_ARTICLE": ("article", article_folder),
    "FOOTNOTE_ARTICLES": ("articles", read_articles),
    "FOOTNOTE_CHANNEL_ARTICLES": ("channel_articles", read_channel_articles),
    "FOOTNOTE_PREFIX": ("prefix", read_prefix),
    "FOOTNOTE_LISTEN_CHANNELS": ("listen_channels", read_ids),
    "FOOTNOTE_REPEAT_AFTER": ("repeat_after", read_seconds),
    "FOOTNOTE_PERSON_COOLDOWN": ("person_cooldown", read_seconds),
    "FOOTNOTE_CHANNEL_COOLDOWN": ("channel_cooldown", read_seconds),
    "FOOTNOTE_STATE": ("state", read_path),
    "DATABASE_URL": ("database", read_database_url),
    "FOOTNOTE_LOG_LEVEL": ("log_level", choice("debug", "info", "warning", "error")),
    "FOOTNOTE_LOG_FORMAT": ("log_format", choice("text", "json")),
    "FOOTNOTE_SHARDS": ("shards", read_shards),
    "FOOTNOTE_HEALTH": ("health", read_address),
    "DISCORD_API_URL": ("api_url", url("http", "https")),
    "DISCORD_GATEWAY_URL": ("gateway_url", url("ws", "wss")),
}
"""Of each setting, by its name in the environment: its field, and how its value is read."""


def read_settings(environment: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """The settings from the environment (default: the process's) over `.env` (default: in the working folder).

    Empty values count as unset: one in the environment leaves that of `.env` as it is. Raises `SettingsError` with
    everything that is wrong.
    """
    file = Path(".env") if dotenv is None else dotenv
    given, problems = read_environment(os.environ if environment is None else environment, file)
    values: dict[str, Any] = {}
    for name, (field, read) in READ.items():
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
    problems += _join_articles(values, given)
    for name in ("DISCORD_API_URL", "DISCORD_GATEWAY_URL"):
        # Whoever can put a file into the working folder must not learn the token.
        if name in given and given[name].in_file and "DISCORD_TOKEN" in given and not given["DISCORD_TOKEN"].in_file:
            problems.append(
                f"{name} stands in {file} and DISCORD_TOKEN in the environment: the file would send the token to "
                "another address; set both in one place"
            )
    for name in given:
        meant = meant_by(name, READ)
        # Other programs have settings of Discord's name, too.
        if meant and (name.startswith("FOOTNOTE_") or meant not in given):
            problems.append(f"{name} is no setting of Footnote; did you mean {meant}?")
    if problems:
        raise SettingsError(problems)
    return Settings(**values)


def _join_articles(values: dict[str, Any], given: Mapping[str, SetValue]) -> list[str]:
    """Let the first of the articles be the default if none was named, and find the default among them by its id.
    Returns what does not fit together."""
    articles: tuple[Path, ...] = values.get("articles", ())
    default = given.get("FOOTNOTE_ARTICLE")
    named = {article_id(folder): folder for folder in articles}
    if articles and (default is None or default.value in named):
        values["article"] = articles[0] if default is None else named[default.value]
    settings = Settings(**values)
    problems: list[str] = []
    if twice := named_twice((settings.article, *articles)):
        problems.append(f"FOOTNOTE_ARTICLES has two folders named {twice}; rename one of them")
    problems += [
        f"FOOTNOTE_ARTICLES has a folder with a name of more than {LONGEST_ID} characters; rename it"
        for name in named
        if len(name) > LONGEST_ID
    ]
    known = settings.article_folders
    return problems + [
        f"FOOTNOTE_CHANNEL_ARTICLES names {name!r}, which is none of: {', '.join(known)}"
        for name in sorted(set(settings.channel_articles.values()) - known.keys())
    ]
