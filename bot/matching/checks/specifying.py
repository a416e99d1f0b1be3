"""Whether a passage specifies the thing or person that a question wants specified.

Many questions ask to specify something that the article only mentions: "which hospital", "what brand is the piano",
"what is the name of the firm", "who are the four helpers". A quote with the hospital, the piano or the firm does not
answer them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.article.model import Passage
from bot.matching.checks.quote_words import QuoteWord, sentences
from bot.matching.english.forms import CARDINALS
from bot.matching.english.stop_words import AUXILIARIES, LEAD_INS, PREPOSITIONS, STOP_WORDS
from bot.matching.patterns import Regex
from bot.matching.question import Clause
from bot.matching.spelling import is_english
from bot.matching.text import stem, tokenize, words_of

_NOUN = r"(?P<{}>(?:[\w-]+ ?){{1,4}})"
_DETERMINERS = r"(?:(?:the|an?|your|our|their|his|her|its|this|that|these|those|all|other|of) )*"
_DEFINITE = r"(?:the|your|our|their|his|her|its|this|that)"
_IS = r"(?:is|are|was|were)"
_DOES = rf"(?:{'|'.join(sorted(AUXILIARIES))})"
_KIND = r"(?:kinds?|types?|sorts?|brands?|makes?|models?|breeds?|forms?|species|variet(?:y|ies))"
_LEAD_IN = rf"(?:{'|'.join(LEAD_INS | PREPOSITIONS)}|in|at|on|from|to|for|with|by|of|under|into|through)"
_ASKED = Regex(
    rf"(?:^|[.!?] )(?:{_LEAD_IN}\W+)*(?:"
    rf"(?:which|what) {_KIND} (?:of )?(?:{_DOES} )?{_DETERMINERS}{_NOUN.format('kind')}"  # "what brand is the piano"
    rf"|who (?:{_IS} |(?={_DEFINITE} )){_DETERMINERS}{_NOUN.format('who')}"  # "who's the ..." has lost its "is"
    rf"|(?:name|list) {_DETERMINERS}{_NOUN.format('listed')}"
    rf"|(?:what|which|who) (?:{_IS} )?{_DETERMINERS}(?:\d+|{'|'.join(CARDINALS)}) {_NOUN.format('counted')}"
    rf"|(?:.{{0,40}} )?(?:names?|titles?) of {_DETERMINERS}{_NOUN.format('named')}"
    rf"|what (?:{_IS} |(?={_DEFINITE} )){_DETERMINERS}(?P<called>(?:[\w-]+ ){{1,4}}?)(?:.{{0,40}} )?called\b"
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

_SPECIFIES = frozenset("of for on about with between against called named such like including who that which".split())
"""Words after a noun that say which one it is. So do a number and a participle."""

_ING_OR_ED = Regex(r"..(?:ing|[^e]ed)$")
_QUANTIFIES = CARDINALS.keys() | frozenset(
    """
    select selected several many some further other new certain various different few additional more both own first
    next last major specific dozen
    """.split()
)
"""Words before a noun that do not say which one it is."""

_REACH = 5
"""How many words from a noun a name that specifies it may be: "the choir that has been led by Ada"."""

_PLURAL = re.compile(r"\w{2,}[^usi]s$")
_PERSONS = frozenset("people person bot man woman guy guys friend friends".split())
"""Stop words for people whose names a question may ask for."""

_LISTS = Regex(r"\w (?:and|or) \w")
_OPENING, _CLOSING = tuple('“"‘(:'), tuple(";.!?")


class SpecificationCheck:
    """What the passages of one article specify."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._sentences = cache(self._read)
        self._asked = cache(self._read_asks)

    def lacks(self, clause: Clause, place: int) -> bool:
        """Whether a clause asks which one something is, and neither the passage's quote says that nor do its asks ask
        for it."""
        asked = _ASKED.search(clause.text)
        words = _noun(asked) if asked else []
        if asked is None or not words or not _OF_MEASURE.isdisjoint(words):
            return False
        passage, noun = self._passages[place], words[-1]
        asks = self._asked(place)
        # If the name is asked for, an ask for what it does is not enough.
        if (stem(noun), False) in asks or ((stem(noun), True) in asks and not asked["named"]):
            return False
        known = {stem(word) for word in words_of(clause.text)}
        sentences = self._sentences(place)
        mentions = _mentions(sentences, {stem(noun)})
        if not mentions and not any(_is_new(word, known) for sentence in sentences for word in sentence):
            has_name = asked["named"] or asked["called"] or any(word.removesuffix("s") in _NAMED for word in words)
            if has_name or _is_strange(asked, noun, passage):
                return True
        mentions = mentions or _mentions(sentences, {stem(word) for word in words if not _ING_OR_ED.search(word)})
        says_which = _is_named if asked["named"] else _is_specified
        return bool(mentions) and not any(says_which(sentence, at, known) for sentence, at in mentions)

    def _read(self, place: int) -> list[list[QuoteWord]]:
        return [*sentences(self._passages[place].quote)]

    def _read_asks(self, place: int) -> frozenset[tuple[str, bool]]:
        """The words that may be the nouns of which a passage's asks ask which one it is, as stems, and whether such an
        ask is for what it does."""
        return frozenset(pair for ask in self._passages[place].all_asks for pair in _asked_for(ask))


def _noun(asked: re.Match[str]) -> list[str]:
    """The words of the noun to be specified, with the noun itself among the last; none for "what caused the fire"."""
    name, found = next((name, found) for name, found in asked.groupdict().items() if found)
    words = [word for word in found.split() if word not in _QUANTIFIES and not word.isdecimal()]
    end = next((at for at, word in enumerate(words) if word in STOP_WORDS), len(words))
    if name == "which":
        end = _end_of_noun(words, end)
    if name == "what" and not re.match(_DOES, " ".join(words[end:])):
        return []
    return words[: 1 if name == "named" and words and words[0] in _PERSONS else end]


def _end_of_noun(words: Sequence[str], end: int) -> int:
    """Where the noun of "which mods need a key" or "which law restricts it" ends: after a plural or before a verb."""
    plural = next((at + 1 for at, word in enumerate(words[:end]) if _PLURAL.match(word)), None)
    if plural is not None or end < len(words):
        return plural or end
    return next((at for at, word in enumerate(words) if at and word.endswith(("ed", "s"))), end)


def _is_strange(asked: re.Match[str], noun: str, passage: Passage) -> bool:
    """Whether a passage contains neither the noun to be specified nor a list of what it could be."""
    if not (asked["which"] or asked["kind"] or asked["who"]) or _ING_OR_ED.search(noun) or not is_english(noun):
        return False
    if _PLURAL.match(noun) and _LISTS.search(passage.quote):
        return False
    texts = (passage.quote, *passage.all_asks)
    return not any(stem(noun) in map(stem, tokenize(text)) for text in texts)


def _asked_for(ask: str) -> Iterator[tuple[str, bool]]:
    """The stems of what may be the noun of which an ask asks which one it is, and whether it asks what that does."""
    words = tokenize(ask)
    for at, word in enumerate(words):
        asked = words[at + 1 : at + 4] if word in ("which", "what", "who") else []
        if asked and asked[0] != "about":
            does = word == "what" and not {"do", "does", "did"}.isdisjoint(words)
            yield from ((stem(each), does) for each in asked)


def _is_new(word: QuoteWord, known: set[str]) -> bool:
    """Whether a word is a name that the question does not contain."""
    return word.is_name and word.stem not in known


def _mentions(sentences: Sequence[list[QuoteWord]], nouns: set[str]) -> list[tuple[list[QuoteWord], int]]:
    """The sentences with one of the nouns (stems), and where it is; not the "form" of "a form master"."""
    return [
        (sentence, at)
        for sentence in sentences
        for at, word in enumerate(sentence)
        if word.stem in nouns and _ends_there(sentence, at)
    ]


def _ends_there(sentence: Sequence[QuoteWord], at: int) -> bool:
    """Whether a noun ends at a word: the word is a plural, or nothing that could belong to the noun follows."""
    here, after = sentence[at], sentence[at + 1 : at + 2]
    if here.mark or here.word.endswith("s") or not after or _says_more(sentence, at + 1):
        return True
    return after[0].is_name or after[0].word in STOP_WORDS or bool(_ING_OR_ED.search(after[0].word))


def _is_specified(sentence: Sequence[QuoteWord], at: int, known: set[str]) -> bool:
    """Whether a sentence says more of a noun than the question does."""
    mark, before = sentence[at].mark, sentence[at - 1] if at else None
    if mark in _OPENING or (mark not in _CLOSING and _says_more(sentence, at + 1)) or _is_named(sentence, at, known):
        return True
    return before is not None and not (_counts(before.word) or before.word in STOP_WORDS or before.stem in known)


def _is_named(sentence: Sequence[QuoteWord], at: int, known: set[str]) -> bool:
    """Whether a new name that belongs to a noun is near it."""
    behind, before = sentence[at + 1 : at + 1 + _REACH], sentence[max(0, at - _REACH) : at + 1][::-1]
    return any(_is_of_noun(words, known) for words in (behind, before))


def _is_of_noun(words: Sequence[QuoteWord], known: set[str]) -> bool:
    """Whether words, beginning with those next to a noun, contain a new name that "and" does not separate from it. It
    does in "three independents and Doris Pike", and not in "Doris Pike and other independents"."""
    between = [[other.word for other in words[:at] if not other.is_name] for at in range(len(words))]
    return any(
        _is_new(word, known) and (not others or others[-1] not in ("and", "or") or "other" in others)
        for word, others in zip(words, between, strict=True)
    )


def _counts(word: str) -> bool:
    return word in _QUANTIFIES or word.isdecimal()


def _says_more(sentence: Sequence[QuoteWord], at: int) -> bool:
    """Whether a word after a noun says which one it is: "called", "4", "relating"."""
    words = (word.word for word in sentence[at : at + 1])
    return any(word in _SPECIFIES or word.isdecimal() or word.endswith("ing") for word in words)
