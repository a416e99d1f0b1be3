"""Splits adjacent lines into blocks: paragraphs, items, entries, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.curation.grammar.headings import (
    ENDS,
    LONG_LINE,
    MARK,
    is_amount,
    looks_like_a_heading,
    numbered_heading,
    stands_above,
)
from bot.curation.grammar.lines import as_inside
from bot.curation.grammar.measures import MONEY
from bot.curation.sources.blocks import ENTRY, HEADING, ITEM, PROSE, Block
from bot.curation.sources.lists import is_entry, without_leader
from bot.curation.sources.prose import SPOKEN

LABELLED = re.compile(r"(?!Q:|A:)(?:[A-Z][^:.!?]|\d{1,2}(?:st|nd|rd|th))[^:.!?]{0,39}:\s\S")
_SPEAKER = re.compile(r"\A(?:(?:Q|A|Question|Answer)\s?\d*:|[QA]\d*[.)])\s+")

COLUMNS = re.compile(r"\A(?:•\s?)?(?P<label>[A-Z]\S*(?: \S+){0,5}?)(?: {3,}| ?\t+ *)(?P<value>\S.*)\Z")
"""A label and a value, separated by white space: "Sauna included in the price"."""

_ASKS = re.compile(
    r"(?:what|which|who|when|where|why|how(?: many| much| long)?)\s(?:\S+\s)?"
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should)\s(?:\S+\s){0,8}[^\s.!?:]+"
)
"""A question in a chat, without capitals and question mark."""

_OPEN_END = re.compile(r"(,|\band)\n(?![^\n:]{2,40}:\s)")
"""The end of a line that the next one continues, even in a list."""

DEFINITION = re.compile(r"[\"“][^\"“”]{2,40}[\"”]\s(?:means|includes|has the meaning|refers)\b")
"""The beginning of a definition, as in a law."""

_SLACK = 8
"""In characters: some programs wrap lines up to this much earlier, to make them even."""

FEWEST_WORDS = 5
"""A line with fewer words is no prose but a name or an item."""


def line_blocks(lines: list[str], *, width: int = 0) -> Iterator[Block]:
    """The blocks of lines without a blank line between them. `width` is the width at which they were wrapped, if
    known."""
    start = 0
    for at, (line, following) in enumerate(pairwise(lines)):
        if heading := numbered_heading(line, following) or _name_of_list(line, following, lines[:at]):
            yield from _of_lines(lines[start:at], width)
            yield Block(HEADING, heading)
            start = at + 1
    yield from _of_lines(lines[start:], width)


def _name_of_list(line: str, following: str, before: list[str]) -> str:
    """The name of the list that begins in the next line: "Desirable:"; "" if the line is none."""
    is_behind = any(MARK.match(each) or ENDS.search(each) for each in before[-1:])
    is_name = line.endswith(":") and line[:1].isupper() and MARK.match(following) and stands_above(line, following)
    return line.rstrip(":") if is_name and (is_behind or list(map(looks_like_a_heading, before)) == [True]) else ""


def _of_lines(lines: list[str], width: int) -> Iterator[Block]:
    """The blocks of lines of which at most the first is a heading."""
    if not lines:
        return
    if _are_columns(lines):
        yield from _rows(lines, width)
        return
    if _are_entries(lines):
        for number, line in enumerate(_OPEN_END.sub(r"\1 ", "\n".join(lines)).split("\n")):
            is_title = not number and _is_title_of_entries(line)
            yield Block(HEADING if is_title else ENTRY, without_leader(MARK.sub("", line, count=1)))
        return
    if len(lines) > 1 and stands_above(*lines[:2]):
        yield Block(HEADING, lines[0].rstrip(":"))
        lines = lines[1:]
    if len(lines) > 1 and all(line.isupper() and looks_like_a_heading(line) for line in lines):
        yield Block(HEADING, " ".join(lines))  # "PART 1", "RENT AND NOTICE"
        return
    if _are_items(lines):
        yield from (Block(ITEM, line) for line in lines)
        return
    if len(lines) == 1 or _are_paragraphs(lines):
        for line in lines:
            yield _block(line, alone=len(lines) == 1)
    else:
        yield from _items(lines, width)


def _are_columns(lines: list[str]) -> bool:
    """Whether lines are labels with values beside them, without prices, which are clear without labels."""
    values = [match["value"] for match in map(COLUMNS.match, lines) if match]
    return len(values) > 1 and not any(map(MONEY.search, values))


def _rows(lines: list[str], width: int) -> Iterator[Block]:
    """Rows of two columns, with the lines above and below them. Lines between rows contain no more than names."""
    starts = [at for at, line in enumerate(lines) if COLUMNS.match(line)]
    yield from _of_lines(lines[: starts[0]], width)
    for start, end in pairwise([*starts, len(lines)]):
        below = next((at for at in range(start + 1, end) if not _continues_row(lines[at])), end)
        others = (line if line[0].islower() else f", {line}" for line in lines[start + 1 : below])
        row = " ".join((lines[start], *others)).replace(" , ", ", ")
        yield Block(ENTRY, COLUMNS.sub(_as_entry, row, count=1))
        for block in _of_lines(lines[below:end], width):
            yield Block(PROSE, block.text) if block.kind == HEADING and end < len(lines) else block


def _continues_row(line: str) -> bool:
    """Whether a line below a row continues it: the end of a sentence, another name, a number."""
    is_name = as_inside(line) == line or re.search(r"\d", line)
    is_ended = ENDS.search(line) and not re.search(r"[A-Z]\.\Z", line)  # "U.S."
    return line[:1].islower() or bool(is_name and not is_ended and len(line) < LONG_LINE)


def _as_entry(row: re.Match[str]) -> str:
    return f"{row['label']}{'' if ':' in row['label'] else ':'} {row['value']}"


def _are_items(lines: list[str]) -> bool:
    """Whether lines are a list without marks: none is a sentence, and none continues another."""
    is_long = len(lines) > 2 or all(map(is_amount, lines))  # two lines may be a name and a date
    return (
        is_long
        and len(lines) > 1
        and all(
            len(line) <= LONG_LINE / 2
            and (is_amount(line) or len(line.split()) < FEWEST_WORDS)
            and not (ENDS.search(line) or MARK.match(line) or line[:1].islower())
            for line in lines
        )
    )


def _are_entries(lines: list[str]) -> bool:
    """Whether lines are a price list or the like: most are informative, and none continues another."""
    entries = sum(is_entry(line) for line in lines)
    labelled = sum(LABELLED.match(line) is not None for line in lines) + _is_title_of_entries(lines[0])
    is_labelled = labelled >= 0.6 * len(lines) and not any(line.endswith("?") for line in lines)
    is_list = len(lines) > 1 and (entries >= 0.6 * len(lines) or is_labelled)
    continues = not lines[0][:1].islower() and any(line[:1].islower() for line in lines)
    return is_list and not continues and (max(map(len, lines[:-1])) <= LONG_LINE * 2 or labelled == len(lines))


def _is_title_of_entries(line: str) -> bool:
    is_address = "," in line and re.search(r"\b\d+[a-z]?\s[A-Z][a-z]", line)
    return not (is_entry(line) or LABELLED.match(line) or is_address) and looks_like_a_heading(line)


def message_block(said: str) -> Block:
    """The block of a chat message, which is no heading."""
    question = _question(f"{said}?" if _ASKS.fullmatch(said) else said, alone=True)
    return Block(HEADING, question) if question else _prose(said)


def _are_paragraphs(lines: list[str]) -> bool:
    """Whether each line is a paragraph: most end a sentence, and few continue one; or nothing in them has capitals or
    full stops, as in a chat; or they are longer than lines of a page."""
    is_chat = not any(ENDS.search(line) or line[:1].isupper() or len(line.split()) < FEWEST_WORDS for line in lines)
    if is_chat or max(map(len, lines)) > 3 * LONG_LINE:
        return True
    ended = sum(bool(ENDS.search(line)) and line[-1] not in ",;" for line in lines[:-1])
    begun = sum(not line[:1].islower() for line in lines[1:])
    return ended >= 0.8 * (len(lines) - 1) and begun >= 0.8 * (len(lines) - 1)


def _block(line: str, *, alone: bool) -> Block:
    if question := _question(line, alone=alone):
        return Block(HEADING, question)
    if alone and looks_like_a_heading(line):
        return Block(HEADING, line)
    return _prose(line)


def _prose(text: str) -> Block:
    """A paragraph, or a list item without its mark."""
    bare = MARK.sub("", MARK.sub("", text, count=1), count=1)  # "2. (1) No person shall"
    return Block(PROSE if bare == text else ITEM, _SPEAKER.sub("", bare, count=1))


def _items(lines: list[str], width: int) -> Iterator[Block]:
    """The items of a list, a block each. Lines without a mark continue the item before."""
    item: list[str] = []
    is_unmarked_item = False
    for line in lines:
        # Short lines below one that leads to them are a list without marks.
        is_below = is_unmarked_item or bool(item and item[-1].endswith(":"))
        is_unmarked_item = is_below and line[:1].isupper() and len(line) < LONG_LINE and not MARK.match(line)
        if is_unmarked_item:
            item[-1] += f"{'' if item[-1].endswith(':') else ';'} {line}"
            continue
        begins = any(form.match(line) for form in (MARK, _SPEAKER, DEFINITION))
        if item and (begins or _is_broken_off(item[-1], line, width) or (item[-1].endswith("?") and len(item) == 1)):
            yield _joined(item)
            item = []
        item.append(line)
    if item:
        yield _joined(item)


def _is_broken_off(line: str, following: str, width: int) -> bool:
    """Whether a line of a wrapped text ends early, with a sentence or a label."""
    has_room = width > LONG_LINE and len(line) + 1 + len(following.partition(" ")[0]) <= width - _SLACK
    is_ended = ENDS.search(line) is not None or any(LABELLED.match(each) for each in (line, following))
    return has_room and is_ended and line[-1] not in ",;:" and not following[:1].islower()


def _joined(lines: list[str]) -> Block:
    text = lines[0]
    for before, line in pairwise(lines):
        # A word that was broken to fit a page.
        is_broken = re.search(r"[a-z]-$", before[-2:]) and line[:1].islower()
        text += line if is_broken else f" {line}"
    question = _question(text)
    return Block(HEADING, question) if question else _prose(text)


def _question(text: str, *, alone: bool = False) -> str:
    """The question that a whole text is, to be answered by what follows; "" if it is none."""
    said = SPOKEN.sub("", _SPEAKER.sub("", text, count=1), count=1)
    question = MARK.sub("", said, count=1)
    is_one = question.count("?") == 1 and not re.search(r"[.!]\s", question)
    is_question = question.endswith("?") and len(question) <= 100 and (alone or said != text or is_one)
    return question if is_question else ""
