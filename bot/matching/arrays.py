"""Array types, and lists of different lengths in one flat array: list ``k`` is ``flat[starts[k] : starts[k + 1]]``, so
`starts` has one entry more than there are lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]
Bools = NDArray[np.bool_]


def starts_of(lengths: Sequence[int] | Ints) -> Ints:
    """The `starts` of lists with these lengths."""
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.intp)


def places_in(starts: Ints, chosen: Ints) -> tuple[Ints, Ints]:
    """The positions in the flat array of the members of the chosen lists (at least one), and the length of each
    list."""
    first = starts[chosen]
    lengths = starts[chosen + 1] - first
    ends = lengths.cumsum()
    places: Ints = np.arange(int(ends[-1])) + (first - ends + lengths).repeat(lengths)
    return places, lengths
