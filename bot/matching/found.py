"""The result for a clause, and what its score means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.matching.question import Clause
from bot.matching.ranking import Ranking

ANSWER = 0.43
"""The least score of a passage that is given as the answer."""

CHOICE, DOUBTFUL_CHOICE = 0.1, 0.25
"""The least score of a passage that is offered as a choice. The second value applies if the article may well not
answer: a gap matches the question, the message does not ask, or it is on another subject. With these values, .82 of the
questions about ten articles that were curated in an hour were answered or offered, with .2 for both .78; .114 of the
shipped article's messages without an answer got an offer, with .2 for both .125."""

NO_CHOICE, NO_ANSWER = CHOICE - 0.01, ANSWER - 0.01
"""The scores of passages that a rule keeps from being a choice, or an answer."""


@dataclass(frozen=True)
class Found:
    """The result for one clause: the passages, best first, and the score of the first.

    points      the rank score of each passage; only comparable between passages
    own_shares  of each passage: the share (0 to 1) of the clause's subject words in the passage's own words
    """

    clause: Clause
    ranking: Ranking | None
    order: Sequence[int]
    score: float
    points: Sequence[float]
    own_shares: Sequence[float]

    @classmethod
    def of(cls, clause: Clause, ranking: Ranking | None, score: float, passages: int) -> Found:
        """The result for a clause with this ranking of so many passages."""
        if ranking is None:
            return cls(clause, None, (), score, (0.0,) * passages, (0.0,) * passages)
        return cls(clause, ranking, ranking.order, score, ranking.score.tolist(), ranking.own_share[:passages].tolist())

    def with_first(self, place: int, score: float) -> Found:
        """The same with this passage first, and this score."""
        return replace(self, order=first(place, self.order), score=score)

    def at_most(self, score: float) -> Found:
        """The same with at most this score."""
        return replace(self, score=min(self.score, score))


def first(place: int, order: Sequence[int]) -> list[int]:
    """The passages in this order, but this one first."""
    return [place, *(other for other in order if other != place)]
