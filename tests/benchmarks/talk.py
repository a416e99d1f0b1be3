"""How well talk is understood: `python -m tests.benchmarks.talk [--unseen] [FOLDER ...]`.

For each article folder (default: the shipped ones), of the labelled messages in `tests/conversation/sets`: the share of
each kind of request that is taken for it, of small talk that is taken for small talk, of other languages that are
recognised, and of English that is taken for another language. On the shipped article also of messages with several
questions the share whose answerable questions are all answered. `--unseen` takes the sets on which nothing was fitted,
without the messages ("thanks", "tldr") that stand among the examples of `fit_requests` too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from bot.article.loader import load_article
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import answers
from bot.matching.matcher import Matcher
from bot.matching.text import clean
from tests.benchmarks.request_examples import EXAMPLES

ROOT = Path(__file__).parent.parent.parent
SETS = ROOT / "tests" / "conversation" / "sets"
UNSEEN = "unseen-"
"""What the names of sets begin with on which nothing was fitted."""

SMALL_TALK = (Said.GREETING, Said.THANKS, Said.REACTION)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read(name: str) -> list[dict[str, Any]]:
    """The labelled messages of a set; of an unseen one, those that are none of the classifier's examples."""
    known = {clean(row["q"]) for row in rows_of(EXAMPLES)} if name.startswith(UNSEEN) else set[str]()
    return [row for row in rows_of(SETS / name) if clean(row["q"]) not in known]


def of_kinds(talk: Dialogue, prefix: str) -> str:
    """The shares of requests and of small talk."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in read(f"{prefix}talk.jsonl"):
        said = talk.reply(row["q"]).said
        is_small = row["said"] in SMALL_TALK
        kind = "small talk" if is_small else row["said"]
        total[kind] += 1
        right[kind] += said in SMALL_TALK if is_small else said == row["said"]
    return ", ".join(f"{kind} {right[kind] / total[kind]:.3f} of {total[kind]}" for kind in total)


def of_languages(talk: Dialogue, prefix: str) -> str:
    """The shares of other languages and of English that are taken for another language."""
    shares: list[str] = []
    for name in (f"{prefix}foreign.jsonl", "english.jsonl"):
        rows = read(name)
        foreign = sum(talk.reply(row["q"]).said is Said.LANGUAGE for row in rows)
        shares.append(f"{name}: {foreign / len(rows):.3f} of {len(rows)} taken for another language")
    return ", ".join(shares)


def of_several(talk: Dialogue, prefix: str) -> str:
    """The share of messages with several questions whose answerable ones are all answered."""
    rows = read(f"{prefix}several.jsonl")
    good = 0
    for row in rows:
        paragraphs = {answer.best.passage.paragraph for answer in answers(talk.reply(row["q"]))}
        good += all(paragraphs.intersection(part["gold"]) for part in row["parts"] if part["gold"])
    return f"several questions: all answered in {good / len(rows):.3f} of {len(rows)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=sorted((ROOT / "data").iterdir()))
    parser.add_argument("--unseen", action="store_true", help="take the sets on which nothing was fitted")
    options = parser.parse_args()
    prefix = UNSEEN if options.unseen else ""
    for folder in options.folders:
        talk = Dialogue(Matcher.of(load_article(folder)))
        print(f"{folder.name}: {of_kinds(talk, prefix)}")
        print(f"  {of_languages(talk, prefix)}")
        if folder.name == "us-india-trade":
            print(f"  {of_several(talk, prefix)}")


if __name__ == "__main__":
    main()
