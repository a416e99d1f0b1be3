"""Brings an article folder to a changed text: keeps what still holds, and tells what does not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import tomlkit
from rapidfuzz import fuzz, process

from bot.article import limits
from bot.article.asks import comparable
from bot.article.loader import load_article
from bot.article.model import Article, Passage
from bot.article.quotes import locate, uncovered
from bot.curation.draft import Paragraph, Writer, make_draft, quotes_of
from bot.curation.layout import append_table, lines, passage_toml, section_toml
from bot.curation.questions import answer_words
from bot.curation.relabelling import Relabelling
from bot.curation.sentences import quotable
from bot.errors import InputError

LIKE_ENOUGH = 75.0
"""Of 100: from it on, a quote of the new text is what has become of an old one."""

ANOTHER_TEXT = 0.1
"""The share of passages of which something is left, below which a text is another one and no changed one."""

_HEAD = "article.toml"


@dataclass
class Changes:
    """`files` are the folder's new contents, by path, None for those to be removed. The others are lines for a person:
    what was quoted anew, removed, added, and what may no longer be right."""

    KEPT_ASIDE: ClassVar[str] = "no-longer.toml"

    files: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    kept: int = 0
    changed: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    added: list[str] = field(default_factory=list[str])
    doubtful: list[str] = field(default_factory=list[str])


def update(folder: Path, paragraphs: Sequence[Paragraph]) -> Changes:
    """What has to change in an article folder so that it is of these paragraphs.

    Raises `ArticleError` if it is faulty, and `InputError` if the paragraphs are of another text.
    """
    return _Update(folder, load_article(folder), paragraphs).changes


def _skipped(head: Mapping[str, Any]) -> list[str]:
    """What an ``article.toml`` skips."""
    value = head.get("skip", ())
    items: Sequence[str] = value.splitlines() if isinstance(value, str) else list(value)
    return [item.strip() for item in items if item.strip()]


def _stretches(text: str, held: Collection[str]) -> Iterator[str]:
    """The stretches of one to three sentences of a paragraph of which nothing is in a quote that is `held`."""
    places = quotable(text)
    for at, (start, _) in enumerate(places):
        for _, end in places[at : at + 3]:
            stretch = text[start:end]
            is_free = not any(quote in stretch or stretch in quote for quote in held)
            if is_free and len(stretch.split()) <= limits.QUOTE_WORDS:
                yield stretch


class _Update:
    """`_documents` are the TOML files of the folder by their paths, which are changed in place."""

    def __init__(self, folder: Path, article: Article, paragraphs: Sequence[Paragraph]) -> None:
        self._folder = folder
        self._article = article
        self._paragraphs = paragraphs
        self._texts = tuple(paragraph.text for paragraph in paragraphs)
        self._aside: list[str] = []
        self._gone: set[str] = set()
        paths = [_HEAD, *sorted(f"sections/{path.name}" for path in (folder / "sections").glob("[!.]*.toml"))]
        self._documents: dict[str, Any] = {path: tomlkit.parse(self._read(path)) for path in paths}
        self._sections: dict[str, Any] = {self._documents[path]["id"]: self._documents[path] for path in paths[1:]}
        people = {word.casefold() for name in article.names if name.kind == "person" for word in name.name.split()}
        asked = (ask for each in (*article.passages, *article.gaps) for ask in (*each.asks, *each.variants))
        self._writer = Writer(people, map(comparable, asked))
        self.changes = Changes({"article.txt": "".join(f"{text}\n" for text in self._texts)})
        self._keep_passages()
        self._add_missing()
        self._update_head()
        self._leave_out_empty_sections()
        for path, document in self._documents.items():
            self._write(path, tomlkit.dumps(document) if path == _HEAD or document["passages"] else None)
        labels = Relabelling(article.paragraphs, self._texts)
        self._keep_lines("variants.jsonl", lambda entry: None if entry.get("passage") in self._gone else entry)
        for name in ("questions.jsonl", "held-out.jsonl", "dialogues.jsonl"):
            self._keep_lines(name, labels.question)
        if self._aside:
            before = self._read(Changes.KEPT_ASIDE) or "# What the article no longer says. Nothing reads this.\n"
            self._write(Changes.KEPT_ASIDE, before + "".join(self._aside))

    def _read(self, name: str) -> str:
        path = self._folder / name
        return path.read_text("utf-8-sig") if path.exists() else ""

    def _write(self, name: str, text: str | None) -> None:
        if text != self._read(name):
            self.changes.files[name] = text

    def _keep_passages(self) -> None:
        held = {p.quote for p in self._article.passages if not locate(p.quote, self._texts).problem}
        free = {stretch for text in self._texts for stretch in _stretches(text, held)}
        for section_id, document in self._sections.items():
            tables = list(document["passages"])
            left = [table for table in tables if self._keep(f"{section_id}/{table['id']}", table, held, free)]
            if len(left) < len(tables):
                document["passages"] = tomlkit.aot()
                for table in left:
                    document["passages"].append(table)
        left_over = len(self._article.passages) - len(self._gone)
        if left_over < ANOTHER_TEXT * len(self._article.passages):
            raise InputError(
                f"of the {len(self._article.passages)} passages of {self._folder}, {left_over or 'none'} are in this "
                "text, so it is another one, and nothing was changed; make a folder of its own: "
                "python -m bot new ANOTHER-FOLDER SOURCE"
            )

    def _keep(self, key: str, table: Any, held: Collection[str], free: set[str]) -> bool:
        """Keep a passage, quoted anew if need be, or put it aside."""
        passage = self._article.passage(key)
        assert passage is not None  # noqa: S101 - the loader read the same files
        if passage.quote in held:
            self.changes.kept += 1
            return True
        best = process.extractOne(passage.quote, sorted(free), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        if best is None:
            self._gone.add(key)
            self.changes.removed.append(f"{key}: {passage.quote}")
            toml = tomlkit.dumps({"passages": [table.unwrap()]})
            self._aside.append(f"\n# Of the section {passage.section}:\n{toml}")
            return False
        free.discard(best[0])
        self._quote_anew(passage, best[0], table)
        return True

    def _quote_anew(self, passage: Passage, quote: str, table: Any) -> None:
        table["quote"] = quote
        if passage.drafted:
            drafted = self._writer.passage(quote, (), set())
            table["summary"], table["answer"] = drafted.summary, list(drafted.answer)
            table["asks"] = lines(drafted.asks)
            self.changes.added.append(f"{passage.key}: {quote}")
            return
        answer = [words for words in table["answer"].unwrap() if words in quote]
        if len(answer) < len(table["answer"]):
            table["answer"] = answer or list(answer_words(quote, list(passage.asks)))
        self.changes.changed.append(f"{passage.key}: {quote}")

    def _update_head(self) -> None:
        head = self._documents[_HEAD]
        for table in head.get("names", ()):
            if table.get("passage") in self._gone:
                del table["passage"]
            if not any(table["name"] in text for text in self._texts):
                self.changes.doubtful.append(f"{_HEAD}: the text no longer names {table['name']!r}")
        skipped = self._still_skipped()
        if len(skipped) < len(_skipped(head)):
            head["skip"] = skipped

    def _still_skipped(self) -> list[str]:
        return [item for item in _skipped(self._documents[_HEAD]) if any(item in text for text in self._texts)]

    def _add_missing(self) -> None:
        """Draft passages for what no passage quotes, in the section of what stands before it."""
        places = [
            (section_id, locate(table["quote"], self._texts))
            for section_id, document in self._sections.items()
            for table in document["passages"]
        ]
        cuts = [place.cut for _, place in places if place.cut]
        quotes = [place.text for _, place in places if not place.cut]
        owners = {place.paragraph: section_id for section_id, place in places}
        alone: list[Paragraph] = []
        for number, text in uncovered(self._texts, quotes, [*cuts, *self._still_skipped()]):
            owner = next((owners[at] for at in (number, number - 1, number + 1) if at in owners), None)
            heading = self._paragraphs[number - 1].heading
            if owner is None or heading not in ("", self._paragraphs[number - 2].heading):
                alone.append(Paragraph(text, heading))
                continue
            tables = self._sections[owner]["passages"]
            ids = {table["id"] for table in tables}
            for quote in quotes_of(text):
                passage = self._writer.passage(quote, (), ids)
                append_table(tables, passage_toml(passage))
                self.changes.added.append(f"{owner}/{passage.id}: {quote}")
        if alone:
            self._add_sections(alone)

    def _add_sections(self, paragraphs: Sequence[Paragraph]) -> None:
        """Draft sections of paragraphs, in files with names that stand after all others."""
        titles = [document["title"] for document in self._sections.values()]
        draft = make_draft(paragraphs, "", "", writer=self._writer, taken_ids=set(self._sections), taken_titles=titles)
        numbers = (re.match(r"sections/(\d+)", path) for path in self._documents)
        last = max((int(number[1]) for number in numbers if number), default=0)
        for number, section in enumerate(draft.sections, last + 1):
            self.changes.files[f"sections/{number:02}-{section.id}.toml"] = section_toml(section)
            self.changes.added += (f"{section.id}/{passage.id}: {passage.quote}" for passage in section.passages)

    def _leave_out_empty_sections(self) -> None:
        empty = {section_id for section_id, document in self._sections.items() if not document["passages"]}
        for document in self._sections.values():
            if empty & set(document.get("related", ())):
                document["related"] = [other for other in document["related"] if other not in empty]

    def _keep_lines(self, name: str, kept: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
        """Keep the lines of a file of JSON lines that still hold, brought up to date; put the others aside."""
        left: list[str] = []
        for line in self._read(name).split("\n"):
            entry = json.loads(line) if line.strip() else None
            now = kept(entry) if entry is not None else None
            if entry is not None and now is None:
                self._aside.append(f"# {name}: {line}\n")
                self.changes.removed.append(f"{name}: {line[:100]}")
            else:
                left.append(line if now == entry else json.dumps(now, ensure_ascii=False))
        self._write(name, "\n".join(left))
