"""Splits HTML into blocks of prose and headings by its elements.

It only knows HTML's own structure and that of wikis. For web pages, which seldom keep to it, the extra `web` provides
an extractor: see `bot.curation.sources.web`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from bot.curation.sources.blocks import ENTRY, HEADING, ITEM, PROSE, Block
from bot.curation.sources.html_boilerplate import FACT, FACT_LABEL, LEFT_OUT, is_boilerplate, is_infobox, names_of
from bot.curation.sources.html_table import CELLS, ROW, HtmlTable
from bot.curation.sources.line_blocks import line_blocks

_INSIDE_A_TEXT = frozenset(("sup", "span", "small"))
"""Elements to omit that do not end a paragraph."""

_SQUARED = re.compile(r"(?:\b[kcmd]?m|\bft)\Z")
"""A unit whose superscript is no reference mark: "3,200 m<sup>2</sup>"."""

_MOST_OF_UNIT = 4
"""How many characters before a superscript are searched for a unit."""

_TITLES = frozenset(("MsoTitle",))
"""Classes of a title in office programs."""

_BULLET = re.compile(r"[·•▪‣◦]\s+(?=\S)")
"""The bullet of a list item that an office program writes as a paragraph."""

_BLOCKS = frozenset(
    "p div section article main body li dd dt blockquote td th tr ul ol dl h1 h2 h3 h4 h5 h6 details summary address"
    " center br hr html head title table header".split()
)
_MAIN = frozenset(("article", "main"))
"""Elements whose headers contain the text's title, not the page's."""

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 summary dt".split())
_SHORT = 3  # words
MOST_ABOVE = 0.2
"""The largest share of a page's text above its title that may be dropped."""

MOSTLY_LINKED = 0.6
"""From this share of linked text on, a block only leads elsewhere."""

_LINE_END = "\0"
"""Marks a line break in collected text; no text contains it."""

_SOURCE_META = ("author", "og:site_name", "article:published_time", "og:url")
"""Names of `meta` elements, in the order in which the source is given."""


def html_blocks(text: str, left_out: Counter[str]) -> list[Block]:
    """The blocks of a piece of HTML."""
    return list(_without_lonely_links(_read(text, left_out)))


def html_page(text: str, left_out: Counter[str]) -> tuple[str, str, list[Block]]:
    """A page's title, its author, date and address (each "" if not given), and its blocks."""
    reader = _read(text, left_out)
    _drop_what_stands_above(reader)
    source_parts = (reader.meta.get(name, "") for name in _SOURCE_META)
    source = ", ".join(dict.fromkeys(filter(None, source_parts)))
    site = re.escape(reader.meta.get("og:site_name", "")) or "Wikipedia"
    title = re.sub(rf"\s[–—|·-]\s{site}\Z", "", " ".join(reader.title.split()))
    return title, source, list(_without_lonely_links(reader))


def _read(text: str, left_out: Counter[str]) -> _Reader:
    reader = _Reader(left_out)
    reader.feed(text)
    reader.close()
    reader.end_block()
    return reader


def _drop_what_stands_above(reader: _Reader) -> None:
    """Drop blocks above the page's title, such as a cookie notice, if they are a small part of the page. Several
    headings of the highest level are no title."""
    above = reader.blocks[: reader.title_at] if reader.titles == 1 else []
    sizes = [sum(len(block.text) for block, _ in blocks) for blocks in (above, reader.blocks)]
    if above and sizes[0] < MOST_ABOVE * sizes[1]:
        reader.left_out["paragraph above the title"] += len(above)
        del reader.blocks[: reader.title_at]


def _without_lonely_links(reader: _Reader) -> Iterator[Block]:
    for block, linked in reader.blocks:
        if block.kind != HEADING and linked > MOSTLY_LINKED * len(block.text):
            reader.left_out["list entry of links"] += 1
        else:
            yield block


def missing_colon(item: str) -> str:
    """The colon that a list item with its own list lacks: "Tools"."""
    text = item.rstrip()
    return ":" if text and text[-1] not in ".:;,!?" else ""


class _Reader(HTMLParser):
    def __init__(self, left_out: Counter[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.left_out = left_out
        self.title = ""
        self.meta: dict[str, str] = {}
        self.blocks: list[tuple[Block, int]] = []
        """The blocks so far, each with the number of its linked characters."""
        # The block that is being read.
        self._text: list[str] = []
        self._linked = self._level = 0
        self._is_heading = self._in_title = self._is_item = self._is_fact = False
        # The open elements: those to skip, links, those with the page's content, tables.
        self._ignored: list[str] = []
        self._open_links = self._open_mains = 0
        self._tables: list[HtmlTable] = []
        # Numbers of blocks: the first `h1` of so many, the first block of an open button, the last term of a list.
        self.title_at = self.titles = 0
        self._button_at: int | None = None
        self._term_at = -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._ignored:
            if tag == self._ignored[-1]:
                self._ignored.append(tag)
            return
        attributes = dict(attrs)
        self._open_mains += tag in _MAIN
        is_content = (tag == "aside" and is_infobox(attributes)) or (tag == "header" and self._open_mains)
        if is_boilerplate(tag, attributes, is_asked=self._is_asked()):
            self._leave_out(tag)
        elif tag == "button" and not self._is_heading:
            self.end_block()
            self._button_at = len(self.blocks)
        elif tag == "meta":
            name = attributes.get("name") or attributes.get("property") or ""
            content = " ".join((attributes.get("content") or "").split())
            self.meta.setdefault(name.lower(), content[:10] if name.endswith("_time") else content)
        elif tag == "img":
            self.left_out["picture"] += 1
        elif tag == "sup" and self._text and _SQUARED.search(self._text[-1][-_MOST_OF_UNIT:]):
            return
        elif tag in LEFT_OUT and not is_content:
            self._leave_out(tag, LEFT_OUT[tag])
        elif tag == "a":
            self._open_links += 1
        elif tag == "br" and not (self._tables or self._is_item):
            self._text.append(", " if self._is_fact else " " if self._is_heading else _LINE_END)
        elif tag in _BLOCKS:
            self._begin_block(tag, attributes)

    def _is_asked(self) -> bool:
        """Whether the last block is a question: its answer may be hidden until somebody presses it."""
        return bool(self.blocks) and self.blocks[-1][0].kind == HEADING and self.blocks[-1][0].text.endswith("?")

    def _leave_out(self, tag: str, what: str = "") -> None:
        """Skip this element. It is counted if it has a name."""
        if tag not in _INSIDE_A_TEXT:
            self.end_block()
        if what:
            self.left_out[what] += 1
        self._ignored.append(tag)

    def _begin_block(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if FACT in names_of(attributes) and self._is_fact:
            return  # its label stands there already
        if tag == "p" and self._term_at == len(self.blocks) and len(self._text) == 1:
            return  # its term does
        if self._is_item and tag in ("ul", "ol"):
            self._text.append(missing_colon("".join(self._text)))
        self.end_block()
        is_title = not _TITLES.isdisjoint(names_of(attributes))
        self._is_heading = tag in _HEADINGS or is_title
        self._level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else int(is_title)
        self._in_title = tag == "title"
        self._is_fact = FACT_LABEL in names_of(attributes)
        if tag == "dd" and self._term_at == len(self.blocks) - 1 >= 0:
            self._text = [f"{self.blocks.pop()[0].text}: "]  # what a term means stands with it
        self._is_item = tag == "li" or (self._is_item and tag == "p")
        if tag == "h1":
            self.title_at = self.title_at or len(self.blocks)
            self.titles += 1
        elif tag == "table":
            self._tables.append(HtmlTable(self.blocks))
        elif self._tables and tag in (ROW, *CELLS):
            self._tables[-1].begin(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if self._ignored:
            if tag == self._ignored[-1]:
                self._ignored.pop()
            return
        self._open_mains = max(0, self._open_mains - (tag in _MAIN))
        if tag == "a":
            self._open_links = max(0, self._open_links - 1)
        elif tag == "button" and self._button_at is not None:
            self.end_block()  # of what may be pressed, questions alone are of the text
            self.blocks[self._button_at :] = [
                each for each in self.blocks[self._button_at :] if each[0].kind == HEADING
            ]
            self._button_at = None
        elif self._is_fact and self._is_heading:
            self._text.append(": ")
            self._is_heading = False
        elif tag in _BLOCKS and tag != "br":
            self.end_block()
            if tag == "dt" and self._is_heading and not self._is_asked():
                self._term_at = len(self.blocks) - 1
            self._is_fact = False
            self._is_heading = self._in_title = False
            self._level = 0
            self._is_item = self._is_item and tag != "li"
            if self._tables and tag in (ROW, *CELLS):
                self._tables[-1].end_cell()
            elif self._tables and tag == "table":
                self._tables.pop().end(self.left_out)

    def handle_data(self, data: str) -> None:
        if self._ignored:
            return
        if self._in_title:
            self.title += data
            return
        self._text.append(data)
        self._linked += len(data) if self._open_links else 0

    def end_block(self) -> None:
        """End the current block. It becomes one block or, if it has line breaks, as many as those indicate."""
        text = re.sub(r"\s+", " ", "".join(self._text)).strip(f" {_LINE_END}")
        if _LINE_END in text:
            is_linked = self._linked > MOSTLY_LINKED * len(text)
            for part in re.split(f"{_LINE_END}(?: ?{_LINE_END})+", text):
                lines = [line for line in map(str.strip, part.split(_LINE_END)) if line]
                self.blocks += ((block, len(block.text) if is_linked else 0) for block in line_blocks(lines))
        elif text:
            is_heading = self._is_heading or (text.endswith("?") and len(text) <= 100 and len(text.split()) > _SHORT)
            is_item = self._is_item or _BULLET.match(text)
            kind = ENTRY if self._is_fact else HEADING if is_heading else ITEM if is_item else PROSE
            block = Block(kind, _BULLET.sub("", text, count=1), self._level if is_heading else 0)
            self.blocks.append((block, 0 if self._is_fact else self._linked))
        self._text, self._linked = [], 0
