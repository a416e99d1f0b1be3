"""A linear classifier over words and letters for messages that are answered without a quote.

It is the same for every article. Its weights are in `requests.json`, fitted by `python -m
tests.benchmarks.fit_requests` on examples.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from bot.matching.text import LONGEST_STEMMED, words_of

WEIGHTS = Path(__file__).with_name("requests.json")

_LONGEST_GRAM, _MOST_WORDS = 5, 40

_MOST_LATEST = 1_000
_latest: dict[int, list[float]] = {}


class Said(StrEnum):
    """The kinds of messages that are answered without a quote; `NOTHING` for questions to the article."""

    NOTHING = ""
    SUMMARY = "summary"
    PEOPLE = "people"
    PLACES = "places"
    ABOUT = "about"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    REACTION = "reaction"
    LANGUAGE = "language"


SMALL_TALK = (Said.GREETING, Said.THANKS, Said.REACTION)

REQUESTS = (Said.SUMMARY, Said.PEOPLE, Said.PLACES, Said.ABOUT, Said.HELP)
"""Requests about the article or the bot as a whole."""

CLASSES = (*(said for said in Said if said not in (Said.NOTHING, Said.LANGUAGE)), Said.NOTHING)
"""The classes of the classifier, in the order of its weights."""


def classify(text: str, kinds: Collection[Said] = (*REQUESTS, *SMALL_TALK)) -> tuple[Said, float]:
    """The likeliest of these kinds of what a `plain` text may be, and the probability that it is any of them."""
    found = {said: share for said, share in zip(CLASSES, _probabilities(text), strict=True) if said in kinds}
    return max(found, key=found.__getitem__), sum(found.values())


def _probabilities(text: str) -> list[float]:
    """The probability of each of `CLASSES`. Several rules ask for it, of one text, and what people wrote is not to be
    kept: so the latest are found by their hashes."""
    key = hash(text)
    found = _latest.get(key)
    if found is None:
        if len(_latest) >= _MOST_LATEST:
            _latest.clear()
        found = _latest[key] = _classified(text)
    return found


def _classified(text: str) -> list[float]:
    features = grams(words_of(text, _MOST_WORDS))
    known = [weights for gram in features if (weights := _weights(gram)) is not None]
    sums = map(sum, zip(*known, strict=True)) if known else [0.0] * len(CLASSES)
    size = math.sqrt(len(features))
    totals = [bias + total / size for bias, total in zip(_intercepts(), sums, strict=True)]
    most = max(totals)
    raised = [math.exp(total - most) for total in totals]
    return [each / sum(raised) for each in raised]


def grams(words: list[str]) -> list[str]:
    """The features of words, each once: substrings of 2 to 5 letters (with a space at each end of a word), and pairs of
    words."""
    pairs = [f"{left}_{right}" for left, right in zip(["^", *words], [*words, "$"], strict=True)]
    return list(dict.fromkeys(chain(*map(_runs, words), pairs)))


def _runs(word: str) -> list[str]:
    """The features of a single word, each once."""
    return _runs_of_word(word) if len(word) <= LONGEST_STEMMED else _make_runs(word)


def _make_runs(word: str) -> list[str]:
    marked = f" {word} "
    sizes = range(2, _LONGEST_GRAM + 1)
    runs = [marked[at : at + size] for size in sizes for at in range(max(1, len(marked) - size + 1))]
    return list(dict.fromkeys((marked, *runs)))


_runs_of_word = lru_cache(maxsize=5_000)(_make_runs)


def _weights(feature: str) -> list[float] | None:
    """The weights of a feature for each of `CLASSES`; None if it is unknown."""
    written = _written_weights().get(feature)
    return None if written is None else _numbers(written)


@lru_cache(maxsize=20_000)
def _numbers(written: str) -> list[float]:
    return [float(number) for number in written.split()]


def _intercepts() -> list[float]:
    return _numbers(_written_weights()[""])


@cache
def _written_weights() -> dict[str, str]:
    """The weights of each feature as text: few of them are ever parsed."""
    return json.loads(WEIGHTS.read_text("utf-8"))


def speaks_for(word: str, said: Said, least: float) -> bool:
    """Whether a word by itself is likelier in such a request than in a question, by at least `least` in the weights'
    units: "bottom" of "bottom line"."""
    at, neither = CLASSES.index(said), CLASSES.index(Said.NOTHING)
    known = [weights for gram in _runs(word) if (weights := _weights(gram)) is not None]
    return sum(row[at] - row[neither] for row in known) > least


def is_word_of(said: Said, word: str) -> bool:
    """Whether the examples of such a request contain this word: "article" of summaries."""
    weights = _weights(f" {word} ")
    return weights is not None and weights[CLASSES.index(said)] > weights[CLASSES.index(Said.NOTHING)]
