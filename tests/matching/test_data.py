"""The shipped articles: without faults, in their own words, of bounded size, and answered as well as was measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot.article.loader import load_article
from bot.article.model import Article
from bot.conversation.dialogue import Dialogue
from bot.evaluation.checking import check_folder
from bot.evaluation.labels import LabelledQuestion
from bot.evaluation.report import Report, evaluate
from bot.matching.calibration import hidden_questions
from bot.matching.corpus import Corpus
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, NoMatch
from bot.matching.text import stem, tokenize
from tests.labelled import read_questions

pytestmark = pytest.mark.data

SHIPPED = ["us-india-trade", "foundry-lane"]

MOST_ASKS_OF_A_PASSAGE = 25
MOST_ASKS_OF_A_GAP = 15
MOST_PHRASES = 8_000

# What was measured, less about 0.03: a change that lowers one has to say so.
FLOORS = {
    "questions.jsonl": {"hit": 0.855, "span": 0.84, "offered": 0.92, "quiet": 0.91},
    "held-out.jsonl": {"hit": 0.855, "span": 0.84, "offered": 0.91, "quiet": 0.895},
}
NEAR_FLOOR = 0.87
FOUNDRY_FLOORS = {"hit": 0.69, "span": 0.68, "offered": 0.78, "quiet": 0.7}
FOUND_WITHOUT_ITSELF = 0.74

_WEEKDAY_OR_MONTH = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen twenty thirty hundred thousand million billion "
    "first second third once twice half".split()
)


@pytest.fixture(scope="module")
def foundry(data_folder: Path) -> Matcher:
    """The matcher of the other article that is shipped, which has few asks and no machine's."""
    return Matcher.of(load_article(data_folder.parent / "foundry-lane"))


@pytest.fixture(scope="module")
def foundry_report(foundry: Matcher, data_folder: Path) -> Report:
    listed = read_questions(data_folder.parent / "foundry-lane" / "questions.jsonl")
    return evaluate([(question,) for question in listed], Dialogue(foundry), foundry.article)


@pytest.fixture(scope="module")
def questions(data_folder: Path) -> dict[str, list[LabelledQuestion]]:
    """The shipped article's labelled questions by file."""
    return {file: read_questions(data_folder / file) for file in FLOORS}


@pytest.fixture(scope="module")
def reports(matcher: Matcher, questions: dict[str, list[LabelledQuestion]]) -> dict[str, Report]:
    """How the shipped article's labelled questions are answered, by file."""
    talk = Dialogue(matcher)
    return {
        file: evaluate([(question,) for question in listed], talk, matcher.article)
        for file, listed in questions.items()
    }


def summaries(article: Article) -> Iterator[tuple[str, str]]:
    """``(where, text)`` of all that the curators say in their own words about what the article says."""
    yield "article", article.summary
    for section in article.sections:
        yield section.id, section.title
        yield section.id, section.summary
        yield from ((passage.key, passage.summary) for passage in section.passages)
    yield from ((name.name, name.role) for name in article.names)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_article_and_its_labelled_questions_have_no_faults(data_folder: Path, name: str) -> None:
    folder = data_folder.parent / name
    article, questions = check_folder(folder)

    assert article.id == name
    assert len(questions) >= 400


def test_all_articles_that_are_shipped_are_tested(data_folder: Path) -> None:
    assert {path.parent.name for path in data_folder.parent.glob("*/article.toml")} == set(SHIPPED)


def test_the_shipped_article_has_nineteen_paragraphs(data_folder: Path) -> None:
    lines = (data_folder / "article.txt").read_text("utf-8").splitlines()

    assert len(lines) == 19
    assert all(line.strip() == line != "" for line in lines)


def test_the_index_stays_small_enough_to_be_read_by_a_person(article: Article) -> None:
    passages = {passage.key: len(passage.asks) for passage in article.passages}
    gaps = {gap.id: len(gap.asks) for gap in article.gaps}
    variants = sum(len(asked.variants) for asked in (*article.passages, *article.gaps))

    assert {key: count for key, count in passages.items() if count > MOST_ASKS_OF_A_PASSAGE} == {}
    assert {key: count for key, count in gaps.items() if count > MOST_ASKS_OF_A_GAP} == {}
    assert sum(passages.values()) + sum(gaps.values()) + variants <= MOST_PHRASES


@pytest.mark.parametrize("name", SHIPPED)
def test_every_passage_has_asks_enough_to_be_found(data_folder: Path, name: str) -> None:
    article = load_article(data_folder.parent / name)

    assert [passage.key for passage in article.passages if len(passage.asks) < 5] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_asks_are_unique_whatever_their_case_and_punctuation(data_folder: Path, name: str) -> None:
    article = load_article(data_folder.parent / name)
    counts = Counter(" ".join(tokenize(ask)) for asked in (*article.passages, *article.gaps) for ask in asked.asks)

    assert [ask for ask, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_no_variant_repeats_an_ask(data_folder: Path, name: str) -> None:
    article = load_article(data_folder.parent / name)
    everything = [*article.passages, *article.gaps]
    asks = {ask.casefold() for asked in everything for ask in asked.asks}
    variants = Counter(variant.casefold() for asked in everything for variant in asked.variants)

    assert [variant for variant, count in variants.items() if count > 1 or variant in asks] == []


def test_no_gap_claims_what_a_passage_answers(article: Article) -> None:
    asks = {" ".join(tokenize(ask)) for passage in article.passages for ask in (*passage.asks, *passage.variants)}
    claimed = [(gap.id, a) for gap in article.gaps for a in (*gap.asks, *gap.variants) if " ".join(tokenize(a)) in asks]

    assert claimed == []


def test_placeholders_of_gaps_are_kinds_of_names(article: Article) -> None:
    kinds = {f"{{{name.kind}}}" for name in article.names}
    used = {found for gap in article.gaps for ask in gap.asks for found in re.findall(r"\{[^}]*\}?", ask)}

    assert used <= kinds


def test_labelled_questions_have_ids_of_their_own_and_a_passage_where_there_is_an_answer(
    questions: dict[str, list[LabelledQuestion]],
) -> None:
    everything = [question for listed in questions.values() for question in listed]

    assert len({question.id for question in everything}) == len(everything)
    assert [question.id for question in everything if bool(question.gold) != bool(question.spans)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_summaries_hold_no_number_that_the_article_lacks(data_folder: Path, name: str) -> None:
    article = load_article(data_folder.parent / name)
    said = words_of(article)

    wrong = [
        (where, word)
        for where, text in summaries(article)
        for word in tokenize(text)
        if (word in _NUMBER_WORDS or re.search(r"\d", word)) and word not in said
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SHIPPED)
def test_summaries_name_no_day_or_month_that_the_article_lacks(data_folder: Path, name: str) -> None:
    article = load_article(data_folder.parent / name)
    said = set(_WEEKDAY_OR_MONTH.findall("\n".join(article.paragraphs)))

    assert [(where, text) for where, text in summaries(article) if set(_WEEKDAY_OR_MONTH.findall(text)) - said] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_summaries_hold_no_proper_name_that_the_article_lacks(data_folder: Path, name: str) -> None:
    article = load_article(data_folder.parent / name)
    said = {stem(word) for word in words_of(article)}

    # A word with a capital inside a sentence is a name.
    wrong = [
        (where, name)
        for where, text in summaries(article)
        for name in re.findall(r"(?<=[\w,;:’'”)] )[A-Z][\w’'.-]*", text)
        if not {stem(word) for word in tokenize(name)} <= said
    ]
    assert wrong == []


def test_every_name_of_the_index_is_in_the_article(article: Article) -> None:
    text = "\n".join(article.paragraphs)

    assert [name.name for name in article.names if name.name not in text] == []


@pytest.mark.slow
@pytest.mark.parametrize(("file", "mark"), [(file, mark) for file, marks in FLOORS.items() for mark in marks])
def test_the_labelled_questions_are_answered_as_well_as_was_measured(
    reports: dict[str, Report], file: str, mark: str
) -> None:
    assert reports[file].share(mark) >= FLOORS[file][mark]


@pytest.mark.slow
@pytest.mark.parametrize("file", FLOORS)
def test_near_misses_are_left_unanswered_as_often_as_was_measured(reports: dict[str, Report], file: str) -> None:
    assert reports[file].counts["near"]["unanswerable"] >= 100
    assert reports[file].share("quiet", "near") >= NEAR_FLOOR


@pytest.mark.slow
@pytest.mark.parametrize(
    "form",
    ["in foundry lane, {}?", "{} at Foundry Lane?", "according to Foundry Lane {}", "{} at the foundry-lane workshop"],
)
def test_naming_the_article_in_a_question_does_not_change_the_answer(foundry: Matcher, form: str) -> None:
    for ask in ("who opens the kiln", "how much is membership", "can i bring kids"):
        bare, named = foundry.match(ask), foundry.match(form.format(ask))
        assert isinstance(bare, Answer)
        assert isinstance(named, Answer), form.format(ask)
        assert named.best.passage.quote == bare.best.passage.quote
    for ask in ("where is Foundry Lane?", "who runs foundry lane"):
        of_itself = foundry.match(ask)
        assert isinstance(of_itself, Answer)
        assert of_itself.best.passage.section == "workshop"


@pytest.mark.parametrize("mark", FOUNDRY_FLOORS)
def test_another_article_is_answered_as_well_as_was_measured(foundry_report: Report, mark: str) -> None:
    assert foundry_report.share(mark) >= FOUNDRY_FLOORS[mark]


@pytest.mark.slow
def test_asks_are_found_without_themselves_as_often_as_was_measured(corpus: Corpus) -> None:
    # Every one: what a sample finds depends on which it is.
    hidden = [question for question in hidden_questions(corpus, every=True) if question.kind == "hidden"]

    assert len(hidden) >= 1_000
    assert sum(question.is_right for question in hidden) / len(hidden) >= FOUND_WITHOUT_ITSELF


@pytest.mark.slow
def test_questions_about_one_article_are_hardly_ever_answered_by_another(
    matcher: Matcher, cats_matcher: Matcher, data_folder: Path, questions: dict[str, list[LabelledQuestion]]
) -> None:
    of_foundry = [q.text for q in read_questions(data_folder.parent / "foundry-lane" / "questions.jsonl")]
    of_trade = [question.text for question in questions["held-out.jsonl"]]

    def quiet(matcher: Matcher, messages: Sequence[str]) -> float:
        return sum(not isinstance(matcher.match(message), Answer) for message in messages) / len(messages)

    assert quiet(matcher, of_foundry) >= 0.92
    assert quiet(cats_matcher, of_foundry) >= 0.95
    assert quiet(cats_matcher, of_trade) >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_every_gap_is_named_for_a_question_of_its_own(matcher: Matcher, foundry: Matcher, name: str) -> None:
    chosen = next(each for each in (matcher, foundry) if each.article.id == name)

    asks = [(gap, [ask for ask in gap.asks if "{" not in ask][:1]) for gap in chosen.article.gaps]
    outcomes = [(gap, ask, chosen.match(ask)) for gap, some in asks for ask in some]
    assert len(outcomes) > len(asks) / 2
    assert [(gap.id, a) for gap, a, found in outcomes if not isinstance(found, NoMatch) or found.gap != gap] == []


def words_of(article: Article) -> set[str]:
    """The words of the article. Quote by quote: of a long paragraph only the first words would be read."""
    return {word for passage in article.passages for word in tokenize(passage.quote)}
