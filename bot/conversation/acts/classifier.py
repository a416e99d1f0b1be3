"""A linear classifier over words and letters that tells requests and small talk from questions.

It is the same for every article. Its weights are in `requests.npz`, fitted by `python -m
tests.benchmarks.fit_requests` on examples.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.conversation.acts.said import REQUESTS, SMALL_TALK, Said
from bot.matching.arrays import Floats
from bot.matching.text import LONGEST_STEMMED, words_of

WEIGHTS = Path(__file__).with_name("requests.npz")

CLASSES = (*(said for said in Said if said not in (Said.NOTHING, Said.LANGUAGE)), Said.NOTHING)
"""The classes, in the order of the weights."""

_LONGEST_GRAM, _MOST_WORDS = 5, 40

_MOST_LATEST = 1_000
_latest: dict[int, list[float]] = {}


def classify(text: str, kinds: Collection[Said] = (*REQUESTS, *SMALL_TALK)) -> tuple[Said, float]:
    """The likeliest of these kinds of what a `plain` text may be, and the probability that it is any of them."""
    found = {said: share for said, share in zip(CLASSES, _probabilities(text), strict=True) if said in kinds}
    return max(found, key=found.__getitem__), sum(found.values())


def speaks_for(word: str, said: Said, least: float) -> bool:
    """Whether a word by itself is likelier in such a request than in a question, by at least `least` in the weights'
    units: "bottom" of "bottom line"."""
    return _weight(_grams_of(word), said) > least


def is_word_of(said: Said, word: str) -> bool:
    """Whether the examples of such a request contain this word: "article" of summaries."""
    return _weight([f" {word} "], said) > 0


def grams(words: Sequence[str]) -> list[str]:
    """The features of words, each once: substrings of 2 to 5 letters (with a space at each end of a word), and pairs of
    words."""
    pairs = [f"{left}_{right}" for left, right in zip(["^", *words], [*words, "$"], strict=True)]
    return list(dict.fromkeys(chain(*map(_grams_of, words), pairs)))


def _grams_of(word: str) -> list[str]:
    """The features of a single word, each once; of an overlong one, those of its beginning."""
    return _grams_of_word(word[:LONGEST_STEMMED])


@lru_cache(maxsize=5_000)
def _grams_of_word(word: str) -> list[str]:
    marked = f" {word} "
    sizes = range(2, _LONGEST_GRAM + 1)
    runs = [marked[at : at + size] for size in sizes for at in range(max(1, len(marked) - size + 1))]
    return list(dict.fromkeys((marked, *runs)))


def _probabilities(text: str) -> list[float]:
    """The probability of each of `CLASSES`. Several rules ask for it, of the same words, and what people wrote is not
    to be kept: so the latest are found by their hashes."""
    words = tuple(words_of(text, _MOST_WORDS))
    key = hash(words)
    found = _latest.get(key)
    if found is None:
        if len(_latest) >= _MOST_LATEST:
            _latest.clear()
        found = _latest[key] = _classified(words)
    return found


def _classified(words: Sequence[str]) -> list[float]:
    features = grams(words)
    totals = _weights().intercepts + _sums(features) / len(features) ** 0.5
    raised = np.exp(totals - totals.max())
    return (raised / raised.sum()).tolist()


def _weight(features: Sequence[str], said: Said) -> float:
    """How much more some features weigh for a kind of request than for a question."""
    sums = _sums(features)
    return float(sums[CLASSES.index(said)] - sums[CLASSES.index(Said.NOTHING)])


def _sums(features: Sequence[str]) -> Floats:
    """The sums of the weights of some features, float64[CLASSES]."""
    rows = _weights().rows
    return np.sum(_weights().of_each[[rows[feature] for feature in features if feature in rows]], axis=0)


class _Weights(NamedTuple):
    """The fitted weights. `requests.npz` holds `intercepts`, the `features` in lines of UTF-8, and the weights of each
    in `tenths`.

    intercepts  float64[CLASSES]
    rows        the row of each feature
    of_each     float64[features, CLASSES]
    """

    intercepts: Floats
    rows: dict[str, int]
    of_each: Floats


@cache
def _weights() -> _Weights:
    with np.load(WEIGHTS) as arrays:
        features = arrays["features"].tobytes().decode().split("\n")
        rows = {feature: row for row, feature in enumerate(features)}
        return _Weights(arrays["intercepts"], rows, arrays["tenths"] / 10)
