"""Fits the classifier of requests and small talk (`bot/conversation/acts/requests.npz`) on examples.

    python -m tests.benchmarks.fit_requests [--write]

The examples stand in `requests.jsonl` beside this file, written for the purpose; what they are not is told by the
program's background chat and by the questions of its general gaps. Without `--write` it prints the share of each class
that is found again in cross-validation.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, cast

import numpy as np
from sklearn import linear_model, model_selection  # pyright: ignore[reportMissingTypeStubs] - it has none
from sklearn.feature_extraction import text as text_features  # pyright: ignore[reportMissingTypeStubs]

from bot.conversation.acts.classifier import CLASSES, WEIGHTS, grams
from bot.matching.text import plain, words_of
from tests.benchmarks.request_examples import examples

INVERSE_PENALTY = 30.0
"""`C` of scikit-learn's logistic regression."""

MOST_FEATURES = 16_000
"""How many features are kept, the heaviest of a first fit. The weights are those of a second one, on these alone: what
the others weighed would be missing ("let's go" was a request for the whole)."""

FOLDS = 5


def features(text: str) -> list[str]:
    """The features of a text as it is typed."""
    return list(grams(words_of(plain(text))))


class Fitted:
    """The classifier, fitted on texts and their classes."""

    def __init__(self, texts: list[str], classes: list[str]) -> None:
        self._counter: Any = cast("Any", text_features).CountVectorizer(analyzer=features, binary=True, min_df=2)
        self._counter.fit(texts)
        first = _regression().fit(self._read(texts), classes)
        heaviest = np.argsort(-np.abs(first.coef_).max(axis=0))[:MOST_FEATURES]
        self._kept = np.sort(heaviest)
        self.regression = _regression().fit(self._read(texts)[:, self._kept], classes)

    @property
    def names(self) -> list[str]:
        """The features that are kept, in the order of their weights."""
        return list(self._counter.get_feature_names_out()[self._kept])

    def guess(self, texts: list[str]) -> list[str]:
        """The likeliest class of each text."""
        return list(self.regression.predict(self._read(texts)[:, self._kept]))

    def _read(self, texts: list[str]) -> Any:
        """The features of texts, each row as long as `classify` makes it: what is not known counts too."""
        lengths = np.sqrt([max(1, len(features(text))) for text in texts])
        return self._counter.transform(texts).multiply(1 / lengths[:, None]).tocsr()


def _regression() -> Any:
    return cast("Any", linear_model).LogisticRegression(C=INVERSE_PENALTY, max_iter=1000)


def main() -> None:
    """Measure, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    texts, classes = examples()
    if not options.write:
        folds = cast("Any", model_selection).StratifiedKFold(FOLDS).split(texts, classes)
        right: Counter[str] = Counter()
        for fitting, testing in cast("Iterable[tuple[Sequence[int], Sequence[int]]]", folds):
            fitted = Fitted([texts[at] for at in fitting], [classes[at] for at in fitting])
            labels = [classes[at] for at in testing]
            guesses = fitted.guess([texts[at] for at in testing])
            right.update(was for was, guess in zip(labels, guesses, strict=True) if was == guess)
        for name, count in Counter(classes).items():
            print(f"{name or 'neither':10} {count:5} examples, found again {right[name] / count:.3f}")
        return
    fitted = Fitted(texts, classes)
    order = [list(fitted.regression.classes_).index(str(name)) for name in CLASSES]
    names = np.frombuffer("\n".join(fitted.names).encode(), np.uint8)
    tenths = np.rint(10 * fitted.regression.coef_[order].T).astype(np.int16)
    intercepts = np.round(np.asarray(fitted.regression.intercept_, np.float64)[order], 2)
    np.savez(WEIGHTS, features=names, intercepts=intercepts, tenths=tenths)


if __name__ == "__main__":
    main()
