"""How well a draft that nobody touched answers, and how fast it is there.

    python -m tests.benchmarks.draft TEXT QUESTIONS [--unrelated QUESTIONS] [--fit]
    python -m tests.benchmarks.draft SQUAD [--title TITLE ...] [--fit]

TEXT is anything that `python -m bot new` takes from a file; the numbers of QUESTIONS, labelled questions as
`.github/CURATING.md` describes them, are those of its paragraphs. `--unrelated` adds the questions of another article
as such that this one does not answer. SQUAD is a file of SQuAD 2.0 (https://rajpurkar.github.io/SQuAD-explorer/), of
which every article is drafted, or those of the titles given: each is asked its own questions, the impossible ones
among them, and as unrelated ones those of the next article. `--fit` prints where right and wrong answers lie on the
signals whose scale is the article's own: between them is the `drafted` scale of `bot/matching/coefficients.json`,
which was chosen, on nine drafts of SQuAD and three more, between questions answered and unrelated ones refused.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.article.loader import load_article
from bot.conversation.dialogue import Dialogue
from bot.curation.draft import make_draft
from bot.curation.folder import make_folder
from bot.curation.layout import files_of
from bot.curation.paragraphs import cleaned
from bot.curation.reading import decoded, read_source
from bot.evaluation.labels import LabelledQuestion, read_questions
from bot.evaluation.report import accepts, evaluate
from bot.matching.calibration import SIGNALS, read_signals
from bot.matching.corpus import units_of
from bot.matching.matcher import Matcher
from bot.matching.ranking import rank

UNRELATED = 150
"""How many questions of the next article of a SQuAD file an article is asked."""


def drafted(data: bytes, name: str) -> Matcher:
    """The matcher of a folder that was drafted out of a source; prints how long it took up to the first answer."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "drafted"
        reading = read_source(decoded(data, name), name)
        make_folder(folder, files_of(make_draft(reading.paragraphs, reading.title, name)))
        matcher = Matcher.of(load_article(folder))
    article = matcher.article
    matcher.match(f"What is the {article.title} about?")
    counts = f"{len(article.paragraphs)} paragraphs, {len(article.passages)} passages"
    print(f"{counts}: drafted, compiled and asked in {time.perf_counter() - start:.1f} s")
    return matcher


def squad_questions(paragraphs: Sequence[Mapping[str, Any]], texts: Sequence[str]) -> Iterator[LabelledQuestion]:
    """The questions of an article of SQuAD; `texts` are the paragraphs of its draft."""
    for paragraph in paragraphs:
        context = cleaned(paragraph["context"])
        gold = frozenset(number for number, text in enumerate(texts, 1) if text in context)
        for each in paragraph["qas"]:
            spans = tuple(answer["text"] for answer in each["answers"])
            impossible = LabelledQuestion(each["id"], each["question"], "impossible", frozenset(), ())
            yield impossible if each["is_impossible"] else replace(impossible, kind="question", gold=gold, spans=spans)


def measured_squad(path: Path, titles: Sequence[str]) -> Iterator[tuple[Matcher, list[LabelledQuestion]]]:
    """The drafts of a SQuAD file, or of those of its articles that have the `titles`, with what they are asked."""
    articles: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["data"]
    for number, article in enumerate(articles):
        if titles and article["title"] not in titles:
            continue
        print(f"\n{article['title']}")
        matcher = drafted("\n\n".join(each["context"] for each in article["paragraphs"]).encode(), "squad.txt")
        following = squad_questions(articles[(number + 1) % len(articles)]["paragraphs"], ())
        questions = [*squad_questions(article["paragraphs"], matcher.article.paragraphs)]
        yield matcher, questions + unrelated(each for each in following if each.spans)[:UNRELATED]


def unrelated(questions: Iterable[LabelledQuestion]) -> list[LabelledQuestion]:
    """Questions of another article, as such that this one does not answer."""
    return [replace(each, kind="unrelated", gold=frozenset(), spans=()) for each in questions]


def print_figures(matcher: Matcher, questions: list[LabelledQuestion]) -> None:
    """Print hit, span, offered and quiet, of each kind and of all."""
    report = evaluate([(question,) for question in questions], Dialogue(matcher), matcher.article)
    for kind in (*sorted(report.counts), None):
        counts = [report.counts[kind]] if kind is not None else list(report.counts.values())
        answerable, unanswerable = (sum(count[half] for count in counts) for half in ("answerable", "unanswerable"))
        marks = [*(("hit", "span", "offered") if answerable else ()), *(("quiet", "hedged") if unanswerable else ())]
        shares = "  ".join(f"{mark} {report.share(mark, kind):.3f}" for mark in marks)
        print(f"{kind or 'all':12} {answerable + unanswerable:5}  {shares}")


def print_signals(matcher: Matcher, questions: list[LabelledQuestion]) -> None:
    """Print the means of the signals of right and wrong best passages."""
    index = matcher.compiled.index
    found: defaultdict[str, list[tuple[float, ...]]] = defaultdict(list)
    for question in questions:
        clause = matcher.read(question.text).clauses[-1]
        ranking = rank(index, units_of(clause.terms))
        if ranking is not None:
            best = matcher.article.passages[ranking.order[0]]
            is_right = bool(question.gold) and accepts(question, best, matcher.article)
            found["right" if is_right else "wrong"].append(read_signals(index, ranking, clause.wants))
    for name, rows in found.items():
        means = zip(SIGNALS, np.mean(rows, axis=0).tolist(), strict=True)
        print(f"{name}: {', '.join(f'{signal} {mean:.2f}' for signal, mean in means)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path, help="a source, or a file of SQuAD (.json)")
    parser.add_argument("questions", type=Path, nargs="?")
    parser.add_argument("--title", action="append", default=[])
    parser.add_argument("--unrelated", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    if options.text.suffix == ".json":
        measured = measured_squad(options.text, options.title)
    elif options.questions is None:
        parser.error("a text needs QUESTIONS")
    else:
        questions = read_questions(options.questions)
        if options.unrelated:
            questions += unrelated(each for each in read_questions(options.unrelated) if each.gold)
        measured = iter([(drafted(options.text.read_bytes(), options.text.name), questions)])
    for matcher, questions in measured:
        print_figures(matcher, questions)
        if options.fit:
            print_signals(matcher, questions)


if __name__ == "__main__":
    main()
