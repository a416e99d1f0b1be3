"""What is shown of the passages that were found: candidates, and the topics nearest to a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.article.model import Section
from bot.matching.compiled import Compiled
from bot.matching.found import Found
from bot.matching.outcomes import MOST_OTHERS, Candidate

_LOOKED_AT = 20
"""How many of the best passages are looked at. Several may have the same quote."""

_NEAREST_SECTIONS = 3


class Candidates:
    """The passages of one article as candidates."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._index, self._texts = compiled.article, compiled.index, compiled.texts

    def of(self, found: Found) -> tuple[Candidate, ...]:
        """The best passages; only the best of those with the same quote."""
        top = max(found.points[found.order[0]], 1e-6)
        ahead = islice(self._each_paragraph_first(found.order[:_LOOKED_AT]), 1 + MOST_OTHERS)
        return tuple(self._candidate(found, place, top) for place in ahead)

    def _candidate(self, found: Found, place: int, top: float) -> Candidate:
        behind = min(1.0, max(0.0, found.points[place] / top)) if place != found.order[0] else 1.0
        passage = self._article.passages[place]
        return Candidate(
            passage=passage,
            section=self._article.section_of(passage),
            score=found.score * behind,
            matched=found.ranking.matched_words(place) if found.ranking is not None else (),
            nearest=self._nearest_text(found, place),
            own_share=found.own_shares[place],
        )

    def _each_paragraph_first(self, order: Sequence[int]) -> Iterator[int]:
        """Passages in order, without repeated quotes. Drafted passages are short, and their neighbours are one press
        away, so further ones from the same paragraph come last."""
        quotes: set[str] = set()
        paragraphs: set[int] = set()
        later: list[int] = []
        for place in order:
            passage = self._article.passages[place]
            if passage.quote in quotes:
                continue
            quotes.add(passage.quote)
            if passage.drafted and passage.paragraph in paragraphs:
                later.append(place)
            else:
                paragraphs.add(passage.paragraph)
                yield place
        yield from later

    def _nearest_text(self, found: Found, target: int) -> str:
        if found.ranking is None:
            return ""
        examples = self._index.examples_of(target)
        return self._texts[examples][int(found.ranking.example_closeness[examples].argmax())]

    def nearest_sections(self, found: Found) -> tuple[Section, ...]:
        """The sections of the best passages that have a word of the question's subject."""
        passages = (self._article.passages[place] for place in found.order[:_LOOKED_AT] if found.own_shares[place])
        sections = {passage.section: self._article.section_of(passage) for passage in passages}
        return tuple(sections.values())[:_NEAREST_SECTIONS]
