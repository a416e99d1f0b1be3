"""Collects the faults of an article folder."""

from __future__ import annotations

from bot.errors import Fault

_LONGEST_KEY, _LONGEST_PROBLEM = 200, 1_000  # characters

MISSING = "is missing"
"""The beginning of the problem of a required key that is missing."""


class Faults(list[Fault]):
    """The faults found so far."""

    def add(self, file: str, key: str, problem: str, of: str = "") -> None:
        """Add a fault. File names and keys may hold any character, so they are shortened and made printable."""
        file, key, of = (_shown(text, _LONGEST_KEY) for text in (file, key, of))
        self.append(Fault(file, key, _shown(problem, _LONGEST_PROBLEM), of))

    def forget_missing(self, file: str, key: str) -> None:
        """Remove the fault that a key is missing: it is there, misspelled."""
        self[:] = [
            each for each in self if (each.file, each.key) != (file, key) or not each.problem.startswith(MISSING)
        ]


def _shown(text: str, longest: int) -> str:
    if len(text) > longest:  # keep the end, which says what to do
        text = f"{text[: longest // 2]} … {text[-longest // 2 :]}"
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
