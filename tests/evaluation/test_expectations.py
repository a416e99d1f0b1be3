"""An index is measured by hiding parts of it, which also shows where it is thin."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import pytest

from bot.article.model import Article
from bot.evaluation.expectations import FEWEST_ASKS, Expectations, expect
from bot.evaluation.labels import LabelledQuestion
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, NoMatch
from tests.article.small_article import FILES, SmallArticle

pytestmark = pytest.mark.slow

DAYS = "sections/days.toml"
ALIKE = ("how long do cats sleep", "how long do the cats sleep", "so how long do cats sleep", "how long cats sleep")
ODD = "fiddling trombones beyond Jupiter"
NAMED_BY_THE_ARTICLE, NAMED_IN_GENERAL = "birthday of the tomcat", "how old is Whiskers?"
NOT_NAMED, ELSEWHERE = "how much rent does the town pay?", "what is the capital of Mongolia?"
GIVEN = "when do cats hunt"


@pytest.fixture(scope="module")
def cats(tmp_path_factory: pytest.TempPathFactory) -> Article:
    """The small article; its first passage has as many asks as it should, its second an odd one and many variants."""
    small_article = SmallArticle(tmp_path_factory.mktemp("articles") / "library-cats")
    small_article.replace(DAYS, "how long do cats sleep\n", "".join(f"{ask}\n" for ask in ALIKE))
    small_article.replace(DAYS, "what do cats catch\n", f"{ODD}\n")
    small_article.replace(DAYS, "Cats sleep most of the day.", "The two cats sleep for 20 hours, most of the day.")
    lines = (
        f'{{"passage": "days/hunt", "ask": "is it hunting time number {number}"}}\n' for number in range(FEWEST_ASKS)
    )
    small_article.write("variants.jsonl", "".join(lines))
    return small_article.load()


def labelled(text: str, gold: set[int]) -> LabelledQuestion:
    return LabelledQuestion("", text, "question", frozenset(gold), ())


@pytest.fixture(scope="module")
def questions() -> list[LabelledQuestion]:
    """Messages that the article does not answer, but for the first and the last."""
    texts = (NAMED_BY_THE_ARTICLE, NAMED_IN_GENERAL, NOT_NAMED, ELSEWHERE, GIVEN)
    return [labelled(NOT_NAMED, {2}), *(labelled(text, set()) for text in texts), labelled(NOT_NAMED, {1})]


@pytest.fixture(scope="module")
def expected(cats: Article, questions: list[LabelledQuestion]) -> Expectations:
    return expect(cats, questions)


def test_shares_are_between_nothing_and_all(expected: Expectations) -> None:
    shares = (expected.found, expected.answered, expected.near_refused, expected.other_refused)

    assert all(0 <= share <= 1 for share in shares)
    assert expected.answered <= expected.found


def test_most_messages_on_other_subjects_are_refused(expected: Expectations) -> None:
    assert expected.other_refused > 0.9


def test_a_passage_with_few_asks_is_thin_however_many_variants_it_has(cats: Article, expected: Expectations) -> None:
    sleep, hunt, *_ = cats.passages
    assert (len(sleep.asks), len(hunt.asks), len(hunt.variants)) == (FEWEST_ASKS + 1, 3, FEWEST_ASKS)

    assert expected.thin_passages == ["days/hunt", "library/whiskers", "library/feeding"]


def test_summaries_with_a_number_that_their_quote_does_not_have_are_listed(expected: Expectations) -> None:
    assert expected.off_summaries == ["days/sleep: The two cats sleep for 20 hours, most of the day."]


def test_asks_that_the_rest_does_not_find_are_listed_with_their_passage(expected: Expectations) -> None:
    assert f"days/hunt: {ODD}" in expected.not_found
    assert "library/feeding: does anybody give the cat breakfast" in expected.not_found


def test_asks_that_are_like_the_rest_are_not_listed(expected: Expectations) -> None:
    assert not any(f"days/sleep: {ask}" in expected.not_found for ask in ALIKE)
    assert 0 < expected.found < 1


def test_only_unanswered_questions_in_the_articles_words_that_no_gap_names_are_listed(
    cats: Article, expected: Expectations
) -> None:
    matcher = Matcher.of(cats)
    outcomes = [matcher.match(text) for text in (NAMED_BY_THE_ARTICLE, NAMED_IN_GENERAL, NOT_NAMED, ELSEWHERE)]
    misses = [outcome for outcome in outcomes if isinstance(outcome, NoMatch)]
    assert [(miss.gap is not None, bool(miss.nearest)) for miss in misses] == [
        (True, False),
        (True, True),
        (False, True),
        (False, False),
    ]
    assert isinstance(matcher.match(GIVEN), Answer)

    assert expected.unnamed == [NOT_NAMED]


def test_the_same_article_is_measured_the_same_again(
    cats: Article, questions: list[LabelledQuestion], expected: Expectations
) -> None:
    assert expect(cats, questions) == expected


def test_an_article_of_one_passage_with_one_ask_and_nothing_else_is_measured(tmp_path: Path) -> None:
    small_article = SmallArticle(tmp_path / "library-cats")
    small_article.write("article.txt", "Cats sleep for most of the day.\n")
    small_article.write("article.toml", FILES["article.toml"].partition("[[names]]")[0])
    small_article.remove("gaps.toml")
    small_article.remove("sections/library.toml")
    small_article.write(
        DAYS,
        'id = "days"\ntitle = "A day"\nsummary = "S."\nkeywords = ["sleep"]\n[[passages]]\nid = "sleep"\n'
        'quote = "Cats sleep for most of the day."\nsummary = "S."\nanswer = ["day"]\n'
        'asks = "how long do cats sleep"\n',
    )

    expected = expect(small_article.load())

    assert all(0 <= share <= 1 for share in astuple(expected)[:4])
    assert expected.thin_passages == ["days/sleep"]
    assert expected.unnamed == []
