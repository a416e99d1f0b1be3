"""Turns the measures of a question into a score that is a probability, on the same scale for every article.

`bot.matching.calibration` finds the scale of each article. On it, one logistic function holds for all articles. Its
coefficients are in `coefficients.json`, fitted by `python -m tests.benchmarks.fit_score`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from operator import mul
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.matching.arrays import Floats
from bot.matching.index import Index
from bot.matching.measures import LEAST_LIKELY
from bot.matching.ranking import Ranking
from bot.matching.wants import Want

COEFFICIENTS = Path(__file__).with_name("coefficients.json")

_FARTHEST = 30.0  # a larger logit is certainty to seven digits, and may overflow


class Signals(NamedTuple):
    """What speaks for and against the best passage.

    likelihood    logarithm of its probability among the passages
    held          share (0 to 1) of the question's subject that is in the examples of passages in its paragraph
    lead          how far its closeness and evidence exceed those of the best gap; negative if they are lower
    gap           closeness (0 to 1) of the closest gap
    background    share (0 to 1) of background messages among the examples closest to the question
    unmet_wants   number of kinds of thing (number, date, reason ...) that the question wants and the passage lacks
    only_names    1 if the question's subject has more than names, and the passage's examples have only the names
    letters       similarity by letters (see `bot.matching.letters`); 0 except for drafts
    """

    likelihood: float
    held: float
    lead: float
    gap: float
    background: float
    unmet_wants: float
    only_names: float
    letters: float


SIGNALS = Signals._fields
_LEAD = SIGNALS.index("lead")

NOTHING_KNOWN = Signals(
    likelihood=LEAST_LIKELY,
    held=0.0,
    lead=0.0,
    gap=0.0,
    background=1.0,
    unmet_wants=0.0,
    only_names=0.0,
    letters=0.0,
)
"""The signals of a question without any word that the index knows."""

UNSCALED = ("held", "gap", "background", "unmet_wants", "only_names")
"""Signals that mean the same in every article without scaling."""

MOST_LEAD = 1.5
"""The maximum of the lead on the common scale. A question in a passage's own words leads by far even if it asks for
something that the passage does not say."""


def read_signals(index: Index, ranking: Ranking, wants: Want) -> Signals:
    """The signals for the best passage of a ranking."""
    best = ranking.order[0]
    return Signals(
        likelihood=ranking.likelihood.item(best),
        held=ranking.held_by_any(index.paragraphs == index.paragraphs[best]),
        lead=ranking.lead(best, index.gaps),
        gap=float(np.maximum.reduce(ranking.closeness[index.gaps], initial=0.0)),
        background=ranking.background_share,
        unmet_wants=float((wants.value & ~index.provided.item(best)).bit_count()),
        only_names=float(ranking.holds_only_names(best)),
        letters=ranking.letters.item(best),
    )


@dataclass(frozen=True)
class Scale:
    """The range of each signal in an article: `centre` halfway between right and wrong answers, and `deviation`, a
    standard deviation; both float32[signals]."""

    centre: Floats
    deviation: Floats

    @cached_property
    def _of_each(self) -> list[tuple[float, float]]:
        return list(zip(self.centre.tolist(), self.deviation.tolist(), strict=True))

    def normalized(self, signals: Signals) -> list[float]:
        """The signals on the common scale."""
        each = zip(signals, self._of_each, strict=True)
        scaled = [(value - centre) / deviation for value, (centre, deviation) in each]
        scaled[_LEAD] = min(scaled[_LEAD], MOST_LEAD)
        return scaled

    def score(self, signals: Signals) -> float:
        """The probability, 0 to 1, that the best passage answers the question."""
        intercept, coefficients = _coefficients()
        logit = intercept + sum(map(mul, coefficients, self.normalized(signals)))
        return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, logit))))


@cache
def _coefficients() -> tuple[float, list[float]]:
    content = json.loads(COEFFICIENTS.read_text("utf-8"))
    return content["intercept"], [content["signals"][name] for name in SIGNALS]


@cache
def usual_scale_of_drafts() -> Scale:
    """The usual scale of drafted articles, fitted by `tests.benchmarks.draft` on articles with labelled questions.
    Signals without an entry have no effect."""
    content = json.loads(COEFFICIENTS.read_text("utf-8"))["drafted"]
    rows = np.array([content.get(name, (0.0, math.inf)) for name in SIGNALS], np.float32)
    return Scale(rows[:, 0], rows[:, 1])
