"""A question whether the article mentions something is about that, and nothing else."""

from __future__ import annotations

import pytest

from bot.matching.english.chat import written_out
from bot.matching.english.mentions import asked_mention
from bot.matching.matcher import Matcher
from bot.matching.outcomes import candidates_of
from bot.matching.text import clean, plain

FORMS = [
    "does it mention {x}",
    "so does the article even mention {x} anywhere?",
    "does the text say anything at all about {x}?",
    "did the author write anything on {x}",
    "does the handbook cover {x}?",
    "is {x} mentioned in this",
    "was {x} ever mentioned?",
    "are {x} discussed in the article",
    "any mention of {x}?",
    "is there anything in there about {x}",
    "anything in the story on {x}",
    "where does it mention {x}",
    "where is {x} mentioned?",
    "which paragraph talks about {x}",
    "does {x} come up anywhere",
    "did {x} come up?",
    "does {x} get a mention in the article?",
    "is {x} in there somewhere",
    "is {x} anywhere in here?",
    "are {x} even part of the text",
    "show me the page on {x}",
    "can you open the section about {x}",
    "what page is about {x}",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("subject", ["whales", "the price of bread"])
def test_whether_something_is_mentioned_asks_about_it(form: str, subject: str) -> None:
    message = form.format(x=subject)

    assert asked_mention(clean(message)) == subject
    assert written_out(plain(message)).strip(" ?") == f"what about {subject}"


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("does it say anything about who pays?", "who pays?"),
        ("hello. is there any mention of when it opens?", "hello. when it opens?"),
        ("does it mention whales? and who pays?", "what about whales? and who pays?"),
    ],
)
def test_a_question_within_is_asked_itself(message: str, asked: str) -> None:
    assert " ".join(written_out(plain(message)).split()) == asked


@pytest.mark.parametrize(
    "message",
    [
        "was migration discussed at the meeting",
        "does it include breakfast",
        "what did he say about tariffs",
        "does it say whether they agreed",
        "who is mentioned",
        "which countries are mentioned",
        "does it cover the damage",
        "is there a sink in here",
        "is smoking allowed in here",
        "are the lights on in there?",
        "what is in the article",
        "are there any dates mentioned",
        "show me the page",
        "what page is it on",
        "who read the part about tariffs",
    ],
)
def test_other_questions_stay_what_they_are(message: str) -> None:
    assert asked_mention(message) is None


@pytest.mark.parametrize("form", FORMS)
def test_the_words_around_it_lead_to_no_passage(matcher: Matcher, form: str) -> None:
    of_it, alone = (matcher.match(text) for text in (form.format(x="narcotics"), "what about narcotics"))

    assert candidates_of(of_it)[0].passage == candidates_of(alone)[0].passage
    assert not candidates_of(matcher.match(form.format(x="whales")))
