"""Whether a passage gives the count that a question asks for."""

from __future__ import annotations

import pytest

from bot.matching.checks.counting import CountCheck
from bot.matching.question import Clause
from bot.matching.text import tokenize
from bot.matching.vocabulary import Vocabulary
from bot.matching.wants import NOTHING
from tests.matching.tiny_article import tiny_article


def lacks(question: str, quote: str, *asks: str) -> bool:
    """Whether a passage with this quote and these asks lacks what a question asks for the number of."""
    article = tiny_article({"market": asks}, quotes={"market": quote})
    vocabulary = Vocabulary.of(article)
    clause = Clause(question, tuple(vocabulary.question_terms(tokenize(question))), NOTHING)
    return CountCheck(article.passages, vocabulary).lacks(clause, 0)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how many stalls are there", "The market has 12 stalls and opens on two days."),
        ("how many stalls", "It has twelve small wooden stalls."),
        ("how many boats came", "Some 30 fishing boats came."),
        ("how many calories does it have", "Calories: 342 kcal"),
    ],
)
def test_a_quote_with_the_count_does_not_lack_it(question: str, quote: str) -> None:
    assert not lacks(question, quote)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how many stalls are there", "The market with its stalls opens on two days."),
        ("so how many visitors come", "Visitors pay 3 pounds at the gate."),
    ],
)
def test_another_number_in_the_quote_does_not_count_it(question: str, quote: str) -> None:
    assert lacks(question, quote)


def test_a_passage_whose_asks_ask_for_a_count_does_not_lack_it() -> None:
    quote = "The dozen who sell there stand in two rows."

    assert lacks("how many stalls are there", quote)
    assert not lacks("how many stalls are there", quote, "how many stalls can I visit")


@pytest.mark.parametrize("question", ["where are the stalls", "how many are there", "how many people come", "how many"])
def test_a_general_how_many_question_lacks_no_count(question: str) -> None:
    assert not lacks(question, "The market opens on two days.")
