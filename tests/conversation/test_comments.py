"""A message that asks nothing and has no word of the article is a comment, whatever its words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.loader import load_article
from bot.conversation.acts.article_words import ArticleWords
from bot.conversation.acts.comments import WEIGHTS, Comments, Signals, probability
from bot.conversation.acts.said import SMALL_TALK, Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import quote_of
from bot.matching.matcher import Matcher
from bot.matching.outcomes import NoMatch
from bot.matching.text import clean
from bot.matching.utterance import Utterance
from tests.benchmarks.request_examples import COMMENTS, EXAMPLES
from tests.compiled import matcher_of
from tests.conversation.test_small_talk import table

ANY_TEXT = st.text(st.characters(exclude_categories=()))
FOUNDRY = Path(__file__).parent.parent.parent / "data" / "foundry-lane"

TALK = {
    Said.GREETING: """
        hi | hello there | good morning | hey everyone | 👋 | hi Whiskers! | hey gang
        | hello beautiful humans | are you ok?
        """,
    Said.THANKS: """
        thanks | ty so much | thank you for the help | that is exactly what i was after, ta | 🙏 | thanks Whiskers
        | thanks a million | thanks, you're the best | ok got it, thx
        """,
    Said.REACTION: """
        good bot | that's wild | lol | gn all | 👍 | 😂😂 | ok cool | nice | rip | lmao stop | boring | hear hear
        | exactly | makes sense | got it | no cap | my bad | never mind | point taken | fair enough | what a legend
        | I'm dead | that's it | not really | skill issue | touch grass | c'est la vie | spoiler alert | amazing work
        | how odd | don't be late | please read the pinned message
        """,
}


@pytest.fixture(scope="module")
def talk(cats_matcher: Matcher) -> Dialogue:
    return Dialogue(cats_matcher)


@pytest.fixture(scope="module")
def workshop() -> Dialogue:
    return Dialogue(matcher_of(load_article(FOUNDRY)))


@pytest.mark.parametrize(
    ("message", "said"), [(message, said) for said, lines in TALK.items() for message in table(lines)]
)
def test_small_talk_is_told_by_kind(talk: Dialogue, message: str, said: Said) -> None:
    assert talk.reply(message).said is said


@pytest.mark.parametrize(
    "message",
    table("""my train is late again | you sound like my dad | oops wrong channel | ugh homework | kitchen calls, gtg
    | they closed my favourite bakery | piece of cake | speak of the devil | apology accepted | wonders never cease
    | lag spike | friday at last | get well soon | what a load of rubbish | what a lovely bunch
    | reminds me of my uncle"""),
)
def test_a_comment_asks_nothing_and_has_no_word_of_the_articles_subjects(
    talk: Dialogue, workshop: Dialogue, message: str
) -> None:
    assert {talk.reply(message).said, workshop.reply(message).said} <= set(SMALL_TALK)


@pytest.mark.parametrize(
    "message",
    table("""Whiskers is lazy | cats sleep most of the day | mice | tell me about dogs | rain when | iz it open
    | they met where | hw much 4 a cat | wifi password | thanks, who feeds Whiskers? | hi, how long do cats sleep?
    | lol why do cats hunt at dawn | nice. who feeds her? | hello there. got any parking? | ta! what does it cost
    | thanks, hunting? | cheers, and the mice for whiskers
    | ok cool, and the library? | when is it open, bye | what a cat costs"""),
)
def test_a_question_a_subject_and_a_statement_of_the_article_are_no_comments(talk: Dialogue, message: str) -> None:
    assert talk.reply(message).said not in SMALL_TALK


@pytest.mark.parametrize(
    "message",
    table("""lost my card oops | my bowl is wet, can it be fired | had two beers, can i drill
    | laser cutter | kiln | students pay the same as everyone | going away for 3 months, can i freeze"""),
)
def test_the_askers_own_case_and_a_claim_are_no_comments_where_the_article_answers(
    workshop: Dialogue, message: str
) -> None:
    assert workshop.reply(message).said is Said.NOTHING


@pytest.mark.parametrize(
    "message",
    table("""porridge for burglars | ladders on a boat | the weight of the anchor | republican thing
    | people who juggle"""),
)
def test_a_bare_subject_is_asked_for_though_the_article_has_no_word_of_it(
    talk: Dialogue, workshop: Dialogue, message: str
) -> None:
    assert talk.reply(message).said is workshop.reply(message).said is Said.NOTHING


@pytest.mark.parametrize("message", table("h1b | H1B visa? | GDP | NAFTA | covid19 | c-17 | WTO G20"))
def test_an_abbreviation_or_a_name_with_a_number_is_asked_for(talk: Dialogue, workshop: Dialogue, message: str) -> None:
    assert talk.reply(message).said is workshop.reply(message).said is Said.NOTHING


@pytest.mark.parametrize("message", table("LMAO | FFS | NO | OK | GG | XD | o7 | m8 | gr8 | +1 | EPIC | SO TRUE"))
def test_a_reaction_in_capitals_or_with_a_number_is_one(talk: Dialogue, message: str) -> None:
    assert talk.reply(message).said is Said.REACTION


@pytest.mark.parametrize(
    "message", table("my boss is driving me nuts | i had pancakes for breakfast | i must go, my grandson is calling")
)
def test_what_people_tell_of_themselves_is_a_comment_after_a_quote_too(workshop: Dialogue, message: str) -> None:
    shown = workshop.shown_after("who leads inductions", workshop.reply("who leads inductions"))

    assert workshop.reply(message, shown).said is Said.REACTION


def test_a_figure_of_the_article_makes_a_comment_less_likely(cats_matcher: Matcher) -> None:
    article = replace(cats_matcher.article, paragraphs=("The shelter took in 209 cats.",))
    comments = Comments(ArticleWords(article))
    given, other = (
        probability(comments.signals(found.question, found.outcome))
        for found in map(cats_matcher.find, map(cats_matcher.read, map(Utterance, ("no it was 209", "no it was 300"))))
    )

    assert given < other


def test_every_signal_has_a_weight() -> None:
    assert set(json.loads(WEIGHTS.read_text("utf-8"))) == {*Signals._fields, "bias"}


def test_the_weights_are_fitted_on_nothing_that_the_classifier_of_small_talk_was_fitted_on() -> None:
    comments, examples = (
        {clean(json.loads(line)["q"]) for line in path.read_text("utf-8").splitlines() if "on" not in json.loads(line)}
        for path in (COMMENTS, EXAMPLES)
    )

    assert comments.isdisjoint(examples)


@given(text=ANY_TEXT)
def test_any_text_is_a_comment_or_none_and_never_more_for_a_higher_threshold(cats_matcher: Matcher, text: str) -> None:
    comments = Comments(ArticleWords(cats_matcher.article))
    found = cats_matcher.find(cats_matcher.read(Utterance(text)))
    said = comments.classify(found.question, found.outcome)

    assert said in (*SMALL_TALK, Said.NOTHING)
    # Single letters of no alphabet that is read are signs, as faces are drawn of.
    has_words = any(len(word) > 1 or word.isascii() for word in Utterance(text).words)
    assert not has_words or comments.classify(found.question, found.outcome, 1.0) is Said.NOTHING


@pytest.mark.parametrize("message", ["wifi", "welding", "lift"])
def test_a_bare_subject_of_a_gap_is_asked_for(workshop: Dialogue, message: str) -> None:
    reply = workshop.reply(message)

    assert reply.said == Said.NOTHING
    assert isinstance(reply.outcome, NoMatch)
    assert reply.outcome.gap is not None


@pytest.mark.parametrize("word", ["plywood", "gas", "theft", "gender", "drinking", "eye"])
def test_a_word_of_the_quote_that_answers_is_looked_up_whatever_its_letters(workshop: Dialogue, word: str) -> None:
    assert word in clean(quote_of(workshop.reply(word).outcome) or "")
