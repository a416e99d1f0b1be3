"""The article's index, compiled for matching: examples, their features, and an inverted index over both.

Everything that a question can be compared with is an example: each ask, each quote and summary, each name. An
example belongs to a target, which is a passage or a gap. Plain lists and arrays only, so that a compiled index
can be stored and loaded in a few milliseconds (see `bot.matching.cache`).
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.article.model import Article
from bot.matching.lexicon import Lexicon, Term

FILLER_SHARE = 0.35
"""What a filler word weighs beside a word of the subject: "how long" and "who" tell passages apart, a little."""

PAIR_SHARE = 0.3
"""What two words in this order weigh beyond the two words themselves."""

WEIGHT_CAP = 8.0
"""The most that a rare word weighs. Uncapped, one odd word of slang would outweigh the whole question."""


@dataclass(frozen=True, slots=True)
class Unit:
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
    for left, right in zip(terms, terms[1:], strict=False):
        pair = f"{left.stem} {right.stem}"
        units.append(Unit(((pair, 1.0),), PAIR_SHARE, left.filler and right.filler, True, pair))
    return units


def _examples(article: Article) -> Iterator[tuple[int, str]]:
    """``(target, text)`` for everything that a question can be compared with."""
    places = {passage.key: target for target, passage in enumerate(article.passages)}
    for target, passage in enumerate(article.passages):
        yield from ((target, ask) for ask in passage.asks)
        yield target, passage.quote
        yield target, passage.summary
        yield target, " ".join(passage.quote[start:end] for start, end in passage.bold)
    for target, gap in enumerate(article.gaps, len(article.passages)):
        yield from ((target, ask) for ask in gap.asks)
    for name in article.names:
        if name.passage:
            target = places[name.passage]
            yield from ((target, text) for text in (name.name, f"who is {name.name}", *name.aliases))


@dataclass(slots=True)
class Index:
    """A compiled index.

    `texts[e]` and `targets[e]` are the text and the target of example ``e``; `sizes[t]` counts a target's
    examples; `features` numbers the features; `postings[f]` lists the examples that hold feature ``f``;
    `contents` lists the features of all examples, those of ``e`` from ``starts[e]`` to ``starts[e + 1]``;
    `masses[e]` is the weight of all units of ``e``.
    """

    texts: list[str]
    targets: array[int]
    sizes: list[int]
    features: dict[str, int]
    postings: list[array[int]]
    contents: array[int]
    starts: array[int]
    masses: array[float]

    @classmethod
    def build(cls, article: Article, lexicon: Lexicon) -> Index:
        """Compile the index of an article."""
        texts: list[str] = []
        targets = array("i")
        sizes = [0] * (len(article.passages) + len(article.gaps))
        units: list[list[Unit]] = []
        for target, text in _examples(article):
            texts.append(text)
            targets.append(target)
            sizes[target] += 1
            units.append(units_of(lexicon.terms(text)))

        features: dict[str, int] = {}
        postings: list[array[int]] = []
        contents, starts = array("i"), array("i", [0])
        for example, held in enumerate(units):
            for feature in dict.fromkeys(feature for unit in held for feature, _ in unit.features):
                number = features.setdefault(feature, len(features))
                if number == len(postings):
                    postings.append(array("i"))
                postings[number].append(example)
                contents.append(number)
            starts.append(len(contents))
        index = cls(texts, targets, sizes, features, postings, contents, starts, array("f"))
        index.masses.extend(sum(index.weight(unit) or 0.0 for unit in held) for held in units)
        return index

    def rarity(self, feature: str) -> float | None:
        """How rare a feature is: ln(1 + examples / examples that hold it), as in tf-idf; None if no example does."""
        number = self.features.get(feature)
        if number is None:
            return None
        return math.log(1 + len(self.texts) / len(self.postings[number]))

    def weight(self, unit: Unit) -> float | None:
        """What a unit weighs in a comparison, or None if nothing in the index explains it."""
        rarities = [rarity for feature, _ in unit.features if (rarity := self.rarity(feature)) is not None]
        if not rarities:
            return None
        # A word with synonyms weighs less than it would alone: its commonest reading is the likely one.
        own = self.rarity(unit.features[0][0])
        weight = min(rarities) if own is None else (own + min(rarities)) / 2
        return min(weight, WEIGHT_CAP) * unit.share

    def features_of(self, example: int) -> frozenset[int]:
        """The numbers of the features that an example holds."""
        return frozenset(self.contents[self.starts[example] : self.starts[example + 1]])
