"""Articles with parts of their index left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.article.model import Article
from bot.evaluation.report import without_gaps, without_variants
from tests.article.small_article import SmallArticle


@pytest.fixture
def article(tmp_path: Path) -> Article:
    return SmallArticle(tmp_path / "library-cats").load()


def varied(article: Article) -> Article:
    section = article.sections[0]
    passages = (replace(section.passages[0], variants=("do cats nap",)), *section.passages[1:])
    gaps = tuple(replace(gap, variants=("is {person} aged",)) for gap in article.gaps)
    return replace(article, sections=(replace(section, passages=passages), *article.sections[1:]), gaps=gaps)


def test_without_variants_the_asks_of_passages_and_gaps_are_left(article: Article) -> None:
    assert varied(article) != article
    assert without_variants(varied(article)) == article


def test_without_gaps_all_else_is_left(article: Article) -> None:
    assert article.gaps
    assert without_gaps(article).gaps == ()
    assert replace(without_gaps(varied(article)), gaps=varied(article).gaps) == varied(article)
