"""Lowers the score of drafts.

Drafted passages contain few words besides their own, so any shared word finds them. The lead over other paragraphs, and
whether the article contains the question's other words at all, help to tell a real answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.article.model import Passage
from bot.matching.ranking import Ranking
from bot.matching.wants import Want

LEAD = 0.3
"""How far the best passage must lead over those of other paragraphs. Of SQuAD's questions about drafts, .05 get a wrong
passage and .91 the right one or a choice of it; without this rule .07 and .89. The right answer is given to .74,
without the rule .76."""

MOST_MISSING, LEAST_KNOWN_OF_DRAFT = 2, 0.12
"""A question may be about a draft's subject if at most this many of its subject words occur in no passage, and the
passages contain this share of its subject. Of SQuAD's questions about another article .35 then get choices, without
this rule .77. With a share of .2, the right passage of a community's rules (`foundry-lane`) is offered for .744 of the
questions instead of .756."""

BESIDE = 0.6
"""A neighbour is given for the best passage if it contains at least this share of what that contains of the question's
subject: "there are two dryers" has no price, and the next sentence may."""

_BY_THE_WAY = Want.CASE | Want.SPEECH | Want.BEFORE
"""Kinds of thing that many sentences contain: a neighbour is no answer because it has one."""


def is_rivalled(passages: Sequence[Passage], ranking: Ranking) -> bool:
    """Whether the best passage is drafted, and a passage of another paragraph is equally good."""
    first = ranking.order[0]
    best = passages[first]
    if not best.drafted:
        return False
    others = (place for place in ranking.order if passages[place].paragraph != best.paragraph)
    rival = next((place for place in others if passages[place].quote != best.quote), None)
    return rival is not None and float(ranking.score[first] - ranking.score[rival]) < LEAD


def beside_first(passages: Sequence[Passage], ranking: Ranking, wants: Want) -> Iterator[int]:
    """The passages, best first, of the paragraph of the best one that contain about as much of the subject; none if
    that is not drafted. A drafted passage is one sentence of several on the same subject."""
    first = ranking.order[0]
    if passages[first].drafted and not _BY_THE_WAY & wants:
        least = BESIDE * ranking.own_share.item(first)
        for place in ranking.order:
            if passages[place].paragraph == passages[first].paragraph and ranking.own_share.item(place) >= least:
                yield place


def missing_words(ranking: Ranking, passages: int) -> int:
    """How many of the question's subject words occur in no passage."""
    return int((ranking.held[:, :passages].max(axis=1, initial=0.0) == 0).sum())
