"""Recovers ids and quotes from a section file with broken TOML, so that its fault hides none in other files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from bot.article.faults import Faults
from bot.article.quotes import locate
from bot.article.text_files import read_text

_TABLE = re.compile(r"^\s*\[\[?\s*(\w+)", re.MULTILINE)
_KEY = re.compile(r"^\s*(id|quote)\s*=.*$", re.MULTILINE)


@dataclass(frozen=True)
class Salvaged:
    """Content of broken section files: ids, keys of passages, quotes of whole sentences, and quoted parts of sentences.
    Not `complete` if a file could not be read at all."""

    ids: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    complete: bool = True

    def with_section(self, path: Path, paragraphs: tuple[str, ...]) -> Salvaged:
        """This, plus what can be recovered from one section file."""
        text = read_text(path, path.name, Faults())
        section, *passages = _tables(text) if text is not None else [{}]
        section_id = section.get("id")
        if section_id is None:
            return replace(self, complete=False)
        places = [locate(passage["quote"].strip(), paragraphs) for passage in passages if "quote" in passage]
        return replace(
            self,
            ids=self.ids | {section_id},
            keys=self.keys | {f"{section_id}/{passage['id']}" for passage in passages if "id" in passage},
            quotes=self.quotes | {place.text for place in places if not place.cut},
            parts=self.parts | {place.cut for place in places if place.cut},
        )


def _tables(text: str) -> Iterator[dict[str, str]]:
    """The id and quote of the head of a section file and of each of its tables, as far as they can be read."""
    starts = [0, *(match.start() for match in _TABLE.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        found: dict[str, str] = {}
        for line in _KEY.finditer(text, start, end):
            try:
                value = tomllib.loads(line[0])[line[1]]
            except (tomllib.TOMLDecodeError, RecursionError):
                continue
            if line[1] in found:  # the line between two tables is broken
                yield found
                found = {}
            if isinstance(value, str):
                found[line[1]] = value
        yield found
