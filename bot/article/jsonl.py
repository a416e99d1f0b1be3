"""Lines of JSON that people write."""

from __future__ import annotations

import json
import re

QUESTION_FILES = ("questions.jsonl", "held-out.jsonl", "dialogues.jsonl")
"""The labelled questions of an article folder; the first are those that a curator may look at."""

_LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a text. Unlike `str.splitlines`, only at what ends a line everywhere: JSON may hold U+2028."""
    return _LINE_END.split(text)


def read_line(line: str) -> object:
    """What a line holds. Raises `ValueError` with what is wrong with it and what to do."""
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        problem = f"{error.msg} at column {error.colno}"
    except RecursionError:
        problem = "brackets are nested too deep"
    except ValueError:  # the one that is no JSONDecodeError
        problem = "a number has thousands of digits"
    raise ValueError(f"is not JSON ({problem}); mend the line")
