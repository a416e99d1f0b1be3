"""What pages have around their text: who wrote it, captions, advertisements, lists of references."""

from __future__ import annotations

import re

_BYLINE = re.compile(r"(?:[Bb]y|BY)\s(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w’'-]+(?:(?:,|\sand|\s&)\s[^.!?]{2,60})?")
_ATTRIBUTION = re.compile(r"[—–-]{1,2}\s?(?P<who>[A-Z][\w.’'-]*(?:\s[\w.’'-]+){1,5}(?:,\s[^.!?]{2,40})?)")
_CAPTION = re.compile(
    r"(?:Photo(?:graph)?|Image|Picture|Fig(?:ure|\.)\s?\d+|Table\s\d+)(?:\s(?:by|credit))?\s?[:/|]\s?\S.*"
)
_NOTE = re.compile(
    r"\W*(?:for immediate release|from wikipedia, the free encyclopedia|advertisements?|sponsored(?: content)?"
    r"|(?:story|article) continues below.{0,20}|read more|continue reading.{0,20}|share this(?: \w+)?"
    r"|subscribe(?: now)?|back to top|skip to (?:main )?content)\W*",
    re.IGNORECASE,
)
_LISTS = frozenset(
    ("references", "bibliography", "works cited", "external links", "see also", "further reading", "footnotes")
)


def is_byline(text: str) -> bool:
    """Whether a line tells who wrote the text: "By Laura Mbeki, Staff Writer"."""
    return _BYLINE.fullmatch(text) is not None


def attribution(text: str) -> str:
    """Whom a line names that stands below a text of theirs: "— Harriet Lowe, 1911"; an empty string if it is none."""
    match = _ATTRIBUTION.fullmatch(text)
    return match["who"] if match else ""


def furniture(text: str) -> str:
    """What of a page's furniture a text is; an empty string if it is the page's own."""
    if _NOTE.fullmatch(text):
        return "note of the page"
    return "caption" if _CAPTION.fullmatch(text) else ""


def lists_references(heading: str) -> bool:
    """Whether under a heading stand only titles and addresses of other texts."""
    return heading.casefold().strip(" :") in _LISTS
