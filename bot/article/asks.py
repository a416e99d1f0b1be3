"""The rules for asks, wherever they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator

NAME_KINDS = ("person", "organisation", "country", "place", "thing")
"""A country is not a "place". A "thing" is anything else with a name, such as a ship."""

PLACEHOLDERS = {f"{{{kind}}}": kind for kind in (*NAME_KINDS, "topic")}

_NOT_A_WORD = re.compile(r"[^\w{}]+")
WORD = re.compile(r"[^\W_]")
_BRACED = re.compile(r"\{[^{}\n]*\}?|\}")


_LONGEST = 300
"""How many characters are compared. A longer text is refused anyway, and sorting n combining marks takes n² steps."""


def folded(text: str) -> str:
    """The text in lower case and in one Unicode form: an accented letter may be one character or two."""
    return unicodedata.normalize("NFC", text[:_LONGEST].casefold())


def comparable(text: str) -> str:
    """The text without what makes no difference to a question: case, punctuation and Unicode form."""
    return _NOT_A_WORD.sub(" ", folded(text)).strip()


class AskRules:
    """Checks asks one after the other, and remembers them to find duplicates.

    `kinds` are the kinds of the article's names; None if they are not known. `called` gives the words for a passage or
    gap in a problem.
    """

    def __init__(self, kinds: Collection[str] | None, called: Callable[[str], str] = str) -> None:
        self._kinds, self._called = kinds, called
        self._owners: dict[str, str] = {}

    def placeholder_problems(self, text: str) -> Iterator[str]:
        """What is wrong with the placeholders in a text. Each has to stand for at least one name of the article."""
        for braced in dict.fromkeys(_BRACED.findall(text)):
            kind = PLACEHOLDERS.get(braced)
            if kind is None:
                yield f"{braced!r} is not a placeholder; use one of: {', '.join(PLACEHOLDERS)}"
            elif kind in NAME_KINDS and self._kinds is not None and kind not in self._kinds:
                yield f"{braced!r} stands for no name; add one of the kind {kind!r} to article.toml"

    def problem(self, ask: str, owner: str) -> str:
        """What is wrong with an ask of a passage or gap; "" if nothing is.

        An ask needs a word, and belongs to one passage or gap only: a question could not lead to both.
        """
        if not WORD.search(ask):
            return f"{ask!r} has no word; write what people ask or remove it"
        other = self._owners.setdefault(comparable(ask), owner)
        return f"{ask!r} is also under {self._called(other)}; keep it where it fits best" if other != owner else ""
