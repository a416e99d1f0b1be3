"""Articles with less of an index, to see what each part of it adds."""

from __future__ import annotations

from dataclasses import replace

from bot.article.model import Article


def without_variants(article: Article) -> Article:
    """The article without what a machine wrote."""
    sections = (
        replace(section, passages=tuple(replace(passage, variants=()) for passage in section.passages))
        for section in article.sections
    )
    gaps = (replace(gap, variants=()) for gap in article.gaps)
    return replace(article, sections=tuple(sections), gaps=tuple(gaps))


def without_gaps(article: Article) -> Article:
    """The article without its own gaps; the general ones stay."""
    return replace(article, gaps=())
