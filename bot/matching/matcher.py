"""The way of a question: read, ranked, decided."""

from __future__ import annotations

from bot.article.model import Article, Section
from bot.matching.compiled import Compiled, compile_article
from bot.matching.decision import Decision
from bot.matching.outcomes import Answer, Outcome
from bot.matching.question import Question, read_question


class Matcher:
    """Finds the passage of an article that answers a question. Deterministic; may be shared between threads."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.article = compiled.article
        self._decision = Decision(compiled)

    @classmethod
    def of(cls, article: Article) -> Matcher:
        """A matcher for an article that is compiled for it."""
        return cls(compile_article(article))

    def read(self, message: str) -> Question:
        """Read a message. Any string is accepted."""
        return read_question(message, self.compiled.vocabulary)

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
