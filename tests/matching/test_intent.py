"""What kind of answer a message wants, read off its form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.intent import (
    Want,
    asks_for_more,
    asks_something,
    is_bare_keyword,
    is_follow_up,
    paragraph_asked_for,
    provides,
    wants,
    without_paragraph,
)


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("paragraph 9", 9),
        ("Paragraph 9?", 9),
        ("what does paragraph 9 say", 9),
        ("read me paragraph nine please", 9),
        ("paragraph number 9", 9),
        ("para 9", 9),
        ("the ninth paragraph", 9),
        ("the 9th paragraph", 9),
        ("what is in the 1st paragraph", 1),
        ("the 22nd paragraph", 22),
        ("third para", 3),
        ("¶ 9", 9),
        ("¶9", 9),
        ("PARAGRAPH NINETEEN", 19),
        ("the paragraph about drugs, paragraph 11", 11),
    ],
)
def test_a_paragraph_is_named_by_number_ordinal_or_sign(message: str, number: int) -> None:
    assert paragraph_asked_for(message) == number


@pytest.mark.parametrize(
    "message",
    [
        "",
        "the paragraph about narcotics",
        "how many paragraphs are there",
        "summarize it in one paragraph",
        "explain this in a paragraph or two",
        "paragraph zero",
        "9",
        "nine",
        "the ninth meeting",
        "parachute 9",
        "paragraph 2025",
    ],
)
def test_what_names_no_paragraph_asks_for_none(message: str) -> None:
    assert paragraph_asked_for(message) is None


@pytest.mark.parametrize(
    "message", ["paragraph 9 shackled", "shackled paragraph 9", "shackled ¶ 9", "shackled ninth paragraph"]
)
def test_the_words_that_name_the_paragraph_can_be_taken_out(message: str) -> None:
    assert without_paragraph(message).split() == ["shackled"]


@pytest.mark.parametrize(
    "message",
    [
        "how many people were deported",
        "How much money is it?",
        "how old is Landau",
        "what percentage do they charge",
        "the number of flights",
        "value of the exports",
    ],
)
def test_a_question_for_a_figure_wants_a_number(message: str) -> None:
    assert wants(message) == {Want.NUMBER}


@pytest.mark.parametrize(
    "message",
    ["when did they meet", "so when did they meet?", "What day was it", "which year", "how soon will it be signed"],
)
def test_a_question_for_a_time_wants_a_date(message: str) -> None:
    assert wants(message) == {Want.DATE}


@pytest.mark.parametrize(
    "message",
    [
        "who is Tammy Bruce",
        "how did the talks go",
        "how much of it is about trade",
        "what happens to exporters when tariffs fall",
        "since when do they cooperate",
        "tariffs",
        "",
    ],
)
def test_other_questions_want_neither(message: str) -> None:
    assert wants(message) == frozenset()


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("It grew over the past two decades.", {Want.NUMBER, Want.DATE}),
        ("They met in Washington on Wednesday.", {Want.DATE}),
        ("Earlier this month he traveled to Washington.", {Want.DATE}),
        ("In 2024 they met 12 times.", {Want.NUMBER, Want.DATE}),
        ("The meetings were constructive.", set[Want]()),
    ],
)
def test_a_text_provides_the_numbers_and_dates_that_it_holds(text: str, held: set[Want]) -> None:
    assert provides(text) == held


@pytest.mark.parametrize(
    "message", ["tariffs?", "who is Bruce", "hey what did they say", "is there a deal", "didn't they meet", "whos modi"]
)
def test_a_question_mark_or_an_opening_question_word_asks_something(message: str) -> None:
    assert asks_something(message)


@pytest.mark.parametrize("message", ["", "tariffs", "they met in Washington", "I know who he is", "lol", "👍"])
def test_a_statement_asks_nothing(message: str) -> None:
    assert not asks_something(message)


@pytest.mark.parametrize("message", ["tariffs", "military planes", "Tammy Bruce", "fair reciprocal market access"])
def test_a_few_words_of_subject_are_a_bare_keyword(message: str) -> None:
    assert is_bare_keyword(message)


@pytest.mark.parametrize(
    "message", ["", "👍", "lol", "they met", "tariffs are bad", "thanks friend", "trade deal talks growth security"]
)
def test_grammar_chat_and_many_words_are_no_bare_keyword(message: str) -> None:
    assert not is_bare_keyword(message)


@pytest.mark.parametrize(
    "message", ["and India?", "what about drugs", "why", "ok but how about China", "who said that?", "tell me more"]
)
def test_a_message_that_leans_on_the_last_one_is_a_follow_up(message: str) -> None:
    assert is_follow_up(message)


@pytest.mark.parametrize("message", ["tell me more", "More", "more please", "ok, go on", "give me more!", "continue"])
def test_a_message_that_names_nothing_may_ask_for_more(message: str) -> None:
    assert asks_for_more(message)
    assert is_follow_up(message)


@pytest.mark.parametrize("message", ["", "more exports", "tell me more about tariffs", "no more", "what more", "why"])
def test_a_message_that_names_something_does_not_just_ask_for_more(message: str) -> None:
    assert not asks_for_more(message)


@pytest.mark.parametrize("message", ["", "who is Tammy Bruce", "tariffs", "is there a deal", "more exports"])
def test_a_message_that_stands_alone_is_no_follow_up(message: str) -> None:
    assert not is_follow_up(message)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_read(text: str) -> None:
    number = paragraph_asked_for(text)

    assert number is None or 0 < number < 1000
    assert wants(text) <= set(Want)
    assert not (is_bare_keyword(text) and not text.strip())
    assert "?" not in text or asks_something(text)
