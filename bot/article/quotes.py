"""Where quotes stand in the article, what differs when they do not, and what no quote holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_SENTENCE_ENDS = tuple('.!?”"’)…')


def locate(quote: str, paragraphs: Sequence[str]) -> tuple[int, str]:
    """The number, from 1, of the first paragraph that holds the quote, and an empty string; or 0 and what is wrong."""
    for number, paragraph in enumerate(paragraphs, 1):
        start = paragraph.find(quote)
        if start < 0:
            continue
        end = start + len(quote)
        before = paragraph[:start]
        starts_well = not before or (before[-1].isspace() and before.rstrip().endswith(_SENTENCE_ENDS))
        ends_well = end == len(paragraph) or (paragraph[end].isspace() and quote.endswith(_SENTENCE_ENDS))
        if starts_well and ends_well:
            return number, ""
        return number, "begins or ends in the middle of a sentence; take whole sentences"
    return 0, _describe_difference(quote, paragraphs)


def _describe_difference(quote: str, paragraphs: Sequence[str]) -> str:
    # Imported here: needed for a faulty index alone.
    from rapidfuzz import fuzz, process

    if not paragraphs:
        return "is not in the article; copy it from article.txt"
    paragraph, _, index = process.extractOne(quote, paragraphs, scorer=fuzz.partial_ratio)
    alignment = fuzz.partial_ratio_alignment(quote, paragraph)
    start = alignment.dest_start if alignment else 0
    text = paragraph[start : start + len(quote)]
    same_until = min(len(quote), len(text))
    at = next((i for i in range(same_until) if quote[i] != text[i]), same_until)
    return (
        f"is not verbatim; the nearest text is in paragraph {index + 1} and differs from character {at + 1} on: "
        f"the quote has {quote[at : at + 30]!r}, the article {text[at : at + 30]!r}; copy it from article.txt"
    )


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
    unique = {quote for quote in quotes if quote}
    for number, paragraph in enumerate(paragraphs, 1):
        ranges = sorted((start, start + len(quote)) for quote in unique if (start := paragraph.find(quote)) >= 0)
        at = 0
        for start, end in [*ranges, (len(paragraph), len(paragraph))]:
            if start > at and paragraph[at:start].strip():
                yield number, paragraph[at:start].strip()
            at = max(at, end)
