"""Requests for a summary, for names or for help are distinguished from questions and small talk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Name
from bot.conversation.acts.article_words import ArticleWords
from bot.conversation.acts.classifier import CLASSES, classify, grams
from bot.conversation.acts.request_details import KEY_POINTS, key_points, kind_of, objects_of
from bot.conversation.acts.requests import LIKELY, LONGEST_NAMING, Requests
from bot.conversation.acts.requests import REQUESTS as REQUESTED
from bot.conversation.acts.said import SMALL_TALK, Said
from bot.conversation.dialogue import Dialogue
from bot.matching.matcher import Matcher
from bot.matching.text import plain
from bot.matching.utterance import Utterance
from tests.benchmarks.request_examples import examples
from tests.compiled import matcher_of
from tests.conversation.test_small_talk import table
from tests.matching.tiny_article import tiny_article

pytestmark = pytest.mark.usefixtures("short_background")

LEAST_KNOWN = 0.965
"""Of the examples that the weights were fitted on: with weights that were fitted together with others it was .947."""

ANY_TEXT = st.text(st.characters(exclude_categories=()))

REQUESTS = {
    Said.SUMMARY: """
        tldr | tl;dr pls | what's this about | summary? | summarize the article | explain it like I'm five | main points
        | 3 key takeaways | give me the gist | catch me up | what is the article about | sum it up for me please
        | hey, long day. can you give me a summary? | whats the gist of it | short version pls
        | hello! could you summarize? | in 3 bullets | explain it like im 12 | someone fill me in
        | synopsis? | abridged please | in a nutshell
        """,
    Said.PEOPLE: """
        list all people mentioned | who are the people in it | which persons are named | who is mentioned in this
        | which organisations are mentioned
        """,
    Said.PLACES: "which countries come up | list the countries | what places are mentioned",
    Said.ABOUT: """
        how long is the article | who wrote this | when was it published | where is this article from
        | what's the source of this article | are you a bot | who are you
        """,
    Said.HELP: """
        help | what can you do | how do i use this | how does this work | which topics can you tell me about
        | let me see the topics | what may i ask you
        """,
}
QUESTIONS = """
how long do cats sleep | who feeds Whiskers | when do cats hunt | what did the librarian say | who is Whiskers
| Whiskers | mice | library | tell me about mice | what does the librarian do in short? | where does she live
| thanks, who feeds Whiskers? | hi, how long do cats sleep? | lol why do cats hunt at dawn | nice. who feeds her?
| whats the last thing it says | mice get a mention anywhere? | which topics did the librarian bring up
| tldr of the mice part | how long do cats sleep, short version | in short: who feeds Whiskers
| help, when do cats hunt | gist of the mice part | fill me in on the mice
"""
OTHER_SUBJECTS = """
explain electrolysis in simple words please | can somebody explain thermodynamics to me simply | is iceland in this
| are the rangers in it | what is the main obstacle | what's the biggest worry of tenants | which side wants what
| who wants what exactly | can a mod pin that pls | translate this for me pls
| hi! do you have mice | hello there. got any parking? | ta! what does it cost
| best curry house in bradford? | cheapest way to dublin? | even on fridays?
| bullet points on the sanctions | negotiations | what's in it for the tenants
| so is nothing painted
| give a brief overview of opening times | key things to know about sailing boats | recap of the cleaning duties
| explain deportations in simple terms | sum up the tenants position
| how do i help | what can we do to help out | can people help
"""


@pytest.fixture(scope="module")
def requests(cats_matcher: Matcher) -> Requests:
    return Requests(ArticleWords(cats_matcher.article), cats_matcher.compiled.vocabulary)


@pytest.mark.parametrize(
    ("message", "said"), [(message, said) for said, lines in REQUESTS.items() for message in table(lines)]
)
def test_a_request_is_taken_for_what_it_is(requests: Requests, message: str, said: Said) -> None:
    assert requests.classify(Utterance(message)) == said


@pytest.mark.parametrize("message", table(QUESTIONS))
def test_a_question_about_the_article_is_no_request(requests: Requests, message: str) -> None:
    assert requests.classify(Utterance(message)) == Said.NOTHING


@pytest.mark.parametrize("head", ["do you have {}", "have you got {}", "got {}?", "you have {}?", "do they have {}"])
@pytest.mark.parametrize("what", table("a gym | yoga classes | rope | merch | beer | shoes | a map | coffee | snacks"))
def test_a_question_what_the_article_has_is_no_small_talk(requests: Requests, head: str, what: str) -> None:
    assert not requests.classify(Utterance(head.format(what)))


@pytest.mark.parametrize(
    "message",
    table(
        "if i feed yours you gotta feed mine, is that the idea? | you win some you lose some, is that the point"
        " | i scratch your back you scratch mine, is that how it works?"
    ),
)
def test_a_saying_before_a_question_makes_it_no_small_talk(requests: Requests, message: str) -> None:
    assert not requests.classify(Utterance(message))


@pytest.mark.parametrize("message", table("do you have feelings | do you have a personality | have you got an owner"))
def test_questions_about_a_bots_features_are_about_the_bot(requests: Requests, message: str) -> None:
    assert requests.classify(Utterance(message)) is Said.ABOUT


@pytest.mark.parametrize("message", table(OTHER_SUBJECTS))
def test_a_summary_request_with_another_subject_gets_no_summary_of_the_article(
    requests: Requests, message: str
) -> None:
    assert requests.classify(Utterance(message), may_ask=False) == Said.NOTHING


def test_letters_that_a_bare_subject_shares_with_a_request_ask_for_nothing() -> None:
    article = tiny_article({"main": ["who are the maintainers"]})
    article = replace(article, sections=(replace(article.sections[0], title="Maintainers and versions"),))
    requests = Requests(ArticleWords(article), matcher_of(article).compiled.vocabulary)

    assert requests.classify(Utterance("maintainers")) == requests.classify(Utterance("linux versions")) == Said.NOTHING
    assert requests.classify(Utterance("main points")) == Said.SUMMARY


@pytest.mark.parametrize("whole", table("article | whole thing | text | document | artical | story | Tiny"))
def test_any_word_for_the_whole_can_be_the_object_of_a_summary_request(whole: str) -> None:
    matcher = matcher_of(tiny_article({"hall": ["where is the hall"]}))
    requests = Requests(ArticleWords(matcher.article), matcher.compiled.vocabulary)

    assert requests.classify(Utterance(f"give me a summary of the {whole}")) == Said.SUMMARY
    assert requests.classify(Utterance("give me a summary of the orchestra")) == Said.NOTHING


def test_common_words_of_a_topic_make_a_request_no_question_about_it() -> None:
    article = tiny_article({"hall": ["where is the main hall", "key points of access"]})
    section = replace(article.sections[0], title="The main hall and its key points")
    matcher = matcher_of(replace(article, sections=(section,)))
    requests = Requests(ArticleWords(matcher.article), matcher.compiled.vocabulary)

    assert requests.classify(Utterance("main points")) == Said.SUMMARY
    assert requests.classify(Utterance("main hall")) == Said.NOTHING
    assert requests.classify(Utterance("give me the gist of the hall")) == Said.NOTHING
    assert requests.classify(Utterance("give me the gist of the hall"), may_ask=False) == Said.NOTHING


@pytest.mark.parametrize(
    "message",
    table("rules | the rules? | what are the rules | show me all the house rules pls | where are the rules here?"),
)
def test_a_request_by_the_articles_name_wants_the_whole_article(message: str) -> None:
    article = replace(tiny_article({"quiet": ["what are the rules for noise"]}), title="The harbour: house rules")
    matcher = matcher_of(article)
    of_rules = Requests(ArticleWords(article), matcher.compiled.vocabulary)

    assert of_rules.classify(Utterance(message)) == of_rules.classify(Utterance(message), 0.9) == Said.SUMMARY
    for other in ("what are the rules for noise", "rules of the kiln", "who made the rules", "is it against the rules"):
        assert of_rules.classify(Utterance(other)) == Said.NOTHING
    assert of_rules.classify(Utterance(f"what are the rules {'- ' * LONGEST_NAMING}for noise")) == Said.NOTHING


NAMED = ("tldr of {}", "summarize {}", "the gist of {}", "3 key points of {}", "what is {} about", "explain {} to me")


@pytest.mark.parametrize("message", NAMED)
@pytest.mark.parametrize("name", ["us india trade talks", "the trade talks", "the U.S.-India talks"])
def test_the_whole_is_asked_for_by_what_the_article_is_called_even_where_its_passages_use_the_words(
    matcher: Matcher, message: str, name: str
) -> None:
    assert Dialogue(matcher).reply(message.format(name)).said is Said.SUMMARY


@pytest.mark.parametrize("message", NAMED)
def test_a_topic_called_by_a_part_of_the_title_is_not_the_whole(matcher: Matcher, message: str) -> None:
    assert Dialogue(matcher).reply(message.format("market access")).said is Said.NOTHING


@pytest.mark.parametrize(
    "message", ["how are {} going", "who leads {}", "what happened in {}", "{}", "where are {} held"]
)
def test_a_question_with_the_name_of_the_article_is_about_what_it_asks(matcher: Matcher, message: str) -> None:
    assert Dialogue(matcher).reply(message.format("the trade talks")).said is Said.NOTHING


@pytest.mark.parametrize(
    "message", table("what would the us gain | what does us want | us views | what will the us do?")
)
def test_us_is_a_country_where_we_would_be_the_people(message: str) -> None:
    country = Name("United States", "country", role="", aliases=("U.S.", "US", "USA"), passage="")
    article = tiny_article({"deal": ["what is in the deal", "which deal is it"]}, names=[country])
    matcher = matcher_of(replace(article, title="U.S. trade talks"))

    assert (
        Requests(ArticleWords(matcher.article), matcher.compiled.vocabulary).classify(Utterance(message))
        == Said.NOTHING
    )


def test_us_is_the_people_where_they_are_told_something(requests: Requests) -> None:
    assert {requests.classify(Utterance(each)) for each in ("give us the gist", "fill us in", "catch us up")} == {
        Said.SUMMARY
    }


def test_a_message_that_is_likelier_a_question_is_no_request(requests: Requests) -> None:
    assert requests.classify(Utterance("give me the gist"), 1.0) == Said.NOTHING


@pytest.mark.parametrize(
    "message",
    table("""impressive | what a joke | pls | wat | let's go | good bot | ʕ•ᴥ•ʔ | </3 | +1 | 👍 | ty so much
    | thank you for the help | hello there"""),
)
def test_small_talk_is_no_request(requests: Requests, message: str) -> None:
    assert requests.classify(Utterance(message)) is requests.classify(Utterance(message), may_ask=False) is Said.NOTHING


def test_the_bot_has_a_version_where_the_article_has_none(requests: Requests) -> None:
    assert requests.classify(Utterance("version?"), may_ask=False) is Said.ABOUT
    assert requests.classify(Utterance("version?")) is Said.NOTHING


def test_the_weights_know_nearly_all_of_their_examples() -> None:
    texts, classes = (each[::5] for each in examples())
    found = [classify(" ".join(plain(text).split())) for text in texts]
    said = [(guess if probability >= LIKELY else Said.NOTHING) for guess, probability in found]
    known = sum(
        guess == was or (guess in SMALL_TALK and was in SMALL_TALK) for guess, was in zip(said, classes, strict=True)
    )

    assert known / len(classes) >= LEAST_KNOWN


@pytest.mark.parametrize(
    "message",
    table("""ten second version | a two minute version please | could you recap the entire text
    | an abstract would be great | explain it like i'm late for a meeting | an outline when you get time, no rush"""),
)
def test_how_long_the_whole_may_be_how_it_is_told_and_what_is_polite_are_no_subjects(
    requests: Requests, message: str
) -> None:
    assert requests.classify(Utterance(message)) is Said.SUMMARY


@pytest.mark.parametrize("message", table("what is this text about | what's the text even about lol | short version"))
def test_the_articles_name_alone_asks_for_the_whole(requests: Requests, message: str) -> None:
    assert requests.classify(Utterance(message)) is Said.SUMMARY


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("3 key takeaways", 3),
        ("five main points please", 5),
        ("give me 2 bullet points", 2),
        ("0 facts", 1),
        ("key points", KEY_POINTS),
        ("what are the main takeaways", KEY_POINTS),
        ("in bullets", KEY_POINTS),
        ("tldr", None),
        ("what is the point", None),
        ("explain like i am 5", None),
        ("the 4 most important bits", 4),
        ("give me the top three", 3),
        ("what are your 3 most important rules", 3),
        ("sum it up in 3 short sentences", None),
        ("in one sentence", None),
        ("a summary in 50 words", None),
        ("the main thing", None),
    ],
)
def test_key_points_are_counted_where_they_are_asked_for(message: str, count: int | None) -> None:
    assert key_points(Utterance(message)) == count


@pytest.mark.parametrize(("message", "wanted"), [("which companies are in it", True), ("who is in it", False)])
def test_organisations_are_distinguished_from_people(message: str, wanted: bool) -> None:
    assert (kind_of(Said.PEOPLE, Utterance(message)) == "organisation") is wanted


@given(ANY_TEXT)
def test_any_text_has_a_class_and_a_probability(text: str) -> None:
    said, probability = classify(plain(text))

    assert said in CLASSES
    assert 0 <= probability <= 1


@given(st.lists(st.text(st.characters(categories=["Ll"]), min_size=1), max_size=5))
def test_each_feature_of_words_is_counted_once(words: list[str]) -> None:
    features = list(grams(words))

    assert len(set(features)) == len(features)
    assert {f" {word} "[:2] for word in words} <= set(features)


@given(text=ANY_TEXT, than=st.floats(LIKELY, 1))
def test_any_text_is_one_of_the_closed_list_and_never_more_for_a_higher_threshold(
    requests: Requests, text: str, than: float
) -> None:
    said = requests.classify(Utterance(text))

    assert said in (*REQUESTED, Said.NOTHING)
    assert key_points(Utterance(text)) is None or key_points(Utterance(text)) >= 1  # pyright: ignore[reportOptionalOperand]
    assert requests.classify(Utterance(text), than) in (said, Said.NOTHING)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a summary of the kiln please", ["the", "kiln"]),
        ("uhh can u tell me abt the kiln pls", ["the", "kiln"]),
        ("explain the assembly", ["the", "assembly"]),
        ("summarize slowly", []),
        ("give me the gist of this page", []),
    ],
)
def test_the_objects_of_a_summary_request_exclude_adverbs(line: str, words: list[str]) -> None:
    assert [word for word in objects_of(line) if word != "this"] == words
