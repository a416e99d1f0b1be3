"""Articles with less of an index."""

from __future__ import annotations

from dataclasses import replace

from bot.article.model import Article
from bot.evaluation.reduced import without_gaps, without_variants
from tests.article import small_article


def varied() -> Article:
    article = small_article.load()
    section = article.sections[0]
    passages = (replace(section.passages[0], variants=("do cats nap",)), *section.passages[1:])
    gaps = tuple(replace(gap, variants=("is {person} aged",)) for gap in article.gaps)
    return replace(article, sections=(replace(section, passages=passages), *article.sections[1:]), gaps=gaps)


def test_without_variants_the_asks_of_passages_and_gaps_are_left() -> None:
    assert varied() != small_article.load()
    assert without_variants(varied()) == small_article.load()


def test_without_gaps_all_else_is_left() -> None:
    article = without_gaps(varied())

    assert article.gaps == ()
    assert replace(article, gaps=varied().gaps) == varied()
