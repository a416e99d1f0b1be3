"""Ranks the passages for a question, by measures that make up for each other's weakness.

Closeness: how much of the question the most similar example shares, and how much of the example the question shares (a
weighted F-measure over weighted words). It is sure of itself where somebody has asked the like.

Evidence: how much more often the question's words stand in the examples of a target than elsewhere (see
`bot.matching.index.Index`). It adds up what many examples have to say, and so finds the passage for a way of asking
that no single example has.

Likelihood: the probability that the classifier gives to each passage. It knows which words tell passages apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.classifier import softmax
from bot.matching.corpus import Floats, Unit, is_pair
from bot.matching.index import WEIGHT_CAP, Index

QUESTION_SHARE = 0.55
"""Closeness: the weight of the question's covered share against the example's."""

LIKELIHOOD_SHARE = 0.1
"""What the logarithm of a passage's probability counts beside its closeness and its evidence."""

_EMPTY_SIZE = 2.0
"""Words added to a question's length when its evidence is averaged: one word alone proves little."""

_LEAST_LIKELY = 1e-6

_CLOSEST, _SHARPNESS = 10, 4
"""How many examples say whether a clause is like the background, and how much more the closer ones say."""


@dataclass(frozen=True)
class Ranking:
    """What the index says to one clause, for each of T targets, the first P of which are passages.

    closeness, evidence   float32[T]
    likelihood            float32[P], natural logarithms of probabilities
    score                 float32[P]: the three together; the higher, the better
    order                 the passages, best first
    example_closeness     float32[E], of each example
    background_share      the share (0 to 1), by closeness, of the background among the examples closest to the clause
    """

    closeness: Floats
    evidence: Floats
    likelihood: Floats
    score: Floats
    order: Sequence[int]
    example_closeness: Floats
    background_share: float


def rank(index: Index, units: Sequence[Unit]) -> Ranking | None:
    """Rank all targets for the units of a clause; None where the index knows none of its words."""
    size = index.background + 1
    shared = np.zeros(len(index.targets), np.float32)
    evidence = np.zeros(size, np.float32)
    held: dict[int, float] = {}
    mass = length = 0.0
    for unit in units:
        pair = is_pair(unit)
        length += 0.0 if pair else unit.share
        known = index.known(unit)
        if not known:
            # Nothing in the index explains the word. Of a pair, its words tell as much.
            mass += 0.0 if pair else WEIGHT_CAP * unit.share
            continue
        weight = index.weight(unit)
        mass += weight
        for strength, number in known:
            held[number] = max(strength * unit.share, held.get(number, 0.0))
        if len(known) == 1:
            strength, number = known[0]
            shared[index.examples_with(number)] += weight * strength
            targets, says = index.targets_with(number)
            evidence[targets] += unit.share * strength * says
            continue
        # Where an example or a target has several of the unit's features, the strongest counts.
        of_examples = np.zeros_like(shared)
        of_targets = np.zeros_like(evidence)
        for strength, number in known:
            of_examples[index.examples_with(number)] = weight * strength
            targets, says = index.targets_with(number)
            of_targets[targets] = np.maximum(of_targets[targets], strength * says)
        shared += of_examples
        evidence += unit.share * of_targets
    if not held:
        return None

    with np.errstate(divide="ignore"):
        near = 1 / (QUESTION_SHARE * mass / shared + (1 - QUESTION_SHARE) / np.minimum(shared / index.masses, 1.0))
    closeness = _best_of_each(near, index)
    evidence /= length + _EMPTY_SIZE
    likelihood = _classify(index, held)
    score = closeness[: index.passages] + evidence[: index.passages] + LIKELIHOOD_SHARE * likelihood
    return Ranking(
        closeness=closeness,
        evidence=evidence,
        likelihood=likelihood,
        score=score,
        order=np.argsort(-score, kind="stable").tolist(),
        example_closeness=near,
        background_share=_background_share(near, index),
    )


def coverage(index: Index, units: Sequence[Unit], target: int) -> float:
    """The share (0 to 1), by weight, of the subject words that some example of the target has; 0 where there are none.

    Beside other subject words, names do not count: a name leads to many questions that the article does not answer.
    """
    covered = mass = 0.0
    for unit in units:
        if unit.is_subject and not unit.is_name:
            known = index.known(unit)
            weight = index.weight(unit) if known else WEIGHT_CAP * unit.share
            mass += weight
            covered += weight * max((strength for strength, n in known if index.holds(target, n)), default=0.0)
    return covered / mass if mass else float(any(unit.is_name for unit in units))


def own_share(index: Index, units: Sequence[Unit], target: int) -> float:
    """The share (0 to 1), by weight, of the subject words that stand, themselves or by a synonym, in the article's own
    words for the target: its quote, summary, title, keywords and names."""
    held = mass = 0.0
    for unit in units:
        if unit.is_subject:
            known = index.known(unit)
            weight = index.weight(unit) if known else WEIGHT_CAP * unit.share
            mass += weight
            held += weight * any(index.holds(target, number, own=True) for _, number in known)
    return held / mass if mass else 0.0


def matched_words(index: Index, units: Sequence[Unit], target: int) -> tuple[str, ...]:
    """The subject words that speak for the target, as the index spells them, strongest first."""
    found: dict[str, float] = {}
    for unit in units:
        if unit.is_subject:
            says = max((strength * index.evidence_for(target, n) for strength, n in index.known(unit)), default=0.0)
            if says > 0:
                found[unit.word] = max(says * unit.share, found.get(unit.word, 0.0))
    return tuple(sorted(found, key=lambda word: (-found[word], word)))


def _best_of_each(near: Floats, index: Index) -> Floats:
    """The closeness of each target's closest example; 0 for a target without examples."""
    starts, ends = index.target_starts[:-1], index.target_starts[1:]
    filled = ends > starts
    best = np.zeros(len(starts), np.float32)
    best[filled] = np.maximum.reduceat(near, starts[filled])
    return best


def _background_share(near: Floats, index: Index) -> float:
    count = min(_CLOSEST, len(near))
    closest = np.argpartition(-near, count - 1)[:count]
    weights = near[closest] ** _SHARPNESS
    return float(weights[index.targets[closest] == index.background].sum() / weights.sum())


def _classify(index: Index, held: dict[int, float]) -> Floats:
    """The log-probability of each passage."""
    numbers = np.fromiter(held, np.int32, len(held))
    values = np.fromiter(held.values(), np.float32, len(held))
    values /= math.sqrt(float(values @ values))
    probabilities = softmax((values @ index.learned[numbers])[None, :])[0]
    return np.log(np.maximum(probabilities, _LEAST_LIKELY))
