"""When a draft is less sure than its score says.

Drafted passages have their own words and few others, so that whatever shares a word with a question is found. What
helps to tell an answer from that is how far ahead it is, and whether the article has the other words at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.article.model import Passage
from bot.matching.ranking import Ranking
from bot.matching.wants import Want

LEAD = 0.3
"""How far ahead of those of other paragraphs the best passage has to be: of SQuAD's questions about drafts .05 get a
wrong passage and .91 the right one or a choice of it, without .07 and .89; .74 and .76 get the right one."""

MOST_MISSING, LEAST_KNOWN_OF_DRAFT = 2, 0.2
"""A question may be about a draft's subject if no more of its subject's words than this stand in no passage, and the
passages have this share of it: so .35 of SQuAD's questions about another article get choices, without .77."""

BESIDE = 0.6
"""How much of what the best passage has of a question's subject one beside it has to have to be given for it: "there
are two dryers" has no price, and the next sentence may."""

_BY_THE_WAY = Want.CASE | Want.SPEECH | Want.BEFORE
"""What many sentences have: that the next one has it makes it no answer."""


def is_rivalled(passages: Sequence[Passage], ranking: Ranking) -> bool:
    """Whether the best passage is as it was drafted, and one of another paragraph is as good."""
    first = ranking.order[0]
    best = passages[first]
    if not best.drafted:
        return False
    others = (place for place in ranking.order if passages[place].paragraph != best.paragraph)
    rival = next((place for place in others if passages[place].quote != best.quote), None)
    return rival is not None and float(ranking.score[first] - ranking.score[rival]) < LEAD


def beside_first(passages: Sequence[Passage], ranking: Ranking, wants: Want) -> Iterator[int]:
    """Where the best passage is as it was drafted, one sentence of several on the same: those of its paragraph, best
    first, that have about as much of the subject, for a question of these `wants`."""
    first = ranking.order[0]
    if passages[first].drafted and not _BY_THE_WAY & wants:
        least = BESIDE * ranking.own_share.item(first)
        for place in ranking.order:
            if passages[place].paragraph == passages[first].paragraph and ranking.own_share.item(place) >= least:
                yield place


def missing_words(ranking: Ranking, passages: int) -> int:
    """How many words of the question's subject none of the passages has."""
    return int((ranking.held[:, :passages].max(axis=1, initial=0.0) == 0).sum())
