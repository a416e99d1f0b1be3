"""What somebody said: recognises questions that only ask for that, and quotes that report it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.matching.patterns import Regex
from bot.matching.text import clean

_SAY = r"(?:say|said|says|tell|told|tells|answer|reply|respond|comment|state|announce)"
_THINK = r"(?:think|thinks|thought|believe|make(?= of\b)|feel)"
_OF_IT = r"(?: (?:about|on|to|of|in response to|regarding) (?:it|that|this|them|those|these|all that|all this))?"
_ADDED = r"(?: (?:then|there|himself|herself|themselves|again|back|afterwards))*"
_TO_WHOM = r"(?: (?:him|her|them|us|people|everyone|the (?:press|public|others?)))?"
_ASKS = Regex(
    r"(?:(?:then|no|i mean|i meant)\b\W*)*(?:[^,;:.?!]{2,40}[,;:.]+ )?"
    r"what(?: (?P<else>else)| exactly)? (?:did|does|do|has|had|have) (?P<who>[^,;:?!]{2,40}?)"
    rf"(?: (?:actually|even|also|then|just))?(?: have to)? (?:{_SAY}{_TO_WHOM}|(?P<thinks>{_THINK})){_OF_IT}{_ADDED}"
)
"""A question for what somebody said or thinks, without another subject: "what did he say", "what does Roth think of
that"."""

_VIEW = Regex(
    r"(?:(?:what about|how about|whats|what is|what was|in|then)\b\W*)*(?P<who>[^,;:?!]{2,40}?)"
    r"(?:'s)? (?:own )?(?:view|opinion|take|thoughts?|position|stance|side|words|reaction|response|answer|reply)s?"
    r"(?: (?:on|of|about|to) (?:it|that|this))?(?: then)?"
)
"""Asks what somebody says or thinks in a noun, and names nothing besides: "and Roth's view?", "in his own words"."""

SAYING = (
    r"(?:sa(?:ys?|id)|state[sd]|statements?|t(?:ells?|old)|report(?:s|ed)|announce[sd]?|note[sd]|claim(?:s|ed)?"
    r"|argue[sd]?|wr(?:ites?|ote)|empha(?:si[sz]e[sd]?|sis)|underscore[sd]?|stress(?:es|ed)?|summari[sz]e[sd]"
    r"|warn(?:s|ed)?|explain(?:s|ed)|promise[sd]?|insist(?:s|ed)|confirm(?:s|ed)|reveal(?:s|ed)|disclose[sd]"
    r"|reiterate[sd]?|reaffirm(?:s|ed)?|highlight(?:s|ed)|comment(?:s|ed)?|remark(?:s|ed)?|message|suggest(?:s|ed)?"
    r"|propose[sd]?|accuse[sd]?|call(?:s|ed)|praise[sd]?|critici(?:[sz]e[sd]?|sm)|deni(?:es|ed)|admit(?:s|ted)"
    r"|signal(?:s|l?ed)|indicate[sd]?|mention(?:s|ed)?|maintain(?:s|ed)|pledge[sd]?|vow(?:s|ed)|blame[sd]?|oppose[sd]?"
    r"|apologi[sz]e[sd]?|complain(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)|respon(?:d|ds|ded|se)|joke[sd]?|add(?:s|ed)"
    r"|declare[sd]?|defend(?:s|ed)|demand(?:s|ed)?|urge[sd]?|ask(?:s|ed)|found|proclaim(?:s|ed)?|express(?:es|ed)?"
    r"|acknowledge[sd]?|thinks?|thought|believe[sd]?|hope[sd]?|fear(?:s|ed)?|doubt(?:s|ed)?|view(?:s|ed)?|opinion"
    r"|consider(?:s|ed)?|according to)"
)
"""A pattern for a quote's report of what somebody says or thinks."""

_THINKING = (
    r"(?:thinks?|thought|believe[sd]?|hope[sd]?|fear(?:s|ed)?|doubt(?:s|ed)?|view(?:s|ed)?|opinion|consider(?:s|ed)?"
    r"|belief|says|said|critici[sz]e[sd]?|praise[sd]?|welcome[sd]?|reject(?:s|ed)|comment(?:s|ed)?)"
)
_SAID_BY = r"(?:sa(?:ys|id)|according to|statement|wrote|told|asked|explained|warned|added|reported|announced)"
_BEFORE, _AFTER = r"(?:\W+\w+){0,6}?\W+", r"\W+(?:\w+\W+){0,4}?"
"""How far a verb may be from the name."""


def asks_what_said(line: str) -> re.Match[str] | None:
    """Whether a message (its `bare` line) only asks what somebody said or `thinks`; `who` that is; and whether it wants
    something `else` than was shown."""
    return _ASKS.fullmatch(line)


def asks_view(line: str) -> str:
    """Of whom a message (its `bare` line) asks the view, and nothing besides; "" for another message."""
    found = _VIEW.fullmatch(line)
    return found["who"] if found is not None else ""


def saying_of(names: Iterable[str], *, thinks: bool = False) -> re.Pattern[str]:
    """The match in each `clean` quote that reports what the person with these names says or thinks."""
    verb = _THINKING if thinks else SAYING
    who = "|".join(re.escape(clean(name)) for name in names)
    speaker = rf"(?<!\bof )(?<!\bin )(?<!\bfrom )(?:{who})"  # "the Shah of Iran said" does not report Iran
    return re.compile(rf"\b(?:{speaker}{_BEFORE}{verb}|{_SAID_BY}{_AFTER}{speaker}|{speaker}\b.*\b(?:he|she) {verb})\b")
