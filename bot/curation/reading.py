"""Reads a text, Markdown or HTML into paragraphs of prose, and tells what it left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.article import limits
from bot.curation.draft import Paragraph
from bot.curation.html_reader import html_page
from bot.curation.markdown_reader import markdown_blocks
from bot.curation.questions import is_ask
from bot.curation.sentences import sentences
from bot.curation.text_blocks import HEADING, PROSE, Block, text_blocks
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
_BEGINS_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_BEGINS_MARKDOWN = re.compile(r"^(?:#{1,6}\s|```|---\s*$|\s*[-*]\s+\[|\[!\[|!\[)|\]\(https?://|\*\*\w", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]{2,}")
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
    elif suffix in {".md", ".markdown", ".mdown"} or (suffix in {"", ".rst"} and _BEGINS_MARKDOWN.search(text)):
        blocks = markdown_blocks(text, left_out)
    else:
        blocks = text_blocks(text, left_out)
    paragraphs, first = _paragraphs(blocks, left_out)
    if not paragraphs:
        seen = f"; left out: {described(left_out)}" if left_out else ""
        raise InputError(f"{name} holds no sentence of prose{seen}; give a text of at least a few sentences")
    words = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    if words > MOST_WORDS:
        raise InputError(f"{name} has {words:,} words, and an article at most {MOST_WORDS:,}; give a part of it")
    return Reading(tuple(paragraphs), first or title, left_out, source)


def described(left_out: Counter[str]) -> str:
    """How much was left out, in words: "3 tables, 1 line of code". Headings live on as titles."""
    return ", ".join(_counted(count, what) for what, count in sorted(left_out.items()))


def _counted(count: int, what: str) -> str:
    noun, *rest = re.split(r"(?=\s(?:of|without|that)\s)", what, maxsplit=1)
    plural = noun if count == 1 else re.sub(r"y$", "ie", noun) + "s"
    return f"{count:,} {plural}{''.join(rest)}{' (now titles)' if what == 'heading' else ''}"


def _paragraphs(blocks: Iterable[Block], left_out: Counter[str]) -> tuple[list[Paragraph], str]:
    """The prose, each paragraph with its heading; and the first heading, if it stands before all prose."""
    found: list[Paragraph] = []
    seen: set[str] = set()
    first = heading = ""
    questions: list[str] = []
    for block in blocks:
        text = cleaned(block.text, left_out)
        if block.kind == HEADING and text:
            if text.endswith("?") and is_ask(text):
                questions.append(text.rstrip("?").strip())
                continue
            if not first and not found:
                first = text
            else:
                heading = text
            left_out["heading"] += 1
        elif block.kind == PROSE and _is_prose(text):
            if text in seen:
                left_out["repeated paragraph"] += 1
                continue
            seen.add(text)
            for part in _short_enough(text):
                found.append(Paragraph(part, heading, tuple(questions)))
                questions = []
        elif text:
            left_out["fragment without a sentence"] += 1
    if first and len(first) > limits.ARTICLE_TITLE:
        first = ""
    return found, first


def cleaned(text: str, left_out: Counter[str] | None = None) -> str:
    """A paragraph without reference marks, which are counted, and unseen characters, its white space single."""
    left_out = Counter() if left_out is None else left_out
    text, marks = _MARKS.subn("", text)
    if marks:
        left_out["reference mark"] += marks
    return " ".join(_UNSEEN.sub("", text).replace("'''", "'").split())


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence or more: a few words, and letters rather than signs."""
    shown = len(text.replace(" ", ""))
    letters = len(_LETTER.findall(text))
    words = len(_WORD.findall(text)) or (letters > 4 and not text.isascii())
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
