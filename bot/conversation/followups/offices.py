"""Recognises statements and questions about who holds an office: "so Roth is the mayor, right?"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.matching.english.fillers import without_fillers
from bot.matching.english.stop_words import GRAMMAR
from bot.matching.patterns import Regex
from bot.matching.text import stem, words_of

_IS_A = Regex(
    r"(?:(?:then|i (?:think|thought|heard)(?: that)?)\W+)*"
    r"(?:is(?: not)? (?P<asked>[^?.!,;]{4,80}?)|(?P<told>[^?.!,;]{2,40}?) (?:is|s) (?P<office>[^?.!,;]{2,40}?))"
    r"(?:\W+(?:right|correct|true|no|yes|yeah|or(?: not| what)?|is(?: not)? (?:he|she|they)(?: not)?))*"
)
"""A statement or question that somebody is something."""

_TITLED = Regex(r"(?:(?:not|really|actually|also|still|just|like|an?|the|our|their|your) )+")
_ARTICLES = frozenset("a an the our their your".split())

_OFFICES = frozenset(
    map(
        stem,
        "president minister premier chancellor secretary senator congressman congresswoman representative governor"
        " mayor councillor ambassador envoy consul commissioner spokesperson spokesman spokeswoman officer chief head"
        " director chairman chairwoman chairperson chair ceo boss manager leader judge general admiral king queen pope"
        " bishop moderator mod admin administrator owner founder treasurer keyholder deputy".split(),
    )
)
_NO_OFFICE = Regex(r"\b(?:(?:son|daughter|wife|husband|brother|sister|friend|fan|child|father|mother) of|before)\b")


def said_to_hold_office(line: str) -> Iterator[str]:
    """Who is said, or asked, to hold an office in a message in one line: each text in it that may be their whole
    name."""
    line = without_fillers(line)
    if _OFFICES.isdisjoint(map(stem, words_of(line))) or (found := _IS_A.fullmatch(line)) is None:
        return
    words = (found["asked"] or "").split()
    halves = [(words[:at], words[at:]) for at in range(1, len(words)) if words[at - 1] not in GRAMMAR]
    if found["told"]:
        halves = [(found["told"].split(), found["office"].split())]
    yield from (" ".join(who) for who, office in halves if _is_office(" ".join(office)))


def _is_office(text: str) -> bool:
    """Whether a text names an office: "the mayor of Alder", "not really a mayor", "foreign secretary", not "meeting the
    mayor"."""
    found = _TITLED.match(text)
    before, after = (found[0], text[found.end() :]) if found else ("", text)
    words = words_of(after)
    at = max((at for at, word in enumerate(words) if stem(word) in _OFFICES), default=None)
    if at is None or _NO_OFFICE.search(after):
        return False
    if _ARTICLES.intersection(before.split()):
        return True
    is_bare = not any(word in GRAMMAR or word.endswith(("ing", "ed")) for word in words[:at])
    return is_bare and (at + 1 == len(words) or words[at + 1] in ("of", "for"))
