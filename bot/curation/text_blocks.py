"""Cuts a plain text into blocks: prose, and headings that stand alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.curation.blocks import ENTRY, HEADING, ITEM, PROSE, Block
from bot.curation.furniture import furniture, is_byline
from bot.curation.headings import (
    ENDS,
    LONG_LINE,
    MARK,
    is_a_numbered_title,
    is_amount,
    looks_like_a_heading,
    numbered_heading,
    stands_above,
)
from bot.curation.lists import is_entry, table_blocks, without_leader
from bot.curation.measures import MONEY

_RULE = re.compile(r"\s*([-=*_~#+.•·—–]\s?)\1{2,}\s*")
_PAGE = re.compile(
    r"\s*(?:page\s+)?\d+(?:\s+(?:of|/)\s+\d+)?\s*|\s*[-–—]\s*\d+\s*[-–—]\s*"
    r"|\s*\[?\s*page\s+\d+.*|.{0,70}\s{2,}\[?\s*page\s+\d+\s*\]?\s*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r".*(?:\.\s?){4,}\s*\d+\s*|.*\t\d+\s*")
_TABLE = re.compile(r"\s*\|.*\|\s*|.*\S\t+\S.*\t+\S.*|\s*\+[-=+]{3,}\+\s*|.*\S {3,}\S.* {3,}\S.*")
_CODE = re.compile(
    r"\s*(?:[$>%]\s\S+|import\s+[\w.]+$|from\s+\S+\s+import\b|def\s+\w+\(|class\s+\w+[:(]|#include\b|function\s*\w*\(|var\s+\w+\s*="
    r"|let\s+\w+\s*=|const\s+\w+\s*=|return\b.*;$|[{}\[\]();,]+$|\s*\w+;$|.*[=(){}<>\"].*;\s*$|.*[{}]\s*$|</?\w+[^>]*>\s*$|\w+\s*=\s*\S+$|git\s|pip\s|npm\s|sudo\s)"
)
_OF_A_TABLE = "line of a table"
_LINK = re.compile(r"\s*<?(?:https?://|www\.)\S+>?\s*")
_STAMPED = re.compile(
    r"\A\[?(?:\d{4}-\d\d-\d\d[ T]|\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s)?"
    r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?\]?\s(?:-\s)?"
    r"(?:<[^<>\s]{1,40}>|[^\s:\[\]<>][^:\[\]<>]{0,40}:)\s"
)
"""What a line of a chat begins with: "[2024-05-01 18:02] ana: "."""

_DATED = r"(?:(?:Today|Yesterday) at |\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? )\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?"
_WHO_AND_WHEN = re.compile(rf"\s*(?:\[{_DATED}\]\s[^:\[\]]{{1,40}}|[^:\[\].!?]{{1,32}}\s[—–-]\s{_DATED})\s*")
"""What Discord has above a message: "hazel — Today at 6:02 PM"."""

_LABELLED = re.compile(r"(?!Q:|A:)[A-Z][^:.!?]{1,40}:\s\S")
_SPEAKER = re.compile(r"\A(?:(?:Q|A|Question|Answer)\s?\d*:|[QA]\d*[.)])\s+")
_SPOKEN = re.compile(r"\A[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,2}:\s+(?=[A-Z\[(])")
"""Who speaks, as a transcript has it: "INTERVIEWER: "."""

_COLUMNS = re.compile(r"\A(?P<label>[A-Z]\S*(?: \S+){0,5}?)(?: {3,}| ?\t+ *)(?P<told>\S.*)\Z")
"""A label and what it tells, parted by white space: "Sauna        included in the price"."""

_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,}|\^{3,})\s*")

_SLACK = 8
"""Characters: some programs break a line that much before it is full, to make all of them even."""

_MOST_OF_HEADLINE = 3  # lines
_FEWEST_WORDS = 5
"""Of a line of prose; fewer are a name or an item."""


def text_blocks(text: str, left_out: Counter[str]) -> Iterator[Block]:
    """The blocks of a plain text. Blank lines part them; where lines hold whole sentences, line ends do. A sentence
    goes on over all of it."""
    last = Block(HEADING, "")
    for number, lines in enumerate(_groups(text, left_out)):
        if isinstance(lines, Block):
            blocks: Iterable[Block] = (lines,)
        elif not number and _is_headline(lines):
            blocks = (Block(HEADING, lines[0]), *(Block(PROSE, line) for line in lines[1:]))
        else:
            blocks = line_blocks(lines, width=max(map(len, lines)))
        for block in blocks:
            if not isinstance(lines, Block) and _goes_on(last, block):
                last = Block(last.kind, f"{last.text} {block.text}")
                continue
            if last.text:
                yield last
            last = block
    if last.text:
        yield last


def _is_headline(lines: list[str]) -> bool:
    """Whether the first lines of a text are what a report has above it: what it tells, in a line or two more."""
    return 1 < len(lines) <= _MOST_OF_HEADLINE and all(
        len(line.split()) >= _FEWEST_WORDS
        and line[0].isupper()
        and not any(form.search(line) for form in (ENDS, MARK, _LABELLED, _COLUMNS))
        for line in lines
    )


def _goes_on(block: Block, following: Block) -> bool:
    """Whether a block goes on with the sentence of the one before it, as over the end of a page."""
    if block.kind not in (PROSE, ITEM) or following.kind != PROSE or len(block.text.split()) < _FEWEST_WORDS:
        return False
    return block.text[0].isupper() and following.text[0].islower() and not ENDS.search(block.text)


def line_blocks(lines: list[str], *, width: int = 0) -> Iterator[Block]:
    """The blocks of lines without a blank one between them; `width` is where they were broken to fit a page, if
    that can be told."""
    start = 0
    for at, (line, following) in enumerate(pairwise(lines)):
        if heading := numbered_heading(line, following):
            yield from _of_lines(lines[start:at], width)
            yield Block(HEADING, heading)
            start = at + 1
    yield from _of_lines(lines[start:], width)


def _of_lines(lines: list[str], width: int) -> Iterator[Block]:
    """The blocks of lines, of which at most the first is a heading."""
    if not lines:
        return
    if _are_columns(lines):
        yield from _rows(lines, width)
        return
    if _are_entries(lines):
        for number, line in enumerate(lines):
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
    if len(lines) == 1 or _is_a_line_each(lines):
        for line in lines:
            yield _block(line, alone=len(lines) == 1)
    else:
        yield from _items(lines, width)


def _are_columns(lines: list[str]) -> bool:
    """Whether there are labels with what they tell beside them, and no prices: those tell it without their labels."""
    told = [match["told"] for match in map(_COLUMNS.match, lines) if match]
    return len(told) > 1 and not any(map(MONEY.search, told))


def _rows(lines: list[str], width: int) -> Iterator[Block]:
    """Lines in two columns, with the lines above them and below."""
    starts = [at for at, line in enumerate(lines) if _COLUMNS.match(line)]
    yield from _of_lines(lines[: starts[0]], width)
    for start, end in pairwise([*starts, len(lines)]):
        below = next((at for at in range(start + 1, end) if not lines[at][:1].islower()), end)
        yield Block(ENTRY, _COLUMNS.sub(_as_entry, " ".join(lines[start:below]), count=1))
        yield from _of_lines(lines[below:end], width)


def _as_entry(row: re.Match[str]) -> str:
    return f"{row['label']}{'' if ':' in row['label'] else ':'} {row['told']}"


def _are_items(lines: list[str]) -> bool:
    """Whether lines are those of a list without marks: none is a sentence, and none goes on with one."""
    is_long = len(lines) > 2 or all(map(is_amount, lines))  # two lines may be a name and a date
    return (
        is_long
        and len(lines) > 1
        and all(
            len(line) <= LONG_LINE / 2
            and (is_amount(line) or len(line.split()) < _FEWEST_WORDS)
            and not (ENDS.search(line) or MARK.match(line) or line[:1].islower())
            for line in lines
        )
    )


def _groups(text: str, left_out: Counter[str]) -> Iterator[list[str] | Block]:
    """The lines of prose between blank lines, and the rows of tables."""
    group: list[str] = []
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if _UNDERLINE.fullmatch(line.strip()) and len(group) == 1:
            yield [group.pop()]
            continue
        if is_byline(line.strip()) and group:
            yield group
            group = []
        what = _no_prose(line)
        if rows and what == "rule":
            what = _OF_A_TABLE  # below the names of its columns
        if rows and what != _OF_A_TABLE:
            yield from _of_table(rows, left_out)
            rows = []
        if what == _OF_A_TABLE:
            rows.append(line)
        elif what:
            left_out[what] += 1
        elif line.strip():
            said = _STAMPED.sub("", line.strip())
            if said != line.strip():  # each message of a chat by itself, and none is a heading
                if group:
                    yield group
                    group = []
                question = _question(said, alone=True)
                yield Block(HEADING, question) if question else _prose(said)
            elif is_byline(said):
                yield [said]
            else:
                group.append(said)
        if (what or not line.strip()) and group:
            yield group
            group = []


def _of_table(lines: list[str], left_out: Counter[str]) -> list[Block]:
    told = [line for line in lines if not re.fullmatch(r"[-+=:|\s]*", line)]
    rows = [re.split(r"\s*\|\s*", line.strip().strip("|")) for line in told]
    if any(len(row) < 2 for row in rows):
        rows = [re.split(r"\s*\t\s*|\s{3,}", line.strip()) for line in told]
    blocks = table_blocks(rows)
    if not blocks:
        left_out[_OF_A_TABLE] += len(lines)
    return blocks


def _are_entries(lines: list[str]) -> bool:
    """Whether lines are those of a price list or the like: most tell something by themselves, and none goes on."""
    entries = sum(is_entry(line) for line in lines)
    labelled = sum(_LABELLED.match(line) is not None for line in lines) + _is_title_of_entries(lines[0])
    is_labelled = labelled >= 0.6 * len(lines) and not any(line.endswith("?") for line in lines)
    is_list = len(lines) > 1 and (entries >= 0.6 * len(lines) or is_labelled)
    goes_on = not lines[0][:1].islower() and any(line[:1].islower() for line in lines)
    return is_list and not goes_on and max(map(len, lines)) <= LONG_LINE * 2


def _is_title_of_entries(line: str) -> bool:
    return not is_entry(line) and not _LABELLED.match(line) and looks_like_a_heading(line)


def _no_prose(line: str) -> str:
    """What a line is that is no prose; an empty string for prose and for a blank line."""
    if not line.strip():
        return ""
    kinds = (
        (_RULE, "rule"),
        (_PAGE, "page number"),
        (_CONTENTS, "line of contents"),
        (_TABLE, _OF_A_TABLE),
        (_LINK, "bare link"),
        (_WHO_AND_WHEN, "line of who wrote when"),
    )
    for pattern, what in kinds:
        if pattern.fullmatch(line):
            return what
    if (what := furniture(line.strip())) != "caption" and what:
        return what
    is_code = _CODE.match(line) and not re.search(r"[a-z]{2,}\s[a-z]{2,}\s[a-z]{2,}", line)
    return "line of code" if is_code else ""


def _is_a_line_each(lines: list[str]) -> bool:
    """Whether each line is a paragraph of its own: most end a sentence, and few go on with one; or nothing in them has
    a capital or a point, as people write in a chat."""
    if not any(ENDS.search(line) or line[:1].isupper() or len(line.split()) < _FEWEST_WORDS for line in lines):
        return True
    ended = sum(bool(ENDS.search(line)) and line[-1] not in ",;" for line in lines[:-1])
    begun = sum(not line[:1].islower() for line in lines[1:])
    return ended >= 0.8 * (len(lines) - 1) and begun >= 0.8 * (len(lines) - 1)


def _block(line: str, *, alone: bool) -> Block:
    if question := _question(line, alone=alone):
        return Block(HEADING, question)
    if alone and looks_like_a_heading(line):
        return Block(HEADING, line)
    if alone and is_a_numbered_title(line):
        return Block(HEADING, MARK.sub("", line, count=1).rstrip("."))
    return _prose(line)


def _prose(text: str) -> Block:
    """A paragraph, or an item of a list without its mark."""
    bare = MARK.sub("", MARK.sub("", text, count=1), count=1)  # "2. (1) No person shall"
    return Block(PROSE if bare == text else ITEM, _SPEAKER.sub("", bare, count=1))


def _items(lines: list[str], width: int) -> Iterator[Block]:
    """The items of a list, a block each; lines that are no items go on with what came before."""
    held: list[str] = []
    for line in lines:
        begins = MARK.match(line) or _SPEAKER.match(line)
        if held and (begins or _is_broken_off(held[-1], line, width) or (held[-1].endswith("?") and len(held) == 1)):
            yield _joined(held)
            held = []
        held.append(line)
    if held:
        yield _joined(held)


def _is_broken_off(line: str, following: str, width: int) -> bool:
    """Whether a line of a text that was broken at a width ends before there was need to, with a sentence or a label."""
    has_room = width > LONG_LINE and len(line) + 1 + len(following.partition(" ")[0]) <= width - _SLACK
    is_told = ENDS.search(line) is not None or any(_LABELLED.match(each) for each in (line, following))
    return has_room and is_told and line[-1] not in ",;:" and not following[:1].islower()


def _joined(lines: list[str]) -> Block:
    text = lines[0]
    for line in lines[1:]:
        # A word that was broken to fit a page.
        is_broken = re.search(r"[a-z]-$", text) and line[:1].islower()
        text = text + line if is_broken else f"{text} {line}"
    question = _question(text)
    return Block(HEADING, question) if question else _prose(text)


def _question(text: str, *, alone: bool = False) -> str:
    """The question that a text is, and nothing else, to be answered by what follows; an empty string if it is none."""
    said = _SPOKEN.sub("", _SPEAKER.sub("", text, count=1), count=1)
    question = MARK.sub("", said, count=1)
    is_one = question.count("?") == 1 and not re.search(r"[.!]\s", question)
    is_question = question.endswith("?") and len(question) <= 100 and (alone or said != text or is_one)
    return question if is_question else ""
