"""Of whom the passages speak; what becomes of those who are not spoken of stands in `test_decision.py`."""

from __future__ import annotations

import pytest

from bot.matching.compiled import Compiled, compile_article
from bot.matching.matcher import Matcher
from bot.matching.text import tokenize
from bot.matching.utterance import Utterance
from bot.matching.whom import Fit, Whom
from tests.matching.tiny_article import tiny_article


def fit(compiled: Compiled, message: str) -> Fit:
    """How the passage that ranks first for a message fits it."""
    ranking = Matcher(compiled).find(Matcher(compiled).read(Utterance(message))).rankings[0]
    place = ranking.order[0] if ranking is not None else 0
    return Whom(compiled).fit(message, compiled.vocabulary.question_terms(tokenize(message)), place)


@pytest.mark.parametrize("message", ["when do cats hunt", "where does Whiskers live", "When do Cats hunt?"])
def test_a_passage_fits_who_names_nobody_or_whom_it_speaks_of(compiled_cats: Compiled, message: str) -> None:
    assert fit(compiled_cats, message) is Fit.OF_THEM


@pytest.mark.parametrize("message", ["when do the cats of Grimsvotn hunt", "does the NXQ hunt mice like cats"])
def test_a_name_of_which_the_article_has_no_word_is_not_spoken_of(compiled_cats: Compiled, message: str) -> None:
    assert fit(compiled_cats, message) is Fit.NOT_OF_ALL


@pytest.mark.parametrize(
    "message",
    ["Grimsvotn cats: when do they hunt", "when do the cats of grimsvotn hunt", "WHEN DO THE CATS OF GRIMSVOTN HUNT"],
)
def test_a_word_at_the_start_or_without_a_capital_of_its_own_is_no_name(compiled_cats: Compiled, message: str) -> None:
    assert fit(compiled_cats, message) is Fit.OF_THEM


def test_a_word_beside_a_name_of_the_article_is_a_part_of_that(compiled_cats: Compiled) -> None:
    assert fit(compiled_cats, "where does the cat Whiskers Wombatson live") is Fit.OF_THEM


PARTNERS = compile_article(
    tiny_article(
        {"sold": ["which trucks were sold"], "named": ["what was the truck called"], "went": ["what came of it"]},
        quotes={
            "sold": "In 1974 the firm Honda sold small trucks to OAPEC.",
            "named": "The president of Toyota called its truck for OPEC Hilux.",
            "went": "It was sold in 1981, and President Ada Roth bought it.",
        },
    )
)


def fits(question: str, place: int) -> Fit:
    """How the passage at this place fits a question about partners."""
    terms = PARTNERS.vocabulary.question_terms(tokenize(question.lower()))
    return Whom(PARTNERS).fit(question, terms, place)


@pytest.mark.parametrize(
    "question", ["what did Toyota sell", "which small trucks did toyota sell?", "when were the Toyota trucks sold"]
)
def test_a_passage_that_does_not_name_who_is_asked_about_does_not_say_what_they_did(question: str) -> None:
    assert fits(question, 0) is Fit.NOT_OF_ALL
    assert fits(question, 1) is not Fit.NOT_OF_ALL


def test_a_quote_that_points_back_may_be_of_whom_its_paragraph_names() -> None:
    assert fits("what became of Hilux, and when was Hilux sold", 2) is not Fit.NOT_OF_ALL


@pytest.mark.parametrize(
    "question",
    ["who sold trucks to toyota", "did toyota sell trucks", "what did the president sell", "what did opec sell"],
)
def test_others_than_who_is_asked_about_need_not_be_named(question: str) -> None:
    assert fits(question, 0) is not Fit.NOT_OF_ALL
