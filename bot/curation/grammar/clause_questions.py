"""Turns a clause into questions for its parts: who, what, when, where, why, how much, and whether."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.curation.grammar.clauses import ParsedClause, shortened
from bot.curation.grammar.lines import as_inside
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
from bot.curation.grammar.verbs import as_of_one, bare, base_and_helper, find_verb, is_a_verb

_HAVE = {"has": "does", "have": "do", "had": "did"}
_OF_ONE = {"are": "is", "were": "was", "have": "has", "do": "does"}
"""Auxiliaries after "who"."""

_BE = frozenset("is are was were".split())
_NONE = frozenset("no nobody nothing none neither never few please".split())
"""The beginning of a sentence about nobody: "may no dog come in" asks for nothing; or of a request."""

PERSONAL = frozenset("it he she they".split())
_SPEAKERS = frozenset(("you", "we", "I"))
_NO = re.compile(r"(?<!\S)no(?=\s(?!longer\b|more\b))")
_DENIED = frozenset("not never cannot".split())
DETERMINERS = frozenset("the a an our your their its his her my one".split())
PLACING = frozenset("in on at from of for with by to between among under over near".split())
_BEFORE_A_PHRASE = PLACING | frozenset(
    "as about after before during since until between against into through than if when where because that only up out"
    " off down back away together again well there here".split()
)
_CONDITIONS = frozenset("when if until unless".split())
_CLAUSE_START = _CONDITIONS | frozenset("because while where although though since that whether".split())
_INNER = re.compile(r"\s(?:that|which|who|since|where)\s")


def asks_of_clause(clause: ParsedClause, is_person: Callable[[str], bool]) -> Iterator[str]:
    """Asks for a clause. `is_person` tells whether a subject is one."""
    subject = " ".join(clause.subject)
    if clause.text.lstrip('“"‘(').startswith(subject.partition(" ")[0]):  # else its capitals are its own
        subject = as_inside(subject)
    if clause.verb[-1:] == ("need",) and clause.rest[:1] == ("not",):
        clause = replace(clause, verb=("not", "need"), rest=("to", *clause.rest[1:]))
    verb, rest_text, rest = " ".join(clause.verb), " ".join(clause.rest), shortened(clause.rest)
    if subject == "there":
        for what, _ in counts(rest_text):
            yield f"how many {what} {clause.helper} there"
        if clause.helper in _BE:
            yield f"{clause.helper} there {_NO.sub('any', rest)}"
        return
    is_none = bare(clause.subject[0]) in _NONE if clause.subject else False
    if len(clause.subject) > 1 and bare(clause.subject[0]) == "no":  # "no dogs may come in"
        yield f"{_turned(clause, ' '.join(('any', *clause.subject[1:])))} {rest}"
    if not _DENIED.isdisjoint((clause.helper, *map(bare, clause.verb))):
        if not is_none and (not clause.is_about_a_pronoun or subject in _SPEAKERS):
            yield from _of_denial(clause, subject)
        return
    if not is_none and (not clause.is_about_a_pronoun or subject in _SPEAKERS):
        yield from _inverted(clause, subject, rest_text, is_person)
    is_doing = not clause.helper and verb in {"do", "does", "did"}  # nobody asks what does the work
    is_told = (
        bool(rest)
        and not is_none
        and not is_doing
        and subject not in _SPEAKERS
        and bare(clause.rest[0]) not in _CLAUSE_START
    )
    if is_told and (verb or " " in rest):
        is_who = is_person(subject)
        verbs = verb if clause.helper else " ".join(map(as_of_one, clause.verb))
        asked = f"who {_OF_ONE.get(clause.helper, clause.helper)}" if is_who else f"what {clause.helper}"
        yield f"{asked} {verbs} {rest}"
    if clause.is_about_a_pronoun and subject not in _SPEAKERS:
        for word, pattern in (("when", TIME), ("where", PLACE), ("why", REASON)):
            is_given = tells_when(clause.text) if pattern is TIME else pattern.search(clause.text)
            whom = subject if subject in PERSONAL or len(clause.subject) > 1 else ""
            if is_given and rest and (whom or clause.helper):
                yield f"{word} {_turned(clause, whom)} {_without(pattern, rest_text)}"
    for what, end in counts(clause.text):
        after = shortened(tuple(clause.text[end:].split()))
        if bare(after.partition(" ")[0]) in PLACING and what.split()[0] not in MONEY_UNITS:
            yield f"how many {what} {after}"


def _of_denial(clause: ParsedClause, subject: str) -> Iterator[str]:
    """Asks for what is denied, as people ask who do not know that: "are dogs allowed"."""
    if REASON.search(clause.text):
        yield f"why {_turned(clause, subject)} {_without(REASON, ' '.join(clause.rest))}"
    helper = "can" if clause.helper == "cannot" else clause.helper
    verb = tuple(word for word in clause.verb if bare(word) not in _DENIED)
    yield f"{_turned(replace(clause, helper=helper, verb=verb), subject)} {shortened(clause.rest)}"


def _inverted(clause: ParsedClause, subject: str, rest_text: str, is_person: Callable[[str], bool]) -> Iterator[str]:
    """Questions with inverted verb and subject: "when did the embargo begin"."""
    verb = clause.verb or clause.helper in _HAVE

    def turned(word: str, rest: str) -> str:
        return f"{word} {_turned(clause, subject)} {rest}"

    first = bare(clause.rest[0]) if clause.rest else ""
    statement = _main_part(clause.text.replace(" ".join(clause.subject), "", 1))  # not "the 1895 storm"
    is_definition = not verb and first in DETERMINERS  # "Alder is a town in Peru"
    if first in _CONDITIONS:
        yield turned("when", "")
    elif not verb and bare("".join(clause.rest[1:2])) in _CONDITIONS:  # "fine if you pay"
        yield turned("when", clause.rest[0])
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
    if PLACE.search(_main_part(f" {rest_text}")):
        yield turned("where", "" if is_definition else _without(PLACE, rest_text))
    if verb or clause.rest:
        is_who = not verb and clause.helper in _BE and is_person(subject)
        is_named = clause.subject[0] in clause.text  # and not "she"
        if (is_who and is_named) or (not is_who and _has_object(clause)):
            yield turned("who" if is_who else "what", "")
    if verb and first == "that" and not clause.helper:
        yield turned("what", "")
    if verb and first in {"by", "through"} and not TIME.match(rest_text):
        yield turned("how", "")
    elif first == "to" and is_a_verb(bare("".join(clause.rest[1:2]))):  # what they plan, or have, to do
        yield turned("what", "to do")
    elif clause.verb and first in {"to", "for", "from", "about", "as", "with", "after", "of"}:
        yield turned("what", first)
    if first not in _CLAUSE_START:
        yield turned("", _NO.sub("any", shortened(clause.rest)))
    elif clause.verb and clause.helper in _BE:  # "is it allowed", whatever the reason
        yield turned("", "")


def _main_part(text: str) -> str:
    """The text up to an inner clause: what is told there is told of something else."""
    inner = (match for match in _INNER.finditer(text) if find_verb(text[match.end() :].split()) is not None)
    return text[: next((match.start() for match in inner), len(text))]


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
    if not clause.rest:
        return False
    if not clause.verb:
        return (clause.helper in _HAVE and first != "to") or first in DETERMINERS or clause.rest[0][:1].isupper()
    is_passive = clause.helper in _BE or bool({"be", "been"} & set(clause.verb))
    is_doing = bare(clause.verb[-1]).endswith("ing")
    return first not in _BEFORE_A_PHRASE and not (is_passive and not is_doing)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """The text without what is asked for, shortened."""
    left = re.sub(rf"(?:\b(?:and|or|to|until|till|through)\s+)?(?:{pattern.pattern})", " ", text)
    left = re.split(r"^\s*(?:and|but)\b|\bonly[\s.]*$", left)[0]
    return shortened(tuple(left.split()))
