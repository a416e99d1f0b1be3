"""Whether a passage gives the count that a question asks for.

Many questions ask for a number of something that the article names but does not count ("how many stalls are there", of
a market that is open on two days). Another number in the quote does not answer them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.article.model import Passage
from bot.matching.question import Clause
from bot.matching.text import tokenize
from bot.matching.vocabulary import Term, Vocabulary

_REACH = 4
"""How many words may separate a number from what it counts: "three of our new machines"."""

_LONGEST_NOUN = 2

_LABEL = re.compile(r"(?:^|[.;,|] )([A-Z][\w ]{2,40}): \d")
"""What an entry has the number of: "Servings: 10"."""


class CountCheck:
    """The things that the passages of one article count."""

    def __init__(self, passages: Sequence[Passage], vocabulary: Vocabulary) -> None:
        self._passages, self._vocabulary = passages, vocabulary
        self._counted = cache(self._read)

    def lacks(self, clause: Clause, place: int) -> bool:
        """Whether a clause asks for the number of something that neither the quote of a passage counts nor an ask of
        it asks for."""
        asked = _asked(clause.terms)
        return bool(asked) and asked.isdisjoint(self._counted(place))

    def _read(self, place: int) -> frozenset[str]:
        """The features of what a passage counts."""
        passage = self._passages[place]
        found: set[str] = set()
        terms = self._vocabulary.terms(tokenize(passage.quote))
        for at, term in enumerate(terms):
            if _is_number(term):
                found.update(_features(terms[at + 1 : at + 1 + _REACH]))
        for label in _LABEL.findall(passage.quote):
            found |= _features(self._vocabulary.terms(tokenize(label)))
        for ask in passage.all_asks:
            found |= _asked(self._vocabulary.terms(tokenize(ask)))
        return frozenset(found)


def _is_number(term: Term) -> bool:
    return term.word[0].isdigit() or term.stem.isdigit()


def _asked(terms: Sequence[Term]) -> frozenset[str]:
    """The features of what a question wants counted; none if it wants nothing counted, or only something general ("how
    many people")."""
    words = [term.word for term in terms]
    for at in range(len(words) - 2):
        if words[at : at + 2] == ["how", "many"]:
            if terms[at + 2].is_stop:
                return frozenset()
            noun = [term for term in terms[at + 2 : at + 2 + _LONGEST_NOUN] if not term.is_stop]
            return frozenset(_features(noun))
    return frozenset()


def _features(terms: Sequence[Term]) -> set[str]:
    # A placeholder stands for any name or topic.
    return {feature for term in terms for feature, _ in term.features if feature[0] != "{"}
