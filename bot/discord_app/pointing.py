"""Recognises messages that refer to something without naming it: to another message, or to what was just said. Pure.
Judges by words."""

from __future__ import annotations

import re

from bot.article.model import Article
from bot.conversation.acts.said import Said
from bot.conversation.reply import Reply
from bot.discord_app.mentions import LONGEST_LOOKED_AT, POINTING
from bot.matching.english.stop_words import GRAMMAR, STOP_WORDS
from bot.matching.nearby.subjects import is_about
from bot.matching.outcomes import candidates_of
from bot.matching.text import tokenize

_MARKS = "^⬆☝👆🔼↑"
_POINTER = re.compile(rf"[\s{re.escape(_MARKS)}\ufe0f.,!?…-]*")


def points(text: str) -> bool:
    """Whether a text only refers to another message: "^", "this", ""."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    words = tokenize(text)
    return all(word in GRAMMAR for word in words) if words else bool(_POINTER.fullmatch(text))


def points_upward(text: str) -> bool:
    """Whether a text is only a mark that refers to the message above: "^", "👆"."""
    return any(mark in text[:LONGEST_LOOKED_AT] for mark in _MARKS) and bool(_POINTER.fullmatch(text))


def says_nothing(text: str) -> bool:
    """Whether a text has no subject of its own: "", "pls", "is this true?", "any idea?"."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    return all(word in STOP_WORDS or word in POINTING for word in tokenize(text))


def points_at_nothing(text: str, reply: Reply, article: Article) -> bool:
    """Whether a text only asks for an opinion ("thoughts?") where there is nothing that it could refer to, and the
    article's `reply` is not about it."""
    if POINTING.isdisjoint(tokenize(text)) or not says_nothing(text) or reply.said not in (Said.NOTHING, Said.REACTION):
        return False
    found = [candidate.passage for part in reply.parts for candidate in candidates_of(part.outcome)[:1]]
    return not any(is_about(article, passage, text) for passage in found)
