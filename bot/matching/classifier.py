"""Two linear classifiers that an article trains while it is compiled.

`learned` tells the passages apart: multinomial logistic regression over the features of the asks. It learns how much a
word weighs against the other passages, which no idf knows. `topical` tells what is about the article from the
background and the gaps: logistic regression over all examples.

Both maximise their penalised likelihood by accelerated gradient steps (Nesterov 1983) under the diagonal bound of the
curvature by Böhning ("Multinomial logistic regression algorithm", 1992), from zero; stopping early is part of the
regularisation.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from bot.matching.corpus import Floats, Ints

MOST_ASKS = 30
"""Of each passage, how many examples train: more add time, and hardly anything that the first ones lack."""

MOST_WEIGHTS = 6_000_000
"""Features times passages. A larger index goes without `learned`; closeness and evidence rank it."""

_STEPS = 12
_STEPS_TOPICAL = 15
_PENALTY = 0.1
_PENALTY_TOPICAL = 0.3
_PACE = 4.0
"""How much longer a step is than the bound allows: on text, whose features seldom meet, it is far too careful."""
_PACE_TOPICAL = 2.0


class _Sparse:
    """A sparse matrix of examples by features that can be multiplied from both sides."""

    def __init__(self, rows: Ints, columns: Ints, values: Floats, shape: tuple[int, int]) -> None:
        squares = np.bincount(rows, values**2, shape[0])
        values = (values / np.sqrt(squares)[rows]).astype(np.float32)  # each example of length 1
        self.shape = shape
        self._by_row = _grouped(rows, columns, values)
        self._by_column = _grouped(columns, rows, values)
        sums = np.bincount(rows, values, shape[0])
        self.curvature = (columns, values * sums[rows], rows)

    def times(self, matrix: Floats) -> Floats:
        """This matrix times a dense one."""
        return _product(*self._by_row, matrix, self.shape[0])

    def transposed_times(self, matrix: Floats) -> Floats:
        """The transpose of this matrix times a dense one."""
        return _product(*self._by_column, matrix, self.shape[1])

    def bound(self, weights: Floats) -> Floats:
        """For each feature, the bound of its curvature under these weights of the examples."""
        columns, values, rows = self.curvature
        return np.bincount(columns, values * weights[rows], self.shape[1]).astype(np.float32)


def _grouped(groups: Ints, others: Ints, values: Floats) -> tuple[Ints, Ints, Ints, Floats]:
    order = np.argsort(groups, kind="stable")
    sorted_groups = groups[order]
    present, starts = np.unique(sorted_groups, return_index=True)
    return present, starts, others[order], values[order]


def _product(present: Ints, starts: Ints, others: Ints, values: Floats, matrix: Floats, size: int) -> Floats:
    result = np.zeros((size, matrix.shape[1]), np.float32)
    if len(present):
        result[present] = np.add.reduceat(matrix[others] * values[:, None], starts, axis=0)
    return result


def train(
    examples: Ints, features: Ints, values: Floats, targets: Ints, passages: int, feature_count: int
) -> tuple[Floats, Floats]:
    """Train both classifiers on entries (example, feature, value); `targets` has the target of each example.

    Returns `learned`, float32[features, passages], all zero for an index that is too large, and `topical`,
    float32[features].
    """
    return (
        _train_learned(examples, features, values, targets, passages, feature_count),
        _train_topical(examples, features, values, targets < passages, feature_count),
    )


def _train_learned(
    examples: Ints, features: Ints, values: Floats, targets: Ints, passages: int, feature_count: int
) -> Floats:
    if passages * feature_count > MOST_WEIGHTS:
        return np.zeros((feature_count, passages), np.float32)
    starts = np.searchsorted(targets, np.arange(passages))
    ends = np.searchsorted(targets, np.arange(passages), "right")
    # Spread over all of a passage's examples: a curator writes like asks one after the other.
    picked = np.unique(np.concatenate([_spread(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]))
    number = np.full(len(targets), -1, np.int32)
    number[picked] = np.arange(len(picked))
    chosen = number[examples] >= 0
    matrix = _Sparse(number[examples[chosen]], features[chosen], values[chosen], (len(picked), feature_count))
    wanted = np.zeros((len(picked), passages), np.float32)
    wanted[np.arange(len(picked)), targets[picked]] = 1.0
    step = _PACE / (0.5 * matrix.bound(np.ones(len(picked), np.float32)) + _PENALTY)

    def gradient(weights: Floats) -> Floats:
        return matrix.transposed_times(wanted - softmax(matrix.times(weights))) - _PENALTY * weights

    return _climb(gradient, step, (feature_count, passages), _STEPS)


def _spread(start: int, end: int) -> Ints:
    """At most `MOST_ASKS` of the numbers from `start` to `end`, evenly apart."""
    return np.linspace(start, end - 1, min(MOST_ASKS, end - start)).astype(np.int32)


def _train_topical(examples: Ints, features: Ints, values: Floats, is_about: np.ndarray, feature_count: int) -> Floats:
    matrix = _Sparse(examples, features, values, (len(is_about), feature_count))
    about = max(1, int(is_about.sum()))
    others = max(1, len(is_about) - about)
    balance = np.where(is_about, 0.5 / about, 0.5 / others).astype(np.float32) * np.float32(len(is_about))
    step = _PACE_TOPICAL / (0.25 * matrix.bound(balance) + _PENALTY_TOPICAL)
    wanted = is_about.astype(np.float32)[:, None]

    def gradient(weights: Floats) -> Floats:
        likely = 1 / (1 + np.exp(-matrix.times(weights)))
        return matrix.transposed_times((wanted - likely) * balance[:, None]) - _PENALTY_TOPICAL * weights

    return _climb(gradient, step, (feature_count, 1), _STEPS_TOPICAL)[:, 0]


def _climb(gradient: Callable[[Floats], Floats], step: Floats, shape: tuple[int, int], steps: int) -> Floats:
    """The weights after so many accelerated steps up the gradient; `step` has the length of a step of each row."""
    weights = ahead = np.zeros(shape, np.float32)
    momentum = 1.0
    for _ in range(steps):
        moved = ahead + gradient(ahead) * step[:, None]
        momentum, before = (1 + math.sqrt(1 + 4 * momentum**2)) / 2, momentum
        ahead = moved + np.float32((before - 1) / momentum) * (moved - weights)
        weights = moved
    return weights


def softmax(scores: Floats) -> Floats:
    """Each row's probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
