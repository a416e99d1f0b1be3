"""Recognises positions in a list or in the text: "5", "the second one", "¶ 3", "last"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from bot.matching.english.forms import CARDINALS, ORDINALS
from bot.matching.english.stop_words import GRAMMAR
from bot.matching.patterns import Regex
from bot.matching.text import plain
from bot.matching.utterance import Utterance

_T = TypeVar("_T")

MANY = 999
"""More entries than any list has, to test whether a line names a position before the list is known."""

_NUMBER = re.compile(r"[^\w¶%$€£¥]*\d+[^\w%$€£¥]*")
_LONGEST_PLACE = 60
"""The longest message, in characters, that names a position in a list."""

# int() refuses thousands of digits.
_PARAGRAPH = Regex(
    r"(?:¶|§|#|paragraph\b|para\b|page\b|p\b\.?|p(?=\d)|n[o°ºr]\.?)?\s*([-+]?\d{1,18})(?:st|nd|rd|th)?"
    r"(?:\s*(?:/|(?:out )?of)\s*\d{1,3})?",
    re.IGNORECASE,
)

_HIGHEST_WORD = 12
"""The highest position that people write as a word."""

_ORDINALS, _NUMBERS = (
    {word: number for word, number in words.items() if number <= _HIGHEST_WORD} for words in (ORDINALS, CARDINALS)
)
_PLACE = Regex(
    r"(?:(?:ok|okay|yes|yeah|hm+|um+|oh|no|then|and|so|well|please|pls|thanks|thank (?:you|u)|thx|ty|cheers|great|nice"
    r"|cool)\b[\s,.!]*)*"
    r"(?:(?:i (?:meant?|want|choose|pick|take|said)|i ?'?d like|show(?: me| us)?|give me|gimme|open|pick|choose|take|do"
    r"|i ?'?ll (?:take|have|pick|choose|go (?:with|for))|lemme (?:see|have)"
    r"|(?:can|could|may) (?:you|u|i|we) (?:please |pls )?(?:show(?: me| us)?|see|have|open|read|get|do)"
    r"|what(?:['’]?s| is| was| does| did)(?=\s+(?:the|option|topic|number)\b)"
    r"|go (?:with|for)|let(?:'?s| us) (?:see|do|take|go with)|what about|how about|tell me (?:more )?about|maybe"
    r"|probably)\s+)?"
    r"(?:the\s+)?(?P<noun>(?:option|topic|choice|item|point|answer|number|nr|no|entry)\b\.?\s*)?"
    rf"(?:[#(]?\s*(?P<number>\d{{1,3}})|(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}|last)"
    rf"|(?P<word>{'|'.join(_NUMBERS)}))"
    r"(?:\s*(?:one|option|topic|choice|item|point|entry|in the list|on the list|(?P<of>of (?:them|these|those)))\b)*"
    r"(?:\s+(?:about|say|mean))?"
    r"(?:[\s,]*(?:please|pls|plz|then|thanks|thank (?:you|u)|thx|ty|next|now|i (?:guess|think)|it is"
    r"|(?:looks|sounds|seems) \w+))*(?:(?![%$€£¥])[^\w\s]|\s)*",
    re.IGNORECASE,
)
_NAMES_PARAGRAPH = Regex(r"\b(?:paragraph|para|page)s?\b\.?|¶", re.IGNORECASE)
_END = r"to (?:the )?(?:end|last)"
_ON_FROM = Regex(
    rf"(?:start(?:ing)? |begin(?:ning)? )?(?:from|at)\s+#?(?P<from>\d{{1,3}})\W*(?:on(?:wards?)?|{_END})?\W*"
    rf"|#?(?P<on>\d{{1,3}})\s*(?:(?:and )?on(?:wards?)?|[-–—]?\s*{_END})\W*",
    re.IGNORECASE,
)
_ALL = Regex(
    r"(?:(?:it|me) )?(?:all(?: of (?:it|them))?|everything"
    r"|(?:the )?(?:whole|entire|full)(?: (?:thing|article|text))?|(?:from )?the (?:start|beginning))\W*",
    re.IGNORECASE,
)
_KEYCAP = "\ufe0f\u20e3"
"""The characters that turn a digit into a key: "2️⃣"."""


def place_in_list(text: str, count: int) -> int | None:
    """The position, from 1, that a message names in a list of that many entries: "5", "#5", "the second one", "3rd",
    "option 2", "the last". None if it names none. The position may be beyond the list."""
    found = _PLACE.fullmatch(text.strip().rstrip(_KEYCAP)) if len(text) <= _LONGEST_PLACE else None
    if found is None:
        return None
    # "2 of them" and "maybe one" are counts, not positions.
    if (found["of"] and not found["ordinal"]) or ((found["word"] or "").casefold() == "one" and not found["noun"]):
        return None
    if found["number"]:
        return int(found["number"])
    named = (found["ordinal"] or found["word"]).casefold()
    if named == "last":
        return count
    return _ORDINALS.get(named) or _NUMBERS.get(named) or int(named[:-2])


_BETWEEN_PLACES = re.compile(
    r"\s*(?:,(?!\d{3}\b)|[;&+]|(?<=\d)\s(?=\d)|\b(?:and|or|then|plus|n)\b)[\s,]*", re.IGNORECASE
)
_TO = Regex(
    r"(?:between\s+(\d{1,3})\s+and|(?:from\s+)?[#(]?(\d{1,3})\s*(?:[-–—~…]+|\.{2,}|to|thr(?:ough|u)|(?:un)?till?))"
    r"\s*#?(\d{1,3})(?:\s+(?:please|pls))?\W*",
    re.IGNORECASE,
)


def places_in_list(text: str, count: int) -> list[int]:
    """The positions that a message names: one, as in `place_in_list`, or several ("2 and 3 please", "#2, #5", "1-3",
    "1-3, 5"). Empty if it names none. Positions may be beyond the list."""
    if len(text) > _LONGEST_PLACE:
        return []
    if places := _places_or_range(text, count):
        return places
    named = [_places_or_range(each, count) for each in _BETWEEN_PLACES.split(text) if each.strip()]
    places = list(dict.fromkeys(place for each in named for place in each))
    return places if len(places) > 1 and all(named) else []


def _places_or_range(text: str, count: int) -> list[int]:
    """The position that a text names, or all those from one to another. Empty if it is neither."""
    if (place := place_in_list(text, count)) is not None:
        return [place]
    found = _TO.fullmatch(text.strip())
    if found is None:
        return []
    first, last = sorted((int(found[1] or found[2]), int(found[3])))
    return list(range(first, last + 1))


def names_places_alone(text: str) -> bool:
    """Whether a message is a number, or names several positions, and so picks from a list even if there is none."""
    return bool(_NUMBER.fullmatch(text)) or len(places_in_list(text, MANY)) > 1


def entries_named(text: str, entries: Sequence[_T]) -> list[_T] | None:
    """The entries of a list whose positions a message names and that exist. None if it names no position, or nothing is
    listed."""
    places = places_in_list(text, len(entries)) if entries else []
    return [entries[place - 1] for place in places if 1 <= place <= len(entries)] if places else None


def paragraph_number(text: str, last: int) -> int | None:
    """The paragraph that somebody names: "3", "¶ 3", "#3", "the third paragraph", "last". None if the text is no
    number. The article may not have that paragraph."""
    found = _PARAGRAPH.fullmatch(text.strip())
    return int(found[1]) if found else place_in_list(_NAMES_PARAGRAPH.sub("", text), last)


def paragraphs_named(text: str, last: int) -> list[int]:
    """The paragraphs that somebody names: one, as in `paragraph_number`, or several ("3-5", "¶ 2 and 4", "from 3 on",
    "all"). Empty if it names none; there may be some that the article does not have."""
    if (number := paragraph_number(text, last)) is not None:
        return [number]
    places = _NAMES_PARAGRAPH.sub("", text).strip()
    if len(places) <= _LONGEST_PLACE and (found := _ON_FROM.fullmatch(places) or _ALL.fullmatch(places)):
        first = int(next(filter(None, found.groupdict().values()), "1"))
        return [first, *range(first + 1, last + 1)]
    return places_in_list(places, last)


_PAGE = Regex(
    r"(?:(?:show|read|open|see|give|quote|repeat|sum up|summari[sz]e|recap|(?:go|jump|turn|skip)(?= to))"
    r"(?: (?:me|us|to))? |what(?:s| is) (?:(?:on|in) )?|what (?:on|in) |what does )?(?:the )?(?:"
    r"(?P<noun>(?:page|pg|par|p|paragraph|para)s?)(?:\b\.?|(?=\d)) ?(?:no\b\.? ?|number |#)?(?P<places>[\w#].{0,30})"
    rf"|(?P<place>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}|last) (?P<page>page|pg))"
)


def page_asked(message: Utterance, paragraphs: Sequence[str]) -> str:
    """What a message says of the paragraphs that it asks for as pages, or of several paragraphs: "3" of "page 3", "3 to
    5" of "show me paragraphs 3 to 5". "" if it asks for none, or if one of the `paragraphs` has pages itself."""
    found = _PAGE.fullmatch(message.bare)
    if found is None:
        return ""
    places, noun = found["places"] or found["place"], found["noun"] or found["page"]
    named = paragraphs_named(places, len(paragraphs) or MANY)
    if noun.startswith("para"):
        return places if len(named) > 1 else ""
    own = re.compile(rf"\b{noun.rstrip('s')}(?:s?\b|\d)", re.IGNORECASE)
    return places if named and not any(map(own.search, paragraphs)) else ""


_NUMBERED = re.compile(r"\b([a-z]{3,}) (\d{1,3})\b")


def series_in(paragraphs: Iterable[str]) -> Mapping[str, int]:
    """The last number of everything that an article numbers from 1 on without a gap: {"rule": 7}."""
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for paragraph in paragraphs:
        for noun, number in _NUMBERED.findall(plain(paragraph)):
            numbers[noun].add(int(number))
    return {
        noun: len(each)
        for noun, each in numbers.items()
        if noun not in GRAMMAR and len(each) > 1 and each == set(range(1, len(each) + 1))
    }


_OF_TEXTS = frozenset("rule section chapter clause article part step".split())
"""What texts are divided into, so that a number after it names no amount; points and items are of a list, too."""


def part_of_text(text: str) -> str:
    """The first numbered part of a text that a `plain` text names: "rule 7"; "" if it names none."""
    return next((found[0] for found in _NUMBERED.finditer(text) if found[1] in _OF_TEXTS), "")


def outside_of(series: Mapping[str, int], text: str) -> str:
    """The first member of a series in a `plain` text that does not exist ("rule 9" of seven rules), or ""."""
    found = _NUMBERED.finditer(text)
    return next((each[0] for each in found if int(each[2]) > series.get(each[1], 1_000)), "")
