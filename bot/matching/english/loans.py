"""Removes foreign phrases that English has borrowed: a message with one of these is English."""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.english import lines

_PHRASES = frozenset(phrase for line in lines("loans.txt") for phrase in line.split(", "))
_LONGEST = max(len(phrase.split()) for phrase in _PHRASES)


def without_loans(words: Sequence[str]) -> list[str]:
    """The words without borrowed phrases. Longer phrases are removed first."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(_LONGEST, 1, -1) if " ".join(words[at : at + n]) in _PHRASES), 0)
        if not size:
            kept.append(words[at])
        at += size or 1
    return kept
