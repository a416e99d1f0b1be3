"""Ranks the passages for a question, by measures that make up for each other's weakness.

Closeness: how much of the question the most similar example shares, and how much of the example the question shares (a
weighted F-measure over weighted words). It is sure of itself where somebody has asked the like.

Evidence: how much more often the question's words stand in the examples of a target than elsewhere (see
`bot.matching.index.Index`). It adds up what many examples have to say, and so finds the passage for a way of asking
that no single example has.

Context: how many of the question's words stand in the paragraph of a passage, the rarer the more they count. A sentence
leans on those before it: "it", "the king".

Likelihood: the probability that the classifier gives to each passage. It knows which words tell passages apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.arrays import Floats, Ints, places_in
from bot.matching.classifier import softmax
from bot.matching.corpus import Unit, is_pair
from bot.matching.index import WEIGHT_CAP, Index, Known

QUESTION_SHARE = 0.55
"""Closeness: the weight of the question's covered share against the example's."""

LIKELIHOOD_SHARE = 0.2
"""What the logarithm of a passage's probability counts beside its closeness and its evidence."""

CONTEXT_SHARE = 1.0
"""What the context counts beside them. From 0 to 1, paragraphs of unread drafts come first more often (SQuAD: .82 to
.83 of questions), and passages of curated articles are found as often or more often."""

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
    score                 float32[P]: these and the context together; the higher, the better
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

    def holds_only_names(self, target: int) -> bool:
        """Whether no example of the target has any of the subject words but names, of which there are some."""
        others = [place for place, unit in enumerate(self.subject) if not unit.is_name]
        return 0 < len(others) < len(self.subject) and not self.held[others, target].any()

    def matched_words(self, target: int) -> tuple[str, ...]:
        """The subject words that speak for the target, as the index spells them, strongest first."""
        found: dict[str, float] = {}
        for unit, says in zip(self.subject, self.speaks[:, target].tolist(), strict=True):
            if says > 0:
                found[unit.word] = max(says, found.get(unit.word, 0.0))
        return tuple(sorted(found, key=lambda word: (-found[word], word)))


def rank(index: Index, units: Sequence[Unit]) -> Ranking | None:
    """Rank all targets for the units of a clause; None where the index knows none of its words."""
    known = index.look_up(units) if units else None
    if known is None or not len(known.features):
        return None
    shares = np.array([unit.share for unit in units], np.float32)
    pairs = np.array([is_pair(unit) for unit in units])
    subject = [row for row, unit in enumerate(units) if unit.is_subject]
    # Of a pair that the index does not know, its words tell as much.
    weights = np.where((known.weights > 0) | pairs, known.weights, WEIGHT_CAP * shares)

    speaks, held, own = _held_by_targets(index, known, len(units))
    shared = _shared(index, known, weights)
    mass = weights.sum()
    near = shared / (QUESTION_SHARE * mass + (1 - QUESTION_SHARE) * np.maximum(shared, index.masses))
    closeness = _best_of_each(near, index)
    evidence = shares @ speaks / (shares[~pairs].sum() + _EMPTY_SIZE)
    likelihood = _classify(index, known, shares)
    weights, held, speaks, own = weights[subject], held[subject], speaks[subject], own[subject]
    context = _context(held[:, : index.passages], index.paragraphs)
    score = (
        closeness[: index.passages]
        + evidence[: index.passages]
        + LIKELIHOOD_SHARE * likelihood
        + CONTEXT_SHARE * context
    )
    return Ranking(
        closeness=closeness,
        evidence=evidence,
        likelihood=likelihood,
        score=score,
        order=np.argsort(-score, kind="stable").tolist(),
        example_closeness=near,
        background_share=_background_share(near, closeness, index),
        subject=[units[row] for row in subject],
        weights=weights,
        held=held,
        speaks=speaks,
        own_share=weights @ own / weights.sum() if subject else np.zeros(index.background + 1, np.float32),
    )


def _held_by_targets(index: Index, known: Known, units: int) -> Floats:
    """Of each unit and target: `speaks`, `held`, and 1 where the target's own words hold the unit. float32[3, U, T]."""
    size = index.background + 1
    found = np.zeros((3, units * size), np.float32)
    places, counts = places_in(index.spread_starts, known.features)
    cells = np.repeat(known.units * size, counts) + index.spread[places]
    strengths = np.repeat(known.strengths, counts)
    # Where a target has several of a unit's features, the strongest counts: it comes last.
    found[1, cells] = strengths
    np.maximum.at(found[0], cells, strengths * index.evidence[places])
    # That an everyday synonym stands there does not make it the article's word.
    is_own = index.is_own[places] & np.repeat(~index.is_everyday[known.features], counts)
    found[2, cells[is_own]] = 1.0
    return found.reshape(3, units, size)


def _context(held: Floats, paragraphs: Ints) -> Floats:
    """For each passage the share (0 to 1) of the subject, by the idf of its words among the paragraphs, that its
    paragraph's passages hold: float32[P], from `held`, float32[S, P]."""
    if not len(held):
        return np.zeros(len(paragraphs), np.float32)
    count = int(paragraphs.max()) + 1
    together = np.zeros((count, len(held)), np.float32)
    np.maximum.at(together, paragraphs, held.T)
    holders = np.count_nonzero(together, axis=0)
    idf = np.log1p((count - holders + 0.5) / (holders + 0.5)).astype(np.float32)
    return (together @ idf / idf.sum())[paragraphs]


def _shared(index: Index, known: Known, weights: Floats) -> Floats:
    """The weight of what each example shares with the units, float32[E]."""
    values = weights[known.units] * known.strengths
    is_single = np.bincount(known.units)[known.units] == 1
    places, counts = places_in(index.posted_starts, known.features[is_single])
    shared = np.bincount(index.posted[places], np.repeat(values[is_single], counts), len(index.targets))
    shared = shared.astype(np.float32)
    for unit in set(known.units[~is_single].tolist()):
        # Where an example has several of the unit's features, the strongest counts: it comes last.
        of_unit = np.zeros_like(shared)
        of_it = known.units == unit
        for feature, value in zip(known.features[of_it].tolist(), values[of_it].tolist(), strict=True):
            of_unit[index.examples_with(feature)] = value
        shared += of_unit
    return shared


def _best_of_each(near: Floats, index: Index) -> Floats:
    """The closeness of each target's closest example; 0 for a target without examples."""
    starts, ends = index.target_starts[:-1], index.target_starts[1:]
    filled = ends > starts
    best = np.zeros(len(starts), np.float32)
    best[filled] = np.maximum.reduceat(near, starts[filled])
    return best


def _background_share(near: Floats, closeness: Floats, index: Index) -> float:
    # Ten targets have ten examples at least as close as the tenth target: none farther off need be sorted.
    least = np.sort(closeness)[-_CLOSEST] if len(closeness) >= _CLOSEST else 0.0
    close = np.flatnonzero(near >= least)
    closest = close[np.argsort(-near[close], kind="stable")[:_CLOSEST]]
    weights = near[closest] ** _SHARPNESS
    return float(weights[index.targets[closest] == index.background].sum() / weights.sum())


def _classify(index: Index, known: Known, shares: Floats) -> Floats:
    """The log-probability of each passage for a clause that holds these features."""
    if not len(index.learned):
        return np.full(index.passages, -math.log(index.passages), np.float32)
    values = known.strengths * shares[known.units]
    order = np.argsort(values)
    # Of a feature that several units have, the greatest value counts: it comes last.
    held = dict(zip(known.features[order].tolist(), values[order].tolist(), strict=True))
    row = np.array(list(held.values()), np.float32)
    row /= math.sqrt(float(row @ row))
    probabilities = softmax((row @ index.learned[list(held)])[None, :])[0]
    return np.log(np.maximum(probabilities, math.exp(LEAST_LIKELY)))
