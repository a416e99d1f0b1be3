"""Whether a passage gives the count that a question asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.article.model import Article
from bot.matching.checks.counting import CountCheck
from bot.matching.compiled import compile_article
from bot.matching.question import Clause
from bot.matching.text import tokenize
from bot.matching.wants import NOTHING

Lacks = Callable[..., bool]


@pytest.fixture
def lacks(cats: Article) -> Lacks:
    """Whether the first passage, whose quote and asks these are, lacks what a question asks for the number of."""

    def lacks(question: str, quote: str, *asks: str) -> bool:
        (section, *others) = cats.sections
        first = replace(section.passages[0], quote=quote, asks=asks or ("what is there",))
        sections = (replace(section, passages=(first, *section.passages[1:])), *others)
        article = replace(cats, sections=sections, paragraphs=(f"{quote} {cats.paragraphs[0]}", *cats.paragraphs[1:]))
        compiled = compile_article(article)
        terms = tuple(compiled.vocabulary.question_terms(tokenize(question)))
        return CountCheck(compiled).lacks(Clause(question, terms, NOTHING), 0)

    return lacks


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how many stalls are there", "The market has 12 stalls and opens on two days."),
        ("how many stalls", "It has twelve small wooden stalls."),
        ("how many boats came", "Some 30 fishing boats came."),
        ("how many calories does it have", "Calories: 342 kcal"),
    ],
)
def test_a_quote_with_the_count_does_not_lack_it(lacks: Lacks, question: str, quote: str) -> None:
    assert not lacks(question, quote)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("how many stalls are there", "The market with its stalls opens on two days."),
        ("so how many visitors come", "Visitors pay 3 pounds at the gate."),
    ],
)
def test_another_number_in_the_quote_does_not_count_it(lacks: Lacks, question: str, quote: str) -> None:
    assert lacks(question, quote)


def test_a_passage_whose_asks_ask_for_a_count_does_not_lack_it(lacks: Lacks) -> None:
    quote = "The dozen who sell there stand in two rows."

    assert lacks("how many stalls are there", quote)
    assert not lacks("how many stalls are there", quote, "how many stalls can I visit")


@pytest.mark.parametrize("question", ["where are the stalls", "how many are there", "how many people come", "how many"])
def test_a_general_how_many_question_lacks_no_count(lacks: Lacks, question: str) -> None:
    assert not lacks(question, "The market opens on two days.")
