"""Splits a plain text into blocks: separates prose from tables, chat and page layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.curation.grammar.headings import ENDS, MARK, looks_like_a_heading, numbered_heading
from bot.curation.grammar.measures import DATE
from bot.curation.grammar.persons import is_of_a_person
from bot.curation.sources.blocks import ENTRY, HEADING, ITEM, PROSE, Block
from bot.curation.sources.boilerplate import boilerplate_kind, is_byline
from bot.curation.sources.line_blocks import COLUMNS, DEFINITION, FEWEST_WORDS, LABELLED, line_blocks, message_block
from bot.curation.sources.lists import table_blocks

_RULE = re.compile(r"\s*([-=*_~#+.•·—–]\s?)\1{2,}\s*")
_PAGE = re.compile(
    r"\s*(?:page\s+)?\d+(?:\s+(?:of|/)\s+\d+)?\s*|\s*[-–—]\s*\d+\s*[-–—]\s*"
    r"|\s*(?:\[\s*)?page\s+\d+.*|.{0,70}\s{2,}(?:\[\s*)?page\s+\d+\s*(?:\]\s*)?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r".*(?:\.\s?){4,}\s*\d+\s*|.*\t\d{1,3}\s*")
_TABLE = re.compile(
    r"\s*\|.*\|\s*|[^|:]*\w \| [^|:]+ \| [^:]*|.*\S\t+\S.*\t+\S.*|\s*\+[-=+]{3,}\+\s*|.*\S {3,}\S.* {3,}\S.*"
)
_CODE = re.compile(
    r"\s*(?:[$>%]\s\S+|import\s+[\w.]+$|from\s+\S+\s+import\b|def\s+\w+\(|class\s+\w+[:(]|#include\b|function\s*\w*\(|var\s+\w+\s*="
    r"|let\s+\w+\s*=|const\s+\w+\s*=|return\b.*;$|[{}\[\]();,]+$|.*[=(){}<>\"].*;\s*$|.*[{}]\s*$|</?\w+[^>]*>\s*$|\w+\s*=\s*\S+$|git\s|pip\s|npm\s|sudo\s)"
)
_OF_A_TABLE = "line of a table"
_LINK = re.compile(r"\s*<?(?:https?://|www\.)\S+>?\s*")
_STAMPED = re.compile(
    r"\A\[?(?:\d{4}-\d\d-\d\d[ T]|\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s)?"
    r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?\]?\s(?:-\s)?"
    r"(?:<[^<>\s]{1,40}>\s|(?=[A-Z][A-Z .’'-]+:)|[^\s:\[\]<>][^:\[\]<>]{0,40}:\s)"
)
"""The beginning of a chat line: "[2024-05-01 18:02] ana: "; in a transcript without the speaker: "[0:12] ANA: "."""

_EDITED = re.compile(r"^(.*\S)\s*\[edit(?: \| edit source)?\][ \t]*$", re.MULTILINE)
"""A heading copied from a wiki: "History[edit]"."""

_COPIED = re.compile(
    r"\A\s*(\S.*?)(?: [-–—] Wikipedia)?[ \t]*\n(?:.{0,60}\n){1,40}?From Wikipedia, the free encyclopedia[ \t]*\n"
)
"""Lines between the title and the text of a copied Wikipedia page."""

_OVERVIEW = re.compile(
    r"^Contents(?:[ \t]*\[(?:hide|show)\])?[ \t]*\n(?:[ \t]*\d+(?:\.\d+)*[ \t]+\S.*\n)+", re.MULTILINE
)
"""The numbered headings of a copied wiki page."""

_TOTAL = re.compile(r"^([A-Z][^\t\n]{2,40})\n[ \t]*•[ \t]*Total(?=[ \t]*\t)", re.MULTILINE)
"""A fact of a wiki's box that stands below what it is of: "Area", "• Total<tab>164 km2"."""

_RELATED = re.compile(r"\s*(?:related (?:stories|articles|topics|coverage)|more on this story)\W*", re.IGNORECASE)
"""A line above titles of other pages, which are dropped up to the next sentence."""

_JOINED = re.compile(r"^([ \t]*(?:\d{1,2}\.(?:\d{1,2}\.?){0,2}(?=[A-Z][a-z])|\([a-z]\)(?=[A-Za-z]{2})))", re.MULTILINE)
"""An item's mark that lost its space: "11.1The meeting", "(a)to hold"."""

_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,}|\^{3,})\s*")

_MOST_OF_HEADLINE = 3  # lines


def text_blocks(text: str, left_out: Counter[str]) -> Iterator[Block]:
    """The blocks of a plain text. Blank lines separate them; so do line breaks, if lines contain whole sentences. A
    sentence continues across all of these."""
    last = Block(HEADING, "")
    text = _EDITED.sub(r"\n\1\n", _COPIED.sub(r"\1\n", _TOTAL.sub(r"\1", text)))
    text = _JOINED.sub(r"\1 ", _OVERVIEW.sub("", text))
    for number, (lines, below) in enumerate(pairwise((*_groups(text, left_out), [""]))):
        if isinstance(lines, Block):
            blocks: Iterable[Block] = (lines,)
        elif len(lines) == 1 and isinstance(below, list) and (name := numbered_heading(lines[0], below[0])):
            blocks = (Block(HEADING, name),)
        elif not number and _is_title(lines):
            blocks = (Block(HEADING, " – ".join(lines)),)
        elif not number and _is_headline(lines):
            blocks = (Block(HEADING, lines[0]), *(Block(ENTRY, line) for line in lines[1:]))
        else:
            blocks = line_blocks(lines, width=max(map(len, lines)))
        for block in blocks:
            if not isinstance(lines, Block) and _continues(last, block):
                last = Block(last.kind, f"{last.text} {block.text}")
                continue
            if last.text:
                yield last
            last = block
    if last.text:
        yield last


def _is_title(lines: list[str]) -> bool:
    """Whether the first lines of a text are its name and what it is: "AeroBrew 2 Coffee Machine", "User manual"."""
    is_named = len(lines) == 2 and looks_like_a_heading(lines[0]) and not lines[0].isupper()
    return is_named and re.fullmatch(r"[A-Z][a-z]+( [a-z]+){0,3}", lines[1]) is not None


def _is_headline(lines: list[str]) -> bool:
    """Whether the first lines of a text are a headline: a report's, of one to three lines, or an invitation's, with the
    day below its name."""
    is_dated = len(lines) == 2 and re.match(rf"(?:\w+ on )?(?:{DATE.pattern})", lines[1]) is not None
    if is_dated and looks_like_a_heading(lines[0]) and not ENDS.search(lines[1]):
        return True
    return 1 < len(lines) <= _MOST_OF_HEADLINE and all(
        (len(line.split()) >= FEWEST_WORDS or (line == lines[0] and looks_like_a_heading(line)))
        and line[0].isupper()
        and not any(form.search(line) for form in (ENDS, MARK, LABELLED, COLUMNS))
        for line in lines
    )


def _continues(block: Block, following: Block) -> bool:
    """Whether a block continues the sentence of the one before it, as across a page break."""
    if block.kind not in (PROSE, ITEM) or following.kind != PROSE or len(block.text.split()) < FEWEST_WORDS:
        return False
    return block.text[0].isupper() and following.text[0].islower() and not ENDS.search(block.text)


def _groups(text: str, left_out: Counter[str]) -> Iterator[list[str] | Block]:
    """The lines of prose between blank lines, and the rows of tables."""
    group: list[str] = []
    rows: list[str] = []
    is_by = is_related = False
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if _UNDERLINE.fullmatch(stripped) and len(group) == 1:
            yield [group.pop()]
            continue
        if is_byline(stripped) and group:
            yield group
            group = []
        what = _no_prose(line)
        is_related = bool(_RELATED.fullmatch(line) or (is_related and not ENDS.search(stripped)))
        if is_related and stripped:
            what = "note of the page"
        if rows and what == "rule":
            what = _OF_A_TABLE  # below the names of its columns
        if rows and what != _OF_A_TABLE:
            yield from _of_table(rows, left_out)
            rows = []
        if what == _OF_A_TABLE:
            rows.append(line)
        elif what:
            left_out[what] += 1
        elif stripped:
            said = _STAMPED.sub("", stripped)
            if said != stripped:  # each message of a chat by itself, and none is a heading
                if group:
                    yield group
                    group = []
                yield message_block(said)
            elif is_byline(said):
                yield [said]
                is_by = True
                continue
            elif is_by and is_of_a_person(said.lower()) and looks_like_a_heading(said):
                left_out["byline"] += 1  # what they are
            else:
                group.append(said)
        is_by = False
        if (what or not stripped) and group:
            yield group
            group = []


def _of_table(lines: list[str], left_out: Counter[str]) -> list[Block]:
    filled = [line for line in lines if not re.fullmatch(r"[-+=:|\s]*", line)]
    rows = [re.split(r"\s*\|\s*", line.strip().strip("|")) for line in filled]
    if any(len(row) < 2 for row in rows):
        rows = [re.split(r"\s*\t\s*|\s{3,}", line.strip()) for line in filled]
    blocks = table_blocks(rows)
    if not blocks:
        left_out[_OF_A_TABLE] += len(lines)
    return blocks


def _no_prose(line: str) -> str:
    """The kind of a line that is no prose; "" for prose and blank lines."""
    if not line.strip():
        return ""
    kinds = (
        (_RULE, "rule"),
        (_PAGE, "page number"),
        (_CONTENTS, "line of contents"),
        (_TABLE, _OF_A_TABLE),
        (_LINK, "bare link"),
    )
    for pattern, what in kinds:
        if pattern.fullmatch(line):
            return what
    if (what := boilerplate_kind(line.strip())) != "caption" and what:
        return what
    is_in_words = re.search(r"[a-z]{2,}\s(?:a|[a-z]{2,})\s[a-z]{2,}", line) or DEFINITION.match(line.strip())
    return "line of code" if _CODE.match(line) and not is_in_words else ""
