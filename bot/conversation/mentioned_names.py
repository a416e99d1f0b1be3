"""Finds the names of an article in messages and in shown text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.article.model import Article, Name
from bot.matching.text import clean

# Cached, as all names of an article are searched in every message.
_cleaned = lru_cache(maxsize=5_000)(clean)


def people_in(line: str, article: Article) -> list[str]:
    """The persons in a `clean` text, by their names in the article, in the order of the text."""
    return named_in(line, (name for name in article.names if name.kind == "person"))


def named_in(line: str, names: Iterable[Name]) -> list[str]:
    """The names in a `clean` text, including aliases, in the order of the text."""
    found: list[tuple[int, str]] = []
    for name in names:
        places = [at for alias in (name.name, *name.aliases) if (at := _place(alias, line)) >= 0]
        if places:
            found.append((min(places), name.name))
    return [name for _, name in sorted(found)]


def _place(alias: str, text: str) -> int:
    alias = _cleaned(alias)
    found = re.search(rf"\b{re.escape(alias)}\b", text) if alias and alias in text else None
    return found.start() if found else -1
