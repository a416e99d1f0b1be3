"""Makes Markdown of org-mode and AsciiDoc, and plain text of BBCode: enough of it that their marks are not read as
words."""

from __future__ import annotations

import re

_LINES = re.MULTILINE
_BLOCK = re.MULTILINE | re.DOTALL | re.IGNORECASE

_ORG = (
    (
        re.compile(
            r"^[ \t]*#\+BEGIN_(?:SRC|EXAMPLE|COMMENT|EXPORT)\b.*\n(?:(?![ \t]*#\+(?:BEGIN|END)_).*\n)*"
            r"[ \t]*#\+END_\w+[ \t]*$",
            _LINES | re.IGNORECASE,
        ),
        "",
    ),
    (
        re.compile(r"^[ \t]*:\w+:[ \t]*\n(?:(?![ \t]*:\w+:[ \t]*$).*\n)*[ \t]*:END:[ \t]*$", _LINES | re.IGNORECASE),
        "",
    ),
    (re.compile(r"^[ \t]*#(?!\+TITLE:)(?:\+| ).*$", _LINES | re.IGNORECASE), ""),
    (re.compile(r"^[ \t]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):.*$", _LINES), ""),
    (re.compile(r"^#\+TITLE:[ \t]*", _LINES | re.IGNORECASE), "# "),
    (re.compile(r"\[\[[^\[\]]*\]\[([^\[\]]*)\]\]|\[\[([^\[\]]*)\]\]"), r"\1\2"),
    (re.compile(r"^([ \t]*[-+] .*?) :: ", _LINES), r"\1: "),
    (re.compile(r"(?<!\S)([~=])(\S[^\n~=]*)\1(?!\w)"), r"\2"),
    (re.compile(r"^[ \t]+(?![-+*\d ])", _LINES), ""),  # what is indented is no code
    (re.compile(r"^([^|\n].*\n)(?=\|)", _LINES), r"\1\n"),
)
_ORG_HEADING = re.compile(
    r"^(\*+) (?:(?:TODO|DONE|NEXT|WAITING|CANCELLED) )?(?:\[#[A-Z]\] )?(.*?)(?:[ \t]+:[\w@:]+:)?[ \t]*$", _LINES
)
_ORG_RULE = re.compile(r"^[ \t]*\|[-+]+\|?[ \t]*$", _LINES)

_ADOC = (
    (re.compile(r"\A(= .*\n)(?:(?!:).+\n)+"), r"\1\n"),  # who wrote it, and which version it is
    (re.compile(r"^:[\w!-]+:.*$|^\[[^\[\]\n]*\]$|^//(?!/).*$|^(?:={4,}|\*{4,}|_{4,}|--)$", _LINES), ""),
    (re.compile(r"^(?:-{4,}|\.{4,})$", _LINES), "```"),
    (re.compile(r"^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION): ", _LINES), ""),
    (re.compile(r"^\.(?=\w)", _LINES), ""),
    (re.compile(r"(?:link:|\b(?=https?://))[^\s\[\]]+\[([^\[\]]+)\]|<<[^<>,]+,\s*([^<>]+)>>"), r"\1\2"),
)
_ADOC_HEADING = re.compile(r"^(={1,6}) (?=\S)", _LINES)
_ADOC_TABLE = re.compile(r"^\|===\n(.*?)^\|===$", _BLOCK)

_BB_CLOSED = re.compile(r"\[/(?:b|i|u|s|url|list|quote|size|color|center|h\d|font|spoiler|img|code)\]", re.IGNORECASE)
_BB_LEFT_OUT = re.compile(r"\[(img|code|youtube|video)\b[^\[\]]*\](?:(?!\[\1\b).)*?\[/\1\]", re.IGNORECASE | re.DOTALL)
_BB_ITEM = re.compile(r"(?<!\s)\s*\[(?:\*|li)\]\s*", re.IGNORECASE)
_BB_BLOCK = re.compile(r"\[/?(?:list|ul|ol|quote|center|left|right|h\d|hr|table|tr)(?:=[^\[\]]*)?\]", re.IGNORECASE)
_BB_MARK = re.compile(
    r"\[/?(?:b|i|u|s|url|size|colou?r|font|spoiler|email|td|th|li|sub|sup|\*)(?:=[^\[\]]*)?\]", re.IGNORECASE
)
_FEWEST_CLOSED = 2


def org_as_markdown(text: str) -> str:
    for pattern, plain in _ORG:
        text = pattern.sub(plain, text)
    text = _ORG_HEADING.sub(lambda found: f"\n{'#' * min(6, len(found[1]))} {found[2]}\n", text)
    return _ORG_RULE.sub(lambda found: found[0].replace("+", "|"), text)


def asciidoc_as_markdown(text: str) -> str:
    text = _ADOC_TABLE.sub(_as_table, text)
    for pattern, plain in _ADOC:
        text = pattern.sub(plain, text)
    return _ADOC_HEADING.sub(lambda found: f"{'#' * len(found[1])} ", text)


def _as_table(found: re.Match[str]) -> str:
    rows = [line.strip() for line in found[1].splitlines() if line.strip()]
    if not rows:
        return ""
    head, *body = (f"{row} |" for row in rows)
    return "\n".join((head, "|---" * (head.count("|") - 1) + "|", *body))


def is_bbcode(text: str) -> bool:
    """Whether a text has the marks of a forum."""
    return len(_BB_CLOSED.findall(text)) >= _FEWEST_CLOSED


def without_bbcode(text: str) -> str:
    """The text without the marks of a forum; items of its lists begin with a dash."""
    text = _BB_ITEM.sub("\n- ", _BB_LEFT_OUT.sub("", text))
    return _BB_MARK.sub("", _BB_BLOCK.sub("\n\n", text))
