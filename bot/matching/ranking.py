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
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from bot.matching.index import WEIGHT_CAP, Index, Unit, subject_of

UNKNOWN_WEIGHT = 7.0
"""What a word weighs that nothing in the index explains: nearly as much as the rarest word that it knows."""

QUESTION_SHARE = 0.55
"""Closeness: the weight of the question's covered share against the example's."""

SMOOTHING = 30.0
"""Evidence: how many examples' worth of belief the whole index has about what a target's examples say."""

EVIDENCE_SHARE = 0.5
"""What evidence weighs beside closeness."""

_CANDIDATES = 100
"""How many examples are compared in full, of those that share the question's subject words most."""

_COMMON = 500
"""From how many holders on a word may be too common to find more examples."""

_CAUTION = 0.4
"""What share of the most that an unseen example can reach is reckoned with: none is as like as can be. On the labelled
questions 0.4 and 1 give the same answers."""

_FINDERS = 16
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


class _Wanted(NamedTuple):
    """A unit of a question as the index has it: its weight, the features that the index knows as (value, number),
    strongest first, and how many examples hold them, those that hold several counted as often."""

    weight: float
    features: list[tuple[float, int]]
    holders: int


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

    def rank(self, units: Sequence[Unit], among: Collection[int] | None = None) -> list[Ranked]:
        """The targets whose examples are likest to the question, best first; only those `among` if they are given."""
        weights = [self.weight(unit) for unit in units]
        mass = sum(weights)
        if not mass:
            return []
        closest = self._closeness(units, weights, mass, among)
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
        return max((self._foreignness(unit, target) for unit in subject_of(units)), default=0.0)

    def own_share(self, units: Sequence[Unit], target: int) -> float:
        """The share (0 to 1), by weight, of the question's subject words that stand in the target's own words:
        its quote, summary, title, keywords and names."""
        index = self._index
        held = self._own.get(target, ())
        subject = subject_of(units)
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
            for unit in subject_of(units)
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
        self, units: Sequence[Unit], weights: Sequence[float], mass: float, among: Collection[int] | None
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
        likest = self._likest(self._wanted(subject), mass, among)
        if not likest:
            # Nothing but fillers: "who was there" is still worth a look.
            likest, rest = self._likest(self._wanted(rest), mass, among), {}
        closest: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for example, common in self._with_held(likest, self._wanted(rest)).items():
            of_example = min(1.0, common / index.masses[example])
            near = 1 / (QUESTION_SHARE * mass / common + (1 - QUESTION_SHARE) / of_example)
            closest[index.targets[example]].append((near, -example))
        return closest

    def _wanted(self, units: Mapping[Unit, float]) -> list[_Wanted]:
        """The units as the index has them, rarest first."""
        index = self._index
        wanted: list[_Wanted] = []
        for unit, weight in units.items():
            known = [(s * weight, number) for f, s in unit.features if (number := index.features.get(f)) is not None]
            known.sort(reverse=True)
            wanted.append(_Wanted(weight, known, sum(index.count(number) for _, number in known)))
        wanted.sort(key=lambda unit: unit.holders)
        return wanted

    def _likest(self, wanted: Sequence[_Wanted], mass: float, among: Collection[int] | None) -> dict[int, float]:
        """The `_CANDIDATES` examples that are likest to the question, with the weight that they share with it.

        Rare words find examples, common ones only add to those: once enough examples have turned up that are liker
        than one is likely to be that has only the rest of the words, no more are taken in (after "MaxScore": Turtle
        and Flood, "Query evaluation: strategies and optimizations", 1995).
        """
        masses, targets = self._index.masses, self._index.targets
        shared: dict[int, float] = {}
        left = sum(unit.weight for unit in wanted)
        found_enough = False
        for unit in wanted:
            if not found_enough and among is None and unit.holders > _COMMON and len(shared) >= _CANDIDATES:
                # An example weighs at least what it shares, so no unseen one is liker than left / (left + mass).
                likely = _CAUTION * left / (left + mass)
                liker = [e for e, weight in shared.items() if weight > likely * (masses[e] + mass)]
                found_enough = len(liker) >= _CANDIDATES
                if found_enough:
                    shared = {e: w for e, w in shared.items() if w + left > likely * (masses[e] + mass)}
            self._add_holders(shared, unit, only=shared.keys() if found_enough else None)
            left -= unit.weight
        if among is not None:
            shared = {e: weight for e, weight in shared.items() if targets[e] in among}
        return self._best(shared, mass)

    def _best(self, shared: dict[int, float], mass: float) -> dict[int, float]:
        """The likest of the examples; of equally likely ones the first."""
        if len(shared) <= _CANDIDATES:
            return shared
        masses = self._index.masses
        likeness = {example: weight / (masses[example] + mass) for example, weight in shared.items()}
        least = sorted(likeness.values(), reverse=True)[_CANDIDATES - 1]
        best = [example for example, value in likeness.items() if value >= least]
        best.sort(key=lambda example: (-likeness[example], example))
        return {example: shared[example] for example in best[:_CANDIDATES]}

    def _add_holders(self, shared: dict[int, float], unit: _Wanted, only: Set[int] | None) -> None:
        """Add what the unit weighs to the examples that have it (`only` those, if given), by the strongest of its
        features that each has."""
        found: set[int] = set()
        for value, number in unit.features:
            holders: Iterable[int] = self._index.holders_of(number)
            if only is not None:
                holders = only & set(holders)
            if len(unit.features) > 1:
                holders = set(holders) - found
                found |= holders
            for example in holders:
                shared[example] = shared.get(example, 0.0) + value

    def _with_held(self, shared: Mapping[int, float], wanted: Sequence[_Wanted]) -> dict[int, float]:
        """The examples and what they share, with what they hold of more units added."""
        index = self._index
        asked = {number for unit in wanted for _, number in unit.features}
        if not asked:
            return dict(shared)
        added: dict[int, float] = {}
        for example, common in shared.items():
            held = index.features_among(asked, example)
            if held:
                for unit in wanted:
                    for value, number in unit.features:
                        if number in held:
                            common += value
                            break
            added[example] = common
        return added

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
