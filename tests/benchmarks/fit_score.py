"""Fits the coefficients of the score (`bot/matching/coefficients.json`) on the labelled questions of several articles.

    python -m tests.benchmarks.fit_score [--write] FOLDER ...

Each folder is an article with a `questions.jsonl`. It is measured as it is, without its variants, and without its gaps
too. For each, the figures are those of coefficients that were fitted on the other articles; those that `--write` writes
are fitted on all.
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
from bot.article.model import Article
from bot.evaluation.labels import LabelledQuestion
from bot.evaluation.report import accepts, without_gaps, without_variants
from bot.matching.corpus import units_of
from bot.matching.matcher import Matcher
from bot.matching.ranking import rank
from bot.matching.scoring import COEFFICIENTS, SIGNALS, Signals, read_signals
from bot.matching.utterance import Utterance
from tests.labelled import read_questions

INVERSE_PENALTY = 0.1
"""`C` of scikit-learn's logistic regression, for signals of deviation 1 and weights of examples that sum to 1,000 an
article."""

ADVERSARIAL = "impossible"
"""A kind of question, SQuAD's adversarial ones, that is reported and not fitted on."""


@dataclass(frozen=True)
class Measured:
    """An article's questions: the signals of the best passage, on the common scale; whether it answers the question;
    whether the article does; and how much the question counts in the fit."""

    folder: str
    name: str
    rows: NDArray[np.float64]
    is_right: NDArray[np.bool_]
    is_answerable: NDArray[np.bool_]
    weights: NDArray[np.float64]


def versions(article: Article) -> Iterator[tuple[str, Article]]:
    """The article as it is, and with less of an index."""
    yield "as it is", article
    if without_variants(article) != article:
        yield "no variants", without_variants(article)
    if article.gaps:
        yield "no gaps", without_gaps(article)


def measure(folder: Path, name: str, article: Article, questions: Sequence[LabelledQuestion]) -> Measured:
    """Ask every question."""
    matcher = Matcher.of(article)
    index, scale = matcher.compiled.index, matcher.compiled.scale
    rows: list[list[float]] = []
    is_right: list[bool] = []
    is_answerable: list[bool] = []
    for question in questions:
        found: list[tuple[Signals, int]] = []
        for clause in matcher.read(Utterance(question.text)).clauses:
            ranking = rank(index, units_of(clause.terms))
            if ranking is not None:
                found.append((read_signals(index, ranking, clause.wants), ranking.order[0]))
        if found:
            signals, best = max(found, key=lambda each: scale.score(each[0]))
            rows.append(scale.normalized(signals))
            is_right.append(bool(question.gold) and accepts(question, article.passages[best], article))
            is_answerable.append(bool(question.gold))
    answerable = np.array(is_answerable)
    weights = np.where(answerable, 500 / max(1, answerable.sum()), 500 / max(1, (~answerable).sum()))
    return Measured(folder.name, name, np.array(rows), np.array(is_right), answerable, weights)


@dataclass(frozen=True)
class Model:
    """A logistic function of the signals."""

    intercept: float
    coefficients: NDArray[np.float64]

    def scores(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The probabilities of rows of signals."""
        return 1 / (1 + np.exp(-(self.intercept + rows @ self.coefficients)))


def fit(measured: Sequence[Measured]) -> Model:
    """Fit on all; each folder counts alike, whatever its versions."""
    share = {each.folder: 1 / sum(other.folder == each.folder for other in measured) for each in measured}
    rows = np.vstack([each.rows for each in measured])
    # All signals alike: one that is seldom there, and then decides, would else be held down.
    deviation = rows.std(axis=0)
    deviation[deviation == 0] = 1.0
    fitted: Any = LogisticRegression(C=INVERSE_PENALTY, max_iter=3000)
    fitted.fit(
        rows / deviation,
        np.concatenate([each.is_right for each in measured]),
        sample_weight=np.concatenate([each.weights * share[each.folder] for each in measured]),
    )
    return Model(float(fitted.intercept_[0]), np.asarray(fitted.coef_[0], np.float64) / deviation)


def report(each: Measured, scores: NDArray[np.float64]) -> None:
    """Print hit and quiet at a few thresholds."""
    figures: list[str] = []
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5):
        given = scores >= threshold
        hit = float((given & each.is_right)[each.is_answerable].mean())
        quiet = float((~given)[~each.is_answerable].mean()) if (~each.is_answerable).any() else 1.0
        figures.append(f"{threshold}: {hit:.3f} {quiet:.3f}")
    print(f"{each.folder:16} {each.name:12} first {each.is_right[each.is_answerable].mean():.3f}  {'  '.join(figures)}")


def main() -> None:
    """Measure, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write the coefficients")
    options = parser.parse_args()
    measured: list[Measured] = []
    for folder in options.folders:
        questions = [q for q in read_questions(folder / "questions.jsonl") if q.kind != ADVERSARIAL]
        measured += [measure(folder, name, article, questions) for name, article in versions(load_article(folder))]

    print("hit and quiet by threshold, fitted on the other articles")
    for each in measured:
        others = [other for other in measured if other.folder.split("-")[0] != each.folder.split("-")[0]]
        if others:
            report(each, fit(others).scores(each.rows))
    model = fit(measured)
    print("the same, fitted on all")
    for each in measured:
        report(each, model.scores(each.rows))
    fitted = {
        "intercept": round(model.intercept, 3),
        # What never varies in curated articles is a signal of drafts alone, whose scale is divided by it.
        "signals": {name: round(float(of), 3) or 1.0 for name, of in zip(SIGNALS, model.coefficients, strict=True)},
    }
    print(json.dumps(fitted))
    if options.write:
        kept = json.loads(COEFFICIENTS.read_text("utf-8"))
        COEFFICIENTS.write_text(json.dumps(kept | fitted, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
