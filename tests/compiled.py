"""Compiled articles for bots and conversations that need not load any."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.article.model import Article
from bot.articles import Articles
from bot.matching import english
from bot.matching.matcher import Matcher

_MOST_KEPT = 12
_kept: dict[str, Matcher] = {}
"""The matchers that were used last, by the content of their articles and the size of their language."""


def matcher_of(article: Article) -> Matcher:
    """A matcher for an article. It is compiled once for the cases of a test, which takes longer than they do, in the
    language of the test."""
    content = f"{len(english.background())} {article!r}"
    matcher = _kept.pop(content, None) or Matcher.of(article)
    _kept[content] = matcher
    if len(_kept) > _MOST_KEPT:
        del _kept[next(iter(_kept))]
    return matcher


def holding(matchers: Mapping[str, Matcher]) -> Articles:
    """Articles by their ids, with these matchers in memory."""
    articles = Articles({each: Path(each) for each in matchers})
    for each, matcher in matchers.items():
        articles.replace(each, matcher)
    return articles
