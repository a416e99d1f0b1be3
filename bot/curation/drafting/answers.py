"""Finds the words of a quote that answer its asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.curation.grammar.clauses import clauses, shortened
from bot.curation.grammar.measures import CLOCK, COUNT, DAY, MONEY, MONTH, PLACE, REASON, TIME
from bot.curation.grammar.sentences import sentences

_UP_TO = re.compile(
    rf"\s?(?:–|-|to|till|until|and)\s?(?:{CLOCK}|\d{{1,2}}\s{MONTH}|{MONTH}|{DAY}|(?:1[0-9]|20)\d\d)(?!\w)"
)
"""The rest of a span of time after its first time."""

_SHOWN_WHOLE = 16
"""In words: a sentence without a known answer is set in bold as a whole if it is no longer than this."""

_QUOTED = re.compile(r"[“\"]([^“”\"]{2,60})[”\"]")


def answer_words(text: str, asked: Sequence[str]) -> tuple[str, ...]:
    """The words of the text to set in bold: what its asks ask for, by their question words."""
    text = text.rpartition("? ")[2]  # what answers is no part of the question
    kinds = {ask.split()[0] for ask in asked} | {" ".join(ask.split()[:2]) for ask in asked}
    patterns = (
        ("how much", MONEY),
        ("when", TIME),
        ("how many", COUNT),
        ("how long", COUNT),
        ("why", REASON),
        ("where", PLACE),
    )
    for kind, pattern in patterns:
        if kind not in kinds or not (matches := list(pattern.finditer(text))):
            continue
        if pattern is COUNT:
            named = (match for match in matches if any(f"how many {match['what']}" in ask for ask in asked))
            return (next(named, max(matches, key=lambda match: len(match[0])))["number"],)
        ends = (_UP_TO.match(text, match.end()) if pattern is TIME else None for match in matches)
        found = (f"{match[0]}{end[0] if end else ''}" for match, end in zip(matches, ends, strict=True))
        return (_trimmed(max(found, key=len), text),)  # "in October 1973", not the year in "the 1973 oil crisis"
    quoted = _QUOTED.search(text)
    if quoted and (quoted.start() or quoted[1].count(" ") > 1):  # what a text defines, it quotes first
        return (quoted[1].strip(),)
    sentence = next(iter(sentences(text)))
    first = next(clauses(sentence), None)
    if first and first.rest:
        words = shortened(first.rest, 12)
        while words and words not in sentence:
            words = words.rpartition(" ")[0]
        if len(words.split()) > 1:
            return (_trimmed(words, text),)
    words = " ".join(sentence.split())
    words = words if len(words.split()) <= _SHOWN_WHOLE else shortened(tuple(words.split()), 12)
    return (_trimmed(words, text) if words and words in text else sentence,)


def _trimmed(words: str, text: str) -> str:
    """Words without surrounding punctuation; "6 p.m." keeps its own."""
    trimmed = words.strip(" .,;:…")
    has_point = re.search(r"[ap]\.m$", trimmed) is not None and f"{trimmed}." in text
    return f"{trimmed}." if has_point else trimmed or words
