"""Decides the outcome from the scores: an answer, choices, or no match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.article.model import Passage
from bot.matching.candidates import Candidates
from bot.matching.checks.actions import ActionCheck
from bot.matching.checks.content import ContentCheck
from bot.matching.checks.drafted import LEAST_KNOWN_OF_DRAFT, MOST_MISSING, beside_first, is_rivalled, missing_words
from bot.matching.checks.names import NameCheck, NameFit
from bot.matching.compiled import Compiled
from bot.matching.found import ANSWER, CHOICE, DOUBTFUL_CHOICE, NO_ANSWER, NO_CHOICE, Found, first
from bot.matching.gaps import Gaps
from bot.matching.look_ups import LookUps
from bot.matching.outcomes import MOST_CHOICES, Answer, Choices, NoMatch, Outcome
from bot.matching.question import Clause, Question, without_chat
from bot.matching.ranking import Ranking
from bot.matching.scoring import read_signals

LEAST_KNOWN = 0.3
"""A question of whose subject the passages contain less than this share is on another subject."""

SURE_OF_ANOTHER = 0.9
"""Below this score, a passage without any of the names in the question is at most a choice."""


class Decision:
    """Decides questions about one article with its compiled index. Thread-safe."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._index, self._scale = compiled.article, compiled.index, compiled.scale
        self._content, self._names, self._actions = ContentCheck(compiled), NameCheck(compiled), ActionCheck(compiled)
        self._look_ups, self._gaps, self._candidates = LookUps(compiled), Gaps(compiled), Candidates(compiled)
        self._targets_of_asks = _targets_of_asks(compiled)

    def decide(self, question: Question, rankings: Sequence[Ranking | None]) -> Outcome:
        """The outcome for a question whose clauses have these rankings."""
        # Of several clauses that ask, use the one with the highest score.
        found = max(map(self._found, question.clauses, rankings), key=lambda found: found.score)
        if inside := self._look_ups.in_paragraph(question.paragraph, found):
            found = inside
        elif (asked := self._target_of_ask(found.clause)) is None:
            found = self._look_ups.words(question, found)
        elif asked < self._index.passages:
            found = found.with_first(asked, 1.0)
        else:
            return self._no_match(replace(found, score=0.0), asked)
        if not found.order:
            return self._no_match(found, None)
        return self._outcome(question, self._for_whom(found, question.message.written))

    def _found(self, clause: Clause, ranking: Ranking | None) -> Found:
        """The result for a clause by itself."""
        if ranking is None:
            return Found.of(clause, None, 0.0, self._index.passages)
        score, is_doubtful = self._score(clause, ranking), is_rivalled(self._article.passages, ranking)
        if (place := self._wanted_beside(clause, ranking)) is not None:
            beside = replace(ranking, order=first(place, ranking.order))
            if (surer := self._score(clause, beside)) >= ANSWER:
                ranking, score = beside, surer
        found = Found.of(clause, ranking, score, self._index.passages)
        return found.at_most(NO_ANSWER) if is_doubtful else found

    def _score(self, clause: Clause, ranking: Ranking) -> float:
        """The score of the best passage, which is below an answer's if the passage lacks what the clause asks for."""
        score = self._scale.score(read_signals(self._index, ranking, clause.wants))
        return NO_ANSWER if score >= ANSWER and self._content.lacks_answer(clause, ranking.order[0]) else score

    def _wanted_beside(self, clause: Clause, ranking: Ranking) -> int | None:
        """A neighbour of the best passage that contains the kind of thing that the passage lacks."""
        if not self._content.lacks_kind(clause, ranking.order[0]):
            return None
        able = beside_first(self._article.passages, ranking, clause.wants)
        return next((place for place in able if not self._content.lacks_kind(clause, place)), None)

    def _target_of_ask(self, clause: Clause) -> int | None:
        """The target of the ask that a clause repeats word for word."""
        return self._targets_of_asks.get(without_chat([term.meant for term in clause.terms]))

    def _for_whom(self, found: Found, message: str) -> Found:
        """Lower the score of a passage that is not about everybody whom the question names, or what they did."""
        clause, place = found.clause, found.order[0]
        fit = self._names.fit(message, clause.terms, place)
        if fit is NameFit.OF_NONE:
            return found.at_most(NO_CHOICE)
        is_of_others = fit is NameFit.NOT_OF_ALL or (fit is NameFit.PERHAPS and found.score < SURE_OF_ANOTHER)
        return found.at_most(NO_ANSWER) if is_of_others or self._actions.lacks(clause, place) else found

    def _outcome(self, question: Question, found: Found) -> Outcome:
        """The outcome for the result of a question."""
        candidates = self._candidates.of(found) if found.score >= CHOICE else ()
        if candidates and found.score >= ANSWER:
            return Answer(candidates[0], candidates[1:])
        gap = self._gaps.best(found.clause, found.ranking)
        if len(candidates) > 1 and (
            found.score >= DOUBTFUL_CHOICE or self._is_likely(question, gap, candidates[0].passage, found.ranking)
        ):
            return Choices(candidates[:MOST_CHOICES])
        return self._no_match(found, gap)

    def _is_likely(self, question: Question, gap: int | None, best: Passage, ranking: Ranking | None) -> bool:
        """Whether the article is likely to answer a question: they share a subject. For a draft, gaps and background do
        not tell, since all other examples are its own words."""
        if ranking is None:
            return False
        known = ranking.held_by_any(np.ones(self._index.passages, np.bool_))
        if best.drafted:
            return known >= LEAST_KNOWN_OF_DRAFT and missing_words(ranking, self._index.passages) <= MOST_MISSING
        return gap is None and question.asks and not ranking.is_of_another_subject and known >= LEAST_KNOWN

    def _no_match(self, found: Found, gap: int | None) -> NoMatch:
        """No match, with the sections that are nearest to the question's subject."""
        likeliest = self._article.passages[found.order[0]] if found.order else None
        told = self._gaps.told(gap, found.clause) if gap is not None else None
        return NoMatch(found.score, told, self._candidates.nearest_sections(found), likeliest)


def _targets_of_asks(compiled: Compiled) -> dict[str, int]:
    """The target of each ask, word for word. An article's own ask outranks its gaps, and the first of two equal ones
    counts."""
    own = compiled.index.passages + len(compiled.article.gaps)
    targets = compiled.index.targets[: np.searchsorted(compiled.index.targets, own)].tolist()
    asks = [without_chat(text.split()) for text in compiled.texts[: len(targets)]]
    return {ask: target for ask, target in zip(reversed(asks), reversed(targets), strict=True) if ask}
