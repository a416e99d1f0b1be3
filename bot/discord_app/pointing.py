"""What a message points at without naming it: another message, or what was just said. Pure; told by its words."""

from __future__ import annotations

import re

from bot.discord_app.mentions import LONGEST_LOOKED_AT, POINTING
from bot.matching.english.stop_words import GRAMMAR, STOP_WORDS
from bot.matching.text import tokenize

_POINTER = re.compile(r"[\s^⬆☝👆🔼↑\ufe0f.,!?…-]*")


def points(text: str) -> bool:
    """Whether a text does no more than point at another message: "^", "this", "" itself."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    words = tokenize(text)
    return all(word in GRAMMAR for word in words) if words else bool(_POINTER.fullmatch(text))


def says_nothing(text: str) -> bool:
    """Whether a text has no subject of its own: "", "pls", "is this true?", "any idea?"."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    return all(word in STOP_WORDS or word in POINTING for word in tokenize(text))


def only_points(text: str) -> bool:
    """Whether a text asks for no more than what is thought of something, which it does not name: "thoughts?"."""
    return says_nothing(text) and not POINTING.isdisjoint(tokenize(text))
