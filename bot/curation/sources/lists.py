"""Lists and tables: entries that are informative without being sentences, such as "Towel: $2"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from bot.article import limits
from bot.curation.grammar.measures import MONEY
from bot.curation.grammar.questions import is_ask
from bot.curation.sources.blocks import ENTRY, HEADING, ITEM, PROSE, Block

MOST_ROWS, MOST_COLUMNS = 60, 8
"""The largest table that is told row by row: a larger one is data, which nobody asks for in words."""

SPANNED = "\0"
"""Marks a cell in a row that the cell before it extends over."""

LONGEST_ROW = 300
"""In characters: a longer row is text in a layout table."""

SHORT_ITEM = 15
"""In words: a longer list item is read by itself."""

_SAYS_NOTHING = frozenset("value values description details info information answer meaning notes".split())
"""Names of a second column that say nothing about its content."""

_INTRODUCES = re.compile(r":\Z|\b(?:is|are|can|may|must|shall|should|will|have|has|need|want|ask|asked|like) to\Z")
"""The end of the introduction of a list: "Your tasks are to"."""

_SENTENCE_END = re.compile(r"[.!?:]\W*\Z")
_LABELLED = re.compile(r"[^:=]{2,60}:\s*\S*\d")
_LABEL = re.compile(r"[^:]{2,60}:\s+\w")
WORD = re.compile(r"[^\W\d_]{2,}")
_NO_LABEL = re.compile(r"(?!\d{1,2}[:.]\d\d|(?:1\d|20)\d\d\Z)[\W\d_]*")
"""Values that are no label of a row. A time in a timetable and a year are labels."""

_NOTHING = frozenset(("-", "–", "—"))
"""The content of a cell without information."""

_DOTTED = re.compile(r"[^.]{2,60}?\s?(?:\.\s?){4,}\s*\w")
_LEADER = re.compile(r"\s*(?:\.\s?){3,}|\s{2,}|\t+")


def is_entry(text: str) -> bool:
    """Whether a short text is informative by itself: it says what something costs, or has a label with a number."""
    has_value = MONEY.search(text) or _LABELLED.match(text) or _DOTTED.match(text)
    return len(text) <= 200 and bool(WORD.search(text) and has_value)


def has_label(item: str) -> bool:
    """Whether a list item names its subject: "Children under 12: free"."""
    return _LABEL.match(item) is not None


def with_short_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with each list of short items joined to its introduction: "For the sauce: 2 onions; salt"."""
    introduction: Block | None = None
    items: list[str] = []
    for block in (*chain.from_iterable(map(_split_entries, blocks)), Block(HEADING, "")):
        if introduction is not None and block.kind == ITEM:
            items.append(block.text)
            continue
        if introduction is not None:
            yield from _with_items(introduction, items)
        introduction, items = (block, []) if block.kind == PROSE and _INTRODUCES.search(block.text) else (None, [])
        if introduction is None and block.text:
            yield block


def _split_entries(block: Block) -> Iterator[Block]:
    """The entries that stand in one line, "Serves: 4 | Takes: 1 hour", each by itself."""
    entries = block.text.split(" | ")
    is_list = len(entries) > 1 and all(map(has_label, entries))
    yield from (Block(ENTRY, entry) for entry in entries) if is_list else (block,)


def _with_items(introduction: Block, items: Sequence[str]) -> Iterator[Block]:
    joined = f"{introduction.text} {'; '.join(item.rstrip(' ;,') for item in items)}"
    if len(items) > 1 and len(joined.split()) <= limits.QUOTE_WORDS and all(map(_is_short, items)):
        yield Block(PROSE, joined)
    else:
        yield introduction
        yield from (Block(ITEM, item) for item in items)


def _is_short(item: str) -> bool:
    """Whether an item says nothing by itself."""
    is_informative = _SENTENCE_END.search(item) or has_label(item) or is_entry(item)
    return not is_informative and len(item.split()) <= SHORT_ITEM


def without_leader(line: str) -> str:
    """The line without dots, spaces or tabs that lead to its value."""
    return _LEADER.sub(" ", line).strip()


def table_blocks(rows: Sequence[Sequence[str]], *, has_head: bool = True) -> list[Block]:
    """A table row by row, "Basic: Monthly $12, Lockers none", with column names if the first row has them. None if it
    cannot be told like this: a row is empty or has no label, or there are too many rows."""
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
    """The rows of a table, with a row's number after its name: "3 | Ana Li | 1:14"."""
    is_numbered = len(rows[0]) > 2 and all(row[0].rstrip(".").isdigit() and WORD.search(row[1]) for row in rows[1:])
    return [(row[1], row[0], *row[2:]) if is_numbered else row for row in rows]


def _tells_itself(cell: str) -> bool:
    """Whether a cell is clear without a column name: "Tue 10:00", "£6"; not a number."""
    return not cell or WORD.search(cell) is not None or MONEY.search(cell) is not None


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
        cells = (" ".join(filter(None, pair)) for pair in zip_longest(names, values, fillvalue="") if pair[1])
        yield Block(ENTRY, f"{label}: {', '.join(cells)}")
