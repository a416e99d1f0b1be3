"""The subject of a passage in a word, for questions that leave it out ("how much is it"), and whether a passage is
about a given word."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache, cached_property

from bot.article.model import Article, Passage
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.text import clean, stem, tokenize, words_of


class Subjects:
    """The subjects of the passages of one article."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.of = cache(self._of)

    def _of(self, passage: Passage) -> str:
        """The word that most asks of a passage and fewest other passages have; "" if there is none."""
        asked = Counter(word for ask in passage.asks for word in _subjects(ask))
        return max(asked, key=lambda word: asked[word] * self._rarity(word), default="")

    def _rarity(self, word: str) -> float:
        return 1 + math.log(len(self._article.passages) / self._asked[word])

    @cached_property
    def _asked(self) -> Counter[str]:
        """How many passages have asks with a word."""
        each = ({word for ask in passage.asks for word in _subjects(ask)} for passage in self._article.passages)
        return Counter(word for words in each for word in words)


def _subjects(ask: str) -> set[str]:
    return set(words_of(clean(ask))) - STOP_WORDS


def is_about(article: Article, passage: Passage, text: str) -> bool:
    """Whether a passage is about a word of a text, and does not only contain it: "the message was clear" is not about
    clearing."""
    section = article.section_of(passage)
    subjects = set(map(stem, tokenize(" ".join((passage.summary, section.title, *section.keywords)))))
    return any(stem(word) in subjects for word in tokenize(text) if word not in STOP_WORDS)
