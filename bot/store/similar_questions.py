"""Finds kept questions that are the same but for typos and word order, by comparing stems."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.text import stem, tokenize

_ASKING = frozenset(("who", "whom", "whose", "what", "when", "where", "why", "how", "which"))
_IDLE = STOP_WORDS - _ASKING
_NEAR = 75.0
"""The least `ratio` (rapidfuzz, 0 to 100) of two keys that are compared word by word."""

_SHORTEST_WITH_SLIP, _SHORTEST_WITH_TWO = 5, 9
"""Letters: in a shorter word every letter counts ("when" and "then", "2024" and "2025")."""


def key_of(text: str) -> str:
    """The words of a question that are compared: stems without stop words, sorted, each once."""
    words = tokenize(text)
    telling = [word for word in words if word not in _IDLE] or words
    return " ".join(sorted({stem(word) for word in telling}))


def find_similar(key: str, known: Mapping[int, str]) -> int | None:
    """The number of the known key that is the same except for typos in long words; None if there is none."""
    for other, _, number in process.extract(key, known, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=10):
        if _same(key, other):
            return number
    return None


def _same(key: str, other: str) -> bool:
    mine, theirs = set(key.split()), set(other.split())
    only_mine, only_theirs = sorted(mine - theirs), sorted(theirs - mine)
    return len(only_mine) == len(only_theirs) and all(map(_is_slip, only_mine, only_theirs))


def _is_slip(word: str, other: str) -> bool:
    shortest = min(len(word), len(other))
    if shortest < _SHORTEST_WITH_SLIP or word in _ASKING or other in _ASKING:
        return False
    if any(character.isdigit() for character in word + other):
        return False
    allowed = 2 if shortest >= _SHORTEST_WITH_TWO else 1
    return OSA.distance(word, other, score_cutoff=allowed) <= allowed
