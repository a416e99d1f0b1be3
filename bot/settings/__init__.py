"""Reads every setting of the program once, from the environment and `.env`, and checks it.

The environment wins over `.env`. All problems are reported together. README.md and .env.example list the same settings;
a test compares them.
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
from bot.settings.environment import SetValue, is_quoted, nearest_setting, read_environment
from bot.settings.folders import (
    ARTICLES,
    LONGEST_ID,
    article_folder,
    article_id,
    duplicate_id,
    read_articles,
    read_channel_articles,
)
from bot.settings.values import one_of, read_ids, read_prefix, read_seconds, read_token, url


class Settings(NamedTuple):
    """The checked settings. The comment above a field says what it is for; its default applies if the setting is
    unset."""

    # The bot's token. Secret: never shown, never logged.
    token: str | None = None
    # The article folder: a path, or the name of an article that comes with the program.
    article: Path = ARTICLES / "us-india-trade"
    # All articles, if there is more than one.
    articles: tuple[Path, ...] = ()
    # The article's id for each channel. An article's id is the name of its folder.
    channel_articles: Mapping[int, str] = MappingProxyType({})
    # The prefix of text commands.
    prefix: str = "!"
    # Channels in which the bot also answers questions that nobody addressed to it.
    listen_channels: frozenset[int] = frozenset()
    # Seconds before the bot repeats a passage unasked in the same channel.
    repeat_after: float = 600.0
    # Average seconds between two questions of one person, and between two in one channel.
    person_cooldown: float = 3.0
    channel_cooldown: float = 1.0
    # The folder for compiled indexes and the digest of the synced commands.
    state: Path | None = None
    # The database. Secret, since it may contain a password. None: a file, see `database_url`.
    database: str | None = None
    # The log's level, and its format: lines for people or for machines.
    log_level: str = "info"
    log_format: str = "text"
    # The shards of this process. None: all, as many as Discord recommends.
    shards: Shards | None = None
    # The address for health checks over HTTP. None: no health checks.
    health: Address | None = None
    # Discord's address, if another one: a rate-limit proxy, a compatible server, the tests.
    api_url: str | None = None
    gateway_url: str | None = None

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self._asdict().items() if name not in ("token", "database"))
        return f"Settings({', '.join(shown)})"

    @property
    def article_folders(self) -> dict[str, Path]:
        """The folders of all articles by id."""
        folders, default = {article_id(folder): folder for folder in self.articles}, self.default_article
        return (folders if default in folders else {default: self.article} | folders) | {default: self.article}

    @property
    def default_article(self) -> str:
        """The id of the article that is used unless another one is chosen."""
        return article_id(self.article)

    @property
    def cache(self) -> Path:
        """The folder for compiled indexes."""
        return self.state_folder / "index"

    @property
    def state_folder(self) -> Path:
        """`state`, or the platform's cache folder for this program."""
        return self.state or _platform_folder("user_cache_path")

    @property
    def database_url(self) -> str:
        """`database`, or a file in `state` or in the platform's data folder (a cache folder may be emptied)."""
        return self.database or sqlite_url((self.state or _platform_folder("user_data_path")) / "footnote.db")


def _platform_folder(which: str) -> Path:
    import platformdirs  # imported here since it is not needed if the setting is set

    try:
        return getattr(platformdirs, which)("footnote-bot", appauthor=False)
    except RuntimeError:  # no home folder, as in a container with an unknown user id
        return Path("~", "footnote-bot")  # a placeholder that `bot.files` refuses


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
    "FOOTNOTE_LOG_LEVEL": ("log_level", one_of("debug", "info", "warning", "error")),
    "FOOTNOTE_LOG_FORMAT": ("log_format", one_of("text", "json")),
    "FOOTNOTE_SHARDS": ("shards", read_shards),
    "FOOTNOTE_HEALTH": ("health", read_address),
    "DISCORD_API_URL": ("api_url", url("http", "https")),
    "DISCORD_GATEWAY_URL": ("gateway_url", url("ws", "wss")),
}
"""For each setting, by its name in the environment: its field, and the function that reads its value."""


def read_settings(environment: Mapping[str, str] | None = None, dotenv: Path | None = None) -> Settings:
    """The settings from the environment (default: the process's) and `.env` (default: in the working folder).

    An empty value counts as unset, so an empty environment variable does not hide a value in `.env`. Raises
    `SettingsError` with all problems.
    """
    file = Path(".env") if dotenv is None else dotenv
    given, problems = read_environment(os.environ if environment is None else environment, file)
    values: dict[str, Any] = {}
    for name, (field, read) in READ.items():
        if name not in given:
            continue
        value = given[name].value
        if "\0" in value:
            problems.append(f"{name} has a NUL character in it; remove it")
        elif is_quoted(value):
            problems.append(f"{name} has quotes around its value; remove them (docker --env-file keeps them)")
        else:
            try:
                values[field] = read(value)
            except ValueError as error:
                problems.append(f"{name} {error}")
    problems += _join_articles(values, given)
    for name in ("DISCORD_API_URL", "DISCORD_GATEWAY_URL"):
        # Somebody who can write a file into the working folder must not learn the token.
        if name in given and given[name].in_file and "DISCORD_TOKEN" in given and not given["DISCORD_TOKEN"].in_file:
            problems.append(
                f"{name} is set in {file} and DISCORD_TOKEN in the environment: the file would send the token to "
                "another address; set both in one place"
            )
    for name in given:
        meant = nearest_setting(name, READ)
        # Other programs have DISCORD_ settings too.
        if meant and (name.startswith("FOOTNOTE_") or meant not in given):
            problems.append(f"{name} is not a setting of Footnote; did you mean {meant}?")
    if problems:
        raise SettingsError(problems)
    return Settings(**values)


def _join_articles(values: dict[str, Any], given: Mapping[str, SetValue]) -> list[str]:
    """Complete `values`: the first article becomes the default if none is named, and an id as the default stands for
    the article with that id. Returns the problems of the combination."""
    articles: tuple[Path, ...] = values.get("articles", ())
    default = given.get("FOOTNOTE_ARTICLE")
    named = {article_id(folder): folder for folder in articles}
    if articles and (default is None or default.value in named):
        values["article"] = articles[0] if default is None else named[default.value]
    settings = Settings(**values)
    problems: list[str] = []
    if twice := duplicate_id((settings.article, *articles)):
        problems.append(f"FOOTNOTE_ARTICLES has two folders named {twice}; rename one of them")
    problems += [
        f"FOOTNOTE_ARTICLES has a folder with a name of more than {LONGEST_ID} characters; rename it"
        for name in named
        if len(name) > LONGEST_ID
    ]
    known = settings.article_folders
    return problems + [
        f"FOOTNOTE_CHANNEL_ARTICLES names {name!r}, which is not one of: {', '.join(known)}"
        for name in sorted(set(settings.channel_articles.values()) - known.keys())
    ]
