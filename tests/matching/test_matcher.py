"""The matcher on the shipped article: what it answers, what it leaves open, what it says is not there."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.cache import load_matcher
from bot.matching.intent import paragraph_asked_for
from bot.matching.matcher import ANSWER, Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome
from tests.article.small_article import SmallArticle
from tests.matching.outcome_rules import answered, candidates_of, check_outcome

ROLES = {
    "Christopher Landau": "Deputy Secretary of State Christopher Landau",
    "Vikram Misri": "Indian Foreign Secretary Vikram Misri",
    "Tammy Bruce": "State Department spokesperson Tammy Bruce",
    "Piyush Goyal": "Indian Commerce Minister Piyush Goyal",
    "Howard Lutnick": "Commerce Secretary Howard Lutnick",
    "Scott Bessent": "Treasury Secretary Scott Bessent",
    "Jamieson Greer": "U.S. Trade Representative Jamieson Greer",
    "Narendra Modi": "Prime Minister Narendra Modi",
}

# Questions that share the article's names and words and ask what it does not say.
NOT_SAID = [
    "How old is Landau?",
    "What tariff does India put on almonds?",
    "How many Indian nationals were deported this year?",
    "how tall is Modi",
    "what university did Misri go to",
    "did they talk about Kashmir?",
    "Who is Tammy Bruce married to?",
    "what company did Howard Lutnick run before joining the cabinet",
    "How big is the US trade deficit with India?",
    "what did Putin say about it",
    "what is the capital of Mongolia",
    "how do I grow tomatoes on a balcony?",
]

VAGUE = [
    "what about india?",
    "and the us?",
    "what about both countries",
    "officials",
    "what did they want",
    "the talks",
]

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def paragraph_answered(outcome: Outcome) -> int | None:
    passage = answered(outcome)
    return passage.paragraph if passage else None


@pytest.mark.parametrize("form", ["{name}", "{last}", "who is {name}", "Who's {last}?", "tell me who {name} is pls"])
@pytest.mark.parametrize("name", ROLES)
def test_a_persons_name_gives_who_it_is(matcher: Matcher, name: str, form: str) -> None:
    passage = answered(matcher.match(form.format(name=name, last=name.split()[1])))

    assert passage is not None
    assert ROLES[name] in passage.quote


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("Who did Piyush Goyal meet in Washington?", {6}),
        ("What day did Landau and Misri meet?", {1}),
        ("what is Atmanirbhar Bharat", {15}),
        ("were people really deported on military planes", {9}),
        ("clean energy", {16}),
        ("Has a trade deal been announced yet?", {7}),
        ("did pyush goyel meet lutnik", {6}),
        ("is trade a 2-way street??", {5}),
        ("**military** planes 🇮🇳 <:plane:123456789012345678>", {9}),
    ],
)
def test_a_question_of_the_article_is_answered_from_the_right_paragraph(
    matcher: Matcher, question: str, paragraphs: set[int]
) -> None:
    assert paragraph_answered(matcher.match(question)) in paragraphs


@pytest.mark.parametrize(
    ("command", "paragraphs"),
    [
        ("summarize the part about illegal migration", {1, 8, 9, 10}),
        ("summarize the section on the Goyal visit", {6, 7}),
        ("summarise the passage about clean energy please", {16}),
        ("quote the passage about military planes", {9}),
        ("quote the sentence about the two-way street", {5}),
        ("is it true that no deal has been announced", {7}),
        ("is it true that detainees were shackled?", {9}),
        ("fact check: were detainees shackled during transit", {9}),
        ("tell me about the two-way street", {5}),
    ],
)
def test_commands_steer_and_do_not_count_as_unexplained(matcher: Matcher, command: str, paragraphs: set[int]) -> None:
    assert paragraph_answered(matcher.match(command)) in paragraphs


@pytest.mark.parametrize(
    "form",
    ["paragraph {n}", "¶ {n}", "¶{n}", "para {n}", "what does paragraph {n} say?", "read me paragraph number {n}"],
)
def test_a_paragraph_can_be_asked_for_by_number(matcher: Matcher, form: str) -> None:
    asked = range(1, len(matcher.article.paragraphs) + 1)

    assert [paragraph_answered(matcher.match(form.format(n=number))) for number in asked] == list(asked)


@pytest.mark.parametrize("question", ["the ninth paragraph", "what's in the 9th paragraph", "paragraph nine"])
def test_a_paragraph_can_be_asked_for_in_words(matcher: Matcher, question: str) -> None:
    assert paragraph_answered(matcher.match(question)) == 9


@pytest.mark.parametrize("question", ["paragraph 9 shackled", "shackled, paragraph 9", "the ninth paragraph: shackles"])
def test_a_subject_chooses_among_the_passages_of_the_paragraph(matcher: Matcher, question: str) -> None:
    passage = answered(matcher.match(question))

    assert passage is not None
    assert passage.paragraph == 9
    assert "shackled" in passage.quote


@pytest.mark.parametrize("question", ["paragraph 20", "the 99th paragraph", "¶ 500", "quote paragraph 21 on tariffs"])
def test_a_paragraph_that_the_article_has_not_gives_no_match(matcher: Matcher, question: str) -> None:
    assert isinstance(matcher.match(question), NoMatch)


@pytest.mark.parametrize("question", NOT_SAID)
def test_what_the_article_does_not_say_is_not_answered(matcher: Matcher, question: str) -> None:
    assert not isinstance(matcher.match(question), Answer)


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("How old is Landau?", "people-lives"),
        ("how old is vikram misri", "people-lives"),
        ("What tariff does India put on almonds?", "tariff-rates"),
        ("how many people were deported", "deportee-numbers"),
    ],
)
def test_no_match_names_the_gap_where_one_is_known(matcher: Matcher, question: str, gap: str) -> None:
    outcome = matcher.match(question)

    assert isinstance(outcome, NoMatch)
    assert outcome.gap is not None
    assert outcome.gap.id == gap


def test_what_is_known_to_be_asked_in_vain_is_never_answered(matcher: Matcher) -> None:
    asks = [(gap.id, ask) for gap in matcher.article.gaps for ask in gap.asks[::12] if "{" not in ask]

    assert len(asks) > 100
    assert [(gap, ask) for gap, ask in asks if isinstance(matcher.match(ask), Answer)] == []


@pytest.mark.parametrize("question", ["", "   ", "👍", "```code```", "https://example.com", "\ud800", "qqqq wwww zzzz"])
def test_a_message_without_a_subject_gives_no_match(matcher: Matcher, question: str) -> None:
    outcome = matcher.match(question)

    assert isinstance(outcome, NoMatch)
    assert outcome.score < ANSWER


def test_a_doubtful_question_gives_choices_best_first(matcher: Matcher) -> None:
    choices = [outcome for outcome in map(matcher.match, VAGUE) if isinstance(outcome, Choices)]

    assert choices
    for outcome in choices:
        check_outcome(outcome, matcher.article)
        scores = [candidate.score for candidate in outcome.candidates]
        assert scores == sorted(scores, reverse=True)


def test_runners_up_have_other_quotes_than_the_answer(matcher: Matcher) -> None:
    asks = [ask for passage in matcher.article.passages for ask in passage.asks[:2]]
    outcomes = [outcome for outcome in map(matcher.match, asks) if isinstance(outcome, Answer)]

    assert any(outcome.others for outcome in outcomes)
    for outcome in outcomes:
        quotes = [candidate.passage.quote for candidate in candidates_of(outcome)]
        assert len(set(quotes)) == len(quotes)


def test_an_answer_tells_which_words_matched_and_the_nearest_text(matcher: Matcher) -> None:
    outcome = matcher.match("so what about those milatary planes tho")

    assert isinstance(outcome, Answer)
    assert {"military", "planes"} <= set(outcome.best.matched)
    assert "military" in outcome.best.nearest
    assert ANSWER <= outcome.best.score <= 1


def test_a_follow_up_is_read_with_the_topic_of_the_last_answer(matcher: Matcher) -> None:
    topic = matcher.article.section("narcotics")
    assert topic is not None

    assert not isinstance(matcher.match("tell me more"), Answer)
    passage = answered(matcher.match("tell me more", about=topic))
    assert passage is not None
    assert "narcotics" in passage.quote.lower()


@pytest.mark.parametrize(
    "message", ["thanks", "lol?", "ok", "and Pakistan?", "how much did it cost?", "how old is he?"]
)
def test_no_topic_makes_an_answer_of_what_the_article_does_not_say(matcher: Matcher, message: str) -> None:
    for section in matcher.article.sections:
        assert isinstance(matcher.match(message, about=section), NoMatch), section.id


def test_a_follow_up_about_a_word_is_answered_by_a_passage_of_the_topic_that_says_it(matcher: Matcher) -> None:
    followed = {
        section.id: matcher.match("and what about India?", about=section) for section in matcher.article.sections
    }

    answers = {name: outcome for name, outcome in followed.items() if isinstance(outcome, Answer)}
    assert len(answers) > len(followed) / 2
    for name, outcome in answers.items():
        passage = outcome.best.passage
        assert passage.section == name
        assert outcome.best.own_share == 1.0, passage.key


def test_a_follow_up_about_the_date_finds_the_passage_that_has_it(matcher: Matcher) -> None:
    passage = answered(matcher.match("and when?", about=matcher.article.section("meeting")))
    assert passage is not None
    assert passage.key == "meeting/when-where-met"
    assert isinstance(matcher.match("and when?", about=matcher.article.section("benefits")), NoMatch)


def test_a_follow_up_without_a_subject_is_never_answered_but_by_choices_of_the_topic(matcher: Matcher) -> None:
    for section in matcher.article.sections:
        for message in ("why did they?", "where?", "how many?"):
            outcome = matcher.match(message, about=section)
            assert not isinstance(outcome, Answer), (section.id, message)
            if isinstance(outcome, Choices):
                assert {candidate.passage.section for candidate in outcome.candidates} == {section.id}


def test_a_question_that_stands_alone_is_answered_alone_whatever_was_the_topic(matcher: Matcher) -> None:
    for section in matcher.article.sections:
        assert matcher.match("who is Tammy Bruce?", about=section) == matcher.match("who is Tammy Bruce?")


def test_a_topic_never_makes_an_outcome_worse(matcher: Matcher) -> None:
    for question in VAGUE:
        alone = matcher.match(question)
        for section in matcher.article.sections:
            followed = matcher.match(question, about=section)
            check_outcome(followed, matcher.article)
            assert isinstance(alone, NoMatch) or not isinstance(followed, NoMatch)


def test_every_section_title_finds_its_section(matcher: Matcher) -> None:
    found = {section.title: answered(matcher.match(section.title)) for section in matcher.article.sections}

    wrong = [
        (section.id, passage.key if passage else None)
        for section in matcher.article.sections
        if (passage := found[section.title]) is None or passage.section != section.id
    ]
    assert wrong == []


def test_every_ask_is_known_as_one_of_its_own_passage(matcher: Matcher) -> None:
    passages = matcher.article.passages

    wrong: list[tuple[str, str]] = []
    for passage in passages:
        for ask in passage.asks:
            target = matcher.index.target_of(ask)
            if target is None or target >= len(passages) or passages[target].quote != passage.quote:
                wrong.append((passage.key, ask))
    assert wrong == []


def test_asks_of_every_passage_are_answered_with_its_quote(matcher: Matcher) -> None:
    """Together with the test above: an ask that is known word for word is answered unless it names a paragraph.
    So it is enough to ask all that do, and a few of the others, at another place in each passage."""
    wrong: list[tuple[str, str, str | None]] = []
    for number, passage in enumerate(matcher.article.passages):
        chosen = {*passage.asks[number % 16 :: 16], *filter(paragraph_asked_for, passage.asks)}
        for ask in sorted(chosen):
            found = answered(matcher.match(ask))
            if found is None or found.quote != passage.quote:
                wrong.append((passage.key, ask, found.key if found else None))
    assert wrong == []


def test_every_ask_of_a_small_article_finds_its_own_passage(small_article: SmallArticle) -> None:
    matcher = Matcher.of(small_article.load())

    for passage in matcher.article.passages:
        for ask in passage.asks:
            assert answered(matcher.match(ask)) == passage


def test_an_article_without_gaps_names_and_synonyms_is_matched(small_article: SmallArticle) -> None:
    small_article.remove("gaps.toml")
    small_article.write("article.toml", 'title = "T"\nsource = "S"\nsummary = "S."\n')
    matcher = Matcher.of(small_article.load())

    assert isinstance(matcher.match("when do cats hunt"), Answer)
    assert isinstance(matcher.match("tomorrow's football results"), NoMatch)


def test_several_threads_get_the_same_outcomes_from_a_fresh_matcher(
    matcher: Matcher, data_folder: Path, index_cache: Path
) -> None:
    last_asks = [passage.asks[-1] for passage in matcher.article.passages[-8:]]
    questions = [*last_asks, *NOT_SAID[:4], *VAGUE[:2], "who is Tammy Bruce?", "tarrifs", "paragraph 9"]
    expected = [matcher.match(question) for question in questions]
    fresh = load_matcher(data_folder, index_cache)
    threads = 6
    start = threading.Barrier(threads)

    def ask_all(first: int) -> list[Outcome]:
        start.wait(timeout=60)
        rotated = [fresh.match(question) for question in questions[first:] + questions[:first]]
        return rotated[len(questions) - first :] + rotated[: len(questions) - first]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(threads) as pool:
            found = list(pool.map(ask_all, range(threads)))
    finally:
        sys.setswitchinterval(interval)

    assert all(outcomes == expected for outcomes in found)


@given(ANY_TEXT)
@settings(max_examples=300)
def test_any_text_has_a_sound_outcome(matcher: Matcher, text: str) -> None:
    check_outcome(matcher.match(text), matcher.article)


@given(data=st.data())
@settings(max_examples=200)
def test_any_words_of_the_article_and_its_index_have_a_sound_outcome(matcher: Matcher, data: st.DataObject) -> None:
    check_outcome(matcher.match(data.draw(messages(matcher))), matcher.article)


@given(data=st.data())
@settings(max_examples=60)
def test_the_same_message_has_the_same_outcome(matcher: Matcher, data: st.DataObject) -> None:
    message = data.draw(st.one_of(ANY_TEXT, messages(matcher)))

    assert matcher.match(message) == matcher.match(message)


@given(data=st.data(), before=st.text(" \t\n\r\u00a0\u3000"), after=st.text(" \t\n\r\u00a0\u3000"))
@settings(max_examples=100)
def test_case_and_white_space_around_do_not_matter(
    matcher: Matcher, data: st.DataObject, before: str, after: str
) -> None:
    message = data.draw(st.one_of(st.text(st.characters(codec="ascii"), max_size=100), messages(matcher)))
    expected = matcher.match(message)

    assert matcher.match(before + message + after) == expected
    assert matcher.match(message.upper()) == expected
    assert matcher.match(message.lower()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tariffs " * 200_000,
        "a" * 1_000_000,
        "a\u0301" * 100_000,
        "`" * 100_000,
        "<@" * 100_000,
        "\n" * 100_000,
        "> \n" * 100_000,
        "u." * 100_000,
        "'" * 100_000,
        "paragraph " * 50_000,
        "\ud800" * 100_000,
    ],
    ids=lambda text: repr(text[:10]),
)
def test_a_huge_message_has_a_sound_outcome(matcher: Matcher, text: str) -> None:
    check_outcome(matcher.match(text), matcher.article)


def messages(matcher: Matcher) -> st.SearchStrategy[str]:
    """Messages of one to a dozen words of the article, its names and its asks, some of them whole."""
    article = matcher.article
    asks = [ask for passage in article.passages for ask in passage.asks[::30]]
    words = sorted({word for paragraph in article.paragraphs for word in paragraph.split()})
    names = [name.name for name in article.names]
    chat = ["lol", "who is", "how many", "when", "is it true that", "paragraph 9", "tarrifs", "not", "?", "🔥"]
    parts = st.one_of(st.sampled_from(words), st.sampled_from(names), st.sampled_from(chat))
    return st.one_of(st.sampled_from(asks), st.lists(parts, min_size=1, max_size=12).map(" ".join))
