"""Whether a passage specifies the thing or person that a question wants specified.

Many questions ask to specify something that the article only mentions: "which hospital", "what brand is the piano",
"what is the name of the firm", "who are the four helpers". A quote with the hospital, the piano or the firm does not
answer them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from bot.article.model import Passage
from bot.matching.english.forms import CARDINALS, MONTHS, WEEKDAYS
from bot.matching.english.stop_words import LEAD_INS, PREPOSITIONS, STOP_WORDS
from bot.matching.patterns import Later
from bot.matching.spelling import is_english
from bot.matching.text import clean, stem, tokenize

_NOUN = r"(?P<{}>(?:[\w-]+ ?){{1,4}})"
_DETERMINERS = r"(?:(?:the|an?|your|our|their|his|her|its|this|that|these|those|all|other|of) )*"
_IS = r"(?:is|are|was|were)"
_AUXILIARIES = "does do did has have had can could will would should must may might".split()
_DOES = rf"(?:{_IS}|{'|'.join(_AUXILIARIES)})"
_KIND = r"(?:kinds?|types?|sorts?|brands?|makes?|models?|breeds?|forms?|species|variet(?:y|ies))"
_LEAD_IN = rf"(?:{'|'.join(LEAD_INS | PREPOSITIONS)}|in|at|on|from|to|for|with|by|of|under|into|through)"
_ASKED = Later(
    rf"(?:^|[.!?] )(?:{_LEAD_IN}\W+)*(?:"
    rf"(?:which|what) {_KIND} (?:of )?(?:{_DOES} )?{_DETERMINERS}{_NOUN.format('kind')}"  # "what brand is the piano"
    rf"|who {_IS} {_DETERMINERS}{_NOUN.format('who')}"
    rf"|(?:name|list) {_DETERMINERS}{_NOUN.format('listed')}"
    rf"|(?:what|which|who) (?:{_IS} )?{_DETERMINERS}(?:\d+|{'|'.join(CARDINALS)}) {_NOUN.format('counted')}"
    rf"|(?:.{{0,40}} )?(?:names?|titles?) of {_DETERMINERS}{_NOUN.format('named')}"
    rf"|what {_IS} {_DETERMINERS}(?P<called>(?:[\w-]+ ){{1,4}}?)(?:.{{0,40}} )?called\b"
    rf"|which {_NOUN.format('which')}"
    rf"|what {_NOUN.format('what')}"  # "what song did they sing"
    r")"
)
_OF_MEASURE = frozenset(
    "time date day year month week number amount share rate sum figure total size way reason".split()
)
"""Nouns that ask for a kind of thing, not for which one it is: see `bot.matching.wants`."""

_NAMED = frozenset(
    """
    school hospital university college company firm hotel hostel city town country state village party airline bank
    newspaper magazine network channel street river lake island language religion team club band song book film movie
    game software program website app
    """.split()
)
"""Things with names of their own: a quote without any name does not say which one it is."""

_CALLS = Later(r"\b(?:called|named|known as|referred to as|termed|dubbed|(?:en)?titled)\b")

_SPECIFIES = frozenset(
    "of for on about with between against is are was were called named such like including who that which".split()
)
"""Words after a noun that say which one it is. So do a number and a participle."""

_BEHIND_PARTICIPLES = frozenset("to by in with for at on from".split())
_ING_OR_ED = Later(r"..(?:ing|ed)$")
_QUANTIFIES = CARDINALS.keys() | frozenset(
    """
    select selected several many some further other new certain various different few additional more both own first
    next last major specific dozen
    """.split()
)
"""Words before a noun that do not say which one it is."""

_BEFORE_VERBS = frozenset(("to", "i", "we", "you", "they", "he", "she", "it", *_AUXILIARIES))
_REACH = 5
"""How many words from a noun a name that specifies it may be: "the choir that has been led by Ada"."""

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_SENTENCE_END = re.compile(r"(?<=[a-z)][.!?]) |(?<=[.!?][”\"]) ")
_DATES = frozenset(word.lower() for word in (*MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS)))


class _Word(NamedTuple):
    """A word of a quote, the mark after it ("" for none), and whether it is written as a name."""

    word: str
    stem: str
    mark: str
    is_name: bool


class Specifying:
    """What the passages of one article specify."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._sentences = cache(self._read)

    def lacks(self, question: str, place: int) -> bool:
        """Whether a question (`clean` text) asks which one something is, and neither the passage's quote says that nor
        do its asks ask for it."""
        asked = _ASKED.search(question)
        words = _noun(asked) if asked else []
        if asked is None or not words or not _OF_MEASURE.isdisjoint(words):
            return False
        passage = self._passages[place]
        if passage.drafted:
            return False  # several sentences are on the same subject, and the next one may specify it
        if _is_asked_for(passage, stem(words[-1])) or (asked["called"] and _CALLS.search(passage.quote)):
            return False
        known = {stem(word) for word in tokenize(question)}
        sentences = self._sentences(place)
        nouns = {stem(word) for word in words if not _ING_OR_ED.search(word)}
        if held := [(sentence, at) for sentence in sentences for at in _places(sentence, nouns)]:
            return not any(_is_specified(sentence, at, known) for sentence, at in held)
        has_name = asked["named"] or asked["called"] or any(word.removesuffix("s") in _NAMED for word in words)
        return bool(has_name) and not any(_is_new(word, known) for sentence in sentences for word in sentence)

    def _read(self, place: int) -> list[list[_Word]]:
        return [*_sentences(self._passages[place].quote)]


def _noun(asked: re.Match[str]) -> list[str]:
    """The words of the noun to be specified, with the noun itself among the last; none for "what caused the fire"."""
    name, found = next((name, found) for name, found in asked.groupdict().items() if found)
    words = found.split()
    end = next((at for at, word in enumerate(words) if word in STOP_WORDS), len(words))
    if name == "what" and not re.match(_DOES, " ".join(words[end:])):
        return []
    return [word for word in words[:end] if word not in _QUANTIFIES and not word.isdecimal()]


def _is_asked_for(passage: Passage, noun: str) -> bool:
    """Whether a passage's asks ask which one a noun is."""
    for ask in (*passage.asks, *passage.variants):
        words = tokenize(ask)
        for at, word in enumerate(words):
            if word in ("which", "what", "who") and noun in map(stem, words[at + 1 : at + 4]):
                return True
    return False


def _sentences(quote: str) -> Iterator[list[_Word]]:
    for sentence in _SENTENCE_END.split(quote):
        yield [
            _Word(word := clean(match[0]), stem(word), _mark(sentence, match.end()), _is_name(match, word))
            for match in _WORD.finditer(sentence)
        ]


def _mark(sentence: str, at: int) -> str:
    mark = sentence[at:].lstrip()[:1]
    return "" if mark.isalnum() else mark


def _is_name(match: re.Match[str], word: str) -> bool:
    if not match[0][0].isupper() or word in _DATES or word in STOP_WORDS:
        return False
    begins_sentence = match.start() <= 1  # allow for a quotation mark
    return not begins_sentence or not is_english(word)


def _is_new(word: _Word, known: set[str]) -> bool:
    """Whether a word is a name that the question does not contain."""
    return word.is_name and word.stem not in known


def _places(sentence: Sequence[_Word], nouns: set[str]) -> Iterator[int]:
    """Where a sentence contains one of the nouns; not the "form" of "a form master" or "must form"."""
    for at, word in enumerate(sentence):
        follows_subject = at > 0 and sentence[at - 1].word in _BEFORE_VERBS
        if word.stem in nouns and not follows_subject and _ends_there(sentence, at):
            yield at


def _ends_there(sentence: Sequence[_Word], at: int) -> bool:
    """Whether a noun ends at a word: the word is a plural, or nothing that could belong to the noun follows."""
    here, after = sentence[at], sentence[at + 1 : at + 2]
    if here.mark or here.word.endswith("s") or not after or _says_more(sentence, at + 1):
        return True
    return after[0].is_name or after[0].word in STOP_WORDS or bool(_ING_OR_ED.search(after[0].word))


def _is_specified(sentence: Sequence[_Word], at: int, known: set[str]) -> bool:
    """Whether a sentence says more of a noun than the question does."""
    mark = sentence[at].mark
    if (mark and mark in '“"‘(:') or _says_more(sentence, at + 1):
        return True
    if any(_is_new(word, known) for word in sentence[max(0, at - _REACH) : at + _REACH + 1]):
        return True
    before = next((word for word in reversed(sentence[:at]) if _counts(word.word) or word.stem not in known), None)
    return before is not None and not (_counts(before.word) or before.word in STOP_WORDS)


def _counts(word: str) -> bool:
    return word in _QUANTIFIES or word.isdecimal()


def _says_more(sentence: Sequence[_Word], at: int) -> bool:
    """Whether a word after a noun says which one it is: "called", "4", "related to"; not "cleaned" of "cleaned it"."""
    word, *after = [word.word for word in sentence[at : at + 2]] or [""]
    is_participle = word.endswith("ing") or (word.endswith("ed") and not _BEHIND_PARTICIPLES.isdisjoint(after))
    return word in _SPECIFIES or word.isdecimal() or is_participle
