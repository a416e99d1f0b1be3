"""What speaks for a passage as the answer to a follow-up question: by what the passages are ranked, and by what the
first one is accepted. The coefficients of both are in `follow_ups.json`, fitted by `python -m
tests.benchmarks.fit_following` on labelled dialogues."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bot.article.model import Passage
from bot.matching.arrays import Bools, Floats, Ints
from bot.matching.compiled import Compiled
from bot.matching.nearby.quote_tells import tells
from bot.matching.outcomes import Outcome, score_of
from bot.matching.provided import holds_place
from bot.matching.question import Clause
from bot.matching.ranking import Ranking
from bot.matching.text import clean
from bot.matching.wants import Want, wants, wants_place

COEFFICIENTS = Path(__file__).with_name("follow_ups.json")

RANKED_BY = ("closeness", "evidence", "likelihood", "own_share", "same", "again", "beside", "near", "fits")
"""The features by which passages are ranked.

    closeness, evidence, likelihood, own_share  see `Ranking`
    same    1 for the shown passage
    again   for the shown passage, the number of the question's subject words, at most 4: the more it says, the less
            likely it asks for what was already shown
    beside  1 for passages next to it or in its paragraph
    near    1 for passages two places away or of its topic
    fits    1 if the quote contains the kind of thing asked for, -1 if it does not, 0 if no kind is asked for, or a
            reason, which is often given without a word that shows it
"""


class Signals(NamedTuple):
    """What speaks for and against the first passage.

    share         probability, 0 to 1, of its paragraph among all, from the totals of their quotes
    lead          how far its closeness and evidence exceed those of the best gap
    beside, fits  see `RANKED_BY`
    asked         how often asks of its paragraph ask for this kind of thing: the logarithm of the share of a passage's
                  asks that do, relative to the usual share; 0 if no kind is asked for
    counts        1 if the question asks for a number of what it names: passages nearby often have that without a number
    known         the score of the question alone
    lacking       how many of the question's subject words no example of it has
    renamed       1 if a name replaces a pronoun: every sentence about somebody contains the name, whatever is asked
    """

    share: float
    lead: float
    beside: float
    fits: float
    asked: float
    counts: float
    known: float
    lacking: float
    renamed: float


_MOST_SUBJECT = 4

_HELD = 0.5
"""The least strength at which an example contains a word, itself or by a synonym."""

_USUAL, _UNSEEN, _ASKS = 0.09, 0.1, 2.0
"""The usual share of a passage's asks that ask for one kind of thing; and how many asks are added to those that do, and
to all, so that few asks prove little."""


class Nearby:
    """The passages of one article, as to their distance from others and the kinds of thing that they contain."""

    def __init__(self, compiled: Compiled) -> None:
        self._article, self._index = compiled.article, compiled.index
        passages = compiled.article.passages
        self._reading = np.array([compiled.article.reading_places[passage.quote] for passage in passages])
        self._paragraphs = np.array([passage.paragraph for passage in passages])
        self._sections = np.unique([passage.section for passage in passages], return_inverse=True)[1]
        self._kinds_of_asks = cache(self._read_asks)

    @cached_property
    def held(self) -> Ints:
        """Of each passage, the value of the `Want` that its quote satisfies."""
        return np.array([tells(passage.quote).value for passage in self._article.passages])

    @cached_property
    def _has_place(self) -> Bools:
        return np.array([holds_place(passage.quote) for passage in self._article.passages])

    def is_near(self, passage: Passage, shown: Sequence[Passage]) -> bool:
        """Whether a passage is shown, next to a shown one, or of the same paragraph or topic."""
        return bool(self._places(shown)[:, self._article.numbers[passage.key]].any())

    def rows(self, clause: Clause, ranking: Ranking | None, shown: Sequence[Passage]) -> Floats:
        """The features by which each passage is ranked for a clause with this ranking: float32[P, RANKED_BY]."""
        count = self._index.passages
        columns = np.zeros((len(RANKED_BY), count), np.float32)
        if ranking is not None:
            measures = ranking.closeness, ranking.evidence, ranking.likelihood, ranking.own_share
            columns[:4] = [measure[:count] for measure in measures]
        same, beside, near = self._places(shown)
        columns[4:8] = same, same * min(_MOST_SUBJECT, len(clause.subject)), beside, near
        columns[8] = self._fits(clause)
        return columns.T

    def _places(self, shown: Sequence[Passage]) -> Bools:
        """`same`, `beside` and `near` of each passage: bool[3, P]."""
        places = np.zeros((3, self._index.passages), np.bool_)
        for passage in shown:
            number = self._article.numbers[passage.key]
            apart = np.abs(self._reading - self._reading[number])
            places[0] |= apart == 0
            places[1] |= (apart == 1) | (self._paragraphs == passage.paragraph)
            places[2] |= (apart == 2) | (self._sections == self._sections[number])
        return places

    def _fits(self, clause: Clause) -> Floats:
        """`fits` of each passage."""
        asks_where = wants_place(clause.text)
        if not (clause.wants or asks_where):
            return np.zeros(self._index.passages)
        lacking = clause.wants.value & ~self.held
        fits = np.where(lacking == 0, 1.0, np.where(lacking == Want.REASON.value, 0.0, -1.0))
        return np.where(self._has_place, fits, -1.0) if asks_where else fits

    def signals(
        self,
        clause: Clause,
        ranking: Ranking | None,
        rows: Floats,
        totals: Floats,
        best: int,
        alone: Outcome,
        *,
        renamed: bool,
    ) -> Signals:
        """What speaks for and against the best passage, with these features and totals of all, of which `alone` is the
        question's outcome without what was shown."""
        of_best = dict(zip(RANKED_BY, rows[best].tolist(), strict=True))
        lacking = len(clause.subject) if ranking is None else (ranking.held[:, best] < _HELD).sum()
        return Signals(
            share=self._share(totals, best),
            lead=ranking.lead(best, self._index.gaps) if ranking is not None else 0.0,
            beside=of_best["beside"],
            fits=of_best["fits"],
            asked=self._asked(clause, best),
            counts=float(Want.COUNT in clause.wants and bool(clause.subject)),
            known=score_of(alone),
            lacking=float(lacking),
            renamed=float(renamed),
        )

    def _share(self, totals: Floats, best: int) -> float:
        """The probability of a passage's paragraph, counting each quote once."""
        chances = np.exp(totals - totals.max())
        highest = np.zeros(len(self._article.reading_order), np.float32)
        np.maximum.at(highest, self._reading, chances)
        is_beside = np.zeros(len(highest), np.bool_)
        is_beside[self._reading[self._paragraphs == self._paragraphs[best]]] = True
        return float(highest[is_beside].sum() / highest.sum())

    def _asked(self, clause: Clause, best: int) -> float:
        """`asked` of a passage's paragraph: the maximum over its passages."""
        kinds = _kinds(clause.wants, clause.text)
        if not kinds:
            return 0.0
        places: list[int] = np.flatnonzero(self._paragraphs == self._paragraphs[best]).tolist()
        asks = [[kinds <= each for each in self._kinds_of_asks(place)] for place in places]
        return math.log(max((sum(each) + _UNSEEN) / (len(each) + _ASKS) for each in asks) / _USUAL)

    def _read_asks(self, place: int) -> list[frozenset[Want | str]]:
        """The kinds of thing that each ask of a passage asks for."""
        return [_kinds(wants(text), text) for text in map(clean, self._article.passages[place].asks)]


def totals_of(rows: Floats) -> Floats:
    """The rank score of each passage with these features: float32[P]."""
    weights = _coefficients()["rank"]
    return rows @ np.array([weights[name] for name in RANKED_BY], np.float32)


def score(signals: Signals) -> float:
    """The probability, 0 to 1, that the first passage answers."""
    weights: dict[str, float] = _coefficients()["accept"]
    logit = _coefficients()["intercept"] + sum(weights[name] * value for name, value in signals._asdict().items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def _kinds(wanted: Want, text: str) -> frozenset[Want | str]:
    """The kinds of thing that a question asks for, which are `wanted`, including places."""
    return frozenset((*wanted, *(["place"] if wants_place(text) else [])))


@cache
def _coefficients() -> dict[str, Any]:
    return json.loads(COEFFICIENTS.read_text("utf-8"))
