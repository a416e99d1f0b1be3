"""What the article does not answer is a comment, or was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.article_words import ArticleWords
from bot.conversation.comments import Comments
from bot.conversation.requests import LIKELY
from bot.matching.matcher import Matcher
from bot.matching.utterance import Utterance
from tests.conversation.test_small_talk import table

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.fixture(scope="module")
def comments(cats_matcher: Matcher) -> Comments:
    return Comments(ArticleWords(cats_matcher.article), cats_matcher.compiled.vocabulary)


@pytest.mark.parametrize("message", table("kitchen calls, gtg | market closing, brb | oops wrong channel | mice, bye"))
def test_an_interjection_at_an_end_makes_a_comment_of_what_the_article_does_not_answer(
    comments: Comments, message: str
) -> None:
    assert comments.is_comment(Utterance(message))


@pytest.mark.parametrize("message", table("hi, wifi password | rip whiskers | when is it open, bye | fine amount"))
def test_a_greeting_or_a_question_beside_an_interjection_makes_none(comments: Comments, message: str) -> None:
    assert not comments.is_comment(Utterance(message))


@pytest.mark.parametrize(
    "message",
    table(
        "that's wild | good bot | my train is late again | you sound like my dad | oops wrong channel | ugh homework"
    ),
)
def test_a_comment_neither_asks_nor_states_anything_of_the_article(comments: Comments, message: str) -> None:
    assert comments.is_comment(Utterance(message))


@pytest.mark.parametrize(
    "message",
    table("""Whiskers is lazy | cats sleep most of the day | is that so? | mice | tell me about dogs | why | rain when
    | they met where | iz it open | hw much 4 a cat | wifi password | fine amount"""),
)
def test_a_question_a_subject_and_a_statement_of_the_article_are_no_comments(comments: Comments, message: str) -> None:
    assert not comments.is_comment(Utterance(message))


@pytest.mark.parametrize("message", table("what a load of rubbish | what a lovely bunch | what a mess that was"))
def test_an_exclamation_asks_nothing(comments: Comments, message: str) -> None:
    assert comments.is_comment(Utterance(message))


@pytest.mark.parametrize("message", table("what a cat costs | what a load of rubbish is it? | what an adoption takes"))
def test_what_only_begins_as_an_exclamation_may_ask(comments: Comments, message: str) -> None:
    assert not comments.is_comment(Utterance(message))


@pytest.mark.parametrize(
    "message", table("dave, did you get my text? | hey @lucy are you coming | hello jake could you send me the link")
)
def test_who_is_called_by_a_name_that_the_article_lacks_is_asked_and_not_the_article(
    comments: Comments, message: str
) -> None:
    assert comments.is_comment(Utterance(message))


@pytest.mark.parametrize("message", table("whn do you feed her | can you tell me why | whiskers are you a cat"))
def test_a_short_form_an_english_word_and_a_name_of_the_article_call_nobody(comments: Comments, message: str) -> None:
    assert not comments.is_comment(Utterance(message))


@pytest.mark.parametrize("message", table("with my mum | for my sister | without a ticket"))
def test_what_goes_on_with_a_preposition_is_no_comment(comments: Comments, message: str) -> None:
    assert not comments.is_comment(Utterance(message))


def test_who_gives_a_figure_of_the_article_comments_on_nothing_else(cats_matcher: Matcher) -> None:
    article = replace(cats_matcher.article, paragraphs=("The shelter took in 209 cats.",))
    comments = Comments(ArticleWords(article), cats_matcher.compiled.vocabulary)

    assert not comments.is_comment(Utterance("no it was 209"))
    assert comments.is_comment(Utterance("no it was 300"))


@given(text=ANY_TEXT)
def test_any_text_is_a_comment_or_none_and_never_more_for_a_higher_threshold(comments: Comments, text: str) -> None:
    assert comments.is_comment(Utterance(text)) or not comments.is_comment(Utterance(text), LIKELY)
