"""Where quotes stand in the article, what differs when they do not, and what no quote holds."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.article import limits
from bot.article.word_index import word_index

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?”\"’)…])\s+")

_MOST_SENTENCES = 12
"""In a stretch of text that a quote is compared with. Quotes have three, but "U.S. " looks like the end of one."""

_ALIKE = 50
"""Paragraphs in which the text nearest to a quote is looked for, and sentences of each at which it may begin."""


class Place(NamedTuple):
    """Where a quote stands: in paragraph number `paragraph`, from 1.

    Where something is wrong with it, `problem` says what, and `text` and `paragraph` are the whole sentences that it
    was most likely meant to be (0 and nothing in an empty article); otherwise `text` is the quote.
    """

    paragraph: int
    text: str
    problem: str = ""


def occurrences(quote: str, paragraph: str) -> list[tuple[int, int]]:
    """``(start, end)`` of every place where the quote stands in the paragraph as whole sentences."""
    if quote not in paragraph:
        return []
    starts, ends = _sentences(paragraph)
    found = [(start, start + len(quote)) for start in starts if paragraph.startswith(quote, start)]
    all_ends = set(ends)
    return [(start, end) for start, end in found if end in all_ends]


@lru_cache(maxsize=4_000)
def _sentences(paragraph: str) -> tuple[list[int], list[int]]:
    """Where sentences start, and where they end."""
    between = list(_BETWEEN_SENTENCES.finditer(paragraph))
    return [0, *(space.end() for space in between)], [*(space.start() for space in between), len(paragraph)]


def locate(quote: str, paragraphs: Sequence[str]) -> Place:
    """The first place of a quote in the article."""
    places = word_index(tuple(paragraphs)).holding(quote)
    for place in places:
        if occurrences(quote, paragraphs[place]):
            return Place(place + 1, quote)
    for place in places:
        paragraph = paragraphs[place]
        at = paragraph.find(quote)
        if at >= 0:
            starts, ends = _sentences(paragraph)
            start = max(start for start in starts if start <= at)
            end = min(end for end in ends if end >= at + len(quote))
            problem = "begins or ends in the middle of a sentence; take whole sentences"
            return Place(place + 1, paragraph[start:end], problem)
    if not paragraphs:
        return Place(0, "", "is not in the article; copy it from article.txt")
    return _nearest(quote, paragraphs)


def _nearest(quote: str, paragraphs: Sequence[str]) -> Place:
    """The whole sentences that are most like the quote, but for case and punctuation, and where they differ."""
    # Imported here: needed for a faulty index alone.
    from rapidfuzz import fuzz, process, utils
    from rapidfuzz.distance import Prefix

    stretches: list[tuple[int, str]] = []
    for place in word_index(tuple(paragraphs)).alike(quote, _ALIKE):
        paragraph = paragraphs[place]
        starts, ends = _sentences(paragraph)
        for at, start in enumerate(starts[:_ALIKE]):
            stretches += ((place + 1, paragraph[start:end]) for end in ends[at : at + _MOST_SENTENCES])
    texts = [text for _, text in stretches]
    _, _, best = process.extractOne(quote, texts, scorer=fuzz.ratio, processor=utils.default_process)
    number, text = stretches[best]
    same = Prefix.similarity(quote, text)
    word = quote.rfind(" ", 0, same) + 1
    problem = (
        f"is not verbatim; the nearest text is in paragraph {number} and differs from character {same + 1} on: "
        f"the quote has {_first_words(quote[word:])!r}, the article {_first_words(text[word:])!r}; "
        "copy it from article.txt"
    )
    return Place(number, text, problem)


def _first_words(text: str) -> str:
    return " ".join(text.split(" ")[:4])


def as_in(texts: Iterable[str], part: str) -> str:
    """The part of a text in the Unicode form, composed or not, that one of the texts has; else as it is written.

    The two look the same, and which one a text gets is up to the editor and the system.
    """
    if len(part) > limits.PARAGRAPH:  # too long anyway, and combining marks are put in order by the square of them
        return part
    forms = dict.fromkeys((part, unicodedata.normalize("NFC", part), unicodedata.normalize("NFD", part)))
    if len(forms) == 1:
        return part
    return next((form for form in forms if any(form in text for text in texts)), part)


def bold_spans(quote: str, answer: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` offsets of the answer words in the quote, in order, overlapping ones merged."""
    found = sorted((quote.find(words), quote.find(words) + len(words)) for words in answer if words in quote)
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def uncovered(paragraphs: Sequence[str], quotes: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each stretch of text, with its paragraph's number from 1, that no quote holds."""
    index = word_index(tuple(paragraphs))
    ranges: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for quote in {quote for quote in quotes if quote}:
        for place in index.holding(quote):
            ranges[place] += occurrences(quote, paragraphs[place])
    for place, paragraph in enumerate(paragraphs):
        at = 0
        for start, end in [*sorted(ranges[place]), (len(paragraph), len(paragraph))]:
            if start > at and paragraph[at:start].strip():
                yield place + 1, paragraph[at:start].strip()
            at = max(at, end)
