"""What `python -m bot check` proves beyond the article itself: that its labelled questions fit it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rapidfuzz import process

from bot.article.loader import load_article, read_paragraphs
from bot.article.model import Article
from bot.errors import ArticleError, Fault
from bot.evaluation.labels import LabelledQuestion, label_problems, plain, read_questions, scan_dialogues
from bot.files import read_file
from bot.matching import english

FILES = ("questions.jsonl", "held-out.jsonl", "dialogues.jsonl")


def check_folder(folder: Path) -> tuple[Article, list[LabelledQuestion]]:
    """Load an article, and compare what its folder says beside it with it and with the general gaps.

    Returns the article and the labelled questions of `questions.jsonl`: those that a curator may look at.

    Raises `ArticleError` with every fault of every file.
    """
    article: Article | None = None
    faults: list[Fault] = []
    try:
        article = load_article(folder)
        faults += _gap_faults(article)
    except ArticleError as error:
        faults += error.faults
    paragraphs = article.paragraphs if article else read_paragraphs(folder)
    if paragraphs:
        faults += _question_faults(folder, paragraphs)
    if faults or article is None:
        raise ArticleError(str(folder), faults)
    return article, _own_questions(folder)


def check_questions(folder: Path, article: Article) -> list[LabelledQuestion]:
    """The same of an article that is loaded already: its labelled questions."""
    faults = list(_gap_faults(article))
    faults += _question_faults(folder, article.paragraphs)
    if faults:
        raise ArticleError(str(folder), faults)
    return _own_questions(folder)


def _own_questions(folder: Path) -> list[LabelledQuestion]:
    own = folder / FILES[0]
    return read_questions(own) if own.exists() else []


def _question_faults(folder: Path, paragraphs: Sequence[str]) -> Iterator[Fault]:
    for file in FILES:
        if os.path.lexists(folder / file):
            yield from _faults(folder, file, paragraphs)


def _faults(folder: Path, file: str, texts: Sequence[str]) -> Iterator[Fault]:
    dialogues, problems = scan_dialogues(folder / file, read_file)
    questions = [question for dialogue in dialogues for question in dialogue]
    yield from (Fault(file, "", problem.lstrip(":, ")) for problem in problems)
    for label, count in Counter(question.id for question in questions).items():
        if label and count > 1:
            yield Fault(file, label, f"{count} questions have this id; give each its own")
    paragraphs = dict(enumerate(map(plain, texts), 1))
    for question in questions:
        key = question.id or repr(question.text)
        yield from (Fault(file, key, problem) for problem in label_problems(question, paragraphs, in_gold=True))


def _gap_faults(article: Article) -> Iterator[Fault]:
    known = [gap.id for gap in english.general_gaps()]
    for name in article.without_gaps:
        if name not in known:
            nearest, _, _ = process.extractOne(name, known)
            yield Fault("article.toml", "without_gaps", f"{name!r} is no general gap; did you mean {nearest!r}?")
