"""Fits the weights by which comments are told (`bot/conversation/acts/comments.json`) on examples.

    python -m tests.benchmarks.fit_comments [--write] [FOLDER ...]

The comments stand in `comments.jsonl` beside this file; none of them is an example of the classifier of small talk,
whose word on those would be too good. They are said of each article (default: all in the repository). What they are not
is told by the labelled questions of those articles, but for the chatter among these, and by what stands in that file
with the article that it is `on`: questions and statements that look like talk. Prints, by threshold, the share of
the comments that are told and of the questions that are taken for one, in cross-validation.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn import linear_model  # pyright: ignore[reportMissingTypeStubs] - it has none

from bot.article.loader import load_article
from bot.conversation.acts.article_words import ArticleWords
from bot.conversation.acts.comments import WEIGHTS, Comments, Signals
from bot.matching.matcher import Matcher
from bot.matching.utterance import Utterance
from tests.benchmarks.request_examples import COMMENTS
from tests.labelled import read_questions

ROOT = Path(__file__).parent.parent.parent
FOLDERS = [*sorted((ROOT / "data").iterdir()), *sorted((ROOT / "tests" / "benchmarks" / "articles").iterdir())]
FOLDS = 5
TALK = ("chatter", "unrelated")
"""Kinds of labelled messages that may be comments."""

AS_OFTEN = 3
"""How often a question that looks like talk counts: other questions are mostly far from it."""

Rows = NDArray[np.float64]


def signals_of(folder: Path, texts: Sequence[str]) -> list[Signals]:
    """The signals of messages on an article."""
    matcher = Matcher.of(load_article(folder))
    comments = Comments(ArticleWords(matcher.article))
    found = (matcher.find(matcher.read(Utterance(text))) for text in texts)
    return [comments.signals(each.question, each.outcome) for each in found]


def main() -> None:
    """Measure, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    examples = [json.loads(line) for line in COMMENTS.read_text("utf-8").splitlines()]
    rows: list[Signals] = []
    texts: list[str] = []
    classes: list[bool] = []
    for folder in options.folders:
        comments = [row["q"] for row in examples if "on" not in row]
        like_talk = [row["q"] for row in examples if row.get("on") == folder.name]
        asked = [row.text for row in read_questions(folder / "questions.jsonl") if row.kind not in TALK]
        messages = [*comments, *AS_OFTEN * like_talk, *asked]
        rows += signals_of(folder, messages)
        texts += messages
        classes += [place < len(comments) for place in range(len(messages))]
    signals, is_comment = np.array(rows, float), np.array(classes)
    folds = np.array([crc32(text.encode()) % FOLDS for text in texts])
    found = np.zeros(len(texts))
    for fold in range(FOLDS):
        fitted = _fitted(signals[folds != fold], is_comment[folds != fold])
        found[folds == fold] = fitted.predict_proba(signals[folds == fold])[:, 1]
    for least in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        told, taken = (np.mean(found[is_comment == which] >= least) for which in (True, False))
        print(f"from {least:.2f}: {told:.4f} of the comments, {taken:.4f} of the questions")
    fitted = _fitted(signals, is_comment)
    weights = dict(zip(Signals._fields, fitted.coef_[0], strict=True)) | {"bias": fitted.intercept_[0]}
    print(written := {name: round(float(weight), 2) for name, weight in weights.items()})
    if options.write:
        WEIGHTS.write_text(json.dumps(written, indent=2) + "\n", "utf-8")


def _fitted(signals: Rows, is_comment: NDArray[np.bool_]) -> Any:
    """A logistic regression for which there are as many comments as questions."""
    return cast("Any", linear_model).LogisticRegression(class_weight="balanced", max_iter=3000).fit(signals, is_comment)


if __name__ == "__main__":
    main()
