"""Cuts HTML into blocks of prose and headings, by the elements that hold them.

It knows nothing of a page's layout beyond HTML's own elements for it and what wikis have around their text. For pages
of the web, which seldom keep to those, the extra `web` brings an extractor: see `bot.curation.web`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from bot.curation.blocks import HEADING, ITEM, PROSE, Block
from bot.curation.lists import MOST_COLUMNS, SPANNED, table_blocks

_LEFT_OUT = {
    "script": "",
    "style": "",
    "noscript": "",
    "template": "",
    "svg": "picture",
    "nav": "navigation",
    "header": "page header",
    "footer": "page footer",
    "aside": "sidebar",
    "form": "form",
    "pre": "block of code",
    "figure": "picture",
    "select": "",
    "button": "",
    "iframe": "",
    "math": "",
    "sup": "",
}
_CLOSED = frozenset("div span table ul ol section small".split())
"""Elements whose end no page leaves out."""

_AROUND = frozenset(
    "toc hatnote mw-editsection mw-jump-link noprint navbox reflist references catlinks printfooter thumbcaption"
    " metadata sistersitebox navigation note breadcrumb breadcrumbs caption image-caption wp-caption-text cookie-banner"
    " cookie-notice footer site-footer page-footer sidebar share sharing social-share".split()
)
"""Classes, ids and roles of what MediaWiki and other programs have around a text."""

_SQUARED = re.compile(r"(?:\b[kcmd]?m|\bft)\Z")
"""Behind it, what is set above the line is no mark of a note: "3,200 m<sup>2</sup>"."""

_MOST_OF_UNIT = 4
"""Characters of a text that are looked at for a unit: of a long one it takes no longer."""

_HIDDEN = re.compile(r"(?:display|visibility)\s*:\s*(?:none|hidden)", re.IGNORECASE)
_TITLES = frozenset(("MsoTitle",))
"""Classes of what an office program has as a text's title."""

_BULLET = re.compile(r"[·•▪‣◦]\s+(?=\S)")
"""What stands before an item that an office program has as a paragraph."""

_BLOCKS = frozenset(
    "p div section article main body li dd dt blockquote td th tr ul ol dl h1 h2 h3 h4 h5 h6 details summary address"
    " center br hr html head title table".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 summary dt".split())
_SHORT = 3  # words
MOST_ABOVE = 0.2
"""The largest share of a page's text that can be left out above its title."""

_IN_TABLES = ("tr", "td", "th")
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.!?]")
_TELLING = ("author", "og:site_name", "article:published_time", "og:url")
"""Names of `meta` elements, in the order in which a source is told."""


def html_blocks(text: str, left_out: Counter[str]) -> list[Block]:
    """The blocks of a piece of HTML."""
    return list(_without_lonely_links(_read(text, left_out)))


def html_page(text: str, left_out: Counter[str]) -> tuple[str, str, list[Block]]:
    """A page's title, who published it when and where, each empty where the page does not tell, and its blocks."""
    reader = _read(text, left_out)
    _drop_what_stands_above(reader)
    told = (reader.told.get(name, "") for name in _TELLING)
    source = ", ".join(dict.fromkeys(filter(None, told)))
    return " ".join(reader.title.split()), source, list(_without_lonely_links(reader))


def _read(text: str, left_out: Counter[str]) -> _Reader:
    reader = _Reader(left_out)
    reader.feed(text)
    reader.close()
    reader.end_block()
    return reader


def _drop_what_stands_above(reader: _Reader) -> None:
    """Leave out what a page has above its title, such as a word about cookies, if that is little of the page; none of
    several headings of the highest level is the title."""
    above = reader.blocks[: reader.title_at] if reader.titles == 1 else []
    sizes = [sum(len(block.text) for block, _ in blocks) for blocks in (above, reader.blocks)]
    if above and sizes[0] < MOST_ABOVE * sizes[1]:
        reader.left_out["paragraph above the title"] += len(above)
        del reader.blocks[: reader.title_at]


def _without_lonely_links(reader: _Reader) -> Iterator[Block]:
    for block, linked in reader.blocks:
        if block.kind != HEADING and linked > 0.6 * len(block.text):
            reader.left_out["list entry of links"] += 1
        else:
            yield block


def _span(told: str | None) -> int:
    """How many columns a cell takes."""
    digits = (told or "").strip()[:4]  # thousands of them are no number to `int`
    return min(max(1, int(digits)), MOST_COLUMNS + 1) if digits.isdecimal() else 1


def _kinds(told: Mapping[str, str | None]) -> list[str]:
    """What the attributes of an element say that it is."""
    return " ".join(told.get(name) or "" for name in ("class", "id", "role")).split()


def _is_hidden(told: Mapping[str, str | None]) -> bool:
    return "hidden" in told or _HIDDEN.search(told.get("style") or "") is not None


def as_head(item: str) -> str:
    """What an item of a list needs at its end if it has a list of its own: "Tools:"."""
    text = item.rstrip()
    return ":" if text and text[-1] not in ".:;,!?" else ""


class _Table:
    """A table that is being read: where its blocks start, where those of its cell do, if there is one, and the texts of
    its cells."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.cell: int | None = None
        self.cell_spans = 1
        self.has_head = False
        self.rows: list[list[str]] = []


class _Reader(HTMLParser):
    def __init__(self, left_out: Counter[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.left_out = left_out
        self.title = ""
        self.told: dict[str, str] = {}
        self.blocks: list[tuple[Block, int]] = []
        self._text: list[str] = []
        self._linked = 0
        self._ignored: list[str] = []
        self._heading = self._in_title = self._is_item = False
        self._level = 0
        self._links = 0
        self._tables: list[_Table] = []
        self.title_at = self.titles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._ignored:
            if tag == self._ignored[-1]:
                self._ignored.append(tag)
            return
        told = dict(attrs)
        if tag in _CLOSED and (_is_hidden(told) or not _AROUND.isdisjoint(_kinds(told))):
            if tag in _BLOCKS:
                self.end_block()
            self._ignored.append(tag)
        elif tag == "meta":
            name, content = (
                told.get("name") or told.get("property") or "",
                " ".join((told.get("content") or "").split()),
            )
            self.told.setdefault(name.lower(), content[:10] if name.endswith("_time") else content)
        elif tag == "img":
            self.left_out["picture"] += 1
        elif tag == "sup" and self._text and _SQUARED.search(self._text[-1][-_MOST_OF_UNIT:]):
            return
        elif tag in _LEFT_OUT:
            if tag != "sup":
                self.end_block()
            if _LEFT_OUT[tag]:
                self.left_out[_LEFT_OUT[tag]] += 1
            self._ignored.append(tag)
        elif tag == "a":
            self._links += 1
        elif tag in _BLOCKS:
            if self._is_item and tag in ("ul", "ol"):
                self._text.append(as_head("".join(self._text)))
            self.end_block()
            is_title = not _TITLES.isdisjoint(_kinds(told))
            self._heading = tag in _HEADINGS or is_title
            self._level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else int(is_title)
            self._in_title = tag == "title"
            self._is_item = tag == "li" or (self._is_item and tag == "p")
            if tag == "h1":
                self.title_at = self.title_at or len(self.blocks)
                self.titles += 1
            elif tag == "table":
                self._tables.append(_Table(len(self.blocks)))
            elif self._tables and tag in _IN_TABLES:
                self._end_cell(self._tables[-1])
                self._tables[-1].has_head |= tag == "th"
                if tag == "tr":
                    self._tables[-1].rows.append([])
                else:
                    self._tables[-1].cell = len(self.blocks)
                    self._tables[-1].cell_spans = _span(told.get("colspan"))

    def handle_endtag(self, tag: str) -> None:
        if self._ignored:
            if tag == self._ignored[-1]:
                self._ignored.pop()
            return
        if tag == "a":
            self._links = max(0, self._links - 1)
        elif tag in _BLOCKS:
            self.end_block()
            self._heading = self._in_title = False
            self._level = 0
            self._is_item = self._is_item and tag != "li"
            if self._tables and tag in (*_IN_TABLES, "table"):
                self._end_cell(self._tables[-1])
            if self._tables and tag == "table":
                self._end_table(self._tables.pop())

    def _end_cell(self, table: _Table) -> None:
        """The blocks since the start of the cell are its text; many pages leave out where it ends."""
        if table.cell is not None and table.rows:
            text = " ".join(block.text for block, _ in self.blocks[table.cell :])
            table.rows[-1] += [text] + [SPANNED] * (table.cell_spans - 1)
        table.cell = None

    def _end_table(self, table: _Table) -> None:
        """A table of data is told row by row or left out; what stands in one for the sake of a layout is prose."""
        told = table_blocks(table.rows)
        is_layout = not table.has_head and any(_SENTENCE.search(block.text) for block, _ in self.blocks[table.start :])
        if told or not is_layout:
            self.blocks[table.start :] = [(block, 0) for block in told]
        if not (told or is_layout):
            self.left_out["table"] += 1

    def handle_data(self, data: str) -> None:
        if self._ignored:
            return
        if self._in_title:
            self.title += data
            return
        self._text.append(data)
        self._linked += len(data) if self._links else 0

    def end_block(self) -> None:
        """What was read since the last block is one."""
        text = re.sub(r"\s+", " ", "".join(self._text)).strip()
        if text:
            is_heading = self._heading or (text.endswith("?") and len(text) <= 100 and len(text.split()) > _SHORT)
            kind = HEADING if is_heading else ITEM if self._is_item or _BULLET.match(text) else PROSE
            block = Block(kind, _BULLET.sub("", text, count=1), self._level if is_heading else 0)
            self.blocks.append((block, self._linked))
        self._text, self._linked = [], 0
