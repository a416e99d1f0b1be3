"""Brings an article folder to a changed text: keeps what still holds, and tells what does not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import tomlkit

from bot.article.asks import comparable
from bot.article.loader import load_article
from bot.article.model import Article, Passage
from bot.article.quotes import locate, uncovered
from bot.curation.answers import answer_words
from bot.curation.blocks import Paragraph
from bot.curation.draft import make_draft
from bot.curation.english import reads_as_english
from bot.curation.folder import FolderFiles
from bot.curation.layout import append_table, passage_toml, section_toml, set_lines, set_list, without_tables
from bot.curation.relabelling import Relabelling
from bot.curation.requoting import carried_over, new_quotes, words_gone, words_of
from bot.curation.sentences import quotes_of_rest
from bot.curation.summaries import one_line
from bot.curation.writer import DraftPassage, Writer
from bot.errors import InputError

ANOTHER_TEXT = 0.1
"""The share of passages of which something is left, below which a text is another one and no changed one."""

_HEAD = "article.toml"


@dataclass
class Update:
    """`files` are the folder's new contents, by path, None for those to be removed. The others are lines for a person:
    what was quoted anew, removed, added, and what may no longer be right."""

    KEPT_ASIDE: ClassVar[str] = "no-longer.toml"

    files: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    kept: int = 0
    changed: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    added: list[str] = field(default_factory=list[str])
    doubtful: list[str] = field(default_factory=list[str])


def update(folder: Path, paragraphs: Sequence[Paragraph]) -> Update:
    """What has to change in an article folder so that it is of these paragraphs.

    Raises `ArticleError` if it is faulty, and `InputError` if the paragraphs are of another text.
    """
    return _Update(folder, load_article(folder), paragraphs).run()


def _skipped(head: Mapping[str, Any]) -> list[str]:
    """What an ``article.toml`` skips."""
    value = head.get("skip", ())
    items: Sequence[str] = value.splitlines() if isinstance(value, str) else list(value)
    return [item.strip() for item in items if item.strip()]


class _Update:
    """`_documents` are the TOML files of the folder by their paths, which are changed in place."""

    def __init__(self, folder: Path, article: Article, paragraphs: Sequence[Paragraph]) -> None:
        self._folder = folder
        self._files = FolderFiles(folder)
        self._article = article
        self._paragraphs = paragraphs
        self._texts = tuple(paragraph.text for paragraph in paragraphs)
        self._aside: list[str] = []
        self._gone: set[str] = set()
        paths = [_HEAD, *sorted(f"sections/{path.name}" for path in (folder / "sections").glob("[!.]*.toml"))]
        self._documents: dict[str, Any] = {path: tomlkit.parse(self._files.read(path)) for path in paths}
        self._sections: dict[str, Any] = {self._documents[path]["id"]: self._documents[path] for path in paths[1:]}
        people = [name.name for name in article.names if name.kind == "person"]
        asked = (ask for each in (*article.passages, *article.gaps) for ask in (*each.asks, *each.variants))
        self._writer = Writer(article.title, people, map(comparable, asked))
        self._changes = Update(self._files.changed)

    def run(self) -> Update:
        """Bring all files to the new text, one kind after the other."""
        self._write_text()
        self._keep_passages()
        self._add_missing()
        self._update_head()
        self._leave_out_empty_sections()
        for path, document in self._documents.items():
            self._files.write(path, tomlkit.dumps(document) if path == _HEAD or document["passages"] else None)
        self._keep_lines("variants.jsonl", lambda entry: None if entry.get("passage") in self._gone else entry)
        self._relabel()
        if self._aside:
            before = self._files.read(Update.KEPT_ASIDE) or "# What the article no longer says. Nothing reads this.\n"
            self._files.write(Update.KEPT_ASIDE, before + "".join(self._aside))
        return self._changes

    def _relabel(self) -> None:
        """Bring the labelled questions to the new text."""
        labels = Relabelling(self._article.paragraphs, self._texts)
        for name in ("questions.jsonl", "held-out.jsonl", "dialogues.jsonl"):
            labels.changed.clear()
            self._keep_lines(name, labels.question)
            self._changes.doubtful += (f"{name}: {change}" for change in labels.changed)

    def _write_text(self) -> None:
        """Write `article.txt`, with blank lines between the paragraphs if it has them."""
        if self._texts == self._article.paragraphs:
            return
        between = "\n\n" if "\n\n" in self._files.read("article.txt").strip() else "\n"
        self._files.write("article.txt", f"{between.join(self._texts)}\n")

    def _keep_passages(self) -> None:
        quotes = {passage.quote for passage in self._article.passages}
        held = {quote for quote in quotes if not locate(quote, self._texts).problem}
        anew = new_quotes(quotes - held, self._article.paragraphs, self._texts)
        lost = [
            passage for passage in self._article.passages if passage.quote not in held and passage.quote not in anew
        ]
        left = len(self._article.passages) - len(lost)
        if left < ANOTHER_TEXT * len(self._article.passages):
            raise InputError(
                f"of the {len(self._article.passages)} passages of {self._folder}, {left or 'none'} are in this "
                "text, so it is another one, and nothing was changed; make a folder of its own: "
                "python -m bot new ANOTHER-FOLDER SOURCE"
            )
        self._gone = {passage.key for passage in lost}
        self._changes.removed += (f"{passage.key}: {passage.quote}" for passage in lost)
        for path in self._documents:
            if path != _HEAD:
                self._keep_section(path, held, anew)

    def _keep_section(self, path: str, held: Collection[str], anew: Mapping[str, str]) -> None:
        """Keep a section's passages, quoted anew if need be, or put them aside."""
        document = self._documents[path]
        passages = [self._article.passage(f"{document['id']}/{table['id']}") for table in document["passages"]]
        quotes = [passage.quote for passage in passages if passage]
        now = [quote if quote in held else anew.get(quote, "") for quote in quotes]
        gone = [at for at, passage in enumerate(passages) if passage and passage.key in self._gone]
        if len(gone) == len(passages):
            self._aside.append(f"\n# {path}:\n{self._files.read(path)}")
            document["passages"] = []
        elif gone:
            toml, taken = without_tables(self._files.read(path), "passages", gone)
            self._aside += (f"\n# Of {path}:\n{table}" for table in taken)
            document = self._documents[path] = self._sections[document["id"]] = tomlkit.parse(toml)
        drafted = {passage.summary for passage in passages if passage and passage.drafted and passage.quote not in held}
        if len(gone) < len(passages) and document["summary"] not in drafted:
            self._doubt(f"{path}: its summary", document["summary"], words_gone("\n".join(quotes), "\n".join(now)))
        for table in document["passages"]:
            passage = self._article.passage(f"{document['id']}/{table['id']}")
            assert passage is not None  # noqa: S101 - the loader read the same files
            if passage.quote in held:
                self._changes.kept += 1
            else:
                self._quote_anew(passage, anew[passage.quote], table)
                if passage.drafted and document["summary"] == passage.summary:  # as it was drafted, too
                    document["summary"] = table["summary"]

    def _quote_anew(self, passage: Passage, quote: str, table: Any) -> None:
        table["quote"] = quote
        if passage.drafted:
            self._writer.forget(passage.asks)
            drafted = self._drafted(quote, set())
            table["summary"] = drafted.summary
            set_list(table, "answer", drafted.answer)
            set_lines(table, "asks", drafted.asks)
            self._changes.added.append(f"{passage.key}: {quote}")
            return
        self._changes.changed.append(f"{passage.key}: {quote}")
        if passage.summary == one_line(passage.quote):  # as it was drafted
            table["summary"] = one_line(quote)
        else:
            self._doubt(f"{passage.key}: its summary", passage.summary, words_gone(passage.quote, quote))
        before = list(table["answer"])
        now = {words: words if words in quote else carried_over(words, passage.quote, quote) for words in before}
        for words, become in now.items():
            if words != become:
                what = f"{become!r} now" if become else "left out"
                self._changes.doubtful.append(f"{passage.key}: of its answer, {words!r} is {what}")
        answer = list(dict.fromkeys(filter(None, now.values()))) or list(answer_words(quote, list(passage.asks)))
        if answer != before:
            set_list(table, "answer", answer)

    def _drafted(self, quote: str, ids: set[str]) -> DraftPassage:
        """A passage drafted of a quote, with the heading and the questions that the source has before it."""
        text = quote.strip("… ")
        source = next((each for each in self._paragraphs if text in each.text), Paragraph(text))
        is_english = reads_as_english(source.text)
        return self._writer.passage(quote, source.questions_before(text), ids, source.heading, is_english=is_english)

    def _doubt(self, what: str, text: str, gone: Collection[str]) -> None:
        """Tell which of a curator's words the text has no longer."""
        if stale := words_of(text, gone):
            said = ", ".join(map(repr, stale))
            self._changes.doubtful.append(f"{what} has {said}, which the text there no longer has: {text}")

    def _update_head(self) -> None:
        head = self._documents[_HEAD]
        gone = words_gone("\n".join(self._article.paragraphs), "\n".join(self._texts))
        self._doubt(f"{_HEAD}: its summary", head["summary"], gone)
        for table in head.get("names", ()):
            if table.get("passage") in self._gone:
                self._changes.removed.append(f"{_HEAD}: passage = {table['passage']!r} of the name {table['name']!r}")
                self._aside.append(f"\n# Of the name {table['name']!r}:\n# passage = {table['passage']!r}\n")
                del table["passage"]
            self._doubt(f"{_HEAD}: the role of {table['name']!r}", table.get("role", ""), gone)
            if not any(table["name"] in text for text in self._texts):
                self._changes.doubtful.append(f"{_HEAD}: the text no longer names {table['name']!r}")
        skipped = self._still_skipped()
        lost = [item for item in _skipped(head) if item not in skipped]
        if lost:
            self._changes.removed += (f"{_HEAD}: skip: {item}" for item in lost)
            self._aside += (f"\n# Of skip:\n# {item}\n" for item in lost)
            if skipped:
                set_lines(head, "skip", skipped)
            else:
                del head["skip"]

    def _still_skipped(self) -> list[str]:
        return [item for item in _skipped(self._documents[_HEAD]) if any(item in text for text in self._texts)]

    def _add_missing(self) -> None:
        """Draft passages for what no passage quotes, in the section of what stands beside it."""
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
            owner = self._owner(number, owners)
            if owner is None:
                source = self._paragraphs[number - 1]
                alone.append(Paragraph(text, source.heading, source.questions_before(text)))
                continue
            tables = self._sections[owner]["passages"]
            ids = {table["id"] for table in tables}
            for quote in quotes_of_rest(text, self._texts[number - 1]):
                passage = self._drafted(quote, ids)
                append_table(tables, passage_toml(passage))
                self._changes.added.append(f"{owner}/{passage.id}: {quote}")
        if alone:
            self._add_sections(alone)

    def _owner(self, number: int, owners: Mapping[int, str]) -> str | None:
        """The section of what is new in a paragraph: that of its other quotes, else that of the paragraph before or
        after it that has no other heading; None where there is none."""
        if number in owners:
            return owners[number]
        heading = self._paragraphs[number - 1].heading
        beside = (at for at in (number - 1, number + 1) if at in owners)
        return next((owners[at] for at in beside if heading in ("", self._paragraphs[at - 1].heading)), None)

    def _add_sections(self, paragraphs: Sequence[Paragraph]) -> None:
        """Draft sections of paragraphs, in files with names that stand after all others."""
        titles = [document["title"] for document in self._sections.values()]
        draft = make_draft(paragraphs, "", "", writer=self._writer, taken_ids=set(self._sections), taken_titles=titles)
        numbers = (re.match(r"sections/(\d+)", path) for path in self._documents)
        last = max((int(number[1]) for number in numbers if number), default=0)
        for number, section in enumerate(draft.sections, last + 1):
            self._changes.files[f"sections/{number:02}-{section.id}.toml"] = section_toml(section)
            self._changes.added += (f"{section.id}/{passage.id}: {passage.quote}" for passage in section.passages)

    def _leave_out_empty_sections(self) -> None:
        empty = {section_id for section_id, document in self._sections.items() if not document["passages"]}
        for document in self._sections.values():
            if empty & set(document.get("related", ())):
                set_list(document, "related", [other for other in document["related"] if other not in empty])

    def _keep_lines(self, name: str, kept: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
        """Keep the lines of a file of JSON lines that still hold, brought up to date; put the others aside."""
        left: list[str] = []
        for line in self._files.read(name).split("\n"):
            entry = json.loads(line) if line.strip() else None
            now = kept(entry) if entry is not None else None
            if entry is not None and now is None:
                self._aside.append(f"# {name}: {line}\n")
                self._changes.removed.append(f"{name}: {line[:100]}")
            else:
                left.append(line if now == entry else json.dumps(now, ensure_ascii=False))
        self._files.write(name, "\n".join(left))
