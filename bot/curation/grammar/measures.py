"""Finds times, places, reasons, amounts and counts in a sentence: what can be asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.curation.grammar.verbs import bare, is_past
from bot.matching.english.forms import MONTHS, WEEKDAYS
from bot.matching.english.stop_words import STOP_WORDS

MONTH = rf"(?:{'|'.join(MONTHS)}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
DAY = rf"(?:{'|'.join(WEEKDAYS)})s?"
SHORT_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?"
SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
CLOCK = r"(?<![\d.:])\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|[ap]\.m\.?)|\d{1,2}:\d\d"
DATE = re.compile(
    rf"(?:{DAY}|{SHORT_DAY}|\d{{1,2}}(?:st|nd|rd|th)?\s(?:{MONTH}|{SHORT_MONTH})|(?:{MONTH}|{SHORT_MONTH}\.?)\s\d)(?!\w)"
)
TIME = re.compile(
    rf"(?:(?:by|in|on|at|since|until|from|after|before|during|around|between|as of|every)\s+)?"
    rf"(?:the\s+)?(?:early|late|mid|end of)?[\s-]*"
    rf"(?:(?:{SHORT_DAY},?\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH}|{SHORT_MONTH}\b\.?)(?:,?\s+\d{{4}})?"
    rf"|{DAY}(?:\s(?:morning|afternoon|evening|night)s?)?(?:,?\s+\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:\s+\d{{4}})?)?"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|{MONTH},?(?:\s+\d{{4}})?|(?:1[0-9]|20)\d\ds?(?:[–-]\d{{2,4}})?|\d{{1,4}}\s(?:BCE?|CE|AD)"
    rf"|{CLOCK}|\d{{1,2}}(?:st|nd|rd|th)\s+century)(?!\w|[’']s\b)"
)
PLACE = re.compile(
    r"\b(?:in|at|near|across|outside|inside|beside|behind)\s+(?:the\s+)?"
    rf"(?!{MONTH}|{DAY})[A-Z][\w’'-]+(?![\w$])(?:(?:\s+of)?(?:\s+the)?\s+[A-Z][\w’'-]+)*(?:\s\d{{1,3}}\b)?"
    rf"(?![\w’'-]|\s+(?:[A-Z]|(?!(?:{'|'.join(sorted(STOP_WORDS))})\b)[a-z]))"
)
"""In it, a name is of a place if no noun follows: "in Western Europe", not "in Western history"."""

_NUMBER = (
    r"(?:\d(?:[\d,.]*\d)?"
    r"|(?<!-)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|millions|half))"
)
MONEY_UNITS = "dollars pounds euros cents pence rupees yen francs".split()
MONEY = re.compile(
    rf"(?:US)?[$£€¥₹]\s?\d[\d,.]*(?:\s(?:million|billion|trillion)|(?:m|bn|tn|k|M|B|K)(?!\w))?|\b\d[\d,.]*\s?[€£]"
    rf"|\b{_NUMBER}\s(?:(?:million|billion|trillion)\s)?(?:{'|'.join(MONEY_UNITS)})\b"
    r"|\b(?:EUR|USD|GBP|CHF)\s?\d[\d,.]*|\b\d[\d,.]*\s(?:EUR|USD|GBP|CHF)\b"
)
COUNT = re.compile(
    rf"\b(?!(?:1[5-9]|20)\d\d\b)(?P<number>{_NUMBER}(?:\s(?:hundred|thousand|million|billion|trillion|percent|per\scent))*%?)\s(?:of\s)?(?:the\s)?"
    rf"(?!{_NUMBER}\b)(?P<what>[a-z][a-z-]+(?:\s[a-z][a-z-]+)?)\b(?![’'])"
)
_NOT_COUNTED = frozenset("years-old percent per month-long minutes-long".split())
TIME_UNITS = frozenset("second minute hour day week month year decade century".split())
REASON = re.compile(
    r"\b(?:because(?:\sof)?|due\sto|owing\sto|in\sorder\sto|so\sthat|as\sa\sresult\sof|thanks\sto|since\s(?=[a-z])"
    r"|in\sresponse\sto|for\sfear\sof|to\savoid)\s.+"
)
_NUMBER_BEFORE = (
    rf"(?:(?:the|at|least|most|first|next|last|about|up|to|another|more|than)\s)*{_NUMBER}\s(?:of\s|the\s)*"
)
_BEFORE_A_TIME = re.compile(rf"\b(?:after|within|in|before|every|of|per|from|by)\s{_NUMBER_BEFORE}\Z")
_AFTER_A_TIME = re.compile(r"\s(?:before|after|ago|later|earlier|in advance)\b")
_NO_TIME = frozenset(("of", "per", "from", "by"))
"""Before a time that belongs to something else: "a delay of two weeks"."""

MEASURED = re.compile(
    rf"\b(?:an?|the|any|each|{_NUMBER})\s(?:[a-z-]+\s)?(?P<what>[a-z-]+)\sof\s(?:(?:at|least|most|about|up|to|only|over)\s)*"
    rf"(?:(?P<money>{MONEY.pattern})|{_NUMBER}\s(?:{'|'.join(sorted(TIME_UNITS))})s?\b)"
)
"""What a sum or a duration is of: "a loan of €8 million"."""

_NAMED = re.compile(
    rf"\b(?!(?:{MONTH}|In|By|On|At|Since|Until|From|After|Before|During|Around|Between|As|Of|The|Early|Late|Mid)\b)"
    r"(?:[A-Z][a-z]+|[A-Z]{2,})\s*\Z"
)
"""Something that a following year belongs to."""


def tells_when(text: str) -> bool:
    """Whether a text contains a time. A year after a name is a part of the name ("the Dogs Act 1871")."""
    return any(
        not (match[0].strip().isdigit() and _NAMED.search(text, 0, match.start())) for match in TIME.finditer(text)
    )


def counts(text: str) -> Iterator[tuple[str, int]]:
    """What the text gives a number of, and where that ends."""
    for match in COUNT.finditer(text):
        first, *rest = match["what"].split()
        if first not in STOP_WORDS | _NOT_COUNTED:
            is_phrase = rest and rest[0] not in STOP_WORDS and not is_past(rest[0]) and not is_plural(first)
            if not is_plural(rest[0] if rest and is_phrase else first):
                continue
            yield match["what"] if is_phrase else first, match.end() if is_phrase else match.start("what") + len(first)


def is_plural(word: str) -> bool:
    """Whether a word is a plural."""
    is_regular = word.endswith("s") and not word.endswith("ss")
    return is_regular or word in {"people", "men", "women", "children", "percent", "feet", "staff"}


def asks_of_time(text: str, what: str, end: int) -> str:
    """The question words for a duration: "how long" for "for two weeks", "when" for "within two weeks"; none if it
    belongs to something else ("a delay of two weeks", "lasts a day and ends after two weeks")."""
    before = _BEFORE_A_TIME.search(text, 0, end - len(what))
    if before is None and not _AFTER_A_TIME.match(text, end):
        return "how long"
    preposition = bare(before[0]) if before else ""
    if preposition in _NO_TIME or " and " in text[: before.start() if before else end]:
        return ""
    return "how often" if preposition == "every" else "when"
