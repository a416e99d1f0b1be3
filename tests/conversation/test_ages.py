"""The age in a message, and the ages that a text is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.followups.ages import OLDEST, ages_of, asks_of_age, told_age
from bot.matching.utterance import Utterance


@pytest.mark.parametrize(
    ("message", "age"),
    [
        ("what about when he's 13", 13),
        ("my kid's 10, can he come", 10),
        ("and their sister, who is ten?", 10),
        ("and my 10yo?", 10),
        ("what if im 17", 17),
        ("She's a nine-year-old", 9),
        ("they're 9 and 12", 9),
        ("is she 40?", None),
        ("is it 10 pm", None),
        ("i'm 5 minutes late", None),
        ("can i bring 2 guests", None),
        ("he is in room 9?", None),
        ("can i 3d print", None),
    ],
)
def test_an_age_is_told_of_somebody_and_of_nothing_else(message: str, age: int | None) -> None:
    assert told_age(Utterance(message).line) == age


@pytest.mark.parametrize(
    ("message", "is_alone"),
    [
        ("what if im 17", True),
        ("sorry, my other one, he's 14", True),
        ("and my brother whos 14?", True),
        ("i'm 15, do you sell coffee?", False),
        ("my son is 15 and where can i park", False),
        ("can my lil bro come hes 14", True),
    ],
)
def test_an_age_is_asked_of_or_stands_beside_another_question(message: str, is_alone: bool) -> None:
    assert asks_of_age(Utterance(message).line) is is_alone


@pytest.mark.parametrize(
    ("quote", "lowest", "highest"),
    [
        ("Those aged 12 to 17 may come.", 12, 17),
        ("The group for 9 to 15 year olds meets.", 9, 15),
        ("Children under 12 stay below.", 0, 11),
        ("Under-16s pay half.", 0, 15),
        ("People over 65 pay less.", 66, OLDEST),
        ("Anyone of 18 or over may join.", 18, OLDEST),
        ("You may apply up to the age of 30.", 0, 30),
        ("It is open to everyone from 13 years, and free.", 13, OLDEST),
    ],
)
def test_a_quote_speaks_of_ages(quote: str, lowest: int, highest: int) -> None:
    assert ages_of(quote) == [range(lowest, highest + 1)]


@pytest.mark.parametrize(
    "quote",
    [
        "It is open from 10:00 to 12:30.",
        "It costs under 20 pounds and takes over 12 minutes.",
        "It has fallen under 60 per cent.",
        "The crisis of 1973 began.",
    ],
)
def test_times_money_and_measures_are_no_ages(quote: str) -> None:
    assert not ages_of(quote)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_tells_an_age_or_none(text: str) -> None:
    age = told_age(Utterance(text).line)

    assert age is None or 0 <= age < 100
    assert all(isinstance(ages, range) for ages in ages_of(text))


@pytest.mark.parametrize("message", ["they are 9 and 14", "mine are 9, 12"])
def test_several_ages_ask_only_about_these_ages(message: str) -> None:
    assert asks_of_age(message)
