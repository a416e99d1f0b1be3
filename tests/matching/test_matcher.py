"""The matcher on the shipped article: its answers, choices and misses."""

from __future__ import annotations

import re
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import english
from bot.matching.cache import load_matcher
from bot.matching.intent import named_paragraph
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome
from bot.matching.spelling import is_english
from bot.matching.text import tokenize
from tests.matching.outcome_rules import answered, check_outcome

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
    "How big is the US trade deficit with India?",
    "what did Putin say about it",
    "what is the capital of Mongolia",
    "how do I grow tomatoes on a balcony?",
]

VAGUE = ["what about india?", "and the us?", "what about both countries", "officials", "the talks", "trade", "India"]

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
        ("fact check: were detainees shackled during transit", {9}),
        ("tell me about the two-way street", {5}),
    ],
)
def test_commands_steer_and_do_not_count_as_unexplained(matcher: Matcher, command: str, paragraphs: set[int]) -> None:
    assert paragraph_answered(matcher.match(command)) in paragraphs


@pytest.mark.parametrize("question", NOT_SAID)
def test_questions_that_the_article_does_not_answer_get_no_answer(matcher: Matcher, question: str) -> None:
    assert not isinstance(matcher.match(question), Answer)


@pytest.mark.parametrize("name", ROLES)
@pytest.mark.parametrize(("question", "gap"), [("how old is {}?", "person-age"), ("how tall is {}", "person-looks")])
def test_a_general_gap_names_the_person_asked_about(matcher: Matcher, question: str, gap: str, name: str) -> None:
    for form in (name, name.split()[1], name.upper()):
        outcome = matcher.match(question.format(form))
        assert isinstance(outcome, NoMatch)
        assert outcome.gap is not None
        assert outcome.gap.id == gap
        assert name in outcome.gap.note


def test_a_known_gap_is_never_answered(matcher: Matcher) -> None:
    asks = [(gap, ask) for gap in matcher.article.gaps for ask in gap.asks[::4] if "{" not in ask]

    assert len(asks) > 100
    wrong: list[tuple[str, str]] = []
    for gap, ask in asks:
        outcome = matcher.match(ask)
        if not isinstance(outcome, NoMatch) or outcome.gap != gap:
            wrong.append((gap.id, ask))
    assert wrong == []


def test_a_word_of_most_sections_chooses_none_of_them(matcher: Matcher) -> None:
    for word in ("India", "trade", "tell me about trade"):
        outcome = matcher.match(word)
        assert isinstance(outcome, Choices), word
        assert len({candidate.passage.section for candidate in outcome.candidates}) > 1


def test_a_doubtful_question_gives_choices_best_first(matcher: Matcher) -> None:
    choices = [outcome for outcome in map(matcher.match, VAGUE) if isinstance(outcome, Choices)]

    assert choices
    for outcome in choices:
        check_outcome(outcome, matcher.article)
        scores = [candidate.score for candidate in outcome.candidates]
        assert scores == sorted(scores, reverse=True)


def test_every_section_title_finds_its_section(matcher: Matcher) -> None:
    found = {section.title: answered(matcher.match(section.title)) for section in matcher.article.sections}

    wrong = [
        (section.id, passage.key if passage else None)
        for section in matcher.article.sections
        if (passage := found[section.title]) is None or passage.section != section.id
    ]
    assert wrong == []


def test_asks_of_every_passage_are_answered_with_its_quote(matcher: Matcher) -> None:
    wrong: list[tuple[str, str, str | None]] = []
    for number, passage in enumerate(matcher.article.passages):
        chosen = {*passage.asks[number % 8 :: 8], *filter(named_paragraph, passage.asks)}
        for ask in sorted(chosen):
            found = answered(matcher.match(ask))
            if found is None or found.quote != passage.quote:
                wrong.append((passage.key, ask, found.key if found else None))
    assert wrong == []


AROUND = {
    "list number": ["1. {}", "(1) {}", "2) {}", "12. {}", "b) {}", "iv. {}", "[3] {}", "Q3: {}"],
    "bullet": ["- {}", "* {}", "• {}", "– {}", "# {}"],
    "back-ticks": ["`{}`", "``{}``", "- `{}`"],
    "emphasis": ["**{}**", "*{}*", "_{}_", "__{}__", "~~{}~~", "||{}||", "1. **{}**"],
    "quotation marks": ['"{}"', "“{}”"],
    "emoticon": [">:( {}", ":) {}", "{} :)", "{} ;-)", "{} <3", ":/ {}", "{} T_T", "🔥 {}", "{} 😂😂"],
    "reference mark": ["{}[1]", "{} [12]", "{}¹", "{} [citation needed]"],
    "label": ["edit: {}", "EDIT: {}", "p.s. {}", "P.S. {}", "btw: {}", "fyi: {}"],
    "mention or link": ["<@123456789012345678> {}", "{} https://example.com/a?b=c", "@here {}"],
    "marks": ["{}???", "{}!!!", "   {}   ", "{}...", "\u200b{}"],
    "greeting": ["hi! {}", "hello there, {}", "hey all. {}", "yo {}", "hey bot {}", "Hi all,\n\n{}"],
    "thanks": ["{} thanks", "{} Thanks!", "{} thx a lot", "{} ty!!", "{}\n\nthanks in advance", "{}\n\nCheers"],
    "laughter": ["{} lol", "lol {}", "lmao {}", "{} haha", "{} tbh", "{} btw", "{} pls", "ok so {}", "umm {}"],
    "afterthought": ["{}\nEDIT: typo", "{}\n\np.s. love this bot", "{}\nsorry if this was asked before."],
    "others' words": ["> the deal is great\n{}", "{}\n> I think so too\n", "```\nprint(1)\n```\n{}"],
}


@pytest.fixture(scope="module")
def sample(matcher: Matcher) -> list[str]:
    """Asks of passages all over the article that are answered."""
    asks = [passage.asks[number % len(passage.asks)] for number, passage in enumerate(matcher.article.passages)]
    return [ask for ask in asks[::2] if answered(matcher.match(ask))]


@pytest.mark.slow
@pytest.mark.parametrize("kind", AROUND)
def test_decoration_around_a_question_does_not_change_the_passage_found(
    matcher: Matcher, sample: list[str], kind: str
) -> None:
    expected = {ask: answered(matcher.match(ask)) for ask in sample}

    asked = [(form, ask) for form in AROUND[kind] for ask in sample]
    wrong = [(form, ask) for form, ask in asked if answered(matcher.match(form.replace("{}", ask))) != expected[ask]]
    assert len(sample) > 30
    assert len(wrong) <= 0.05 * len(asked), wrong


def test_chat_around_it_does_not_hide_the_question_what_the_article_is_about(matcher: Matcher) -> None:
    asked = "what is this article about"
    alone = answered(matcher.match(asked))
    forms = ["hi! {}", "{} thanks", "so {}", "{} lol", "Hello bot, {}?"]

    assert alone is not None
    assert [form for form in forms if answered(matcher.match(form.format(asked))) != alone] == []


@pytest.mark.parametrize("before", ["Good morning everyone. ", "I love cake. ", "It rained all day.\n"])
def test_a_short_question_is_found_after_a_sentence_that_has_nothing_to_do_with_it(
    matcher: Matcher, before: str
) -> None:
    expected = {asked: answered(matcher.match(asked)) for asked in ("Who is Goyal?", "Were they shackled?")}

    assert None not in expected.values()
    assert {asked: answered(matcher.match(before + asked)) for asked in expected} == expected


def test_a_short_question_is_read_with_the_sentence_before_it_that_has_its_subject(
    matcher: Matcher,
) -> None:
    for message, paragraph in (
        ("They were put on military planes. Why?", 9),
        ("So Tammy Bruce spoke for the State Department. Who is she?", 2),
        ("Landau and Misri met. When?", 1),
        ("Detainees were on military planes. Were they shackled?", 9),
    ):
        assert paragraph_answered(matcher.match(message)) == paragraph, message


def program_texts() -> dict[str, str]:
    """The texts of the matching by file, without the dictionary."""
    folder = Path(english.__file__).parent.parent
    files = [path for ending in ("*.py", "*.txt", "*.toml", "*.json") for path in folder.rglob(ending)]
    return {path.name: path.read_text("utf-8") for path in files if path.name != "stems.txt"}


def test_no_file_of_the_matching_names_the_people_of_the_shipped_article(matcher: Matcher) -> None:
    people = [name for name in matcher.article.names if name.kind == "person"]
    names = {word for person in people for word in tokenize(person.name)}

    texts = program_texts()
    wrong = [
        (file, word)
        for file, text in texts.items()
        for word in sorted(names.intersection(re.findall(r"\w+", text.casefold())))
    ]
    assert len(names) >= 16
    assert len(texts) > 15
    assert wrong == []


def test_the_dictionary_has_no_names_of_the_shipped_article_but_common_ones(matcher: Matcher) -> None:
    surnames = {name.name.split()[-1].casefold() for name in matcher.article.names if name.kind == "person"}

    assert {surname for surname in surnames if is_english(surname)} <= {"trump", "bruce"}


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
def test_any_text_has_a_sound_outcome(matcher: Matcher, text: str) -> None:
    check_outcome(matcher.match(text), matcher.article)


@pytest.mark.parametrize(
    "text",
    [
        "tariffs " * 200_000,
        "what did Landau say about tariffs? " * 5_000,
        "a" * 1_000_000,
        "a\u0301" * 100_000,
        "a" + "\u0301\u0316" * 100_000,
        "ﷺ" * 100_000,
        "`" * 100_000,
        "<@" * 100_000,
        "\n" * 100_000,
        "> \n" * 100_000,
        "1. " * 100_000,
        ":(" * 100_000,
        "u." * 100_000,
        "'" * 100_000,
        "paragraph " * 50_000,
        "\ud800" * 100_000,
    ],
    ids=lambda text: repr(text[:10]),
)
def test_a_huge_message_has_a_sound_outcome(matcher: Matcher, text: str) -> None:
    check_outcome(matcher.match(text), matcher.article)
