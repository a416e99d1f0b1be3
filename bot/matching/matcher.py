"""The steps of a question: read, ranked, decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.article.model import Article
from bot.matching.compiled import Compiled, compile_article
from bot.matching.corpus import units_of
from bot.matching.decision import Decision
from bot.matching.outcomes import Answer, NoMatch, Outcome
from bot.matching.patterns import Regex
from bot.matching.question import Question, read_question
from bot.matching.ranking import Ranking, rank
from bot.matching.text import clean
from bot.matching.utterance import Utterance


@dataclass(frozen=True, slots=True)
class Matched:
    """A question with the results of each step. `rankings` are those of its clauses."""

    question: Question
    rankings: Sequence[Ranking | None]
    outcome: Outcome


class Matcher:
    """Finds the passage of an article that answers a question. Deterministic and thread-safe."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.article = compiled.article
        self._decision = Decision(compiled)
        self._called = _what_it_is_called(compiled.article)

    @classmethod
    def of(cls, article: Article) -> Matcher:
        """A matcher for an article, which is compiled for it."""
        return cls(compile_article(article))

    def read(self, message: Utterance) -> Question:
        """Parse a message. Accepts any string."""
        return read_question(message, self.compiled.vocabulary)

    def find(self, question: Question) -> Matched:
        """Rank and decide a parsed question. If it names the article itself ("how much is it at Foundry Lane?") and has
        no answer, it is asked again without that name, since the whole article is about it."""
        matched = self._find(question)
        outcome = matched.outcome
        if isinstance(outcome, Answer) or (isinstance(outcome, NoMatch) and outcome.gap is not None):
            return matched
        written = question.message.written
        if self._called.search(written) is None:
            return matched
        again = self._find(self.read(Utterance(self._called.sub("it", written))))
        is_more = isinstance(again.outcome, Answer) or isinstance(outcome, NoMatch)
        if not is_more:
            return matched
        return replace(again, question=replace(again.question, message=question.message, terms=question.terms))

    def _find(self, question: Question) -> Matched:
        index, letters = self.compiled.index, self.compiled.letters
        rankings = [rank(index, units_of(clause.terms), letters) for clause in question.clauses]
        return Matched(question, rankings, self._decision.decide(question, rankings))

    def answer(self, question: Question) -> Outcome:
        """The outcome for a parsed question."""
        return self.find(question).outcome

    def match(self, message: str) -> Outcome:
        """`read` and `answer` in one step."""
        return self.answer(self.read(Utterance(message)))


def _what_it_is_called(article: Article) -> Regex:
    """The names of the article itself in a message: the beginning of its title, and its aliases."""
    title = clean(article.title.partition(":")[0])
    known = ({clean(each) for each in (name.name, *name.aliases)} for name in article.names)
    names = {title}.union(*(each for each in known if title in each)) - {""}
    written = (r"\W+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
    return Regex(rf"\b(?:the )?(?:{'|'.join(written) or '(?!)'})\b", re.IGNORECASE)
