"""Follow-ups are recognised by their form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article, Name
from bot.conversation.followups.asked_of_shown import BREACHES, EXAMPLES, FOLLOWS
from bot.conversation.followups.corrections import Correction, correction
from bot.conversation.followups.leaning import asks_again, asks_for_more, asks_for_paragraph, leans, named_in, people_in
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


@pytest.mark.parametrize(
    "message",
    table(
        "the whole paragraph | show me the full paragraph please | can i see the paragraph | full quote? | context?"
        " | the rest of the paragraph | full context pls"
    ),
)
def test_the_paragraph_of_what_was_shown_is_asked_for_without_its_number(message: str) -> None:
    assert asks_for_paragraph(Utterance(message))


@pytest.mark.parametrize(
    "message",
    table(
        "say that again | repeat | can you repeat that pls | which paragraph? | what paragraph is that from"
        " | where does it say that | lol what did you say | once more please"
        " | show me the quote again | can i get that again | the last answer again | come again? | what was that again"
    ),
)
def test_what_was_shown_is_asked_for_again(message: str) -> None:
    assert asks_again(Utterance(message))


@pytest.mark.parametrize(
    "message",
    table("paragraph 5 | the last paragraph | repeat offenders | what did she say | again | where is it from"),
)
def test_a_message_that_names_something_asks_for_nothing_that_was_shown(message: str) -> None:
    assert not asks_for_paragraph(Utterance(message))
    assert not asks_again(Utterance(message))


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
    "message",
    table("and then? | and after that | what happens then | then what? | and afterwards | what do i do then"),
)
def test_a_question_for_what_comes_next_needs_no_subject(message: str) -> None:
    assert Utterance(message).is_all(FOLLOWS)


@pytest.mark.parametrize("message", table("like what? | such as | for example? | ok so like who | any examples"))
def test_examples_of_what_was_shown_are_asked_for_without_a_subject(message: str) -> None:
    assert Utterance(message).is_all(EXAMPLES)


@pytest.mark.parametrize("message", table("like what he said | examples of tariffs | i like it | such a pity"))
def test_a_message_with_a_subject_asks_not_only_for_examples(message: str) -> None:
    assert not Utterance(message).is_all(EXAMPLES)


@pytest.mark.parametrize(
    "message",
    table("what happens then to my card | after the trial? | then why | is it open then | next | at lunch"),
)
def test_a_question_with_a_subject_asks_not_only_what_follows(message: str) -> None:
    assert not Utterance(message).is_all(FOLLOWS)


@pytest.mark.parametrize(
    "message",
    table(
        "what happens to him then | what can happen to me if i do it | what happens if i do it anyway"
        " | what if they do that | and if he does it again? | what do they get for that | so whats the punishment"
    ),
)
def test_a_question_for_the_consequence_of_what_was_shown_needs_no_subject(message: str) -> None:
    assert Utterance(message).is_all(BREACHES)


@pytest.mark.parametrize(
    "message", table("what happens to my key | what if i do nothing | what do i get | and if it rains")
)
def test_a_question_with_a_subject_asks_not_only_what_becomes_of_somebody(message: str) -> None:
    assert not Utterance(message).is_all(BREACHES)


@pytest.mark.parametrize(
    "message",
    table(
        "who is the mayor | no | is it open | not really | no way | what did he mean | not yet? | no deal yet "
        "| no the bridge is open | i want to know who paid | that's wrong | is it on the wrong side | no, why did he go"
    ),
)
def test_other_messages_correct_nothing(message: str) -> None:
    assert correction(Utterance(message)) is None


def test_people_are_found_by_name_and_alias_in_the_order_of_the_text(people: Article) -> None:
    assert people_in("mr haddad told ines roth of the council", people) == ["Omar Haddad", "Ines Roth"]
    assert people_in("rothschild and haddadin", people) == []
    assert named_in("the council met nz and roth", people.names) == ["Alder Council", "New Zealand", "Ines Roth"]


@given(ANY_TEXT)
def test_any_text_can_be_read(text: str) -> None:
    found = correction(Utterance(text))

    assert found is None or isinstance(found.meant, str)
    assert not asks_for_more(Utterance(text)) or not text or leans(Utterance(text))
    assert set(named_in(clean(text), NAMES)) <= {name.name for name in NAMES}
