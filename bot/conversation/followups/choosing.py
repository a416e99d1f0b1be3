"""Recognises choices after "Perhaps this:" other than numbers: "yes", "both", "the first two", "no", "and the
other?"."""

from __future__ import annotations

from bot.matching.english.forms import CARDINALS
from bot.matching.patterns import Regex
from bot.matching.text import words_of
from bot.matching.utterance import Utterance

MOST_TOGETHER = 3
"""How many entries are shown at once."""

_YES = frozenset("yes yeah yea yep yup yah aye sure correct exactly indeed definitely absolutely precisely".split())
_NO = frozenset("no nope nah na".split())
_ANY = frozenset("either any whichever whatever".split())
_ALL = frozenset("all everything each".split())
_POINTS = Regex(r"\b(?:this|that|the|likeliest|top) one\b|\b(?:thats|that is|this is|yes) (?:it|right|the one)\b")
_OTHERS = Regex(r"\b(?:the|and|what about|show me)\b.*\bothers?\b|^others?\b")
_FIRST_ONES = Regex(r"\b(?:first|top) (?P<count>two|three|four|[2-4])\b")

_ASKS = frozenset("who what when where why how which is are was were do does did has have had can could will".split())
_BESIDE = frozenset(
    """
    a about again and asked can could dont fine for give go good great have i id is it its let lets like likeliest
    looking matter me mean meant mind of oh ok okay ones one please pls plz read right see show that thats the them then
    there these they this those thanks thank to top two three four twice both us want wanted was well what will with
    works would you ah do n hm so too also tell bot
    """.split()
)
"""Words beside a choice that add nothing."""


def chosen(message: Utterance, count: int) -> tuple[int, ...] | None:
    """The positions, from 1, that a message chooses of `count` entries, the first of which was shown in full. Empty if
    it rejects all; None if it is about something else."""
    text = message.line.strip(" .!?")
    words = words_of(text)
    # "Is that all" asks something of its own.
    if not words or (words[0] in _ASKS and {"other", "others", "can", "could"}.isdisjoint(words[:4])):
        return None
    if _NO.issuperset(words):
        return ()
    said = set(words)
    if (
        said & {"other", "others"}
        and _OTHERS.search(text)
        and said <= _BESIDE | _YES | _NO | {"other", "others", "how"}
    ):
        return tuple(range(2, min(count, MOST_TOGETHER) + 1)) if "others" in said else (min(2, count),)
    if found := _FIRST_ONES.search(text):
        number = CARDINALS.get(found["count"]) or int(found["count"])
        return tuple(range(1, min(number, count, MOST_TOGETHER) + 1))
    if not said <= _BESIDE | _YES | _ANY | _ALL:
        return None
    if "dont" in said and not said & _ANY:
        return None
    if "both" in said:
        return tuple(range(1, min(count, 2) + 1))
    if said & _ALL:
        return tuple(range(1, min(count, MOST_TOGETHER) + 1))
    return (1,) if said & (_YES | _ANY) or _POINTS.search(text) else None
