"""Turns measures into a score that is a probability, on the same scale for every article.

The same closeness means much in an index of five asks a passage and little in one of two hundred. So each article
measures itself while it is compiled. It hides some of its asks from the index to learn what right answers look like,
and learns what wrong ones look like from background messages, from asks whose passage is hidden and from hidden gaps.
The signals are then put on a common scale, on which one logistic function holds for all articles. Its coefficients are
in `coefficients.json`, fitted by `python -m tests.benchmarks.fit_score`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import mul
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np

from bot.matching.arrays import Bools, Floats
from bot.matching.corpus import Corpus
from bot.matching.index import Index
from bot.matching.measures import LEAST_LIKELY
from bot.matching.progress import Progress, no_progress
from bot.matching.ranking import Ranking, rank
from bot.matching.wants import Want

COEFFICIENTS = Path(__file__).with_name("coefficients.json")

FOLDS = 5
"""Each ask is hidden in one of the folds. Each fold hides all of one passage in five and one gap in five."""

MOST_EXAMPLES = 12_000
"""How many examples all folds together have: a large index learns enough in one fold."""

_NEVER_VARIES = 1e-3
_FARTHEST = 30.0  # a larger logit is certainty to seven digits, and may overflow

SAMPLE = 200
"""How many hidden asks, and how many wrong questions of each kind, are asked in total."""


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


def calibrate(corpus: Corpus) -> Scale:
    """Measure an article by its own hidden asks. Deterministic. The cost is bounded for any size of the corpus."""
    return scale_of(hidden_questions(corpus) if corpus.drafted < 1 else (), corpus.drafted)


def scale_of(asked: Sequence[HiddenQuestion], drafted: float = 0.0) -> Scale:
    """The scale on which right answers to hidden questions lie above wrong ones.

    Drafted asks repeat their passage's words and do not show how people ask. As far as an article is `drafted` (0 to
    1), the usual scale of drafts is used instead.
    """
    if drafted == 1:
        return _usual_scale()
    measured = _measured_scale(asked)
    return _between(measured, _usual_scale(), drafted) if drafted else measured


def _between(one: Scale, other: Scale, share: float) -> Scale:
    """The scale whose logits are the weighted mean of those of two scales; `share` is the weight of the other one."""
    slope = (1 - share) / one.deviation + share / other.deviation
    at_zero = (1 - share) * one.centre / one.deviation + share * other.centre / other.deviation
    return Scale(
        np.divide(at_zero, slope, out=np.zeros_like(slope), where=slope > 0),
        np.divide(1.0, slope, out=np.full_like(slope, np.inf), where=slope > 0),
    )


@cache
def _usual_scale() -> Scale:
    """The usual scale of drafted articles, fitted by `tests.benchmarks.draft` on articles with labelled questions.
    Signals without an entry have no effect."""
    content = json.loads(COEFFICIENTS.read_text("utf-8"))["drafted"]
    rows = np.array([content.get(name, (0.0, math.inf)) for name in SIGNALS], np.float32)
    return Scale(rows[:, 0], rows[:, 1])


def _measured_scale(asked: Sequence[HiddenQuestion]) -> Scale:
    nothing = [(0.0,) * len(SIGNALS)]
    right = np.array([question.signals for question in asked if question.is_right] or nothing)
    wrong = np.array([question.signals for question in asked if question.kind != "hidden"] or nothing)
    centre = (right.mean(axis=0) + wrong.mean(axis=0)) / 2
    deviation = np.concatenate((right, wrong)).std(axis=0)
    # A signal that never varies has no effect; avoid dividing by zero.
    deviation = np.where(deviation > _NEVER_VARIES, deviation, np.inf)
    for name in UNSCALED:
        centre[SIGNALS.index(name)], deviation[SIGNALS.index(name)] = 0.0, 1.0
    return Scale(centre.astype(np.float32), deviation.astype(np.float32))


@dataclass(frozen=True, slots=True)
class HiddenQuestion:
    """A question that was asked while it was hidden from the index. `example` is its number in the corpus. `kind` is
    "hidden" (an ask of a passage that the index has), "passage" (an ask of a passage that it lacks), "gap" or
    "background". `is_right` tells whether the best passage was the ask's own."""

    example: int
    kind: str
    is_right: bool
    signals: Signals


def hidden_questions(corpus: Corpus, *, every: bool = False, progress: Progress = no_progress) -> list[HiddenQuestion]:
    """Hide parts of the corpus in turn and ask the rest for them: for a sample, or for `every` one. The kinds of thing
    that a passage provides are known from all its asks, including hidden ones."""
    folds = FOLDS if every else max(1, min(FOLDS, MOST_EXAMPLES // len(corpus.targets)))
    quotes = corpus.quotes
    groups = {quote: number for number, quote in enumerate(dict.fromkeys(quotes))}
    fold_of_quote = np.random.default_rng(0).permutation(len(groups)) % FOLDS
    fold_of = np.full(corpus.background + 1, -1)
    fold_of[: corpus.passages] = [fold_of_quote[groups[quote]] for quote in quotes]
    # By id, not position: a new gap does not move the others to other folds.
    fold_of[corpus.passages : corpus.background] = [crc32(gap.id.encode()) % FOLDS for gap in corpus.gaps]
    starts = np.searchsorted(corpus.targets, np.arange(corpus.background + 1))
    # Each ask is hidden in one fold, other than the one that hides its passage.
    place_in_target = np.arange(len(corpus.targets)) - starts[corpus.targets]
    turn = (fold_of[corpus.targets] + 1 + place_in_target % (FOLDS - 1)) % FOLDS

    # Variants do not show how people ask: they are too similar to one another.
    is_ask = ~corpus.is_own & ~corpus.is_variant
    found: list[HiddenQuestion] = []
    for fold in range(folds):
        is_gone = fold_of[corpus.targets] == fold
        is_passage, is_background = corpus.targets < corpus.passages, corpus.targets == corpus.background
        is_turn = (turn == fold) & is_ask & ~is_gone
        kinds: dict[str, Bools] = {
            "hidden": is_turn & is_passage,
            "passage": is_gone & is_passage & is_ask,
            "gap": is_gone & ~is_passage & is_ask,
            "background": is_turn & is_background,
        }
        index = Index.build(corpus, ~(is_gone | kinds["hidden"] | kinds["background"]))
        for kind, chosen in kinds.items():
            places = np.flatnonzero(chosen)
            # Likewise, a small change of the corpus changes the sample little.
            drawn = sorted(places.tolist(), key=lambda place: crc32(corpus.texts[place].encode(errors="surrogatepass")))
            for place in drawn if every else drawn[: SAMPLE // folds]:
                units = corpus.units_of(place)
                ranking = rank(index, units)
                if ranking is None:
                    found.append(HiddenQuestion(place, kind, False, NOTHING_KNOWN))
                    continue
                right = kind == "hidden" and quotes[ranking.order[0]] == quotes[int(corpus.targets[place])]
                found.append(HiddenQuestion(place, kind, right, read_signals(index, ranking, corpus.wants_of(place))))
        progress((fold + 1) / folds)
    return found
