"""An HTML table while it is read: told row by row, skipped, or only used for layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from bot.curation.sources.blocks import Block
from bot.curation.sources.lists import MOST_COLUMNS, SPANNED, table_blocks

ROW, CELLS = "tr", ("td", "th")

_ENDS_A_LINE = frozenset(".,;:!?–—-&/")
"""The characters at the end of a cell's lines; other lines are joined with commas."""

_VALUE = re.compile(r"[^\W\d_]\W*\d|\d\W*[^\W\d_]")
"""What a cell has that names no column: "10am to 5pm"."""

_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.!?]")


class HtmlTable:
    """`blocks` are the page's blocks, each with its amount of linked text; the table's content is collected there
    first."""

    def __init__(self, blocks: list[tuple[Block, int]]) -> None:
        self._blocks = blocks
        self._start = len(blocks)
        self._cell_start: int | None = None
        self._columns = 1
        self._rows: list[list[str]] = []
        self._has_headings = False
        self._labels_rows = False

    def begin(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Begin a row or a cell. Many pages omit the end tag of the former one."""
        self.end_cell()
        self._has_headings |= tag == "th"
        if tag == ROW:
            self._rows.append([])
            return
        self._cell_start = len(self._blocks)
        self._columns = _span(attributes.get("colspan"))
        if len(self._rows) == 1:  # headings that stand beside what they name, as in a box of facts
            self._labels_rows = tag == "td" and self._has_headings

    def end_cell(self) -> None:
        """End the current cell, if any: the blocks since its start are its text."""
        if self._cell_start is not None and self._rows:
            *others, last = [block.text for block, _ in self._blocks[self._cell_start :]] or [""]
            lines = (line if line[-1] in _ENDS_A_LINE else f"{line}," for line in others)
            self._rows[-1] += [" ".join((*lines, last))] + [SPANNED] * (self._columns - 1)
        self._cell_start = None

    def end(self, left_out: Counter[str]) -> None:
        """Replace the collected blocks by rows, unless the table is only layout; then they are prose."""
        self.end_cell()
        has_value_first = not self._has_headings and any(map(_VALUE.search, self._rows[0][1:] if self._rows else ()))
        blocks = table_blocks(self._rows, has_head=not (self._labels_rows or has_value_first))
        is_layout = not self._has_headings and any(
            _SENTENCE.search(block.text) for block, _ in self._blocks[self._start :]
        )
        if blocks or not is_layout:
            self._blocks[self._start :] = [(block, 0) for block in blocks]
        if not (blocks or is_layout):
            left_out["table"] += 1


def _span(colspan: str | None) -> int:
    """The number of columns of a cell."""
    digits = (colspan or "").strip()[:4]  # thousands of them are no number to `int`
    return min(max(1, int(digits)), MOST_COLUMNS + 1) if digits.isdecimal() else 1
