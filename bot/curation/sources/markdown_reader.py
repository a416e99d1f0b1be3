"""Splits Markdown into blocks of prose and headings. Code, pictures and the like are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bot.curation.grammar.headings import LONG_LINE, MARK, looks_like_a_heading
from bot.curation.sources.blocks import CODE, ENTRY, HEADING, ITEM, PROSE, Block
from bot.curation.sources.boilerplate import OF_A_TEXT
from bot.curation.sources.html_reader import html_blocks, missing_colon
from bot.curation.sources.light_markup import notes_as_markdown
from bot.curation.sources.line_blocks import line_blocks
from bot.curation.sources.lists import WORD, table_blocks
from bot.curation.sources.markdown_inline import end_of_bold_line, plain_text, words_of
from bot.curation.sources.prose import is_prose

_FRONT_MATTER = re.compile(
    r"\A(?:---\s*\n(?P<yaml>.*?\n)(?:---|\.\.\.)|\+\+\+\s*\n(?P<toml>.*?\n)\+\+\+)\s*\n", re.DOTALL
)
_GIVEN = re.compile(
    r"^(title|author|date|url)(?::|[ \t]*=)[ \t]*(?P<mark>[\"']?)(?P<value>\S.*?)(?P=mark)[ \t]*$", re.MULTILINE
)
_CITED = re.compile(rf"^\[\^[\w-]+\]:.*(?:{OF_A_TEXT}).*(?:\n[ \t]+\S.*)*", re.MULTILINE)
"""A note that only refers to another text."""

_BRACKETED = re.compile(r"<(?=[A-Z][a-z][\w ’'-]*>)")
"""Before a name written like a tag: "<Ember Watch>"."""

_TARGET = re.compile(r"^\([\w./-]+\)=[ \t]*\n", re.MULTILINE)
"""The name of a place in a text, as MyST writes it: "(setting-up)="."""

_MARKS = 8
"""How many characters markup may add to a line."""

_COLOURS = frozenset("ansi diff fix markdown md text txt".split())
"""Languages of code blocks that people use to colour text, as on Discord."""

_OF_CODE = re.compile(r"[{}=;<>$\\→]|\s--?\w|&&|^\s*(?:sudo|git|pip|npm|cd)\s")
_OF_A_DIFF = re.compile(r"^[-+](?=\s)", re.MULTILINE)
_ITEM = re.compile(
    r"^(?P<item>(?:[-*+•]|\d{1,3}[.)])[ \t]+\S.*)\n(?=(?P<next>(?:\*\*|__)?[A-Z][^\s:]*)\s)", re.MULTILINE
)
"""A list item and the line below it, which continues it in CommonMark but not on Discord."""

_RULE = re.compile(r"^[^\w\n?]{9,}$\n?", re.MULTILINE)
"""A line drawn with signs, as above and below a title: "━━━━━━━━━━━━"."""


def markdown_page(text: str, left_out: Counter[str]) -> tuple[str, str, Iterator[Block]]:
    """The title, author, date and address in a text's front matter (each "" if not given), and the blocks of the text,
    which is CommonMark with tables."""
    width = _width(text)
    text = _ITEM.sub(lambda line: f"{line[0]}\n" if len(f"{line['item']} {line['next']}") <= width else line[0], text)
    text, cited = _CITED.subn("", notes_as_markdown(_BRACKETED.sub(r"\<", _TARGET.sub("", text))))
    left_out += Counter(reference=cited)
    front = _FRONT_MATTER.match(text)
    if front is None:
        return "", "", _blocks(text, left_out)
    left_out["front matter"] += 1
    given = {match[1]: match["value"] for match in _GIVEN.finditer(front["yaml"] or front["toml"])}
    source = ", ".join(given[name] for name in ("author", "date", "url") if name in given)
    return given.get("title", ""), source, _blocks(text[front.end() :], left_out)


def _width(text: str) -> int:
    """The width at which the lines were wrapped, if they were: the length of the longest, ignoring tables and
    addresses."""
    longest = max((len(line) for line in text.splitlines() if "://" not in line and line[:1] != "|"), default=0)
    return max(longest, LONG_LINE)


def _is_written(text: str, colour: str) -> bool:
    """Whether a code block is meant to be read: sentences, or lines of words in a colour."""
    lines = [MARK.sub("", line, count=1).strip() for line in text.splitlines() if line.strip()]
    if any(map(_OF_CODE.search, lines)):
        return False
    sentences = sum(line[0].isupper() and line.count(" ") > 1 and is_prose(line) for line in lines)
    is_in_words = all(len(WORD.findall(line)) > 1 for line in lines) and colour in _COLOURS
    return len(lines) > 1 and (is_in_words or sentences >= 0.5 * len(lines))


def _blocks(text: str, left_out: Counter[str]) -> Iterator[Block]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    yield from _of_node(SyntaxTreeNode(tokens), _width(text), left_out)


def _of_node(node: SyntaxTreeNode, width: int, left_out: Counter[str], *, is_item: bool = False) -> Iterator[Block]:
    """The blocks of an element; `is_item` tells whether it is within a list item."""
    if node.type == "table":
        yield from _of_table(node, left_out)
    elif node.type in ("fence", "code_block"):
        yield from _of_code(node, left_out)
    elif node.type == "html_block":
        yield from html_blocks(node.content, left_out)
    elif node.type == "heading":
        yield Block(HEADING, _told(_inline(node), left_out).replace("\n", " "), int(node.tag[1]))
    elif node.type == "paragraph":
        yield from _of_item(node, width, left_out) if is_item else _of_paragraph(_inline(node), width, left_out)
    else:
        for child in node.children:
            yield from _of_node(child, width, left_out, is_item=is_item or node.type == "list_item")


def _inline(node: SyntaxTreeNode) -> Sequence[Token]:
    """The tokens of the text in an element."""
    return [token for child in node.children if child.token for token in child.token.children or ()]


def _told(children: Sequence[Token], left_out: Counter[str]) -> str:
    return _RULE.sub("", plain_text(children, left_out)).strip()


def _of_table(table: SyntaxTreeNode, left_out: Counter[str]) -> list[Block]:
    rows = [row for part in table.children for row in part.children]
    blocks = table_blocks([[_told(_inline(cell), left_out) for cell in row.children] for row in rows])
    if not blocks:
        left_out["table"] += 1
    return blocks


def _of_code(node: SyntaxTreeNode, left_out: Counter[str]) -> Iterator[Block]:
    lines = node.content.strip().splitlines()
    if _is_written(node.content, node.info.strip().lower()):
        yield from _blocks(_OF_A_DIFF.sub("-", dedent(node.content)), left_out)
    elif len(lines) == 1:
        yield Block(CODE, lines[0])
    else:
        left_out["block of code"] += 1


def _of_item(node: SyntaxTreeNode, width: int, left_out: Counter[str]) -> Iterator[Block]:
    """The blocks of a paragraph in a list item, which may be the name of what follows there."""
    prose = _told(_inline(node), left_out)
    following = node.next_sibling.type if node.next_sibling else ""
    if following in ("bullet_list", "ordered_list"):
        prose += missing_colon(prose)
    is_first = node.parent is not None and node.parent.type == "list_item" and node.previous_sibling is None
    if is_first and following == "paragraph" and looks_like_a_heading(prose) and not _is_question(prose):
        yield Block(HEADING, prose)
    else:
        yield from _of_prose(prose, ITEM, width)


def _of_paragraph(children: Sequence[Token], width: int, left_out: Counter[str]) -> Iterator[Block]:
    """The blocks of a paragraph, the first line of which may be a heading in bold."""
    end = end_of_bold_line(children)
    if end:
        yield Block(HEADING, words_of(children[:end]))
        children = children[end + 1 :]
    yield from _of_prose(_told(children, left_out), PROSE, width)


def _of_prose(prose: str, kind: str, width: int) -> Iterator[Block]:
    if _is_question(prose):
        yield Block(HEADING, prose.replace("\n", " "))
    elif "\n\n" in prose:
        lines = (line for entry in prose.split("\n\n") for line in _unbroken(entry.split("\n"), width))
        yield from (Block(ENTRY, " ".join(line.split())) for line in lines)
    elif "\n" in prose:
        yield from line_blocks([line.strip() for line in prose.split("\n") if line.strip()])
    elif prose:
        yield Block(kind, prose)


def _is_question(prose: str) -> bool:
    return prose.endswith("?") and len(prose) <= 100


def _unbroken(lines: Sequence[str], width: int) -> Iterator[str]:
    """Lines joined with their continuations, which begin in lower case or follow a full line."""
    held = lines[0]
    for before, line in pairwise(lines):
        if line[:1].islower() or len(f"{before} {line.partition(' ')[0]}") > width - _MARKS:
            held += f" {line}"
        else:
            yield held
            held = line
    yield held
