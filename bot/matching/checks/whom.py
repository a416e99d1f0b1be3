"""Whether a passage is about the people and countries that a question names: what applies to one may not apply to
another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import cache

from bot.matching.compiled import Compiled
from bot.matching.spelling import is_english
from bot.matching.text import tokenize
from bot.matching.vocabulary import Term

SPOKEN_OF_TOO = 1 / 3
"""A country that asks of a passage name this often, relative to the one in the quote, counts as spoken of too."""

_WITHIN = re.compile(r"(?<=[\w,;] )(?:[A-Z][a-z]+|[A-Z]{2,})\b")
"""A capitalized word within a sentence."""


class Fit(Enum):
    """Whether a passage is about those whom a question names.

    OF_THEM     it is, or the question names nobody
    PERHAPS     it names none of them itself, or is about another country
    NOT_OF_ALL  its paragraph is not about some of them
    OF_NONE     its paragraph is about none of them
    """

    OF_THEM = auto()
    PERHAPS = auto()
    NOT_OF_ALL = auto()
    OF_NONE = auto()


class Whom:
    """Whom the passages of one article are about: in the quotes of their paragraph, or in the asks of these."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._vocabulary, self._index = compiled.article, compiled.vocabulary, compiled.index
        self._in_paragraphs = compiled.in_paragraphs
        self._countries = {f"@{name.name}" for name in compiled.article.names if name.kind == "country"}
        self._countries_in = cache(self._read_countries)

    def fit(self, message: str, terms: Sequence[Term], place: int) -> Fit:
        """How a passage fits a question with these terms. `message` has its capitals."""
        names = {feature for term in terms for feature, _ in term.features if feature[0] == "@"}
        holders = [self._holders(name) for name in names]
        beside = self._in_paragraphs[self._article.passages[place].paragraph]
        absent = sum(beside.isdisjoint(held) for held in holders)
        if names and absent == len(holders):
            return Fit.OF_NONE
        if absent or self._names_a_stranger(message, terms):
            return Fit.NOT_OF_ALL
        # What is drafted is one sentence of several on the same: that before it may name them, and it says "he".
        is_of_them = self._article.passages[place].drafted or any(place in held for held in holders)
        if not names or (is_of_them and not self._is_about_another(place, names)):
            return Fit.OF_THEM
        return Fit.PERHAPS

    def _names_a_stranger(self, message: str, terms: Sequence[Term]) -> bool:
        """Whether a question names something unknown to the article: "when was Hurricane Katrina". Beside a name of the
        article it counts as a part of that name, however it is spelled."""
        if message.isupper():
            return False  # capitals throughout do not mark names
        written = {word.lower() for word in _WITHIN.findall(message)}
        beside = [False, *(term.is_name for term in terms), False]
        return any(
            term.word in written
            and not (beside[at] or beside[at + 2])
            and not any(feature in self._index.vocabulary for feature, _ in term.features)
            and not is_english(term.word)
            for at, term in enumerate(terms)
        )

    def _is_about_another(self, place: int, names: set[str]) -> bool:
        """Whether the names (features) are of countries, and the passage is about another one: its quote names only
        that, and its asks name it much more often. Asks about India mention America too."""
        if not names <= self._countries:
            return False
        held = self._countries_in(place)
        if not held or not names.isdisjoint(held):
            return False
        asked = max(self._asks_with(name, place) for name in names)
        return asked < SPOKEN_OF_TOO * max(self._asks_with(name, place) for name in held)

    def _read_countries(self, place: int) -> set[str]:
        """The countries that a passage's quote names, as features."""
        terms = self._vocabulary.terms(tokenize(self._article.passages[place].quote))
        return {feature for term in terms for feature, _ in term.features} & self._countries

    def _asks_with(self, feature: str, place: int) -> int:
        """How many examples of the passage have a feature."""
        number = self._index.vocabulary.get(feature)
        if number is None:
            return 0
        return int((self._index.targets[self._index.examples_with(number)] == place).sum())

    def _holders(self, feature: str) -> set[int]:
        """The passages whose own words or asks have a feature."""
        number = self._index.vocabulary.get(feature)
        return set(self._index.targets_with(number)[0].tolist()) if number is not None else set()
