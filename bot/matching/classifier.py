"""The linear classifier that is trained for each article while it is compiled.

Multinomial logistic regression over the features of the asks separates the passages: it learns how much a word weighs
against the other passages, which idf does not tell. The penalised likelihood is maximised by accelerated gradient steps
(Nesterov 1983) under the diagonal bound of the curvature by Böhning ("Multinomial logistic regression algorithm",
1992), from zero. Early stopping is part of the regularisation.
"""

from __future__ import annotations

import math

import numpy as np

from bot.matching.arrays import Floats, Ints

MOST_ASKS = 30
"""How many examples of each passage are used for training. More take longer and add hardly anything."""

MOST_WEIGHTS = 6_000_000
"""The largest number of features times passages. A larger index has no classifier; closeness and evidence rank it."""

_COMMON = 32
"""Columns of a matrix with more entries than this are stored as a dense block."""

_STEPS = 12
_PENALTY = 0.1
_PACE = 4.0
"""How much longer a step is than the bound allows. On text, whose features seldom meet, the bound is far too
careful."""


def train(examples: Ints, features: Ints, values: Floats, targets: Ints, passages: int, feature_count: int) -> Floats:
    """Train on entries (example, feature, value); `targets` has the target of each example, in ascending order.

    Returns weights, float32[features, passages]; float32[0, passages] for an index that is too large.
    """
    if passages * feature_count > MOST_WEIGHTS:
        return np.zeros((0, passages), np.float32)
    weights = np.zeros((feature_count, passages), np.float32)
    starts = np.searchsorted(targets, np.arange(passages))
    ends = np.searchsorted(targets, np.arange(passages), "right")
    # Spread over all of a passage's examples, as curators write similar asks one after the other.
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
    """The weights, float32[columns, classes], that maximise the penalised likelihood."""
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
    """A sparse matrix for multiplication from both sides, with rows normalized to length 1.

    The few columns with many entries are a dense block. Of the rest, the first entry of every row (or column) is added
    up at once, then every second entry, and so on (Saad's jagged diagonals). `curvature`, float32[columns], is for each
    column the sum over rows of its value times the row's sum.
    """

    def __init__(self, rows: Ints, columns: Ints, values: Floats, shape: tuple[int, int]) -> None:
        squares = np.bincount(rows, values**2, shape[0])
        values = (values / np.sqrt(squares)[rows]).astype(np.float32)
        self.shape = shape
        is_common = np.bincount(columns, minlength=shape[1]) > _COMMON
        self._common = np.flatnonzero(is_common)
        dense = is_common[columns]
        self._block = np.zeros((shape[0], len(self._common)), np.float32)
        self._block[rows[dense], np.searchsorted(self._common, columns[dense])] = values[dense]
        self._by_row = _diagonals(rows[~dense], columns[~dense], values[~dense])
        self._by_column = _diagonals(columns[~dense], rows[~dense], values[~dense])
        sums = np.bincount(rows, values, shape[0])
        self.curvature = np.bincount(columns, values * sums[rows], shape[1]).astype(np.float32)

    def times(self, dense: Floats) -> Floats:
        """This matrix times a dense one."""
        result = self._block @ dense[self._common]
        for rows, columns, values in self._by_row:
            result[rows] += values * dense[columns]
        return result

    def transposed_times(self, dense: Floats) -> Floats:
        """The transpose of this matrix times a dense one."""
        result = np.zeros((self.shape[1], dense.shape[1]), np.float32)
        result[self._common] = self._block.T @ dense
        for columns, rows, values in self._by_column:
            result[columns] += values * dense[rows]
        return result


def _diagonals(groups: Ints, others: Ints, values: Floats) -> list[tuple[Ints, Ints, Floats]]:
    """The first entries of all groups, then the second ones, and so on: their groups, others and values (as a
    column)."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    place = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    return [
        (groups[at], others[at], values[at, None])
        for at in (order[place == number] for number in range(int(place.max(initial=-1)) + 1))
    ]


def _spread(start: int, end: int) -> Ints:
    """At most `MOST_ASKS` of the numbers from `start` to `end`, evenly spaced."""
    return np.linspace(start, end - 1, min(MOST_ASKS, end - start)).astype(np.int32)


def softmax(scores: Floats) -> Floats:
    """The probabilities of each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)
