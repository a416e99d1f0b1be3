"""The article and its index as frozen values, created by the loader and never changed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of the article, at most 80 words, that answer one thing.

    quote      verbatim, except for an ellipsis where a long sentence is cut
    paragraph  number of its paragraph, from 1
    bold       ``(start, end)`` offsets into `quote` of the words that answer, in order, without overlap
    asks       the curator's questions; if `drafted`, a machine's that nobody has reviewed yet
    variants   further questions that a machine wrote
    cut        the article's own text of a `quote` with an ellipsis
    key        ``section/passage``, unique in the article
    """

    id: str
    section: str
    quote: str
    paragraph: int
    summary: str
    bold: tuple[tuple[int, int], ...]
    asks: tuple[str, ...]
    variants: tuple[str, ...] = ()
    cut: str = ""
    drafted: bool = False

    @property
    def all_asks(self) -> tuple[str, ...]:
        """The asks and their variants."""
        return *self.asks, *self.variants

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The quote in pieces, each with whether it is to be shown in bold."""
        at = 0
        for start, end in self.bold:
            yield self.quote[at:start], False
            yield self.quote[start:end], True
            at = end
        yield self.quote[at:], False

    @property
    def verbatim(self) -> str:
        """The quote exactly as in the article."""
        return self.cut or self.quote

    @property
    def key(self) -> str:
        return f"{self.section}/{self.id}"


@dataclass(frozen=True, slots=True)
class Section:
    """A theme that a reader would name, with its passages in file order."""

    id: str
    title: str
    summary: str
    keywords: tuple[str, ...]
    related: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation, country, place or thing in the article.

    `role` says in a few words who or what it is, and may be empty. `passage` is the key of the passage that says so;
    empty if no single one does.
    """

    name: str
    kind: str
    role: str
    aliases: tuple[str, ...]
    passage: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that people ask and the article does not answer. `note` tells them so in one sentence."""

    id: str
    title: str
    note: str
    asks: tuple[str, ...]
    variants: tuple[str, ...] = ()

    @property
    def all_asks(self) -> tuple[str, ...]:
        """The asks and their variants."""
        return *self.asks, *self.variants


@dataclass(frozen=True)
class Article:
    """An article with its curated index. `load_article` creates and checks it.

    `sections` are sorted by the position of their first passage. `without_gaps` holds the ids of general gaps that the
    article turns off (see `bot.matching.english`).
    """

    id: str
    title: str
    source: str
    summary: str
    paragraphs: tuple[str, ...]
    sections: tuple[Section, ...]
    names: tuple[Name, ...]
    gaps: tuple[Gap, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    without_gaps: tuple[str, ...] = ()

    def with_each(self, passage: Callable[[Passage], Passage], gap: Callable[[Gap], Gap]) -> Article:
        """The article with a function applied to each of its passages and one to each of its gaps."""
        sections = (replace(section, passages=tuple(map(passage, section.passages))) for section in self.sections)
        return replace(self, sections=tuple(sections), gaps=tuple(map(gap, self.gaps)))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, section by section."""
        return tuple(passage for section in self.sections for passage in section.passages)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The position of each passage in `passages`, by key, in that order."""
        return {passage.key: number for number, passage in enumerate(self.passages)}

    @cached_property
    def numbering(self) -> str:
        """Four characters that change with the order of the passages: `numbers` of another index mean something
        else."""
        return f"{zlib.crc32('|'.join(self.numbers).encode()) & 0xFFFF:04x}"

    @cached_property
    def reading_order(self) -> tuple[Passage, ...]:
        """The passages in the order of the text, one for each quote: the first of those that share it."""
        from bot.article.quotes import occurrences  # imported here since few starts need it

        by_quote: dict[str, Passage] = {}
        for passage in self.passages:
            by_quote.setdefault(passage.quote, passage)

        def place(passage: Passage) -> tuple[int, int, int]:
            paragraph = self.paragraphs[passage.paragraph - 1]
            return passage.paragraph, *occurrences(passage.verbatim, paragraph, is_cut=bool(passage.cut))[0]

        return tuple(sorted(by_quote.values(), key=place))

    def passages_of(self, paragraph: int | None) -> tuple[Passage, ...]:
        """The passages of a paragraph in reading order, one for each quote; none if there is no such paragraph."""
        return tuple(passage for passage in self.reading_order if passage.paragraph == paragraph)

    @cached_property
    def reading_places(self) -> dict[str, int]:
        """The position of each quote in `reading_order`."""
        return {passage.quote: place for place, passage in enumerate(self.reading_order)}

    def neighbours(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """The passages before and after this one in reading order."""
        order, at = self.reading_order, self.reading_places[passage.quote]
        return order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None

    def nearest(self, passage: Passage, among: Iterable[Passage]) -> Passage | None:
        """The one among some passages that is nearest to this one in reading order, or None."""
        places = self.reading_places
        return min(among, key=lambda each: abs(places[each.quote] - places[passage.quote]), default=None)

    @cached_property
    def _sections_by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    def section(self, section_id: str) -> Section | None:
        return self._sections_by_id.get(section_id)

    def passage(self, key: str) -> Passage | None:
        """The passage with this key (``section/passage``), or None."""
        number = self.numbers.get(key)
        return None if number is None else self.passages[number]

    def section_of(self, passage: Passage) -> Section:
        return self._sections_by_id[passage.section]
