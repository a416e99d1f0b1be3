"""Replies as plain text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.article.model import Article
from bot.cli.output import NARROWEST, WIDTH
from bot.cli.text_replies import reply_text
from bot.conversation import wording
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Part, Reply
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices


@pytest.fixture(scope="module")
def talk(cats_matcher: Matcher) -> Dialogue:
    return Dialogue(cats_matcher)


def test_each_question_of_a_message_gets_a_block_and_each_miss_a_line(talk: Dialogue, cats: Article) -> None:
    text = reply_text(talk.reply("Who feeds Whiskers? And when do cats hunt? How old is Whiskers?"), cats)

    assert text.splitlines() == [
        "“Who feeds Whiskers”",
        "The library's cat · ¶ 2 of 2",
        "│ “Readers feed her every morning,” the librarian said.",
        "Readers feed Whiskers every morning.",
        "“And when do cats hunt”",
        "A day of a cat · ¶ 1 of 2",
        "│ They hunt at dawn, when mice are about.",
        "Cats hunt at dawn.",
        "“How old is Whiskers”: The article gives no ages.",
    ]


def test_the_introduction_of_a_person_stands_before_the_quote(talk: Dialogue, cats: Article) -> None:
    first, *_ = reply_text(talk.reply("who is Whiskers"), cats).splitlines()

    assert first == "Whiskers: The cat of the library"


def test_after_the_last_passage_only_that_is_said(talk: Dialogue, cats: Article) -> None:
    message = "who feeds Whiskers"
    reply = talk.reply("more", talk.shown_after(message, talk.reply(message)))

    assert reply_text(reply, cats) == wording.THE_END


def test_doubt_shows_the_likeliest_in_full_and_numbers_the_others(talk: Dialogue, cats: Article) -> None:
    outcome = talk.reply("when do cats hunt").outcome
    assert isinstance(outcome, Answer)
    choices = Choices((outcome.best, *outcome.others))
    lines = reply_text(Reply(Said.NOTHING, parts=(Part("", choices),)), cats).splitlines()

    assert lines[:3] == ["Perhaps this:", "A day of a cat · ¶ 1 of 2", "│ They hunt at dawn, when mice are about."]
    assert lines[4] == f"{wording.OR_PERHAPS}:"
    assert [line[:4] for line in lines[5:]] == [f"  {number}." for number in range(2, 2 + len(outcome.others))]


def test_replies_without_a_quote_are_wrapped(talk: Dialogue, cats: Article) -> None:
    lines = reply_text(talk.reply("what can you do"), cats).splitlines()

    assert len(lines) > 1
    assert " ".join(lines) == wording.HOW_TO_ASK
    assert reply_text(talk.reply("thanks"), cats) == wording.WELCOME


@given(message=st.text(max_size=200), width=st.integers(NARROWEST, WIDTH))
@example("when do cats hunt", NARROWEST)
@example("who is Whiskers and when do cats hunt and how old are they", NARROWEST)
def test_no_line_is_too_wide_whatever_was_said(talk: Dialogue, cats: Article, message: str, width: int) -> None:
    text = reply_text(talk.reply(message), cats, width=width)

    assert text.strip()
    assert max(map(len, text.splitlines())) <= width


def test_a_miss_names_the_unmentioned_subject(talk: Dialogue, cats: Article) -> None:
    lines = reply_text(talk.reply("who is Napoleon"), cats).splitlines()

    assert lines[0] == f"{wording.NO_MATCH} {wording.unmentioned('Napoleon')}"
