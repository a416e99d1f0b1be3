"""When the score of a draft is lowered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.article.model import Article
from bot.matching.checks.content import ContentCheck
from bot.matching.checks.drafted import is_rivalled, missing_words
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch
from bot.matching.ranking import Ranking
from bot.matching.utterance import Utterance
from tests.compiled import matcher_of
from tests.curation.drafting import draft_folder

pytestmark = pytest.mark.usefixtures("small_language")

TOWERS = """\
The west tower was built by monks in 1310. It has six bells.

The east tower was built by masons in 1512. Its roof is of copper.

Geese live at the pond behind the mill.
"""


@pytest.fixture(scope="module")
def towers(tmp_path_factory: pytest.TempPathFactory) -> Article:
    return draft_folder(tmp_path_factory.mktemp("towers") / "towers", TOWERS)


def ranked(article: Article, question: str) -> Ranking:
    matcher = matcher_of(article)
    (ranking,) = matcher.find(matcher.read(Utterance(question))).rankings
    assert ranking is not None
    return ranking


def is_doubtful(article: Article, question: str) -> bool:
    return is_rivalled(article.passages, ranked(article, question))


def test_a_draft_with_equal_passages_in_two_paragraphs_gets_choices(towers: Article) -> None:
    assert is_doubtful(towers, "was the tower built")
    assert not is_doubtful(towers, "where do geese live")


def test_the_same_sentence_in_another_paragraph_is_no_rival(tmp_path: Path) -> None:
    text = "Ask at the desk. Bring a card.\n\nGeese swim.\n\nAsk at the desk. Pay.\n"

    assert not is_doubtful(draft_folder(tmp_path / "twice", text), "ask at the desk")


def test_a_passage_that_a_person_has_read_has_no_rival(towers: Article) -> None:
    read = towers.with_each(lambda passage: replace(passage, drafted=False), lambda gap: gap)

    assert not is_doubtful(read, "was the tower built")


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("which hospital are the sailors in", "Two sailors were hurt and are in hospital."),
        ("who inspects the plots", "Plots are inspected in May, and a note comes in June."),
        ("are cats allowed on the plot", "You may keep up to six hens on your plot."),
    ],
)
def test_of_a_draft_the_next_passage_may_tell_what_one_lacks(tmp_path: Path, question: str, quote: str) -> None:
    draft = draft_folder(tmp_path / "draft", f"{quote}\n\nGeese live at the pond behind the mill.\n")
    read = draft.with_each(lambda passage: replace(passage, drafted=False, asks=("what is it",)), lambda gap: gap)

    def lacks(article: Article) -> bool:
        matcher = Matcher.of(article)
        (clause,) = matcher.read(Utterance(question)).clauses
        return ContentCheck(matcher.compiled).lacks_answer(clause, 0)

    assert lacks(read)
    assert not lacks(draft)


ABBEY = """\
The choir school of the abbey was founded by monks. In its first years, from 1310, the choir school of the abbey had six
boys.

The garden is open to all, as long as it is light.
"""


@pytest.fixture
def abbey(tmp_path: Path) -> Matcher:
    return matcher_of(draft_folder(tmp_path / "abbey", ABBEY))


@pytest.mark.parametrize(
    "question",
    ["when was the choir school of the abbey founded", "how many boys were in the school that monks founded"],
)
def test_the_sentence_beside_is_given_for_one_that_lacks_what_is_asked_for(abbey: Matcher, question: str) -> None:
    outcome = abbey.match(question)

    assert isinstance(outcome, Answer)
    assert outcome.best.passage.quote.startswith("In its first years, from 1310")


@pytest.mark.parametrize(
    "question", ["why was the choir school of the abbey founded by monks", "when is the garden open to all"]
)
def test_what_no_sentence_of_the_paragraph_has_is_no_answer(abbey: Matcher, question: str) -> None:
    assert not isinstance(abbey.match(question), Answer)


def test_words_of_the_subject_are_missing_that_no_passage_has(towers: Article) -> None:
    of_another = ranked(towers, "did the drummer of Nirvana sing in a tower")

    assert missing_words(of_another, len(towers.passages)) == 3
    assert missing_words(ranked(towers, "who built the west tower"), len(towers.passages)) == 0


def test_a_question_on_another_subject_gets_no_choices(towers: Article) -> None:
    matcher = matcher_of(towers)

    assert isinstance(matcher.match("did the drummer of Nirvana sing in a tower"), NoMatch)
    assert not isinstance(matcher.match("did a drummer sing in the west tower"), NoMatch)


def test_choices_are_of_several_paragraphs_first(towers: Article) -> None:
    outcome = matcher_of(towers).match("was the tower built")

    assert isinstance(outcome, Choices)
    first, second, *_ = (candidate.passage.paragraph for candidate in outcome.candidates)
    assert {first, second} == {1, 2}


def test_choices_may_all_be_of_one_paragraph(tmp_path: Path) -> None:
    alone = draft_folder(tmp_path / "alone", TOWERS.replace("\n\n", " "))

    assert isinstance(matcher_of(alone).match("was the tower built"), Answer | Choices)
