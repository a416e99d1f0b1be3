"""Whether a passage says what somebody did: "what did Mazda sell", "how did Ada reply".

Near misses ask this of names that are elsewhere in the article, and of persons whom a passage only mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import takewhile

from bot.matching.checks.quote_words import sentences
from bot.matching.compiled import Compiled
from bot.matching.english.stop_words import AUXILIARIES, OPEN_WORDS
from bot.matching.spelling import SHORTEST, is_english
from bot.matching.text import tokenize
from bot.matching.vocabulary import Term

_REACH = 4
"""How many words after a question word the auxiliary may be: "which old ship did Mazda buy"."""

_POINTS_BACK = re.compile(r"\W*(?:This|These|That|Those|Such|It|He|She|They|His|Her|Their|Its|Both)\b")
"""The beginning of a quote about what was named before it."""


class ActionCheck:
    """Checks whether the passages of one article say what somebody did."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._vocabulary, self._holds = compiled.article, compiled.vocabulary, compiled.holds
        self._in_paragraphs = compiled.in_paragraphs
        self._persons = {f"@{name.name}" for name in compiled.article.names if name.kind == "person"}
        self._asked = cache(self._read_asks)

    def lacks(self, message: str, terms: Sequence[Term], place: int) -> bool:
        """Whether a question with these terms asks what somebody does, and a passage does not name them; or they are a
        person, a word for what they did is not in the passage, and no ask asks so about them. `message` is the question
        as it was written."""
        asks, does = _asked_in(terms)
        subject = [term for term in terms[does + 1 : does + 1 + _REACH] if not term.is_stop]
        if does >= len(terms) or not subject or self._article.passages[place].drafted:
            return False
        return self._lacks_name(subject, place) or (
            not _is_of_somebody(subject, message)
            and self._lacks_word(terms[does + 1 :], terms[asks].word, subject[0], place)
        )

    def _lacks_name(self, subject: Sequence[Term], place: int) -> bool:
        named = list(takewhile(lambda term: term.is_name or term.stem in self._called, subject))
        quote = self._article.passages[place].quote
        beside = self._in_paragraphs[self._article.passages[place].paragraph] if _POINTS_BACK.match(quote) else {place}
        return (
            bool(named)
            and not any(self._holds(term, beside) for term in named)
            and not any(_is_misspelt(term.word, quote) for term in named)
        )

    def _lacks_word(self, terms: Sequence[Term], question: str, subject: Term, place: int) -> bool:
        persons = {feature for feature, _ in subject.features} & self._persons
        if not persons or question == "why" or any((question, person) in self._asked(place) for person in persons):
            return False
        if any(term.word != term.meant for term in terms):
            return False  # somebody who misspells words may mean another one with this, too
        said = (term for term in terms if not (term.is_stop or term.is_name) and is_english(term.word))
        return any(not self._holds(term, {place}) for term in said)

    def _read_asks(self, place: int) -> frozenset[tuple[str, str]]:
        """The question words and persons (features) that are together in an ask of a passage."""
        return frozenset(self._asks_of_persons(place))

    def _asks_of_persons(self, place: int) -> Iterator[tuple[str, str]]:
        passage = self._article.passages[place]
        for ask in passage.all_asks:
            words = tokenize(ask)
            persons = {feature for term in self._vocabulary.terms(words) for feature, _ in term.features}
            yield from ((word, person) for word in OPEN_WORDS.intersection(words) for person in persons & self._persons)

    @cached_property
    def _called(self) -> frozenset[str]:
        """The stems of the last words of names, if the article has them only in names. No "president"."""
        names: set[str] = set()
        others: set[str] = set()
        for passage in self._article.passages:
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


def _is_of_somebody(subject: Sequence[Term], message: str) -> bool:
    """Whether the subject is something that belongs to a person: "what did Ada's cabinet decide"."""
    names = [re.escape(term.word) for term in takewhile(lambda term: term.is_name, subject)]
    return bool(names) and re.search(rf"\b{names[-1]}['’]s?\b", message, re.IGNORECASE) is not None


def _is_misspelt(name: str, quote: str) -> bool:
    """Whether a quote contains a word that is nearly the name: people say "OPEC" for "OAPEC"."""
    from rapidfuzz.distance import OSA  # here: most questions do not come to it

    return len(name) >= SHORTEST and any(OSA.distance(name, word) <= 1 for word in tokenize(quote))
