"""Finds the scale of an article, on which scores are probabilities.

The same closeness means much in an index of five asks a passage and little in one of two hundred. So each article
measures itself while it is compiled. It hides some of its asks from the index to learn what right answers look like,
and learns what wrong ones look like from background messages, from asks whose passage is hidden and from hidden gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from bot.matching.arrays import Bools, Ints
from bot.matching.corpus import Corpus
from bot.matching.index import Index
from bot.matching.progress import Progress, no_progress
from bot.matching.ranking import rank
from bot.matching.scoring import NOTHING_KNOWN, SIGNALS, UNSCALED, Scale, Signals, read_signals, usual_scale_of_drafts

FOLDS = 5
"""Each ask is hidden in one of the folds. Each fold hides all of one passage in five and one gap in five."""

MOST_EXAMPLES = 12_000
"""How many examples all folds together have: a large index learns enough in one fold."""

_NEVER_VARIES = 1e-3

SAMPLE = 200
"""How many hidden asks, and how many wrong questions of each kind, are asked in total."""


def calibrate(corpus: Corpus) -> Scale:
    """Measure an article by its own hidden asks. Deterministic. The cost is bounded for any size of the corpus."""
    return scale_of(hidden_questions(corpus) if corpus.drafted < 1 else (), corpus.drafted)


def scale_of(asked: Sequence[HiddenQuestion], drafted: float = 0.0) -> Scale:
    """The scale on which right answers to hidden questions lie above wrong ones.

    Drafted asks repeat their passage's words and do not show how people ask. As far as an article is `drafted` (0 to
    1), the usual scale of drafts is used instead.
    """
    if drafted == 1:
        return usual_scale_of_drafts()
    measured = _measured_scale(asked)
    return _between(measured, usual_scale_of_drafts(), drafted) if drafted else measured


def _between(one: Scale, other: Scale, share: float) -> Scale:
    """The scale whose logits are the weighted mean of those of two scales; `share` is the weight of the other one."""
    slope = (1 - share) / one.deviation + share / other.deviation
    at_zero = (1 - share) * one.centre / one.deviation + share * other.centre / other.deviation
    return Scale(
        np.divide(at_zero, slope, out=np.zeros_like(slope), where=slope > 0),
        np.divide(1.0, slope, out=np.full_like(slope, np.inf), where=slope > 0),
    )


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
    most = len(corpus.targets) if every else SAMPLE // folds
    with_target, alone = _folds_of(corpus)
    is_passage, is_background = corpus.targets < corpus.passages, corpus.targets == corpus.background
    # Variants do not show how people ask: they are too similar to one another.
    is_ask = ~corpus.is_own & ~corpus.is_variant
    found: list[HiddenQuestion] = []
    for fold in range(folds):
        is_gone = with_target == fold
        is_turn = (alone == fold) & is_ask & ~is_gone
        kinds: dict[str, Bools] = {
            "hidden": is_turn & is_passage,
            "passage": is_gone & is_passage & is_ask,
            "gap": is_gone & ~is_passage & is_ask,
            "background": is_turn & is_background,
        }
        index = Index.build(corpus, ~(is_gone | kinds["hidden"] | kinds["background"]))
        for kind, chosen in kinds.items():
            # Drawn by content: a small change of the corpus changes the sample little.
            drawn = sorted(
                np.flatnonzero(chosen).tolist(),
                key=lambda place: crc32(corpus.texts[place].encode(errors="surrogatepass")),
            )
            found += [_ask(index, corpus, place, kind) for place in drawn[:most]]
        progress((fold + 1) / folds)
    return found


def _folds_of(corpus: Corpus) -> tuple[Ints, Ints]:
    """For each example, the fold that hides all of its passage or gap (-1: none does), and another one, which hides the
    example alone."""
    groups = {quote: number for number, quote in enumerate(dict.fromkeys(corpus.quotes))}
    fold_of_quote = np.random.default_rng(0).permutation(len(groups)) % FOLDS
    fold_of = np.full(corpus.background + 1, -1)
    fold_of[: corpus.passages] = [fold_of_quote[groups[quote]] for quote in corpus.quotes]
    # By id, not position: a new gap does not move the others to other folds.
    fold_of[corpus.passages : corpus.background] = [crc32(gap.id.encode()) % FOLDS for gap in corpus.gaps]
    starts = np.searchsorted(corpus.targets, np.arange(corpus.background + 1))
    place_in_target = np.arange(len(corpus.targets)) - starts[corpus.targets]
    with_target = fold_of[corpus.targets]
    return with_target, (with_target + 1 + place_in_target % (FOLDS - 1)) % FOLDS


def _ask(index: Index, corpus: Corpus, example: int, kind: str) -> HiddenQuestion:
    """Ask an index for an example that is hidden from it."""
    ranking = rank(index, corpus.units_of(example))
    if ranking is None:
        return HiddenQuestion(example, kind, False, NOTHING_KNOWN)
    quotes = corpus.quotes
    is_right = kind == "hidden" and quotes[ranking.order[0]] == quotes[int(corpus.targets[example])]
    return HiddenQuestion(example, kind, is_right, read_signals(index, ranking, corpus.wants_of(example)))
