"""Reads an article folder and proves that all of it holds together.

A folder holds ``article.txt`` (one paragraph a line), ``article.toml`` (title, names, synonyms), ``sections/*.toml``
(the curated index) and, if there is something to say of it, ``gaps.toml`` (what people ask and the article does not
say) and ``variants.jsonl`` (further ways to ask, machine-written). `load_article` either returns an `Article` of which
every promise in `bot.article.model` holds, or raises `ArticleError` with every fault of the folder at once.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from bot.article import limits
from bot.article.asks import AskRules, comparable, folded
from bot.article.entries import GAPS, read_gaps, read_name, read_section
from bot.article.faults import Faults
from bot.article.model import Article, Gap, Name, Section
from bot.article.quotes import uncovered
from bot.article.salvage import Salvaged
from bot.article.toml_reader import Table, control_problem, named_alike, names_in, read_text, read_toml, split_lines
from bot.article.variants import FILE as VARIANTS
from bot.article.variants import Variants, read_variants
from bot.errors import ArticleError
from bot.files import without_links

_KIND = re.compile(r"names(\[\d+\](\.kind)?)?")
"""Where a fault leaves open which kinds of names there are."""


def load_article(folder: Path) -> Article:
    """The article in `folder`, proven.

    Raises `ArticleError` with every fault found.
    """
    faults = Faults()
    if not folder.is_dir():
        faults.add(".", "", "there is no such folder; give the path of an article folder")
        raise ArticleError(str(folder), faults)

    if hint := _what_to_draft(folder):
        faults.add(".", "", hint)
        raise ArticleError(str(folder), faults)

    paragraphs = read_paragraphs(folder, faults)
    sections, rest = _read_sections(folder, paragraphs, faults)
    head = read_toml(folder / "article.toml", "article.toml", faults)
    gap_tables, gaps = read_gaps(folder, faults)
    for name in (GAPS, VARIANTS):
        if not os.path.lexists(folder / name) and (near := named_alike(folder / name)):
            faults.add(near, "", f"is not read; rename it to {name}, or move it away")
    title = source = summary = ""
    names: list[tuple[Table, Name]] = []
    synonyms: dict[str, tuple[str, ...]] = {}
    without_gaps: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    if head is not None:
        title = head.text("title", limits.ARTICLE_TITLE)
        source = head.text("source", limits.SUMMARY)
        summary = head.text("summary", limits.ARTICLE_SUMMARY)
        names = [(table, read_name(table)) for table in head.tables("names", required=False)]
        synonyms = head.word_lists("synonyms", limits.KEYWORD)
        without_gaps = head.texts("without_gaps", limits.ID, required=False)
        skipped = head.lines("skip", limits.PARAGRAPH, required=False)
        _check_skipped(head, skipped, paragraphs)
        head.done()

    article = Article(
        id=without_links(folder).name,
        title=title,
        source=source,
        summary=summary,
        paragraphs=paragraphs,
        sections=tuple(section for _, section in sections),
        names=tuple(name for _, name in names),
        gaps=gaps,
        synonyms=synonyms,
        without_gaps=without_gaps,
    )
    kinds = {name.kind for name in article.names}
    if head is None or any(fault.file == "article.toml" and _KIND.fullmatch(fault.key) for fault in faults):
        kinds = None  # a broken name may be of any kind
    keys = {*(passage.key for passage in article.passages), *rest.keys} if rest.complete else None
    _check_references(article, sections, names, rest, keys)
    _check_names(names)
    rules = AskRules(kinds)
    _check_asks(sections, gap_tables, gaps, rules)
    variants = read_variants(
        folder,
        passages=keys,
        gaps=None if any(fault.file == "gaps.toml" for fault in faults) else {gap.id for gap in gaps},
        rules=rules,
        faults=faults,
    )
    # What is to be skipped is in article.toml.
    if rest.complete and head is not None:
        quotes = [*(passage.quote for passage in article.passages if not passage.cut), *rest.quotes]
        parts = [*skipped, *(passage.cut for passage in article.passages), *rest.parts]
        for paragraph, text in uncovered(paragraphs, quotes, parts):
            problem = f"no passage holds {text!r}; add one to a section, or a line to skip in article.toml"
            faults.add("article.txt", f"paragraph {paragraph}", problem)
    if faults:
        raise ArticleError(str(folder), faults)
    return _in_order(_with_variants(article, variants))


def _what_to_draft(folder: Path) -> str:
    """What to do with a folder that holds no more than the text of an article; an empty string for any other."""
    try:
        found = {"article.toml", "article.txt", "sections"}.intersection(path.name for path in folder.iterdir())
    except OSError:
        return ""
    if not found:
        return "holds no article yet; draft one out of a text: python -m bot new FOLDER SOURCE"
    if found == {"article.txt"}:
        return "holds article.txt alone; draft the rest out of it: python -m bot new FOLDER FOLDER/article.txt"
    return ""


def _in_order(article: Article) -> Article:
    """The article with its sections as a reader meets them: by where the first passage of each stands."""

    def place(section: Section) -> tuple[int, int]:
        return min((p.paragraph, article.paragraphs[p.paragraph - 1].find(p.quote)) for p in section.passages)

    return replace(article, sections=tuple(sorted(article.sections, key=place)))


def _with_variants(article: Article, variants: Variants) -> Article:
    def of(kind: str, key: str) -> tuple[str, ...]:
        return tuple(variants.get((kind, key), ()))

    return article.with_each(
        lambda passage: replace(passage, variants=of("passage", passage.key)),
        lambda gap: replace(gap, variants=of("gap", gap.id)),
    )


def read_title(folder: Path) -> str:
    """The title of the article in `folder`, whatever else is wrong with it; an empty string if it cannot be read."""
    head = read_toml(folder / "article.toml", "article.toml", Faults())
    return head.text("title", limits.ARTICLE_TITLE) if head is not None else ""


def read_paragraphs(folder: Path, faults: Faults | None = None) -> tuple[str, ...]:
    """The paragraphs of the article in `folder`, whatever else is wrong with it; none if they cannot be read."""
    faults = Faults() if faults is None else faults
    text = read_text(folder / "article.txt", "article.txt", faults)
    if text is None:
        return ()
    paragraphs = tuple(split_lines(text))
    if not paragraphs:
        faults.add("article.txt", "", "is empty; put the article there, one paragraph a line")
    for number, paragraph in enumerate(paragraphs, 1):
        if len(paragraph) > limits.PARAGRAPH:
            problem = f"has {len(paragraph)} characters and at most {limits.PARAGRAPH} can be shown; break it in two"
            faults.add("article.txt", f"paragraph {number}", problem)
        if problem := control_problem(paragraph):
            faults.add("article.txt", f"paragraph {number}", problem)
    return paragraphs


def _check_skipped(head: Table, skipped: tuple[str, ...], paragraphs: tuple[str, ...]) -> None:
    for number, text in enumerate(skipped, 1):
        if paragraphs and not any(text in paragraph for paragraph in paragraphs):
            head.fault(f"skip item {number}", f"{text!r} is not in the article; copy it from article.txt or remove it")


def _read_sections(
    folder: Path, paragraphs: tuple[str, ...], faults: Faults
) -> tuple[list[tuple[Table, Section]], Salvaged]:
    """The sections, and what can be told of those whose file is broken."""
    sections: list[tuple[Table, Section]] = []
    rest = Salvaged()
    # What begins with a dot is nobody's work: editors and systems leave such files.
    paths = [folder / "sections" / name for name in names_in(folder / "sections", faults) if name[0] != "."]
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
        near = "" if (folder / "sections").is_dir() else named_alike(folder / "sections")
        what = (
            f"there is no such folder; is {near} meant? Rename it"
            if near
            else "holds no section; add at least one .toml file"
        )
        faults.add("sections", "", what)
    elif not rest.complete:
        problem = "not all files are read, so references and whether each sentence has a passage were not checked"
        faults.add("sections", "", f"{problem}; mend those files first")
    return sections, rest if paths else Salvaged(complete=False)


def _check_references(
    article: Article,
    sections: list[tuple[Table, Section]],
    names: list[tuple[Table, Name]],
    rest: Salvaged,
    keys: set[str] | None,
) -> None:
    """Ids and titles are unique, and what refers to a section or passage finds one. `keys` are those of all passages,
    None where they are not known."""
    ids: dict[str, str] = {}
    titles: dict[str, str] = {}
    known = {*(section.id for section in article.sections), *rest.ids}
    choices = ", ".join(sorted(known))
    for table, section in sections:
        title = folded(section.title)
        if section.id in ids:
            table.fault("id", f"{section.id!r} is taken by {ids[section.id]}; choose another")
        if title in titles:
            table.fault("title", f"{section.title!r} is taken by {titles[title]}; choose another")
        ids.setdefault(section.id, table.file)
        titles.setdefault(title, table.file)
        seen: set[str] = set()
        for number, other in enumerate(section.related):
            if other == section.id:
                table.fault(f"related[{number}]", "is the section itself; remove it")
            elif other in seen:
                table.fault(f"related[{number}]", f"{other!r} stands twice; remove one")
            elif keys is not None and other not in known:
                table.fault(f"related[{number}]", f"there is no section {other!r}; use one of: {choices}")
            seen.add(other)
    for table, name in names:
        if keys is not None and name.passage and name.passage not in keys:
            table.fault("passage", f"there is no passage {name.passage!r}; write it as section-id/passage-id")


def _check_names(names: list[tuple[Table, Name]]) -> None:
    """Each name names one thing: a question with it could only be about one of two."""
    owners: dict[str, int] = {}
    for owner, (table, name) in enumerate(names):
        for key, text in (("name", name.name), *((f"aliases[{at}]", alias) for at, alias in enumerate(name.aliases))):
            other = owners.setdefault(comparable(text), owner)
            if text and other != owner:
                table.fault(key, f"{text!r} names {names[other][1].name!r} too; keep it for one of them")


def _check_asks(
    sections: list[tuple[Table, Section]], gap_tables: list[Table], gaps: tuple[Gap, ...], rules: AskRules
) -> None:
    def check(asks: tuple[str, ...], owner: str, table: Table, key: str, of: str = "") -> None:
        problems = [*rules.placeholder_problems("\n".join(asks)), *(rules.problem(ask, owner) for ask in asks)]
        for problem in filter(None, problems):
            table.fault(key, problem, of)

    for table, section in sections:
        for number, passage in enumerate(section.passages):
            check(passage.asks, passage.key, table, f"passages[{number}].asks", passage.id)
    for table, gap in zip(gap_tables, gaps, strict=True):
        check(gap.asks, f"the gap {gap.id}", table, "asks")
