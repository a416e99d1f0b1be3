"""Ranks passages and gaps for a question, by two measures that make up for each other's weakness.

Closeness: how much of the question the most similar examples share, and how much of them the question
shares (a weighted F-measure over weighted words). It is sure of itself where somebody has asked the like.

Evidence: how much more often the question's words stand in the examples of a target than elsewhere: the
positive pointwise mutual information of word and target, with Dirichlet smoothing (Zhai and Lafferty, "A
study of smoothing methods for language models applied to information retrieval", 2004). It adds up what
many examples have to say, and so finds the passage for a way of asking that no single example has.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.matching.index import WEIGHT_CAP, Index, Unit

UNKNOWN_WEIGHT = 7.0
"""What a word weighs that nothing in the index explains: nearly as much as the rarest word that it knows."""

QUESTION_SHARE = 0.55
"""Closeness: the weight of the question's covered share against the example's."""

SMOOTHING = 30.0
"""Evidence: how many examples' worth of belief the whole index has about what a target's examples say."""

EVIDENCE_SHARE = 0.5
"""What evidence weighs beside closeness."""

_CANDIDATES = 250
"""How many examples are compared in full, of those that share the question's subject words most."""

_FINDERS = 24
"""How many words and pairs of a question, the weightiest, find the examples to compare. Few questions have more."""

_NEAREST = (0.84, 0.1, 0.06)
"""What a target's closest, second and third closest example count."""

_EMPTY_SIZE = 2.0
"""Words added to a question's length when its evidence is averaged: one word alone proves little."""


class Ranked(NamedTuple):
    """A target with its measures. `score` has no upper bound; `example` is the closest example's number."""

    target: int
    score: float
    closeness: float
    evidence: float
    example: int


class _Spread(NamedTuple):
    """Where a feature stands: examples by target, and in all passages and all gaps together."""

    by_target: dict[int, int]
    in_passages: int
    in_gaps: int


_NOWHERE = _Spread({}, 0, 0)


class Ranker:
    """Ranks the targets of an index; the first `passages` of them are passages, the rest gaps.

    Pure but for memos that any thread may fill; may be shared between threads.
    """

    def __init__(self, index: Index, passages: int) -> None:
        self._index = index
        self._passages = passages
        self._passage_examples = sum(index.sizes[:passages])
        self._gap_examples = len(index.texts) - self._passage_examples
        self._own: defaultdict[int, set[int]] = defaultdict(set)
        for example in range(index.asks, len(index.texts)):
            self._own[index.targets[example]].update(index.features_of(example))
        self._spreads: dict[str, _Spread] = {}
        self._informations: dict[str, dict[int, float]] = {}

    def rank(self, units: Sequence[Unit]) -> list[Ranked]:
        """Every target that shares a word with the question, best first."""
        weights = [self.weight(unit) for unit in units]
        mass = sum(weights)
        if not mass:
            return []
        closest = self._closeness(units, weights, mass)
        evidence = self._evidence(units, closest)
        ranked: list[Ranked] = []
        for target, found in closest.items():
            found.sort(reverse=True)
            closeness = sum(share * near for share, (near, _) in zip(_NEAREST, found, strict=False))
            score = closeness + EVIDENCE_SHARE * evidence[target]
            ranked.append(Ranked(target, score, closeness, evidence[target], -found[0][1]))
        ranked.sort(key=lambda entry: (-entry.score, entry.target))
        return ranked

    def foreign(self, units: Sequence[Unit], target: int) -> float:
        """The weight (0 to 1) of the question's weightiest subject word that no example of the target has and
        that is at home in gaps: "Kashmir" in "did they discuss Kashmir", "lawyer" in "is Greer a lawyer"."""
        return max(
            (self._foreignness(unit, target) for unit in units if not unit.pair and not unit.filler), default=0.0
        )

    def own_share(self, units: Sequence[Unit], target: int) -> float:
        """The share (0 to 1), by weight, of the question's subject words that stand in the target's own words:
        its quote, summary, title, keywords and names."""
        index = self._index
        held = self._own.get(target, ())
        subject = [unit for unit in units if not unit.pair and not unit.filler]
        mass = sum(map(self.weight, subject))
        shared = sum(
            self.weight(unit)
            for unit in subject
            if any(index.features.get(feature) in held for feature, _ in unit.features)
        )
        return shared / mass if mass else 0.0

    def shared_words(self, units: Sequence[Unit], target: int) -> list[str]:
        """The question's words that speak for the target, weightiest first, each once."""
        words = {
            unit.word: self.weight(unit)
            for unit in _subject(units)
            if any(target in self._spread(feature).by_target for feature, _ in unit.features)
        }
        return sorted(words, key=lambda word: (-words[word], word))

    def weight(self, unit: Unit) -> float:
        """What a unit of a question weighs."""
        weight = self._index.weight(unit)
        if weight is None:
            return 0.0 if unit.pair or unit.filler else UNKNOWN_WEIGHT
        return weight

    def _foreignness(self, unit: Unit, target: int) -> float:
        weight = self._index.weight(unit)
        if weight is None:
            return 0.0
        held = max((s for f, s in unit.features if target in self._spread(f).by_target), default=0.0)
        own = self._spread(unit.features[0][0])
        in_passages = own.in_passages / max(1, self._passage_examples)
        in_gaps = own.in_gaps / max(1, self._gap_examples)
        at_home = in_gaps / (in_passages + in_gaps) if in_gaps else 0.0
        return weight / WEIGHT_CAP * (1 - held) * at_home

    def _closeness(
        self, units: Sequence[Unit], weights: Sequence[float], mass: float
    ) -> dict[int, list[tuple[float, int]]]:
        """For each target, (closeness, minus the example's number) of the compared examples."""
        index = self._index
        subject: dict[Unit, float] = {}
        rest: dict[Unit, float] = {}
        for unit, weight in zip(units, weights, strict=True):
            if weight:
                kind = rest if unit.filler else subject
                kind[unit] = kind.get(unit, 0.0) + weight
        if len(subject) > _FINDERS:
            heaviest = sorted(subject, key=lambda unit: -subject[unit])
            rest |= {unit: subject.pop(unit) for unit in heaviest[_FINDERS:]}
        shared = self._shared_weight(subject)
        if not shared:
            # Nothing but fillers: "who was there" is still worth a look.
            shared, rest = self._shared_weight(rest), {}
        best = self._likest(shared, mass)
        # Strongest first: of a word's features, the first that the example holds counts.
        numbered = [
            (sorted(((strength, index.features.get(f, -1)) for f, strength in unit.features), reverse=True), weight)
            for unit, weight in rest.items()
        ]
        asked = {number for features, _ in numbered for _, number in features}
        closest: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for example in best:
            common = shared[example]
            held = index.features_among(asked, example)
            if held:
                for features, weight in numbered:
                    for strength, number in features:
                        if number in held:
                            common += weight * strength
                            break
            of_example = min(1.0, common / index.masses[example])
            near = 1 / (QUESTION_SHARE * mass / common + (1 - QUESTION_SHARE) / of_example)
            closest[index.targets[example]].append((near, -example))
        return closest

    def _likest(self, shared: Mapping[int, float], mass: float) -> list[int]:
        """The examples that are worth a full comparison; of equally likely ones the first."""
        if len(shared) <= _CANDIDATES:
            return list(shared)
        masses = self._index.masses
        likeness = {example: weight / (masses[example] + mass) for example, weight in shared.items()}
        least = sorted(likeness.values(), reverse=True)[_CANDIDATES - 1]
        return sorted(
            (example for example, value in likeness.items() if value >= least),
            key=lambda example: (-likeness[example], example),
        )[:_CANDIDATES]

    def _shared_weight(self, units: Mapping[Unit, float]) -> dict[int, float]:
        """The weight that each example shares with the units."""
        index = self._index
        shared: defaultdict[int, float] = defaultdict(float)
        for unit, weight in units.items():
            if len(unit.features) == 1:
                # The common case, apart: it takes most of the time of a match.
                ((feature, strength),) = unit.features
                value = weight * strength
                for example in index.holders(feature):
                    shared[example] += value
                continue
            found: set[int] = set()
            for feature, strength in sorted(unit.features, key=lambda held: -held[1]):
                value = weight * strength
                new = set(index.holders(feature)) - found
                found |= new
                for example in new:
                    shared[example] += value
        return shared

    def _evidence(self, units: Sequence[Unit], targets: Iterable[int]) -> dict[int, float]:
        """For each of the targets, the evidence of all units, in nats per word."""
        gathered = dict.fromkeys(targets, 0.0)
        size = _EMPTY_SIZE
        for unit in units:
            if not unit.pair:
                size += unit.share
            strongest: dict[int, float] = {}
            for feature, strength in unit.features:
                information = self._information(feature)
                for target in gathered.keys() & information.keys():
                    value = strength * information[target]
                    if value > strongest.get(target, 0.0):
                        strongest[target] = value
            for target, value in strongest.items():
                gathered[target] += unit.share * value
        return {target: value / size for target, value in gathered.items()}

    def _information(self, feature: str) -> dict[int, float]:
        """The targets for which the feature speaks, with its mutual information in nats."""
        known = self._informations.get(feature)
        if known is not None:
            return known
        spread = self._spread(feature)
        everywhere = (spread.in_passages + spread.in_gaps) / len(self._index.texts)
        spoken: dict[int, float] = {}
        for target, count in spread.by_target.items():
            here = (count + SMOOTHING * everywhere) / (self._index.sizes[target] + SMOOTHING)
            if here > everywhere:
                spoken[target] = math.log(here / everywhere)
        if spread is not _NOWHERE:
            self._informations[feature] = spoken
        return spoken

    def _spread(self, feature: str) -> _Spread:
        known = self._spreads.get(feature)
        if known is not None:
            return known
        holders = self._index.holders(feature)
        if not holders:
            return _NOWHERE  # not kept: what people may type has no end
        counts = Counter(map(self._index.targets.__getitem__, holders))
        in_passages = sum(count for target, count in counts.items() if target < self._passages)
        spread = _Spread(dict(counts), in_passages, counts.total() - in_passages)
        self._spreads[feature] = spread
        return spread


def _subject(units: Sequence[Unit]) -> list[Unit]:
    """The words that carry the subject: neither fillers nor pairs."""
    return [unit for unit in units if not unit.pair and not unit.filler]
