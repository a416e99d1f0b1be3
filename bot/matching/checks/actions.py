"""Whether a passage says what somebody did: "what did Mazda sell", "how did Ada reply".

Near misses ask this of names that are elsewhere in the article, and of persons whom a passage only mentions.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from itertools import product, takewhile

from bot.matching.checks.quote_words import sentences
from bot.matching.compiled import Compiled
from bot.matching.english.stop_words import AUXILIARIES, OPEN_WORDS
from bot.matching.question import Clause
from bot.matching.spelling import SHORTEST, is_english
from bot.matching.text import tokenize
from bot.matching.vocabulary import Term

_REACH = 4
"""How many words after a question word the auxiliary may be: "which old ship did Mazda buy"."""


class ActionCheck:
    """Checks whether the passages of one article say what somebody did."""

    def __init__(self, compiled: Compiled) -> None:
        self._passages, self._holds, self._vocabulary = compiled.article.passages, compiled.holds, compiled.vocabulary
        self._persons = {f"@{name.name}" for name in compiled.article.names if name.kind == "person"}
        self._asked = cache(self._read_asks)

    def lacks(self, clause: Clause, place: int) -> bool:
        """Whether a clause asks what somebody does, and a passage does not name them; or they are a person, a word for
        what they did is not in the passage, and no ask asks so about them."""
        terms = clause.terms
        asks, does = _asked_in(terms)
        behind = terms[does + 1 :]
        subject = [term for term in behind[:_REACH] if not term.is_stop]
        if not subject or self._passages[place].drafted:
            return False
        return self._lacks_name(subject, place) or self._lacks_word(behind, terms[asks].word, subject[0], place)

    def _lacks_name(self, subject: Sequence[Term], place: int) -> bool:
        named = list(takewhile(lambda term: term.is_name or term.stem in self._called, subject))
        quote = self._passages[place].quote
        return bool(named) and not any(self._holds(term, {place}) or _is_misspelt(term.word, quote) for term in named)

    def _lacks_word(self, terms: Sequence[Term], question: str, subject: Term, place: int) -> bool:
        persons = {feature for feature, _ in subject.features} & self._persons
        if not persons or question == "why" or any((question, person) in self._asked(place) for person in persons):
            return False
        if any(term.word != term.meant for term in terms):
            return False  # somebody who misspells words may mean another one with those that are right, too
        said = (term for term in terms if not (term.is_stop or term.is_name) and is_english(term.word))
        return any(not self._holds(term, {place}) for term in said)

    def _read_asks(self, place: int) -> frozenset[tuple[str, str]]:
        """The question words and persons (features) that are together in an ask of a passage."""
        asks = [tokenize(ask) for ask in self._passages[place].all_asks]
        persons = [{name for term in self._vocabulary.terms(ask) for name, _ in term.features} for ask in asks]
        return frozenset(
            pair
            for ask, named in zip(asks, persons, strict=True)
            for pair in product(OPEN_WORDS.intersection(ask), named & self._persons)
        )

    @cached_property
    def _called(self) -> frozenset[str]:
        """The stems of the last words of names, if the article has them only in names. No "president"."""
        names: set[str] = set()
        others: set[str] = set()
        for passage in self._passages:
            for sentence in sentences(passage.quote):
                for word, follower in zip(sentence[1:], [*sentence[2:], None], strict=False):
                    if not word.is_name:
                        others.add(word.stem)
                    elif word.mark or follower is None or not follower.is_name:
                        names.add(word.stem)
        return frozenset(names - others)


def _asked_in(terms: Sequence[Term]) -> tuple[int, int]:
    """The places of a question word and of the auxiliary after it; the end if there is none."""
    asks = next((at for at, term in enumerate(terms) if term.word in OPEN_WORDS), len(terms))
    behind = range(asks + 1, min(asks + 1 + _REACH, len(terms)))
    return asks, next((at for at in behind if terms[at].word in AUXILIARIES), len(terms))


def _is_misspelt(name: str, quote: str) -> bool:
    """Whether a quote contains a word that is nearly the name: people say "OPEC" for "OAPEC"."""
    from rapidfuzz.distance import OSA  # here: most questions do not come to it

    return len(name) >= SHORTEST and any(OSA.distance(name, word) <= 1 for word in tokenize(quote))
