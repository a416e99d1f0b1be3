"""Cuts Markdown into blocks of prose and headings; code, tables, pictures and the like are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.curation.html_reader import html_blocks
from bot.curation.text_blocks import HEADING, PROSE, Block

_FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_MOSTLY_LINKS = 0.6


def markdown_blocks(text: str, left_out: Counter[str]) -> Iterator[Block]:
    """The blocks of a text in CommonMark with tables."""
    text, front = _FRONT_MATTER.subn("", text)
    if front:
        left_out["front matter"] += 1
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    in_table = 0
    heading = False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table += token.nesting
            left_out["table"] += token.nesting > 0
        elif token.type in ("heading_open", "heading_close"):
            heading = token.nesting > 0
        elif token.type in ("fence", "code_block"):
            left_out["block of code"] += 1
        elif token.type == "html_block":
            yield from html_blocks(token.content, left_out)
        elif token.type == "inline" and not in_table:
            prose = _plain(token.children or (), left_out)
            if prose.strip():
                yield Block(HEADING if heading or (prose.strip().endswith("?") and len(prose) <= 100) else PROSE, prose)


def _plain(children: Sequence[Token], left_out: Counter[str]) -> str:
    """The words of a paragraph; of one that is mostly links, as a table of contents is, none."""
    words: list[str] = []
    linked = 0
    depth = 0
    for token in children:
        if token.type in ("text", "code_inline"):
            words.append(token.content)
            linked += len(token.content) if depth else 0
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type == "image":
            left_out["picture"] += 1
        elif token.type in ("link_open", "link_close"):
            depth += token.nesting
        elif token.type == "html_inline" and re.match(r"<br", token.content, re.IGNORECASE):
            words.append(" ")
    text = "".join(words)
    if linked > _MOSTLY_LINKS * max(1, len(text.strip())):
        left_out["list entry of links"] += 1
        return ""
    return _TAG.sub("", text)
