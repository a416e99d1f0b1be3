"""Recognises boilerplate around a text: bylines, captions, advertisements, lists of references."""

from __future__ import annotations

import re

from bot.curation.grammar.measures import DATE
from bot.matching.spelling import is_english

_BYLINE = re.compile(
    r"(?:[Bb]y|BY)\s(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w’'-]+(?:(?:,|\sand|\s&)\s[^.!?]{2,60})?"
    rf"(?P<when>\s[|·•–—-]\s.*\d.*|,?\s{DATE.pattern}.*)?"
)
_NAME_PARTS = r"[A-Z][\w.’'-]*|of|the|and|de|da|del|di|la|van|von|der|den|bin|al"
_ATTRIBUTION = re.compile(
    rf"[—–-]{{1,2}}\s?(?P<who>[A-Z][\w.’'-]*(?:\s(?:{_NAME_PARTS})){{1,5}}(?:,\s[^.!?]{{2,40}})?)"
)
_CAPTION = re.compile(r"(?:Photo(?:graph)?|Picture|Fig(?:ure|\.)\s?\d+|Table\s\d+)(?:\s(?:by|credit))?\s?[:/|]\s?\S.*")
_NOTE = re.compile(
    r"\W*(?:for immediate release|(?:press|news|media) release|embargoed until .{1,60}|ends"
    r"|home(?:\s?[/>›»|]\s?[^/>›»|.!?]{1,40})+"
    r"|image (?:source|caption)[,:].{1,200}|published:? \d.{1,40}|updated \d+ \w+ ago|share"
    r"|from \w+, the (?:free|open) encyclopedia|advertisements?|sponsored(?: content)?"
    r"|(?:story|article) continues below.{0,20}|read more(?::.{0,80})?|continue reading.{0,20}|share this(?: \w+)?"
    r"|share:(?=[^.!?]*[|·•/])[^.!?]{1,60}|subscribe(?: now)?|back to top|unsubscribe.{0,60}"
    r"|(?:skip|jump) to (?:main )?(?:content|navigation|search)"
    r"|related (?:stories|articles|posts|coverage|news)|most (?:read|popular|viewed)|you (?:may|might) also like"
    r"|(?:main articles?|further information|see also): [^.!?]{1,100}"
    r"|(?:contact|e-?mail) the (?:reporter|author|writer) at .{1,200}"
    r"|follow (?:him|her|them) on .{1,100}"
    r"|this (?:post|page|article) (?:was last edited on|(?:may )?contains? affiliate links).{0,80}"
    r"|(?:text|content) is available under .{1,80}"
    r"|sign up for .{1,80} your inbox|[^.!?]{1,80} redirects here\b.{0,160}|not to be confused with .{1,120}"
    r"|(?:this article is about .{1,80}\. for|for other uses, see) .{1,120}|[^.!?]{0,80}\bpage \d+ of \d+"
    r"|(?:having )?trouble (?:viewing|reading) this (?:e-?mail|message|newsletter)\b.{0,80}"
    r"|(?:view|read) (?:it|this e-?mail) (?:in|on) (?:your browser|the web)"
    r"|(?:dear|hello|hi) [^.!?,]{1,40},|(?:kind |best |warm )?(?:regards|wishes),|yours (?:sincerely|faithfully|truly),"
    r"|you(?:[’']re| are) (?:getting|receiving) this (?:(?:e-?mail|message|newsletter) )?because.{0,160}"
    r"|(?!.*[.!]$)(?:sign up|subscribe) (?:for|to) (?:our|the) newsletter.{0,80}"
    r"|(?!.*[.!]$)(?:follow us(?: on)?\b|(?:manage )?cookie (?:settings|preferences)\b).{0,80}"
    r"|(?:[^.!?]{0,80}\W)?(?:©|copyright ©?) ?(?:\d{4}|by\b).{0,100}|.{0,100}\ball rights reserved"
    r"|(?:[^.!?]{0,80}[|·•/–—-]\s?)?© ?[^!?]{1,60}\d{4})\W*",
    re.IGNORECASE,
)
_LONGEST = 300
"""The longest note or caption, in characters. A longer text is not examined."""

_LISTS = frozenset(("bibliography", "works cited", "external links", "see also", "further reading"))
_MAY_BE_LISTS = frozenset(("references", "footnotes"))
OF_A_TEXT = r"\b(?:1[5-9]|20)\d\d\b|https?://|\b(?:doi|ISBN|et al)\b"
"""Signs of a reference to another text: a year, an address."""


def is_byline(text: str) -> bool:
    """Whether a line names the text's author: "By Laura Mbeki, Staff Writer"."""
    match = _BYLINE.fullmatch(text)
    names = re.findall(r"(?!By\b|BY\b)[A-Z][\w’'-]+", text.partition(",")[0])
    is_name = not all(is_english(name.lower()) for name in names)  # "By Public Transport" is a heading
    return match is not None and (is_name or match["when"] is not None)


def attribution(text: str) -> str:
    """The author or source named below a text: "— Harriet Lowe, 1911"; "" if the line is none."""
    match = _ATTRIBUTION.fullmatch(text)
    return match["who"] if match else ""


def boilerplate_kind(text: str) -> str:
    """The kind of boilerplate that a text is; "" if it belongs to the page's content."""
    if len(text) > _LONGEST:
        return ""
    if _NOTE.fullmatch(text):
        return "note of the page"
    return "caption" if _CAPTION.fullmatch(text) else ""


def is_reference(text: str, heading: str) -> bool:
    """Whether a text is only a reference, judged by its heading."""
    name = heading.casefold().strip(" :")
    return name in _LISTS or (name in _MAY_BE_LISTS and re.search(OF_A_TEXT, text) is not None)
