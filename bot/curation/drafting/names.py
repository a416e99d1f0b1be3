"""Finds the names in a text with their kinds and roles, only as the text itself gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.article import limits
from bot.article.asks import comparable
from bot.curation.grammar.kinds import CAPITALIZED as _WORD
from bot.curation.grammar.kinds import ORGANISATION, NamedThing, countries, things
from bot.curation.grammar.persons import NO_NAME, TITLED, persons

MOST_NAMES = 30

_NAME = re.compile(
    rf"{_WORD}(?:(?:\s(?:of|for|and|the|de|von|van|al|bin|da|di))*[’']?\s(?:{_WORD}|[A-Z]\.))*(?:\s{_WORD})*"
)
_LEGAL_FORM = (
    r"(?:Ltd|Limited|Inc|Corp|GmbH|AG|plc|PLC|LLC|LLP|N\.V\.|B\.V\.|S\.A\.|S\.p\.A\.|SpA|SARL|Oyj?|ApS|e\.V\.)"
)
_INCORPORATED = re.compile(
    rf"(?P<name>(?P<short>{_WORD}(?:\s(?:(?:&|of|and)\s)?{_WORD}){{0,3}}),?\s{_LEGAL_FORM})(?!\w)"
)
"""A company with its legal form: "Hadley Ferries Ltd"."""

_ACRONYM = re.compile(r"\s\((?P<short>[A-Z]{2,8})\b")
_SMALL = frozenset("of for and the on in".split())


def names(paragraphs: Sequence[str], title: str = "") -> list[NamedThing]:
    """The persons, organisations, countries, places and things that the paragraphs name and describe, in the order of
    the text."""
    text = "\n".join(paragraphs)
    counts = Counter(match[0] for paragraph in paragraphs for match in _NAME.finditer(paragraph))
    found: dict[str, NamedThing] = {}
    people = (person for paragraph in paragraphs for person in persons(paragraph))
    short = (thing for paragraph in paragraphs for thing in (*_acronyms(paragraph), *_companies(paragraph)))
    called = (thing for thing in things(text) if not TITLED.match(thing.name))
    for thing in (*called, *people, *short, *_organisations(counts), *_countries(text)):
        if len(thing.name) <= limits.KEYWORD:
            known = found.setdefault(comparable(thing.name), thing)
            known.role = known.role or thing.role
            if thing.kind == known.kind:
                known.aliases += (alias for alias in thing.aliases if alias not in known.aliases)
    return _without_overlaps(sorted(found.values(), key=lambda thing: text.index(thing.name)), title)[:MOST_NAMES]


def _acronyms(text: str) -> Iterator[NamedThing]:
    """Organisations with their acronyms: "World Trade Organization (WTO)"."""
    for match in _ACRONYM.finditer(text):
        before = text[max(0, match.start() - limits.KEYWORD) : match.start()].split(" ")
        for start in range(len(before) - 2, -1, -1):
            words = before[start:]
            initials = "".join(word[0] for word in words if word and word not in _SMALL)
            if initials == match["short"] and words[0] not in _SMALL:
                yield NamedThing(" ".join(words), "organisation", "", [match["short"]])
                break


_SHOUTED = re.compile(r"^(?:[A-Z]{2,}\s)+(?:(?:the|of|and)\s)+")
"""Words in capitals before a name: "NOW THEREFORE the Council"."""


_MEMBERS = re.compile(r"^(?:Members|Residents|Staff|Officers|Officials|Supporters|Volunteers) (?:of|at|from) ")


def _companies(text: str) -> Iterator[NamedThing]:
    for match in _INCORPORATED.finditer(text):
        yield NamedThing(match["name"], "organisation", "", [match["short"]])


def _organisations(counts: Counter[str]) -> Iterator[NamedThing]:
    for name in counts:
        plain = NO_NAME.sub("", _MEMBERS.sub("", _SHOUTED.sub("", name)), count=1)
        head, _, tail = plain.rpartition(" the ")
        if re.search(r"\s(?:of|and)\Z", head) and not ORGANISATION.search(head.rpartition(" ")[0]):
            plain = tail  # "Edward Cole and the Royal Society"
        if " " in plain and ORGANISATION.search(plain) and len(plain.split()) <= 7:
            yield NamedThing(plain, "organisation")


def _countries(text: str) -> Iterator[NamedThing]:
    """The countries in a text, without those that are only in other names: "England Athletics", "New England". A name
    does not go on in the next line."""
    for name in sorted(countries()):
        if re.search(rf"(?<![\w-])(?<!New\s)(?<!Northern\s){re.escape(name)}(?![\w-]|[^\S\n][A-Z][a-z])", text):
            yield NamedThing(name, "country")


def _without_overlaps(things: Iterable[NamedThing], title: str) -> list[NamedThing]:
    """The things without those whose name is part of another's, and without shared aliases, unless one of the sharers
    is the article's title."""
    listed = list(things)
    kept = [
        thing
        for thing in listed
        if not any(
            thing is not other and thing.kind == other.kind and f" {thing.name} " in f" {other.name} "
            for other in listed
        )
    ]
    owners = Counter(comparable(text) for thing in kept for text in {thing.name, *thing.aliases})
    for thing in kept:
        own = comparable(thing.name)
        thing.aliases = [
            alias
            for alias in thing.aliases
            if (owners[comparable(alias)] == 1 or own == comparable(title)) and comparable(alias) != own
        ]
    return kept
