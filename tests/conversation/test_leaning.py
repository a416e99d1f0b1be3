"""What leans on what came before is told by its form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article, Name
from bot.conversation.leaning import (
    Correction,
    asks_for_more,
    correction,
    leans,
    named_in,
    people_in,
    speaks_of_somebody,
    with_names,
)
from bot.matching.text import clean
from bot.matching.utterance import Utterance
from tests.conversation.test_small_talk import table
from tests.matching.tiny_article import tiny_article

ANY_TEXT = st.text(st.characters(exclude_categories=()))
NAMES = (
    Name("Ines Roth", "person", "the mayor", ("Roth",), ""),
    Name("Omar Haddad", "person", "the builder", ("Haddad", "Mr. Haddad"), ""),
    Name("Alder Council", "organisation", "", ("the council",), ""),
    Name("New Zealand", "country", "", ("NZ",), ""),
)

MORE = """
more | tell me more | More! | more please | ok, go on | give me more! | continue | keep going | what else
| anything else? | more details | can you tell me more about that | read on | next | what comes next | go on please
| so what else is there
"""
NO_MORE = """
more exports | tell me more about tariffs | why | no | more or less the same price | next week | who else was there |
what else did Roth say
"""
LEANING = """
who is he | what did she say | where was that | when | why | how come | and the US? | which border
| ok but how about them | was he rude about it | what happened to them then | and Haddad?
| which one | what about drugs | is that true
"""
STANDING_ALONE = """
how long did the town need to repair the bridge | who was the mayor of Alder when the bridge was opened to traffic
| where do the citizens of Alder buy tickets for the ferry
"""


@pytest.fixture
def people() -> Article:
    return tiny_article({"a": ["where is the bridge"]}, names=NAMES)


@pytest.mark.parametrize("message", table(MORE))
def test_a_message_that_names_nothing_may_ask_for_more(message: str) -> None:
    assert asks_for_more(Utterance(message))
    assert leans(Utterance(message))


@pytest.mark.parametrize("message", table(NO_MORE))
def test_a_message_that_names_something_does_not_just_ask_for_more(message: str) -> None:
    assert not asks_for_more(Utterance(message))


@pytest.mark.parametrize("message", table(LEANING))
def test_a_pronoun_an_opening_or_a_short_form_leans(message: str) -> None:
    assert leans(Utterance(message))


@pytest.mark.parametrize("message", table(STANDING_ALONE))
def test_a_whole_question_without_a_pronoun_stands_alone(message: str) -> None:
    assert not leans(Utterance(message))


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("no, i meant the treasury one", "the treasury"),
        ("No, I meant the treasury one!", "the treasury"),
        ("nah not the bridge, the ferry", "the ferry"),
        ("sorry, i was asking about the ferry", "the ferry"),
        ("I meant Haddad", "haddad"),
        ("i mean the price part", "the price"),
        ("not him, her", "her"),
        ("the other one", ""),
        ("no the other one", ""),
        ("no, the ferry", "ferry"),
        ("no the one about ferries", "one about ferries"),
        ("nah, what i meant was the price", "the price"),
        ("i said the ferry", "the ferry"),
        ("i'm asking about tolls", "tolls"),
        ("actually i meant Haddad", "haddad"),
        ("no what about my things", "my things"),
        ("i asked when, not where", "when"),
        ("no i want to know who paid", "who paid"),
        ("instead of tolls, prices", "prices"),
        ("that's not what i asked", ""),
        ("no that wasn't my question", ""),
        ("wrong one", ""),
        ("not that one", ""),
        ("another one please", ""),
        ("you misunderstood", ""),
        ("no, how long is it i meant", "how long is it"),
        ("no no, who paid is what i asked", "who paid"),
        ("not the bridge, the tolls i mean", "the tolls"),
        ("lol no i meant the ferry", "the ferry"),
        ("haha ok i meant Haddad", "haddad"),
        ("no the ferry, when does it leave", "ferry, when does it leave"),
        ("wrong one, i meant the tolls", "the tolls"),
        ("not roth the other guy", ""),
        ("not her, the other one, the builder", "the builder"),
    ],
)
def test_a_correction_tells_what_it_means(message: str, meant: str) -> None:
    found = correction(Utterance(message))

    assert found is not None
    assert found.meant == meant


def test_a_correction_tells_what_it_denies_and_whether_it_means_the_other_one() -> None:
    assert correction(Utterance("not Roth, the other one")) == Correction("", denied="roth", other=True)
    assert correction(Utterance("no, not the ferry, i meant the bridge")) == Correction(
        "the bridge", denied="the ferry"
    )


@pytest.mark.parametrize(
    "message", ["can i bring my kid, he is ten", "a friend lost his key", "she's 17", "and hes only 5"]
)
def test_a_pronoun_for_somebody_of_the_askers_own_is_nobody_of_the_article(message: str) -> None:
    assert with_names(Utterance(message), ["Ines Roth"], []) == Utterance(message)


@pytest.mark.parametrize("message", ["is he my friend", "can my key be his", "how old is he"])
def test_a_pronoun_stands_for_who_was_spoken_of_where_nobody_else_is_named_before_it(message: str) -> None:
    assert "Ines Roth" in with_names(Utterance(message), ["Ines Roth"], []).written


@pytest.mark.parametrize(
    "message",
    table(
        "who is the mayor | no | is it open | not really | no way | what did he mean | not yet? | no deal yet "
        "| no the bridge is open | i want to know who paid | that's wrong | is it on the wrong side | no, why did he go"
    ),
)
def test_other_messages_correct_nothing(message: str) -> None:
    assert correction(Utterance(message)) is None


@pytest.mark.parametrize(
    "message", ["who is he", "what did she say", "and them?", "is this guy the mayor", "their role"]
)
def test_a_pronoun_of_a_person_or_of_several_speaks_of_somebody(message: str) -> None:
    assert speaks_of_somebody(Utterance(message))


@pytest.mark.parametrize("message", ["who is in it", "where is it", "the theme", "which countries come up", "sheep"])
def test_other_words_speak_of_nobody(message: str) -> None:
    assert not speaks_of_somebody(Utterance(message))


def test_people_are_found_by_name_and_alias_in_the_order_of_the_text(people: Article) -> None:
    assert people_in("mr haddad told ines roth of the council", people) == ["Omar Haddad", "Ines Roth"]
    assert people_in("rothschild and haddadin", people) == []
    assert named_in("the council met nz and roth", people.names) == ["Alder Council", "New Zealand", "Ines Roth"]


@pytest.mark.parametrize(
    ("message", "read"),
    [
        ("who is he", "who is Ines Roth"),
        ("what did she say about her bridge", "what did Ines Roth say about her bridge"),
        ("is this guy rude", "is Ines Roth rude"),
        ("what does that country want", "what does New Zealand want"),
        ("where is it", "where is it"),
        ("how are they", "how are they"),
    ],
)
def test_who_was_spoken_of_stands_for_the_first_pronoun_alone(message: str, read: str) -> None:
    assert with_names(Utterance(message), ("Ines Roth", "Omar Haddad"), ("New Zealand",)).written == read


def test_without_anybody_spoken_of_a_message_stays_as_it_is() -> None:
    assert with_names(Utterance("Who is HE?"), (), ()).written == "Who is HE?"


def test_a_name_with_a_backslash_is_put_in_as_it_is() -> None:
    assert with_names(Utterance("who is he"), (r"Roth \1 \g<0>",), ()).written == r"who is Roth \1 \g<0>"


@given(ANY_TEXT)
def test_any_text_can_be_read(text: str) -> None:
    found = correction(Utterance(text))

    assert found is None or isinstance(found.meant, str)
    assert not asks_for_more(Utterance(text)) or not text or leans(Utterance(text))
    assert bool(with_names(Utterance(text), ("Ines Roth",), ("New Zealand",)).written) == bool(text)
    assert set(named_in(clean(text), NAMES)) <= {name.name for name in NAMES}
