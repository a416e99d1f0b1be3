"""What `python -m bot check` proves beyond the article itself: that its labelled questions fit it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import process

from bot.article.model import Article
from bot.errors import ArticleError, Fault, QuestionsError
from bot.evaluation.labels import LabelledQuestion, plain, read_questions
from bot.matching import english

FILES = ("questions.jsonl", "held-out.jsonl")


def check_questions(folder: Path, article: Article) -> list[LabelledQuestion]:
    """Compare what an article's folder says beside the article with it, and with the general gaps.

    Returns the labelled questions of `questions.jsonl`: those that a curator may look at.

    Raises `ArticleError` with every fault; of a file that cannot be read, with the first that makes it so.
    """
    faults = list(_gap_faults(article))
    faults += (fault for file in FILES if (folder / file).exists() for fault in _faults(folder, file, article))
    if faults:
        raise ArticleError(str(folder), faults)
    own = folder / FILES[0]
    return read_questions(own) if own.exists() else []


def _faults(folder: Path, file: str, article: Article) -> Iterator[Fault]:
    try:
        questions = read_questions(folder / file)
    except QuestionsError as error:
        yield Fault(file, "", str(error).removeprefix(str(folder / file)).lstrip(":, "))
        return
    for label, count in Counter(question.id for question in questions).items():
        if label and count > 1:
            yield Fault(file, label, f"{count} questions have this id; give each its own")
    paragraphs = dict(enumerate(map(plain, article.paragraphs), 1))
    for question in questions:
        key = question.id or repr(question.text)
        for number in sorted(question.gold - paragraphs.keys()):
            problem = f"gold has {number}, but the paragraphs are 1 to {len(paragraphs)}; mend the number"
            yield Fault(file, key, problem)
        for span in question.spans:
            if not any(plain(span) in paragraphs.get(number, "") for number in question.gold):
                problem = f"the span {span!r} is in no paragraph of gold; copy its words from one or mend gold"
                yield Fault(file, key, problem)


def _gap_faults(article: Article) -> Iterator[Fault]:
    known = [gap.id for gap in english.general_gaps()]
    for name in article.without_gaps:
        if name not in known:
            nearest, _, _ = process.extractOne(name, known)
            yield Fault("article.toml", "without_gaps", f"{name!r} is no general gap; did you mean {nearest!r}?")
