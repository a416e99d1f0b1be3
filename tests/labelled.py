"""Labelled questions, for tests and benchmarks."""

from __future__ import annotations

from pathlib import Path

from bot.evaluation.labels import LabelledQuestion, read_dialogues


def read_questions(path: Path) -> list[LabelledQuestion]:
    """The questions of a file, including those in dialogues."""
    return [question for dialogue in read_dialogues(path) for question in dialogue]
