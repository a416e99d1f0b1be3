"""When a draft is less sure than its score says.

Drafted passages have their own words and few others, so that whatever shares a word with a question is found. What
helps to tell an answer from that is how far ahead it is, and whether the article has the other words at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Passage
from bot.matching.ranking import Ranking

LEAD = 0.3
"""How far ahead of those of other paragraphs the best passage has to be: of SQuAD's questions about drafts .05 get a
wrong passage and .91 the right one or a choice of it, without .07 and .89; .74 and .76 get the right one."""

MOST_MISSING, LEAST_KNOWN_OF_DRAFT = 2, 0.2
"""A question may be about a draft's subject if no more of its subject's words than this stand in no passage, and the
passages have this share of it: so .35 of SQuAD's questions about another article get choices, without .77."""


def is_rivalled(passages: Sequence[Passage], ranking: Ranking) -> bool:
    """Whether the best passage is as it was drafted, and one of another paragraph is as good."""
    first = ranking.order[0]
    best = passages[first]
    if not best.drafted:
        return False
    others = (place for place in ranking.order if passages[place].paragraph != best.paragraph)
    rival = next((place for place in others if passages[place].quote != best.quote), None)
    return rival is not None and float(ranking.score[first] - ranking.score[rival]) < LEAD


def missing_words(ranking: Ranking, passages: int) -> int:
    """How many words of the question's subject none of the passages has."""
    return int((ranking.held[:, :passages].max(axis=1, initial=0.0) == 0).sum())
