"""Puts what a text says to its readers into the words of a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.curation.grammar.clauses import ParsedClause
from bot.curation.grammar.verbs import AUXILIARIES, bare, is_a_verb

_SUBJECTS = {"you": "I", "we": "you"}
_OF_ME = {"are": "am", "were": "was"}
_OTHERS = {
    "you": "me",
    "your": "my",
    "yours": "mine",
    "yourself": "myself",
    "we": "you",
    "us": "you",
    "our": "your",
    "ours": "yours",
    "ourselves": "yourselves",
}


def as_a_reader_says(clause: ParsedClause) -> ParsedClause:
    """The clause in a reader's words: "you may bring your dog" -> "I may bring my dog"."""
    first = clause.subject[0].lower() if len(clause.subject) == 1 else ""
    subject = (_SUBJECTS[first],) if first in _SUBJECTS else tuple(map(_turned, clause.subject))
    helper = _OF_ME.get(clause.helper, clause.helper) if first == "you" else clause.helper
    text = clause.text.replace(" ".join(clause.subject), " ".join(subject), 1)
    return replace(clause, text=text, subject=subject, helper=helper, rest=_turned_all(clause.rest))


def in_a_readers_words(ask: str) -> str:
    """An ask whose subject is the reader: "how do I write your name" -> "how do I write my name"."""
    return " ".join(_turned_all(ask.split()))


def _turned_all(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        "I" if word == "you" and (bare(following) in AUXILIARIES or is_a_verb(bare(following))) else _turned(word)
        for word, following in pairwise((*words, ""))
    )


def _turned(word: str) -> str:
    return _OTHERS.get(word.lower(), word) if word != "US" else word
