"""Whether a paragraph is in the language that the bot understands."""

from __future__ import annotations

import re

from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.spelling import is_english

FEWEST_WORDS = 8
"""Of a paragraph to be judged by: fewer may be names and jargon."""

LEAST_ENGLISH = 0.4
"""The least share of English words in a paragraph of English. Of other European languages, up to .25 are such words by
chance; of the paragraphs of an encyclopaedia at least .6 are."""

_WORD = re.compile(r"[^\W\d_]+")


def reads_as_english(text: str) -> bool:
    """Whether a paragraph is English, or too short to tell."""
    words = _WORD.findall(text)
    if sum(len(word) for word in words if word[0] > "\u024f") > sum(map(len, words)) / 2:
        return False  # another script
    words = [word for word in words if word.islower()] or [word.lower() for word in words]
    known = sum(word in STOP_WORDS or is_english(word) or is_english(word.removesuffix("s")) for word in words)
    return len(words) < FEWEST_WORDS or known >= LEAST_ENGLISH * len(words)
