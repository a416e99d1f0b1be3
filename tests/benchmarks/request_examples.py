"""The examples of the classifier of requests and small talk (`tests.benchmarks.fit_requests`)."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bot.matching import english

EXAMPLES = Path(__file__).with_name("requests.jsonl")

COMMENTS = Path(__file__).with_name("comments.jsonl")
"""Those of comments (`tests.benchmarks.fit_comments`), none of them among these."""


def examples() -> tuple[list[str], list[str]]:
    """The texts and their classes."""
    labelled = [json.loads(line) for line in EXAMPLES.read_text("utf-8").splitlines()]
    texts = [row["q"] for row in labelled]
    classes = [row["said"] for row in labelled]
    others = [*english.background(), *(ask for gap in english.general_gaps() for ask in gap.asks)]
    # A name in the place of a placeholder: any that is no word.
    texts += [re.sub(r"\{\w+\}", "zevrin", text) for text in others]
    classes += [""] * len(others)
    return texts, classes
