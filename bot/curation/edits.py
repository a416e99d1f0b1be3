"""What a curator does to an article folder: asks of passages and gaps are added, with all that stands there kept.

An edit is worked out on the text of the files; the folder is written whole or not at all, after each one, and an edit
can be taken back as long as the object lives.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tomlkit

from bot.article import limits
from bot.article.asks import AskRules
from bot.article.loader import load_article
from bot.article.model import Article
from bot.article.toml_reader import control_problem
from bot.curation.draft import clipped, make_id
from bot.curation.folder import change_folder
from bot.curation.layout import append_table, block, lines, text
from bot.errors import InputError

GAPS, VARIANTS = "gaps.toml", "variants.jsonl"


class Edits:
    """Edits of one folder. Raises `ArticleError` if it is faulty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._undo: list[dict[str, str | None]] = []
        self.article: Article = load_article(folder)

    @property
    def count(self) -> int:
        """How many edits there are to take back."""
        return len(self._undo)

    def add_ask(self, passage: str, ask: str) -> None:
        """Add an ask to the passage with this key.

        The asks that a passage was drafted with become variants: from now on a curator's tell how people ask for it.
        Raises `InputError` if the ask may not stand there, and where the folder cannot be written.
        """
        ask = self._checked(ask, passage)
        found = self.article.passage(passage)
        if found is None:
            raise InputError(f"there is no passage {passage}; choose one of those that are there")
        path, document, table = self._table_of(passage)
        changed: dict[str, str] = {}
        if found.drafted:
            variants = (json.dumps({"passage": passage, "ask": old}, ensure_ascii=False) for old in found.asks)
            changed[VARIANTS] = self._read(VARIANTS) + "".join(f"{line}\n" for line in variants)
            del table["drafted"]
            _set_asks(table, [ask])
        else:
            _set_asks(table, [*found.asks, ask])
        changed[path] = tomlkit.dumps(document)
        self._apply(changed)

    def add_to_gap(self, gap: str, ask: str) -> None:
        """Add an ask to the article's own gap with this id. Raises `InputError` as `add_ask` does."""
        ask = self._checked(ask, f"the gap {gap}")
        document: Any = tomlkit.parse(self._read(GAPS))
        for table in document.get("gaps", ()):
            if table["id"] == gap:
                known = next(each for each in self.article.gaps if each.id == gap)
                _set_asks(table, [*known.asks, ask])
                self._apply({GAPS: tomlkit.dumps(document)})
                return
        raise InputError(f"there is no gap {gap}; choose one of those that are there, or make a new one")

    def add_gap(self, title: str, note: str, ask: str) -> str:
        """Add a gap with one ask, and return its id. Raises `InputError` as `add_ask` does."""
        ask, title, note = self._checked(ask, "a new gap"), title.strip(), note.strip()
        for name, value, most in (("title", title, limits.TITLE), ("note", note, limits.SUMMARY)):
            if not value or len(value) > most or control_problem(value):
                raise InputError(f"a gap's {name} is a line of 1 to {most} characters; write another")
        name = make_id(title, {gap.id for gap in self.article.gaps})
        toml = f"[[gaps]]\nid = {text(name)}\ntitle = {text(title)}\nnote = {text(note)}\nasks = {block([ask])}\n"
        before = self._read(GAPS)
        document: Any = tomlkit.parse(before)
        if "gaps" in document:
            append_table(document["gaps"], toml)
            toml = tomlkit.dumps(document)
        elif before.strip():
            toml = f"{before.rstrip()}\n\n{toml}"
        self._apply({GAPS: toml})
        return name

    def undo(self) -> bool:
        """Take back the last edit; false if there is none."""
        if not self._undo:
            return False
        change_folder(self._folder, self._undo[-1])
        self._undo.pop()
        self.article = load_article(self._folder)
        return True

    def _checked(self, ask: str, owner: str) -> str:
        """The ask on one line, if it may stand there. Raises `InputError`."""
        ask = " ".join(ask.split())
        if len(ask) > limits.ASK:
            raise InputError(f"an ask has at most {limits.ASK} characters, and this has {len(ask)}; shorten it")
        rules = AskRules({name.kind for name in self.article.names})
        standing = [(passage.key, (*passage.asks, *passage.variants)) for passage in self.article.passages]
        standing += [(f"the gap {gap.id}", (*gap.asks, *gap.variants)) for gap in self.article.gaps]
        for other, asks in standing:
            for each in asks:
                rules.problem(each, other)
        problem = control_problem(ask) or next(rules.placeholder_problems(ask), "") or rules.problem(ask, owner)
        if not problem and any(ask in asks for other, asks in standing if other == owner):
            problem = f"{ask!r} stands there already"
        if problem:
            raise InputError(problem)
        return ask

    def _table_of(self, passage: str) -> tuple[str, Any, Any]:
        """The file of a passage, by its path in the folder, its document and the passage's table in it."""
        section, _, name = passage.partition("/")
        for path in sorted((self._folder / "sections").glob("[!.]*.toml")):
            document: Any = tomlkit.parse(path.read_bytes().decode("utf-8-sig"))
            if document["id"] == section:
                table = next(table for table in document["passages"] if table["id"] == name)
                return f"sections/{path.name}", document, table
        raise InputError(f"the file of {passage} is gone; start again")

    def _read(self, name: str) -> str:
        path = self._folder / name
        return path.read_bytes().decode("utf-8-sig") if path.exists() else ""

    def _apply(self, changed: Mapping[str, str]) -> None:
        before = {name: self._read(name) if (self._folder / name).exists() else None for name in changed}
        change_folder(self._folder, changed)
        self._undo.append(before)
        self.article = load_article(self._folder)


def _set_asks(table: Any, asks: Iterable[str]) -> None:
    """Give a passage or gap these asks, in the form that they have there."""
    asks = list(asks)
    old = table["asks"]
    if not isinstance(old, str):
        while len(old) > len(asks):
            old.pop()
        for ask in asks[len(old) :]:
            old.append(ask)
        return
    new = lines(asks)
    before: Any = table.item("asks").trivia
    new.trivia.comment_ws, new.trivia.comment = before.comment_ws, before.comment
    table["asks"] = new


def gap_title(ask: str) -> str:
    """A title for a gap, as a first proposal, out of its ask."""
    return clipped(ask[:1].upper() + ask[1:].rstrip("?"), limits.TITLE)
