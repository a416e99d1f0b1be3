"""`python -m bot evaluate`: prints figures for the matching."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bot.article.loader import load_article
from bot.article.model import Article
from bot.article.quotes import normalized
from bot.cli.output import say, say_compiling, with_progress
from bot.conversation.dialogue import Dialogue
from bot.errors import QuestionsError
from bot.evaluation import report as figures
from bot.evaluation.labels import LabelledQuestion, label_problems, scan_dialogues
from bot.matching.cache import load_matcher
from bot.matching.matcher import Matcher
from bot.plurals import counted
from bot.settings import Settings

HOW_TO_LABEL = """\
There are no labelled questions to measure with. Write some to {path}, one a line:
  {{"id": "1", "q": "a question", "kind": "question", "gold": [2], "span": ["words that answer"]}}
  {{"id": "2", "q": "one that the article does not answer", "kind": "near", "gold": [], "span": []}}
gold holds the numbers of the paragraphs that answer. Until then, its own asks, each hidden in turn:"""


def measure(
    settings: Settings,
    files: Sequence[Path],
    reductions: Sequence[Callable[[Article], Article]] = (),
    *,
    misses: bool,
    leave_one_out: bool,
) -> None:
    """Print the figures of the article after applying `reductions` to it.

    Raises `ArticleError` and `QuestionsError`.
    """
    if leave_one_out:
        if files or reductions:
            raise QuestionsError("--leave-one-out uses the article's own asks; leave out files and other options")
        _leave_one_out(load_article(settings.article), misses=misses)
        return
    own = settings.article / "questions.jsonl"
    if not files and not own.exists():
        article = load_article(settings.article)
        say(HOW_TO_LABEL.format(path=own))
        if not reductions:
            _leave_one_out(article, misses=misses)
        return
    matcher = load_matcher(settings.article, settings.cache, say_compiling)
    if reductions:
        article = matcher.article
        for reduction in reductions:
            article = reduction(article)
        matcher = Matcher.of(article)
    paths = list(files) or [own]
    dialogues = _read_all(paths, matcher.article)
    if not dialogues:
        names = ", ".join(map(str, paths))
        raise QuestionsError(f"{names}: no question in it; write one a line, as in the shipped questions.jsonl")
    report = figures.evaluate(with_progress(dialogues, len(dialogues)), Dialogue(matcher), matcher.article)
    say(f"{'kind':16} {'n':>5}  " + "  ".join(f"{mark:>{max(5, len(mark))}}" for mark in figures.MARKS))
    for kind in sorted(report.counts):
        say(_row(kind, report, kind))
    say(_row("all", report, None))
    if all(any(count[half] for count in report.counts.values()) for half in ("answerable", "unanswerable")):
        say(f"(hit + quiet) / 2 = {report.balanced:.3f}")
    if report.given:
        say(f"expected calibration error of {counted(len(report.given), 'answer')} = {report.calibration_error:.3f}")
    if misses:
        for miss in report.misses:
            wanted = "¶ " + ", ".join(map(str, sorted(miss.question.gold))) if miss.question.gold else "no answer"
            text = " ".join(miss.question.text.split())
            say(f"{miss.question.kind} | {text} | wanted {wanted} | got {miss.got or 'no answer'}")


def _read_all(paths: Iterable[Path], article: Article) -> list[tuple[LabelledQuestion, ...]]:
    """The dialogues of all files. Raises `QuestionsError` with all unreadable lines and all labels that do not fit the
    article."""
    paragraphs = dict(enumerate(map(normalized, article.paragraphs), 1))
    dialogues: list[tuple[LabelledQuestion, ...]] = []
    problems: list[str] = []
    for path in paths:
        found, unread = scan_dialogues(path)
        dialogues += found
        problems += (f"{path}{problem}" for problem in unread)
        for question in (question for dialogue in found for question in dialogue):
            problems += (f"{path}, line {question.line}: {each}" for each in label_problems(question, paragraphs))
    if problems:
        raise QuestionsError(*problems)
    return dialogues


def _row(name: str, report: figures.Report, kind: str | None) -> str:
    chosen = [report.counts[kind]] if kind is not None else list(report.counts.values())
    total = sum(count["asked"] for count in chosen)
    shares: list[str] = []
    for mark, asked in figures.MARKS.items():
        width = max(5, len(mark))
        is_asked = any(count[asked] for count in chosen)
        shares.append(f"{report.share(mark, kind):{width}.3f}" if is_asked else f"{'-':>{width}}")
    return f"{name:16} {total:5}  {'  '.join(shares)}"


def _leave_one_out(article: Article, *, misses: bool) -> None:
    total = sum(len(passage.asks) for passage in article.passages if not passage.drafted)
    if not total:
        say("All passages are drafted: there is no ask by a person to hide. Add some with `python -m bot curate`.")
        return
    results = list(with_progress(figures.leave_one_out(article), total))
    say(figures.in_words(results))
    if misses:
        for result in results:
            if not result.found:
                say(f"{result.passage.key} | {result.ask}")
