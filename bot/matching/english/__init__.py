"""What belongs to the English language and to no article.

`stop_words.py`   words that carry no subject
`forms.py`        irregular forms of words; numbers, months, weekdays, and words for people
`fillers.py`      words at the ends of messages that mean nothing there
`stems.txt`       stems of common English words
`chat.py`         abbreviations (`abbreviations.txt`) and idioms of chat, written out
`loans.py`        phrases of other languages that English has borrowed (`loans.txt`)
`foreign.toml`    words of other languages in Latin letters
`mentions.py`     whether an article says anything of something
`synonyms.txt`    everyday words that mean the same in every article, one group a line
`background.txt`  what people say that is about no article: chat, and questions on other subjects; written for the
                  purpose, one message a line
`gaps.toml`       what people ask of any person, organisation, country or topic, and few articles say
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.article.model import Gap


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


def lines(name: str) -> tuple[str, ...]:
    """The lines of one of these files, without comments."""
    return tuple([line for line in map(str.strip, _text(name).splitlines()) if line and line[0] != "#"])


@cache
def stems() -> frozenset[str]:
    """The stems of common English words and names."""
    return frozenset(lines("stems.txt"))


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of words and short phrases that mean the same in every article."""
    return tuple(tuple(line.split(" | ")) for line in lines("synonyms.txt"))


@cache
def background() -> tuple[str, ...]:
    """Messages that are about no article."""
    return lines("background.txt")


@cache
def general_gaps() -> tuple[Gap, ...]:
    """Questions that people ask about any name or topic. ``{name}`` in a note stands for the name asked about."""
    tables = tomllib.loads(_text("gaps.toml"))["gaps"]
    return tuple(
        Gap(table["id"], table["title"], table["note"], tuple(table["asks"].strip().splitlines())) for table in tables
    )


@cache
def foreign() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The words of other languages by their kind and the language: see `foreign.toml`."""
    return {
        kind: {language: frozenset(words.split()) for language, words in table.items()}
        for kind, table in tomllib.loads(_text("foreign.toml")).items()
    }
