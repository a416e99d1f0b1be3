"""Questions for what somebody said, and quotes that report it."""

from __future__ import annotations

import pytest

from bot.conversation.followups.speakers import VIEW, WHAT_SAID, saying_of
from bot.matching.text import clean
from bot.matching.utterance import Utterance


@pytest.mark.parametrize(
    ("message", "who"),
    [
        ("what did he say", "he"),
        ("ok and Roth, what did he say about that?", "he"),
        ("what does the mayor think of it", "the mayor"),
        ("and what did the mayor make of that", "the mayor"),
        ("what did she tell them exactly", "she"),
        ("What else did Roth have to say", "roth"),
    ],
)
def test_a_question_for_what_somebody_said_names_them_and_nothing_besides(message: str, who: str) -> None:
    found = WHAT_SAID.fullmatch(Utterance(message).bare)

    assert found is not None
    assert found["who"] == who


@pytest.mark.parametrize(
    "message", ["what did she say about council tax", "who said that", "did he say anything", "what does he make"]
)
def test_a_question_with_a_subject_of_its_own_asks_for_more_than_what_was_said(message: str) -> None:
    assert WHAT_SAID.fullmatch(Utterance(message).bare) is None


@pytest.mark.parametrize(
    ("message", "who"),
    [
        ("and Roth's view?", "roth"),
        ("his opinion on that", "his"),
        ("what was the mayor's reaction", "the mayor"),
        ("in her own words", "her"),
        ("the view from Roth's house", ""),
        ("what did Roth say", ""),
    ],
)
def test_somebodys_view_is_asked_for_in_a_noun_and_nothing_besides(message: str, who: str) -> None:
    found = VIEW.fullmatch(Utterance(message).bare)

    assert (found["who"] if found is not None else "") == who


@pytest.mark.parametrize(
    "quote",
    [
        "Roth defended the plan.",
        "“We are glad,” said the mayor, Anna Roth.",
        "Neither Roth nor Bell provided direct comments on it.",
        "The owner, Anna Roth, has not sold. “I live here,” she said.",
        "According to the mayor, Anna Roth, it was late.",
    ],
)
def test_a_quote_tells_what_somebody_said_by_a_verb_of_theirs(quote: str) -> None:
    assert saying_of(["Anna Roth", "Roth"]).search(clean(quote))


@pytest.mark.parametrize("quote", ["Bell met Roth in May.", "From worries about Roth to new roads, much has changed."])
def test_a_quote_that_only_names_somebody_does_not_tell_what_they_said(quote: str) -> None:
    assert not saying_of(["Anna Roth", "Roth"]).search(clean(quote))


@pytest.mark.parametrize("quote", ["The mayor of Alder said so.", "It is late, said the head of Alder."])
def test_a_person_from_a_country_does_not_speak_for_it(quote: str) -> None:
    assert saying_of(["mayor", "head"]).search(clean(quote))
    assert not saying_of(["Alder"]).search(clean(quote))


def test_opinions_are_reported_with_other_verbs_than_statements() -> None:
    quote = clean("A report by Roth told of low walls.")

    assert saying_of(["Roth"]).search(quote)
    assert not saying_of(["Roth"], thinks=True).search(quote)
