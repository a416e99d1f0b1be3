"""Replies as JSON: the value of each key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.ask import reply_json
from bot.conversation import wording
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.wordings import language_wording
from bot.matching.matcher import Matcher

KEYS = "question outcome quote paragraph section title summary score matched choices note withheld also said".split()
ALSO_KEYS = "section title quote paragraph score summary".split()
CLOSED = {"", "summary", "people", "places", "about", "help", "greeting", "thanks", "reaction", "language"}


@pytest.fixture(scope="module")
def talk(cats_matcher: Matcher) -> Dialogue:
    return Dialogue(cats_matcher)


def described(talk: Dialogue, message: str) -> Mapping[str, Any]:
    return json.loads(reply_json(message, talk.reply(message)))


def test_further_answers_of_a_message_are_in_also(talk: Dialogue) -> None:
    result = described(talk, "Who feeds Whiskers? And when do cats hunt? How old is Whiskers?")

    assert (result["outcome"], result["section"], result["paragraph"]) == ("answer", "library", 2)
    (other,) = result["also"]
    assert list(other) == ALSO_KEYS
    assert other["quote"] == "They hunt at dawn, when mice are about."
    assert (other["section"], other["paragraph"], other["summary"]) == ("days", 1, "Cats hunt at dawn.")
    assert 0 < other["score"] <= 1


@pytest.mark.parametrize(
    ("message", "said", "note"),
    [
        ("tldr", "summary", "Cats sleep a lot, and one of them lives in a library."),
        ("who is mentioned in it", "people", "Whiskers: The cat of the library"),
        ("which countries come up", "places", "The index of the article lists no countries."),
        ("hi", "greeting", wording.HOW_TO_ASK),
        ("what can you do", "help", wording.HOW_TO_ASK),
        ("thanks", "thanks", None),
        ("good bot", "reaction", None),
        ("wer füttert die Katze in der Bücherei jeden Morgen", "language", language_wording.ONLY_ENGLISH["de"]),
    ],
)
def test_a_reply_without_a_quote_has_its_kind_in_said_and_its_text_in_note(
    talk: Dialogue, message: str, said: str, note: str | None
) -> None:
    result = described(talk, message)

    assert (result["said"], result["note"], result["outcome"]) == (said, note, "none")
    assert [result[key] for key in ("quote", "paragraph", "section", "title", "summary")] == [None] * 5
    assert (result["choices"], result["also"], result["score"]) == ([], [], 0)


def test_the_note_of_an_answer_introduces_a_person_or_says_that_a_statement_is_not_judged(talk: Dialogue) -> None:
    assert described(talk, "who is Whiskers")["note"] == "Whiskers: The cat of the library"
    assert described(talk, "cats sleep most of the day, right?")["note"] == wording.ON_THAT
    assert described(talk, "when do cats hunt")["note"] is None


def test_the_note_says_what_exactly_the_article_does_not_say(talk: Dialogue) -> None:
    assert described(talk, "how old is Whiskers")["note"] == "The article gives no ages."


def test_the_list_of_what_may_be_said_is_closed() -> None:
    assert {str(said) for said in Said} == CLOSED


@given(message=st.text(st.characters(exclude_categories=()), max_size=200), ascii_only=st.booleans())
def test_any_message_is_one_line_with_every_key(talk: Dialogue, message: str, ascii_only: bool) -> None:
    line = reply_json(message, talk.reply(message), ascii_only=ascii_only)
    result = json.loads(line)

    assert len(line.splitlines()) == 1
    assert line.isascii() or not ascii_only
    assert list(result) == KEYS
    assert result["said"] in CLOSED
    assert not result["said"] or result["outcome"] == "none"
    assert (result["quote"] is None) == (result["outcome"] != "answer")
