"""Asks for what a line tells by how it is laid out: a year and what happened then, a word and what it means, a quote
and who says it, a time and what is then, how old the text is."""

from __future__ import annotations

import re

from bot.curation.headings import UPDATED
from bot.matching.english.forms import MONTHS, WEEKDAYS

_DATED = re.compile(r"((?:1\d|20)\d\d)(?:[–-]\d{2,4})?\s*(?:[–—:-])\s+(?=[A-Z])")
_DEFINED = re.compile(r"(?P<word>[A-Z][\w’'-]*(?:\s[\w’'-]+){0,3})(?:\s[–—-]|:)\s(?:an?|to|any|one\swho)\s[^:]+\Z")
_TIMED = re.compile(
    r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:–|-|to)\s?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)?:?\s+(?:[–—-]\s)?"
    r"(?P<what>[A-Z][^.!?():;,]{2,60}?)(?:\s\(.*|,\s.*)?\Z"
)
"""An entry of a timetable: "11:15 Round 2"."""

_UPDATED = re.compile(rf"{UPDATED}\W+(?:on |in )?(?:\d|{'|'.join((*MONTHS, *WEEKDAYS))})", re.IGNORECASE)
"""A line that tells how old the text is: "Last updated: 4 May 2025"."""

_NO_WORD = frozenset("note tip warning caution important update reminder example question answer step".split())
_SAID = re.compile(
    r"[“\"][^“”\"]+[”\"],?\s(?:said|says|added|adds|explained|explains|told\s\w+)\s(?:the\s)?(?:[a-z]+\s){0,3}"
    r"(?P<who>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})"
)


def told_in_a_year(text: str) -> str:
    """An entry of a list of years as a sentence: "1887 – The club is founded" -> "In 1887, the club is founded"."""
    dated = _DATED.match(text)
    if dated is None:
        return text
    rest = re.sub(r"\A(?:The|An?)\b", lambda first: first[0].lower(), text[dated.end() :])
    return f"In {dated[1]}, {rest}"


def asks_by_layout(text: str) -> list[str]:
    """How people ask for what such a line tells; nothing for another text."""
    if _UPDATED.match(text):
        return ["when was this last updated"]
    defined = _DEFINED.match(text)
    if defined and defined["word"].split()[0].lower() not in _NO_WORD:
        word = defined["word"]
        word = word if word[1:2].isupper() else f"{word[0].lower()}{word[1:]}"
        return [f"what is {word}", f"what does {word} mean"]
    if timed := _TIMED.match(text):
        return [f"when is {timed['what']}"]
    said = _SAID.match(text)
    return [f"what did {said['who'].rstrip('.')} say"] if said else []
