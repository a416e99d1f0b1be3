"""Ranks the passages for a question by several measures that compensate for each other's weaknesses.

Closeness: how much of the question the most similar example shares, and how much of the example the question shares (a
weighted F-measure over weighted words). Reliable if somebody has asked something similar.

Evidence: how much more often the question's words occur in the examples of a target than elsewhere (see
`bot.matching.index.Index`). It adds up many examples, and so finds the passage for a phrasing that no single example
has.

Context: how many of the question's words occur in the passage's paragraph, weighted by rarity. A sentence refers to
those before it: "it", "the king".

Likelihood: the classifier's probability for each passage. It has learned which words separate passages.

Letters: the trigrams that drafted passages and their paragraphs share with the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

import numpy as np

from bot.matching import measures
from bot.matching.arrays import Bools, Floats
from bot.matching.corpus import Unit, is_pair
from bot.matching.english.stop_words import JOINING
from bot.matching.index import WEIGHT_CAP, Index
from bot.matching.letters import Letters

LIKELIHOOD_SHARE = 0.2
"""The weight of the log-probability of a passage, relative to its closeness and evidence."""

CONTEXT_SHARE = 1.0
"""The weight of the context, relative to them. With 1 instead of 0, paragraphs of unread drafts come first more often
(SQuAD: .83 instead of .82 of questions), and passages of curated articles are found at least as often."""

_EMPTY_SIZE = 2.0
"""Words added to a question's length when its evidence is averaged: a single word proves little."""

MOST_BACKGROUND = 0.6
"""A question with a higher background share is on another subject."""


@dataclass(frozen=True)
class Ranking:
    """The index's measures for one clause, for each of T targets, the first P of which are passages.

    closeness, evidence  float32[T]
    support              float32[T]: both together
    likelihood           float32[P]: natural logarithms of probabilities
    letters              float32[P]: similarity of drafted passages by letters
    score                float32[P]: these and the context together; higher is better
    order                the passages, best first
    example_closeness    float32[E], of each example
    background_share     the share (0 to 1), by closeness, of background messages among the closest examples
    subject              the S units that carry the clause's subject
    weights              the weight of each of these
    held                 float32[S, T]: how strongly some example of the target has the unit, 0 to 1
    speaks               float32[S, T]: the evidence of the unit for the target
    own_share            float32[T]: the share (0 to 1), by weight, of the subject that occurs, itself or by a synonym,
                         in the target's own words: its quote, summary, title, keywords and names
    """

    closeness: Floats
    evidence: Floats
    support: Floats
    likelihood: Floats
    letters: Floats
    score: Floats
    order: Sequence[int]
    example_closeness: Floats
    background_share: float
    subject: Sequence[Unit]
    weights: Sequence[float]
    held: Floats
    speaks: Floats
    own_share: Floats

    @property
    def is_of_another_subject(self) -> bool:
        """Whether the examples closest to the clause are mostly background."""
        return self.background_share >= MOST_BACKGROUND

    def coverage(self, target: int) -> float:
        """The share (0 to 1), by weight, of the subject words that some example of the target has; 0 without subject
        words. Names do not count beside other subject words: a name occurs in many questions that the article does not
        answer."""
        whole = held = 0.0
        weighed = zip(self.subject, self.weights, self.held[:, target].tolist(), strict=True)
        for unit, weight, strength in weighed:
            if not unit.is_name:
                whole, held = whole + weight, held + weight * strength
        return held / whole if whole else float(bool(self.subject))

    def held_by_any(self, targets: Bools) -> float:
        """The share (0 to 1), by weight, of the subject words that some example of these targets (bool[P]) has; 0
        without subject words."""
        if not self.subject:
            return 0.0
        places = targets.nonzero()[0]
        strongest = np.maximum.reduce(self.held[:, places], axis=1).tolist()
        return sum(map(mul, self.weights, strongest)) / sum(self.weights)

    def lead(self, target: int, gaps: slice) -> float:
        """How far the closeness and evidence of a target exceed those of the best of the gaps."""
        return float(self.support[target]) - float(np.maximum.reduce(self.support[gaps], initial=0.0))

    def holds_only_names(self, target: int) -> bool:
        """Whether the subject has names, and no example of the target has any other subject word."""
        return any(unit.is_name for unit in self.subject) and not self.coverage(target)

    def matched_words(self, target: int) -> tuple[str, ...]:
        """The subject words that speak for the target, as the index spells them, strongest first, without joining words
        of names."""
        says = zip(self.speaks[:, target].tolist(), self.subject, strict=True)
        told = [(-strength, unit.word) for strength, unit in says if strength > 0 and unit.word not in JOINING]
        return tuple(dict.fromkeys([word for _, word in sorted(told)]))


def rank(index: Index, units: Sequence[Unit], letters: Letters | None = None) -> Ranking | None:
    """Rank all targets for the units of a clause, drafted passages also by their `letters`. None if the index knows
    none of its words."""
    looked_up = [(unit, index.look_up(unit)) for unit in units]
    # A pair that the index does not know adds nothing to its words. Subject units come first.
    looked_up = [each for each in looked_up if each[1].features or not is_pair(each[0])]
    looked_up.sort(key=lambda each: not each[0].is_subject)
    units, known = [unit for unit, _ in looked_up], [each for _, each in looked_up]
    if not any(each.features for each in known):
        return None
    subject = [unit for unit in units if unit.is_subject]
    # An unknown unit has the maximum weight.
    weights = [each.weight if each.features else WEIGHT_CAP * unit.share for unit, each in looked_up]
    words = sum(unit.share for unit in units if not is_pair(unit))
    shares = np.array([unit.share / (words + _EMPTY_SIZE) for unit in units], np.float32)

    size, passages = len(subject), index.passages
    speaks, held, own = measures.held_by_targets(index, known, size)
    near = measures.closeness(index, known, weights)
    closeness, evidence = measures.best_of_each(near, index), shares @ speaks
    support, likelihood = closeness + evidence, measures.log_probabilities(index, units, known)
    score = support[:passages] + LIKELIHOOD_SHARE * likelihood
    like = np.zeros(passages, np.float32)
    if letters is not None:
        like += letters.likeness([unit.word for unit in units if not is_pair(unit)])
        score += like
    weights = weights[:size]
    if size:
        score += CONTEXT_SHARE * measures.context(held[:, :passages], index)
        own_share = np.array(weights, np.float32) @ own / sum(weights)
    else:
        own_share = np.zeros(index.background + 1, np.float32)
    return Ranking(
        closeness=closeness,
        evidence=evidence,
        support=support,
        likelihood=likelihood,
        letters=like,
        score=score,
        order=(-score).argsort(kind="stable").tolist(),
        example_closeness=near,
        background_share=measures.background_share(near, closeness, index),
        subject=subject,
        weights=weights,
        held=held,
        speaks=speaks[:size],
        own_share=own_share,
    )
