"""What was found to be wrong with an article folder so far."""

from __future__ import annotations

from bot.errors import Fault

_LONGEST_KEY, _LONGEST_PROBLEM = 200, 1_000  # characters

MISSING = "is missing"
"""What is said first of a key that is needed and does not stand there."""


class Faults(list[Fault]):
    """The faults found so far."""

    def add(self, file: str, key: str, problem: str, of: str = "") -> None:
        """Add one; names of files and keys, which may hold anything, are made fit to be shown on one line."""
        file, key, of = (_shown(text, _LONGEST_KEY) for text in (file, key, of))
        self.append(Fault(file, key, _shown(problem, _LONGEST_PROBLEM), of))

    def forget_missing(self, file: str, key: str) -> None:
        """Leave out the fault that a key is missing: it stands there, misspelt."""
        self[:] = [
            each for each in self if (each.file, each.key) != (file, key) or not each.problem.startswith(MISSING)
        ]


def _shown(text: str, longest: int) -> str:
    if len(text) > longest:  # its end says what to do
        text = f"{text[: longest // 2]} … {text[-longest // 2 :]}"
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
