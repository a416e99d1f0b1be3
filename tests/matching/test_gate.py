"""Which unaddressed messages may be answered: questions and keywords on the article with a high score; else silence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import english
from bot.matching.found import ANSWER
from bot.matching.gate import (
    CAREFUL,
    EAGER,
    GROUNDED,
    LONGEST,
    PLAINLY,
    USUAL,
    Thresholds,
    is_bare,
    may_answer,
    may_be_heard,
)
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome
from bot.matching.utterance import Utterance

QUESTION = "who is Tammy Bruce?"
SINGLE = "who is Bruce?"

UNHEARD = {
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
    "long post": "who is Tammy Bruce? " + "I wonder. " * 40,
    "many lines": "who\nis\nTammy\nBruce?",
}

UNANSWERED = {
    "greeting": "hello",
    "greeting to all": "good morning everyone",
    "greeting with a question mark": "hey guys?",
    "thanks": "thanks bot",
    "laughter": "lol",
    "emoji": "👍👍",
    "statement": "Landau met Misri in Washington",
    "opinion": "tariffs are bad",
    "belief": "i think the trade deal is coming soon",
    "many words": "Tammy Bruce State Department spokesperson statement",
}


@pytest.fixture(scope="module")
def sure(matcher: Matcher) -> Answer:
    """An answer to `QUESTION` of which the matcher is certain."""
    outcome = matcher.match(QUESTION)
    assert isinstance(outcome, Answer)
    return replace(outcome, best=replace(outcome.best, score=1.0, own_share=1.0))


def heard(matcher: Matcher, message: str, outcome: Outcome | None = None) -> bool:
    """Whether a message that nobody addressed to the bot is answered: as the matcher does, or by this outcome."""
    question = matcher.read(Utterance(message))
    return may_answer(question, matcher.answer(question) if outcome is None else outcome)


@pytest.mark.parametrize("message", UNHEARD.values(), ids=UNHEARD.keys())
def test_messages_for_others_and_messages_that_cannot_be_questions_are_not_read(
    matcher: Matcher, sure: Answer, message: str
) -> None:
    assert not may_be_heard(message)
    assert not heard(matcher, message, sure)


@pytest.mark.parametrize("message", UNANSWERED.values(), ids=UNANSWERED.keys())
def test_a_message_that_asks_nothing_is_not_answered_unasked_however_sure_the_answer(
    matcher: Matcher, sure: Answer, message: str
) -> None:
    assert not heard(matcher, message, sure)


@pytest.mark.parametrize(
    "message",
    [
        "who is Tammy Bruce?",
        "who is Tammy Bruce",
        "WHO IS TAMMY BRUCE",
        "so um who is Tammy Bruce",
        "Tammy Bruce?",
        "tell me who Tammy Bruce is",
        "who is\nTammy Bruce",
        "I keep reading that name. Who is Tammy Bruce?",
        "<:thinking:123456789012345678> who is Tammy Bruce?",
        "is 5 > 3, or who is Tammy Bruce?",
        "who is ... Tammy Bruce?",
        "Tammy Bruce",
        "  tammy bruce  ",
    ],
)
def test_a_question_or_a_bare_keyword_may_be_answered_when_sure(matcher: Matcher, sure: Answer, message: str) -> None:
    assert may_be_heard(message)
    assert heard(matcher, message, sure)


def test_a_message_may_be_as_long_as_a_question_gets() -> None:
    longest = "who is " + "x" * (LONGEST - 8) + "?"

    assert may_be_heard(longest)
    assert may_be_heard(f" {longest}\n")
    assert not may_be_heard(longest + "?")


def test_an_answer_below_the_bar_is_kept_back(matcher: Matcher, sure: Answer) -> None:
    def scored(score: float) -> Answer:
        return replace(sure, best=replace(sure.best, score=score, matched=("bruce",)))

    assert heard(matcher, SINGLE, scored(USUAL.sure))
    assert not heard(matcher, SINGLE, scored(USUAL.sure - 0.001))


def test_several_words_of_the_subject_and_no_other_need_a_less_sure_answer(matcher: Matcher, sure: Answer) -> None:
    def scored(score: float, **changes: object) -> Answer:
        return replace(sure, best=replace(sure.best, score=score, **changes))

    assert heard(matcher, QUESTION, scored(USUAL.sure - PLAINLY))
    assert not heard(matcher, QUESTION, scored(USUAL.sure - PLAINLY - 0.001))
    assert not heard(matcher, QUESTION, scored(USUAL.sure - PLAINLY, own_share=0.9))


@pytest.mark.parametrize("level", [CAREFUL, USUAL, EAGER])
def test_each_level_has_a_bar_of_its_own(matcher: Matcher, sure: Answer, level: Thresholds) -> None:
    for score, may in ((level.sure, True), (level.sure - 0.001, False)):
        scored = replace(sure, best=replace(sure.best, score=score, matched=("bruce",)))
        assert may_answer(matcher.read(Utterance(SINGLE)), scored, level) is may


def test_a_more_careful_level_speaks_less_by_every_measure() -> None:
    for careful, usual, eager in zip(CAREFUL, USUAL, EAGER, strict=True):
        assert 1 > careful > usual > eager > ANSWER


def test_the_opening_of_a_forum_post_may_have_any_form(matcher: Matcher, sure: Answer) -> None:
    for message in (f"{QUESTION} " * 20, f"{QUESTION}\n\n\nsee https://example.org"):
        assert not may_answer(matcher.read(Utterance(message)), sure)
        assert may_answer(matcher.read(Utterance(message)), sure, is_post=True)


def test_an_answer_is_kept_back_whose_passage_has_nothing_to_do_with_the_words_of_the_question(
    matcher: Matcher, sure: Answer
) -> None:
    strayed = replace(sure, best=replace(sure.best, matched=(), own_share=0.0))

    assert heard(matcher, QUESTION, sure)
    assert not heard(matcher, QUESTION, strayed)


@pytest.mark.parametrize(
    ("question", "least"), [(QUESTION, USUAL.surer), ("why did they walk in yellow?", USUAL.certain)]
)
def test_without_a_word_that_names_the_subject_several_words_of_a_surer_passage_count(
    matcher: Matcher, sure: Answer, question: str, least: float
) -> None:
    best = replace(sure.best, matched=("walked", "yellow"), own_share=GROUNDED, score=least)

    def kept_back(**changes: object) -> bool:
        return not heard(matcher, question, replace(sure, best=replace(best, **changes)))

    assert not kept_back()
    assert kept_back(score=least - 0.01)
    for hardly in ({"matched": ("yellow",)}, {"own_share": GROUNDED - 0.01}):
        assert kept_back(**hardly, score=USUAL.doubtless - 0.001)
        assert not kept_back(**hardly, score=USUAL.doubtless)


def test_a_single_word_of_talk_or_a_misspelt_one_that_names_no_subject_leaves_half_the_doubt(
    matcher: Matcher, sure: Answer
) -> None:
    found = matcher.match("what about narcotiks?")
    assert isinstance(found, Answer)
    section, passage = replace(found.best.section, keywords=()), replace(found.best.passage, quote="Of narcotics.")
    misspelt = replace(found.best, section=section, passage=passage, matched=("narcotics",))
    least = (1 + USUAL.doubtless) / 2

    for asked, best in ((QUESTION, replace(sure.best, matched=("walked",))), ("what about narcotiks?", misspelt)):
        assert heard(matcher, asked, replace(sure, best=replace(best, score=least)))
        assert not heard(matcher, asked, replace(sure, best=replace(best, score=least - 0.001)))
    assert heard(matcher, "what about narcotics?", replace(sure, best=replace(misspelt, score=USUAL.doubtless)))


def test_a_message_with_much_that_the_passage_has_not_needs_a_surer_answer(matcher: Matcher, sure: Answer) -> None:
    def scored(score: float) -> Answer:
        return replace(sure, best=replace(sure.best, score=score, own_share=GROUNDED - 0.01))

    assert heard(matcher, QUESTION, scored(USUAL.surer))
    assert not heard(matcher, QUESTION, scored(USUAL.surer - 0.001))


@pytest.mark.parametrize(("asked", "only"), [("what about the deal?", "deal"), ("what about narcotiks?", "narcotics")])
def test_a_single_word_that_people_often_say_or_that_is_misspelt_needs_the_surest_answer(
    matcher: Matcher, asked: str, only: str
) -> None:
    found = matcher.match(asked)
    assert isinstance(found, Answer)

    def scored(score: float) -> Answer:
        return replace(found, best=replace(found.best, matched=(only,), score=score))

    assert heard(matcher, asked, scored(USUAL.certain))
    assert not heard(matcher, asked, scored(USUAL.certain - 0.001))


@pytest.mark.parametrize(
    "message",
    [
        "do you talk about tariffs with your friends?",
        "oh, do you like Tammy Bruce?",
        "which trade deal are you on about?",
        "were you at the meeting between Landau and Misri?",
        "Have you met Tammy Bruce?",
        "I read about tariffs all day, how about you?",
        "tariffs bore me. You?",
        "how was your trip to Tammy Bruce?",
        "so did we get a trade deal?",
        "didn't we pay tariffs?",
        "can I pm you?",
        "can anyone pm me about tariffs?",
    ],
)
def test_questions_to_other_people_in_the_channel_are_left_to_them(
    matcher: Matcher, sure: Answer, message: str
) -> None:
    assert not heard(matcher, message, sure)


def test_rules_may_be_asked_with_the_you_of_everybody(matcher: Matcher, sure: Answer) -> None:
    best = replace(sure.best, matched=("pay", "tariffs"))

    for message in (
        "do you have to pay tariffs?",
        "are you allowed to pay tariffs?",
        "how do you pay tariffs?",
        "have we got to pay tariffs?",
    ):
        assert heard(matcher, message, replace(sure, best=best))


def test_a_question_amid_sentences_on_something_else_is_talk(matcher: Matcher, sure: Answer) -> None:
    strange = "The goalkeeper broke his ankle yesterday and the spare one forgot both gloves at home."

    assert heard(matcher, f"I keep reading that name. {QUESTION}", sure)
    assert not heard(matcher, f"{strange} {QUESTION}", sure)
    assert may_answer(matcher.read(Utterance(f"{strange} {QUESTION}")), sure, is_post=True)


@pytest.mark.parametrize("message", ["deal", "Deal!", "deal?", "space", "meeting", "plane", "human"])
def test_one_word_that_people_often_say_is_talk(matcher: Matcher, message: str) -> None:
    assert not heard(matcher, message)


@pytest.mark.parametrize("message", ["tariffs?", "narcotics", "Deportations", "tariffs", "momentum"])
def test_one_word_of_the_subject_that_few_say_is_answered(matcher: Matcher, message: str) -> None:
    assert heard(matcher, message)


@pytest.mark.parametrize("message", ["narcotiks", "tarifs", "moment um"])
def test_a_bare_keyword_that_is_misspelt_may_be_another_word(matcher: Matcher, message: str) -> None:
    assert isinstance(matcher.match(message), Answer)
    assert not heard(matcher, message)


def test_a_bare_keyword_is_answered_only_where_it_names_the_subject(matcher: Matcher, sure: Answer) -> None:
    assert heard(matcher, "Tammy Bruce", sure)
    assert not heard(matcher, "military planes", sure)
    assert not heard(matcher, "Tammy planes", sure)


@pytest.mark.parametrize(
    "message", ["regulatory hurdles", "growth and prosperity", "Deputy Secretary of State", "spokesperson"]
)
def test_a_bare_keyword_is_answered_by_the_quote_that_is_surely_found_by_all_of_its_words(
    matcher: Matcher, message: str
) -> None:
    assert heard(matcher, message)


@pytest.mark.parametrize(
    "message", ["full house", "trade", "good growth", "two weeks", "fair point", "the plane and the train", "step up"]
)
def test_bare_words_of_talk_are_not_answered(matcher: Matcher, message: str) -> None:
    assert not heard(matcher, message)


def test_choices_and_the_lack_of_a_match_are_kept_back(matcher: Matcher, sure: Answer) -> None:
    assert not heard(matcher, QUESTION, Choices((sure.best, sure.best)))
    assert not heard(matcher, QUESTION, NoMatch(1.0, None, ()))


@pytest.mark.parametrize(
    "message",
    [
        "who is Tammy Bruce?",
        "were detainees shackled during transit?",
        "has a trade deal been announced yet?",
        "I read it twice. Were detainees shackled on those planes?",
        "Tammy Bruce",
        "clean energy",
    ],
)
def test_plain_questions_and_keywords_of_the_article_are_answered_unasked(matcher: Matcher, message: str) -> None:
    assert heard(matcher, message)


@pytest.mark.parametrize(
    "message", ["where does Whiskers live?", "who feeds Whiskers?", "when do cats hunt?", "Whiskers", "hunting"]
)
def test_plain_questions_and_keywords_of_a_small_article_are_answered_unasked(
    cats_matcher: Matcher, message: str
) -> None:
    assert heard(cats_matcher, message)


@pytest.mark.parametrize(
    "message",
    [
        "was it on wednesday?",
        "were they shackled?",
        "did they shackle them??",
        "where did they meet",
        "did he meet with them?",
        "was he there?",
        "who is she",
        "does that help them?",
        "was that on wednesday?",
    ],
)
def test_an_unasked_follow_up_without_a_context_gets_silence(matcher: Matcher, message: str) -> None:
    assert not heard(matcher, message)
    assert is_bare(matcher.read(Utterance(message)))


@pytest.mark.parametrize(
    "message",
    [
        "were detainees shackled while they were flown?",
        "were they on military planes?",
        "is it true that Landau met Misri?",
        "what does Landau say it is?",
        "is it true?",
        "has the deal been signed, or is it still open?",
    ],
)
def test_a_question_that_names_its_subject_refers_to_nothing(matcher: Matcher, message: str) -> None:
    assert not is_bare(matcher.read(Utterance(message)))


OTHER_TALK = [
    "how are you?",
    "who dis?",
    "what's for dinner",
    "when are we meeting tonight?",
    "anyone up for valorant?",
    "good night",
    "happy birthday",
    "can i trade my pokemon cards for a switch",
    "is the housing market going to crash",
    "what",
    "why?",
    "does it matter?",
    "who wants to come over on saturday?",
    "sounds good",
    "did you see that?",
    "same",
    "is anyone else's wifi down",
]


@pytest.mark.parametrize("message", OTHER_TALK)
def test_talk_of_other_things_is_met_with_silence(matcher: Matcher, cats_matcher: Matcher, message: str) -> None:
    assert not heard(matcher, message)
    assert not heard(cats_matcher, message)


@pytest.mark.parametrize("message", ["How old is Christopher Landau?", "how tall is Modi", "where was Misri born?"])
def test_an_unasked_question_about_people_without_an_answer_gets_silence(matcher: Matcher, message: str) -> None:
    assert not heard(matcher, message)


def test_background_chat_is_hardly_ever_answered_unasked(matcher: Matcher, cats_matcher: Matcher) -> None:
    messages = english.background()[::11]

    for each in (matcher, cats_matcher):
        wrong = [message for message in messages if heard(each, message)]
        assert len(wrong) <= 0.02 * len(messages), wrong


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(["`", "https://", "<@1>", "@everyone"]))
def test_no_text_with_code_links_or_mentions_is_heard(text: str, foreign: str) -> None:
    assert not may_be_heard(f"who is he {text} {foreign}?")


@given(st.text(st.characters(exclude_categories=()), max_size=LONGEST))
def test_messages_worth_reading_are_short_and_look_like_questions(text: str) -> None:
    if may_be_heard(text):
        assert 0 < len(text.strip()) <= LONGEST
