"""Whether a passage specifies the thing in a question."""

from __future__ import annotations

import pytest

from bot.article.model import Passage
from bot.matching.checks.specifying import SpecificationCheck
from bot.matching.question import Clause
from bot.matching.wants import NOTHING


def lacks(question: str, quote: str, *asks: str) -> bool:
    """Whether a passage with this quote and these asks lacks what a question asks to specify."""
    return SpecificationCheck([Passage("id", "section", quote, 1, "", (), asks)]).lacks(
        Clause(question, (), NOTHING), 0
    )


HURT = "Two sailors were hurt and are in hospital."
CHOIR = "The choir sang with its four helpers, and a firm cleaned the hall for them."


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("which hospital are the sailors in", HURT),
        ("ok so in which hospital are they?", HURT),
        ("we were there. which hospital is it?", HURT),
        ("what kind of soup did they bring", "They waited with blankets and soup."),
        ("what brand is the piano", "There is a piano, and it is loud."),
        ("what song did the choir sing", CHOIR),
        ("which firm cleans the hall", CHOIR),
        ("what is the name of the firm that cleans the hall", CHOIR),
        ("what are the names of the helpers", CHOIR),
        ("what is the firm called", CHOIR),
        ("who are the four helpers?", CHOIR),
        ("who the four helpers?", CHOIR),
        ("what the firm called", CHOIR),
        ("what are the three attempts", "It took us three attempts."),
        ("which of the 46 towns is the largest", "They were lodged in 46 towns."),
        ("which university group trained the model", "The model was trained by a university group."),
        ("which school does ada teach at", "It is led by Ada, a primary school teacher."),
        ("which party does ada lead", "Ada leads the opposition."),
        ("what brand of seed does the shop sell", "The shop in the hut sells seed, compost and netting."),
        ("what are the names of the crew", "It sank with the loss of its crew of five."),
        ("what are the names of the four people", "Four people were lost, and a stone bears their names."),
        ("what are the names of the three independents", "All were against, three independents and Doris Pike."),
        ("who are the four helpers", "Quillon or one of four helpers looks at it."),
        ("what are the 22 faults", "They reported 812 faults; 790 of them are mended."),
        ("which city airport is it", "All of the city is glad of it."),
    ],
)
def test_a_mention_of_a_thing_does_not_specify_it(question: str, quote: str) -> None:
    assert lacks(question, quote)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("which hospital are the sailors in", "The sailors are in the hospital of Eastfield."),
        ("which hospital are the sailors in", "The sailors are in Eastfield hospital."),
        ("which hospital are the sailors in", "Whoever is in hospital in Eastfield may be visited."),
        ("what kind of soup did they bring", "They waited with pea soup."),
        ("what is the boat called", "They bought a boat, now called the Heron."),
        ("who are the four helpers", "It has four helpers (both cooks and their wives)."),
        ("which sectors are open", "Sectors such as insurance are open."),
        ("which label has the easy tasks", "Newcomers find easy tasks under the label “first-steps”."),
        ("which line goes to the harbour", "Line 4 goes to the harbour."),
        ("name some luxury sedans", "Sales of Ada, Roth and other luxury sedans rose."),
        ("which concerns were raised", "They raised concerns about smuggling."),
    ],
)
def test_further_words_about_a_noun_in_a_quote_specify_it(question: str, quote: str) -> None:
    assert not lacks(question, quote)


def test_a_passage_whose_asks_ask_which_one_does_not_lack_it() -> None:
    assert not lacks("which hospital are the sailors in", HURT, "which hospital did they go to")


def test_an_ask_for_what_they_do_does_not_ask_for_their_names() -> None:
    assert lacks("what are the names of the helpers", CHOIR, "what did the helpers sing")
    assert not lacks("what are the names of the helpers", CHOIR, "who are the helpers")


@pytest.mark.parametrize(
    "question",
    [
        "are the sailors in hospital",
        "what happened to the sailors",
        "what put the sailors in hospital",
        "on which day were the sailors hurt",
        "which",
        "the ship on which the sailors were hurt",
    ],
)
def test_a_question_that_does_not_ask_which_one_lacks_nothing(question: str) -> None:
    assert not lacks(question, HURT)


@pytest.mark.parametrize(
    ("quote", "asks"),
    [
        ("They bring pea and leek.", ()),
        ("They bring Minestrone.", ()),
        ("They were left by the US.", ()),
        ("They bring it all.", ("who cooks the soups",)),
    ],
)
def test_a_thing_may_be_told_by_a_list_or_a_name_or_be_what_others_ask_about(quote: str, asks: tuple[str, ...]) -> None:
    assert not lacks("which soups are theirs", quote, *asks)


def test_what_may_be_misspelt_may_be_told_in_any_words() -> None:
    assert not lacks("which souops do they take", "They bring it all.")


@pytest.mark.parametrize(
    "question", ["which mower do they use", "which law restricts them", "what brand of seed is it", "who is the guide"]
)
def test_a_passage_without_a_word_a_list_or_a_name_for_a_thing_does_not_say_which_one_it_is(question: str) -> None:
    assert lacks(question, "They bring it all.")
