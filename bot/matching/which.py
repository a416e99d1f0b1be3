"""Whether a quote tells which one is meant: "which charity" is not told by "it is given to charity"."""

from __future__ import annotations

from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.patterns import Later
from bot.matching.text import clean, stem, tokenize

_WHICH = Later(
    r"(?:(?:ok|okay|so|but|and|also|then|wait|oh|lol)\W+)*which (?P<noun>\w+)"
    r"(?: (?:is|are|was|were) (?:it|that|this|they|those|these|there|coming|meant))?"
    r"(?: (?:then|though|tho|exactly))?\W*"
)
_SPECIFIES = frozenset(
    "of for in at on from beside near behind called named such like including who that which".split()
)
"""With these, what follows a noun tells which one it is."""


def asked_which(text: str) -> str:
    """What a `clean` text asks which one it is, and nothing else: "charity" of "and which charity?"; else ""."""
    found = _WHICH.fullmatch(text)
    return found["noun"] if found else ""


def tells_which(quote: str, noun: str) -> bool:
    """Whether a quote that has a noun has it with a word that tells which one it is; True too where it has it not."""
    words = list(tokenize(clean(quote)))
    places = [at for at, word in enumerate(words) if stem(word) == stem(noun)]
    return not places or any(_is_told(words, at) for at in places)


def _is_told(words: list[str], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else ""
    if after in _SPECIFIES or after.isdecimal():
        return True
    is_head = not after or after in STOP_WORDS  # of "drug trafficking", drugs are not
    return is_head and at > 0 and words[at - 1] not in STOP_WORDS
