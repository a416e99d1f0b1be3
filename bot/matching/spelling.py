"""Corrects misspelled words of a question to words of the index.

A word is only corrected if it is neither a word of the index nor an English word: "sheriff" must never become "tariff".
The allowed number of edits grows with the word's length, as in search engines (Meilisearch: one edit from 5 letters,
two from 9; Algolia: one from 4, two from 8). One more edit is allowed if both words sound alike ("tarrifs",
"narkotiks").
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from bot.matching import english
from bot.matching.text import stem

SHORTEST = 4
"""Shorter words are not corrected by distance, since too many are one edit apart. A word of three letters is only
corrected if the last letter is missing or two neighbouring ones were swapped."""

_MOST_EDITS = 3

# Compiled and cached by `re` on first use: most runs of the program never need it.
_SOUNDS = (
    (r"ph", "f"),
    (r"[sc]h|ti(?=o)|ci(?=[ao])", "x"),
    (r"gh", "g"),
    (r"ck|q|c(?![eiy])", "k"),
    (r"c|z", "s"),
    (r"g(?=[eiy])|dg", "j"),
    (r"(?<!^)[aeiouyhw]", ""),
    (r"(.)\1+", r"\1"),
)


def sound(word: str) -> str:
    """A word with similar-sounding letters unified, and without vowels after the first letter."""
    for pattern, replacement in _SOUNDS:
        word = re.sub(pattern, replacement, word)
    return word


def is_english(word: str) -> bool:
    """Whether the word is common English, in any inflection, or a common proper name."""
    return stem(word) in english.stems()


class Speller:
    """Corrects words to words of an index, in lower case. `words` counts those of the passages and names. Those of
    `other_words` are known too, but are preferred only if they are clearly nearer."""

    def __init__(self, words: Mapping[str, int], other_words: Iterable[str]) -> None:
        self._counts = dict(words)
        self._words = frozenset(self._counts).union(other_words)

    @cached_property
    def _candidates(self) -> list[list[str]]:
        """For each length of a misspelled word, the words that it may be, judged by length. The last list is for all
        greater lengths."""
        words = sorted(word for word in self._words if len(word) >= SHORTEST and word.isalpha())
        longest = max(map(len, words), default=0)
        return [
            [word for word in words if abs(len(word) - length) <= _reach(length)]
            for length in range(longest + _MOST_EDITS + 2)
        ]

    def dump(self) -> dict[str, Any]:
        """The input for `load`: strings and numbers only."""
        return {
            "words": " ".join(self._counts),
            "counts": list(self._counts.values()),
            "other_words": " ".join(sorted(self._words.difference(self._counts))),
        }

    @classmethod
    def load(cls, content: Mapping[str, Any]) -> Speller:
        counts = dict(zip(content["words"].split(), content["counts"], strict=True))
        return cls(counts, content["other_words"].split())

    def knows(self, word: str) -> bool:
        """Whether the word occurs in the index as written."""
        return word in self._words

    def correct(self, word: str) -> str | None:
        """The word of the index that was most likely meant, or None: the one with the fewest edits, the most similar
        sound and then the highest frequency."""
        if not word.isalpha() or word in self._words or is_english(word):
            return None
        if len(word) < SHORTEST:
            return self._completed(word) or self._swap_back(word)
        from rapidfuzz import process  # imported here since most questions have no misspelled word
        from rapidfuzz.distance import OSA

        candidates = self._candidates[min(len(word), len(self._candidates) - 1)]
        found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=_reach(len(word)), limit=12)
        heard = sound(word) if found else ""
        near: list[tuple[float, str]] = []
        for candidate, distance, _ in found:
            apart = OSA.distance(heard, sound(candidate))
            if _close_enough(word, candidate, distance, apart):
                unlikeness = distance + 0.5 * apart + 0.5 * (candidate[0] != word[0])
                count = self._counts.get(candidate, 0)
                near.append((unlikeness - 0.15 * math.log(count) if count else unlikeness + 0.8, candidate))
        return min(near)[1] if near else None

    def _completed(self, word: str) -> str | None:
        """The only word of the index from which a word of three letters misses the last letter ("cal"), or None."""
        if len(word) != 3:
            return None
        found = [longer for longer in self._counts if len(longer) == 4 and longer.startswith(word)]
        return found[0] if len(found) == 1 else None

    def _swap_back(self, word: str) -> str | None:
        """The commonest word of the index with two letters of a three-letter word swapped ("teh", "dya")."""
        if len(word) != 3:
            return None
        swapped = {word[1] + word[0] + word[2], word[0] + word[2] + word[1]}.intersection(self._counts)
        return max(swapped, key=lambda found: (self._counts[found], found), default=None)

    def split(self, word: str) -> tuple[str, str] | None:
        """Two words of the index that were written as one ("marketaccess"), or None."""
        if len(word) < 2 * SHORTEST or not word.isalpha() or len(word) > 40:
            return None
        for at in range(len(word) - 3, 2, -1):
            left, right = word[:at], word[at:]
            if left in self._words and right in self._words:
                return left, right
        return None


def _reach(length: int) -> int:
    """The distance, in edits, up to which words are considered for a misspelled word of this length."""
    return 1 if length <= 4 else 2 if length <= 8 else _MOST_EDITS


def _close_enough(word: str, candidate: str, distance: int, sounds_apart: int) -> bool:
    shorter = min(len(word), len(candidate))
    if shorter <= 4:
        return distance <= 1 and word[0] == candidate[0] and len(candidate) >= SHORTEST
    if shorter <= 8:
        alike = sounds_apart == 0 or (sounds_apart == 1 and shorter >= 7 and word[0] == candidate[0])
        return distance <= 1 or (distance == 2 and alike)
    return distance <= 2 or (distance == 3 and sounds_apart <= 1)
