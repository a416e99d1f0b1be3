"""What `python -m bot check` proves beyond the article itself: that its labelled questions fit it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import process

from bot.article.model import Article
from bot.errors import ArticleError, Fault
from bot.evaluation.labels import LabelledQuestion, label_problems, plain, read_questions, scan_dialogues
from bot.files import read_file
from bot.matching import english

FILES = ("questions.jsonl", "held-out.jsonl", "dialogues.jsonl")


def check_questions(folder: Path, article: Article) -> list[LabelledQuestion]:
    """Compare what an article's folder says beside the article with it, and with the general gaps.

    Returns the labelled questions of `questions.jsonl`: those that a curator may look at.

    Raises `ArticleError` with every fault.
    """
    faults = list(_gap_faults(article))
    faults += (fault for file in FILES if os.path.lexists(folder / file) for fault in _faults(folder, file, article))
    if faults:
        raise ArticleError(str(folder), faults)
    own = folder / FILES[0]
    return read_questions(own) if own.exists() else []


def _faults(folder: Path, file: str, article: Article) -> Iterator[Fault]:
    dialogues, problems = scan_dialogues(folder / file, read_file)
    questions = [question for dialogue in dialogues for question in dialogue]
    yield from (Fault(file, "", problem.lstrip(":, ")) for problem in problems)
    for label, count in Counter(question.id for question in questions).items():
        if label and count > 1:
            yield Fault(file, label, f"{count} questions have this id; give each its own")
    paragraphs = dict(enumerate(map(plain, article.paragraphs), 1))
    for question in questions:
        key = question.id or repr(question.text)
        yield from (Fault(file, key, problem) for problem in label_problems(question, paragraphs, in_gold=True))


def _gap_faults(article: Article) -> Iterator[Fault]:
    known = [gap.id for gap in english.general_gaps()]
    for name in article.without_gaps:
        if name not in known:
            nearest, _, _ = process.extractOne(name, known)
            yield Fault("article.toml", "without_gaps", f"{name!r} is no general gap; did you mean {nearest!r}?")
