"""How well a draft that nobody touched answers, and how fast it is there.

    python -m tests.benchmarks.draft SOURCE ... [--title TITLE ...] [--unrelated QUESTIONS] [--fit]

A SOURCE is a folder with an `article.txt` and the labelled questions `questions.jsonl`, or a file of SQuAD 2.0
(https://rajpurkar.github.io/SQuAD-explorer/), of which every article is drafted, or those of the titles given: each is
asked its own questions, the impossible ones among them, and as unrelated ones those of the next article. `--unrelated`
asks the folders the questions of another article as such that they do not answer.

`--fit` prints the `drafted` scale of `bot/matching/coefficients.json`, fitted on all that was measured but for the
impossible questions: SQuAD's articles count as much as the folders together, an article's answerable questions as much
as its others. The fitted probabilities from which on a passage is right enough, `FIRST`, and worth offering, `WORTH`,
become the thresholds of all articles.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingTypeStubs] - it has none

from bot.article.loader import load_article
from bot.conversation.dialogue import Dialogue
from bot.curation.drafting.draft import make_draft
from bot.curation.drafting.layout import files_of
from bot.curation.folder import make_folder
from bot.curation.sources.paragraphs import cleaned
from bot.curation.sources.reading import decoded, read_source
from bot.evaluation.labels import LabelledQuestion
from bot.evaluation.report import accepts, evaluate
from bot.matching.corpus import units_of
from bot.matching.found import ANSWER, CHOICE
from bot.matching.matcher import Matcher
from bot.matching.ranking import rank
from bot.matching.scoring import COEFFICIENTS, Signals, read_signals
from bot.matching.utterance import Utterance
from tests.labelled import read_questions

IMPOSSIBLE = "impossible"
"""The kind of SQuAD's adversarial questions, which are reported and not fitted on."""

FITTED = ("held", "lead", "background", "unmet_wants", "only_names", "letters")
"""The signals that a draft is judged by. How likely the classifier finds a passage, and how close a gap is, tells
little where all examples are the article's own words."""

FIRST, WORTH = 0.44, 0.042
INVERSE_PENALTY = 1.0

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
        context = cleaned(paragraph["context"], Counter())
        gold = frozenset(number for number, text in enumerate(texts, 1) if text in context)
        for each in paragraph["qas"]:
            spans = tuple(answer["text"] for answer in each["answers"])
            impossible = LabelledQuestion(each["id"], each["question"], IMPOSSIBLE, frozenset(), ())
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


def measured_folder(
    folder: Path, others: Sequence[LabelledQuestion]
) -> Iterator[tuple[Matcher, list[LabelledQuestion]]]:
    """The draft of a folder's text, with its questions and, as unrelated ones, the answerable ones of `others`."""
    print(f"\n{folder.name}")
    matcher = drafted((folder / "article.txt").read_bytes(), "article.txt")
    questions = read_questions(folder / "questions.jsonl")
    yield matcher, questions + unrelated(each for each in others if each.gold)


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


def signals_of(matcher: Matcher, questions: Iterable[LabelledQuestion]) -> Iterator[tuple[Signals, bool, bool]]:
    """Of each question the signals of the best passage, whether it answers, and whether the article does."""
    index = matcher.compiled.index
    for question in questions:
        clause = matcher.read(Utterance(question.text)).clauses[-1]
        ranking = rank(index, units_of(clause.terms), matcher.compiled.letters)
        if ranking is not None:
            best = matcher.article.passages[ranking.order[0]]
            is_right = bool(question.gold) and accepts(question, best, matcher.article)
            yield read_signals(index, ranking, clause.wants), is_right, bool(question.gold)


def fitted_scale(measured: Sequence[tuple[bool, list[tuple[Signals, bool, bool]]]]) -> dict[str, list[float]]:
    """The centre and deviation of each signal that tells right passages of drafts from wrong ones, by its name.
    `measured` holds whether an article is of SQuAD, and its `signals_of`."""
    kinds = [is_squad for is_squad, _ in measured]
    rows: list[list[float]] = []
    is_right: list[bool] = []
    weights: list[float] = []
    for is_squad, found in measured:
        halves = [answerable for _, _, answerable in found]
        for signals, right, answerable in found:
            rows.append([getattr(signals, name) for name in FITTED])
            is_right.append(right)
            weights.append(1 / halves.count(answerable) / kinds.count(is_squad))
    scaled = np.array(rows)
    deviation = scaled.std(axis=0)
    model: Any = LogisticRegression(C=INVERSE_PENALTY, max_iter=3000)
    model.fit(scaled / deviation, is_right, sample_weight=1000 * np.array(weights) / sum(weights))
    fitted = json.loads(COEFFICIENTS.read_text("utf-8"))
    slope = (logit(ANSWER) - logit(CHOICE)) / (logit(FIRST) - logit(WORTH))
    weighs = slope * model.coef_[0] / deviation
    intercept = logit(ANSWER) + slope * (model.intercept_[0] - logit(FIRST))
    deviations = [fitted["signals"][name] / weight for name, weight in zip(FITTED, weighs, strict=True)]
    # One centre holds all that the intercepts differ by.
    centres = [(fitted["intercept"] - intercept) / weighs[0], *(0.0 for _ in FITTED[1:])]
    each = zip(FITTED, centres, deviations, strict=True)
    return {name: [round(float(centre), 3), round(float(of), 3)] for name, centre, of in each}


def logit(probability: float) -> float:
    """The logarithm of the odds."""
    return math.log(probability / (1 - probability))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="+", metavar="SOURCE")
    parser.add_argument("--title", action="append", default=[])
    parser.add_argument("--unrelated", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    others = read_questions(options.unrelated) if options.unrelated else []
    signals: list[tuple[bool, list[tuple[Signals, bool, bool]]]] = []
    for source in options.sources:
        is_squad = source.suffix == ".json"
        for matcher, questions in (
            measured_squad(source, options.title) if is_squad else measured_folder(source, others)
        ):
            print_figures(matcher, questions)
            fitted_on = [question for question in questions if question.kind != IMPOSSIBLE]
            signals.append((is_squad, list(signals_of(matcher, fitted_on))))
    if options.fit:
        print(json.dumps({"drafted": fitted_scale(signals)}))


if __name__ == "__main__":
    main()
