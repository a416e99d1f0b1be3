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

LIKELIHOOD_SHARE = 0.2
"""What the logarithm of a passage's probability counts beside its closeness and its evidence."""

_EMPTY_SIZE = 2.0
"""Words added to a question's length when its evidence is averaged: one word alone proves little."""

LEAST_LIKELY = math.log(1e-6)
"""The lowest logarithm of a probability that is told apart."""

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
    subject               the S units that carry the clause's subject
    weights               float32[S]
    held                  float32[S, T]: how strongly some example of the target holds the unit, 0 to 1
    speaks                float32[S, T]: the evidence that the unit is for the target
    own_share             float32[T]: the share (0 to 1), by weight, of the subject that stands, itself or by a synonym,
                          in the article's own words for the target: its quote, summary, title, keywords and names
    """

    closeness: Floats
    evidence: Floats
    likelihood: Floats
    score: Floats
    order: Sequence[int]
    example_closeness: Floats
    background_share: float
    subject: Sequence[Unit]
    weights: Floats
    held: Floats
    speaks: Floats
    own_share: Floats

    def coverage(self, target: int) -> float:
        """The share (0 to 1), by weight, of the subject words that some example of the target has; 0 without any.

        Beside other subject words, names do not count: a name leads to many questions that the article does not answer.
        """
        others = [place for place, unit in enumerate(self.subject) if not unit.is_name]
        if not others:
            return float(bool(self.subject))
        weights = self.weights[others]
        return float(weights @ self.held[others, target] / weights.sum())

    def matched_words(self, target: int) -> tuple[str, ...]:
        """The subject words that speak for the target, as the index spells them, strongest first."""
        found: dict[str, float] = {}
        for unit, says in zip(self.subject, self.speaks[:, target].tolist(), strict=True):
            if says > 0:
                found[unit.word] = max(says, found.get(unit.word, 0.0))
        return tuple(sorted(found, key=lambda word: (-found[word], word)))


def rank(index: Index, units: Sequence[Unit]) -> Ranking | None:
    """Rank all targets for the units of a clause; None where the index knows none of its words."""
    size = index.background + 1
    shared = np.zeros(len(index.targets), np.float32)
    evidence = np.zeros(size, np.float32)
    subject = [unit for unit in units if unit.is_subject]
    weights = np.zeros(len(subject), np.float32)
    held, speaks, own = np.zeros((3, len(subject), size), np.float32)
    values: dict[int, float] = {}
    mass = length = 0.0
    row = -1
    for unit in units:
        pair = is_pair(unit)
        length += 0.0 if pair else unit.share
        known, weight = index.look_up(unit)
        # Of a pair that the index does not know, its words tell as much.
        if not (known or pair):
            weight = WEIGHT_CAP * unit.share
        mass += weight
        if unit.is_subject:
            row += 1
            weights[row] = weight
        # Where an example or a target has several of the unit's features, the strongest counts: it comes last.
        of_examples = shared if len(known) == 1 else np.zeros_like(shared)
        of_targets = np.zeros(size, np.float32)
        for strength, number in known:
            values[number] = max(strength * unit.share, values.get(number, 0.0))
            examples = index.examples_with(number)
            if len(known) == 1:
                shared[examples] += weight * strength
            else:
                of_examples[examples] = weight * strength
            targets, says, is_own = index.targets_with(number)
            of_targets[targets] = np.maximum(of_targets[targets], strength * says)
            if unit.is_subject:
                held[row, targets] = strength
                # That an everyday synonym stands there does not make it the article's word.
                if not index.is_everyday[number]:
                    own[row, targets[is_own]] = 1.0
        if len(known) > 1:
            shared += of_examples
        evidence += unit.share * of_targets
        if unit.is_subject:
            speaks[row] = of_targets
    if not values:
        return None

    with np.errstate(divide="ignore"):
        near = 1 / (QUESTION_SHARE * mass / shared + (1 - QUESTION_SHARE) / np.minimum(shared / index.masses, 1.0))
    closeness = _best_of_each(near, index)
    evidence /= length + _EMPTY_SIZE
    likelihood = _classify(index, values)
    score = closeness[: index.passages] + evidence[: index.passages] + LIKELIHOOD_SHARE * likelihood
    return Ranking(
        closeness=closeness,
        evidence=evidence,
        likelihood=likelihood,
        score=score,
        order=np.argsort(-score, kind="stable").tolist(),
        example_closeness=near,
        background_share=_background_share(near, index),
        subject=subject,
        weights=weights,
        held=held,
        speaks=speaks,
        own_share=weights @ own / weights.sum() if subject else np.zeros(size, np.float32),
    )


def _best_of_each(near: Floats, index: Index) -> Floats:
    """The closeness of each target's closest example; 0 for a target without examples."""
    starts, ends = index.target_starts[:-1], index.target_starts[1:]
    filled = ends > starts
    best = np.zeros(len(starts), np.float32)
    best[filled] = np.maximum.reduceat(near, starts[filled])
    return best


def _background_share(near: Floats, index: Index) -> float:
    # Most examples share next to nothing; to sort them out first takes a tenth of the time.
    close = np.flatnonzero(near >= near.max() / 2)
    close = close if len(close) >= _CLOSEST else np.arange(len(near))
    closest = close[np.argsort(-near[close], kind="stable")[:_CLOSEST]]
    weights = near[closest] ** _SHARPNESS
    return float(weights[index.targets[closest] == index.background].sum() / weights.sum())


def _classify(index: Index, values: dict[int, float]) -> Floats:
    """The log-probability of each passage for a clause that holds features with these values."""
    if not len(index.learned):
        return np.full(index.passages, -math.log(index.passages), np.float32)
    row = np.fromiter(values.values(), np.float32, len(values))
    row /= math.sqrt(float(row @ row))
    probabilities = softmax((row @ index.learned[list(values)])[None, :])[0]
    return np.log(np.maximum(probabilities, math.exp(LEAST_LIKELY)))
