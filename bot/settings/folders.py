"""Reads the settings that name article folders."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from bot.files import read_path
from bot.settings.values import is_snowflake

_PACKAGED = Path(__file__).parents[1] / "data"
# A wheel holds the data inside the package, a checkout beside it.
ARTICLES = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[2] / "data"

LONGEST_ID = 100
"""The longest id of an article, in characters: Discord's limit for the value of an option."""


def article_folder(value: str) -> Path:
    """The article folder for a path or for the name of a shipped article. The folder need not exist. Raises
    `ValueError` for a file, and for a list of several articles."""
    path = read_path(value)
    try:
        if path.is_dir():
            return path
        named = ARTICLES / value
        if named.is_dir():
            return named
        if path.exists():
            raise ValueError("is a file; give the folder of the article")
        parts = value.split(",")
        if len(parts) > 1 and all((ARTICLES / part.strip()).is_dir() or Path(part.strip()).is_dir() for part in parts):
            raise ValueError("must be one article; for several, use FOOTNOTE_ARTICLES")
    except OSError as error:
        raise ValueError(f"cannot be opened ({error.strerror}); give the folder of the article") from None
    return path


def read_articles(value: str) -> tuple[Path, ...]:
    """The article folders in a setting: each one that it names, or all articles inside a folder that it names."""
    try:
        names = [value] if read_path(value).is_dir() else re.split(rf"[,{re.escape(os.pathsep)}]", value)
        return tuple(folder for name in names if name.strip() for folder in _articles_in(article_folder(name.strip())))
    except OSError as error:
        raise ValueError(f"names a folder that cannot be read ({error.strerror}); give yourself read access") from None


def _articles_in(folder: Path) -> list[Path]:
    """The folder itself if it is an article, else the articles in it."""
    if _is_article(folder) or not folder.is_dir():
        return [folder]
    return sorted(path for path in folder.iterdir() if _is_article(path)) or [folder]


def _is_article(folder: Path) -> bool:
    return any((folder / name).is_file() for name in ("article.toml", "article.txt"))


def shipped_articles() -> list[str]:
    return [path.name for path in _articles_in(ARTICLES)]


def article_id(folder: Path) -> str:
    """The id of an article: the name of its folder."""
    return Path(os.path.abspath(folder)).name  # noqa: PTH100 - a link keeps its own name


def duplicate_id(folders: Iterable[Path]) -> str | None:
    """An id shared by two different folders, or None."""
    known: dict[str, Path] = {}
    for folder in folders:
        first = known.setdefault(article_id(folder), folder)
        if first != folder and not (first.exists() and folder.exists() and first.samefile(folder)):
            return article_id(folder)
    return None


def read_channel_articles(value: str) -> dict[int, str]:
    """The article id for each channel id in a setting."""
    chosen: dict[int, str] = {}
    for part in filter(None, (each.strip() for each in re.split(r"[,\n]", value))):
        channel, _, name = (each.strip() for each in part.partition(":"))
        if not is_snowflake(channel) or not name:
            raise ValueError("must be channel ids with their articles, such as 123456789012345678:us-india-trade")
        if chosen.setdefault(int(channel), name) != name:
            raise ValueError(f"gives the channel {channel} two articles; remove one")
    return chosen
