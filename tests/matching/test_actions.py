"""Whether a passage tells what a question asks somebody to have done."""

from __future__ import annotations

import pytest

from bot.article.model import Name
from bot.matching.checks.actions import ActionCheck
from bot.matching.compiled import compile_article
from bot.matching.question import Clause
from bot.matching.text import tokenize
from bot.matching.wants import NOTHING
from tests.matching.tiny_article import tiny_article

PARTNERS = compile_article(
    tiny_article(
        {
            "sold": ["which trucks were sold"],
            "named": ["what was the truck called"],
            "reply": ["who is Ada Roth", "when did Ada Roth reply"],
        },
        quotes={
            "sold": "In 1974 the firm Honda sold small trucks to OAPEC.",
            "named": "The president of Toyota called its truck for OPEC Hilux.",
            "reply": "The mayor, Ada Roth, has a reply to the letter on her desk.",
        },
        names=[Name("Ada Roth", "person", "mayor", ("Ada", "Roth"), "")],
    )
)
SOLD, NAMED, REPLY = range(3)


def lacks(question: str, place: int) -> bool:
    """Whether the passage at this place lacks what the question asks somebody to have done."""
    terms = PARTNERS.vocabulary.question_terms(tokenize(question))
    return ActionCheck(PARTNERS).lacks(Clause(question, tuple(terms), NOTHING), place)


@pytest.mark.parametrize(
    "question", ["what did toyota sell", "which small trucks did toyota sell?", "when were the toyota trucks sold"]
)
def test_a_passage_that_does_not_name_who_is_asked_about_does_not_say_what_they_did(question: str) -> None:
    assert lacks(question, SOLD)
    assert not lacks(question, NAMED)


@pytest.mark.parametrize(
    "question",
    ["who sold trucks to toyota", "did toyota sell trucks", "what did the president sell", "what did opec sell"],
)
def test_others_than_who_is_asked_about_need_not_be_named(question: str) -> None:
    assert not lacks(question, SOLD)


@pytest.mark.parametrize(
    "question", ["how did ada reply to the strike", "what did ada roth earn", "where did roth study"]
)
def test_a_passage_without_a_word_of_what_a_person_did_does_not_tell_it(question: str) -> None:
    assert lacks(question, REPLY)


@pytest.mark.parametrize(
    "question",
    [
        "how did ada reply to the letter",
        "what is the letter on the desk about",
        "what is roth",
        "when did ada reply to the strike",
        "how did ada replly",
        "what did ada earn for the lettr",
        "why did ada strike",
    ],
)
def test_what_a_passage_has_the_words_of_or_is_asked_so_is_not_lacking(question: str) -> None:
    assert not lacks(question, REPLY)
