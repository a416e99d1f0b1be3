"""Updates an article folder to a changed text: keeps what is still valid, and reports the rest."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit

from bot.article.asks import comparable
from bot.article.loader import load_article
from bot.article.model import Passage
from bot.article.quotes import locate, uncovered
from bot.curation.changing_folder import HEAD, ChangingFolder, Update
from bot.curation.drafting.answers import answer_words
from bot.curation.drafting.draft import make_draft
from bot.curation.drafting.layout import append_table, passage_toml, section_toml, set_lines, set_list, without_tables
from bot.curation.drafting.writer import DraftPassage, Writer
from bot.curation.grammar.sentences import quotes_of_rest
from bot.curation.grammar.summaries import one_line
from bot.curation.requoting import carried_over, new_quotes, words_gone
from bot.curation.sources.blocks import Paragraph
from bot.curation.sources.english import reads_as_english
from bot.errors import InputError

ANOTHER_TEXT = 0.1
"""If a smaller share of passages than this survives, the text is a different one."""


def update(folder: Path, paragraphs: Sequence[Paragraph]) -> Update:
    """The changes that bring an article folder to these paragraphs. Raises `ArticleError` if it is faulty, and
    `InputError` if the paragraphs are a different text."""
    changing = ChangingFolder(folder, load_article(folder), [paragraph.text for paragraph in paragraphs])
    changing.write_text()
    passages = _Passages(changing, paragraphs)
    passages.keep()
    passages.add_missing()
    changing.update_head()
    return changing.finish()


class _Passages:
    """The passages of a folder: kept, quoted anew, put aside and drafted."""

    def __init__(self, folder: ChangingFolder, paragraphs: Sequence[Paragraph]) -> None:
        self._folder = folder
        self._article = article = folder.article
        self._changes = folder.changes
        self._paragraphs = paragraphs
        people = [name.name for name in article.names if name.kind == "person"]
        asked = (ask for each in (*article.passages, *article.gaps) for ask in each.all_asks)
        self._writer = Writer(article.title, people, map(comparable, asked))

    def keep(self) -> None:
        """Keep the valid passages, and put the others aside."""
        quotes = {passage.quote for passage in self._article.passages}
        held = {quote for quote in quotes if not locate(quote, self._folder.texts).problem}
        anew = new_quotes(quotes - held, self._article.paragraphs, self._folder.texts)
        lost = [
            passage for passage in self._article.passages if passage.quote not in held and passage.quote not in anew
        ]
        left = len(self._article.passages) - len(lost)
        if left < ANOTHER_TEXT * len(self._article.passages):
            raise InputError(
                f"of the {len(self._article.passages)} passages of {self._folder.path}, {left or 'none'} are in this "
                "text, so it is another one, and nothing was changed; make a folder of its own: "
                "python -m bot new ANOTHER-FOLDER SOURCE"
            )
        self._folder.gone = {passage.key for passage in lost}
        self._changes.removed += (f"{passage.key}: {passage.quote}" for passage in lost)
        for path in self._folder.documents:
            if path != HEAD:
                self._keep_section(path, held, anew)

    def _keep_section(self, path: str, held: Collection[str], anew: Mapping[str, str]) -> None:
        """Keep a section's passages, quoted anew if needed, or put them aside."""
        document = self._folder.documents[path]
        passages = [self._article.passage(f"{document['id']}/{table['id']}") for table in document["passages"]]
        quotes = [passage.quote for passage in passages if passage]
        now = [quote if quote in held else anew.get(quote, "") for quote in quotes]
        gone = [at for at, passage in enumerate(passages) if passage and passage.key in self._folder.gone]
        if len(gone) == len(passages):
            self._folder.put_aside(f"\n# {path}:\n{self._folder.before(path)}")
            document["passages"] = []
        elif gone:
            toml, taken = without_tables(self._folder.before(path), "passages", gone)
            self._folder.put_aside(*(f"\n# Of {path}:\n{table}" for table in taken))
            document = self._folder.documents[path] = self._folder.sections[document["id"]] = tomlkit.parse(toml)
        drafted = {passage.summary for passage in passages if passage and passage.drafted and passage.quote not in held}
        if len(gone) < len(passages) and document["summary"] not in drafted:
            self._folder.doubt(
                f"{path}: its summary", document["summary"], words_gone("\n".join(quotes), "\n".join(now))
            )
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
            self._folder.doubt(f"{passage.key}: its summary", passage.summary, words_gone(passage.quote, quote))
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
        """A passage drafted from a quote, with the source's heading and the questions before it."""
        text = quote.strip("… ")
        source = next((each for each in self._paragraphs if text in each.text), Paragraph(text))
        is_english = reads_as_english(source.text)
        return self._writer.passage(quote, source.questions_before(text), ids, source.heading, is_english=is_english)

    def add_missing(self) -> None:
        """Draft passages for text without one, in the section of the neighbouring text."""
        places = [
            (section_id, locate(table["quote"], self._folder.texts))
            for section_id, document in self._folder.sections.items()
            for table in document["passages"]
        ]
        cuts = [place.cut for _, place in places if place.cut]
        quotes = [place.text for _, place in places if not place.cut]
        # Of a sentence that stands in several places, the first is known: it is of the first section that quotes it.
        owners = {place.paragraph: section_id for section_id, place in reversed(places)}
        alone: list[Paragraph] = []
        for number, text in uncovered(self._folder.texts, quotes, [*cuts, *self._folder.skipped]):
            owner = self._owner(number, owners)
            if owner is None:
                source = self._paragraphs[number - 1]
                alone.append(Paragraph(text, source.heading, source.questions_before(text)))
                continue
            tables = self._folder.sections[owner]["passages"]
            ids = {table["id"] for table in tables}
            for quote in quotes_of_rest(text, self._folder.texts[number - 1]):
                passage = self._drafted(quote, ids)
                append_table(tables, passage_toml(passage))
                self._changes.added.append(f"{owner}/{passage.id}: {quote}")
        if alone:
            self._add_sections(alone)

    def _owner(self, number: int, owners: Mapping[int, str]) -> str | None:
        """The section for new text in a paragraph: that of its other quotes, else that of the paragraph before or after
        it without another heading; None if there is none."""
        if number in owners:
            return owners[number]
        heading = self._paragraphs[number - 1].heading
        beside = (at for at in (number - 1, number + 1) if at in owners)
        return next((owners[at] for at in beside if heading in ("", self._paragraphs[at - 1].heading)), None)

    def _add_sections(self, paragraphs: Sequence[Paragraph]) -> None:
        """Draft sections of paragraphs, in files whose names sort last."""
        titles = [document["title"] for document in self._folder.sections.values()]
        draft = make_draft(
            paragraphs, "", "", writer=self._writer, taken_ids=set(self._folder.sections), taken_titles=titles
        )
        numbers = (re.match(r"sections/(\d+)", path) for path in self._folder.documents)
        last = max((int(number[1]) for number in numbers if number), default=0)
        for number, section in enumerate(draft.sections, last + 1):
            self._changes.files[f"sections/{number:02}-{section.id}.toml"] = section_toml(section)
            self._changes.added += (f"{section.id}/{passage.id}: {passage.quote}" for passage in section.passages)
