"""Derives ids and titles from texts."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count

from bot.article import limits


def clipped(text: str, most: int) -> str:
    """The text, shortened at a word to at most `most` characters with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", 0, most - 2)
    return f"{text[: cut if cut > 0 else most - 2]} …"


def make_id(text: str, taken: set[str]) -> str:
    """An id derived from a text that is not in `taken`; it is added there."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    name = plain[: limits.ID - 4].strip("-") or "part"
    if len(plain) > len(name) and "-" in name:
        name = name.rpartition("-")[0]  # do not end in half a word
    numbered = (f"{name}-{number}" for number in count(2))
    found = next(each for each in chain([name], numbered) if each not in taken)
    taken.add(found)
    return found


def gap_title(ask: str) -> str:
    """A first proposal for a gap's title, derived from an ask."""
    return clipped(ask[:1].upper() + ask[1:].rstrip("?"), limits.TITLE)
