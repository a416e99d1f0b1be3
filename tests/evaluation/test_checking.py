"""Labelled questions in an article's folder are compared with the article."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from bot.article.jsonl import QUESTION_FILES
from bot.errors import ArticleError
from bot.evaluation.checking import check_folder
from tests.article.small_article import SmallArticle

ROOT = Path(__file__).parent.parent.parent


def label(id: str = "Q1", gold: list[int] | None = None, span: list[str] | None = None, q: str = "cats?") -> str:
    """A line with a label that fits the small article, but for what is given."""
    gold, span = [1] if gold is None else gold, ["hunt at dawn"] if span is None else span
    return json.dumps({"id": id, "q": q, "kind": "question", "gold": gold, "span": span}) + "\n"


def faults(small_article: SmallArticle, text: str | bytes, file: str = "questions.jsonl") -> list[tuple[str, str]]:
    """``(key, problem)`` of the faults of a file with this text, of which there must be some."""
    small_article.write(file, text)
    with pytest.raises(ArticleError) as caught:
        check_folder(small_article.folder)
    found = [fault for fault in caught.value.faults if fault.file != "."]  # which tells what many of them may mean
    assert {fault.file for fault in found} == {file}
    return [(fault.key, fault.problem) for fault in found]


def test_without_questions_there_is_nothing_to_find(small_article: SmallArticle) -> None:
    assert check_folder(small_article.folder) == (small_article.load(), [])


def test_labels_that_fit_are_no_faults(small_article: SmallArticle) -> None:
    lines = [
        label("Q1"),
        label("Q2", [1, 2], ["“readers  FEED her every morning,”", "at dawn, when mice"]),
        label("Q3", [2], ['"Readers feed her']),
        label("Q4", [], []),
        label("", q="cats?"),
        label("", q="dogs?"),
        "\n",
    ]
    for file in QUESTION_FILES:
        small_article.write(file, "".join(lines))

    _, found = check_folder(small_article.folder)

    assert [question.id for question in found] == ["Q1", "Q2", "Q3", "Q4", "", ""]


@pytest.mark.parametrize("file", QUESTION_FILES)
def test_a_broken_line_is_named(small_article: SmallArticle, file: str) -> None:
    ((key, problem),) = faults(small_article, label() + "{oops}\n", file)

    assert key == ""
    assert problem.startswith("line 2: is not JSON (")


@pytest.mark.skipif(sys.platform == "win32", reason="has no such pipes")
def test_a_pipe_is_no_file_of_questions(small_article: SmallArticle) -> None:
    os.mkfifo(small_article.folder / "questions.jsonl")

    with pytest.raises(ArticleError, match=r"questions\.jsonl: cannot be read \(it is not a file\)"):
        check_folder(small_article.folder)


def test_a_paragraph_that_is_not_there_is_named(small_article: SmallArticle) -> None:
    found = faults(small_article, label("Q1", [0, 1, 3]) + label("Q2"))

    assert found == [
        ("id Q1", "gold has 0, but the paragraphs are 1 to 2; fix the number"),
        ("id Q1", "gold has 3, but the paragraphs are 1 to 2; fix the number"),
    ]


def test_a_span_that_no_paragraph_of_gold_has_is_named(small_article: SmallArticle) -> None:
    found = faults(small_article, label("Q1", [2]) + label("Q2", [], ["hunt"]) + label("Q3", span=["at dusk", "hunt"]))

    problem = "the span {!r} is in no paragraph of gold; copy its words from one or fix gold"
    assert found == [
        ("id Q1", problem.format("hunt at dawn")),
        ("id Q2", problem.format("hunt")),
        ("id Q3", problem.format("at dusk")),
    ]


def test_a_question_without_an_id_is_named_by_its_text(small_article: SmallArticle) -> None:
    ((key, _),) = faults(small_article, label("", [3], [], q="what's up?"))

    assert key == '"what\'s up?"'


def test_an_id_of_two_questions_is_named_once(small_article: SmallArticle) -> None:
    found = faults(small_article, label("Q1") + label("Q2") + label("Q1") + label("Q1"))

    assert found == [("id Q1", "3 questions have this id; give each its own")]


def test_the_faults_of_the_article_and_of_all_files_are_reported_together(small_article: SmallArticle) -> None:
    for file in QUESTION_FILES:
        small_article.write(file, "[]\n")
    small_article.replace("article.toml", "title = ", "titel = ")

    with pytest.raises(ArticleError) as caught:
        check_folder(small_article.folder)

    assert [fault.file for fault in caught.value.faults] == ["article.toml", *sorted(QUESTION_FILES)]


def test_if_many_quotes_are_missing_the_first_line_says_how_to_update_the_folder(
    small_article: SmallArticle,
) -> None:
    small_article.write("dialogues.jsonl", label("Q1", [2], ["feed her every morning"]) + label("Q2"))
    first_line = small_article.folder.joinpath("article.txt").read_text("utf-8").splitlines()[0]
    small_article.replace("article.txt", f"{first_line}\n", "")

    with pytest.raises(ArticleError) as caught:
        check_folder(small_article.folder)

    _, first, second, *_ = str(caught.value).splitlines()
    assert first.startswith("  2 quotes and 3 labels do not fit article.txt. If you changed the text, ")
    assert first.endswith(f"python -m bot new --update {small_article.folder} CHANGED-TEXT")
    assert second.startswith("  dialogues.jsonl: id Q1: ")
