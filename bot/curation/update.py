"""Brings an article folder to a changed text: keeps what still holds, and tells what does not."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
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
from bot.curation.draft import DraftPassage, DraftSection, Paragraph, Writer, make_draft, quotes_of
from bot.curation.layout import append_table, lines, passage_toml, section_toml
from bot.curation.questions import answer_words
from bot.curation.sentences import quotable

LIKE_ENOUGH = 75.0
"""Of 100: from it on, a quote of the new text is what has become of an old one."""

LIKE_ENOUGH_PARAGRAPH = 50.0


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

    Raises `ArticleError` if it is faulty.
    """
    article = load_article(folder)
    return _Update(folder, article, paragraphs).changes


def _skipped(head: str) -> list[str]:
    """What the text of an ``article.toml`` skips."""
    value = tomllib.loads(head).get("skip", [])
    lines = value.splitlines() if isinstance(value, str) else value
    return [line.strip() for line in lines if line.strip()]


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
    def __init__(self, folder: Path, article: Article, paragraphs: Sequence[Paragraph]) -> None:
        self._folder = folder
        self._article = article
        self._paragraphs = paragraphs
        self._texts = tuple(paragraph.text for paragraph in paragraphs)
        held = {p.quote for p in article.passages if not locate(p.quote, self._texts).problem}
        self._free = {stretch for text in self._texts for stretch in _stretches(text, held)}
        self._aside: list[str] = []
        self.changes = Changes()
        self.changes.files["article.txt"] = "".join(f"{text}\n" for text in self._texts)
        self._sections: dict[str, tuple[str, Any]] = {}
        for path in sorted((folder / "sections").glob("[!.]*.toml")):
            document: Any = tomlkit.parse(path.read_text("utf-8-sig"))
            self._sections[document["id"]] = (f"sections/{path.name}", document)
        self._gone: set[str] = set()
        named = [name.name for name in article.names if name.kind == "person"]
        taken = {comparable(ask) for each in (*article.passages, *article.gaps) for ask in each.asks}
        self._writer = Writer({word.casefold() for name in named for word in name.split()}, taken)
        self._update_passages()
        self._update_head()
        self._add_missing()
        self._write_sections()
        self._update_lines("variants.jsonl", self._variant_holds)
        for name in ("questions.jsonl", "held-out.jsonl"):
            self._update_lines(name, self._question_holds)
        if self._aside:
            path = folder / Changes.KEPT_ASIDE
            before = (
                path.read_text("utf-8") if path.exists() else "# What the article no longer says. Nothing reads this.\n"
            )
            self.changes.files[Changes.KEPT_ASIDE] = before + "".join(self._aside)

    def _update_passages(self) -> None:
        for section_id, (_, document) in self._sections.items():
            kept: list[Any] = []
            for table in document["passages"]:
                passage = self._article.passage(f"{section_id}/{table['id']}")
                if passage is not None and self._keep(passage, table):
                    kept.append(table)
            if len(kept) < len(document["passages"]):
                tables: Any = tomlkit.aot()
                for table in kept:
                    tables.append(table)
                document["passages"] = tables

    def _keep(self, passage: Passage, table: Any) -> bool:
        """Keep a passage, quoted anew if need be, or put it aside."""
        if not locate(passage.quote, self._texts).problem:
            self.changes.kept += 1
            return True
        best = process.extractOne(passage.quote, sorted(self._free), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        if best is None:
            self.changes.removed.append(f"{passage.key}: {passage.quote}")
            self._aside.append(
                f"\n# Of the section {passage.section}:\n{tomlkit.dumps({'passages': [table.unwrap()]})}"
            )
            self._gone.add(passage.key)
            return False
        quote: str = best[0]
        self._free.discard(quote)
        table["quote"] = quote
        if passage.drafted:
            drafted = self._writer.passage(quote, (), set())
            table["summary"], table["answer"] = drafted.summary, list(drafted.answer)
            table["asks"] = lines(drafted.asks)
            self.changes.added.append(f"{passage.key}: {quote}")
            return True
        answer = [words for words in table["answer"].unwrap() if words in quote]
        if len(answer) < len(table["answer"]):
            table["answer"] = answer or list(answer_words(quote, list(passage.asks)))
        self.changes.changed.append(f"{passage.key}: {quote}")
        return True

    def _update_head(self) -> None:
        path = self._folder / "article.toml"
        document: Any = tomlkit.parse(path.read_text("utf-8-sig"))
        before = tomlkit.dumps(document)
        for table in document.get("names", ()):
            if table.get("passage") in self._gone:
                del table["passage"]
            if not any(table["name"] in text for text in self._texts):
                self.changes.doubtful.append(f"article.toml: the text no longer names {table['name']!r}")
        if "skip" in document:
            skipped = _skipped(before)
            kept = [line for line in skipped if any(line in text for text in self._texts)]
            if len(kept) < len(skipped):
                document["skip"] = kept
        if tomlkit.dumps(document) != before:
            self.changes.files["article.toml"] = tomlkit.dumps(document)

    def _add_missing(self) -> None:
        """Draft passages for what no passage quotes, in the section of what stands before it."""
        passages = [
            (section_id, table["quote"])
            for section_id, (_, document) in self._sections.items()
            for table in document["passages"]
        ]
        skip = self.changes.files.get("article.toml") or (self._folder / "article.toml").read_text("utf-8-sig")
        places = [(section_id, locate(quote, self._texts)) for section_id, quote in passages]
        parts = [
            *(place.cut for _, place in places if place.cut),
            *_skipped(skip),
        ]
        missing = list(uncovered(self._texts, [place.text for _, place in places if not place.cut], parts))
        if not missing:
            return
        owners = {place.paragraph: section_id for section_id, place in places}
        alone: list[Paragraph] = []
        for number, text in missing:
            owner = next((owners[at] for at in (number, number - 1, number + 1) if at in owners), None)
            if owner is None or self._paragraphs[number - 1].heading not in ("", self._paragraphs[number - 2].heading):
                alone.append(Paragraph(text, self._paragraphs[number - 1].heading))
                continue
            _, document = self._sections[owner]
            ids = {table["id"] for table in document["passages"]}
            for quote in quotes_of(text):
                self._append(document, owner, self._writer.passage(quote, (), ids))
        if alone:
            self._add_sections(alone)

    def _append(self, document: Any, owner: str, passage: DraftPassage) -> None:
        append_table(document["passages"], passage_toml(passage))
        self.changes.added.append(f"{owner}/{passage.id}: {passage.quote}")

    def _add_sections(self, paragraphs: Sequence[Paragraph]) -> None:
        titles = [document["title"] for _, document in self._sections.values()]
        draft = make_draft(paragraphs, "", "", writer=self._writer, taken_ids=set(self._sections), taken_titles=titles)
        for section in draft.sections:
            self.changes.files[self._file_name(section)] = section_toml(section)
            self.changes.added += (f"{section.id}/{passage.id}: {passage.quote}" for passage in section.passages)

    def _file_name(self, section: DraftSection) -> str:
        """A name that no file has and that stands after all others."""
        names = [path for path, _ in self._sections.values()] + list(self.changes.files)
        number = 1 + max((int(found[1]) for name in names if (found := re.match(r"sections/(\d+)", name))), default=0)
        return f"sections/{number:02}-{section.id}.toml"

    def _write_sections(self) -> None:
        left = {section_id for section_id, (_, document) in self._sections.items() if document["passages"]}
        for section_id, (path, document) in self._sections.items():
            if section_id not in left:
                self.changes.files[path] = None
                continue
            related = [other for other in document.get("related", ()) if other in left or other not in self._sections]
            if "related" in document and len(related) < len(document["related"]):
                document["related"] = related
            text = tomlkit.dumps(document)
            if text != (self._folder / path).read_text("utf-8-sig"):
                self.changes.files[path] = text

    def _update_lines(self, name: str, holds: Any) -> None:
        """Keep the lines of a file of JSON lines that still hold; put the others aside."""
        path = self._folder / name
        if not path.exists():
            return
        kept: list[str] = []
        for line in path.read_text("utf-8-sig").split("\n"):
            new = holds(json.loads(line)) if line.strip() else line
            if new is not None:
                kept.append(line if new is True or not line.strip() else json.dumps(new, ensure_ascii=False))
            else:
                self._aside.append(f"# {name}: {line}\n")
                self.changes.removed.append(f"{name}: {line[:100]}")
        if (text := "\n".join(kept)) != path.read_text("utf-8-sig"):
            self.changes.files[name] = text

    def _variant_holds(self, entry: dict[str, Any]) -> bool | None:
        return None if entry.get("passage") in self._gone else True

    def _question_holds(self, entry: dict[str, Any]) -> bool | dict[str, Any] | None:
        """True, the question with its paragraphs' new numbers, or None if the text does not answer it any longer."""
        gold = [self._new_number(number) for number in entry.get("gold", ())]
        gold = sorted({number for number in gold if number})
        texts = [comparable(self._texts[number - 1]) for number in gold]
        spans = [span for span in entry.get("span", ()) if any(comparable(span) in text for text in texts)]
        if entry.get("gold") and (not gold or (entry.get("span") and not spans)):
            return None
        return (
            True if gold == entry.get("gold") and spans == entry.get("span") else entry | {"gold": gold, "span": spans}
        )

    def _new_number(self, number: int) -> int:
        """The paragraph that has become of the old one with this number; 0 if there is none."""
        if not 0 < number <= len(self._article.paragraphs):
            return 0
        old = self._article.paragraphs[number - 1]
        if old in self._texts:
            return self._texts.index(old) + 1
        best = process.extractOne(old, self._texts, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH_PARAGRAPH)
        return 0 if best is None else best[2] + 1
