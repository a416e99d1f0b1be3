"""Checks an article folder for `python -m bot check`: the article itself, and whether its labelled questions fit it."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import process

from bot.article.jsonl import QUESTION_FILES
from bot.article.loader import load_article, read_paragraphs
from bot.article.model import Article
from bot.article.quotes import normalized
from bot.errors import ArticleError, Fault
from bot.evaluation.labels import LabelledQuestion, label_problems, scan_dialogues
from bot.files import read_file
from bot.matching import english
from bot.plurals import counted

MANY = 3
"""With this many misplaced quotes and labels, the text has probably changed."""


def check_folder(folder: Path) -> tuple[Article, list[LabelledQuestion]]:
    """Load an article and check its labelled questions and the general gaps that it turns off.

    Returns the article and the labelled questions of `questions.jsonl`, which curators may look at. Raises
    `ArticleError` with every fault of every file.
    """
    article: Article | None = None
    faults: list[Fault] = []
    try:
        article = load_article(folder)
        faults += _gap_faults(article)
    except ArticleError as error:
        faults += error.faults
    paragraphs = article.paragraphs if article else read_paragraphs(folder)
    quotes = sum(fault.key.endswith(".quote") for fault in faults)
    numbered = dict(enumerate(map(normalized, paragraphs), 1))
    own: list[LabelledQuestion] = []
    of_labels: list[Fault] = []
    for file in QUESTION_FILES:
        if paragraphs and os.path.lexists(folder / file):
            dialogues, problems = scan_dialogues(folder / file, read_file)
            questions = [question for dialogue in dialogues for question in dialogue]
            faults += (Fault(file, "", problem.lstrip(":, ")) for problem in problems)
            faults += _ids_given_twice(file, questions)
            for question in questions:
                key = f"id {question.id}" if question.id else repr(question.text)
                of_labels += (Fault(file, key, problem) for problem in label_problems(question, numbered, in_gold=True))
            own = questions if file == QUESTION_FILES[0] else own
    faults += of_labels
    if quotes + len(of_labels) >= MANY:
        faults.append(_text_changed(folder, quotes, len(of_labels)))
    if faults or article is None:
        raise ArticleError(str(folder), faults)
    return article, own


def _ids_given_twice(file: str, questions: list[LabelledQuestion]) -> Iterator[Fault]:
    for label, count in Counter(question.id for question in questions).items():
        if label and count > 1:
            yield Fault(file, f"id {label}", f"{count} questions have this id; give each its own")


def _text_changed(folder: Path, quotes: int, labels: int) -> Fault:
    """The fault that most likely caused many others; it is reported first."""
    update = f"python -m bot new --update {shlex.quote(str(folder))} CHANGED-TEXT"
    counts = " and ".join(counted(count, what) for count, what in ((quotes, "quote"), (labels, "label")) if count)
    return Fault(
        ".",
        "",
        f"{counts} do not fit article.txt. If you changed the text, save it elsewhere, restore the article.txt of "
        f"before, and update the folder: {update}",
    )


def _gap_faults(article: Article) -> Iterator[Fault]:
    known = [gap.id for gap in english.general_gaps()]
    for name in article.without_gaps:
        if name not in known:
            nearest, _, _ = process.extractOne(name, known)
            yield Fault("article.toml", "without_gaps", f"{name!r} is not a general gap; did you mean {nearest!r}?")
