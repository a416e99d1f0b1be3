"""What a source is cut into."""

from __future__ import annotations

from typing import NamedTuple

PROSE, HEADING, ITEM, ENTRY, CODE = "prose", "heading", "item", "entry", "code"


class Block(NamedTuple):
    """A piece of a source: `kind` is "prose", "heading", "item" of a list, "entry", which tells something by itself
    even where it is no sentence, or "code", a line of it, which tells something as the end of a sentence. `level` is
    that of a heading from 1, 0 where it is not known."""

    kind: str
    text: str
    level: int = 0
