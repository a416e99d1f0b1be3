"""Converts e-mails, subtitles, tables, wiki and forum markup and reStructuredText to plain text, and refuses files
without readable text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from email import message_from_string, policy
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import pairwise
from typing import NamedTuple

from bot.curation.sources.blocks import Block
from bot.curation.sources.light_markup import is_bbcode, without_bbcode
from bot.curation.sources.lists import table_blocks


class Mail(NamedTuple):
    """The content of an e-mail, without quoted mail and signature. `kind` is "plain" or "html"."""

    subject: str
    source: str
    kind: str
    text: str


_AS_TEXT = "save it as a web page (HTML) or as plain text, and give that"
_OF_LATEX = f"LaTeX; {_AS_TEXT}"
_REFUSED = (
    (re.compile(r"%PDF-"), f"a PDF; {_AS_TEXT}"),
    (re.compile(r"\{\\rtf"), f"RTF; {_AS_TEXT}"),
    (re.compile(r"(?:\s*%.*\n)*\s*\\documentclass\b"), _OF_LATEX),
    (re.compile(r"BEGIN:V[A-Z]+\s"), "a calendar or address book; write down in sentences what people may ask"),
    (re.compile(r"\s*(?:\{\s*\"|\[\s*[\[{\"])"), "data (JSON); write down in sentences what people may ask"),
    (re.compile(r"\s*<\?xml(?![^>]*>\s*<(?:!DOCTYPE )?html)", re.IGNORECASE), f"XML; {_AS_TEXT}"),
)
_BINARY = (
    (b"%PDF-", f"a PDF; {_AS_TEXT}"),
    (b"PK\x03\x04", f"a document or archive (docx, odt, epub, zip); {_AS_TEXT}"),
    (b"\xd0\xcf\x11\xe0", f"an old document of an office program; {_AS_TEXT}"),
)
_MAIL = re.compile(r"(?:[A-Z][\w-]+: .*\n(?:[ \t].*\n)*){2,}\n")
_MAIL_HEADERS = re.compile(r"^(?:From|Subject): ", re.MULTILINE)
_REPLY = re.compile(r"^(?:>.*|(?:On|Am|Le) .{5,100}(?:wrote|schrieb|a écrit) ?:)\n?", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?\n.*\Z", re.MULTILINE | re.DOTALL)
_CUE = re.compile(r"^(?:\d+\s*\n)?\s*(?:\d+:)?\d\d?:\d\d[.,]\d{3} --> .*\n", re.MULTILINE)
_CAPTION_HEAD = re.compile(r"\AWEBVTT.*\n(?:.+\n)*")
_CAPTION_MARKS = re.compile(r"</?[a-z][^<>]*>|\{\\[^{}]*\}|♪.*♪|^- ", re.MULTILINE)
_WIKI = re.compile(r"^==+[^=\n]+==+\s*$|\[\[[^\[\]\n]+\]\]", re.MULTILINE)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{\|.*?^\|\}|<ref[^<>]*/>|<ref.*?</ref>|<!--.*?-->", re.DOTALL | re.MULTILINE)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[https?://\S+ ([^\]]+)\]")
_NO_LINK = re.compile(r"\[\[(?:File|Image|Category):[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*\]\]", re.IGNORECASE)
_RST_SAID = re.compile(r"^\.\. (?:note|warning|tip|important|hint|caution|attention)::[ ]?", re.MULTILINE)
_RST_DIRECTIVE = re.compile(r"^\.\. .*\n(?:[ \t]+\S.*\n|[ \t]*\n(?=[ \t]+\S))*", re.MULTILINE)
_RST_CODE = re.compile(r"^(.*\S)?::[ \t]*\n(?:[ \t]*\n)+(?:[ \t]+\S.*\n|[ \t]*\n(?=[ \t]+\S))+", re.MULTILINE)
_RST_LITERAL = re.compile(r"``([^`\n]+)``")
_RST_NOTE = re.compile(r"\s?\[[#*]?[\w-]*\]_(?!\w)")
_RST_TABLE = re.compile(r"^(=+(?: +=+)+) *\n(?:.*\S.*\n)+?\1 *$(?:\n(?:.*\S.*\n)+?\1 *$)?", re.MULTILINE)
_RST_LINK = re.compile(r"(?::[\w:]+:)?`[~/!]?([^`<>]+?)\s*(?:<[^`<>]*>)?`_{0,2}")


def refusal(data: bytes) -> str:
    """What kind of unreadable file this is, with what to do; "" if it may be readable."""
    return next((said for start, said in _BINARY if data.startswith(start)), "")


def refusal_of_text(text: str, suffix: str) -> str:
    """The same for text that is written for machines."""
    if suffix == ".tex":
        return _OF_LATEX
    return next((said for start, said in _REFUSED if start.match(text)), "")


def mail_of(text: str) -> Mail | None:
    """The e-mail in a text with headers; None if it is none."""
    head = _MAIL.match(text)
    if head is None or len(_MAIL_HEADERS.findall(head[0])) < 2:
        return None
    message = message_from_string(text, EmailMessage, policy=policy.default)
    body = message.get_body(("plain", "html"))
    said = ""
    if body is not None and body["Content-Transfer-Encoding"] in ("quoted-printable", "base64"):
        with suppress(LookupError, ValueError):  # an unknown encoding
            said = str(body.get_content())
    elif body is not None:
        said = str(body.get_payload())  # it was decoded with all the text
    sender = parseaddr(str(message["From"] or ""))[0]
    date = message["Date"].datetime if message["Date"] else None
    source = ", ".join(filter(None, ("an e-mail", sender, f"{date.day} {date:%B %Y}" if date else "")))
    kind = body.get_content_subtype() if body is not None else "plain"
    return Mail(str(message["Subject"] or ""), source, kind, _SIGNATURE.sub("", _REPLY.sub("", said)))


def csv_blocks(text: str, left_out: Counter[str]) -> list[Block]:
    """The blocks of comma-separated values, or of values separated by the most frequent separator of the first line."""
    first = text.partition("\n")[0]
    separator = max(",;\t|", key=first.count)
    try:
        rows = [*csv.reader(text.splitlines(keepends=True), delimiter=separator)]
        blocks = table_blocks([row for row in rows if any(row)])
    except csv.Error:  # a quote that is never closed
        blocks = []
    if not blocks:
        left_out["table"] += 1
    return blocks


def _captions(text: str) -> str:
    return " ".join(_CAPTION_MARKS.sub("", _CUE.sub("", _CAPTION_HEAD.sub("", text))).split())


def _without_wiki_markup(text: str) -> str:
    while (plain := _TEMPLATE.sub("", text)) != text:  # from the inmost outwards
        text = plain
    text = _WIKI_LINK.sub(lambda link: link[1] or link[2] or "", _NO_LINK.sub("", text))
    text = text.replace("'''", "").replace("''", "")
    return re.sub(r"^==+\s*(.*?)\s*==+\s*$", r"\n\1\n", text, flags=re.MULTILINE)


def _without_rst_markup(text: str) -> str:
    text = _RST_NOTE.sub("", _RST_LITERAL.sub(r"\1", _RST_TABLE.sub(_rst_rows, text)))
    text = _RST_DIRECTIVE.sub("\n", _RST_SAID.sub("", text))
    text = _RST_CODE.sub(lambda code: f"{code[1] or ''}:\n\n", text)
    return re.sub(r"\*\*?(\w[^*\n]*)\*\*?", r"\1", _RST_LINK.sub(r"\1", text))


def _rst_rows(table: re.Match[str]) -> str:
    """The rows of a table whose columns are as wide as the lines above them."""
    columns = [column.start() for column in re.finditer("=+", table[1])]
    rows = (line for line in table[0].splitlines() if not line.startswith("="))
    return "\n".join(
        f"| {' | '.join(line[slice(*of)].strip() for of in pairwise((*columns, None)))} |" for line in rows
    )


def plain_text(text: str, suffix: str) -> str:
    """The text without the markup of subtitles, a wiki, a forum or reStructuredText."""
    kinds: tuple[tuple[bool, Callable[[str], str]], ...] = (
        (len(_CUE.findall(text)) > 1, _captions),
        (suffix == ".rst", _without_rst_markup),
        (is_bbcode(text), without_bbcode),
        (suffix in {".wiki", ".mediawiki"} or len(_WIKI.findall(text)) > 1, _without_wiki_markup),
    )
    return next((convert(text) for is_it, convert in kinds if is_it), text)
