"""The classifier of an article separates what can be separated, the same each time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.article.model import Article
from bot.matching import classifier
from bot.matching.arrays import Floats, Ints
from bot.matching.classifier import MOST_ASKS, softmax, train
from bot.matching.matcher import Matcher
from bot.matching.outcomes import NoMatch
from tests.matching.outcome_rules import answered, check_outcome

PASSAGES = 4
COMMON, OTHER = 3 * PASSAGES, 3 * PASSAGES + 1
"""A feature that all examples have, and one that those on other subjects have; each passage has three of its own."""


def examples_of(
    held: Sequence[tuple[int, Sequence[int]]],
) -> tuple[Ints, Ints, Floats, Ints]:
    """The entries for examples that are given as (target, features), in the order of targets."""
    examples = [number for number, (_, features) in enumerate(held) for _ in features]
    features = [feature for _, features in held for feature in features]
    return (
        np.array(examples, np.int32),
        np.array(features, np.int32),
        np.ones(len(features), np.float32),
        np.array([target for target, _ in held], np.int32),
    )


def separable(asks: int = 6, others: int = 20) -> list[tuple[int, Sequence[int]]]:
    """Examples of four passages that share no feature but the common one, and some on other subjects."""
    held: list[tuple[int, Sequence[int]]] = []
    for passage in range(PASSAGES):
        held += ((passage, (COMMON, 3 * passage + n % 3, 3 * passage + (n + 1) % 3)) for n in range(asks))
    held += ((PASSAGES, (COMMON, OTHER)) for _ in range(others))
    return held


def trained(held: Sequence[tuple[int, Sequence[int]]]) -> Floats:
    return train(*examples_of(held), PASSAGES, OTHER + 1)


def test_the_classifier_separates_passages_with_features_of_their_own() -> None:
    learned = trained(separable())

    for passage in range(PASSAGES):
        for feature in range(3 * passage, 3 * passage + 3):
            probabilities = softmax((learned[feature] + learned[COMMON])[None, :])[0]
            assert probabilities.argmax() == passage
            assert probabilities[passage] > 2 * np.delete(probabilities, passage).max()


def test_a_feature_that_all_passages_have_or_none_tells_nothing() -> None:
    learned = trained(separable())

    assert np.ptp(learned[COMMON]) < 0.1 * learned.max()
    assert not learned[OTHER].any()


def test_the_classifier_separates_a_passage_of_few_asks_from_one_of_many() -> None:
    held: list[tuple[int, Sequence[int]]] = [(0, (COMMON, 0)), *((1, (COMMON, 3)) for _ in range(200))]
    held += [(2, (COMMON, 6)), (3, (COMMON, 9)), (PASSAGES, (OTHER,))]
    learned = trained(held)

    assert [int(learned[feature].argmax()) for feature in (0, 3, 6, 9)] == [0, 1, 2, 3]


def test_the_classifier_trains_on_asks_spread_over_all_of_a_passage() -> None:
    # Of a passage's asks the first half have one feature, the second half another.
    held: list[tuple[int, Sequence[int]]] = [(0, (number >= 10 * MOST_ASKS,)) for number in range(20 * MOST_ASKS)]
    held += ((passage, (3 * passage,)) for passage in (1, 2, 3))
    learned = trained([*held, (PASSAGES, (OTHER,))])

    assert learned[0].argmax() == learned[1].argmax() == 0


def test_training_is_deterministic() -> None:
    assert np.array_equal(trained(separable()), trained(separable()))


@pytest.mark.parametrize("held", [[(0, (0,))], [(0, (0,)), (0, (1,)), (PASSAGES, (OTHER,))], [(PASSAGES, (OTHER,))]])
def test_passages_without_examples_are_no_error(held: list[tuple[int, Sequence[int]]]) -> None:
    learned = trained(held)

    assert np.isfinite(learned).all()


@given(
    st.lists(
        st.tuples(st.integers(0, PASSAGES), st.sets(st.integers(0, OTHER), min_size=1).map(sorted)), min_size=1
    ).map(sorted)
)
def test_any_examples_give_finite_weights(held: list[tuple[int, Sequence[int]]]) -> None:
    learned = trained(held)

    assert learned.shape == (OTHER + 1, PASSAGES)
    assert np.isfinite(learned).all()


def test_an_index_that_is_too_large_goes_without_telling_passages_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "MOST_WEIGHTS", PASSAGES * (OTHER + 1) - 1)
    learned = trained(separable())

    assert learned.shape == (0, PASSAGES)


def test_an_article_whose_index_is_too_large_is_answered_all_the_same(
    cats: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classifier, "MOST_WEIGHTS", 0)
    matcher = Matcher.of(cats)

    assert not matcher.compiled.index.learned.any()
    for question, key in [
        ("what hours do cats hunt?", "days/hunt"),
        ("where does Whisky live", "library/whiskers"),
        ("who feeds Whiskers every morning", "library/feeding"),
        ("do cats sleep", "days/sleep"),
    ]:
        passage = answered(matcher.match(question))
        assert passage is not None, question
        assert passage.key == key
    for question in ("how old is Whiskers", "what is the capital of Mongolia", "lol nice"):
        outcome = matcher.match(question)
        check_outcome(outcome, cats)
        assert isinstance(outcome, NoMatch), question


@given(arrays(np.float32, (3, 5), elements=st.floats(-1e4, 1e4, width=32)), st.floats(-1e3, 1e3, width=32))
def test_probabilities_sum_to_one_and_keep_the_order_whatever_the_scores(scores: Floats, shift: float) -> None:
    probabilities = softmax(scores)

    assert probabilities.sum(axis=1) == pytest.approx([1.0] * 3, abs=1e-5)
    assert (probabilities >= 0).all()
    for row, row_scores in zip(probabilities, scores, strict=True):
        assert row[row_scores.argmax()] == row.max()
    assert softmax(np.zeros((1, 4), np.float32) + np.float32(shift))[0] == pytest.approx([0.25] * 4)
