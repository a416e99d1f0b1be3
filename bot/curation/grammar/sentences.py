"""Splits paragraphs into sentences, sentences that are too long to be quoted into parts, and both into quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import sentencex  # pyright: ignore[reportMissingTypeStubs] - it comes without types

from bot.article import limits
from bot.article.quotes import ELLIPSIS, sentence_edges
from bot.curation.grammar.verbs import bare, find_verb, is_plainly_a_verb
from bot.matching.english.forms import MONTHS, WEEKDAYS

TOGETHER = 50
"""In words: a sentence that depends on the one before it ("It was ..."), answers it or is named by it, is quoted with
it if both are no longer than this."""

_LEANS = frozenset("it they he she this these those such its their his her both then there".split())
_POINTS_BACK = re.compile(
    r"(?:After|Before|Until|Since|From) (?:that|then)\b|[—–]\s?[A-Z]"
    r"|[^.!?]{2,40}\s(?:is|are|do|does|can|may)(?:n[’']t|\snot)\.\Z"
)
"""A sentence that refers back by more than its first word: "After that the owner pays", "Phones are not."."""

_IN_NO_LABEL = frozenset("a an the it them us me him her your my our their not no yes".split())
"""Words of a sentence that is informative however short it is: "Call us."."""

_LABEL = re.compile(
    r"(?:[A-Z][\w’'-]*(?:\s[a-z][\w’'-]*){1,2}|(?:§|Art\.|Article|Section|Sec\.|Clause|Rule)\s?\d+[a-z]?\.?"
    r"(?:\s[A-Z][\w’'-]*(?:\s[\w’'-]+){0,4})?)\."
)

_CLAUSE = re.compile(r"[,;:)—–]\s+|\s+(?=(?:and|or|but|which|who|that|because|while|when|if)\s)")
_MARKS = re.compile(r"(?:\s*\[[^\[\]]{1,30}\])*")
"""Reference marks, which belong to the sentence before: "1978.[citation needed]"."""

ENDED = re.compile(r"[.!?…][\"”’)\]]*\Z")
"""The end of a text that is a sentence, not an entry or a heading."""

_GOES_ON = re.compile(r"[a-z,;)\]]")
"""The beginning of a text that continues a sentence."""

_UNIT_ENDS = re.compile(r"(?:\d\s?(?:min|hrs?|secs?|kg|km|cm|mm|ml|tsp|tbsp)|\bMay)\.(?=\s[A-Z][a-z])")
"""An abbreviation that ends a sentence if a capital letter follows: "Cook for 5 min. Turn up the heat"."""

_BEFORE_A_NUMBER = (
    "approx ca no nos p pp ch chap vol para sec art fig tel ext min max st mon tue tues wed thu thur thurs fri sat"
    " sun jan feb mar apr jun jul aug sep sept oct nov dec"
).split()
_TITLES = "Cllr Cmdr Capt Sgt Lt Col Gen Hon Supt".split()
_NO_END = re.compile(
    "|".join(
        (
            *(rf"(?<=, {short}\.)" for short in ("ed", "eds", "trans", "p", "pp", "vol")),
            r"(?<=\bcf\.)",
            *(rf"(?<=\b{title}\.)(?=\s[A-Z])" for title in _TITLES),
            *(rf"(?<=\b{short}\.)(?=\s[\d+(])" for each in _BEFORE_A_NUMBER for short in (each, each.capitalize())),
            rf"(?<=[ap]\.m\.)(?=\s(?:{'|'.join((*MONTHS, *WEEKDAYS, 'Eastern', 'Central', 'Pacific'))})\b)",
        )
    )
)
"""Text after an abbreviation that does not end a sentence: "Livia's Kitchen, ed. Marta Bene", "approx. 5 km", "at 5
p.m. Monday"."""


def spans(paragraph: str) -> list[tuple[int, int]]:
    """Where each sentence of a paragraph starts and ends, separated only by white space. A quote may end there. A
    sentence of one word ("Why?") is joined to its neighbour."""
    starts, ends = sentence_edges(paragraph)
    next_start = dict(zip(ends, starts[1:], strict=False))
    edges = [0]
    for end in _boundaries(paragraph):
        marks = _MARKS.match(paragraph, end)
        start = next_start.get(marks.end() if marks else end, 0)
        if start > edges[-1] and not _GOES_ON.match(paragraph, start):
            edges.append(start)
    edges.append(len(paragraph))
    joined: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        is_short = " " not in paragraph[start:end].strip()
        if joined and (is_short or " " not in paragraph[slice(*joined[-1])].strip()):
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    return [(start, start + len(paragraph[start:end].rstrip())) for start, end in joined]


def _boundaries(paragraph: str) -> list[int]:
    """The ends of sentences according to the library."""
    library: Any = sentencex
    found: list[dict[str, Any]] = library.get_sentence_boundaries("en", paragraph)
    ends = {len(paragraph[: boundary["end_index"]].rstrip()) for boundary in found}
    ends |= {match.end() for match in _UNIT_ENDS.finditer(paragraph)}
    return sorted(end for end in ends if not _NO_END.match(paragraph, end))


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


def quotable(paragraph: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph start and end. A sentence that is too long to be quoted and contains
    sentences, such as a speech, is split into those."""
    found: list[tuple[int, int]] = []
    for start, end in spans(paragraph):
        sentence = paragraph[start:end]
        if len(sentence.split()) <= limits.QUOTE_WORDS:
            found.append((start, end))
        else:
            found += ((start + first, start + last) for first, last in zip(*sentence_edges(sentence), strict=True))
    return found


def parts(sentence: str) -> list[str]:
    """The sentence, or, if it is too long to be quoted, parts of it at clause boundaries, with ellipses where it is
    cut."""
    if len(sentence.split()) <= limits.QUOTE_WORDS:
        return [sentence]
    most = limits.QUOTE_WORDS - 2
    wanted = len(sentence) / -(-len(sentence.split()) // (most - 8))
    spaces = [match.end() for match in re.finditer(r"\s+", sentence)]
    clauses = [match.end() for match in _CLAUSE.finditer(sentence)]
    found: list[str] = []
    at = 0
    while len(sentence[at:].split()) > most:
        ahead = ([cut for cut in cuts if cut > at] for cuts in (clauses, spaces))
        reach = next(filter(None, ([cut for cut in cuts if len(sentence[at:cut].split()) <= most] for cuts in ahead)))
        cut = min(reach, key=lambda cut: abs(cut - at - wanted))
        found.append(sentence[at:cut].strip())
        at = cut
    first, *others = (*found, sentence[at:].strip())
    *cut, last = (first, *(f"{ELLIPSIS} {part}" for part in others))
    return [*(f"{part} {ELLIPSIS}" for part in cut), last]


def is_label(sentence: str) -> bool:
    """Whether a sentence only names the topic of the next one: "Account data.", "§ 2 Rent."."""
    words = [bare(word) for word in sentence.split()]
    is_statement = find_verb(words) is not None or is_plainly_a_verb(words[0]) or not _IN_NO_LABEL.isdisjoint(words)
    return _LABEL.fullmatch(sentence) is not None and not is_statement


def quotes_of(paragraph: str) -> Iterator[str]:
    """The quotes of a paragraph. Together they cover it."""
    together: tuple[int, int] | None = None
    for start, end in quotable(paragraph):
        sentence = paragraph[start:end]
        pieces = parts(sentence)
        if together:
            words = len(paragraph[together[0] : end].split())
            before = paragraph[slice(*together)]
            is_named = before.endswith("?") or (not together[0] and is_label(before))
            is_leaning = bare(sentence.split()[0]) in _LEANS or _POINTS_BACK.match(sentence)
            if len(pieces) == 1 and words <= TOGETHER and (is_named or is_leaning):
                together = (together[0], end)
                continue
            yield paragraph[slice(*together)]
        together = (start, end) if len(pieces) == 1 else None
        if len(pieces) > 1:
            yield from pieces
    if together:
        yield paragraph[slice(*together)]


def quotes_of_rest(rest: str, paragraph: str) -> Iterator[str]:
    """The quotes of the text of a paragraph that other quotes leave, with an ellipsis if it begins or ends within a
    sentence."""
    starts, ends = sentence_edges(paragraph)
    start = paragraph.index(rest)
    space = " " if len(rest.split()) <= limits.QUOTE_WORDS - 2 else ""  # by itself an ellipsis counts as a word
    before = "" if start in starts else f"{ELLIPSIS}{space}"
    after = "" if start + len(rest) in ends else f"{space}{ELLIPSIS}"
    first, *others = quotes_of(rest)
    *others, last = (f"{before}{first}", *others)
    yield from (*others, f"{last}{after}")
