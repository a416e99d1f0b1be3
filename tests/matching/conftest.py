"""Shared fixtures of the matching: the words of the small article."""

from __future__ import annotations

import pytest

from bot.article.model import Article
from bot.matching.compiled import Compiled
from bot.matching.corpus import Corpus
from bot.matching.matcher import Matcher
from bot.matching.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def cats_vocabulary(compiled_cats: Compiled) -> Vocabulary:
    """The vocabulary of the small article."""
    return compiled_cats.vocabulary


@pytest.fixture(scope="session")
def cats_corpus(cats: Article, cats_vocabulary: Vocabulary) -> Corpus:
    """The examples of the small article."""
    return Corpus.build(cats, cats_vocabulary)


@pytest.fixture(scope="session")
def corpus(matcher: Matcher) -> Corpus:
    """The examples of the shipped article."""
    return Corpus.build(matcher.article, matcher.compiled.vocabulary)
