"""Collects the changes of an article folder that is updated to another text."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import tomlkit
from rapidfuzz import fuzz, process

from bot.article.jsonl import QUESTION_FILES
from bot.article.model import Article
from bot.article.quotes import normalized
from bot.curation.drafting.layout import set_lines, set_list
from bot.curation.folder import TEXT, FolderFiles
from bot.curation.requoting import carried_over, words_gone, words_of

HEAD = "article.toml"

LIKE_ENOUGH = 50.0
"""Of 100: the least similarity of a new paragraph to the old one that it replaces, for labelled questions."""


@dataclass
class Update:
    """The new contents of files by path, None for files to remove; and lines for the user: what was quoted anew,
    removed, added, and what may no longer be right."""

    KEPT_ASIDE: ClassVar[str] = "no-longer.toml"

    files: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    kept: int = 0
    changed: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    added: list[str] = field(default_factory=list[str])
    doubtful: list[str] = field(default_factory=list[str])


class ChangingFolder:
    """`documents` maps paths to the folder's TOML files, `sections` maps ids to those of sections; they are changed in
    place. `gone` holds the keys of passages that the new text lacks."""

    def __init__(self, folder: Path, article: Article, texts: Sequence[str]) -> None:
        self.path = folder
        self.article = article
        self.texts = tuple(texts)
        self.gone: set[str] = set()
        self._aside: list[str] = []
        self._files = FolderFiles(folder)
        self.changes = Update(self._files.changed)
        paths = [HEAD, *sorted(f"sections/{path.name}" for path in (folder / "sections").glob("[!.]*.toml"))]
        self.documents: dict[str, Any] = {path: tomlkit.parse(self._files.read(path)) for path in paths}
        self.sections: dict[str, Any] = {self.documents[path]["id"]: self.documents[path] for path in paths[1:]}
        self.skipped = [item for item in _skipped(self.documents[HEAD]) if any(item in text for text in self.texts)]

    def before(self, path: str) -> str:
        """The original content of a file."""
        return self._files.read(path)

    def put_aside(self, *texts: str) -> None:
        """Save removed content in a file that nothing reads."""
        self._aside += texts

    def doubt(self, what: str, text: str, gone: Collection[str]) -> None:
        """Report words of a curator that the text no longer contains."""
        if stale := words_of(text, gone):
            said = ", ".join(map(repr, stale))
            self.changes.doubtful.append(f"{what} has {said}, which the text there no longer has: {text}")

    def write_text(self) -> None:
        """Write `article.txt`, with blank lines between paragraphs if it had them."""
        if self.texts == self.article.paragraphs:
            return
        between = "\n\n" if "\n\n" in self._files.read(TEXT).strip() else "\n"
        self._files.write(TEXT, f"{between.join(self.texts)}\n")

    def update_head(self) -> None:
        """Update `article.toml`: the text to skip, and the passages of names."""
        head = self.documents[HEAD]
        gone = words_gone("\n".join(self.article.paragraphs), "\n".join(self.texts))
        self.doubt(f"{HEAD}: its summary", head["summary"], gone)
        for table in head.get("names", ()):
            if table.get("passage") in self.gone:
                self.changes.removed.append(f"{HEAD}: passage = {table['passage']!r} of the name {table['name']!r}")
                self._aside.append(f"\n# Of the name {table['name']!r}:\n# passage = {table['passage']!r}\n")
                del table["passage"]
            self.doubt(f"{HEAD}: the role of {table['name']!r}", table.get("role", ""), gone)
            if not any(table["name"] in text for text in self.texts):
                self.changes.doubtful.append(f"{HEAD}: the text no longer names {table['name']!r}")
        lost = [item for item in _skipped(head) if item not in self.skipped]
        if lost:
            self.changes.removed += (f"{HEAD}: skip: {item}" for item in lost)
            self._aside += (f"\n# Of skip:\n# {item}\n" for item in lost)
            if self.skipped:
                set_lines(head, "skip", self.skipped)
            else:
                del head["skip"]

    def finish(self) -> Update:
        """Write the changed files and everything that depends on them: references, variants, labelled questions,
        removed content."""
        self._leave_out_empty_sections()
        for path, document in self.documents.items():
            self._files.write(path, tomlkit.dumps(document) if path == HEAD or document["passages"] else None)
        self._keep_lines("variants.jsonl", lambda entry: None if entry.get("passage") in self.gone else entry)
        self._relabel()
        if self._aside:
            before = self._files.read(Update.KEPT_ASIDE) or "# What the article no longer says. Nothing reads this.\n"
            self._files.write(Update.KEPT_ASIDE, before + "".join(self._aside))
        return self.changes

    def _leave_out_empty_sections(self) -> None:
        empty = {section_id for section_id, document in self.sections.items() if not document["passages"]}
        for document in self.sections.values():
            if empty & set(document.get("related", ())):
                set_list(document, "related", [other for other in document["related"] if other not in empty])

    def _relabel(self) -> None:
        """Update the labelled questions to the new text."""
        for name in QUESTION_FILES:
            labels = _Relabelling(self.article.paragraphs, self.texts)
            self._keep_lines(name, labels.question)
            self.changes.doubtful += (f"{name}: {change}" for change in labels.changed)

    def _keep_lines(self, name: str, kept: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
        """Keep the lines of a JSONL file that are still valid, updated; put the others aside."""
        left: list[str] = []
        for line in self._files.read(name).split("\n"):
            entry = json.loads(line) if line.strip() else None
            now = kept(entry) if entry is not None else None
            if entry is not None and now is None:
                self._aside.append(f"# {name}: {line}\n")
                self.changes.removed.append(f"{name}: {line[:100]}")
            else:
                left.append(line if now == entry else json.dumps(now, ensure_ascii=False))
        self._files.write(name, "\n".join(left))


class _Relabelling:
    """Converts questions on the paragraphs `old` to questions on `new`. `changed` collects reports of changed answer
    words."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        self.changed: list[str] = []

    def question(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        """The question with updated labels, the same if nothing changed; None if the text no longer answers it. In a
        dialogue, a lost turn takes the turns that depend on it along."""
        if "turns" in entry:
            turns = [self.question(turn) for turn in entry["turns"]]
            return None if None in turns else entry | {"turns": turns}
        become = {number: self._new_number(number) for number in entry.get("gold", ())}
        numbers = set(become.values()) - {0}
        spans = {span: self._new_span(span, become) for span in entry.get("span", ())}
        if entry.get("gold") and (not numbers or (spans and not any(spans.values()))):
            return None
        self.changed += (f"{entry['q']}: {old!r} is {new!r} now" for old, new in spans.items() if new not in ("", old))
        return entry | {"gold": sorted(numbers), "span": list(dict.fromkeys(filter(None, spans.values())))}

    def _new_span(self, span: str, become: Mapping[int, int]) -> str:
        """The new form of answer words, in the paragraphs that replace theirs; "" if there is none."""
        texts = [(self._old[old - 1], self._new[new - 1]) for old, new in become.items() if new]
        if any(normalized(span) in normalized(text) for _, text in texts):
            return span
        return next(filter(None, (carried_over(span, old, new) for old, new in texts)), "")

    def _new_number(self, number: int) -> int:
        """The number of the paragraph that replaces the old one with this number; 0 if there is none."""
        if not 0 < number <= len(self._old):
            return 0
        best = process.extractOne(self._old[number - 1], self._new, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        return best[2] + 1 if best else 0


def _skipped(head: Mapping[str, Any]) -> list[str]:
    """The texts to skip in an ``article.toml``."""
    value = head.get("skip", ())
    items: Sequence[str] = value.splitlines() if isinstance(value, str) else list(value)
    return [item.strip() for item in items if item.strip()]
