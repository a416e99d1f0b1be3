"""Asks for lines with a recognisable layout: a word and its meaning, a quotation and its author, a time and an event, a
label and its value, the text's date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.curation.grammar.clauses import shortened
from bot.curation.grammar.headings import UPDATED
from bot.curation.grammar.kinds import countries
from bot.curation.grammar.measures import CLOCK, DATE, DAY, MONEY, MONTH, SHORT_DAY, SHORT_MONTH, is_plural, tells_when
from bot.curation.grammar.persons import is_of_a_person
from bot.curation.grammar.verbs import bare, find_verb, is_past
from bot.matching.english.forms import MONTHS, WEEKDAYS
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.spelling import is_english

_DEFINED = re.compile(r"(?P<word>[A-Z][\w’'-]*(?:\s[\w’'-]+){0,3})(?:\s[–—-]|:)\s(?:an?|to|any|one\swho)\s[^:]+\Z")
_TIMED = re.compile(
    r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:–|-|to)\s?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?)?:?\s+(?:[–—-]\s)?"
    r"(?P<what>[A-Z][^.!?():;,]{2,60}?)(?:\s\(.*|,\s.*)?\Z"
)
"""An entry of a timetable: "11:15 Round 2"."""

_UPDATED = re.compile(rf"{UPDATED}\W+(?:on |in )?(?:\d|{'|'.join((*MONTHS, *WEEKDAYS))})", re.IGNORECASE)
"""A line with the text's date: "Last updated: 4 May 2025"."""

ANNOUNCED = re.compile(
    r"(?:(?P<when>When|Date|Time)|Where|Venue|Location|Place)(?: & time| and time)?:\s", re.IGNORECASE
)
"""The details in an announcement of the event in its title: "When: Sunday, 18 May"."""

_NO_WORD = frozenset("note tip warning caution important update reminder example question answer step".split())
_SAID = re.compile(
    r"[“\"][^“”\"]+[”\"],?\s(?:said|says|added|adds|explained|explains|told\s\w+)\s(?:the\s)?"
    r"(?:[A-Z][a-z]+\s(?=[a-z]))?(?:[a-z]+\s){0,3}"
    r"(?P<who>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})(?<![’']s)(?![\w’']|\s[A-Z])"
)
SPEECH = re.compile(r"[“\"](?P<said>[^“”\"]+?)(?:,[”\"]|[”\"],)\s[^“”\"]+\.\Z")
"""What is said, with who says it: "“It is clean,” she said."."""

_OPEN = re.compile(
    rf"(?P<how>Open|Closed)\s(?!(?:the|an?|your|this|all|it)\b)"
    rf"(?=[\dA-Z]|(?:{'|'.join(sorted(STOP_WORDS))}|daily|noon|\w+ly|(?:week|mid)\w+|year\w*)\b)[^.!?]+[.!]?\Z"
)
"""A line that says when something is open: "Open only from May to June"; not "Open source software since May"."""

_NONE = re.compile(
    r"No\s(?P<what>(?!one\b|more\b|longer\b)[^.,;:!?()]{2,60}?)"
    r"(?:\s(?:(?:that|which|who)\s.*)?(?:is|are)\s(?:allowed|permitted|tolerated)\b.*|[.,;!(].*)?\Z"
)
"""A line that forbids things: "No alcohol in the hall"."""

_MOST_WORDS = 5

_DEFINITION = re.compile(r"[“\"](?P<word>[^“”\"]{2,40})[”\"]\smeans\s(?P<article>an?\s)?(?P<person>person\b)?")
"""A definition as in a law: "“tenant” means a person who"."""


_ENTRY = re.compile(r"[^:.!?]{2,60}:\s(?:[^.!?]|(?<=\d)\.(?=\d)){1,200}\Z")
"""A list entry: "Monday: Opens 10:00, Closes 17:00"."""

_CELL = re.compile(rf"(?:: |, )(?P<column>(?!(?:{SHORT_DAY}|{DAY})\b)[A-Z][\w’'-]+) (?P<value>[^,]+)")
"""A cell of a table's row, with the name of its column: "Raku day: Price £80, When Sundays"."""

_COLUMNS = {"when": "when", "date": "when", "day": "when", "where": "where", "place": "where", "venue": "where"}
_LABELLED = re.compile(
    rf"(?P<label>[A-Z][\w’'-]+(?:\s[a-z]+){{0,2}}):\s(?:about\s|from\s|up to\s|at least\s|[<>~≈±+]\s?)?"
    rf"(?:\(?\d|(?:{SHORT_DAY}|{DAY}|{MONTH}|{SHORT_MONTH})[\s–-])"
)
"""An entry with an amount, a count or a time: "Weight: 9.4 kg", "Office hours: Wed 1–3 pm"."""

_LIVED = re.compile(r"(Born|Died):\s")
_LIVED_ASKS = {"Born": "was {} born", "Died": "did {} die"}

_ATTENDED = {"present": "present", "in attendance": "present", "apologies": "absent", "absent": "absent"}
"""Who came, as minutes have it."""

_HELD = re.compile(
    r"(?P<office>[A-Z][a-z]+(?:\s[a-z]+){0,2}):\s(?P<who>(?:[A-Z][\w.’'-]+(?:,?\s|\Z)(?:and\s|&\s)?)+)(?:\(|\Z)"
)
"""An entry with a role and its holder: "Treasurer: Ana Li"."""


def asks_by_layout(text: str) -> list[str]:
    """Asks for such a line; none for another text."""
    if _UPDATED.match(text):
        return ["when was this last updated"]
    defined = _DEFINED.match(text)
    if defined and defined["word"].split()[0].lower() not in _NO_WORD:
        word = defined["word"]
        word = word if word[1:2].isupper() else f"{word[0].lower()}{word[1:]}"
        return [f"what is {word}", f"what does {word} mean"]
    if defined := _DEFINITION.match(text):
        article = f"a{'n' if defined['word'][0] in 'aeiou' else ''} " if defined["article"] else ""
        return [
            f"{'who' if defined['person'] else 'what'} is {article}{defined['word']}",
            f"what does {defined['word']} mean",
        ]
    if timed := _TIMED.match(text):
        return [f"when is {timed['what']}"]
    if (opens := _OPEN.match(text)) and tells_when(text):
        return [f"when is it {opens['how'].lower()}"]
    if (forbids := _NONE.match(text)) and find_verb(forbids["what"].split()) is None:
        things = re.split(r"\s(?:and|or)\sno\s", forbids["what"])
        first = (shortened(tuple(each.split()), _MOST_WORDS) for each in things)
        return [f"{'are' if is_plural(each.split()[0]) else 'is'} {each} allowed" for each in first if each]
    said = _SAID.match(text)
    return [f"what did {said['who'].rstrip('.')} say"] if said else []


def is_labelled(text: str) -> bool:
    """Whether a text is a list entry with a label: "Monday: Opens 10:00, Closes 17:00"."""
    return _ENTRY.match(text) is not None


def asks_of_entry(text: str, about: str) -> Iterator[str]:
    """Asks for such an entry, about the person `about` if the article is about one; none if its label does not name
    it."""
    yield from _of_row(text)
    if MONEY.search(text):
        return
    label = text.partition(":")[0].lower()
    if label in _ATTENDED:
        yield f"who was {_ATTENDED[label]}"
    elif about and (lived := _LIVED.match(text)):
        yield f"when {_LIVED_ASKS[lived[1]].format(about)}"
        yield f"where {_LIVED_ASKS[lived[1]].format(about)}"
    elif labelled := _LABELLED.match(text):
        yield from _of_label(labelled["label"], text[labelled.end("label") + 2 :])
    elif (held := _HELD.match(text)) and is_of_a_person(held["office"].lower()):
        yield f"who {'are' if is_plural(held['office']) else 'is'} the {as_inside(held['office'])}"


def _of_row(text: str) -> Iterator[str]:
    """Asks for the prices, times and places in a table's row with several cells."""
    label, cells = text.partition(":")[0], [*_CELL.finditer(text)]
    for cell in cells if len(cells) > 1 else ():
        word = "how much" if MONEY.match(cell["value"]) else _COLUMNS.get(cell["column"].lower())
        if word:
            yield f"{word} {'are' if is_plural(label) else 'is'} {as_inside(label)}"


def _of_label(label: str, value: str) -> Iterator[str]:
    """Asks for a number or time with this label; none for a day."""
    if is_past(label):
        yield f"when was it {label.lower()}"
    elif not tells_when(label) and not label.lower().endswith("holidays"):
        is_event = re.match(CLOCK, value) or (DATE.match(value) and not label.endswith("hours"))
        yield f"{'when' if is_event else 'what'} {'are' if is_plural(label) else 'is'} the {as_inside(label)}"


def as_inside(text: str) -> str:
    """The text as it appears within a sentence: with a small first letter unless it is a name."""
    first, _, rest = text.partition(" ")
    is_plain = bare(first) in STOP_WORDS and first != "I" and not first.endswith(".")  # "Dr."
    is_name = not is_plain and (not is_english(bare(first)) or rest[:1].isupper() or first in countries())
    return text if is_name or first[1:2].isupper() else f"{first[:1].lower()}{first[1:]} {rest}".strip()
