"""The article's index, compiled for matching: examples, their features, and an inverted index over both.

Everything that a question can be compared with is an example: each ask, each quote and summary, each name and
title. An example belongs to a target, which is a passage or a gap. Flat lists and arrays only, so that a
compiled index can be stored and loaded in a few milliseconds (see `bot.matching.cache`).
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.article.model import Article
from bot.matching.lexicon import Lexicon, Term
from bot.matching.text import tokenize

FILLER_SHARE = 0.35
"""What a filler word weighs beside a word of the subject: "how long" and "who" tell passages apart, a little."""

PAIR_SHARE = 0.5
"""What two words in this order weigh beyond the two words themselves."""

WEIGHT_CAP = 7.0
"""The most that a rare word weighs. Uncapped, one odd word of slang would outweigh the whole question."""


class Unit(NamedTuple):
    """What is compared of a text: a word, or two words in order. `features` are (feature, strength) pairs."""

    features: tuple[tuple[str, float], ...]
    share: float
    filler: bool
    pair: bool
    word: str


def units_of(terms: Sequence[Term]) -> list[Unit]:
    """The units of a text: its words, then its pairs of neighbours."""
    units = [
        Unit(tuple(term.features.items()), FILLER_SHARE if term.filler else 1.0, term.filler, False, term.meant)
        for term in terms
    ]
    for left, right in pairwise(terms):
        pair = f"{left.stem} {right.stem}"
        units.append(Unit(((pair, 1.0),), PAIR_SHARE, left.filler and right.filler, True, pair))
    return units


def subject_of(units: Iterable[Unit]) -> list[Unit]:
    """The words that carry the subject: neither fillers nor pairs."""
    return [unit for unit in units if not unit.pair and not unit.filler]


def examples_of(article: Article) -> Iterator[tuple[int, str]]:
    """``(target, text)`` for everything that a question can be compared with; targets are numbered through all
    passages, then all gaps. Where a text stands more than once, the first has the say."""
    for target, passage in enumerate(article.passages):
        yield from ((target, ask) for ask in passage.asks)
    for target, gap in enumerate(article.gaps, len(article.passages)):
        yield from ((target, ask) for ask in gap.asks)
    yield from _texts_of(article)


def _texts_of(article: Article) -> Iterator[tuple[int, str]]:
    for section in article.sections:
        yield article.numbers[section.passages[0].key], section.title
    for name in article.names:
        if name.passage:
            target = article.numbers[name.passage]
            yield from ((target, text) for text in (name.name, f"who is {name.name}", *name.aliases))
    for target, passage in enumerate(article.passages):
        yield target, passage.quote
        yield target, passage.summary
        yield target, " ".join(passage.quote[start:end] for start, end in passage.bold)
        yield target, " ".join(article.section_of(passage).keywords)


class Index(NamedTuple):
    """A compiled index.

    `texts[e]` (its words, in order) and `targets[e]` belong to example ``e``; `by_text` holds the examples in the
    order of their texts; `sizes[t]` counts the examples of target ``t``. The first `asks` examples are curated
    questions, the others are the article's own words, titles and names. `features` numbers the features. The
    examples that hold feature ``f`` are `posted` from
    ``posted_starts[f]`` to ``posted_starts[f + 1]``, the features of example ``e`` are `contents` from
    ``contents_starts[e]`` to ``contents_starts[e + 1]``. `rarities[f]` is
    ln(1 + examples / examples that hold ``f``), as in tf-idf; `masses[e]` is the weight of all units of ``e``.
    """

    texts: Sequence[str]
    by_text: array[int]
    targets: array[int]
    sizes: array[int]
    asks: int
    features: dict[str, int]
    posted: array[int]
    posted_starts: array[int]
    contents: array[int]
    contents_starts: array[int]
    rarities: array[float]
    masses: array[float]

    @classmethod
    def build(cls, article: Article, lexicon: Lexicon) -> Index:
        """Compile the index of an article."""
        texts: list[str] = []
        targets = array("i")
        sizes = array("i", bytes(4 * (len(article.passages) + len(article.gaps))))
        # Each distinct unit and feature is held once and told by its number: examples share most of theirs.
        units: dict[Unit, int] = {}
        numbers: dict[str, int] = {}
        held_units: list[array[int]] = []
        held: list[array[int]] = []
        holders: list[list[int]] = []
        for example, (target, text) in enumerate(examples_of(article)):
            words = tokenize(text)
            texts.append(" ".join(words))
            targets.append(target)
            sizes[target] += 1
            own = units_of(lexicon.terms(words))
            held_units.append(array("i", [units.setdefault(unit, len(units)) for unit in own]))
            found = dict.fromkeys(
                numbers.setdefault(feature, len(numbers)) for unit in own for feature, _ in unit.features
            )
            held.append(array("i", found))
            for number in found:
                if number == len(holders):
                    holders.append([])
                holders[number].append(example)

        # A pair that stands only once tells nothing that its words do not tell, and most pairs do.
        kept = [n for feature, n in numbers.items() if len(holders[n]) > 1 or " " not in feature]
        renumbered = dict(zip(kept, range(len(kept)), strict=True))
        names = list(numbers)
        posted, posted_starts = _flatten(holders[number] for number in kept)
        contents, contents_starts = _flatten(
            [new for number in found if (new := renumbered.get(number)) is not None] for found in held
        )
        index = cls(
            texts=texts,
            by_text=array("i", sorted(range(len(texts)), key=texts.__getitem__)),
            targets=targets,
            sizes=sizes,
            asks=len(texts) - sum(1 for _ in _texts_of(article)),
            features={names[number]: new for number, new in renumbered.items()},
            posted=posted,
            posted_starts=posted_starts,
            contents=contents,
            contents_starts=contents_starts,
            rarities=array("f", (math.log(1 + len(texts) / len(holders[number])) for number in kept)),
            masses=array("f"),
        )
        weights = [index.weight(unit) or 0.0 for unit in units]
        index.masses.extend(sum(weights[number] for number in own) for own in held_units)
        return index

    def holders(self, feature: str) -> Sequence[int]:
        """The examples that hold a feature."""
        number = self.features.get(feature)
        return () if number is None else self.holders_of(number)

    def holders_of(self, number: int) -> Sequence[int]:
        """The examples that hold a numbered feature."""
        return self.posted[self.posted_starts[number] : self.posted_starts[number + 1]]

    def count(self, number: int) -> int:
        """How many examples hold a numbered feature."""
        return self.posted_starts[number + 1] - self.posted_starts[number]

    def features_of(self, example: int) -> frozenset[int]:
        """The numbers of the features that an example holds."""
        return frozenset(self.contents[self.contents_starts[example] : self.contents_starts[example + 1]])

    def features_among(self, numbers: set[int], example: int) -> set[int]:
        """Those of the numbered features that an example holds."""
        return numbers.intersection(self.contents[self.contents_starts[example] : self.contents_starts[example + 1]])

    def target_of(self, text: str) -> int | None:
        """The target of which the text is an example, word for word, or None."""
        words = " ".join(tokenize(text))
        at = bisect_left(self.by_text, words, key=self.texts.__getitem__)
        if at == len(self.texts) or self.texts[self.by_text[at]] != words:
            return None
        return self.targets[self.by_text[at]]

    def weight(self, unit: Unit) -> float | None:
        """What a unit weighs in a comparison, or None if nothing in the index explains it."""
        if len(unit.features) == 1:
            number = self.features.get(unit.features[0][0])
            return None if number is None else min(self.rarities[number], WEIGHT_CAP) * unit.share
        numbers = [number for feature, _ in unit.features if (number := self.features.get(feature)) is not None]
        if not numbers:
            return None
        rarities = [self.rarities[number] for number in numbers]
        weight = min(rarities)
        if unit.features[0][0] in self.features:
            # A word with synonyms weighs less than it would alone: its commonest reading is the likely one.
            weight = (rarities[0] + weight) / 2
        return min(weight, WEIGHT_CAP) * unit.share


def _flatten(lists: Iterable[Sequence[int]]) -> tuple[array[int], array[int]]:
    """All numbers in one array, and where each list starts in it (and, last, where all end)."""
    flat, starts = array("i"), array("i", [0])
    for numbers in lists:
        flat.extend(numbers)
        starts.append(len(flat))
    return flat, starts
