"""What to expect of an article that was curated in an hour: `python -m tests.benchmarks.curated [FOLDER ...]`.

For each folder (default: those in `tests/benchmarks/articles`): of its questions hit, offered, quiet, near misses that
are quiet, and the expected error of the scores of the answers given; of the later turns of its dialogues hits, and the
wrong quotes among all. The last line has the means.
"""

from __future__ import annotations

import argparse
import statistics
from dataclasses import replace
from pathlib import Path

from bot.article.loader import load_article
from bot.conversation.dialogue import Dialogue
from bot.evaluation.labels import read_dialogues
from bot.evaluation.report import evaluate
from bot.matching.matcher import Matcher
from tests.labelled import read_questions

ARTICLES = Path(__file__).parent / "articles"
COLUMNS = ("hit", "offered", "quiet", "near", "both", "error", "later hit", "wrong")


def figures(folder: Path) -> list[float]:
    """The figures of one folder, in the order of `COLUMNS`."""
    article = load_article(folder)
    talk = Dialogue(Matcher.of(article))
    single = evaluate(((question,) for question in read_questions(folder / "questions.jsonl")), talk, article)
    dialogues = [
        [replace(turn, kind="later" if place else "first") for place, turn in enumerate(turns)]
        for turns in read_dialogues(folder / "dialogues.jsonl")
    ]
    talked = evaluate(dialogues, talk, article)
    return [
        *(single.share(mark) for mark in ("hit", "offered", "quiet")),
        single.share("quiet", "near"),
        single.balanced,
        single.calibration_error,
        talked.share("hit", "later"),
        talked.share("wrong", "later"),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=sorted(ARTICLES.iterdir()))
    folders: list[Path] = parser.parse_args().folders
    print(f"{'':12}", *(f"{name:>9}" for name in COLUMNS))
    rows: list[list[float]] = []
    for folder in folders:
        rows.append(figures(folder))
        print(f"{folder.name:12}", *(f"{figure:9.3f}" for figure in rows[-1]))
    print(f"{'mean':12}", *(f"{statistics.mean(column):9.3f}" for column in zip(*rows, strict=True)))


if __name__ == "__main__":
    main()
