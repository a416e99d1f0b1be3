"""Reads a text, Markdown or HTML into paragraphs of prose, and tells what it left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.article import limits
from bot.curation.blocks import ENTRY, HEADING, ITEM, PROSE, Block
from bot.curation.draft import Paragraph
from bot.curation.html_reader import html_page
from bot.curation.lists import is_entry
from bot.curation.markdown_reader import markdown_blocks
from bot.curation.questions import is_ask
from bot.curation.sentences import sentences
from bot.curation.text_blocks import text_blocks
from bot.errors import InputError

MOST_WORDS = 60_000
"""Of a source: a novel's length. What is longer takes minutes to compile, and no curator reads its draft."""

_MARKS = re.compile(
    r"\[(?:\d{1,3}|(?:citation|clarification|page|year|verification) needed|note \d+|edit|who\?|when\?|where\?"
    r"|by whom\?|according to whom\?|better source needed|dubious[^\]]{0,20}|failed verification|dead link)\]"
    r"|[\u00b9\u00b2\u00b3\u2070-\u2079]+(?=\s|$)",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffc]")
_OF_A_CHAT = re.compile(r"\x1b\[[\d;]*[A-Za-z]|<(?:a?:\w+:|@[!&]?|#)\d+>|(?<![\w:]):[a-z][a-z\d_+-]+:(?![\w:])")
"""What a terminal obeys, and what Discord shows as a picture or a name: "<@123>", ":wave:"."""

_BEGINS_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_BEGINS_MARKDOWN = re.compile(r"^(?:#{1,6}\s|```|---\s*$|\s*[-*]\s+\[|\[!\[|!\[)|\]\(https?://|\*\*\w", re.MULTILINE)
_IS_MARKDOWN = re.compile(r"\]\(https?://|^```|(?<!\S)\*\*\w[^*\n]*\*\*|^#{1,6} \w", re.MULTILINE)
_NUMBERED = re.compile(r"(?:chapter|part|section|article|book|act|scene|volume)\s+\w+$", re.IGNORECASE)
"""A heading that is no title of the whole."""

_OPEN = re.compile(r"(?:[:;,—–-]|\b(?:and|or))$")
_FRAGMENT = "fragment without a sentence"
_WORD = re.compile(r"[^\W\d_]{2,}")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of languages that write no space between words: Thai, Lao, Japanese, Chinese."""

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Reading:
    """What a source holds: its paragraphs, how much of what was left out, and its own title and source, where it tells
    them."""

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    left_out: Counter[str] = field(default_factory=Counter[str])
    source: str = ""


def decoded(data: bytes, name: str) -> str:
    """The text of a source. Raises `InputError` where it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            if sum(character in "\ufffd" for character in text) > len(text) / 1000:
                raise InputError(f"{name} is no text; give a text, Markdown or HTML file") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    unseen = len(_UNSEEN.findall(text[:100_000]))
    if "\0" in text or unseen > max(4, len(text[:100_000]) / 50):
        raise InputError(f"{name} is no text; give a text, Markdown or HTML file")
    if not text.strip():
        raise InputError(f"{name} is empty; give a text of at least a few sentences")
    return text


def read_source(text: str, name: str) -> Reading:
    """The prose of a text, whose kind is told by its name and its form.

    Raises `InputError` where there is none, or too much.
    """
    suffix = Path(name).suffix.lower()
    title = source = ""
    left_out: Counter[str] = Counter()
    if suffix in {".html", ".htm", ".xhtml"} or _BEGINS_HTML.match(text):
        title, source, blocks = html_page(text, left_out)
    elif (
        suffix in {".md", ".markdown", ".mdown"}
        or (suffix in {"", ".rst"} and _BEGINS_MARKDOWN.search(text))
        or (suffix == ".txt" and _IS_MARKDOWN.search(text))
    ):
        blocks = markdown_blocks(text, left_out)
    else:
        blocks = text_blocks(text, left_out)
    collector = _Collector(left_out)
    collector.collect(blocks)
    paragraphs = collector.paragraphs
    if not paragraphs:
        seen = f"; left out: {described(left_out)}" if left_out else ""
        raise InputError(f"{name} holds no sentence of prose{seen}; give a text of at least a few sentences")
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    if words > MOST_WORDS:
        raise InputError(f"{name} has {words:,} words, and an article at most {MOST_WORDS:,}; give a part of it")
    return Reading(tuple(paragraphs), collector.title or title, left_out, source)


def described(left_out: Counter[str]) -> str:
    """How much was left out, in words: "3 tables, 1 line of code". Headings live on as titles."""
    return ", ".join(_counted(count, what) for what, count in sorted(left_out.items()))


def _counted(count: int, what: str) -> str:
    noun, *rest = re.split(r"(?=\s(?:of|without|that|above)\s)", what, maxsplit=1)
    plural = noun if count == 1 else re.sub(r"y$", "ie", noun) + "s"
    return f"{count:,} {plural}{''.join(rest)}{' (now titles)' if what == 'heading' else ''}"


class _Collector:
    """Makes paragraphs of blocks. `title` is the first heading, if it stands before all prose."""

    def __init__(self, left_out: Counter[str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.title = ""
        self._left_out = left_out
        self._heading = ""
        self._questions: list[str] = []
        self._items: list[str] = []
        self._seen: set[str] = set()

    def collect(self, blocks: Iterable[Block]) -> None:
        """Take all blocks of a source."""
        before = ""
        for block in blocks:
            text = cleaned(block.text, self._left_out)
            if not text or (block.kind == ITEM and text[0].islower() and self._goes_on(text)):
                continue
            is_told = block.kind == ENTRY or is_entry(text) or _is_prose(text)
            if block.kind == ITEM and not is_told and _WORD.search(text):
                self._items.append(text)
                continue
            if len(self._items) == 1 and block.kind == PROSE and before != ITEM and self._items[0][-1] not in "!?":
                self._take_heading(self._items.pop().rstrip("."))  # "1. Definitions."
            self._end_list()
            if block.kind == HEADING:
                self._take_heading(text)
            elif is_told:
                self._add(text)
            else:
                self._left_out[_FRAGMENT] += 1
            before = block.kind
        self._end_list()

    def _goes_on(self, item: str) -> bool:
        """Add an item to the sentence that it ends, as a law's do: "It does not apply to— (a) a school, or"."""
        last = self.paragraphs[-1] if self.paragraphs else None
        if last is None or self._items or not _OPEN.search(last.text):
            return False
        if len(last.text) + len(item) >= limits.PARAGRAPH:
            return False
        self.paragraphs[-1] = replace(last, text=f"{last.text} {item}")
        return True

    def _end_list(self) -> None:
        """Add the items that are too short to be told by themselves: sentences one by one, all others together."""
        items, self._items = self._items, []
        if all(item[-1] in ".!?" for item in items):
            for item in items:
                self._add(item)
        elif len(items) > 1:
            self._add("; ".join(item.rstrip(" ;,") for item in items))
        else:
            self._left_out[_FRAGMENT] += 1

    def _take_heading(self, text: str) -> None:
        if text.endswith("?") and is_ask(text):
            self._questions.append(text.rstrip("?").strip())
            return
        self._left_out["heading"] += 1
        if self.title or self.paragraphs or _NUMBERED.match(text) or len(text) > limits.ARTICLE_TITLE:
            self._heading = text
        else:
            self.title = text

    def _add(self, text: str) -> None:
        if text in self._seen:
            self._left_out["repeated paragraph"] += 1
            return
        self._seen.add(text)
        for part in _short_enough(text):
            self.paragraphs.append(Paragraph(part, self._heading, tuple(self._questions)))
            self._questions = []


def cleaned(text: str, left_out: Counter[str] | None = None) -> str:
    """A paragraph without reference marks, which are counted, and unseen characters, its white space single."""
    left_out = Counter() if left_out is None else left_out
    text, marks = _MARKS.subn("", text)
    if marks:
        left_out["reference mark"] += marks
    return " ".join(_UNSEEN.sub("", _OF_A_CHAT.sub("", text)).replace("'''", "'").split())


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence or more: a few words, and letters rather than signs."""
    shown = len(text.replace(" ", ""))
    letters = len(_LETTER.findall(text))
    words = len(_WORD.findall(text)) + len(_WITHOUT_SPACES.findall(text)) // 2
    return words >= (3 if text[-1:] in '.!?…。！？”"’)' else 5) and letters > 0.55 * shown


def _short_enough(text: str) -> Iterator[str]:
    """The paragraph, or, where it is too long to be shown, parts of it that end with a sentence."""
    if len(text) <= limits.PARAGRAPH:
        yield text
        return
    part = ""
    for sentence in sentences(text):
        if part and len(part) + 1 + len(sentence) > limits.PARAGRAPH * 2 / 3:
            yield part
            part = ""
        part = f"{part} {sentence}".strip()
        while len(part) > limits.PARAGRAPH:  # a sentence of that length
            cut = part.rfind(" ", 0, limits.PARAGRAPH)
            cut = cut if cut > 0 else limits.PARAGRAPH
            yield part[:cut].strip()
            part = part[cut:].strip()
    if part:
        yield part
