"""Lists and tables: entries that tell something without being a sentence, such as "Towel: $2"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from bot.article import limits
from bot.curation.grammar.measures import MONEY
from bot.curation.grammar.questions import is_ask
from bot.curation.sources.blocks import ENTRY, HEADING, ITEM, PROSE, Block

MOST_ROWS, MOST_COLUMNS = 60, 8
"""Of a table that is told row by row: a larger one is data, which nobody asks for in words."""

SPANNED = "\0"
"""What stands in a row for a cell over which the one before it goes on."""

LONGEST_ROW = 300
"""Characters: what is longer is text, laid out as a table."""

SHORT_ITEM = 15
"""Words: a longer item of a list is read by itself."""

_SAYS_NOTHING = frozenset("value values description details info information answer meaning notes".split())
"""Names of the second of two columns that tell nothing of what stands there."""

_SENTENCE_END = re.compile(r"[.!?:]\W*\Z")
_LABELLED = re.compile(r"[^:=]{2,60}:\s*\S*\d")
_LABEL = re.compile(r"[^:]{2,60}:\s+\w")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_LABEL = re.compile(r"(?!\d{1,2}[:.]\d\d|(?:1\d|20)\d\d\Z)[\W\d_]*")
"""What names no row; a time does, in a timetable, and a year."""

_NOTHING = frozenset(("-", "–", "—"))
"""What stands in a cell that tells nothing."""

_LED = re.compile(r"[^.]{2,60}?\s?(?:\.\s?){4,}\s*\w")
_LEADER = re.compile(r"\s*(?:\.\s?){3,}|\s{2,}|\t+")


def is_entry(text: str) -> bool:
    """Whether a short text tells something by itself: what something costs, or a label with a number."""
    is_told = MONEY.search(text) or _LABELLED.match(text) or _LED.match(text)
    return len(text) <= 200 and bool(_WORD.search(text) and is_told)


def has_label(item: str) -> bool:
    """Whether an item of a list says what it tells of: "Children under 12: free"."""
    return _LABEL.match(item) is not None


def with_short_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each list of short items together with the line that leads to it: "For the sauce: 2 onions; salt"."""
    lead: Block | None = None
    items: list[str] = []
    for block in (*blocks, Block(HEADING, "")):
        if lead is not None and block.kind == ITEM:
            items.append(block.text)
            continue
        if lead is not None:
            yield from _led(lead, items)
        lead, items = (block, []) if block.kind == PROSE and block.text.endswith(":") else (None, [])
        if lead is None and block.text:
            yield block


def _led(lead: Block, items: Sequence[str]) -> Iterator[Block]:
    told = f"{lead.text} {'; '.join(item.rstrip(' ;,') for item in items)}"
    if len(items) > 1 and len(told.split()) <= limits.QUOTE_WORDS and all(map(_is_short, items)):
        yield Block(PROSE, told)
    else:
        yield lead
        yield from (Block(ITEM, item) for item in items)


def _is_short(item: str) -> bool:
    """Whether an item says nothing by itself."""
    is_told = _SENTENCE_END.search(item) or has_label(item) or is_entry(item)
    return not is_told and len(item.split()) <= SHORT_ITEM


def without_leader(line: str) -> str:
    """The line without what leads the eye to its value: dots, spaces, tabs."""
    return _LEADER.sub(" ", line).strip()


def table_blocks(rows: Sequence[Sequence[str]], *, has_head: bool = True) -> list[Block]:
    """A table row by row, "Basic: Monthly $12, Lockers none", by the first row, if it may name the columns and does.

    Nothing where a row cannot be told so: it is empty, has no label, or there are too many of them.
    """
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in rows if any(map(_is_filled, row))]
    widths = {len(row) for row in rows}
    if len(widths) != 1 or len(rows) < 2 or not 2 <= max(widths) <= MOST_COLUMNS:
        return []
    is_large = len(rows) > MOST_ROWS or max(sum(map(len, row)) for row in rows) > LONGEST_ROW
    if is_large and not all(row[0].endswith("?") for row in rows[1:]):  # answers are told, however many
        return []
    head, *body = _label_first(rows)
    is_named = has_head and not (head[0].endswith(":") or any(_NO_LABEL.fullmatch(name) for name in head[1:]))
    if not is_named:
        head, body = ("",) * len(head), rows
        if len(head) > 2 and not all(_tells_itself(cell) for row in rows for cell in row[1:]):
            return []
    if not body or any(_NO_LABEL.fullmatch(row[0]) or (row[0].isdigit() and not is_named) for row in body):
        return []
    return [block for row in body for block in _row(head, row)]


def _label_first(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows of a table, each with its number, if it begins with one, behind its name: "3 | Ana Li | 1:14"."""
    is_numbered = len(rows[0]) > 2 and all(row[0].rstrip(".").isdigit() and _WORD.search(row[1]) for row in rows[1:])
    return [(row[1], row[0], *row[2:]) if is_numbered else row for row in rows]


def _tells_itself(cell: str) -> bool:
    """Whether a cell tells something though nothing names its column: "Tue 10:00", "£6"; a number does not."""
    return not cell or _WORD.search(cell) is not None or MONEY.search(cell) is not None


def _is_filled(cell: str) -> bool:
    return cell != SPANNED and bool(cell.strip())


def _row(head: Sequence[str], row: Sequence[str]) -> Iterator[Block]:
    label, *values = row
    label = label.rstrip(" :")
    is_spanned = SPANNED in values
    values = ["" if value == SPANNED or value in _NOTHING else value for value in values]
    if label.endswith("?") and is_ask(label):
        yield Block(HEADING, label)
        yield Block(ENTRY, " ".join(filter(None, values)))
    elif any(values):
        names = [""] if is_spanned or (len(values) == 1 and head[1].casefold() in _SAYS_NOTHING) else head[1:]
        told = (" ".join(filter(None, pair)) for pair in zip_longest(names, values, fillvalue="") if pair[1])
        yield Block(ENTRY, f"{label}: {', '.join(told)}")
