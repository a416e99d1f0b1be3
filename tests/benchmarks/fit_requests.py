"""Fits the classifier of requests and small talk (`bot/conversation/requests.json`) on examples.

    python -m tests.benchmarks.fit_requests [--write]

The examples stand in `requests.jsonl` beside this file, written for the purpose; what they are not is told by the
program's background chat and by the questions of its general gaps. Without `--write` it prints the share of each class
that is found again in cross-validation.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, cast

import numpy as np
from sklearn import linear_model, model_selection, pipeline, preprocessing  # pyright: ignore[reportMissingTypeStubs] - it has none
from sklearn.feature_extraction import text as text_features  # pyright: ignore[reportMissingTypeStubs]

from bot.conversation.said import CLASSES, WEIGHTS, grams
from bot.matching import english
from bot.matching.text import plain, words_of

EXAMPLES = Path(__file__).with_name("requests.jsonl")

INVERSE_PENALTY = 30.0
"""`C` of scikit-learn's logistic regression."""

MOST_FEATURES = 8_000
"""How many features are kept, the heaviest: with more, none of the classes is found better."""


def examples() -> tuple[list[str], list[str]]:
    """The texts and their classes."""
    labelled = [json.loads(line) for line in EXAMPLES.read_text("utf-8").splitlines()]
    texts = [row["q"] for row in labelled]
    classes = [row["said"] for row in labelled]
    others = [*english.background(), *(ask for gap in english.general_gaps() for ask in gap.asks)]
    # A name in the place of a placeholder: any that is no word.
    texts += [re.sub(r"\{\w+\}", "zevrin", text) for text in others]
    classes += [""] * len(others)
    return texts, classes


def features(text: str) -> list[str]:
    """The features of a text as it is typed."""
    return list(grams(words_of(plain(text))))


def main() -> None:
    """Measure, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    texts, classes = examples()
    counter: Any = cast("Any", text_features).CountVectorizer(analyzer=features, binary=True, min_df=2)
    regression: Any = linear_model.LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)
    model: Any = cast("Any", pipeline).make_pipeline(counter, preprocessing.Normalizer(), regression)
    if not options.write:
        guessed: list[str] = list(cast("Any", model_selection).cross_val_predict(model, texts, classes, cv=5))
        right = Counter(was for was, guess in zip(classes, guessed, strict=True) if was == guess)
        for name, count in Counter(classes).items():
            print(f"{name or 'neither':10} {count:5} examples, found again {right[name] / count:.3f}")
        return
    model.fit(texts, classes)
    order = [list(regression.classes_).index(str(name)) for name in CLASSES]
    weights = regression.coef_[order]
    heaviest = np.argsort(-np.abs(weights).max(axis=0))[:MOST_FEATURES]
    names = counter.get_feature_names_out()
    fitted = {"": [round(float(bias), 2) for bias in regression.intercept_[order]]}
    fitted |= {names[at]: [round(float(weight), 1) for weight in weights[:, at]] for at in sorted(heaviest)}
    written = {name: " ".join(map(str, row)) for name, row in fitted.items()}
    lines = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in written.items())
    WEIGHTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
