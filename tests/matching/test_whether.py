"""Whether a passage has a word of what a question asks to be so."""

from __future__ import annotations

import pytest

from bot.matching.checks.whether import WhetherCheck
from bot.matching.compiled import compile_article
from bot.matching.question import Clause
from bot.matching.text import clean, tokenize
from bot.matching.wants import NOTHING
from tests.matching.tiny_article import tiny_article

GARDEN = compile_article(
    tiny_article(
        {
            "hens": ["how many hens may I keep on my plot", "are ducks allowed"],
            "call": ["when is the call", "does the call cost anything"],
            "short": ["how long is the path"],
        },
        quotes={
            "hens": "You may keep up to six hens on your plot.",
            "call": "On Thursdays there is a voice call of an hour, open to all, at 2 euros.",
            "short": "The path is long.",
        },
    )
)
HENS, CALL, SHORT = range(3)


def lacks(question: str, place: int = HENS) -> bool:
    """Whether the passage at this place has no word of what the question asks to be so."""
    terms = tuple(GARDEN.vocabulary.question_terms(tokenize(question)))
    return WhetherCheck(GARDEN).lacks(Clause(clean(question), terms, NOTHING), place)


@pytest.mark.parametrize(
    "question",
    [
        "are cats allowed on the plot",
        "so are cats allowed near the hens?",
        "Is a cat ok on my plot?",
        "are cats on the plot permitted",
        "are big cats forbidden on the plots",
    ],
)
def test_a_passage_without_a_word_of_a_thing_does_not_say_whether_it_is_allowed(question: str) -> None:
    assert lacks(question)


@pytest.mark.parametrize(
    "question",
    [
        "are hens allowed",
        "are ducks allowed on the plot",
        "is it ok to keep hens with cats",
        "how many cats may I keep on the plot",
        "who is allowed to keep hens",
    ],
)
def test_what_a_passage_has_a_word_of_or_no_thing_is_allowed_or_not(question: str) -> None:
    assert not lacks(question)


@pytest.mark.parametrize(
    "question",
    [
        "is the call recorded",
        "so is the voice call recorded?",
        "will the call be recorded",
        "are calls open to visitors",
    ],
)
def test_a_passage_that_names_a_thing_says_of_it_what_it_has_words_of(question: str) -> None:
    assert lacks(question, CALL)


@pytest.mark.parametrize(
    "question",
    [
        "is the call open to all",
        "does the call get recorded",
        "is the conference recorded",
        "can I record it",
        "why is the call recorded",
        "is the call rekorded",
        "is the call by voise recorded",
        "is the call free",
    ],
)
def test_who_uses_other_words_or_asks_as_others_do_may_mean_what_the_passage_says(question: str) -> None:
    assert not lacks(question, CALL)


def test_what_a_short_quote_is_about_its_asks_tell() -> None:
    assert not lacks("is the path wet", SHORT)


def test_a_passage_without_a_word_of_another_thing_does_not_say_that_it_is_so_of_that_too() -> None:
    assert lacks("does the call have captions too", CALL)
    assert lacks("can we talk in the chat as well?", CALL)
    assert not lacks("can I call for an hour too", CALL)
