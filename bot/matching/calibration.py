"""What a measure is worth in this article: from signals to a score that is a probability.

The same closeness means much in an index of five asks a passage and little in one of two hundred. So each article
measures itself while it is compiled: of some of its asks, each hidden from the index, it learns what right answers look
like; of background messages, of asks whose passage is hidden and of gaps that are hidden, what wrong ones look like.
Signals are then put on one scale, on which one logistic function holds for all articles. Its coefficients stand in
`coefficients.json`; `python -m tests.benchmarks.fit_score` fits them.
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
from bot.matching.progress import Progress, no_progress
from bot.matching.ranking import LEAST_LIKELY, Ranking, rank
from bot.matching.wants import Want

COEFFICIENTS = Path(__file__).with_name("coefficients.json")

FOLDS = 5
"""Over all folds each ask is hidden once; in each, one passage and one gap in five are hidden with all of theirs."""

MOST_EXAMPLES = 12_000
"""In all folds together: a large index tells enough in one fold, and more would only take time."""

_NEVER_VARIES = 1e-3
_FARTHEST = 30.0  # a logit beyond it is certainty to seven digits, and may overflow

SAMPLE = 200
"""How many hidden asks, and how many wrong questions of each kind, are asked in all."""


class Signals(NamedTuple):
    """What speaks for and against the best passage.

    likelihood    the logarithm of its probability among the passages
    held          the share (0 to 1) of the question's subject that the examples of the passages of its paragraph have
    lead          how far its closeness and evidence are ahead of those of the best gap; negative if they are behind
    gap           the closeness (0 to 1) of the closest gap
    background    the share (0 to 1) of the background among the examples that are closest to the question
    unmet_wants   how many kinds of thing (number, date, reason ...) the question wants and the passage lacks
    only_names    1 if the question has more to its subject than names, and the passage's examples have the names alone
    letters       how like it is by its letters (see `bot.matching.letters`); 0 but for drafts
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
"""The signals of a question of which the index knows no word."""

UNSCALED = ("held", "gap", "background", "unmet_wants", "only_names")
"""Signals that mean the same in every article as they are."""

MOST_LEAD = 1.5
"""On the common scale, the lead beyond which more says nothing: a question in a passage's own words leads by far, also
where it asks for what the passage does not say."""


def read_signals(index: Index, ranking: Ranking, wants: Want) -> Signals:
    """What speaks for and against the best passage of a ranking."""
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
    """Where each signal lies in an article: `centre` halfway between right and wrong answers, `deviation` a standard
    deviation; both float32[signals]."""

    centre: Floats
    deviation: Floats

    @cached_property
    def _of_each(self) -> list[tuple[float, float]]:
        return list(zip(self.centre.tolist(), self.deviation.tolist(), strict=True))

    def normalized(self, signals: Signals) -> list[float]:
        """The signals on the scale that all articles share."""
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
    """Measure an article by its own hidden asks. Deterministic; bounded whatever the size of the corpus."""
    return scale_of(hidden_questions(corpus) if corpus.drafted < 1 else (), corpus.drafted)


def scale_of(asked: Sequence[HiddenQuestion], drafted: float = 0.0) -> Scale:
    """The scale on which right answers to hidden questions lie above wrong ones.

    Drafted asks are made of their passage's words and do not tell how people ask. So far as an article is `drafted`, a
    share of 0 to 1, the scale is the one that is usual for drafts.
    """
    if drafted == 1:
        return _usual_scale()
    measured = _measured_scale(asked)
    return _between(measured, _usual_scale(), drafted) if drafted else measured


def _between(one: Scale, other: Scale, share: float) -> Scale:
    """The scale of two on which logits are those of both, the other one's by its share."""
    slope = (1 - share) / one.deviation + share / other.deviation
    at_zero = (1 - share) * one.centre / one.deviation + share * other.centre / other.deviation
    return Scale(
        np.divide(at_zero, slope, out=np.zeros_like(slope), where=slope > 0),
        np.divide(1.0, slope, out=np.full_like(slope, np.inf), where=slope > 0),
    )


@cache
def _usual_scale() -> Scale:
    """The scale of drafted articles, fitted by `tests.benchmarks.draft` on some with labelled questions. Signals that
    it does not name say nothing there."""
    content = json.loads(COEFFICIENTS.read_text("utf-8"))["drafted"]
    rows = np.array([content.get(name, (0.0, math.inf)) for name in SIGNALS], np.float32)
    return Scale(rows[:, 0], rows[:, 1])


def _measured_scale(asked: Sequence[HiddenQuestion]) -> Scale:
    nothing = [(0.0,) * len(SIGNALS)]
    right = np.array([question.signals for question in asked if question.is_right] or nothing)
    wrong = np.array([question.signals for question in asked if question.kind != "hidden"] or nothing)
    centre = (right.mean(axis=0) + wrong.mean(axis=0)) / 2
    deviation = np.concatenate((right, wrong)).std(axis=0)
    # A signal that never varies tells nothing; the others have to be divided by something.
    deviation = np.where(deviation > _NEVER_VARIES, deviation, np.inf)
    for name in UNSCALED:
        centre[SIGNALS.index(name)], deviation[SIGNALS.index(name)] = 0.0, 1.0
    return Scale(centre.astype(np.float32), deviation.astype(np.float32))


@dataclass(frozen=True, slots=True)
class HiddenQuestion:
    """A question that the index was asked without knowing it.

    `example` is its number in the corpus. `kind` is "hidden" (an ask of a passage that the index has), "passage" (an
    ask of one that it lacks), "gap" or "background"; `is_right` tells whether the best passage was the ask's own.
    """

    example: int
    kind: str
    is_right: bool
    signals: Signals


def hidden_questions(corpus: Corpus, *, every: bool = False, progress: Progress = no_progress) -> list[HiddenQuestion]:
    """Hide parts of the corpus in turn and ask the rest for them: for a sample, or for `every` one.

    What kinds of thing a passage answers with is told by all of its asks, the hidden ones too.
    """
    folds = FOLDS if every else max(1, min(FOLDS, MOST_EXAMPLES // len(corpus.targets)))
    quotes = corpus.quotes
    groups = {quote: number for number, quote in enumerate(dict.fromkeys(quotes))}
    fold_of_quote = np.random.default_rng(0).permutation(len(groups)) % FOLDS
    fold_of = np.full(corpus.background + 1, -1)
    fold_of[: corpus.passages] = [fold_of_quote[groups[quote]] for quote in quotes]
    # By its id and not by its place: one gap more does not deal all the others anew.
    fold_of[corpus.passages : corpus.background] = [crc32(gap.id.encode()) % FOLDS for gap in corpus.gaps]
    starts = np.searchsorted(corpus.targets, np.arange(corpus.background + 1))
    # Each ask is hidden in one fold, and not in the one that hides its passage.
    place_in_target = np.arange(len(corpus.targets)) - starts[corpus.targets]
    turn = (fold_of[corpus.targets] + 1 + place_in_target % (FOLDS - 1)) % FOLDS

    # Variants do not tell how people ask: a machine's other ones are too much like them.
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
            # Likewise, a sample changes no more than what it is drawn from.
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
