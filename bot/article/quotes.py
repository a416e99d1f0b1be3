"""Finds quotes in the article, explains why a quote is not found, and finds text that no quote holds."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.article import limits
from bot.article.word_index import word_index

ELLIPSIS = "…"

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?”\"’)…\]»])\s+|(?<=[。！？])\s*")
_WORD = re.compile(r"\w")

_MOST_SENTENCES = 12
"""The longest stretch of text that a quote is compared with. Quotes have three sentences, but "U.S. " looks like a
sentence end."""

_ALIKE = 50
"""How many paragraphs are searched for the text nearest to a quote, and at how many sentences of each it may begin."""


class QuotePlace(NamedTuple):
    """Where a quote stands: in paragraph number `paragraph`, from 1.

    If something is wrong with the quote, `problem` says what; `text` and `paragraph` are then the whole sentences that
    were most likely meant ("" and 0 in an empty article). Otherwise `text` is the quote. If the quote is part of a long
    sentence, with an ellipsis, `cut` is that part as the article has it.
    """

    paragraph: int
    text: str
    problem: str = ""
    cut: str = ""


def occurrences(text: str, paragraph: str, *, is_cut: bool = False) -> list[tuple[int, int]]:
    """``(start, end)`` of every occurrence of the text in the paragraph: as whole sentences, or anywhere if
    `is_cut`."""
    if text not in paragraph:
        return []
    if is_cut:
        # A lookahead finds overlapping occurrences too.
        places = (match.start() for match in re.finditer(f"(?={re.escape(text)})", paragraph))
        return [(start, start + len(text)) for start in places]
    starts, ends = sentence_edges(paragraph)
    found = [(start, start + len(text)) for start in starts if paragraph.startswith(text, start)]
    all_ends = set(ends)
    return [(start, end) for start, end in found if end in all_ends]


@lru_cache(maxsize=4_000)
def sentence_edges(paragraph: str) -> tuple[list[int], list[int]]:
    """Where sentences may start and where they may end. Errs on the side of too many."""
    between = list(_BETWEEN_SENTENCES.finditer(paragraph))
    return [0, *(space.end() for space in between)], [*(space.start() for space in between), len(paragraph)]


def locate(quote: str, paragraphs: Sequence[str]) -> QuotePlace:
    """The first occurrence of a quote in the article."""
    places = word_index(tuple(paragraphs)).paragraphs_with(quote)
    for place in places:
        if occurrences(quote, paragraphs[place]):
            return QuotePlace(place + 1, quote)
    if found := _locate_cut(quote, paragraphs):
        return found
    for place in places:
        paragraph = paragraphs[place]
        at = paragraph.find(quote)
        if at >= 0:
            start, end = _whole_sentences(paragraph, at, at + len(quote))
            long = f"of over {limits.QUOTE_WORDS} words"
            if len(paragraph[start:end].split()) > limits.QUOTE_WORDS:
                advice = f", or put an ellipsis ({ELLIPSIS}) at the end where this one {long} is cut"
            else:
                advice = f" (only one {long} may be cut, with an ellipsis, {ELLIPSIS}, there)"
            problem = f"begins or ends in the middle of a sentence; take whole sentences{advice}"
            return QuotePlace(place + 1, paragraph[start:end], problem)
    if not paragraphs:
        return QuotePlace(0, "", "is not in the article; copy it from article.txt")
    return _nearest(quote, paragraphs)


def _whole_sentences(paragraph: str, start: int, end: int) -> tuple[int, int]:
    """The start and end of the whole sentences around a stretch of text."""
    starts, ends = sentence_edges(paragraph)
    return max(at for at in starts if at <= start), min(at for at in ends if at >= end)


def _locate_cut(quote: str, paragraphs: Sequence[str]) -> QuotePlace | None:
    """The place of a quote with an ellipsis; None if it is not part of a sentence. See `_cut_problem`."""
    text = quote.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS).strip()
    if text == quote.strip() or not text:
        return None
    first: QuotePlace | None = None
    for place in word_index(tuple(paragraphs)).paragraphs_with(text):
        paragraph = paragraphs[place]
        for start, end in occurrences(text, paragraph, is_cut=True):
            problem = _cut_problem(quote, paragraph, start, end)
            if not problem:
                return QuotePlace(place + 1, quote, cut=text)
            first = first or QuotePlace(place + 1, paragraph[slice(*_whole_sentences(paragraph, start, end))], problem)
    return first


def _cut_problem(quote: str, paragraph: str, start: int, end: int) -> str:
    """What is wrong with a quote that is cut out of a paragraph; "" if nothing is.

    A quote may be cut between words, must have an ellipsis at each cut, and only a sentence that is too long to be
    quoted whole may be cut: half of a shorter one might say something else.
    """
    starts, ends = sentence_edges(paragraph)
    cut_start, cut_end = quote.startswith(ELLIPSIS), quote.endswith(ELLIPSIS)
    if (not cut_start and start not in starts) or (not cut_end and end not in ends):
        return f"begins or ends in the middle of a sentence; put an ellipsis ({ELLIPSIS}) there"
    if (start and not paragraph[start - 1].isspace()) or re.match(r"\w\w", paragraph[end - 1 : end + 1]):
        return "is cut in the middle of a word; cut it between two"
    first = paragraph[slice(*_whole_sentences(paragraph, start, start + 1))]
    last = paragraph[slice(*_whole_sentences(paragraph, end - 1, end))]
    for is_cut, sentence in ((cut_start, first), (cut_end, last)):
        if is_cut and len(sentence.split()) <= limits.QUOTE_WORDS:
            words = f"has {len(sentence.split())} words and a quote may have {limits.QUOTE_WORDS}"
            return f"is cut, and its sentence {words}; take the whole sentence, without an ellipsis"
    return ""


def _nearest(quote: str, paragraphs: Sequence[str]) -> QuotePlace:
    """The whole sentences most similar to the quote, ignoring case and punctuation, and where they differ."""
    # Imported here since only a faulty index needs it.
    from rapidfuzz import fuzz, process, utils
    from rapidfuzz.distance import Prefix

    stretches: list[tuple[int, str]] = []
    for place in word_index(tuple(paragraphs)).most_similar(quote, _ALIKE):
        paragraph = paragraphs[place]
        starts, ends = sentence_edges(paragraph)
        for at, start in enumerate(starts[:_ALIKE]):
            stretches += ((place + 1, paragraph[start:end]) for end in ends[at : at + _MOST_SENTENCES])
    texts = [text for _, text in stretches]
    _, _, best = process.extractOne(quote, texts, scorer=fuzz.ratio, processor=utils.default_process)
    number, text = stretches[best]
    same = Prefix.similarity(quote, text)
    word = quote.rfind(" ", 0, same) + 1
    what = "is verbatim except for its spaces" if quote.split() == text.split() else "is not verbatim"
    problem = (
        f"{what}; the nearest text is in paragraph {number} and differs from character {same + 1} on: "
        f"the quote has {_first_words(quote[word:])!r}, the article {_first_words(text[word:])!r}; "
        "copy it from article.txt"
    )
    return QuotePlace(number, text, problem)


def _first_words(text: str) -> str:
    return " ".join(text.split(" ")[:4])


def in_form_of(texts: Iterable[str], part: str) -> str:
    """The part in the Unicode form, composed or decomposed, in which one of the texts contains it; unchanged if none
    does.

    The two forms look the same, and editors and systems differ in which they write.
    """
    if len(part) > limits.PARAGRAPH:  # too long anyway, and normalizing n marks takes n² steps
        return part
    forms = dict.fromkeys((part, unicodedata.normalize("NFC", part), unicodedata.normalize("NFD", part)))
    if len(forms) == 1:
        return part
    return next((form for form in forms if any(form in text for text in texts)), part)


def bold_spans(quote: str, answer: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """``(start, end)`` offsets of the answer words in the quote, in order, with overlapping ones merged."""
    found = sorted((quote.find(words), quote.find(words) + len(words)) for words in answer if words in quote)
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def uncovered(paragraphs: Sequence[str], quotes: Iterable[str], parts: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """Each stretch of text that nothing covers, with its paragraph's number from 1.

    `quotes` cover whole sentences; `parts`, which are cut out of sentences or skipped, cover every occurrence.
    """
    index = word_index(tuple(paragraphs))
    ranges: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for text, is_cut in {(text, False) for text in quotes if text} | {(text, True) for text in parts if text}:
        for place in index.paragraphs_with(text):
            ranges[place] += occurrences(text, paragraphs[place], is_cut=is_cut)
    for place, paragraph in enumerate(paragraphs):
        at = 0
        for start, end in [*sorted(ranges[place]), (len(paragraph), len(paragraph))]:
            if start > at and _WORD.search(paragraph, at, start):
                yield place + 1, paragraph[at:start].strip()
            at = max(at, end)


def normalized(text: str) -> str:
    """The text as far as it matters for a label: lower case, with one kind of quotation marks and of white space."""
    straight = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", straight).strip(' ."…').lower()
