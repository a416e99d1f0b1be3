"""Reads an article folder and checks it.

A folder holds ``article.txt`` (one paragraph a line), ``article.toml`` (title, names, synonyms), ``sections/*.toml``
(the curated index) and optionally ``gaps.toml`` (questions that the article does not answer) and ``variants.jsonl``
(more asks, written by a machine). `load_article` returns an `Article` that keeps every promise in `bot.article.model`,
or raises `ArticleError` with every fault of the folder at once.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from bot.article import limits
from bot.article.asks import AskRules
from bot.article.consistency import check_asks, check_names, check_references
from bot.article.entries import GAPS, Head, read_gaps, read_head, read_section
from bot.article.faults import Faults
from bot.article.model import Article, Section
from bot.article.quotes import uncovered
from bot.article.salvage import Salvaged
from bot.article.text_files import control_problem, file_names, filled_lines, read_text, similar_file
from bot.article.toml_reader import Table, read_toml
from bot.article.variants import FILE as VARIANTS
from bot.article.variants import Variants, read_variants
from bot.errors import ArticleError
from bot.files import without_links

_MOST_NAMED = 5
"""How many articles are named if the folder contains articles instead of being one."""

_KIND = re.compile(r"names(\[\d+\](\.kind)?)?")
"""Keys whose faults leave it open which kinds of names the article has."""


def load_article(folder: Path) -> Article:
    """Load and check the article in `folder`.

    Raises `ArticleError` with every fault found.
    """
    faults = Faults()
    if what := _what_is_missing(folder):
        faults.add(".", "", what)
        raise ArticleError(str(folder), faults)

    paragraphs = read_paragraphs(folder, faults)
    sections, rest = _read_sections(folder, paragraphs, faults)
    head = read_toml(folder / "article.toml", "article.toml", faults)
    gap_tables, gaps = read_gaps(folder, faults)
    for name in (GAPS, VARIANTS):
        if not os.path.lexists(folder / name) and (near := similar_file(folder / name)):
            faults.add(near, "", f"is not read; rename it to {name}, or move it away")
    head_values = read_head(head, paragraphs) if head is not None else Head()
    article = Article(
        id=without_links(folder).name,
        title=head_values.title,
        source=head_values.source,
        summary=head_values.summary,
        paragraphs=paragraphs,
        sections=tuple(section for _, section in sections),
        names=tuple(name for _, name in head_values.names),
        gaps=gaps,
        synonyms=head_values.synonyms,
        without_gaps=head_values.without_gaps,
    )
    kinds = {name.kind for name in article.names}
    if head is None or any(fault.file == "article.toml" and _KIND.fullmatch(fault.key) for fault in faults):
        kinds = None  # a name with a fault may be of any kind
    keys = {*(passage.key for passage in article.passages), *rest.keys} if rest.complete else None
    check_references(article, sections, head_values.names, rest, keys)
    check_names(head_values.names)
    rules = AskRules(kinds)
    check_asks(sections, gap_tables, gaps, rules)
    variants = read_variants(
        folder,
        passages=keys,
        gaps=None if any(fault.file == "gaps.toml" for fault in faults) else {gap.id for gap in gaps},
        rules=rules,
        faults=faults,
    )
    if rest.complete and head is not None:
        _check_quoted(article, head_values.skipped, rest, faults)
    if faults:
        raise ArticleError(str(folder), faults)
    return _in_order(_with_variants(article, variants))


def _check_quoted(article: Article, skipped: tuple[str, ...], rest: Salvaged, faults: Faults) -> None:
    """Report sentences that are in no passage and not marked to be skipped."""
    quotes = [*(passage.quote for passage in article.passages if not passage.cut), *rest.quotes]
    parts = [*skipped, *(passage.cut for passage in article.passages), *rest.parts]
    for paragraph, text in uncovered(article.paragraphs, quotes, parts):
        problem = f"no passage quotes {text!r}; add one to a section, or a line to skip in article.toml"
        faults.add("article.txt", f"paragraph {paragraph}", problem)


def _what_is_missing(folder: Path) -> str:
    """Advice for a folder that does not exist, or that holds articles in subfolders or only the text of one; "" for any
    other folder."""
    if not folder.is_dir():
        return "there is no such folder; give the path of an article folder"
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return ""
    found = {"article.toml", "article.txt", "sections"}.intersection(names)
    within = [] if found else [name for name in names if os.path.lexists(folder / name / "article.toml")]
    if within:
        more = ", ..." if len(within) > _MOST_NAMED else ""
        return f"contains articles in folders of their own; name one of them: {', '.join(within[:_MOST_NAMED])}{more}"
    if not found:
        return "contains no article yet; draft one from a text: python -m bot new FOLDER SOURCE"
    if found == {"article.txt"}:
        return "contains only article.txt; draft the rest from it: python -m bot new FOLDER FOLDER/article.txt"
    return ""


def _in_order(article: Article) -> Article:
    """The article with its sections sorted by the position of their first passage."""

    def place(section: Section) -> tuple[int, int]:
        return min((p.paragraph, article.paragraphs[p.paragraph - 1].find(p.verbatim)) for p in section.passages)

    return replace(article, sections=tuple(sorted(article.sections, key=place)))


def _with_variants(article: Article, variants: Variants) -> Article:
    def of(kind: str, key: str) -> tuple[str, ...]:
        return tuple(variants.get((kind, key), ()))

    return article.with_each(
        lambda passage: replace(passage, variants=of("passage", passage.key)),
        lambda gap: replace(gap, variants=of("gap", gap.id)),
    )


def read_title(folder: Path) -> str:
    """The title of the article in `folder`, regardless of other faults; "" if it cannot be read."""
    head = read_toml(folder / "article.toml", "article.toml", Faults())
    return head.text("title", limits.ARTICLE_TITLE) if head is not None else ""


def read_paragraphs(folder: Path, faults: Faults | None = None) -> tuple[str, ...]:
    """The paragraphs of the article in `folder`, regardless of other faults; none if they cannot be read."""
    faults = Faults() if faults is None else faults
    text = read_text(folder / "article.txt", "article.txt", faults)
    if text is None:
        return ()
    paragraphs = tuple(filled_lines(text))
    if not paragraphs:
        faults.add("article.txt", "", "is empty; put the article there, one paragraph a line")
    for number, paragraph in enumerate(paragraphs, 1):
        if len(paragraph) > limits.PARAGRAPH:
            problem = f"has {len(paragraph)} characters and at most {limits.PARAGRAPH} can be shown; break it in two"
            faults.add("article.txt", f"paragraph {number}", problem)
        if problem := control_problem(paragraph):
            faults.add("article.txt", f"paragraph {number}", problem)
    return paragraphs


def _read_sections(
    folder: Path, paragraphs: tuple[str, ...], faults: Faults
) -> tuple[list[tuple[Table, Section]], Salvaged]:
    """The sections, and the content that could be recovered from broken files."""
    sections: list[tuple[Table, Section]] = []
    rest = Salvaged()
    # Skip hidden files, which editors and systems leave behind.
    paths = [folder / "sections" / name for name in file_names(folder / "sections", faults) if name[0] != "."]
    for path in paths:
        file = f"sections/{path.name}"
        if path.suffix != ".toml":
            faults.add(file, "", "is not read: the name of a section's file ends in .toml; rename it or move it away")
            rest = Salvaged(complete=False)
            continue
        table = read_toml(path, file, faults)
        if table is not None:
            sections.append((table, read_section(table, paragraphs)))
        else:
            rest = rest.with_section(path, paragraphs)
    if not paths and not any(fault.file == "sections" for fault in faults):
        near = "" if (folder / "sections").is_dir() else similar_file(folder / "sections")
        what = (
            f"there is no such folder; is {near} meant? Rename it"
            if near
            else "contains no section; add at least one .toml file"
        )
        faults.add("sections", "", what)
    elif not rest.complete:
        problem = "not all files are read, so references and whether each sentence has a passage were not checked"
        faults.add("sections", "", f"{problem}; fix those files first")
    return sections, rest if paths else Salvaged(complete=False)
