"""Converts org-mode, AsciiDoc and the markup of note-taking programs to Markdown, and BBCode to plain text, as far as
needed to keep markup out of the words."""

from __future__ import annotations

import re

_LINES = re.MULTILINE

_ORG = (
    (
        r"(?i)^[ \t]*#\+BEGIN_(?:SRC|EXAMPLE|COMMENT|EXPORT)\b.*\n(?:(?![ \t]*#\+(?:BEGIN|END)_).*\n)*"
        r"[ \t]*#\+END_\w+[ \t]*$",
        "",
    ),
    (r"(?i)^[ \t]*:\w+:[ \t]*\n(?:(?![ \t]*:\w+:[ \t]*$).*\n)*[ \t]*:END:[ \t]*$", ""),
    (r"(?i)^[ \t]*#(?!\+TITLE:)(?:\+| ).*$", ""),
    (r"^[ \t]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):.*$", ""),
    (r"(?i)^#\+TITLE:[ \t]*", "# "),
    (r"\[\[[^\[\]]*\]\[([^\[\]]*)\]\]|\[\[([^\[\]]*)\]\]", r"\1\2"),
    (r"^([ \t]*[-+] .*?) :: ", r"\1: "),
    (r"(?<!\S)([~=])(\S[^\n~=]*)\1(?!\w)", r"\2"),
    (r"(?<!\S)/(\w[^/\n]*)/(?![\w/])", r"\1"),
    (r"^[ \t]+(?![-+*\d ])", ""),  # what is indented is no code
    (r"^([^|\n].*\n)(?=\|)", r"\1\n"),
)
_ORG_HEADING = re.compile(
    r"^(\*+) (?:(?:TODO|DONE|NEXT|WAITING|CANCELLED) )?(?:\[#[A-Z]\] )?(.*?)"
    r"(?:[ \t]+\[\d*(?:/\d*|%)\])?(?:[ \t]+:[\w@:]+:)?[ \t]*$",
    _LINES,
)
_ORG_RULE = re.compile(r"^[ \t]*\|[-+]+\|?[ \t]*$", _LINES)

_ADOC = (
    (r"\A(= .*\n)(?:(?!:).+\n)+", r"\1\n"),  # who wrote it, and which version it is
    (r"^:[\w!-]+:.*$|^(?:image|video|include|toc)::.*$|^\[[^\[\]\n]*\]$|^//(?!/).*$|^(?:={4,}|\*{4,}|_{4,}|--)$", ""),
    (r"^(?:-{4,}|\.{4,})$", "```"),
    (r"^(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION): ", ""),
    (r"^\.(?=\w)", ""),
    (r"^\.{1,5}[ \t]+(?=\S)", "1. "),
    (r"^([^\s:].*?):{2,4}(?:[ \t]+|[ \t]*\n[ \t]*)(?=\S)", r"- \1: "),
    (r"\b(?:btn|kbd):\[([^\[\]]*)\]|footnote:\[[^\[\]]*\]", r"\1"),
    (r"(?:link:|\b(?=https?://))[^\s\[\]]+\[([^\[\]]+)\]|<<[^<>,]+,\s*([^<>]+)>>", r"\1\2"),
)
_ADOC_HEADING = re.compile(r"^(={1,6}) (?=\S)", _LINES)
_ADOC_TABLE = re.compile(r"^(?:\[.*?\bcols=\"(?P<columns>[^\"]*)\".*\]\n)?\|===\n(?P<cells>(?s:.*?))^\|===$", _LINES)
_ADOC_CELL = re.compile(r"(?:^|\s+)[a-z]?\|")
_ADOC_VALUE = re.compile(r"^:([\w-]+):[ \t]+(\S.*)$", _LINES)
"""A name for a text, which "{name}" stands for."""

_BB_CLOSED = re.compile(r"\[/(?:b|i|u|s|url|list|quote|size|color|center|h\d|font|spoiler|img|code)\]", re.IGNORECASE)
_BB_LEFT_OUT = re.compile(r"\[(img|code|youtube|video)\b[^\[\]]*\](?:(?!\[\1\b).)*?\[/\1\]", re.IGNORECASE | re.DOTALL)
_BB_ITEM = re.compile(r"(?<!\s)\s*\[(?:\*|li)\]\s*", re.IGNORECASE)
_BB_BLOCK = re.compile(r"\[/?(?:list|ul|ol|quote|center|left|right|h\d|hr|table|tr)(?:=[^\[\]]*)?\]", re.IGNORECASE)
_BB_MARK = re.compile(
    r"\[/?(?:b|i|u|s|url|size|colou?r|font|spoiler|email|td|th|li|sub|sup|\*)(?:=[^\[\]]*)?\]", re.IGNORECASE
)
_FEWEST_CLOSED = 2

_NOTES = (
    (re.compile(r"^([ \t]*>[ \t]*)\[![\w-]+\][+-]?[ \t]*", re.MULTILINE), r"\1"),
    (re.compile(r"</?aside>"), ""),
    (re.compile(r"!\[\[[^\[\]\n]*\]\]|%%(?:(?!%%).)*%%|[ \t]\^[\w-]+$", re.MULTILINE | re.DOTALL), ""),
    (re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]"), r"\1"),
    (re.compile(r"^[^\w\s*_#>|`\[\](){}<\\~=+:.-]+[ \t]*((\*{2,3}|__)\w.*?\2)[ \t]*[^\w\s]*$", re.MULTILINE), r"\1"),
    (re.compile(r"==(\S(?:[^=\n]*\S)?)=="), r"\1"),
)
"""The markup of note-taking programs: "> [!note] Mind it", "[[Harbour|the harbour]]", "==marked==", "%%hidden%%"."""


def org_as_markdown(text: str) -> str:
    for pattern, plain in _ORG:
        text = re.sub(pattern, plain, text, flags=re.MULTILINE)
    text = _ORG_HEADING.sub(lambda found: f"\n{'#' * min(6, len(found[1]))} {found[2]}\n", text)
    return _ORG_RULE.sub(lambda found: found[0].replace("+", "|"), text)


def asciidoc_as_markdown(text: str) -> str:
    for name, value in _ADOC_VALUE.findall(text):
        text = text.replace(f"{{{name}}}", value)
    text = _ADOC_TABLE.sub(_as_table, text)
    for pattern, plain in _ADOC:
        text = re.sub(pattern, plain, text, flags=re.MULTILINE)
    return _ADOC_HEADING.sub(lambda found: f"{'#' * len(found[1])} ", text)


def notes_as_markdown(text: str) -> str:
    """The text without the marks that note-taking programs add to Markdown."""
    for mark, plain in _NOTES:
        text = mark.sub(plain, text)
    return text


def _as_table(found: re.Match[str]) -> str:
    """A table of cells that may stand a line each; the number of columns is declared, or that of the first line."""
    _, *cells = _ADOC_CELL.split(f" {found['cells'].strip()}")
    repeated = re.match(r"\d+(?=\*)", found["columns"] or "")
    first_line = found["cells"].strip().partition("\n")[0].count("|")
    width = int(repeated[0]) if repeated else len(found["columns"].split(",")) if found["columns"] else first_line
    lines = (cells[at : at + width] for at in range(0, len(cells), max(1, width)))
    rows = [" ".join(f"| {' '.join(cell.split())}" for cell in line) for line in lines]
    return "\n".join((*rows[:1], "|---" * width + "|", *rows[1:]))


def is_bbcode(text: str) -> bool:
    """Whether a text has forum markup."""
    return len(_BB_CLOSED.findall(text)) >= _FEWEST_CLOSED


def without_bbcode(text: str) -> str:
    """The text without forum markup. List items begin with a dash."""
    text = _BB_ITEM.sub("\n- ", _BB_LEFT_OUT.sub("", text))
    return _BB_MARK.sub("", _BB_BLOCK.sub("\n\n", text))
