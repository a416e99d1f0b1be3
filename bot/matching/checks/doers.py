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
from bot.matching.text import clean, stem, tokenize, words_of

_LEAD_IN = rf"(?:{'|'.join(CHAT | PREPOSITIONS)}|so|and|but|also|now|or|then|by|to|for|with|of|from|at|on|in)"
_ASKED = Regex(
    rf"(?:^|[.!?] )(?:{_LEAD_IN}\W+)*whom?\b"
    r"(?! (?:the|an?|your|our|their|his|her|its|this|that)\b)"  # of "who's the chair"
    r"(?! (?:is|are|was|were|s)\b(?! (?:allowed|able|permitted|supposed)\b))"
)
"""Asks who does something. For who somebody is, see `bot.matching.checks.specifying`."""

_WHO = frozenset(("who", "whom", "whose"))
_MAY_BE_ANYBODY = Regex(r"\bwho (?:can|may|must|should|has|have|needs?|gets?|is|are|do|all|else)\b")
"""Questions that "anyone" or "those who ..." may answer, too."""

_VERB = Regex(
    r"\bwhom? (?:(?:will|would|did|does|do|has|have|had|can|could|should|may|must|actually|also|first|even) )?(\w+)"
)
_MAKES = Regex(
    r"\bwho (?:(?:first|originally|actually|even|had|has|have) )?(?:ma(?:de|kes?)|buil[dt]s?|construct(?:s|ed)?"
    r"|create[sd]?|design(?:s|ed)?|dr(?:ew|aws?)|paint(?:s|ed)?|wr(?:ote|ites?|itten)|compose[sd]?|invent(?:s|ed)?"
    r"|found(?:s|ed)|began|name[sd]?|pick(?:s|ed)?|ch(?:ose|ooses?)|order(?:s|ed)?|commission(?:s|ed)?"
    r"|plant(?:s|ed)?|develop(?:s|ed)?|came up with|thought up|the idea)\b"
)
_MADE_BY = Regex(
    r"\bby\b|\b(?:author|founder|builder|maker|architect|artist|sculptor|painter|composer|inventor|designer|creator"
    r"|writer)s?\b"
)
"""Quotes hardly say in any other way who made a thing."""

_TURNS_TO = Regex(r"\bwhom? (?:do|does|can|could|should|must|may|would) (?:i|we|you|one|he|she|they)\b")
"""Asks whom to turn to. Quotes say so in many ways."""

MOST_OTHERS = 0.5
"""A question uses the words of a quote if less than this share of its words are not in the quote."""

_ADDRESS = Regex(r"@|#\w")
"""An address also answers "whom do I write to"."""

_IS = frozenset("is are was were be been being".split())
_BY_REACH = 5
"""How many words after a participle "by" may be: "inspected every year in May by the warden"."""

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
_ANYBODY = frozenset("anybody anyone whoever everybody everyone nobody somebody someone people those we us you".split())
_PLACES = frozenset("in at to from near".split())
"""A name after one of these is a place rather than a person."""


class DoerCheck:
    """Checks whether the passages of one article mention who does something."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._asks = cache(self._read_asks)

    def lacks(self, clause: Clause, place: int) -> bool:
        """Whether a clause asks who does something, and a passage neither mentions anybody who could
        be meant nor has an ask for somebody."""
        question = clause.text
        if not _ASKED.search(question):
            return False
        quote, words = self._passages[place].quote, words_of(question)
        asked = {stem(word) for ask in self._asks(place) if not _WHO.isdisjoint(ask) for word in ask - STOP_WORDS}
        verb = _VERB.search(question)
        done = stem(verb[1]) if verb is not None and verb[1] not in STOP_WORDS else ""
        if done not in asked and _MAKES.search(question):
            return not _MADE_BY.search(clean(quote))
        if done not in asked and (by_whom := _says_by_whom(quote, done)) is not None:
            return not by_whom
        if not asked.isdisjoint(stem(word) for word in words if word not in STOP_WORDS) or _ADDRESS.search(quote):
            return False
        if len(tokenize(quote)) < LEAST_SAID:
            return False
        if not _TURNS_TO.search(question) and self._lacks_deed(
            [word for word in words if word not in STOP_WORDS], place
        ):
            return True
        others = _ANYBODY if _MAY_BE_ANYBODY.search(question) else frozenset[str]()
        return not _has_somebody(quote, {stem(word) for word in words}, others)

    def _lacks_deed(self, words: Sequence[str], place: int) -> bool:
        """Whether the quote of a passage contains most of these words, and neither the quote nor an ask contains one of
        the others. Somebody who uses the words of the article has other words for what it does not say."""
        quoted = set(map(stem, tokenize(self._passages[place].quote)))
        others = [word for word in words if stem(word) not in quoted]
        if len(others) >= MOST_OTHERS * len(words) or not any(map(is_english, others)):
            return False
        asked = {stem(word) for ask in self._asks(place) for word in ask}
        return any(is_english(word) and stem(word) not in asked for word in others)

    def _read_asks(self, place: int) -> list[frozenset[str]]:
        """The words of each ask of a passage."""
        return [frozenset(tokenize(ask)) for ask in self._passages[place].all_asks]


def _says_by_whom(quote: str, verb: str) -> bool | None:
    """Whether a quote says by whom something is done. None unless it contains the verb (a stem) in the passive only."""
    words = tokenize(quote)
    places = [at for at, word in enumerate(words) if stem(word) == verb]
    if not places or any(_IS.isdisjoint(words[max(0, at - 2) : at]) for at in places):
        return None
    return any("by" in words[at : at + 1 + _BY_REACH] for at in places)


def _has_somebody(quote: str, known: set[str], others: frozenset[str]) -> bool:
    """Whether a quote mentions a person or a group whom the question does not name. `others` are words that count."""
    for sentence in sentences(quote):
        for at, word in enumerate(sentence):
            if word.stem not in known and (_is_somebody(word, sentence[at - 1] if at else None) or word.word in others):
                return True
    return False


def _is_somebody(word: QuoteWord, before: QuoteWord | None) -> bool:
    if word.is_name:
        return before is None or before.word not in _PLACES
    return (
        word.word in PEOPLE
        or word.word in _GROUPS
        or (_DOER.match(word.word) is not None and word.word not in _NO_DOERS)
    )
