"""Articles with less of an index, to see what each part of it adds."""

from __future__ import annotations

from dataclasses import replace

from bot.article.model import Article


def without_variants(article: Article) -> Article:
    """The article without what a machine wrote."""
    return article.with_each(lambda passage: replace(passage, variants=()), lambda gap: replace(gap, variants=()))


def without_gaps(article: Article) -> Article:
    """The article without its own gaps; the general ones stay."""
    return replace(article, gaps=())
