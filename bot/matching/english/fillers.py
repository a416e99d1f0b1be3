"""Words at the ends of messages that mean nothing there: "ok so ... lol"."""

from __future__ import annotations

_PUNCTUATION = " .,;:!?…-–—"

_FIRST_WORDS = frozenset(
    """
    ok okay k so but and also plus oh ah aw hm hmm hmmm um umm uh well lol lmao lmfao rofl haha hahaha wait hey hi hello
    yo bro bruh dude man omg wow just please pls plz yeah yep yes right alright
    """.split()
)
_LAST_WORDS = frozenset(
    """
    tho though lol lmao lmfao rofl haha hahaha hehe xd pls plz please btw tbh ngl fr frfr imo bro bruh mate
    thanks thx ty ok okay huh eh hm hmm anyway anyways exactly precisely
    """.split()
)


def without_fillers(line: str) -> str:
    """A `plain` line without punctuation and words at its ends that mean nothing there: "who says that" of "ok, so who
    says that lol?". "" if it has no others."""
    words = line.split()
    while words and words[0].strip(_PUNCTUATION) in _FIRST_WORDS:
        del words[0]
    while words and (words[-1].strip(_PUNCTUATION) in _LAST_WORDS or not words[-1].strip(_PUNCTUATION)):
        del words[-1]
    return " ".join(words).strip(_PUNCTUATION)
