"""Whether a message asks something, and about which paragraph, judged by its form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.intent import LAST, asks_something, is_look_up, named_paragraph
from bot.matching.text import clean


@pytest.mark.parametrize(
    ("message", "number"),
    [
        ("paragraph 9", 9),
        ("Paragraph 9?", 9),
        ("what does paragraph 9 say", 9),
        ("read me paragraph nine please", 9),
        ("paragraph number 9", 9),
        ("paragraph no. 9", 9),
        ("paragraph #9", 9),
        ("para 9", 9),
        ("the ninth paragraph", 9),
        ("the 9th paragraph", 9),
        ("what is in the 1st paragraph", 1),
        ("the 22nd paragraph", 22),
        ("third para", 3),
        ("¶ 9", 9),
        ("¶9", 9),
        ("show me the last paragraph", LAST),
        ("PARAGRAPH NINETEEN", 19),
        ("the paragraph about drugs, paragraph 11", 11),
    ],
)
def test_a_paragraph_is_named_by_number_ordinal_or_sign(message: str, number: int) -> None:
    assert (named_paragraph(clean(message)) or (None,))[0] == number


@pytest.mark.parametrize(
    "message",
    [
        "",
        "the paragraph about narcotics",
        "how many paragraphs are there",
        "summarize it in one paragraph",
        "explain this in a paragraph or two",
        "paragraph zero",
        "paragraph 0",
        "9",
        "nine",
        "the ninth meeting",
        "parachute 9",
        "paragraph 2025",
    ],
)
def test_a_text_without_a_paragraph_number_names_none(message: str) -> None:
    assert named_paragraph(clean(message)) is None


@pytest.mark.parametrize(
    "message", ["paragraph 9 shackled", "shackled paragraph 9", "shackled ¶ 9", "shackled ninth paragraph"]
)
def test_the_words_that_name_the_paragraph_can_be_taken_out(message: str) -> None:
    _, rest = named_paragraph(clean(message)) or (0, "")
    assert rest.split() == ["shackled"]


def test_only_the_words_that_name_the_paragraph_are_taken_out() -> None:
    assert named_paragraph("what does the paragraph say in paragraph 3") == (3, "what does the paragraph say in  ")


@pytest.mark.parametrize(
    "message",
    [
        "tariffs?",
        "who is Bruce",
        "what a shelf costs",
        "don't they meet",
        "don't people mind",
        "hey what did they say",
        "is there a deal",
        "didn't they meet",
        "whos modi",
        "ok so can someone explain this",
        "tell me who he is",
        "explain the deal",
        "discuss the trade vision",
        "Enumerate the officials whom he met.",
        "please trace the evolution of the relations",
        "pls describe the tower",
        "list the names",
        "i wonder who he is",
        "anyone know the price",
        "do you know the mayor",
        "no idea who he is",
        "i'd like to know the price",
        "my question is about cats",
        "at what time do they meet",
        "may i bring a friend",
        "ok so must members book",
        "shall we wait outside",
        "for how long is it closed",
        "on which days may i come",
        "lost my badge what do i do",
        "i slept in, when does it start again",
        "the window is broken what now",
        "my cat is old is that a problem",
        "i only have 2 is that ok",
    ],
)
def test_a_question_or_a_request_to_be_told_asks_something(message: str) -> None:
    assert asks_something(clean(message))


@pytest.mark.parametrize(
    "message",
    [
        "",
        "tariffs",
        "they met in Washington",
        "I know who he is",
        "no explanation was given",
        "the list is long",
        "thanks for telling me",
        "nobody at the desk could tell me much",
        "they did not tell me",
        "my readers will want to know",
        "i like to show off",
        "in which case i agree",
        "the best part is that it is allowed",
        "all of this is ok",
        "to whom it may concern",
        "at noon what they said was forgotten",
        "lol",
        "👍",
        "that did not answer my question",
        "may the force be with you",
        "must be nice",
        "may 5 works for me",
        "may he rest in peace",
        "i know what they do there",
        "that is how the others do it",
        "the castle is what now stands there",
        "don't be late",
        "don't mention it",
        "that's odd, can't be true",
        "what a surprise",
    ],
)
def test_a_statement_asks_nothing(message: str) -> None:
    assert not asks_something(clean(message))


@pytest.mark.parametrize(
    "message",
    [
        "summarize the part about clean energy",
        "Summarise it",
        "quote the passage on drugs",
        "tell me about tariffs",
        "what about drugs",
        "please show me the bit about cats",
        "hey bot, look up cats",
        "can you explain the deal",
        "the part about cats",
        "which section about cats",
        "what does it say about cats",
        "what does the article say on cats",
        "anything about cats",
    ],
)
def test_a_command_to_show_what_there_is_about_some_words_looks_them_up(message: str) -> None:
    assert is_look_up(clean(message))


@pytest.mark.parametrize(
    "message",
    [
        "",
        "who is Bruce",
        "tariffs",
        "they quote a lot",
        "when did they meet",
        "what does the mayor say",
        "will read later",
    ],
)
def test_other_messages_look_nothing_up(message: str) -> None:
    assert not is_look_up(clean(message))


@pytest.mark.parametrize("message", ["have a great day all", "so i have to go", "will do, see you", "can not wait"])
def test_a_wish_or_a_word_of_the_writers_own_asks_nothing(message: str) -> None:
    assert not asks_something(clean(message))


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("bot is kinda slow today", False),
        ("ok bro was cooking", False),
        ("everyone was optimistic", False),
        ("dude is it open", True),
        ("guys are the doors open", True),
        ("is everyone ok", True),
    ],
)
def test_a_form_of_address_may_be_the_subject_of_a_statement(message: str, asks: bool) -> None:
    assert asks_something(clean(message)) is asks


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_read(text: str) -> None:
    cleaned = clean(text)
    named = named_paragraph(cleaned)

    assert named is None or 0 < named[0] < 1000
    assert "?" not in cleaned or asks_something(cleaned)
