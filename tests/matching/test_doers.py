"""Whether a passage has anybody who could have done what a question asks for."""

from __future__ import annotations

import pytest

from bot.article.model import Passage
from bot.matching.checks.doers import DoerCheck
from bot.matching.question import Clause
from bot.matching.wants import NOTHING


def lacks(question: str, quote: str, *asks: str) -> bool:
    """Whether a passage with this quote and these asks lacks whoever a question asks for."""
    return DoerCheck([Passage("id", "section", quote, 1, "", (), asks)]).lacks(Clause(question, (), NOTHING), 0)


INSPECTED = "Plots are inspected in May, and a note comes in June."
LOGO = "The logo may be used on websites with a written permission."


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("who inspects the plots", INSPECTED),
        ("ok so who inspects the plots in may?", INSPECTED),
        ("there is a note. who inspects the plots?", INSPECTED),
        ("who designed the logo", LOGO),
        ("who hosts the server", "Translations are made on our server and not by mail."),
        ("who changes the code in march", "The code of the gate changes in March every year."),
        ("who won the race in eastfield", "The race was held in Eastfield in spite of the rain."),
        ("who collects the money", "Tea is bought from the money that everyone pays."),
    ],
)
def test_that_something_is_done_does_not_say_who_does_it(question: str, quote: str) -> None:
    assert lacks(question, quote)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("who inspects the plots", "In May the committee inspects the plots."),
        ("who designed the logo", "The logo is by our trainees."),
        ("who hosts the server", "Fenline lends us the server."),
        ("who decides", "The last word has the duty volunteer."),
        ("who may come", "Anyone may come."),
        ("who do i write to about it", "Write to hello@fenline.example."),
    ],
)
def test_a_name_a_person_or_a_group_may_be_who_it_is(question: str, quote: str) -> None:
    assert not lacks(question, quote)


def test_who_speaks_as_the_quote_does_has_other_words_for_what_it_does_not_tell() -> None:
    quote = "Ada Roth, of the group Wexborough Limes, asks for shade on Hospital Green."

    assert lacks("who leads the group wexborough limes", quote)
    assert not lacks("who leads the group wexborough limes", quote, "who is the leader of the limes")
    assert not lacks("who heads that club", quote)
    assert not lacks("who can i bother about the group wexborough limes", quote)


def test_a_passage_that_is_asked_so_does_not_lack_it() -> None:
    assert not lacks("who inspects the plots", INSPECTED, "who does inspect them")


@pytest.mark.parametrize(
    "question", ["are the plots inspected", "what happened to those who inspect them", "who is ada", "who the chair"]
)
def test_who_does_not_ask_for_a_doer_lacks_nothing(question: str) -> None:
    assert not lacks(question, "It is all over.")
