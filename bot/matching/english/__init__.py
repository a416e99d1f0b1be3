"""What belongs to the English language and to no article.

`stop_words.py`   words that carry no subject
`forms.py`        irregular forms of words, numbers, months and weekdays
`stems.txt`       stems of common English words
`chat.py`         abbreviations and idioms of chat, written out
`loans.py`        phrases of other languages that English has borrowed
`mentions.py`     whether an article says anything of something
`synonyms.txt`    everyday words that mean the same in every article, one group a line
`background.txt`  what people say that is about no article: chat, and questions on other subjects; written for the
                  purpose, one message a line
`gaps.toml`       what people ask of any person, organisation, country or topic, and few articles say
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from bot.article.model import Gap


def _lines(name: str) -> tuple[str, ...]:
    text = resources.files(__name__).joinpath(name).read_text("utf-8")
    return tuple([line for line in map(str.strip, text.splitlines()) if line and line[0] != "#"])


@cache
def stems() -> frozenset[str]:
    """The stems of common English words and names."""
    return frozenset(_lines("stems.txt"))


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of words and short phrases that mean the same in every article."""
    return tuple(tuple(line.split(" | ")) for line in _lines("synonyms.txt"))


@cache
def background() -> tuple[str, ...]:
    """Messages that are about no article."""
    return _lines("background.txt")


@cache
def general_gaps() -> tuple[Gap, ...]:
    """Questions that people ask about any name or topic. ``{name}`` in a note stands for the name asked about."""
    tables = tomllib.loads(resources.files(__name__).joinpath("gaps.toml").read_text("utf-8"))["gaps"]
    return tuple(
        Gap(table["id"], table["title"], table["note"], tuple(table["asks"].strip().splitlines())) for table in tables
    )
