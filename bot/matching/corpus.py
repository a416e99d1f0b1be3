"""All texts that a question can be compared with, as arrays of numbers.

An example is a curated ask, a quote or summary, a name or title, or a background message. It belongs to a target.
Targets are numbered: the article's passages, its own gaps, the general gaps, and last the background.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from bot.article.model import Article, Gap, Passage
from bot.matching import english
from bot.matching.arrays import Bools, Floats, Ints, places_in, starts_of
from bot.matching.provided import provides
from bot.matching.text import tokenize
from bot.matching.vocabulary import TOPIC, Term, Vocabulary
from bot.matching.wants import Want, wants

STOP_WORD_SHARE = 0.6
"""The weight of a stop word relative to a subject word: "how long" and "who" help a little to tell passages apart."""

NAME_REST_SHARE = 0.3
"""The weight of the further words of a name: two words name no more than one, and a placeholder is one word."""

PAIR_SHARE = 0.5
"""The additional weight of two words in this order."""


class Unit(NamedTuple):
    """A unit of comparison: a word, or two neighbouring words in order. `features` holds (feature, strength) pairs;
    `share` is its weight relative to a subject word. `is_subject` is true for words that are no stop words, `is_name`
    for words that name somebody or something."""

    features: tuple[tuple[str, float], ...]
    share: float
    is_subject: bool
    is_name: bool
    word: str


def units_of(terms: Sequence[Term]) -> list[Unit]:
    """The units of a text: its words, then its pairs of neighbours."""
    return [*map(_word_unit, terms), *(_pair_unit(f"{left.stem} {right.stem}") for left, right in pairwise(terms))]


def _word_unit(term: Term) -> Unit:
    share = STOP_WORD_SHARE if term.is_stop else NAME_REST_SHARE if term.continues_name else 1.0
    return Unit(term.features, share, not term.is_stop, term.is_name, term.meant)


def _pair_unit(pair: str) -> Unit:
    return Unit(((pair, 1.0),), PAIR_SHARE, False, False, pair)


def is_pair(unit: Unit) -> bool:
    """Whether the unit is two words in order."""
    return " " in unit.features[0][0]


@dataclass(frozen=True)
class Corpus:
    """The examples of an article, sorted by target.

    texts, targets       of each example: its words in order, and its target
    is_own, is_variant   of each example: whether it consists of the article's own words or names, and whether a machine
                         wrote it; other examples are a curator's asks
    units                the distinct units, without pairs that occur only once; `unit_numbers` are those of each
                         example, by `unit_starts`
    unit_features        the numbers of each unit's features, by `unit_feature_starts`
    unit_shares          of each unit: its weight relative to a subject word
    entry_examples, entry_features, entry_values
                         an example contains a feature with this strength times share; each pair of example and feature
                         once, the strongest, sorted by example
    is_pair              of each feature: whether it is a pair of words
    drafted              the share (0 to 1) of passages whose asks a machine drafted
    quotes, provided     of each passage: its quote, and the value of the `Want` that it satisfies
    paragraphs           of each passage: its paragraph; paragraphs with passages are numbered from 0
    """

    quotes: tuple[str, ...]
    gaps: tuple[Gap, ...]
    texts: list[str]
    targets: Ints
    is_own: Bools
    is_variant: Bools
    units: list[Unit]
    unit_numbers: Ints
    unit_starts: Ints
    unit_features: Ints
    unit_feature_starts: Ints
    unit_shares: Floats
    features: dict[str, int]
    entry_examples: Ints
    entry_features: Ints
    entry_values: Floats
    provided: Ints
    paragraphs: Ints
    is_pair: Bools
    drafted: float = 0.0

    @property
    def passages(self) -> int:
        """The number of passages."""
        return len(self.quotes)

    @property
    def background(self) -> int:
        """The background's target, the last one."""
        return self.passages + len(self.gaps)

    @classmethod
    def build(cls, article: Article, vocabulary: Vocabulary) -> Corpus:
        """Read every example of an article, and the background."""
        gaps = (*article.gaps, *_general_gaps(article))
        examples = sorted(_examples(article, gaps), key=lambda example: example[0])  # stable
        words_of = [tokenize(text) for _, _, text in examples]
        units, unit_numbers, unit_starts = _distinct_units([vocabulary.terms(words) for words in words_of])
        # Number the distinct features, since examples share most of them.
        features: dict[str, int] = {}
        unit_features = np.array([features.setdefault(name, len(features)) for u in units for name, _ in u.features])
        unit_feature_starts = starts_of([len(unit.features) for unit in units])
        values = np.array([strength * unit.share for unit in units for _, strength in unit.features], np.float32)

        places, counts = places_in(unit_feature_starts, unit_numbers)
        holders = np.repeat(np.repeat(np.arange(len(examples)), np.diff(unit_starts)), counts)
        entries, of_entry = np.unique(holders * len(features) + unit_features[places], return_inverse=True)
        entry_values = np.zeros(len(entries), np.float32)
        np.maximum.at(entry_values, of_entry, values[places])
        return cls(
            quotes=tuple(passage.quote for passage in article.passages),
            gaps=gaps,
            texts=[" ".join(words) for words in words_of],
            targets=np.array([target for target, _, _ in examples], np.int32),
            is_own=np.array([origin is _Origin.ARTICLE for _, origin, _ in examples], np.bool_),
            is_variant=np.array([origin is _Origin.MACHINE for _, origin, _ in examples], np.bool_),
            units=units,
            unit_numbers=unit_numbers,
            unit_starts=unit_starts,
            unit_features=unit_features,
            unit_feature_starts=unit_feature_starts,
            unit_shares=np.array([unit.share for unit in units], np.float32),
            features=features,
            entry_examples=(entries // len(features)).astype(np.int32),
            entry_features=(entries % len(features)).astype(np.int32),
            entry_values=entry_values,
            is_pair=_pair_features(units, features),
            drafted=sum(passage.drafted for passage in article.passages) / len(article.passages),
            provided=np.array([provides(p.quote, p.asks).value for p in article.passages], np.int32),
            paragraphs=np.unique([passage.paragraph for passage in article.passages], return_inverse=True)[1],
        )

    def units_of(self, example: int) -> list[Unit]:
        numbers = self.unit_numbers[self.unit_starts[example] : self.unit_starts[example + 1]]
        return [self.units[number] for number in numbers]

    def wants_of(self, example: int) -> Want:
        return wants(self.texts[example])


def _distinct_units(terms_of: Sequence[Sequence[Term]]) -> tuple[list[Unit], Ints, Ints]:
    """The distinct units of all texts, without pairs that occur only once; the numbers of each text's units, words
    before pairs; and where each text's units start."""
    terms: dict[Term, int] = {}
    words = np.array([terms.setdefault(term, len(terms)) for held in terms_of for term in held])
    holders = np.repeat(np.arange(len(terms_of)), [len(held) for held in terms_of])
    stems: dict[str, int] = {}
    stem_of = np.array([stems.setdefault(term.stem, len(stems)) for term in terms])[words]
    is_pair_here = holders[:-1] == holders[1:]
    found = (stem_of[:-1] * len(stems) + stem_of[1:])[is_pair_here]
    pairs, pair_of, counts = np.unique(found, return_inverse=True, return_counts=True)
    # A pair that occurs only once says no more than its words, and most pairs do.
    is_kept = counts > 1
    pair_numbers = (len(terms) - 1 + np.cumsum(is_kept))[pair_of]
    names = list(stems)
    kept: list[int] = pairs[is_kept].tolist()
    units = [
        *map(_word_unit, terms),
        *(_pair_unit(f"{names[key // len(stems)]} {names[key % len(stems)]}") for key in kept),
    ]
    numbers = np.concatenate((words, pair_numbers[is_kept[pair_of]]))
    holders = np.concatenate((holders, holders[:-1][is_pair_here][is_kept[pair_of]]))
    starts = starts_of(np.bincount(holders, minlength=len(terms_of)))
    return units, numbers[np.argsort(holders, kind="stable")], starts


def _pair_features(units: Sequence[Unit], features: dict[str, int]) -> Bools:
    found = np.zeros(len(features), np.bool_)
    found[[features[unit.features[0][0]] for unit in units if is_pair(unit)]] = True
    return found


def _general_gaps(article: Article) -> Iterator[Gap]:
    """The general gaps that apply to the article: those for the kinds of its names, except the ones that it turns off,
    without asks that its own repeat word for word."""
    placeholders = {f"{{{name.kind}}}" for name in article.names} | {TOPIC}
    own = {ask.casefold() for each in (*article.passages, *article.gaps) for ask in each.asks}
    for gap in english.general_gaps():
        asks = tuple(ask for ask in gap.asks if any(kind in ask for kind in placeholders) and ask not in own)
        if asks and gap.id not in article.without_gaps:
            yield Gap(gap.id, gap.title, gap.note, asks)


_ASKS_OF_A_ROLE = ("what is the job of {}", "{} role", "which position does {} hold", "what does {} do")


class _Origin(Enum):
    CURATOR = 1
    MACHINE = 2
    ARTICLE = 3


def _examples(article: Article, gaps: Sequence[Gap]) -> Iterator[tuple[int, _Origin, str]]:
    """``(target, origin, text)`` for every example."""
    for target, asked in enumerate((*article.passages, *gaps)):
        is_drafted = isinstance(asked, Passage) and asked.drafted
        origin = _Origin.MACHINE if is_drafted else _Origin.CURATOR
        yield from ((target, origin, ask) for ask in asked.asks)
        yield from ((target, _Origin.MACHINE, ask) for ask in asked.variants)
    for section in article.sections:
        yield article.numbers[section.passages[0].key], _Origin.ARTICLE, section.title
    for name in article.names:
        if name.passage:
            target = article.numbers[name.passage]
            asked = "what" if name.kind in ("place", "thing") else "who"
            texts = (name.name, f"{asked} is {name.name}", *name.aliases)
            if name.kind == "person":
                texts += tuple(text.format(name.name) for text in _ASKS_OF_A_ROLE)
            yield from ((target, _Origin.ARTICLE, text) for text in texts)
    for target, passage in enumerate(article.passages):
        answer = " ".join(passage.quote[start:end] for start, end in passage.bold)
        keywords = " ".join(article.section_of(passage).keywords)
        yield from ((target, _Origin.ARTICLE, text) for text in (passage.quote, passage.summary, answer, keywords))
    background = len(article.passages) + len(gaps)
    yield from ((background, _Origin.CURATOR, text) for text in english.background())
