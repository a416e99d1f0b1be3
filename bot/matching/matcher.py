"""The way of a question: read, ranked, decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.article.model import Article, Gap, Section
from bot.matching.calibration import Scale, calibrate
from bot.matching.corpus import Corpus
from bot.matching.decision import Decision
from bot.matching.index import Index
from bot.matching.outcomes import Answer, Outcome
from bot.matching.question import Question, read_question, without_chat
from bot.matching.vocabulary import Vocabulary


@dataclass(frozen=True)
class Compiled:
    """What is worked out of an article once and kept (see `bot.matching.cache`).

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
    corpus = Corpus.build(article, vocabulary)
    return Compiled(article, vocabulary, Index.build(corpus), calibrate(corpus), corpus.gaps, corpus.texts)


class Matcher:
    """Finds the passage of an article that answers a question. Deterministic; may be shared between threads."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.article = compiled.article
        self._vocabulary = compiled.vocabulary
        # An article's own ask has the say over its gaps, and the first of two over the second.
        own = compiled.index.passages + len(compiled.article.gaps)
        by_text: dict[str, int] = {}
        for text, target in zip(compiled.texts, compiled.index.targets.tolist(), strict=True):
            if target < own and (bare := without_chat(text.split())):
                by_text.setdefault(bare, target)
        self._decision = Decision(
            compiled.article,
            compiled.vocabulary,
            compiled.index,
            compiled.scale,
            compiled.gaps,
            compiled.texts,
            by_text,
        )

    @classmethod
    def of(cls, article: Article) -> Matcher:
        """A matcher for an article that is compiled for it."""
        return cls(compile_article(article))

    def read(self, message: str) -> Question:
        """Read a message. Any string is accepted."""
        return read_question(message, self._vocabulary)

    def answer(self, question: Question, about: Section | None = None) -> Outcome:
        """What the article says to a question that was read.

        `about` is the topic of the answer that the question follows up; it only matters where the question alone
        finds no answer.
        """
        outcome = self._decision.decide(question)
        if about is None or isinstance(outcome, Answer):
            return outcome
        return self._decision.follow_up(question, about) or outcome

    def match(self, message: str, about: Section | None = None) -> Outcome:
        """`read` and `answer` in one."""
        return self.answer(self.read(message), about)
