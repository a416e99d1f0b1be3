"""Fits the score of `bot.matching.matcher.Signals` anew: logistic regression on labelled questions.

    python -m tests.benchmarks.fit_score [FILE ...]

Prints the present coefficients beside the fitted ones. Newton's method (iteratively reweighted least squares)
with a small ridge penalty; a few signals and some thousand questions need no library.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.matching.cache import load_matcher
from bot.matching.evaluation import read_questions
from bot.matching.intent import paragraph_asked_for
from bot.matching.matcher import Matcher, Signals
from bot.settings import read_settings

RIDGE = 0.3
STEPS = 25


def examples(matcher: Matcher, paths: Sequence[Path]) -> tuple[list[list[float]], list[int]]:
    """The signals of each question, 1 first for the intercept; and whether its best passage answers it."""
    rows: list[list[float]] = []
    right: list[int] = []
    for question in (question for path in paths for question in read_questions(path)):
        found = matcher.signals(question.text)
        if found is None or paragraph_asked_for(question.text) is not None:
            continue
        passage, signals = found
        paragraphs = matcher.article.paragraphs
        rows.append([1.0, *map(float, signals)])
        right.append(int(any(passage.quote in paragraphs[number - 1] for number in question.gold)))
    return rows, right


def fit(rows: Sequence[Sequence[float]], right: Sequence[int]) -> list[float]:
    """The coefficients that make the labels most likely."""
    size = len(rows[0])
    weights = [0.0] * size
    for _ in range(STEPS):
        gradient = [-RIDGE * weight if place else 0.0 for place, weight in enumerate(weights)]
        curvature = [[RIDGE if i == j and i else 0.0 for j in range(size)] for i in range(size)]
        for row, label in zip(rows, right, strict=True):
            chance = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True))))
            spread = chance * (1 - chance)
            for i, x in enumerate(row):
                gradient[i] += (label - chance) * x
                for j in range(size):
                    curvature[i][j] += spread * x * row[j]
        weights = [w + step for w, step in zip(weights, _solve(curvature, gradient), strict=True)]
    return weights


def _solve(matrix: list[list[float]], wanted: list[float]) -> list[float]:
    """Gaussian elimination with pivoting."""
    rows = [[*row, value] for row, value in zip(matrix, wanted, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(column + 1, size):
            factor = rows[row][column] / rows[column][column]
            rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    solved = [0.0] * size
    for row in reversed(range(size)):
        known = sum(rows[row][column] * solved[column] for column in range(row + 1, size))
        solved[row] = (rows[row][size] - known) / rows[row][row]
    return solved


def _present() -> list[float]:
    """The coefficients in use, read off the score itself: its logit is linear in the signals."""
    names = list(Signals._fields)

    def logit(**values: float) -> float:
        score = Signals(**(dict.fromkeys(names, 0.0) | values)).score()
        return math.log(score / (1 - score))

    return [logit(), *(logit(**{name: 1.0}) - logit() for name in names)]


def main(arguments: Sequence[str]) -> None:
    """Fit and print."""
    settings = read_settings()
    paths = [Path(argument) for argument in arguments] or [settings.article / "questions.jsonl"]
    rows, right = examples(load_matcher(settings.article, settings.cache), paths)
    names = ["intercept", *Signals._fields]
    print(f"{len(rows)} questions\n{'signal':22} {'in use':>8} {'fitted':>8}")
    for name, present, fitted in zip(names, _present(), fit(rows, right), strict=True):
        print(f"{name:22} {present:8.2f} {fitted:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
