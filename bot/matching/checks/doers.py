"""Whether a passage mentions anybody who could be the one that a question asks for.

Near misses ask who does something that the article mentions without the person: "who inspects the plots", if it only
says that plots are inspected in May; "who designed the logo", if it only says who may use the logo.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from bot.article.model import Passage
from bot.matching.checks.quote_words import LEAST_SAID, QuoteWord, sentences
from bot.matching.english.forms import PEOPLE
from bot.matching.english.stop_words import CHAT, PREPOSITIONS, STOP_WORDS
from bot.matching.patterns import Regex
from bot.matching.question import Clause
from bot.matching.spelling import is_english
from bot.matching.text import stem, tokenize, words_of

_LEAD_IN = rf"(?:{'|'.join(CHAT | PREPOSITIONS)}|so|and|but|also|now|or|then|by|to|for|with|of|from|at|on|in)"
_ASKED = Regex(
    rf"(?:^|[.!?] )(?:{_LEAD_IN}\W+)*whom?\b"
    r"(?! (?:the|an?|your|our|their|his|her|its|this|that)\b)"  # of "who's the chair"
    r"(?! (?:is|are|was|were|s)\b(?! (?:allowed|able|permitted|supposed)\b))"
)
"""Asks who does something. For who somebody is, see `bot.matching.checks.specifying`."""

_WHO = frozenset(("who", "whom", "whose"))
_TURNS_TO = Regex(r"\bwhom? (?:do|does|can|could|should|must|may|would) (?:i|we|you|one|he|she|they)\b")
"""Asks whom to turn to. Quotes say so in many ways."""

_MOST_OTHERS = 0.5
"""A question uses the words of a quote if less than this share of its words are not in the quote."""

_DOER = re.compile(r"\w{2,}(?:(?:[^aeiou]|[eiu])ers?|tors?|sors?|ists?|ians?|men|m[ae]n|folk)$")
_NO_DOERS = frozenset(
    """
    after over under other others never ever either neither whether rather later further however per number numbers
    water paper papers order orders another together higher lower greater longer shorter bigger smaller larger better
    earlier newer older former latter altogether matter matters summer winter september october november december
    exist consist than
    """.split()
)
_GROUPS = frozenset(
    """
    team group firm company committee council board government ministry police army staff crew union party court
    university school agency bureau association foundation club family office department society trust parliament
    congress administration nation country state side press public teams groups firms companies councils boards
    families nations countries states sides troops administrations
    """.split()
) | frozenset("mayor king queen president presidents secretary steward chief head nurse judge captain chair".split())


class DoerCheck:
    """Checks whether the passages of one article mention who does something."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._asks = cache(self._read_asks)

    def lacks(self, clause: Clause, place: int) -> bool:
        """Whether a clause asks who does something, and a passage neither mentions anybody who could be meant nor has
        an ask for somebody; or whether it lacks another word for what they do."""
        question = clause.text
        if not _ASKED.search(question):
            return False
        quote, words = self._passages[place].quote, words_of(question)
        asked = {stem(word) for ask in self._asks(place) if not _WHO.isdisjoint(ask) for word in ask - STOP_WORDS}
        subject = [word for word in words if word not in STOP_WORDS]
        if not asked.isdisjoint(map(stem, subject)) or len(tokenize(quote)) < LEAST_SAID:
            return False
        lacks_word = not _TURNS_TO.search(question) and self._lacks_word(subject, place)
        return lacks_word or not _has_somebody(quote, {stem(word) for word in words})

    def _lacks_word(self, words: Sequence[str], place: int) -> bool:
        """Whether the quote of a passage contains most of these words, and neither the quote nor an ask contains one of
        the others. Somebody who uses the words of the article has other words for what it does not say."""
        quoted = set(map(stem, tokenize(self._passages[place].quote)))
        others = [word for word in words if stem(word) not in quoted]
        if len(others) >= _MOST_OTHERS * len(words) or not any(map(is_english, others)):
            return False
        asked = {stem(word) for ask in self._asks(place) for word in ask}
        return any(is_english(word) and stem(word) not in asked for word in others)

    def _read_asks(self, place: int) -> list[frozenset[str]]:
        """The words of each ask of a passage."""
        return [frozenset(tokenize(ask)) for ask in self._passages[place].all_asks]


def _has_somebody(quote: str, known: set[str]) -> bool:
    """Whether a quote mentions a person or a group whom the question does not name."""
    return any(_is_somebody(word) for sentence in sentences(quote) for word in sentence if word.stem not in known)


def _is_somebody(word: QuoteWord) -> bool:
    is_doer = _DOER.match(word.word) is not None and word.word not in _NO_DOERS
    return word.is_name or is_doer or word.word in PEOPLE or word.word in _GROUPS
