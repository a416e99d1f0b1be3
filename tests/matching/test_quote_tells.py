"""What a quote tells to a short question."""

from __future__ import annotations

import pytest

from bot.matching.nearby.quote_tells import (
    FORBIDS,
    LISTS_EXAMPLES,
    has,
    people_of,
    tells,
    tells_count,
    tells_measure,
)
from bot.matching.question import read_question
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Vocabulary
from bot.matching.wants import Want


@pytest.mark.parametrize(
    ("quote", "is_list"),
    [("Fields such as energy.", True), ("These include energy.", True), ("They like energy.", False)],
)
def test_a_quote_gives_examples_where_it_says_so(quote: str, is_list: bool) -> None:
    assert has(LISTS_EXAMPLES, quote) is is_list


@pytest.mark.parametrize(
    "quote",
    [
        "Insults are not tolerated.",
        "Never lend your card.",
        "You must not leave it.",
        "Nobody may use it alone.",
        "Rule 2: no politics.",
    ],
)
def test_a_quote_may_forbid_something(quote: str) -> None:
    assert has(FORBIDS, quote)


@pytest.mark.parametrize("quote", ["It was closed, no deal has been announced.", "Cats may sleep.", "It is not known."])
def test_other_quotes_forbid_nothing(quote: str) -> None:
    assert not has(FORBIDS, quote)


@pytest.mark.parametrize(
    ("quote", "people"),
    [
        ("You may bring up to two guests.", "guests"),
        ("Those aged 12 to 17 may come with a parent.", ""),
        ("It works for the whole day.", ""),
    ],
)
def test_people_are_called_by_a_word_for_their_kind_and_not_for_who_is_beside_them(quote: str, people: str) -> None:
    assert people_of(quote) == people


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("It costs 3 pounds.", Want.COST | Want.NUMBER),
        ("It is free.", Want.COST),
        ("It cost 86 million guilders.", Want.COST | Want.NUMBER | Want.COUNT),
        ("Write 14 days before the next payment.", Want(0)),
        ("It takes 90 minutes.", Want(0)),
    ],
)
def test_only_amounts_tell_how_much(quote: str, told: Want) -> None:
    assert tells(quote) & (Want.COST | Want.NUMBER | Want.COUNT) == told


@pytest.mark.parametrize(
    ("message", "quote"),
    [
        ("from what time", "Fires are allowed after 16:00."),
        ("and until what time is it", "The session is from 10:00 to 12:00."),
    ],
)
def test_a_bare_question_for_an_hour_is_told_by_a_quote_that_has_it(
    cats_vocabulary: Vocabulary, message: str, quote: str
) -> None:
    question = read_question(Utterance(message), cats_vocabulary)

    assert tells_measure(question, quote)
    assert not tells_measure(question, "The shed is green.")


def test_a_bare_how_much_is_told_by_a_sum_and_not_by_a_count(cats_vocabulary: Vocabulary) -> None:
    question = read_question(Utterance("and how much?"), cats_vocabulary)

    assert tells_measure(question, "Of 52 bookings, 40 were cancelled for 3 pounds.")
    assert not tells_measure(question, "Of 52 bookings, 40 were cancelled.")


@pytest.mark.parametrize(
    ("quote", "is_count"),
    [
        ("The 140 small trial holes were dug.", True),
        ("The twelve holes are deep.", True),
        ("Of 1,900 holes most are deep.", True),
        ("It has 52 on the list of holes.", False),
        ("In 1934 holes were dug.", False),
        ("The A4 holes are deep.", False),
        ("The 12th hole is deep.", False),
    ],
)
def test_a_number_before_a_noun_counts_it_and_a_year_a_name_or_an_ordinal_does_not(
    cats_vocabulary: Vocabulary, quote: str, is_count: bool
) -> None:
    question = read_question(Utterance("how many holes?"), cats_vocabulary)

    assert tells_count(question, quote) is is_count
