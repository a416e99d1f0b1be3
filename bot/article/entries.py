"""Reads the tables of an article folder: its head, sections with passages, names and gaps.

Reports what is wrong with a single table. `bot.article.consistency` compares tables with one another.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.article import limits
from bot.article.asks import NAME_KINDS
from bot.article.faults import Faults
from bot.article.model import Gap, Name, Passage, Section
from bot.article.quotes import QuotePlace, bold_spans, in_form_of, locate
from bot.article.text_files import control_problem
from bot.article.toml_reader import Table, read_toml

GAPS = "gaps.toml"
"""The file of questions that people ask and the article does not answer."""


def read_section(table: Table, paragraphs: tuple[str, ...]) -> Section:
    """The section in a file."""
    section_id = table.identifier("id")
    section = Section(
        id=section_id,
        title=table.text("title", limits.TITLE),
        summary=table.text("summary", limits.SUMMARY),
        keywords=table.texts("keywords", limits.KEYWORD),
        related=table.texts("related", limits.ID, required=False),
        passages=tuple(_read_passage(entry, section_id, paragraphs) for entry in table.tables("passages")),
    )
    table.refuse_unknown_keys()
    seen: set[str] = set()
    for number, passage in enumerate(section.passages):
        if passage.id in seen:
            table.fault(f"passages[{number}].id", f"{passage.id!r} is taken in this section; choose another")
        seen.add(passage.id)
    return section


def _read_passage(table: Table, section_id: str, paragraphs: tuple[str, ...]) -> Passage:
    passage_id = table.identifier("id")
    quote = in_form_of(paragraphs, table.text("quote", limits.PARAGRAPH))
    answer = tuple(in_form_of([quote], words) for words in table.texts("answer", limits.PARAGRAPH))
    summary = table.text("summary", limits.SUMMARY)
    asks = table.lines("asks", limits.ASK)
    drafted = table.flag("drafted")
    table.refuse_unknown_keys()

    place = QuotePlace(0, quote)
    if quote:
        words = len(quote.split())
        if words > limits.QUOTE_WORDS:
            table.fault("quote", f"has {words} words; a quote has at most {limits.QUOTE_WORDS}")
        if paragraphs:
            place = locate(quote, paragraphs)
        if place.problem and not control_problem(quote):
            table.fault("quote", place.problem)
    for number, words in enumerate(answer):
        if words not in quote and words not in place.text:
            table.fault(f"answer[{number}]", f"{words!r} is not in the quote; copy the words from it")
    twice = next((ask for ask, count in Counter(asks).items() if count > 1), None)
    if twice:
        table.fault("asks", f"{twice!r} occurs twice; remove one")
    # For a wrong quote, continue with the text that was meant, so that its sentence is not reported twice.
    quote = place.text
    bold = bold_spans(quote, answer)
    return Passage(passage_id, section_id, quote, place.paragraph, summary, bold, asks, cut=place.cut, drafted=drafted)


@dataclass(frozen=True)
class Head:
    """The content of article.toml. Each name comes with its table."""

    title: str = ""
    source: str = ""
    summary: str = ""
    names: Sequence[tuple[Table, Name]] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    without_gaps: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def read_head(table: Table, paragraphs: tuple[str, ...]) -> Head:
    """The content of article.toml."""
    head = Head(
        title=table.text("title", limits.ARTICLE_TITLE),
        source=table.text("source", limits.SUMMARY),
        summary=table.text("summary", limits.ARTICLE_SUMMARY),
        names=[(entry, _read_name(entry)) for entry in table.tables("names", required=False)],
        synonyms=table.word_lists("synonyms", limits.KEYWORD),
        without_gaps=table.texts("without_gaps", limits.ID, required=False),
        skipped=table.lines("skip", limits.PARAGRAPH, required=False),
    )
    for number, text in enumerate(head.skipped, 1):
        if paragraphs and not any(text in paragraph for paragraph in paragraphs):
            table.fault(f"skip item {number}", f"{text!r} is not in the article; copy it from article.txt or remove it")
    table.refuse_unknown_keys()
    return head


def _read_name(table: Table) -> Name:
    name = Name(
        name=table.text("name", limits.KEYWORD),
        kind=table.text("kind", limits.KEYWORD),
        role=table.text("role", limits.SUMMARY, required=False),
        aliases=table.texts("aliases", limits.KEYWORD, required=False),
        passage=table.text("passage", 2 * limits.ID + 1, required=False),
    )
    table.refuse_unknown_keys()
    if name.kind and name.kind not in NAME_KINDS:
        table.fault("kind", f"{name.kind!r} is not a kind of name; use one of: {', '.join(NAME_KINDS)}")
    return name


def read_gaps(folder: Path, faults: Faults) -> tuple[list[Table], tuple[Gap, ...]]:
    """The gaps in gaps.toml with their tables; none if there is no such file."""
    path = folder / GAPS
    table = read_toml(path, GAPS, faults) if os.path.lexists(path) else None
    if table is None:
        return [], ()
    entries = table.tables("gaps")
    gaps: list[Gap] = []
    ids: set[str] = set()
    for entry in entries:
        gap = Gap(
            id=entry.identifier("id"),
            title=entry.text("title", limits.TITLE),
            note=entry.text("note", limits.SUMMARY),
            asks=entry.lines("asks", limits.ASK),
        )
        entry.refuse_unknown_keys()
        if gap.id in ids:
            entry.fault("id", f"{gap.id!r} is taken by another gap; choose another")
        ids.add(gap.id)
        gaps.append(gap)
    table.refuse_unknown_keys()
    return entries, tuple(gaps)
