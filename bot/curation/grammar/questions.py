"""Writes the first asks of a passage from the form of its sentences. An ask consists of question words and words of the
sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.article import limits
from bot.article.asks import comparable
from bot.curation.grammar.clause_questions import DETERMINERS, PERSONAL, PLACING, asks_of_clause
from bot.curation.grammar.clauses import RELATIVE, ParsedClause, clauses, shortened, spelt_out
from bot.curation.grammar.headings import MARK
from bot.curation.grammar.instructions import asks_to_do
from bot.curation.grammar.lines import SPEECH, as_inside, asks_by_layout, asks_of_entry, is_labelled
from bot.curation.grammar.measures import MONEY
from bot.curation.grammar.readers_words import as_a_reader_says, in_a_readers_words
from bot.curation.grammar.sentences import ENDED
from bot.curation.grammar.summaries import DATELINE
from bot.curation.grammar.verbs import as_of_one, bare
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.text import tokenize

MOST_ASKS = 6
"""The most asks of a passage: more would only repeat its words."""

_PRICED = re.compile(rf"(?P<what>\w[^:.;!?]{{1,60}}?)\s*(?:[:–—-]\s*|\s)(?:from\s)?(?:{MONEY.pattern})[^.!?]{{0,30}}\Z")
"""An entry of a price list."""

_CASE = re.compile(r"If\s(?P<told>[^,;:]{6,100}),\s")
_MOST_OF_CASE = 8

_SUBJECTS = {"who": "who", "which": "what"}
_LIVED = re.compile(
    r"(?P<name>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,4}?)(?:,?\s(?![IVXL]+\b)[A-Z]{2,5})*\s\((?:born\s)?[^()]*?\d{4}(?P<died>\s?[–-]\s?[^()]*\d{4})?\)\s(?:is|was)\s"
)
"""A person's dates: "Ana Li (3 May 1889 – 7 June 1961) was ..."."""

_LEAD = re.compile(
    r"(?:[A-Z][A-Z.’'-]+:\s+|P\.?S\.?:?\s+(?=[A-Z]))?"
    r"(?:(?:Yes|No|Of course)[.,!:;–—-]+\s+|[A-Z][a-z]{4,}[.!]\s+(?=[A-Z]))?"
)
"""The mark of a postscript; the speaker and their agreement or disagreement: "VOSS: Yes, "; or a word by itself:
"Quorum. Five members"."""

_TAIL = re.compile(r"(?<=[.!])\s[A-Z][a-z]+[.!]\Z")
"""A word by itself after the sentence: "Read this first. Seriously."."""


_ASKED_FIRST = re.compile(r"[^.!?]{2,30}\?\s(?=[A-Z])")
"""A question that the sentence answers: "Late? You lose."."""

_TOLD_TOO = re.compile(r";\s|,\s(?:but|or|since|as|because)\s")
"""Before what is told behind what is to be done: "Report damage; accidents cost nothing"."""


def asks(text: str, *, is_person: Callable[[str], bool], about: str = "") -> tuple[str, ...]:
    """First asks for a passage with this text, the plainest first, all different. `about` is the person whom the whole
    article is about, to whom "he" and "she" refer."""
    different: dict[str, str] = {}
    text = MARK.sub("", DATELINE.sub("", text), count=1)
    if ENDED.search(text):
        text = _ASKED_FIRST.sub("", _LEAD.sub("", _TAIL.sub("", text), count=1), count=1)
    if text.endswith("?"):
        found = [text.rstrip("?")]
    elif by_layout := asks_by_layout(text):
        found = by_layout
    elif to_do := asks_to_do(text):
        *_, rest = _TOLD_TOO.split(text, maxsplit=1)
        found = [*map(in_a_readers_words, to_do), *(_asks(rest, is_person, about) if rest != text else ())]
    else:
        found = [*_asks(text, is_person, about), *_of_case(text)]
    for ask in found:
        ask = " ".join(ask.split()).strip(" ,;:.!")
        if is_ask(ask):
            different.setdefault(comparable(ask), ask)
    return tuple(different.values())[:MOST_ASKS]


def is_ask(text: str) -> bool:
    """Whether a text can be an ask: more than one word, one of them with a subject, and not too long to be shown."""
    words = tokenize(text)
    has_subject = any(word not in STOP_WORDS for word in words)
    return has_subject and len(words) > 1 and len(text) <= limits.ASK and not re.search(r"[{}]", text)


def _of_case(text: str) -> Iterator[str]:
    """An ask for the case at the beginning of a sentence: "If you are late, we wait" -> "what if I am late"."""
    case = _CASE.match(spelt_out(text))
    if case:
        clause = next(clauses(case["told"]), None)
        words = case["told"].split()
        if clause is not None:
            said = as_a_reader_says(clause)
            words = [*said.subject, *filter(None, (said.helper,)), *said.verb, *said.rest]
        yield f"what if {shortened(tuple(words), _MOST_OF_CASE)}"


def _asks(text: str, is_person: Callable[[str], bool], about: str) -> Iterator[str]:
    is_entry = is_labelled(text)
    speech = SPEECH.match(text)
    if speech:
        text = speech["said"]
    is_list = text[:1].isdigit() and not ENDED.search(text)  # "200 g dried apricots"
    parsed = () if is_entry or is_list else (_named(clause, about) for clause in clauses(text))
    if not re.search('[“"]', text) and not speech:
        parsed = map(as_a_reader_says, parsed)
    by_clause = [[*asks_of_clause(clause, is_person)] for clause in parsed]
    if is_entry:
        yield from asks_of_entry(text, about)
    if lived := _LIVED.match(text):
        yield f"when was {lived['name']} born"
        if lived["died"]:
            yield f"when did {lived['name']} die"
        if about and about in lived["name"]:
            yield f"who {'was' if lived['died'] else 'is'} {about}"
    entry = None if by_clause else _PRICED.match(text)
    if entry and entry["what"].split()[-1] not in PLACING:
        yield f"how much is {as_inside(entry['what'])}"
    for aside in RELATIVE.finditer(text):
        words = aside["said"].split()
        is_statement = words[0].islower() and words[0] not in PERSONAL | DETERMINERS | {"we", "you", "in", "on", "at"}
        if aside["whom"] in _SUBJECTS and is_statement:
            told = shortened((as_of_one(words[0]), *words[1:]), MOST_ASKS)
            yield f"{_SUBJECTS[aside['whom']]} {told}"
    # One of each clause in turn: the first asks are kept.
    for place in range(max(map(len, by_clause), default=0)):
        for asked in by_clause:
            if place < len(asked):
                yield asked[place]


def _named(clause: ParsedClause, about: str) -> ParsedClause:
    """The clause with the person's name in place of "he" or "she", in an article about one person."""
    is_about = about and len(clause.subject) == 1 and bare(clause.subject[0]) in {"he", "she"}
    return replace(clause, subject=(about,)) if is_about else clause
