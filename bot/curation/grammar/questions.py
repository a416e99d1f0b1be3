"""Writes the first asks of a passage from the form of its sentences. An ask consists of question words and words of the
sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.article import limits
from bot.article.asks import comparable
from bot.curation.grammar.clauses import RELATIVE, ParsedClause, clauses, shortened
from bot.curation.grammar.headings import MARK
from bot.curation.grammar.instructions import asks_to_do
from bot.curation.grammar.lines import SPEECH, as_inside, asks_by_layout, asks_of_entry, is_labelled
from bot.curation.grammar.measures import (
    MEASURED,
    MONEY,
    MONEY_UNITS,
    PLACE,
    REASON,
    TIME,
    TIME_UNITS,
    asks_of_time,
    counts,
    is_plural,
    tells_when,
)
from bot.curation.grammar.sentences import ENDED
from bot.curation.grammar.summaries import DATELINE
from bot.curation.grammar.verbs import as_of_one, bare, base_and_helper
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.text import tokenize

MOST_ASKS = 6
"""The most asks of a passage: more would only repeat its words."""

_PRICED = re.compile(rf"(?P<what>\w[^:.;!?]{{1,60}}?)\s*(?:[:–—-]\s*|\s)(?:from\s)?(?:{MONEY.pattern})[^.!?]{{0,30}}\Z")
"""An entry of a price list."""

_HAVE = {"has": "does", "have": "do", "had": "did"}
_OF_ONE = {"are": "is", "were": "was", "have": "has", "do": "does"}
"""Auxiliaries after "who"."""

_BE = frozenset("is are was were".split())
_NONE = frozenset("no nobody nothing none neither never few".split())
"""The beginning of a sentence about nobody: "may no dog come in" asks for nothing."""

_PERSONAL = frozenset("it he she they".split())
_SUBJECTS = {"who": "who", "which": "what"}
_SPEAKERS = frozenset(("you", "we", "I"))
_DETERMINERS = frozenset("the a an our your their its his her my one".split())
_PLACING = frozenset("in on at from of for with by to between among under over near".split())
_BEFORE_A_PHRASE = _PLACING | frozenset(
    "as about after before during since until between against into through than if when where because that only up out"
    " off down back away together again well there here".split()
)
_CLAUSE_START = frozenset("when if until unless because while where although though since that whether".split())
_LIVED = re.compile(
    r"(?P<name>[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,4}?)(?:,?\s(?![IVXL]+\b)[A-Z]{2,5})*\s\((?:born\s)?[^()]*?\d{4}(?P<died>\s?[–-]\s?[^()]*\d{4})?\)\s(?:is|was)\s"
)
"""A person's dates: "Ana Li (3 May 1889 – 7 June 1961) was ..."."""

_LEAD = re.compile(r"(?:[A-Z][A-Z.’'-]+:\s+)?(?:(?:Yes|No|Of course)[.,!:;–—-]+\s+|[A-Z][a-z]{4,}\.\s+(?=[A-Z]))?")
"""The speaker and their agreement or disagreement: "VOSS: Yes, "; or the sentence's name: "Quorum. Five members"."""


_ASKED_FIRST = re.compile(r"[^.!?]{2,30}\?\s(?=[A-Z])")
"""A question that the sentence answers: "Late? You lose."."""

_TOLD_TOO = re.compile(r";\s|,\s(?:but|or|since|as|because)\s")
"""Before what is told behind what is to be done: "Report damage; accidents cost nothing"."""


def asks(text: str, *, is_person: Callable[[str], bool], about: str = "") -> tuple[str, ...]:
    """First asks for a passage with this text, the plainest first, all different. `about` is the person whom the whole
    article is about, to whom "he" and "she" refer."""
    different: dict[str, str] = {}
    text = MARK.sub("", DATELINE.sub("", text), count=1)
    text = _ASKED_FIRST.sub("", _LEAD.sub("", text, count=1), count=1) if ENDED.search(text) else text
    if to_do := asks_to_do(text):
        *_, rest = _TOLD_TOO.split(text, maxsplit=1)
        found = [*to_do, *(_asks(rest, is_person, about) if rest != text else ())]
    else:
        found = [text.rstrip("?")] if text.endswith("?") else asks_by_layout(text) or _asks(text, is_person, about)
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


def _asks(text: str, is_person: Callable[[str], bool], about: str) -> Iterator[str]:
    is_entry = is_labelled(text)
    if speech := SPEECH.match(text):
        text = speech["said"]
    is_list = text[:1].isdigit() and not ENDED.search(text)  # "200 g dried apricots"
    parsed = () if is_entry or is_list else (_named(clause, about) for clause in clauses(text))
    by_clause = [[*_of_clause(clause, is_person)] for clause in parsed]
    if is_entry:
        yield from asks_of_entry(text, about)
    if lived := _LIVED.match(text):
        yield f"when was {lived['name']} born"
        if lived["died"]:
            yield f"when did {lived['name']} die"
        if about and about in lived["name"]:
            yield f"who {'was' if lived['died'] else 'is'} {about}"
    entry = None if by_clause else _PRICED.match(text)
    if entry and entry["what"].split()[-1] not in _PLACING:
        yield f"how much is {as_inside(entry['what'])}"
    for aside in RELATIVE.finditer(text):
        words = aside["said"].split()
        is_statement = words[0].islower() and words[0] not in _PERSONAL | _DETERMINERS | {"we", "you", "in", "on", "at"}
        if aside["whom"] in _SUBJECTS and is_statement:
            yield f"{_SUBJECTS[aside['whom']]} {shortened(tuple(words), MOST_ASKS)}"
    # One of each clause in turn: the first asks are kept.
    for place in range(max(map(len, by_clause), default=0)):
        for asked in by_clause:
            if place < len(asked):
                yield asked[place]


def _named(clause: ParsedClause, about: str) -> ParsedClause:
    """The clause with the person's name in place of "he" or "she", in an article about one person."""
    is_about = about and len(clause.subject) == 1 and bare(clause.subject[0]) in {"he", "she"}
    return replace(clause, subject=(about,)) if is_about else clause


def _of_clause(clause: ParsedClause, is_person: Callable[[str], bool]) -> Iterator[str]:
    subject = " ".join(clause.subject)
    if clause.text.lstrip('“"‘(').startswith(subject.partition(" ")[0]):  # else its capitals are its own
        subject = as_inside(subject)
    verb, rest_text, rest = " ".join(clause.verb), " ".join(clause.rest), shortened(clause.rest)
    if subject == "there":
        for what, _ in counts(rest_text):
            yield f"how many {what} {clause.helper} there"
        if clause.helper in _BE:
            yield f"{clause.helper} there {rest}"
        return
    is_none = bare(clause.subject[0]) in _NONE if clause.subject else False
    if not is_none and (not clause.is_about_a_pronoun or subject in _SPEAKERS):
        yield from _inverted(clause, subject, rest_text, is_person)
    if rest and not is_none and bare(clause.rest[0]) not in _CLAUSE_START and (verb or len(clause.rest) > 1):
        is_who = subject in _SPEAKERS or is_person(subject)
        verbs = verb if clause.helper else " ".join(map(as_of_one, clause.verb))
        asked = f"who {_OF_ONE.get(clause.helper, clause.helper)}" if is_who else f"what {clause.helper}"
        yield f"{asked} {verbs} {rest}"
    if clause.is_about_a_pronoun:
        for word, pattern in (("when", TIME), ("where", PLACE), ("why", REASON)):
            is_given = tells_when(clause.text) if pattern is TIME else pattern.search(clause.text)
            whom = subject if subject in _PERSONAL or len(clause.subject) > 1 else ""
            if is_given and rest and (whom or clause.helper):
                yield f"{word} {_turned(clause, whom)} {_without(pattern, rest_text)}"
    for what, end in counts(clause.text):
        after = shortened(tuple(clause.text[end:].split()))
        if bare(after.partition(" ")[0]) in _PLACING and what.split()[0] not in MONEY_UNITS:
            yield f"how many {what} {after}"


def _inverted(clause: ParsedClause, subject: str, rest_text: str, is_person: Callable[[str], bool]) -> Iterator[str]:
    """Questions with inverted verb and subject: "when did the embargo begin"."""
    verb = clause.verb or clause.helper in _HAVE

    def turned(word: str, rest: str) -> str:
        return f"{word} {_turned(clause, subject)} {rest}"

    first = bare(clause.rest[0]) if clause.rest else ""
    statement = clause.text.replace(" ".join(clause.subject), "", 1)  # not "the 1895 storm"
    is_definition = not verb and first in _DETERMINERS  # "Alder is a town in Peru"
    if first in {"when", "if", "until", "unless"}:
        yield turned("when", "")
    elif tells_when(statement) and not is_definition and not rest_text[:1].isdigit():
        yield turned("when", _without(TIME, rest_text))
    if REASON.search(clause.text):
        yield turned("why", _without(REASON, rest_text))
    measured = MEASURED.search(rest_text)
    if measured:
        is_are = "are" if is_plural(measured["what"]) else "is"
        yield f"how {'much' if measured['money'] else 'long'} {is_are} the {measured['what']}"
    elif MONEY.search(rest_text):
        yield turned("how much", _without(MONEY, rest_text))
    for what, end in counts(rest_text if first not in _CLAUSE_START else ""):
        if what.split()[0].rstrip("s") in TIME_UNITS:
            if asked := asks_of_time(rest_text, what, end):
                yield turned(asked, "")
        elif what.split()[0] not in MONEY_UNITS:
            yield turned(f"how many {what}", "")
    if PLACE.search(rest_text):
        yield turned("where", "" if is_definition else _without(PLACE, rest_text))
    if verb or clause.rest:
        is_who = not verb and clause.helper in _BE and is_person(subject)
        is_named = clause.subject[0] in clause.text  # and not "she"
        if (is_who and is_named) or (not is_who and _has_object(clause)):
            yield turned("who" if is_who else "what", "")
    if verb and first == "that" and not clause.helper:
        yield turned("what", "")
    if verb and first in {"by", "through"}:
        yield turned("how", "")
    elif verb and first in {"to", "for", "from", "about", "as", "with", "after", "of"}:
        yield turned("what", first)
    if first not in _CLAUSE_START:
        yield turned("", shortened(clause.rest))


def _turned(clause: ParsedClause, subject: str) -> str:
    """Verb and subject in the order of a question: "did the embargo begin"."""
    helper, verb = clause.helper, " ".join(clause.verb)
    if not verb and helper in _HAVE:
        helper, verb = _HAVE[helper], "have"
    if not helper and clause.verb:
        base, helper = base_and_helper(clause.verb[0])
        verb = " ".join((base, *clause.verb[1:]))
    return f"{helper} {subject} {verb}"


def _has_object(clause: ParsedClause) -> bool:
    """Whether "what" can replace what follows the verb: not a time or place, and nothing after a passive."""
    first = bare(clause.rest[0]) if clause.rest else ""
    if not clause.verb:
        return clause.helper in _HAVE or first in _DETERMINERS or clause.rest[0][:1].isupper()
    is_passive = clause.helper in _BE or bool({"be", "been"} & set(clause.verb))
    is_doing = bare(clause.verb[-1]).endswith("ing")
    return first not in _BEFORE_A_PHRASE and not (is_passive and not is_doing)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """The text without what is asked for, shortened."""
    left = re.sub(rf"(?:\b(?:and|or|to|until|till|through)\s+)?(?:{pattern.pattern})", " ", text)
    return shortened(tuple(re.split(r"^\s*(?:and|but)\b", left)[0].split()))
