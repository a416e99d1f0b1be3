"""What is worked out of an article once, and kept (see `bot.matching.cache`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.article.model import Article, Gap
from bot.matching.calibration import Scale, calibrate
from bot.matching.corpus import Corpus
from bot.matching.index import Index
from bot.matching.vocabulary import Vocabulary


@dataclass(frozen=True)
class Compiled:
    """A compiled article.

    `gaps` are the article's own gaps, then the general ones; `texts` the examples' words in the index's order.
    """

    article: Article
    vocabulary: Vocabulary
    index: Index
    scale: Scale
    gaps: tuple[Gap, ...]
    texts: Sequence[str]


def compile_article(article: Article) -> Compiled:
    """Read, index and calibrate an article. Takes seconds."""
    vocabulary = Vocabulary(article)
    return compile_corpus(article, vocabulary, Corpus.build(article, vocabulary))


def compile_corpus(article: Article, vocabulary: Vocabulary, corpus: Corpus) -> Compiled:
    """Index and calibrate an article that was read into a corpus already."""
    return Compiled(article, vocabulary, Index.build(corpus), calibrate(corpus), corpus.gaps, corpus.texts)
