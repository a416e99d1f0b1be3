"""The linear classifier that an article trains while it is compiled.

Multinomial logistic regression over the features of the asks tells the passages apart: it learns how much a word weighs
against the other passages, which no idf knows. Its penalised likelihood is maximised by accelerated gradient steps
(Nesterov 1983) under the diagonal bound of the curvature by Böhning ("Multinomial logistic regression algorithm",
1992), from zero; stopping early is part of the regularisation.
"""

from __future__ import annotations

import math

import numpy as np

from bot.matching.arrays import Floats, Ints

MOST_ASKS = 30
"""Of each passage, how many examples train: more add time, and hardly anything that the first ones lack."""

MOST_WEIGHTS = 6_000_000
"""Features times passages. A larger index goes without `learned`; closeness and evidence rank it."""

_STEPS = 12
_PENALTY = 0.1
_PACE = 4.0
"""How much longer a step is than the bound allows: on text, whose features seldom meet, it is far too careful."""


def train(examples: Ints, features: Ints, values: Floats, targets: Ints, passages: int, feature_count: int) -> Floats:
    """Train on entries (example, feature, value); `targets` has the target of each example, in ascending order.

    Returns weights, float32[features, passages]; float32[0, passages] for an index that is too large.
    """
    if passages * feature_count > MOST_WEIGHTS:
        return np.zeros((0, passages), np.float32)
    weights = np.zeros((feature_count, passages), np.float32)
    starts = np.searchsorted(targets, np.arange(passages))
    ends = np.searchsorted(targets, np.arange(passages), "right")
    # Spread over all of a passage's examples: a curator writes like asks one after the other.
    picked = np.concatenate([_spread(int(start), int(end)) for start, end in zip(starts, ends, strict=True)])
    number = np.full(len(targets), -1, np.int32)
    number[picked] = np.arange(len(picked))
    chosen = number[examples] >= 0
    used, columns = np.unique(features[chosen], return_inverse=True)
    matrix = _Sparse(number[examples[chosen]], columns, values[chosen], (len(picked), len(used)))
    wanted = np.zeros((len(picked), passages), np.float32)
    wanted[np.arange(len(picked)), targets[picked]] = 1.0
    weights[used] = _climb(matrix, wanted)
    return weights


def _climb(matrix: _Sparse, wanted: Floats) -> Floats:
    """The weights, float32[columns, classes], after the last step up the penalised likelihood."""
    step = (_PACE / (0.5 * matrix.curvature + _PENALTY))[:, None]
    weights = ahead = np.zeros((matrix.shape[1], wanted.shape[1]), np.float32)
    momentum = 1.0
    for _ in range(_STEPS):
        gradient = matrix.transposed_times(wanted - softmax(matrix.times(ahead))) - _PENALTY * ahead
        moved = ahead + step * gradient
        momentum, before = (1 + math.sqrt(1 + 4 * momentum**2)) / 2, momentum
        ahead = moved + np.float32((before - 1) / momentum) * (moved - weights)
        weights = moved
    return weights


class _Sparse:
    """A sparse matrix that can be multiplied from both sides, its rows made of length 1.

    `curvature` is float32[columns]: for each, the sum over rows of its value times the row's sum.
    """

    def __init__(self, rows: Ints, columns: Ints, values: Floats, shape: tuple[int, int]) -> None:
        squares = np.bincount(rows, values**2, shape[0])
        values = (values / np.sqrt(squares)[rows]).astype(np.float32)
        self.shape = shape
        self._by_row = _grouped(rows, columns, values)
        self._by_column = _grouped(columns, rows, values)
        sums = np.bincount(rows, values, shape[0])
        self.curvature = np.bincount(columns, values * sums[rows], shape[1]).astype(np.float32)

    def times(self, dense: Floats) -> Floats:
        """This matrix times a dense one."""
        return _product(*self._by_row, dense, self.shape[0])

    def transposed_times(self, dense: Floats) -> Floats:
        """The transpose of this matrix times a dense one."""
        return _product(*self._by_column, dense, self.shape[1])


def _grouped(groups: Ints, others: Ints, values: Floats) -> tuple[Ints, Ints, Ints, Floats]:
    """The entries sorted by group: which groups there are, where each starts, and the entries' others and values."""
    order = np.argsort(groups, kind="stable")
    present, starts = np.unique(groups[order], return_index=True)
    return present, starts, others[order], values[order]


def _product(present: Ints, starts: Ints, others: Ints, values: Floats, dense: Floats, size: int) -> Floats:
    result = np.zeros((size, dense.shape[1]), np.float32)
    if len(present):
        result[present] = np.add.reduceat(dense[others] * values[:, None], starts, axis=0)
    return result


def _spread(start: int, end: int) -> Ints:
    """At most `MOST_ASKS` of the numbers from `start` to `end`, evenly apart."""
    return np.linspace(start, end - 1, min(MOST_ASKS, end - start)).astype(np.int32)


def softmax(scores: Floats) -> Floats:
    """Each row's probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
