"""Recognises headings among the lines of a plain text."""

from __future__ import annotations

import re

from bot.curation.grammar.clauses import OPEN, clauses
from bot.curation.grammar.verbs import AUXILIARIES, bare, find_verb
from bot.matching.english.forms import MONTHS

MARK = re.compile(
    r"\A\s*(?:[•﹒・｡‧](?=[^\W\d_])|(?:[-*+•‣▪◦·–!=﹒・｡‧]|o(?=\s+[A-Z])|\d\ufe0f?\u20e3|[\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f?|\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-Z])|\(?(?:[a-z]|[ivx]{1,5})\)|[a-z]\.(?=\s+[A-Z])"
    r"|[A-Z]\.(?=\s+(?:The|An?|Any\w*|All|Each|Every|No|If|In|It|This|These|There|We|You|Do)\s))\s+)"
)
"""The mark of a list item."""

UPDATED = r"\W*(?:last )?(?:updated|modified|revised|reviewed|edit(?:ed)?|changed)\b"
"""The beginning of a line that says when the text was changed."""

_STAMP = re.compile(rf"{UPDATED}|(?:effective|published|posted)\b.*\d", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?:(?:\d{{1,3}}\.)+\d*|(?P<number>\d{{1,3}})(?:\s?[|┃│»]|(?!\s(?:{'|'.join(MONTHS)}))))\s+(?=[A-Z])"
)
"""The number of a heading; a day's is none."""

ENDS = re.compile(r"[.!?…。！？:;,—][\"”’')\]*_]*$|[。！？]$")

LONG_LINE = 60
"""In characters: lines of this length were wrapped to fit a page, if sentences run over their ends."""


def tells_its_age(line: str) -> bool:
    """Whether a line says how old the text is: "Last updated on 4 May"."""
    return _STAMP.match(line) is not None


def looks_like_a_heading(line: str) -> bool:
    """Whether a line by itself may be a heading: it is short, begins with a capital and does not end a sentence."""
    return (
        not tells_its_age(line)
        and len(line.split()) <= 10
        and not ENDS.search(line)
        and not re.match(r"[-*+•a-z]", line)
        and not MARK.match(line)
    )


def numbered_heading(line: str, following: str) -> str:
    """The heading in a line such as "3. Bus shelter"; "" if it is a list item."""
    mark = _NUMBER.match(line)
    heading = line[mark.end() :] if mark else ""
    if len(line) >= LONG_LINE or not looks_like_a_heading(heading) or _begins_a_sentence(heading):
        return ""
    if following.startswith(f"{line.partition(' ')[0].rstrip('.')}."):  # "2. Fees" above "2.1 The fee is $9."
        return heading
    if MARK.match(following):
        is_named = not following[0].isdigit()
    else:
        is_text = len(following) > LONG_LINE / 2 or following.endswith("—") or ENDS.search(following) is not None
        is_named = following[:1].isupper() and is_text
    if mark and mark["number"]:
        heading = f"{mark['number']}. {heading}"
    return heading if is_named else ""


def _begins_a_sentence(line: str) -> bool:
    """Whether a line is the beginning of a sentence that the next one ends: "A pound is open for 72 hours, not
    counting"."""
    is_open = bare(line.rpartition(" ")[2]) in OPEN or "," in line
    return is_open and next(clauses(line), None) is not None


def stands_above(line: str, text: str) -> bool:
    """Whether a line is a heading of the one below it."""
    is_list = MARK.match(text) is not None or is_amount(text)
    if not looks_like_a_heading(line.rstrip(":") if is_list else line) or is_amount(line) or _leads_to_items(line):
        return False
    is_capital = line.isupper() and not text.isupper()
    return is_list or is_capital or len(line) < LONG_LINE / 2 < len(text)


def _leads_to_items(line: str) -> bool:
    """Whether a line begins a sentence that the items below it complete: "The objects of the club are:"."""
    words = line.rstrip(" :").split()
    return (
        line.endswith((":", " to"))
        and len(words) > 1
        and (bare(words[-1]) in AUXILIARIES or find_verb(words) is not None)
    )


def is_amount(line: str) -> bool:
    """Whether a line is an entry of a list without marks, such as a recipe's: "250 g flour"."""
    return len(line) < LONG_LINE and re.match(r"[\d¼½¾][\w\s,/–-]*\s[a-z]", line) is not None and not ENDS.search(line)
