"""The way of a question: read, ranked, decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.article.model import Article
from bot.matching.compiled import Compiled, compile_article
from bot.matching.corpus import units_of
from bot.matching.decision import Decision
from bot.matching.outcomes import Outcome
from bot.matching.question import Question, read_question
from bot.matching.ranking import Ranking, rank
from bot.matching.utterance import Utterance


@dataclass(frozen=True, slots=True)
class Matched:
    """A question with what each step made of it. `rankings` are those of its clauses."""

    question: Question
    rankings: Sequence[Ranking | None]
    outcome: Outcome


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

    def read(self, message: Utterance) -> Question:
        """Read a message. Any string is accepted."""
        return read_question(message, self.compiled.vocabulary)

    def find(self, question: Question) -> Matched:
        """Rank and decide a question that was read."""
        index, letters = self.compiled.index, self.compiled.letters
        rankings = [rank(index, units_of(clause.terms), letters) for clause in question.clauses]
        return Matched(question, rankings, self._decision.decide(question, rankings))

    def answer(self, question: Question) -> Outcome:
        """What the article says to a question that was read."""
        return self.find(question).outcome

    def match(self, message: str) -> Outcome:
        """`read` and `answer` in one."""
        return self.answer(self.read(Utterance(message)))
