"""Reads files with one JSON value a line, written by people."""

from __future__ import annotations

import json
import re

QUESTION_FILES = ("questions.jsonl", "held-out.jsonl", "dialogues.jsonl")
"""The files of labelled questions in an article folder. Curators may look at those of the first."""

_LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a text. Splits only at line ends proper, unlike `str.splitlines`: JSON may contain U+2028."""
    return _LINE_END.split(text)


def read_line(line: str) -> object:
    """The value in a line. Raises `ValueError` that says what is wrong and what to do."""
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        problem = f"{error.msg} at column {error.colno}"
    except RecursionError:
        problem = "brackets are nested too deep"
    except ValueError:  # raised for huge integers; not a JSONDecodeError
        problem = "a number has thousands of digits"
    raise ValueError(f"is not JSON ({problem}); fix the line")
