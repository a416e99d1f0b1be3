"""What may be answered that was said to nobody: questions and keywords of the article, when sure; else silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.gate import LONGEST, SURE, invites_an_answer, may_answer
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch

QUESTION = "who is Tammy Bruce?"

NEVER = {
    "nothing": "",
    "white space": " \n ",
    "inline code": "`who is Tammy Bruce?`",
    "code block": "```\nwho is Tammy Bruce?\n```",
    "unclosed code block": "```who is Tammy Bruce?",
    "question with code": "who is Tammy Bruce? `print()`",
    "quote of another": "> who is Tammy Bruce?",
    "quoted block": ">>> who is\nTammy Bruce?",
    "question under a quote": "> Tammy Bruce said so\nwho is she?",
    "bare link": "https://example.com/who-is-tammy-bruce",
    "link without scheme": "www.tammybruce.example",
    "question with a link": "who is Tammy Bruce? https://example.com",
    "mention of a person": "<@123456789012345678> who is Tammy Bruce?",
    "mention by nickname": "who is Tammy Bruce? <@!123456789012345678>",
    "mention of a role": "<@&123456789012345678> who is Tammy Bruce?",
    "mention of everyone": "@everyone who is Tammy Bruce?",
    "mention of those here": "@here who is Tammy Bruce?",
    "show of emoji": "<:a:123456789012345678> Tammy Bruce <:b:123456789012345678>",
    "command with !": "!who is Tammy Bruce?",
    "command with ?": "?tag Tammy Bruce",
    "command with .": ".whois Tammy Bruce",
    "command with /": "/ask who is Tammy Bruce?",
    "command with -": "-play Tammy Bruce",
    "command with $": "$stock Tammy Bruce",
    "command with ;": ";whois Tammy Bruce",
    "greeting": "hello",
    "greeting to all": "good morning everyone",
    "greeting with a question mark": "hey guys?",
    "thanks": "thanks bot",
    "laughter": "lol",
    "emoji": "👍👍",
    "statement": "Landau met Misri in Washington",
    "opinion": "tariffs are bad",
    "belief": "i think the trade deal is coming soon",
    "long post": "who is Tammy Bruce? " + "I wonder. " * 40,
    "many lines": "who\nis\nTammy\nBruce?",
}


@pytest.fixture(scope="module")
def sure(matcher: Matcher) -> Answer:
    """An answer to `QUESTION` of which the matcher is certain."""
    outcome = matcher.match(QUESTION)
    assert isinstance(outcome, Answer)
    return outcome._replace(best=outcome.best._replace(score=1.0, own_share=1.0))


@pytest.mark.parametrize("message", NEVER.values(), ids=NEVER.keys())
def test_never_answered_however_sure_the_answer(sure: Answer, message: str) -> None:
    assert not invites_an_answer(message)
    assert not may_answer(message, sure)


@pytest.mark.parametrize(
    "message",
    [
        "who is Tammy Bruce?",
        "who is Tammy Bruce",
        "WHO IS TAMMY BRUCE",
        "Tammy Bruce",
        "Tammy Bruce?",
        "hey what are the tariffs",
        "  military planes  ",
        "<:thinking:123456789012345678> who is Tammy Bruce?",
        "shackled during transit?",
        "is it 5 > 3?",
        "what about ... tariffs?",
        "what did they say?\nreally?",
    ],
)
def test_a_question_or_a_bare_keyword_invites_an_answer(message: str) -> None:
    assert invites_an_answer(message)


def test_a_message_may_be_as_long_as_a_question_gets() -> None:
    longest = "who is " + "x" * (LONGEST - 8) + "?"

    assert invites_an_answer(longest)
    assert not invites_an_answer(longest + "?")


def test_an_answer_below_the_bar_is_kept_back(sure: Answer) -> None:
    def scored(score: float) -> Answer:
        return sure._replace(best=sure.best._replace(score=score))

    assert may_answer(QUESTION, scored(SURE))
    assert not may_answer(QUESTION, scored(SURE - 0.001))


def test_an_answer_is_kept_back_whose_passage_has_nothing_to_do_with_the_words_of_the_question(sure: Answer) -> None:
    strayed = sure._replace(best=sure.best._replace(matched=(), own_share=0.0))

    assert may_answer(QUESTION, sure)
    assert not may_answer(QUESTION, strayed)


def test_a_bare_keyword_is_answered_only_where_it_names_the_subject(sure: Answer) -> None:
    assert may_answer("Tammy Bruce", sure)
    assert not may_answer("military planes", sure)


def test_choices_and_the_lack_of_a_match_are_kept_back(sure: Answer) -> None:
    assert not may_answer(QUESTION, Choices((sure.best, sure.best)))
    assert not may_answer(QUESTION, NoMatch(1.0, None, ()))


@pytest.mark.parametrize(
    "message",
    [
        "who is Tammy Bruce?",
        "who did Goyal meet in Washington?",
        "were detainees shackled during transit?",
        "what is Atmanirbhar Bharat",
        "has a trade deal been announced yet?",
        "Tammy Bruce",
        "clean energy",
        "military planes",
    ],
)
def test_plain_questions_and_keywords_of_the_article_are_answered_unasked(matcher: Matcher, message: str) -> None:
    assert may_answer(message, matcher.match(message))


@pytest.mark.parametrize(
    "message",
    [
        "how are you?",
        "who dis?",
        "what's for dinner",
        "when are we meeting tonight?",
        "anyone up for valorant?",
        "good night",
        "happy birthday",
        "can i trade my pokemon cards for a switch",
        "is the housing market going to crash",
        "How old is Christopher Landau?",
        "what",
        "why?",
    ],
)
def test_talk_of_other_things_is_met_with_silence(matcher: Matcher, message: str) -> None:
    assert not may_answer(message, matcher.match(message))


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(["`", "https://", "<@1>", "@everyone"]))
@settings(max_examples=200)
def test_no_text_with_code_links_or_mentions_is_answered(text: str, foreign: str) -> None:
    assert not invites_an_answer(f"who is he {text} {foreign}?")
