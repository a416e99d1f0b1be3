"""Splits a quote into words: which of them are written as names, and which mark follows each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.matching.english.forms import MONTHS, WEEKDAYS
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.spelling import is_english
from bot.matching.text import clean, stem

LEAST_SAID = 8
"""The least words of a quote that is checked for something. The asks of a shorter one tell what it is about."""

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_SENTENCE_END = re.compile(r"(?<=[a-z)][.!?]) |(?<=[.!?][”\"]) ")
_DATES = frozenset(word.lower() for word in (*MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)))


class QuoteWord(NamedTuple):
    """A word of a quote, the mark after it ("" for none), and whether it is written as a name."""

    word: str
    stem: str
    mark: str
    is_name: bool


def sentences(quote: str) -> Iterator[list[QuoteWord]]:
    """The words of a quote, by its sentences."""
    for sentence in _SENTENCE_END.split(quote):
        yield [
            QuoteWord(word := clean(match[0]), stem(word), _mark(sentence, match.end()), _is_name(match, word))
            for match in _WORD.finditer(sentence)
        ]


def _mark(sentence: str, at: int) -> str:
    mark = sentence[at:].lstrip()[:1]
    return "" if mark.isalnum() else mark


def _is_name(match: re.Match[str], word: str) -> bool:
    is_short_form = match[0].isupper() and len(word) > 1  # "US" is no "us"
    if not match[0][0].isupper() or word in _DATES or (word in STOP_WORDS and not is_short_form):
        return False
    begins_sentence = match.start() <= 1  # behind a quotation mark, too
    return not begins_sentence or not is_english(word)
