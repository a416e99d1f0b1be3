"""The shipped article and index: sound, in their own words, and as good as was measured."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.article.loader import load_article
from bot.article.model import Article
from bot.evaluation.labels import LabelledQuestion, read_questions
from bot.evaluation.report import Report, evaluate, leave_one_out
from bot.matching.matcher import Matcher
from bot.matching.outcomes import NoMatch
from bot.matching.text import stem, tokenize

# What was measured on the shipped questions, less a small margin. A change that lowers one has to say so.
# Shares of questions.jsonl, asked directly; `near` is `quiet` of that kind alone. The last two are leave-one-out.
FLOORS = {
    "hit": 0.939,
    "span": 0.928,
    "offered": 0.97,
    "quiet": 0.966,
    "near": 0.95,
    "left out, found": 0.895,
    "left out, answered": 0.72,
}

LEAVE_OUT_FOLDS = 20
"""One fold of so many is tried: every twentieth ask of each passage, from the first on."""

_WEEKDAY_OR_MONTH = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen twenty thirty hundred thousand million billion "
    "first second third once twice half".split()
)


@pytest.fixture(scope="module")
def questions(data_folder: Path) -> list[LabelledQuestion]:
    file = data_folder / "questions.jsonl"
    if not file.exists():
        pytest.skip("the labelled questions are not there")
    return read_questions(file)


@pytest.fixture(scope="module")
def report(matcher: Matcher, questions: list[LabelledQuestion]) -> Report:
    return evaluate(questions, matcher.match, matcher.article)


def summaries(article: Article) -> Iterator[tuple[str, str]]:
    """``(where, text)`` of all that the curators say in their own words about what the article says."""
    yield "article", article.summary
    for section in article.sections:
        yield section.id, section.title
        yield section.id, section.summary
        yield from ((passage.key, passage.summary) for passage in section.passages)
    yield from ((name.name, name.role) for name in article.names)


def test_the_shipped_article_has_no_faults(data_folder: Path) -> None:
    article = load_article(data_folder)

    assert article.id == "us-india-trade"
    assert 12 <= len(article.sections) <= 18


def test_the_shipped_article_has_nineteen_paragraphs(data_folder: Path) -> None:
    lines = (data_folder / "article.txt").read_text("utf-8").splitlines()

    assert len(lines) == 19
    assert all(line.strip() == line != "" for line in lines)


def test_every_passage_has_asks_enough_to_be_found(article: Article) -> None:
    assert [passage.key for passage in article.passages if len(passage.asks) < 20] == []


def test_no_gap_claims_what_a_passage_answers(article: Article) -> None:
    asks = {" ".join(tokenize(ask)): passage.key for passage in article.passages for ask in passage.asks}
    claimed = [(gap.id, ask) for gap in article.gaps for ask in gap.asks if " ".join(tokenize(ask)) in asks]

    assert claimed == []


def test_placeholders_of_gaps_are_kinds_of_names(article: Article) -> None:
    kinds = {f"{{{name.kind}}}" for name in article.names}
    used = {found for gap in article.gaps for ask in gap.asks for found in re.findall(r"\{[^}]*\}?", ask)}

    assert used <= kinds


def test_no_ask_is_a_question_that_was_given_to_be_measured_by(article: Article, data_folder: Path) -> None:
    """Asks that repeat the given questions (ids D...) would make the figures on them worthless."""
    file = data_folder / "questions.jsonl"
    if not file.exists():
        pytest.skip("the labelled questions are not there")
    entries = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]
    given = {letters(entry["q"]) for entry in entries if entry["id"].startswith("D")}

    assert given
    asks = [(passage.key, ask) for passage in article.passages for ask in passage.asks]
    asks += [(gap.id, ask) for gap in article.gaps for ask in gap.asks]
    assert [(key, ask) for key, ask in asks if letters(ask) in given] == []


def test_every_labelled_question_can_be_answered_as_labelled(
    article: Article, questions: list[LabelledQuestion]
) -> None:
    wrong = [
        question.id
        for question in questions
        if not question.gold <= set(range(1, len(article.paragraphs) + 1))
        or not all(
            any(plain(span) in plain(article.paragraphs[n - 1]) for n in question.gold) for span in question.spans
        )
        or bool(question.gold) != bool(question.spans)
    ]

    assert wrong == []
    assert len({question.id for question in questions}) == len(questions)


def test_summaries_hold_no_number_that_the_article_lacks(article: Article) -> None:
    said = words_of(article)

    wrong = [
        (where, word)
        for where, text in summaries(article)
        for word in tokenize(text)
        if (word in _NUMBER_WORDS or re.search(r"\d", word)) and word not in said
    ]
    assert wrong == []


def test_summaries_name_no_day_or_month_that_the_article_lacks(article: Article) -> None:
    said = set(_WEEKDAY_OR_MONTH.findall("\n".join(article.paragraphs)))

    assert [(where, text) for where, text in summaries(article) if set(_WEEKDAY_OR_MONTH.findall(text)) - said] == []


def test_summaries_hold_no_proper_name_that_the_article_lacks(article: Article) -> None:
    said = {stem(word) for word in words_of(article)}

    # A word with a capital inside a sentence is a name.
    wrong = [
        (where, name)
        for where, text in summaries(article)
        for name in re.findall(r"(?<=[\w,;:’'”)] )[A-Z][\w’'.-]*", text)
        if not {stem(word) for word in tokenize(name)} <= said
    ]
    assert wrong == []


def test_every_name_of_the_index_stands_in_the_article(article: Article) -> None:
    text = "\n".join(article.paragraphs)

    assert [name.name for name in article.names if name.name not in text] == []


@pytest.mark.parametrize("mark", ["hit", "span", "offered", "quiet"])
def test_the_labelled_questions_are_answered_as_well_as_was_measured(report: Report, mark: str) -> None:
    assert report.share(mark) >= FLOORS[mark]


def test_near_misses_are_left_unanswered_as_often_as_was_measured(report: Report) -> None:
    assert report.counts["near"]["unanswerable"] >= 20
    assert report.share("quiet", "near") >= FLOORS["near"]


def test_asks_are_found_without_themselves_as_often_as_was_measured(article: Article) -> None:
    asks = sum(len(passage.asks[::LEAVE_OUT_FOLDS]) for passage in article.passages)

    left_out = list(itertools.islice(leave_one_out(article, folds=LEAVE_OUT_FOLDS), asks))

    assert sum(entry.found for entry in left_out) / asks >= FLOORS["left out, found"]
    assert sum(entry.answered for entry in left_out) / asks >= FLOORS["left out, answered"]


def test_every_gap_is_named_for_a_question_of_its_own(matcher: Matcher) -> None:
    wrong: list[tuple[str, str, str]] = []
    for gap in matcher.article.gaps:
        ask = next(ask for ask in gap.asks if "{" not in ask)
        outcome = matcher.match(ask)
        if not isinstance(outcome, NoMatch) or outcome.gap != gap:
            wrong.append((gap.id, ask, type(outcome).__name__))
    assert wrong == []


def words_of(article: Article) -> set[str]:
    """The words of the article. Quote by quote: of a long paragraph only the first words would be read."""
    return {word for passage in article.passages for word in tokenize(passage.quote)}


def letters(text: str) -> str:
    """What is left of a text without case, punctuation and white space."""
    return re.sub(r"[\W_]", "", text.casefold())


def plain(text: str) -> str:
    """The text with straight quotes, single spaces, in lower case."""
    straight = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", straight).strip(' ."…').lower()
