"""Whether a passage says that something is so.

Near misses ask if something is allowed that the article does not mention ("are cats allowed", if hens are), or if
something is true of a thing that it does mention: "is the voice call recorded". Somebody who calls the thing as the
article does has other words for what it does not say.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import dropwhile

from bot.matching.checks.quote_words import LEAST_SAID
from bot.matching.compiled import Compiled
from bot.matching.english.stop_words import AUXILIARIES, LEAD_INS, STOP_WORDS
from bot.matching.patterns import Regex
from bot.matching.question import Clause
from bot.matching.spelling import is_english
from bot.matching.text import stem, tokenize
from bot.matching.vocabulary import Term
from bot.matching.wants import Want

_ALLOWED = Regex(
    r"(?:^|[.!?,] )(?:\w+ ){0,3}?(?:is|are) (?:(?:the|an?|my|our|your|any) )?(?P<thing>(?:[\w-]+ ){1,3}?)"
    r"(?:(?:in|on|at|of|for|from|with|to|by) (?:[\w-]+ ){1,4}?)?(?:(?:also|still|even|really) )?"
    r"(?:allowed|permitted|banned|forbidden|prohibited|ok(?:ay)?|fine|welcome|legal)\b"
)
_DETERMINERS = frozenset("the a an any all some other more my your our their its his her this that these those".split())

_OF_PRICES = frozenset("free money cash cheap expensive pricey dear".split())
"""Words for what a quote with a price answers."""

_ADDING = frozenset(("too", "also", "either"))
_ADDS = Regex(r"\b(?:too|as well|also|either)\b(?:\W*$| or\b)")


class WhetherCheck:
    """Checks whether the passages of one article say that something is so."""

    def __init__(self, compiled: Compiled) -> None:
        self._passages, self._holds = compiled.article.passages, compiled.holds
        self._provided = compiled.index.provided
        self._asked = cache(self._read_asks)

    def lacks(self, clause: Clause, place: int) -> bool:
        """Whether a clause asks if something is so that a passage has no word for."""
        if self._lacks_thing(clause, place):
            return True
        asked = [*dropwhile(lambda term: term.word in LEAD_INS, clause.terms)]
        is_whether = bool(asked) and asked[0].word in AUXILIARIES
        return is_whether and (self._lacks_addition(clause.text, asked, place) or self._lacks_predicate(asked, place))

    def _lacks_thing(self, clause: Clause, place: int) -> bool:
        """Whether a clause asks if a thing is allowed that a passage does not mention."""
        asked = _ALLOWED.search(clause.text)
        if asked is None:
            return False
        thing = asked["thing"].split()[-1]
        return any(term.word == thing and not self._holds(term, {place}) for term in clause.subject)

    def _lacks_addition(self, question: str, asked: Sequence[Term], place: int) -> bool:
        """Whether a question asks if something is true of another thing, too, and no ask of a passage does."""
        is_told = _ADDING.isdisjoint(self._asked(place)) and _ADDS.search(question) is not None
        return is_told and self._lacks_any(asked, place)

    def _lacks_predicate(self, asked: Sequence[Term], place: int) -> bool:
        """Whether a quote contains the thing that a question is about, the passage lacks a word for what is asked of
        it, and no ask begins as the question does."""
        thing, *rest = [*dropwhile(lambda term: term.word in _DETERMINERS, asked[1:])] or [asked[0]]
        words = tokenize(self._passages[place].quote)
        if thing.word in STOP_WORDS or len(words) < LEAST_SAID or thing.stem not in map(stem, words):
            return False
        return asked[0].word not in self._asked(place) and self._lacks_any(rest, place)

    def _lacks_any(self, terms: Sequence[Term], place: int) -> bool:
        """Whether a passage lacks one of the terms that carry meaning and are English words."""
        if any(term.word != term.meant for term in terms):
            return False  # somebody who misspells words may mean another one with this, too
        known = _OF_PRICES if Want.COST.value & self._provided.item(place) else frozenset[str]()
        said = (term for term in terms if not (term.is_stop or term.is_name or term.word in known))
        return any(not self._holds(term, {place}) and is_english(term.word) for term in said)

    def _read_asks(self, place: int) -> frozenset[str]:
        """The first words of the asks of a passage, and those that ask for another thing, too."""
        passage = self._passages[place]
        asks = [tokenize(ask) for ask in passage.all_asks]
        return frozenset(word for ask in asks for at, word in enumerate(ask) if at == 0 or word in _ADDING)
