"""Whether a paragraph is in English."""

from __future__ import annotations

import re

from bot.matching.english.stop_words import GRAMMAR, OTHER_LANGUAGES, STOP_WORDS
from bot.matching.spelling import is_english

FEWEST_WORDS = 6
"""A paragraph with fewer words cannot be judged: they may be names and jargon."""

LEAST_ENGLISH = 0.4
"""The least share of English words in an English paragraph. In other European languages up to .25 are English by
chance, in those that share words with English (French, Italian) up to .65; in paragraphs of an encyclopaedia at least
.6 are."""

SURELY_ENGLISH, LEAST_GRAMMAR = 0.7, 0.1
"""Below this share of English words, an English paragraph needs this share of words such as "the" and "of"."""

_ENGLISH_ALONE = GRAMMAR - OTHER_LANGUAGES
_WORD = re.compile(r"[^\W\d_]+")


def reads_as_english(text: str) -> bool:
    """Whether a paragraph is English, or too short to tell."""
    words = _WORD.findall(text)
    if sum(len(word) for word in words if word[0] > "\u024f") > sum(map(len, words)) / 2:
        return False  # another script
    plain = [word for word in words if word.islower()]  # the others may be names
    words = plain or [word.lower() for word in words]
    known = sum(word in STOP_WORDS or is_english(word) or is_english(word.removesuffix("s")) for word in words)
    grammar = sum(word in _ENGLISH_ALONE for word in words)
    is_mixed = plain and known < SURELY_ENGLISH * len(words) and grammar < LEAST_GRAMMAR * len(words)
    return len(words) < FEWEST_WORDS or (known >= LEAST_ENGLISH * len(words) and not is_mixed)
