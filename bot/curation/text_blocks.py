"""Cuts a plain text into blocks: prose, and headings that stand alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

PROSE, HEADING = "prose", "heading"


class Block(NamedTuple):
    """A piece of a source: `kind` is "prose" or "heading"."""

    kind: str
    text: str


_RULE = re.compile(r"\s*([-=*_~#+.•·—–]\s?)\1{2,}\s*")
_PAGE = re.compile(r"\s*(?:page\s+)?\d+(?:\s+(?:of|/)\s+\d+)?\s*|\s*\[?\s*page\s+\d+.*", re.IGNORECASE)
_CONTENTS = re.compile(r".*(?:\.\s?){4,}\s*\d+\s*|.*\t\d+\s*")
_TABLE = re.compile(r"\s*\|.*\|\s*|.*\S\t+\S.*\t+\S.*|\s*\+[-=+]{3,}\+\s*|.*\S {3,}\S.* {3,}\S.*")
_CODE = re.compile(
    r"\s*(?:[$>%]\s\S+|import\s+[\w.]+$|from\s+\S+\s+import\b|def\s+\w+\(|class\s+\w+[:(]|#include\b|function\s*\w*\(|var\s+\w+\s*="
    r"|let\s+\w+\s*=|const\s+\w+\s*=|return\b.*;$|[{}\[\]();,]+$|.*[;{}]\s*$|</?\w+[^>]*>\s*$|\w+\s*=\s*\S+$|git\s|pip\s|npm\s|sudo\s)"
)
_LINK = re.compile(r"\s*<?(?:https?://|www\.)\S+>?\s*")
_ITEM = re.compile(r"\A\s*(?:[-*+•‣▪◦·–]|\(?\d{1,3}[.)]|\(?(?:[a-z]|[ivx]{1,5})\))\s+")
_SPEAKER = re.compile(r"\A(?:(?:Q|A|Question|Answer)\s?\d*:|[QA]\d*[.)])\s+")
_ENDS = re.compile(r"[.!?…。！？:;,][\"”’')\]*_]*$|[。！？]$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,}|\^{3,})\s*")

LONG_LINE = 60
"""Characters: lines that long were broken to fit a page, if sentences run over their ends."""


def text_blocks(text: str, left_out: Counter[str]) -> Iterator[Block]:
    """The blocks of a plain text. Blank lines part them; where lines hold whole sentences, line ends do."""
    for lines in _groups(text, left_out):
        if len(lines) == 1 or _is_a_line_each(lines):
            for line in lines:
                yield _block(line, alone=len(lines) == 1)
        else:
            # A heading right above its text.
            if _looks_like_a_heading(lines[0]) and len(lines[0]) < LONG_LINE / 2 < len(lines[1]):
                yield Block(HEADING, lines[0])
                lines = lines[1:]
            yield from _items(lines)


def _groups(text: str, left_out: Counter[str]) -> Iterator[list[str]]:
    """The lines of prose between blank lines."""
    group: list[str] = []
    for line in [*text.splitlines(), ""]:
        if _UNDERLINE.fullmatch(line.strip()) and len(group) == 1:
            yield [group.pop()]
            continue
        what = _no_prose(line)
        if what:
            left_out[what] += 1
        elif line.strip():
            group.append(line.strip())
        if (what or not line.strip()) and group:
            yield group
            group = []


def _no_prose(line: str) -> str:
    """What a line is that is no prose; an empty string for prose and for a blank line."""
    if not line.strip():
        return ""
    kinds = (
        (_RULE, "rule"),
        (_PAGE, "page number"),
        (_CONTENTS, "line of contents"),
        (_TABLE, "line of a table"),
        (_LINK, "bare link"),
    )
    for pattern, what in kinds:
        if pattern.fullmatch(line):
            return what
    is_code = _CODE.match(line) and not re.search(r"[a-z]{2,}\s[a-z]{2,}\s[a-z]{2,}", line)
    return "line of code" if is_code else ""


def _is_a_line_each(lines: list[str]) -> bool:
    """Whether each line is a paragraph of its own: most end a sentence, and few go on with one."""
    ended = sum(bool(_ENDS.search(line)) and line[-1] not in ",;" for line in lines[:-1])
    begun = sum(not line[:1].islower() for line in lines[1:])
    return ended >= 0.8 * (len(lines) - 1) and begun >= 0.8 * (len(lines) - 1)


def _block(line: str, *, alone: bool) -> Block:
    bare = _SPEAKER.sub("", line)
    if (alone or bare != line) and bare.endswith("?") and len(bare) <= 100:
        return Block(HEADING, _ITEM.sub("", bare, count=1))
    if alone and _looks_like_a_heading(line):
        return Block(HEADING, line)
    return Block(PROSE, _SPEAKER.sub("", _ITEM.sub("", line, count=1), count=1))


def _looks_like_a_heading(line: str) -> bool:
    return len(line.split()) <= 10 and not _ENDS.search(line) and not re.match(r"[-*+•a-z]", line)


def _items(lines: list[str]) -> Iterator[Block]:
    """The items of a list, a block each; lines that are no items go on with what came before."""
    held: list[str] = []
    for line in lines:
        question = _SPEAKER.match(line)
        if held and (_ITEM.match(line) or question or (held[-1].endswith("?") and len(held) == 1)):
            yield _joined(held)
            held = []
        held.append(line)
    if held:
        yield _joined(held)


def _joined(lines: list[str]) -> Block:
    text = lines[0]
    for line in lines[1:]:
        # A word that was broken to fit a page.
        is_broken = re.search(r"[a-z]-$", text) and line[:1].islower()
        text = text + line if is_broken else f"{text} {line}"
    bare = _SPEAKER.sub("", text, count=1)
    if bare.endswith("?") and len(bare) <= 100 and bare.count("?") == 1 and not re.search(r"[.!]\s", bare):
        return Block(HEADING, _ITEM.sub("", bare, count=1))
    return Block(PROSE, _SPEAKER.sub("", _ITEM.sub("", text, count=1), count=1))
