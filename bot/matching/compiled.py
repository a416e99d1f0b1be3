"""The compiled form of an article, which is computed once and cached (see `bot.matching.cache`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from bot.article.model import Article, Gap
from bot.matching.calibration import calibrate
from bot.matching.corpus import Corpus
from bot.matching.index import Index
from bot.matching.letters import Letters
from bot.matching.progress import Progress, no_progress
from bot.matching.scoring import Scale
from bot.matching.vocabulary import Term, Vocabulary

_READ, _INDEXED = 0.4, 0.7  # shares of the compiling time


@dataclass(frozen=True)
class Compiled:
    """A compiled article. `gaps` holds the article's own gaps, then the general ones; `texts` the words of the examples
    in the index's order."""

    article: Article
    vocabulary: Vocabulary
    index: Index
    letters: Letters
    scale: Scale
    gaps: tuple[Gap, ...]
    texts: Sequence[str]

    @cached_property
    def in_paragraphs(self) -> Mapping[int, set[int]]:
        """The positions of each paragraph's passages, for paragraphs that have any."""
        places: defaultdict[int, set[int]] = defaultdict(set)
        for place, passage in enumerate(self.article.passages):
            places[passage.paragraph].add(place)
        return dict(places)

    def holds(self, term: Term, places: Set[int]) -> bool:
        """Whether one of the passages at these places contains a term, in its own words or in its asks."""
        numbers = (self.index.vocabulary.get(feature) for feature, _ in term.features)
        held = (self.index.targets_with(number)[0].tolist() for number in numbers if number is not None)
        return any(not places.isdisjoint(targets) for targets in held)


def compile_article(article: Article, progress: Progress = no_progress) -> Compiled:
    """Read, index and calibrate an article. Takes seconds."""
    vocabulary = Vocabulary.of(article)
    corpus = Corpus.build(article, vocabulary)
    progress(_READ)
    compiled = compile_corpus(article, vocabulary, corpus, progress)
    progress(1.0)
    return compiled


def compile_corpus(
    article: Article, vocabulary: Vocabulary, corpus: Corpus, progress: Progress = no_progress
) -> Compiled:
    """Index and calibrate an article that is already read into a corpus."""
    index = Index.build(corpus)
    progress(_INDEXED)
    letters = Letters.of(corpus.quotes, corpus.paragraphs, corpus.drafted)
    return Compiled(article, vocabulary, index, letters, calibrate(corpus), corpus.gaps, corpus.texts)
