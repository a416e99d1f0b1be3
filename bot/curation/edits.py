"""A curator's edits of an article folder: adds asks and synonyms, and preserves everything else.

An edit is based on the present content of the files, whoever else changes them. The folder is written completely or not
at all, after each edit or after all edits made `together`. An edit can be undone as long as the object lives and nobody
else has changed those files since.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomlkit

from bot.article import limits
from bot.article.additions import Added, Kind, already_present, validated, with_additions
from bot.article.loader import load_article
from bot.article.model import Article, Gap
from bot.article.naming import gap_title, make_id
from bot.article.text_files import control_problem
from bot.curation.drafting.layout import append_table, block, set_lines, text, texts
from bot.curation.folder import FolderFiles, change_folder
from bot.errors import InputError

GAPS, HEAD, VARIANTS = "gaps.toml", "article.toml", "variants.jsonl"


class Edits:
    """Edits of one folder. Raises `ArticleError` if it is faulty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._undo: list[tuple[dict[str, str | None], Mapping[str, str | None]]] = []
        self._files: FolderFiles | None = None
        self.article: Article = load_article(folder)

    @property
    def count(self) -> int:
        """The number of edits that can be undone."""
        return len(self._undo)

    @contextmanager
    def together(self) -> Generator[FolderFiles]:
        """Edits that are written and undone as one; if one fails, none is written. Yields the files with the edits made
        so far."""
        if self._files is not None:
            yield self._files
            return
        before = self.article = load_article(self._folder)  # somebody else may have changed the files
        self._files = files = FolderFiles(self._folder)
        try:
            yield files
            if files.changed:
                contents = {name: files.before(name) for name in files.changed}
                self.article = change_folder(self._folder, files.changed)
                self._undo.append((contents, files.changed))
        except BaseException:
            self.article = before
            raise
        finally:
            self._files = None

    def holds(self, added: Added) -> bool:
        """Whether the folder already contains an addition."""
        return bool(already_present(self.article, [added]))

    def add(self, added: Added) -> None:
        """Make an addition. Raises `InputError` if it does not fit the article or the folder cannot be written, and
        `ArticleError` if somebody else made the folder faulty."""
        with self.together() as files:
            added = validated(self.article, added)
            match added.kind:
                case Kind.ASK:
                    self._add_ask(files, added)
                case Kind.SYNONYM:
                    _add_synonym(files, added)
                case Kind.GAP if known := next((gap for gap in self.article.gaps if gap.id == added.target), None):
                    _add_to_gap(files, known, added.text)
                case Kind.GAP:
                    _add_gap(files, added, gap_title(added.text))
            self.article, _ = with_additions(self.article, [added])

    def add_ask(self, passage: str, ask: str) -> None:
        """Add an ask to the passage with this key. The asks of a drafted passage become variants, since a curator's
        asks now show how people ask. Raises `InputError` as `add` does."""
        self.add(Added(Kind.ASK, passage, ask))

    def add_to_gap(self, gap: str, ask: str) -> None:
        """Add an ask to the article's own gap with this id. Raises `InputError` as `add` does."""
        self.add(Added(Kind.GAP, gap, ask))

    def add_gap(self, title: str, note: str, ask: str) -> str:
        """Add a gap with one ask, and return its id. Raises `InputError` as `add` does."""
        title = title.strip()
        for name, value, most in (("title", title, limits.TITLE), ("note", note.strip(), limits.SUMMARY)):
            if not value or len(value) > most or control_problem(value):
                raise InputError(f"a gap's {name} is a line of 1 to {most} characters; write another")
        with self.together() as files:
            name = make_id(title, {gap.id for gap in self.article.gaps})
            _add_gap(files, validated(self.article, Added(Kind.GAP, name, ask, note)), title)
        return name

    def undo(self) -> bool:
        """Undo the last edit. Returns False if there is none. Raises `InputError` if its files have changed since, and
        `ArticleError` if somebody else made the folder faulty; the folder does not change then."""
        if not self._undo:
            return False
        files = FolderFiles(self._folder)
        before, after = self._undo[-1]
        for name, content in after.items():
            if files.before(name) != content:
                raise InputError(f"{name} was changed since then; take it back there by hand")
        self.article = change_folder(self._folder, before)
        self._undo.pop()
        return True

    def _add_ask(self, files: FolderFiles, added: Added) -> None:
        found = self.article.passage(added.target)
        assert found is not None  # noqa: S101 - `validated` has looked
        path, document, table = _table_of(added.target, files, self._folder)
        if found.drafted:
            variants = (json.dumps({"passage": added.target, "ask": old}, ensure_ascii=False) for old in found.asks)
            before = files.read(VARIANTS)
            files.write(VARIANTS, "\n".join([*filter(None, [before.rstrip("\n")]), *variants, ""]))
            del table["drafted"]
        set_lines(table, "asks", [added.text] if found.drafted else [*found.asks, added.text])
        files.write(path, tomlkit.dumps(document))


def _add_synonym(files: FolderFiles, added: Added) -> None:
    before = files.read(HEAD)
    document: Any = tomlkit.parse(before)
    words = document.get("synonyms")
    if words is None:
        table = f"[synonyms]\n{text(added.target)} = {texts([added.text])}\n"
        files.write(HEAD, f"{before.rstrip()}\n\n{table}")
        return
    if added.target in words:
        words[added.target].append(added.text)
    else:
        words[added.target] = [added.text]
    files.write(HEAD, tomlkit.dumps(document))


def _add_to_gap(files: FolderFiles, gap: Gap, ask: str) -> None:
    document: Any = tomlkit.parse(files.read(GAPS))
    table = next(table for table in document["gaps"] if table["id"] == gap.id)
    set_lines(table, "asks", [*gap.asks, ask])
    files.write(GAPS, tomlkit.dumps(document))


def _add_gap(files: FolderFiles, added: Added, title: str) -> None:
    head = f"id = {text(added.target)}\ntitle = {text(title)}\nnote = {text(added.note)}"
    toml = f"[[gaps]]\n{head}\nasks = {block([added.text])}\n"
    before = files.read(GAPS)
    document: Any = tomlkit.parse(before)
    if "gaps" in document:
        append_table(document["gaps"], toml)
        toml = tomlkit.dumps(document)
    elif before.strip():
        toml = f"{before.rstrip()}\n\n{toml}"
    files.write(GAPS, toml)


def _table_of(passage: str, files: FolderFiles, folder: Path) -> tuple[str, Any, Any]:
    """The path of a passage's file, its document, and the passage's table in it."""
    section, _, name = passage.partition("/")
    for path in sorted((folder / "sections").glob("[!.]*.toml")):
        file = f"sections/{path.name}"
        document: Any = tomlkit.parse(files.read(file))
        if document["id"] == section:
            table = next(table for table in document["passages"] if table["id"] == name)
            return file, document, table
    raise InputError(f"the file of {passage} is gone; start again")
