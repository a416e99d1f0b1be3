"""When a draft is less sure than its score says.

Drafted passages have their own words and few others, so that whatever shares a word with a question is found. What
helps to tell an answer from that is how far ahead it is, and whether the article has the other words at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from bot.article.model import Passage
from bot.matching.ranking import Ranking

LEAD = 0.3
"""How far ahead of those of other paragraphs the best passage has to be: of SQuAD's questions about drafts .05 get a
wrong passage and .91 the right one or a choice of it, without .07 and .89; .74 and .76 get the right one."""

MOST_MISSING, UNLIKELY = 2, 0.32
"""Of the words of a question's subject, how many no passage may have if its score is below the other: so .37 of SQuAD's
questions about another article get choices, without .77; the right passage is offered as often."""


class Doubt(Enum):
    """Why a drafted passage may be no answer.

    RIVALLED     one of another paragraph is as good
    OF_ANOTHER   the question is about something else
    """

    NONE = auto()
    RIVALLED = auto()
    OF_ANOTHER = auto()


def doubt(passages: Sequence[Passage], ranking: Ranking, score: float) -> Doubt:
    """What speaks against the best passage of a ranking if it is as it was drafted; its `score` is from 0 to 1."""
    best = passages[ranking.order[0]]
    if not best.drafted:
        return Doubt.NONE
    if score < UNLIKELY and (ranking.held[:, : len(passages)].max(axis=1, initial=0.0) == 0).sum() > MOST_MISSING:
        return Doubt.OF_ANOTHER
    rival = next((place for place in ranking.order if _is_rival(passages[place], best)), None)
    is_ahead = rival is None or ranking.score[ranking.order[0]] - ranking.score[rival] >= LEAD
    return Doubt.NONE if is_ahead else Doubt.RIVALLED


def _is_rival(passage: Passage, best: Passage) -> bool:
    return passage.paragraph != best.paragraph and passage.quote != best.quote
