"""Finds the paragraphs that may contain a text without searching all of them: there may be thousands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache

_WORD = re.compile(r"\w+")

_COMMON = 50
"""A word in more paragraphs than this tells little about which one is meant."""


class WordIndex:
    """The words of each paragraph. Paragraphs are numbered from 0."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs
        self._with_word = _paragraphs_by_word(paragraph.split() for paragraph in paragraphs)

    def paragraphs_with(self, text: str) -> Collection[int]:
        """Candidates for the paragraphs that contain the text, in order. They hold one of its inner words; the first
        and last may be parts of words. A text of one or two words yields all paragraphs."""
        inner = text.split()[1:-1]
        if not inner:
            return range(len(self._paragraphs))
        return min((self._with_word.get(word, ()) for word in inner), key=len)

    def most_similar(self, text: str, most: int) -> list[int]:
        """The paragraphs that share most of the text's rarer words, best first."""
        points: Counter[int] = Counter(dict.fromkeys(range(min(most, len(self._paragraphs))), 0))
        for word in set(_WORD.findall(text.casefold())):
            holders = self._with_folded_word.get(word, ())
            if len(holders) <= _COMMON:
                for place in holders:
                    points[place] += 1
        return [place for place, _ in points.most_common(most)]

    @cached_property
    def _with_folded_word(self) -> dict[str, list[int]]:
        return _paragraphs_by_word(_WORD.findall(paragraph.casefold()) for paragraph in self._paragraphs)


def _paragraphs_by_word(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(texts):
        for word in set(words):
            holders[word].append(place)
    return dict(holders)


@lru_cache(maxsize=2)
def word_index(paragraphs: tuple[str, ...]) -> WordIndex:
    """The index of these paragraphs, cached."""
    return WordIndex(paragraphs)
