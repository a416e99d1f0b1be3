"""What a source is cut into."""

from __future__ import annotations

from typing import NamedTuple

PROSE, HEADING, ITEM, ENTRY = "prose", "heading", "item", "entry"


class Block(NamedTuple):
    """A piece of a source: `kind` is "prose", "heading", "item" of a list, or "entry", which tells something by itself
    even where it is no sentence."""

    kind: str
    text: str
