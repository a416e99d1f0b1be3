"""Answers to follow-ups are found in what was shown, near it, then anywhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article, Passage
from bot.matching.arrays import Floats
from bot.matching.compiled import Compiled
from bot.matching.matcher import Matcher
from bot.matching.nearby.follow_ups import FollowUpMatcher
from bot.matching.nearby.signals import RANKED_BY, Nearby, Signals, score
from bot.matching.outcomes import MOST_CHOICES, MOST_OTHERS, Answer, Choices, NoMatch, Outcome
from bot.matching.utterance import Utterance
from tests.matching.outcome_rules import answered, candidates_of, check_outcome

WORDS = "do cats hunt sleep mice whiskers who when where why how many is she it that there then lol xylophone ?".split()


@pytest.fixture(scope="module")
def following(compiled_cats: Compiled) -> FollowUpMatcher:
    return FollowUpMatcher(compiled_cats)


@pytest.fixture(scope="module")
def nearby(compiled_cats: Compiled) -> Nearby:
    return Nearby(compiled_cats)


def passages(article: Article, *keys: str) -> list[Passage]:
    found = [article.passage(key) for key in keys]
    return [passage for passage in found if passage is not None]


def asked(following: FollowUpMatcher, matcher: Matcher, message: str, shown: Sequence[Passage]) -> Outcome:
    return following.answer(matcher.find(matcher.read(Utterance(message))), shown)


def rows(nearby: Nearby, matcher: Matcher, message: str, shown: Sequence[Passage]) -> Floats:
    matched = matcher.find(matcher.read(Utterance(message)))
    return nearby.rows(matched.question.clauses[-1], matched.rankings[-1], shown)


@pytest.mark.parametrize(
    ("shown", "message", "key"),
    [
        ("days/hunt", "what do they catch", "days/hunt"),
        ("days/hunt", "when?", "days/hunt"),
        ("library/whiskers", "where?", "library/whiskers"),
        ("library/whiskers", "who feeds her", "library/feeding"),
        ("library/feeding", "how long do they sleep", "days/sleep"),
    ],
)
def test_a_follow_up_is_answered_by_the_shown_passage_a_near_one_or_another(
    following: FollowUpMatcher, cats_matcher: Matcher, shown: str, message: str, key: str
) -> None:
    passage = answered(asked(following, cats_matcher, message, passages(cats_matcher.article, shown)))

    assert passage is not None
    assert passage.key == key


@pytest.mark.parametrize("message", ["how old is she?", "how much did it cost?", "what about the xylophone concert"])
def test_follow_ups_that_the_article_does_not_answer_get_no_answer(
    following: FollowUpMatcher, cats_matcher: Matcher, message: str
) -> None:
    for passage in cats_matcher.article.passages:
        assert not isinstance(asked(following, cats_matcher, message, [passage]), Answer), passage.key


def test_a_gap_of_the_files_is_still_reported(following: FollowUpMatcher, cats_matcher: Matcher) -> None:
    outcome = asked(following, cats_matcher, "how old is Whiskers", passages(cats_matcher.article, "library/whiskers"))

    assert isinstance(outcome, NoMatch)
    assert outcome.gap is not None
    assert outcome.gap.id == "ages"


def test_passages_are_ranked_by_their_distance_from_what_was_shown(nearby: Nearby, cats_matcher: Matcher) -> None:
    article = cats_matcher.article
    found = rows(nearby, cats_matcher, "and where was that?", passages(article, "days/sleep"))

    near = {name: found[:, RANKED_BY.index(name)].tolist() for name in ("same", "beside", "near")}
    keys = [passage.key for passage in article.passages]
    assert keys == ["days/sleep", "days/hunt", "library/whiskers", "library/feeding"]
    # Beside: next to it or in its paragraph. Near: two away or of its topic.
    assert near == {"same": [1, 0, 0, 0], "beside": [1, 1, 0, 0], "near": [1, 1, 1, 0]}


def test_a_quote_that_holds_no_place_fits_no_question_for_one(nearby: Nearby, cats_matcher: Matcher) -> None:
    fits = RANKED_BY.index("fits")
    where = rows(nearby, cats_matcher, "where was that?", ())
    what = rows(nearby, cats_matcher, "what do they do?", ())

    assert set(where[:, fits].tolist()) <= {-1.0, 1.0}
    assert set(what[:, fits].tolist()) == {0.0}


def test_an_excluded_quote_is_no_candidate(following: FollowUpMatcher, cats_matcher: Matcher) -> None:
    shown = [cats_matcher.article.passages[0]]
    matched = cats_matcher.find(cats_matcher.read(Utterance("and how long?")))
    quotes = {passage.quote for passage in cats_matcher.article.passages}

    for kept in quotes:
        outcome = following.answer(matched, shown, without=quotes - {kept})
        assert {candidate.passage.quote for candidate in candidates_of(outcome)} <= {kept}
    assert following.answer(matched, shown, without=quotes) == matched.outcome


@given(signals=st.tuples(*[st.floats(-1e6, 1e6)] * len(Signals._fields)).map(Signals._make))
def test_the_score_is_a_probability(signals: Signals) -> None:
    assert 0 <= score(signals) <= 1


@given(
    message=st.one_of(st.text(max_size=100), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)),
    places=st.sets(st.integers(0, 3), min_size=1),
)
def test_any_words_after_any_passages_have_a_sound_outcome_and_the_same_again(
    following: FollowUpMatcher, cats_matcher: Matcher, message: str, places: set[int]
) -> None:
    article = cats_matcher.article
    shown = [article.passages[place] for place in sorted(places)]
    outcome = asked(following, cats_matcher, message, shown)

    check_outcome(outcome, article)
    assert asked(following, cats_matcher, message, shown) == outcome
    assert len(candidates_of(outcome)) <= (MOST_CHOICES if isinstance(outcome, Choices) else 1 + MOST_OTHERS)


def asked_for(nearby: Nearby, matcher: Matcher, message: str, key: str) -> float:
    """How surely the passage with this key is the answer to a message that follows it."""
    article = matcher.article
    matched = matcher.find(matcher.read(Utterance(message)))
    clause, ranking = matched.question.clauses[-1], matched.rankings[-1]
    found = nearby.rows(clause, ranking, passages(article, key))
    totals = np.zeros(len(found), np.float32)
    return nearby.signals(clause, ranking, found, totals, article.numbers[key], matched.outcome, renamed=False).asked


def test_a_passage_is_preferred_if_its_asks_ask_for_the_same_kind_of_thing(
    nearby: Nearby, cats_matcher: Matcher
) -> None:
    assert asked_for(nearby, cats_matcher, "how long?", "days/sleep") > 0
    assert asked_for(nearby, cats_matcher, "why?", "days/sleep") < 0
    assert asked_for(nearby, cats_matcher, "tell me", "days/sleep") == 0


def test_no_passage_is_offered_for_a_subject_that_the_article_does_not_mention(
    following: FollowUpMatcher, cats_matcher: Matcher
) -> None:
    for passage in cats_matcher.article.passages:
        outcome = asked(following, cats_matcher, "did the xylophone players win", [passage])
        assert not isinstance(outcome, Choices)
