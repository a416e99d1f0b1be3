"""When a draft is less sure than its score says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.article.model import Article
from bot.matching.drafted import UNLIKELY, Doubt, doubt
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices
from tests.curation.drafting import draft_folder

TOWERS = """\
The west tower was built by monks in 1310. It has six bells.

The east tower was built by masons in 1512. Its roof is of copper.

Geese live at the pond behind the mill.
"""


@pytest.fixture(scope="module")
def towers(tmp_path_factory: pytest.TempPathFactory) -> Article:
    return draft_folder(tmp_path_factory.mktemp("towers") / "towers", TOWERS)


def doubted(article: Article, question: str, score: float) -> Doubt:
    matcher = Matcher.of(article)
    (ranking,) = matcher.find(matcher.read(question)).rankings
    assert ranking is not None
    return doubt(article.passages, ranking, score)


def test_what_two_paragraphs_tell_alike_is_a_doubt(towers: Article) -> None:
    assert doubted(towers, "was the tower built", 0.9) is Doubt.RIVALLED


def test_what_one_paragraph_tells_is_none(towers: Article) -> None:
    assert doubted(towers, "where do geese live", 0.9) is Doubt.NONE


def test_the_same_sentence_in_another_paragraph_is_no_rival(tmp_path: Path) -> None:
    article = draft_folder(
        tmp_path / "twice", "Ask at the desk. Bring a card.\n\nGeese swim.\n\nAsk at the desk. Pay.\n"
    )

    assert doubted(article, "ask at the desk", 0.9) is Doubt.NONE


def test_an_unlikely_question_with_many_words_that_no_passage_has_is_about_something_else(towers: Article) -> None:
    question = "did the drummer of Nirvana sing in a tower"

    assert doubted(towers, question, UNLIKELY - 0.01) is Doubt.OF_ANOTHER
    assert doubted(towers, question, UNLIKELY) is not Doubt.OF_ANOTHER
    assert doubted(towers, "did a drummer sing in the west tower", UNLIKELY - 0.01) is not Doubt.OF_ANOTHER


def test_what_a_person_has_read_is_not_doubted(towers: Article) -> None:
    read = towers.with_each(lambda passage: replace(passage, drafted=False), lambda gap: gap)

    for question in ("was the tower built", "did the drummer of Nirvana sing in a tower"):
        assert doubted(read, question, UNLIKELY - 0.01) is Doubt.NONE


def test_choices_are_of_several_paragraphs_first(towers: Article) -> None:
    outcome = Matcher.of(towers).match("was the tower built")

    assert isinstance(outcome, Choices)
    first, second, *_ = (candidate.passage.paragraph for candidate in outcome.candidates)
    assert {first, second} == {1, 2}


def test_choices_may_all_be_of_one_paragraph(tmp_path: Path) -> None:
    alone = draft_folder(tmp_path / "alone", TOWERS.replace("\n\n", " "))

    assert isinstance(Matcher.of(alone).match("was the tower built"), Answer | Choices)
