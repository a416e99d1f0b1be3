"""The pieces of a source: blocks, and paragraphs made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

PROSE, HEADING, ITEM, ENTRY, CODE = "prose", "heading", "item", "entry", "code"


class Block(NamedTuple):
    """A piece of a source.

    `kind` is "prose", "heading", "item" of a list, "entry", which is informative even if it is no sentence, or "code",
    a line that may complete a sentence. `level` is a heading's level from 1, or 0 if unknown.
    """

    kind: str
    text: str
    level: int = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of prose, its heading, and the questions that stand before it like headings."""

    text: str
    heading: str = ""
    questions: tuple[str, ...] = ()

    def questions_before(self, text: str) -> tuple[str, ...]:
        """The questions that a part of this paragraph answers: those before it, if the part is its beginning."""
        return self.questions if self.text.startswith(text) else ()
