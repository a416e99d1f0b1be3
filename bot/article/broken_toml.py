"""Explains TOML syntax errors so that the author can find and fix them."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\(at line (\d+)")
_OLD_LINE_END = re.compile(r"\r(?!\n)")
_MERGE = re.compile(r"^(?:<{7} .*|={7}$|>{7} .*)", re.MULTILINE)
_MOST_SHOWN = 60  # characters of a line

_BEHIND = r"\s*[\w\"'-]+\s*=\s*"
_TWO_BRACKETS = "write the name in two brackets, [[...]], each time"
_HINTS = (
    (
        "Invalid value",
        rf"{_BEHIND}\[?\s*[“”„‘’]",
        "write straight quotation marks, \" or ''', instead of curly ones",
    ),
    ("Invalid value", rf"{_BEHIND}[^\W\d_]", 'put the text in quotation marks: "..."'),
    ("Expected '='", r"\s*[\w-]+\s*:", "write = instead of the colon"),
    ("Cannot declare", "", _TWO_BRACKETS),
    ("Cannot overwrite", r"\[\[", _TWO_BRACKETS),
    ("Cannot overwrite", "", "its key occurs twice; remove one, or add the missing [[...]] above it"),
    ("Unclosed array", "", "a comma between two texts, or the ] at the end, is missing"),
    ("Illegal character '\\n'", "", "close the text with a quotation mark"),
    ("Unescaped", "", r"write \\ for each \ in a text"),
    ("Expected newline", rf"{_BEHIND}\"", r'a " inside the text ends it; write \" or “ ” there'),
)
"""The beginning of the parser's message, a pattern for the line, and the advice to give."""


def explain(text: str, said: str) -> str:
    """What is wrong with a text that the TOML parser refused with the message `said`, with the line and what to do."""
    if _OLD_LINE_END.search(text):
        return "its lines end with CR alone, as on old Macs; save it with line ends of Unix (LF) or Windows (CRLF)"
    lines = text.split("\n")
    if merge := _MERGE.search(text):
        number = text.count("\n", 0, merge.start()) + 1
        return f"line {number} is a merge marker; keep one of the two versions, and remove the markers"
    place = _PLACE.search(said)
    number = int(place[1]) if place else 0
    if not 0 < number <= len(lines):
        return f"{said}; fix it there or just before"
    line = lines[number - 1].strip()
    above = lines[number - 2].rstrip() if number > 1 else ""
    if said.startswith("Expected '='") and above.endswith("'''"):
        hint = f"a text above line {number - 1} is not closed; write ''' after it, on a line of its own"
    else:
        hints = (what for start, form, what in _HINTS if said.startswith(start) and re.match(form, line))
        hint = next(hints, "fix it there or just before")
    shown = line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]} …"
    return f"{said}: {shown}; {hint}" if shown else f"{said}; {hint}"
