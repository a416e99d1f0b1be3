"""Reads a text, Markdown or HTML into paragraphs of prose, and reports what it left out."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.curation.sources.blocks import Block, Paragraph
from bot.curation.sources.discord_marks import without_discord_marks
from bot.curation.sources.formats import csv_blocks, mail_of, plain_text, refusal, refusal_of_text
from bot.curation.sources.html_reader import html_page
from bot.curation.sources.light_markup import asciidoc_as_markdown, org_as_markdown
from bot.curation.sources.markdown_reader import markdown_page
from bot.curation.sources.paragraphs import Collector
from bot.curation.sources.prose import INVISIBLE, with_headings
from bot.curation.sources.text_blocks import text_blocks
from bot.errors import InputError

MOST_WORDS = 60_000
"""The most words of a source: a novel. More takes minutes to compile, and no curator would read the draft."""

MOST_ACCENTED = 0.25
"""The largest share of accented letters in a Western European text; in French it is .06."""

_BEGINS_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_BEGINS_MARKDOWN = re.compile(r"^(?:#{1,6}\s|```|---\s*$|\s*[-*]\s+\[|\[!\[|!\[)|\]\(https?://|\*\*\w", re.MULTILINE)
_IS_MARKDOWN = re.compile(r"\]\(https?://|^```|(?<!\S)\*\*\w[^*\n]*\*\*|^#{1,6} \w", re.MULTILINE)
_AS_MARKDOWN = {".org": org_as_markdown, ".adoc": asciidoc_as_markdown, ".asciidoc": asciidoc_as_markdown}

_HEAD = 4096
_DECLARED = re.compile(rb"<meta[^>]{1,99}charset=[\"']?(?!utf[-_]?(?:16|32))([\w-]+)", re.IGNORECASE)
"""The encoding that a page declares in its first bytes."""


@dataclass(frozen=True)
class SourceText:
    """The content of a source: its paragraphs, how much was left out of what kind, and its own title and source, if it
    gives them."""

    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    left_out: Counter[str] = field(default_factory=Counter[str])
    source: str = ""


def decoded(data: bytes, name: str) -> str:
    """The text of a source. Raises `InputError` if it is not text."""
    if what := refusal(data):
        raise InputError(f"{name} is {what}")
    text, is_guess = _in_unicode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").removeprefix("\ufeff")
    unseen = len(INVISIBLE.findall(text[:100_000]))
    lost = text.count("\ufffd")
    if "\0" in text or unseen > max(4, len(text[:100_000]) / 50) or lost > max(4, len(text) / 200):
        raise InputError(f"{name} is no text; give a text, Markdown or HTML file, saved as UTF-8")
    letters = [character for character in text if character.isalpha()]
    if is_guess and sum(not letter.isascii() for letter in letters) > MOST_ACCENTED * len(letters):
        raise InputError(f"{name} is in an encoding that cannot be told; save it as UTF-8")
    if not text.strip():
        raise InputError(f"{name} is empty; give a text of at least a few sentences")
    return text


def is_encoding_guessed(data: bytes) -> bool:
    """Whether the encoding is not known but guessed."""
    return _in_unicode(data)[1]


def _in_unicode(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is a guess."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), False
    declared = _DECLARED.search(data, 0, _HEAD)
    for encoding in ("utf-8-sig", *([declared[1].decode()] if declared else ())):
        with suppress(UnicodeError, LookupError):
            text = data.decode(encoding)
            text.encode()  # "unicode_escape" and the like make halves of characters, too
            return text, False
    return data.decode("cp1252", "replace"), True


def read_source(text: str, name: str) -> SourceText:
    """The prose of a text, whose format is recognised by its name and content. Raises `InputError` if there is none, or
    too much."""
    suffix = Path(name).suffix.lower()
    mail = mail_of(text) if suffix in {"", ".eml", ".txt"} else None
    if mail is not None:
        text, suffix = mail.text, ".html" if mail.kind == "html" else ".txt"
    if what := refusal_of_text(text, suffix):
        raise InputError(f"{name} is {what}")
    left_out: Counter[str] = Counter()
    title, source, blocks = _blocks(without_discord_marks(text, left_out), suffix, left_out)
    collector = Collector(left_out, is_titled=bool(title))
    collector.collect(blocks)
    paragraphs = collector.paragraphs
    if not paragraphs:
        seen = f"; left out: {described(left_out)}" if left_out else ""
        raise InputError(f"{name} holds no sentence of prose{seen}; give a text of at least a few sentences")
    if sum(len(paragraph.text.split()) for paragraph in paragraphs) > MOST_WORDS:
        raise InputError(f"{name} has more than {MOST_WORDS:,} words, the most of an article; give a part of it")
    if mail is not None:
        return SourceText(tuple(paragraphs), mail.subject or collector.title, left_out, mail.source)
    return SourceText(tuple(paragraphs), collector.title or title, left_out, source or collector.author)


def _blocks(text: str, suffix: str, left_out: Counter[str]) -> tuple[str, str, Iterable[Block]]:
    """The title and source given in a text of this format, and its blocks."""
    if suffix in {".html", ".htm", ".xhtml"} or _BEGINS_HTML.match(text):
        return _marked(html_page(text, left_out))
    if suffix in {".csv", ".tsv"}:
        return "", "", csv_blocks(text, left_out)
    if suffix in _AS_MARKDOWN:
        return _marked(markdown_page(_AS_MARKDOWN[suffix](text), left_out))
    is_markdown = (
        suffix in {".md", ".markdown", ".mdown"}
        or (suffix == "" and _BEGINS_MARKDOWN.search(text))
        or (suffix == ".txt" and _IS_MARKDOWN.search(text))
    )
    if is_markdown:
        return _marked(markdown_page(text, left_out))
    return "", "", text_blocks(plain_text(text, suffix), left_out)


def _marked(page: tuple[str, str, Iterable[Block]]) -> tuple[str, str, Iterable[Block]]:
    title, source, blocks = page
    return title, source, with_headings(blocks)


def described(left_out: Counter[str]) -> str:
    """How much was left out, in words: "3 tables, 1 line of code". Headings are used as titles."""
    return ", ".join(_counted(count, what) for what, count in sorted(left_out.items()))


def _counted(count: int, what: str) -> str:
    noun, *rest = re.split(r"(?=\s(?:of|without|that|above)\s)", what, maxsplit=1)
    plural = noun if count == 1 else re.sub(r"y$", "ie", noun) + "s"
    now = "" if what != "heading" else " (now a title)" if count == 1 else " (now titles)"
    return f"{count:,} {plural}{''.join(rest)}{now}"
