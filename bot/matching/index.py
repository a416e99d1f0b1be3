"""The compiled index: where each feature occurs, and its evidence for each target. Flat NumPy arrays throughout; see
`bot.matching.arrays`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from bot.matching import classifier
from bot.matching.arrays import Bools, Floats, Ints, starts_of
from bot.matching.corpus import Corpus, Unit

WEIGHT_CAP = 7.0
"""The maximum weight of a rare word. Without a maximum, one odd slang word would outweigh the whole question."""

SMOOTHING = 10.0
"""For the evidence: how many examples at the index-wide rate are added to each target's own."""


class Known(NamedTuple):
    """What an index knows of a unit.

    weight    its weight in a comparison; 0 if the index has none of its features
    features  of each feature that the index has, weakest first: how strongly the unit has it, and its number
    """

    weight: float
    features: Sequence[tuple[float, int]]


_UNKNOWN = Known(0.0, ())


@dataclass(frozen=True)
class Index:
    """A compiled index of E examples, F features and T targets, the first P of which are passages.

    vocabulary       features by name, numbered from 0
    idf              float32[F]: ln(1 + E / examples with the feature), as in tf-idf
    posted           the examples with each feature, by `posted_starts`
    targets, masses  of each example: its target, in ascending order, and the total weight of its units
    target_starts    int32[T + 1]: where each target's examples start
    spread           the targets of each feature, by `spread_starts`; for each its `evidence`, float32, in nats: the
                     positive pointwise mutual information with Dirichlet smoothing (Zhai and Lafferty, "A study of
                     smoothing methods for language models applied to information retrieval", 2004); and `is_own`,
                     whether the target's own words have the feature
    learned          float32[F, P]: the classifier's weights (see `bot.matching.classifier`)
    provided         int32[P]: the kinds of thing that each passage provides (values of `bot.matching.wants.Want`)
    paragraphs       int32[P]: the number of each passage's paragraph, from 0
    """

    passages: int
    vocabulary: dict[str, int]
    idf: Floats
    posted: Ints
    posted_starts: Ints
    targets: Ints
    masses: Floats
    target_starts: Ints
    spread: Ints
    spread_starts: Ints
    evidence: Floats
    is_own: Bools
    learned: Floats
    provided: Ints
    paragraphs: Ints

    @cached_property
    def filled(self) -> Ints:
        """The targets that have examples."""
        return np.flatnonzero(np.diff(self.target_starts))

    @cached_property
    def by_paragraph(self) -> tuple[Ints, Ints]:
        """The passages sorted by paragraph, and where each paragraph's passages start."""
        order = np.argsort(self.paragraphs, kind="stable")
        return order, starts_of(np.bincount(self.paragraphs))[:-1]

    @property
    def background(self) -> int:
        """The background's target, the last one."""
        return len(self.target_starts) - 2

    @classmethod
    def build(cls, corpus: Corpus, kept: Bools | None = None) -> Index:
        """Compile the examples of a corpus, or only the `kept` ones (bool[E]). Targets keep their numbers, even without
        examples."""
        kept = np.ones(len(corpus.targets), np.bool_) if kept is None else kept
        targets = corpus.targets[kept]
        renumbered = np.cumsum(kept, dtype=np.int32) - 1
        of_kept = kept[corpus.entry_examples]
        examples = renumbered[corpus.entry_examples[of_kept]]
        features = corpus.entry_features[of_kept]
        values = corpus.entry_values[of_kept]

        # Among the kept examples too, a pair that occurs only once has no information.
        counts = np.bincount(features, minlength=len(corpus.features))
        useful = (counts > 1) | ((counts == 1) & ~corpus.is_pair)
        numbers = np.cumsum(useful, dtype=np.int32) - 1
        names = [name for name, keep in zip(corpus.features, useful, strict=True) if keep]
        chosen = useful[features]
        examples, features, values = examples[chosen], numbers[features[chosen]], values[chosen]
        vocabulary = {name: number for number, name in enumerate(names)}

        order = np.argsort(features, kind="stable")
        count = counts[useful]
        idf = np.log1p(len(targets) / count).astype(np.float32)
        size = corpus.background + 1
        spread, spread_starts, evidence, is_own = _spread(
            features[order], targets[examples[order]], corpus.is_own[kept][examples[order]], targets, size, len(names)
        )
        # An everyday synonym is not the article's own word.
        is_everyday = np.fromiter((name[0] == "~" for name in names), np.bool_, len(names))
        is_own &= ~np.repeat(is_everyday, np.diff(spread_starts))
        idfs = np.where(useful[corpus.unit_features], idf[numbers[corpus.unit_features]], np.inf).tolist()
        edges = pairwise(corpus.unit_feature_starts.tolist())
        each = zip(edges, corpus.unit_shares.tolist(), strict=True)
        weights = np.array([_weight(idfs[start:end], share) for (start, end), share in each])
        sums = np.concatenate(([0.0], np.cumsum(weights[corpus.unit_numbers])))
        masses = (sums[corpus.unit_starts[1:]] - sums[corpus.unit_starts[:-1]])[kept]
        learned = classifier.train(examples, features, values, targets, corpus.passages, len(names))
        return cls(
            passages=corpus.passages,
            vocabulary=vocabulary,
            idf=idf,
            posted=examples[order].astype(np.intp),
            posted_starts=starts_of(count),
            targets=targets,
            masses=np.maximum(masses, 1e-6).astype(np.float32),
            target_starts=np.searchsorted(targets, np.arange(size + 1)).astype(np.int32),
            spread=spread,
            spread_starts=spread_starts,
            evidence=evidence,
            is_own=is_own,
            learned=learned,
            provided=corpus.provided,
            paragraphs=corpus.paragraphs,
        )

    @property
    def gaps(self) -> slice:
        """The targets that are gaps."""
        return slice(self.passages, self.background)

    def look_up(self, unit: Unit) -> Known:
        """What the index knows of a unit."""
        features = unit.features
        if len(features) == 1:  # the case for pairs and most stop words
            ((name, strength),) = features
            number = self.vocabulary.get(name)
            if number is None:
                return _UNKNOWN
            return Known(_weight([self.idf.item(number)], unit.share), ((strength, number),))
        numbers = [self.vocabulary.get(name) for name, _ in features]
        held = zip(features, numbers, strict=True)
        known = [(strength, number) for (_, strength), number in held if number is not None]
        if not known:
            return _UNKNOWN
        idfs = [math.inf if number is None else self.idf.item(number) for number in numbers]
        return Known(_weight(idfs, unit.share), sorted(known))

    def examples_of(self, target: int) -> slice:
        """The examples of a target."""
        return slice(self.target_starts.item(target), self.target_starts.item(target + 1))

    def examples_with(self, feature: int) -> Ints:
        """The examples with a feature."""
        return self.posted[self.posted_starts[feature] : self.posted_starts[feature + 1]]

    def targets_with(self, feature: int) -> tuple[Ints, Floats, Bools]:
        """The targets with a feature; for each, its evidence, and whether the target's own words have it."""
        place = slice(self.spread_starts[feature], self.spread_starts[feature + 1])
        return self.spread[place], self.evidence[place], self.is_own[place]


def _weight(idfs: Sequence[float], share: float) -> float:
    """The weight of a unit, from its share and the idf of its features, which is infinite for unknown features."""
    least = min(idfs)
    if least == math.inf:
        return 0.0
    # A word with synonyms weighs less than it would alone: its commonest reading is the likely one.
    return min(least if idfs[0] == math.inf else (idfs[0] + least) / 2, WEIGHT_CAP) * share


def _spread(
    features: Ints, targets: Ints, is_own: Bools, all_targets: Ints, size: int, count: int
) -> tuple[Ints, Ints, Floats, Bools]:
    """For each feature its targets and its evidence for them; see `Index`."""
    keys = features.astype(np.int64) * size + targets
    places, first, held = np.unique(keys, return_inverse=True, return_counts=True)
    own = np.zeros(len(places), np.bool_)
    own[first[is_own]] = True
    by_feature, by_target = places // size, places % size
    sizes = np.bincount(all_targets, minlength=size)
    everywhere = np.bincount(features, minlength=count) / len(all_targets)
    here = (held + SMOOTHING * everywhere[by_feature]) / (sizes[by_target] + SMOOTHING)
    evidence = np.maximum(np.log(here / everywhere[by_feature]), 0.0)
    starts = starts_of(np.bincount(by_feature, minlength=count))
    return by_target.astype(np.intp), starts, evidence.astype(np.float32), own
