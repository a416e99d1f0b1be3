"""A bare noun does not tell which one is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.nearby.which_one import asked_which, names_which, tells_which
from bot.matching.utterance import Utterance


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("which charity", "charity"),
        ("and which charity is it then?", "charity"),
        ("ok, which drugs tho", "drugs"),
        ("which cats sleep there", ""),
        ("what charity", ""),
        ("which", ""),
    ],
)
def test_the_noun_of_a_short_which_question_is_found(text: str, noun: str) -> None:
    assert asked_which(Utterance(text).bare) == noun


@pytest.mark.parametrize(
    ("quote", "noun"),
    [
        ("It crosses the southern U.S. border.", "border"),
        ("Partners such as Japan and China.", "partners"),
        ("Write to the head of the charity in Alder.", "charities"),
        ("Staffed hours are from four to six.", "hours"),
        ("First aid is in room 104.", "room"),
        ("The laser cutter and the lathe need a course.", "machines"),
    ],
)
def test_a_noun_with_another_word_or_none_at_all_may_tell_which(quote: str, noun: str) -> None:
    assert tells_which(quote, noun)


@pytest.mark.parametrize(
    ("quote", "noun"),
    [
        ("It is given to charity after six weeks.", "charity"),
        ("Our insurance covers injury.", "insurance"),
        ("They are not linked to global drug trafficking.", "drugs"),
        ("The traders' hall opens at ten.", "traders"),
    ],
)
def test_a_noun_alone_or_before_another_tells_not_which(quote: str, noun: str) -> None:
    assert not tells_which(quote, noun)


@pytest.mark.parametrize(
    ("quote", "noun"),
    [
        ("It crosses the southern U.S. border.", "border"),
        ("Long-standing allies and trading partners such as Japan agreed.", "allies"),
        ("Bring tools, including a file.", "tool"),
    ],
)
def test_a_noun_is_named_by_a_name_before_it_or_by_examples(quote: str, noun: str) -> None:
    assert names_which(quote, noun)


@pytest.mark.parametrize(
    ("quote", "noun"),
    [
        ("It protects domestic industries.", "industries"),
        ("The names were added. Their names stand on the wall.", "names"),
        ("Norland has a border.", "river"),
    ],
)
def test_a_noun_is_not_named_by_any_word_before_it(quote: str, noun: str) -> None:
    assert not names_which(quote, noun)


@given(st.text(st.characters(exclude_categories=())), st.text(max_size=20))
def test_any_quote_tells_or_does_not(quote: str, noun: str) -> None:
    assert tells_which(quote, noun) in (True, False)
    assert asked_which(quote) in quote
