"""Whether a quote tells which one something is: "which charity" is not answered by "it is given to charity"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.patterns import Regex
from bot.matching.text import clean, stem, tokenize

_WHICH = Regex(
    r"(?:then )?which (?P<noun>\w+)"
    r"(?: (?:is|are|was|were) (?:it|that|this|they|those|these|there|coming|meant))?"
    r"(?: then)?"
)

_SPECIFIES = frozenset(
    "of for in at on from beside near behind called named such like including who that which".split()
)
"""Words after a noun that tell which one it is."""

_EXAMPLES_FOLLOW, _NEAR = frozenset(("such", "including", "namely")), 6
"""Words after a noun that begin examples of it, and within how many words."""


def asked_which(text: str) -> str:
    """The noun of a `bare` line that only asks which one something is: "charity" of "and which charity?"; else ""."""
    found = _WHICH.fullmatch(text)
    return found["noun"] if found else ""


def places_of(noun: str, words: Sequence[str]) -> list[int]:
    """Where a noun, in any form, stands among the words of a quote."""
    wanted = stem(noun)
    return [at for at, word in enumerate(words) if stem(word) == wanted]


def tells_which(quote: str, noun: str) -> bool:
    """Whether a quote specifies a noun. True also if it does not contain the noun."""
    words = tokenize(quote)
    places = places_of(noun, words)
    return not places or any(_is_told(words, at) for at in places)


def names_which(quote: str, noun: str) -> bool:
    """Whether a quote contains a noun and names which one is meant: "the southern U.S. border", "allies such as
    Norland"."""
    words = [word.strip(".,;:") for word in quote.split()]
    places = places_of(noun, words)
    return any(
        (at > 1 and words[at - 1][:1].isupper() and clean(words[at - 1]) not in STOP_WORDS)
        or not _EXAMPLES_FOLLOW.isdisjoint(words[at + 1 : at + 1 + _NEAR])
        for at in places
    )


def _is_told(words: list[str], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else ""
    if after in _SPECIFIES or after.isdecimal():
        return True
    is_head = not after or after in STOP_WORDS  # "drug" is not the head of "drug trafficking"
    return is_head and at > 0 and words[at - 1] not in STOP_WORDS
