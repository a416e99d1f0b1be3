"""Lists and tables: entries that tell something without being a sentence, such as "Towel: $2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.curation.blocks import ENTRY, HEADING, Block
from bot.curation.questions import MONEY, is_ask

MOST_ROWS, MOST_COLUMNS = 60, 8
"""Of a table that is told row by row: a larger one is data, which nobody asks for in words."""

SPANNED = "\0"
"""What stands in a row for a cell over which the one before it goes on."""

LONGEST_ROW = 300
"""Characters: what is longer is text, laid out as a table."""

_LABELLED = re.compile(r"[^:=]{2,60}:\s*\S*\d")
_LABEL = re.compile(r"[^:]{2,60}:\s+\w")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_LABEL = re.compile(r"[\W\d_]*")
_LED = re.compile(r"[^.]{2,60}?\s?(?:\.\s?){4,}\s*\w")
_LEADER = re.compile(r"\s*(?:\.\s?){3,}|\s{2,}|\t+")


def is_entry(text: str) -> bool:
    """Whether a short text tells something by itself: what something costs, or a label with a number."""
    is_told = MONEY.search(text) or _LABELLED.match(text) or _LED.match(text)
    return len(text) <= 200 and bool(_WORD.search(text) and is_told)


def has_label(item: str) -> bool:
    """Whether an item of a list says what it tells of: "Children under 12: free"."""
    return _LABEL.match(item) is not None


def without_leader(line: str) -> str:
    """The line without what leads the eye to its value: dots, spaces, tabs."""
    return _LEADER.sub(" ", line).strip()


def table_blocks(rows: Sequence[Sequence[str]]) -> list[Block]:
    """A table row by row, "Basic: Monthly $12, Lockers none", by the first row, if that names the columns.

    Nothing where a row cannot be told so: it is empty, has no label, or there are too many of them.
    """
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in rows if any(cell.strip() for cell in row)]
    widths = {len(row) for row in rows}
    if len(widths) != 1 or len(rows) < 2 or not 2 <= max(widths) <= MOST_COLUMNS:
        return []
    is_large = len(rows) > MOST_ROWS or max(sum(map(len, row)) for row in rows) > LONGEST_ROW
    if is_large and not all(row[0].endswith("?") for row in rows[1:]):  # answers are told, however many
        return []
    head, *body = rows
    if any(_NO_LABEL.fullmatch(name) for name in head[1:]):
        head, body = ("",) * len(head), rows
        if len(head) > 2:
            return []
    if not body or any(_NO_LABEL.fullmatch(row[0]) for row in body):
        return []
    return [block for row in body for block in _row(head, row)]


def _row(head: Sequence[str], row: Sequence[str]) -> Iterator[Block]:
    label, *values = row
    is_spanned = SPANNED in values
    values = ["" if value == SPANNED else value for value in values]
    if label.endswith("?") and is_ask(label):
        yield Block(HEADING, label)
        yield Block(ENTRY, " ".join(filter(None, values)))
    elif any(values):
        told = (
            value if is_spanned else f"{name} {value}".strip()
            for name, value in zip(head[1:], values, strict=True)
            if value
        )
        yield Block(ENTRY, f"{label}: {', '.join(told)}")
