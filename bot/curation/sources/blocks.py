"""What a source is cut into: blocks, and paragraphs of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

PROSE, HEADING, ITEM, ENTRY, CODE = "prose", "heading", "item", "entry", "code"


class Block(NamedTuple):
    """A piece of a source: `kind` is "prose", "heading", "item" of a list, "entry", which tells something by itself
    even where it is no sentence, or "code", a line of it, which tells something as the end of a sentence. `level` is
    that of a heading from 1, 0 where it is not known."""

    kind: str
    text: str
    level: int = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of prose, the heading that it stands under, and questions that stand before it as headings do."""

    text: str
    heading: str = ""
    questions: tuple[str, ...] = ()

    def questions_before(self, text: str) -> tuple[str, ...]:
        """The questions that a text of this paragraph answers: those before it, if it is the beginning."""
        return self.questions if self.text.startswith(text) else ()
