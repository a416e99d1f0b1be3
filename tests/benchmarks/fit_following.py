"""Fits the coefficients of answers that lean on others (`bot/matching/nearby/follow_ups.json`) on labelled dialogues.

    python -m tests.benchmarks.fit_following [--write] FOLDER DIALOGUES [FOLDER DIALOGUES ...]

Each folder is an article, each file its dialogues. Of each turn that leans on the talk before it, what was shown is a
passage that the label of the last answerable turn accepts. Prints the figures of cross-validation over dialogues: the
share of answerable turns whose first passage is right, and, by threshold, hits, wrong answers and refusals.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingTypeStubs] - it has none

from bot.article.loader import load_article
from bot.article.model import Passage
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.followups.corrections import correction
from bot.conversation.followups.leaning import asks_for_more, leans
from bot.conversation.followups.pronouns import with_names
from bot.conversation.reply import Part, Reply, Shown
from bot.evaluation.labels import LabelledQuestion, read_dialogues
from bot.evaluation.report import accepts
from bot.matching.matcher import Matched, Matcher
from bot.matching.nearby.signals import COEFFICIENTS, RANKED_BY, Nearby, Signals
from bot.matching.outcomes import Answer, Candidate, NoMatch, candidates_of
from bot.matching.utterance import Utterance

Floats = NDArray[np.float64]

FOLDS = 5
PENALTY, STEPS, PACE = 1.0, 300, 0.5
"""Of the conditional logistic regression that ranks: the weight of the squared coefficients, and its ascent."""

INVERSE_PENALTY = 0.05
"""`C` of scikit-learn's logistic regression that accepts, over standardised signals."""


@dataclass(frozen=True)
class Turn:
    """A turn that leans on what was shown: what its passages are ranked by, and which are right."""

    dialogue: int
    nearby: Nearby
    matched: Matched
    rows: Floats
    renamed: bool
    is_right: NDArray[np.bool_]


def turns(number: int, dialogue: Sequence[LabelledQuestion], matcher: Matcher, talk: Dialogue) -> Iterator[Turn]:
    """The leaning turns of a dialogue."""
    article, nearby = matcher.article, Nearby(matcher.compiled)
    shown: Shown | None = None
    for label in dialogue:
        message = Utterance(label.text)
        is_plain = not (label.said or asks_for_more(message) or correction(message))
        if shown is not None and shown.passages and is_plain and leans(message):
            named = with_names(message, shown.people, shown.others)
            matched = matcher.find(matcher.read(named))
            rows = nearby.rows(matched.question.clauses[-1], matched.rankings[-1], shown.passages)
            is_right = np.array([accepts(label, passage, article) for passage in article.passages])
            if not (isinstance(matched.outcome, NoMatch) and matched.outcome.gap):
                yield Turn(number, nearby, matched, rows.astype(float), named != message, is_right)
        right = _right_passage(label, matcher) if label.gold else None
        parts = (Part("", Answer(Candidate(right, article.section_of(right), 1.0, (), ""), ())),) if right else ()
        if not label.said:
            shown = talk.shown_after(label.text, Reply(Said.NOTHING, parts=parts), shown)


def _right_passage(label: LabelledQuestion, matcher: Matcher) -> Passage | None:
    found = candidates_of(matcher.match(label.text))
    passages = [candidate.passage for candidate in found] + list(matcher.article.passages)
    accepted = [passage for passage in passages if accepts(label, passage, matcher.article)]
    spoken = [passage for passage in accepted if any(span in passage.quote for span in label.spans)]
    return next(iter(spoken or accepted), None)


def fit_ranking(found: Sequence[Turn]) -> Floats:
    """Coefficients of `RANKED_BY` that make a right passage come first: conditional logistic regression."""
    weights = np.zeros(len(RANKED_BY))
    answerable = [turn for turn in found if turn.is_right.any()]
    for _ in range(STEPS):
        gradient = -PENALTY * weights / len(answerable)
        for turn in answerable:
            scores = turn.rows @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            right = chances * turn.is_right
            gradient += turn.rows.T @ (right / right.sum() - chances) / len(answerable)
        weights += PACE * gradient
    return weights


def signals(turn: Turn, weights: Floats) -> tuple[Floats, bool]:
    """What the first passage is accepted by, and whether it is right."""
    totals = (turn.rows @ weights).astype(np.float32)
    best = int(totals.argmax())
    rows = turn.rows.astype(np.float32)
    matched = turn.matched
    clause, ranking = matched.question.clauses[-1], matched.rankings[-1]
    found = turn.nearby.signals(clause, ranking, rows, totals, best, matched.outcome, renamed=turn.renamed)
    return np.array(found), bool(turn.is_right[best])


def fit_acceptance(found: Sequence[Turn], weights: Floats) -> tuple[float, Floats]:
    """Intercept and coefficients of the signals; answerable turns and others count alike."""
    each = [signals(turn, weights) for turn in found]
    rows = np.array([row for row, _ in each])
    is_right = np.array([right for _, right in each])
    deviation = np.maximum(rows.std(axis=0), 1e-6)
    model: Any = LogisticRegression(C=INVERSE_PENALTY, max_iter=2000)
    model.fit(rows / deviation, is_right)
    return float(model.intercept_[0]), model.coef_[0] / deviation


def main() -> None:
    """Measure, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", type=Path, metavar="FOLDER DIALOGUES")
    parser.add_argument("--write", action="store_true", help="write the coefficients")
    options = parser.parse_args()
    found: list[Turn] = []
    number = 0
    matchers: dict[Path, Matcher] = {}
    for folder, file in zip(options.pairs[::2], options.pairs[1::2], strict=True):
        matcher = matchers.setdefault(folder, Matcher.of(load_article(folder)))
        talk = Dialogue(matcher)
        for dialogue in read_dialogues(file):
            found += turns(number, dialogue, matcher, talk)
            number += 1
    scores, right = np.zeros(len(found)), np.zeros(len(found), np.bool_)
    for fold in range(FOLDS):
        weights = fit_ranking([turn for turn in found if turn.dialogue % FOLDS != fold])
        intercept, accept = fit_acceptance([turn for turn in found if turn.dialogue % FOLDS != fold], weights)
        for at, turn in enumerate(found):
            if turn.dialogue % FOLDS == fold:
                row, right[at] = signals(turn, weights)
                scores[at] = 1 / (1 + np.exp(-(intercept + row @ accept)))
    answerable = np.array([turn.is_right.any() for turn in found])
    print(f"{len(found)} turns, {answerable.sum()} answerable; first passage right {right[answerable].mean():.3f}")
    for threshold in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        given = scores >= threshold
        hit, quiet = (given & right)[answerable].mean(), (~given)[~answerable].mean()
        print(f"{threshold}: hit {hit:.3f}  wrong {(given & ~right).mean():.3f}  quiet {quiet:.3f}")
    weights = fit_ranking(found)
    intercept, accept = fit_acceptance(found, weights)
    fitted = {
        "rank": {name: round(float(value), 3) for name, value in zip(RANKED_BY, weights, strict=True)},
        "intercept": round(intercept, 3),
        "accept": {name: round(float(value), 3) for name, value in zip(Signals._fields, accept, strict=True)},
    }
    print(json.dumps(fitted, indent=2))
    if options.write:
        COEFFICIENTS.write_text(json.dumps(fitted, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
