"""The measures by which `bot.matching.ranking` compares a clause with the examples and targets of an index."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from bot.matching.arrays import Floats, places_in
from bot.matching.corpus import Unit
from bot.matching.index import Index, Known

QUESTION_SHARE = 0.55
"""For the closeness: the weight of the covered share of the question against that of the example."""

LEAST_LIKELY = math.log(1e-6)
"""The lower bound of log-probabilities."""

_CLOSEST, _SHARPNESS = 10, 4
"""How many examples determine the background share, and how strongly closer ones count more."""


def held_by_targets(index: Index, known: Sequence[Known], size: int) -> tuple[Floats, Floats, Floats]:
    """Of each unit and target `speaks`, float32[U, T]; of the first `size` units, those of the subject, `held` and 1 if
    the target's own words have the unit, float32[S, T]."""
    targets = index.background + 1
    features = [each.features for each in known]
    strengths = np.array([strength for held in features for strength, _ in held], np.float32)
    places, counts = places_in(index.spread_starts, np.array([number for held in features for _, number in held]))
    rows = np.array([row * targets for row, held in enumerate(features) for _ in held])
    cells, strengths = rows.repeat(counts) + index.spread[places], strengths.repeat(counts)
    speaks = np.zeros(len(known) * targets, np.float32)
    np.maximum.at(speaks, cells, strengths * index.evidence[places])
    held, own = np.zeros((2, size * targets), np.float32)
    of_subject = slice(int(counts[: sum(map(len, features[:size]))].sum()))
    cells = cells[of_subject]
    # If a target has several of a unit's features, the strongest counts, as it comes last.
    held[cells] = strengths[of_subject]
    own[cells[index.is_own[places[of_subject]]]] = 1.0
    return speaks.reshape(-1, targets), held.reshape(size, targets), own.reshape(size, targets)


def context(held: Floats, index: Index) -> Floats:
    """For each passage the share (0 to 1) of the subject, weighted by idf among the paragraphs, that the passages of
    its paragraph have: float32[P], from `held`, float32[S, P]."""
    order, starts = index.by_paragraph
    together = np.maximum.reduceat(held[:, order], starts, axis=1)
    count = len(starts)
    holding = np.ceil(together).sum(axis=1).tolist()
    idf = [math.log1p((count - holders + 0.5) / (holders + 0.5)) for holders in holding]
    return (np.array(idf, np.float32) @ together / sum(idf))[index.paragraphs]


def closeness(index: Index, known: Sequence[Known], weights: Sequence[float]) -> Floats:
    """The closeness of each example, float32[E]."""
    shared = np.zeros(len(index.targets), np.float32)
    for (_, features), weight in zip(known, weights, strict=True):
        if len(features) == 1:
            ((strength, feature),) = features
            shared[index.examples_with(feature)] += weight * strength
        elif features:
            # If an example has several of the unit's features, the strongest counts, as it comes last.
            strongest = np.zeros(len(shared), np.float32)
            for strength, feature in features:
                strongest[index.examples_with(feature)] = weight * strength
            shared += strongest
    # The share of the example that the question covers; in place, since the arrays are large.
    whole = np.maximum(shared, index.masses)
    whole *= 1 - QUESTION_SHARE
    whole += QUESTION_SHARE * sum(weights)
    shared /= whole
    return shared


def best_of_each(near: Floats, index: Index) -> Floats:
    """The closeness of each target's closest example; 0 for a target without examples."""
    filled = index.filled
    best = np.zeros(index.background + 1, np.float32)
    best[filled] = np.maximum.reduceat(near, index.target_starts[filled])
    return best


def background_share(near: Floats, closeness: Floats, index: Index) -> float:
    """The share (0 to 1), by closeness, of background messages among the closest examples."""
    # Ten targets have at least ten examples as close as the tenth target, so only these need sorting.
    least = np.partition(closeness, -_CLOSEST)[-_CLOSEST] if len(closeness) >= _CLOSEST else 0.0
    (close,) = (near >= least).nonzero()
    closest = close[(-near[close]).argsort(kind="stable")[:_CLOSEST]]
    weights = [value**_SHARPNESS for value in near[closest].tolist()]
    first = index.target_starts.item(index.background)
    of_background = sum(weight for weight, example in zip(weights, closest.tolist(), strict=True) if example >= first)
    return of_background / sum(weights)


def log_probabilities(index: Index, units: Sequence[Unit], known: Sequence[Known]) -> Floats:
    """The classifier's log-probability of each passage for a clause with these features."""
    if not len(index.learned):
        return np.full(index.passages, -math.log(index.passages), np.float32)
    held: dict[int, float] = {}  # for a feature of several units, the greatest value counts
    for unit, (_, features) in zip(units, known, strict=True):
        for strength, feature in features:
            held[feature] = max(strength * unit.share, held.get(feature, 0.0))
    length = math.hypot(*held.values())
    row = np.array([value / length for value in held.values()], np.float32)
    scores: Floats = row @ index.learned[list(held)]
    return np.maximum(scores - np.logaddexp.reduce(scores), LEAST_LIKELY)
