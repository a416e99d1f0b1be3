"""Labelled questions: messages with the right answer to each.

A file holds one JSON object a line: ``q`` the message, ``kind`` its kind, ``gold`` the numbers of the paragraphs that
answer it (empty if the article does not), ``span`` the texts of which a right quote holds one, and ``id``; ``said`` if
the message asks for no quote (see `bot.conversation.acts.said.Said`). A line with ``turns``, a list of such objects, is
a dialogue, in which each turn replies to the answer before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from bot.article.jsonl import read_line, split_lines
from bot.article.quotes import normalized
from bot.errors import QuestionsError


@dataclass(frozen=True)
class LabelledQuestion:
    """A message and its right answer. `gold` is empty if the article does not answer it.

    `said` names the kind of message if it asks for no quote. `line` is its line number in the file, from 1.
    """

    id: str
    text: str
    kind: str
    gold: frozenset[int]
    spans: tuple[str, ...]
    said: str = ""
    line: int = field(default=0, compare=False)


def read_dialogues(path: Path) -> list[tuple[LabelledQuestion, ...]]:
    """The dialogues of a file. A single question is a dialogue of one turn.

    Raises `QuestionsError` with every line that cannot be read.
    """
    dialogues, problems = scan_dialogues(path)
    if problems:
        raise QuestionsError(*(f"{path}{problem}" for problem in problems))
    return dialogues


def scan_dialogues(
    path: Path, read: Callable[[Path], bytes] = Path.read_bytes
) -> tuple[list[tuple[LabelledQuestion, ...]], list[str]]:
    """The dialogues of a file that `read` opens, and the problems found. A problem begins with its place, ``, line 3:
    …``, or with ``: …`` if it concerns the whole file."""
    try:
        lines = split_lines(read(path).decode("utf-8-sig"))
    except OSError as error:
        return [], [f": cannot be read ({error.strerror}); check the path"]
    except UnicodeDecodeError:
        return [], [": is not UTF-8; save the file as UTF-8"]
    dialogues: list[tuple[LabelledQuestion, ...]] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                dialogues.append(_read_line(line, number))
            except ValueError as error:
                problems.append(f", line {number}: {error}")
    return dialogues, problems


def _read_line(line: str, number: int) -> tuple[LabelledQuestion, ...]:
    """Raises `ValueError` with what is wrong with the line."""
    raw = read_line(line)
    if not isinstance(raw, dict):
        raise ValueError("must be an object with q, kind, gold and span")  # noqa: TRY004 - of a file, not of a caller
    entry = cast("dict[str, object]", raw)
    if "turns" not in entry:
        return (_label(entry, number),)
    turns = entry["turns"]
    if not (isinstance(turns, list) and turns and all(isinstance(turn, dict) for turn in cast("list[object]", turns))):
        raise ValueError("turns must be a list of objects with q, kind, gold and span, at least one")
    named = f"{entry['id']}." if entry.get("id") else ""
    numbered = enumerate(cast("list[dict[str, object]]", turns), 1)
    return tuple(_label({"id": f"{named}{turn_number}"} | turn, number) for turn_number, turn in numbered)


def _label(entry: dict[str, object], number: int) -> LabelledQuestion:
    """Raises `ValueError` with what is wrong with a question of the line with that number."""
    said = entry.get("said", "")
    if not isinstance(said, str):
        raise ValueError("said must be a text")  # noqa: TRY004 - of a file, not of a caller
    text, kind, gold, spans = entry.get("q"), entry.get("kind", ""), entry.get("gold"), entry.get("span", [])
    if not isinstance(text, str) or not isinstance(kind, str):
        raise ValueError("needs q and kind, both texts")  # noqa: TRY004 - likewise
    if not isinstance(gold, list) or not all(type(number) is int for number in cast("list[object]", gold)):
        raise ValueError("needs gold, a list of paragraph numbers (empty if there is no answer)")
    if not isinstance(spans, list) or not all(isinstance(span, str) for span in cast("list[object]", spans)):
        raise ValueError("span must be a list of texts")
    return LabelledQuestion(
        id="" if entry.get("id") is None else str(entry["id"]),
        text=text,
        kind=kind,
        gold=frozenset(cast("list[int]", gold)),
        spans=tuple(cast("list[str]", spans)),
        said=said,
        line=number,
    )


def label_problems(
    question: LabelledQuestion, paragraphs: Mapping[int, str], *, in_gold: bool = False
) -> Iterator[str]:
    """The problems of a label, given the article's paragraphs, `normalized`, by number: a paragraph that does not
    exist, or a span that no paragraph holds (with `in_gold`: no paragraph that the label names)."""
    for number in sorted(question.gold - paragraphs.keys()):
        yield f"gold has {number}, but the paragraphs are 1 to {len(paragraphs)}; fix the number"
    texts = [text for number, text in paragraphs.items() if number in question.gold or not in_gold]
    for span in question.spans:
        if not any(normalized(span) in text for text in texts):
            mend = "in no paragraph of gold; copy its words from one or fix gold"
            yield f"the span {span!r} is {mend if in_gold else 'nowhere in the article; copy its words from there'}"
