"""Articles of a few words, whose figures can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.article.model import Article, Gap, Name, Passage, Section


def tiny_article(
    passages: Mapping[str, Sequence[str]],
    gaps: Mapping[str, Sequence[str]] | None = None,
    *,
    quotes: Mapping[str, str] | None = None,
    names: Sequence[Name] = (),
) -> Article:
    """An article of one section with these asks by passage and by gap.

    Each passage also gives the index four texts of its own words, and the first passage a fifth, the section's title;
    all of them without a word but the quotes that are given.
    """
    made = tuple(
        Passage(name, "section", (quotes or {}).get(name, "…"), 1, "", ((0, 0),), tuple(asks))
        for name, asks in passages.items()
    )
    return Article(
        id="tiny",
        title="Tiny",
        source="Written for the tests",
        summary="",
        paragraphs=("…",),
        sections=(Section("section", "", "", (), (), made),),
        names=tuple(names),
        gaps=tuple(
            Gap(name, name, f"The article says nothing of {name}.", tuple(a)) for name, a in (gaps or {}).items()
        ),
        synonyms={},
    )


def with_variants(article: Article, variants: Mapping[str, Sequence[str]]) -> Article:
    """The article with a machine's asks, by passage."""
    sections = tuple(
        replace(
            section,
            passages=tuple(replace(p, variants=tuple(variants.get(p.id, ()))) for p in section.passages),
        )
        for section in article.sections
    )
    return replace(article, sections=sections)


def changed(article: Article, key: str, *, asks: Sequence[str]) -> Article:
    """The article with other asks for one of its passages."""
    sections = tuple(
        replace(
            section,
            passages=tuple(replace(p, asks=tuple(asks)) if p.key == key else p for p in section.passages),
        )
        for section in article.sections
    )
    return replace(article, sections=sections)
