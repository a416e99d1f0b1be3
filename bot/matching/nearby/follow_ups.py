"""Finds answers to follow-up questions: first in what was shown, then near it, then anywhere.

Passages are ranked by the index's measures and by their distance from what was shown. A logistic function then decides
whether the first one answers. See `bot.matching.nearby.signals`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from bot.article.model import Passage
from bot.matching.arrays import Floats
from bot.matching.compiled import Compiled
from bot.matching.english.stop_words import PREPOSITIONS
from bot.matching.matcher import Matched
from bot.matching.nearby.signals import RANKED_BY, Nearby, score, totals_of
from bot.matching.outcomes import MOST_CHOICES, MOST_OTHERS, Answer, Candidate, Choices, NoMatch, Outcome
from bot.matching.question import Question
from bot.matching.ranking import Ranking
from bot.matching.wants import Want, asks_who_is

ANSWER, CHOICE = 0.64, 0.25
"""The least scores at which the first passage is given as the answer, or offered with others."""

_MEASURES = Want.NUMBER | Want.COUNT | Want.COST | Want.DURATION
"""Kinds of thing that only a quote with such a thing can answer: of 11 labelled turns, no other quote did."""


class FollowUpMatcher:
    """Answers follow-up questions about one article."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._passages = compiled.article, compiled.index.passages
        self._nearby = Nearby(compiled)
        self.is_near = self._nearby.is_near

    def answer(
        self,
        matched: Matched,
        shown: Sequence[Passage],
        *,
        renamed: bool = False,
        refers: bool = False,
        without: Collection[str] = (),
    ) -> Outcome:
        """The outcome for a follow-up to the passages `shown`, which was matched by itself. `renamed` is whether a name
        replaced a pronoun; `refers` whether it has a word that refers back; `without` holds quotes that cannot be
        meant."""
        clause, ranking, alone = matched.question.clauses[-1], matched.rankings[-1], matched.outcome
        is_missing = _is_known_to_be_missing(matched)
        # "How long is it" matches the gap of another "it". Of 6 such turns, the 4 that reach `ANSWER` were right.
        if is_missing and not (refers and len(clause.subject) < 2):
            return alone  # of 58 such turns of the labelled dialogues, 8 had the answer in the passage that ranks best
        if self._is_unknown(matched.question, ranking):
            return alone
        rows = self._nearby.rows(clause, ranking, shown)
        totals = totals_of(rows)
        own_shares = rows[:, RANKED_BY.index("own_share")]
        order: list[int] = (-totals).argsort(kind="stable").tolist()
        if without:
            order = [place for place in order if self._article.passages[place].quote not in without]
        if measures := clause.wants.value & _MEASURES.value:
            order = [place for place in order if not measures & ~self._nearby.held.item(place)]
        # Of 71 turns of the labelled dialogues of whose subject no passage has a word, 52 would have been doubtful and
        # wrong.
        is_foreign = bool(clause.subject) and not own_shares.any()
        least, likely = ANSWER if is_foreign or is_missing else CHOICE, 0.0
        if order:
            likely = score(self._nearby.signals(clause, ranking, rows, totals, order[0], alone, renamed=renamed))
        if likely < least:
            return alone if isinstance(alone, NoMatch) else NoMatch(likely, None, ())
        best, *others = islice(self._candidates(order, likely, totals, own_shares, ranking), 1 + MOST_OTHERS)
        if likely >= ANSWER or not others:
            return Answer(best, tuple(others))
        return Choices((best, *others[: MOST_CHOICES - 1]))

    def _is_unknown(self, question: Question, ranking: Ranking | None) -> bool:
        """Whether a question is about a new subject that the article does not mention: "what about Atlantis?"."""
        clause = question.clauses[-1]
        is_new = question.looks_up or asks_who_is(clause.text)
        is_held = ranking is not None and ranking.held[:, : self._passages].any()
        return is_new and bool(clause.subject) and not is_held

    def _candidates(
        self, order: Sequence[int], score: float, totals: Floats, own_shares: Floats, ranking: Ranking | None
    ) -> Iterator[Candidate]:
        """The passages in this order as candidates, each quote once. `score` is that of the first."""
        quotes: set[str] = set()
        for place in order:
            passage = self._article.passages[place]
            if passage.quote not in quotes:
                quotes.add(passage.quote)
                yield Candidate(
                    passage=passage,
                    section=self._article.section_of(passage),
                    score=score * math.exp(min(0.0, float(totals[place] - totals[order[0]]))),
                    matched=ranking.matched_words(place) if ranking is not None else (),
                    nearest="",
                    own_share=float(own_shares[place]),
                )


def _is_known_to_be_missing(matched: Matched) -> bool:
    """Whether a question by itself matches a gap, and not only with a word for a time ("since when")."""
    subject = matched.question.clauses[-1].subject
    is_bare = bool(subject) and all(term.meant in PREPOSITIONS for term in subject)
    return isinstance(matched.outcome, NoMatch) and matched.outcome.gap is not None and not is_bare
