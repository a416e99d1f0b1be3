"""What must hold of an ask, wherever it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator

NAME_KINDS = ("person", "organisation", "country", "place", "thing")
"""A place is any other than a country; a thing is what bears a name and is none of these, as a ship does."""

PLACEHOLDERS = {f"{{{kind}}}": kind for kind in (*NAME_KINDS, "topic")}

_NOT_A_WORD = re.compile(r"[^\w{}]+")
_WORD = re.compile(r"[^\W_]")
_BRACED = re.compile(r"\{[^{}\n]*\}?|\}")


_LONGEST = 300
"""Characters that are compared; whatever is longer is too long. To put n combining marks in order takes n² steps."""


def folded(text: str) -> str:
    """The text without its case and in one Unicode form: a letter and its accent may be one character or two."""
    return unicodedata.normalize("NFC", text[:_LONGEST].casefold())


def comparable(text: str) -> str:
    """The text without what makes no difference to a question: case, punctuation and the Unicode form."""
    return _NOT_A_WORD.sub(" ", folded(text)).strip()


class AskRules:
    """Finds what is wrong with asks, one after the other.

    `kinds` are the kinds of the article's names, None where they are not known; `called` is how a passage or gap is
    told to whoever reads that.
    """

    def __init__(self, kinds: Collection[str] | None, called: Callable[[str], str] = str) -> None:
        self._kinds, self._called = kinds, called
        self._owners: dict[str, str] = {}

    def placeholder_problems(self, text: str) -> Iterator[str]:
        """A placeholder stands for some name of the article."""
        for braced in dict.fromkeys(_BRACED.findall(text)):
            kind = PLACEHOLDERS.get(braced)
            if kind is None:
                yield f"{braced!r} is no placeholder; use one of: {', '.join(PLACEHOLDERS)}"
            elif kind in NAME_KINDS and self._kinds is not None and kind not in self._kinds:
                yield f"{braced!r} stands for no name; add one of the kind {kind!r} to article.toml"

    def problem(self, ask: str, owner: str) -> str:
        """What is wrong with an ask of a passage or gap; an empty string if nothing is.

        It has a word, and stands under one passage or gap alone: it could only lead to one of them.
        """
        if not _WORD.search(ask):
            return f"{ask!r} has no word; write what people ask or remove it"
        other = self._owners.setdefault(comparable(ask), owner)
        return f"{ask!r} stands under {self._called(other)} too; keep it where it fits best" if other != owner else ""
