"""Tells which paragraphs of an article can hold a text without searching all of them: there may be thousands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache

_WORD = re.compile(r"\w+")

_COMMON = 50
"""A word in more paragraphs says little of which one is meant."""


class WordIndex:
    """The words of each paragraph. Paragraphs are numbered from 0."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs
        self._holders = _holders(paragraph.split() for paragraph in paragraphs)

    def holding(self, text: str) -> Collection[int]:
        """The paragraphs that hold every word of the text, and perhaps the text, in order; of a text of one or two
        words all, as either may be a part of a word."""
        inner = text.split()[1:-1]
        if not inner:
            return range(len(self._paragraphs))
        return min((self._holders.get(word, ()) for word in inner), key=len)

    def alike(self, text: str, most: int) -> list[int]:
        """The paragraphs that share most of the text's rarer words, best first."""
        points: Counter[int] = Counter(dict.fromkeys(range(min(most, len(self._paragraphs))), 0))
        for word in set(_WORD.findall(text.casefold())):
            holders = self._alike_holders.get(word, ())
            if len(holders) <= _COMMON:
                for place in holders:
                    points[place] += 1
        return [place for place, _ in points.most_common(most)]

    @cached_property
    def _alike_holders(self) -> dict[str, list[int]]:
        return _holders(_WORD.findall(paragraph.casefold()) for paragraph in self._paragraphs)


def _holders(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(texts):
        for word in set(words):
            holders[word].append(place)
    return dict(holders)


@lru_cache(maxsize=2)
def word_index(paragraphs: tuple[str, ...]) -> WordIndex:
    """The index of these paragraphs, made once."""
    return WordIndex(paragraphs)
