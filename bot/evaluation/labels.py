"""Labelled questions: messages, and what a right answer to each is.

A file of them holds one JSON object a line: ``q`` the message, ``kind`` its kind, ``gold`` the numbers of the
paragraphs that answer it (empty where the article does not), ``span`` the passages of the article one of which a right
quote holds, and ``id``; ``said`` where it asks for no quote (see `bot.conversation.requests.Said`). A line with
``turns``, a list of such objects, is a dialogue: each turn is a reply to the answer to the turn before.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bot.errors import QuestionsError


@dataclass(frozen=True)
class LabelledQuestion:
    """A message and what a right answer to it is; `gold` is empty where the article does not answer it, `said` names
    what it is where it asks for no quote."""

    id: str
    text: str
    kind: str
    gold: frozenset[int]
    spans: tuple[str, ...]
    said: str = ""


def read_questions(path: Path) -> list[LabelledQuestion]:
    """The labelled questions of a file, those of dialogues too.

    Raises `QuestionsError` with the file and the line where one cannot be read.
    """
    return [question for dialogue in read_dialogues(path) for question in dialogue]


def read_dialogues(path: Path) -> list[tuple[LabelledQuestion, ...]]:
    """The dialogues of a file; a question that stands by itself is a dialogue of one turn.

    Raises `QuestionsError` with the file and the line where one cannot be read.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # not splitlines: JSON may hold U+2028
    except OSError as error:
        raise QuestionsError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise QuestionsError(f"{path}: is not UTF-8; save the file as UTF-8") from None
    return [_read_line(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _read_line(line: str, place: str) -> tuple[LabelledQuestion, ...]:
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionsError(f"{place}: is not JSON ({error.msg} at column {error.colno}); mend the line") from None
    except (RecursionError, ValueError) as error:  # nested too deep, a number of thousands of digits
        raise QuestionsError(f"{place}: cannot be read ({error}); mend the line") from None
    if not isinstance(raw, dict):
        raise QuestionsError(f"{place}: must be an object with q, kind, gold and span")
    entry = cast("dict[str, object]", raw)
    if "turns" not in entry:
        return (_label(entry, place),)
    turns = entry["turns"]
    if not isinstance(turns, list) or not turns:
        raise QuestionsError(f"{place}: turns must be a list of questions, at least one")
    named = f"{entry.get('id', '')}." if entry.get("id") else ""
    labels: list[LabelledQuestion] = []
    for number, turn in enumerate(cast("list[object]", turns), 1):
        if not isinstance(turn, dict):
            raise QuestionsError(f"{place}, turn {number}: must be an object with q, kind, gold and span")
        labels.append(_label({"id": f"{named}{number}"} | cast("dict[str, object]", turn), f"{place}, turn {number}"))
    return tuple(labels)


def _label(entry: dict[str, object], place: str) -> LabelledQuestion:
    said = entry.get("said", "")
    if not isinstance(said, str):
        raise QuestionsError(f"{place}: said must be a text")
    text, kind, gold, spans = entry.get("q"), entry.get("kind", ""), entry.get("gold"), entry.get("span", [])
    if not isinstance(text, str) or not isinstance(kind, str):
        raise QuestionsError(f"{place}: needs q and kind, both texts")
    if not isinstance(gold, list) or not all(type(number) is int for number in cast("list[object]", gold)):
        raise QuestionsError(f"{place}: needs gold, a list of paragraph numbers (empty if there is no answer)")
    if not isinstance(spans, list) or not all(isinstance(span, str) for span in cast("list[object]", spans)):
        raise QuestionsError(f"{place}: span must be a list of texts")
    return LabelledQuestion(
        id="" if entry.get("id") is None else str(entry["id"]),
        text=text,
        kind=kind,
        gold=frozenset(cast("list[int]", gold)),
        spans=tuple(cast("list[str]", spans)),
        said=said,
    )


def plain(text: str) -> str:
    """The text as far as it matters to a span: without case, kinds of quotation marks and of white space."""
    straight = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", straight).strip(' ."…').lower()
