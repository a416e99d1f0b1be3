"""Finds answers to follow-up questions: first in what was shown, then near it, then anywhere.

Passages are ranked by the index's measures and by their distance from what was shown. A logistic function then decides
whether the first one answers. The coefficients of both are in `follow_ups.json`, fitted by `python -m
tests.benchmarks.fit_following` on labelled dialogues.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bot.article.model import Passage
from bot.matching.arrays import Bools, Floats, Ints
from bot.matching.compiled import Compiled
from bot.matching.decision import MOST_CHOICES, MOST_OTHERS
from bot.matching.english.stop_words import PREPOSITIONS
from bot.matching.matcher import Matched
from bot.matching.nearby.quote_tells import tells
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome, score_of
from bot.matching.provided import holds_place
from bot.matching.question import Clause
from bot.matching.ranking import Ranking
from bot.matching.text import clean
from bot.matching.wants import Want, asks_who_is, wants, wants_place

COEFFICIENTS = Path(__file__).with_name("follow_ups.json")

ANSWER, CHOICE = 0.64, 0.25
"""The least scores at which the first passage is given as the answer, or offered with others."""

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

ACCEPTED_BY = ("share", "lead", "beside", "fits", "asked", "counts", "known", "lacking", "renamed")
"""The features that decide whether the first passage answers.

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

_MOST_SUBJECT = 4

_HELD = 0.5
"""The least strength at which an example contains a word, itself or by a synonym."""

_USUAL, _UNSEEN, _ASKS = 0.09, 0.1, 2.0
"""The usual share of a passage's asks that ask for one kind of thing; and how many asks are added to those that do, and
to all, so that few asks prove little."""

_MEASURES = Want.NUMBER | Want.COUNT | Want.COST | Want.DURATION
"""Kinds of thing that only a quote with such a thing can answer: of 11 labelled turns, no other quote did."""


class FollowUpMatcher:
    """Answers follow-up questions about one article."""

    def __init__(self, compiled: Compiled) -> None:
        self._article = compiled.article
        self._index = compiled.index
        places = compiled.article.reading_places
        self._reading = np.array([places[passage.quote] for passage in compiled.article.passages])
        self._paragraphs = np.array([passage.paragraph for passage in compiled.article.passages])
        sections = [passage.section for passage in compiled.article.passages]
        self._sections = np.unique(sections, return_inverse=True)[1]

        self._kinds_of_asks = cache(self._read_asks)

    @cached_property
    def _held(self) -> Ints:
        """Of each passage, the value of the `Want` that its quote satisfies."""
        return np.array([tells(passage.quote).value for passage in self._article.passages])

    @cached_property
    def _has_place(self) -> Bools:
        return np.array([holds_place(passage.quote) for passage in self._article.passages])

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
        is_bare = bool(clause.subject) and all(term.meant in PREPOSITIONS for term in clause.subject)  # "since when"
        is_missing = isinstance(alone, NoMatch) and alone.gap is not None and not is_bare
        # "How long is it" matches the gap of another "it". Of 6 such turns, the 4 that reach `ANSWER` were right.
        if is_missing and not (refers and len(clause.subject) < 2):
            return alone  # of 58 such turns of the labelled dialogues, 8 had the answer in the passage that ranks best
        is_new = matched.question.looks_up or asks_who_is(clause.text)
        if is_new and clause.subject and not (ranking is not None and ranking.held[:, : self._index.passages].any()):
            return alone  # "what about Atlantis?" is a new subject, though unknown
        rows = self.rows(clause, ranking, shown)
        totals = rows @ _weights("rank", RANKED_BY)
        ranked: list[int] = (-totals).argsort(kind="stable").tolist()
        order = [place for place in ranked if self._article.passages[place].quote not in without] if without else ranked
        if measures := clause.wants.value & _MEASURES.value:
            order = [place for place in order if not measures & ~self._held.item(place)]
        if not order:
            return alone if isinstance(alone, NoMatch) else NoMatch(0.0, None, ())
        score = self.score(self.signals(clause, ranking, rows, totals, order[0], alone, renamed=renamed))
        # Of 71 turns of the labelled dialogues of whose subject no passage has a word, 52 would have been doubtful and
        # wrong.
        own_shares = rows[:, RANKED_BY.index("own_share")]
        is_foreign = bool(clause.subject) and not own_shares.any()
        if score < (ANSWER if is_foreign or is_missing else CHOICE):
            return alone if isinstance(alone, NoMatch) else NoMatch(score, None, ())
        best, *others = islice(self._candidates(order, score, totals, own_shares, ranking), 1 + MOST_OTHERS)
        if score >= ANSWER or not others:
            return Answer(best, tuple(others))
        return Choices((best, *others[: MOST_CHOICES - 1]))

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

    def is_near(self, passage: Passage, shown: Sequence[Passage]) -> bool:
        """Whether a passage is shown, next to a shown one, or of the same paragraph or topic."""
        row = self._places(shown)[:, self._article.numbers[passage.key]]
        return bool(row.any())

    def rows(self, clause: Clause, ranking: Ranking | None, shown: Sequence[Passage]) -> Floats:
        """The features by which each passage is ranked for a clause with this ranking: float32[P, RANKED_BY]."""
        count = self._index.passages
        columns = np.zeros((len(RANKED_BY), count), np.float32)
        if ranking is not None:
            for column, measure in enumerate(
                (ranking.closeness, ranking.evidence, ranking.likelihood, ranking.own_share)
            ):
                columns[column] = measure[:count]
        same, beside, near = self._places(shown)
        again = same * min(_MOST_SUBJECT, len(clause.subject))
        columns[4:8] = same, again, beside, near
        columns[8] = self._fit(clause)
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
    ) -> Floats:
        """The features that decide whether the best passage answers: float32[ACCEPTED_BY]."""
        of_best = dict(zip(RANKED_BY, rows[best].tolist(), strict=True))
        signals: dict[str, float] = {
            "share": self._share(totals, best),
            "lead": ranking.lead(best, self._index.gaps) if ranking is not None else 0.0,
            "beside": of_best["beside"],
            "fits": of_best["fits"],
            "asked": self._asked(clause, best),
            "counts": float(Want.COUNT in clause.wants and bool(clause.subject)),
            "known": score_of(alone),
            "lacking": float((ranking.held[:, best] < _HELD).sum())
            if ranking is not None
            else float(len(clause.subject)),
            "renamed": float(renamed),
        }
        return np.array([signals[name] for name in ACCEPTED_BY], np.float32)

    def score(self, signals: Floats) -> float:
        """The probability, 0 to 1, that the first passage answers."""
        logit = float(_coefficients()["intercept"]) + float(signals @ _weights("accept", ACCEPTED_BY))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

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
        kinds = _kinds(clause.text)
        if not kinds:
            return 0.0
        places: list[int] = np.flatnonzero(self._paragraphs == self._paragraphs[best]).tolist()
        asks = [[kinds <= each for each in self._kinds_of_asks(place)] for place in places]
        return math.log(max((sum(each) + _UNSEEN) / (len(each) + _ASKS) for each in asks) / _USUAL)

    def _read_asks(self, place: int) -> list[frozenset[Want | str]]:
        """The kinds of thing that each ask of a passage asks for."""
        return [_kinds(clean(ask)) for ask in self._article.passages[place].asks]

    def _fit(self, clause: Clause) -> Floats:
        """`fits` of each passage."""
        asks_where = wants_place(clause.text)
        if not (clause.wants or asks_where):
            return np.zeros(self._index.passages)
        lacking = clause.wants.value & ~self._held
        fits = np.where(lacking == 0, 1.0, np.where(lacking == Want.REASON.value, 0.0, -1.0))
        return np.where(self._has_place, fits, -1.0) if asks_where else fits


def _kinds(text: str) -> frozenset[Want | str]:
    """The kinds of thing that a question asks for, including places."""
    return frozenset((*wants(text), *(["place"] if wants_place(text) else [])))


@cache
def _coefficients() -> dict[str, Any]:
    return json.loads(COEFFICIENTS.read_text("utf-8"))


@cache
def _weights(of: str, names: Sequence[str]) -> Floats:
    return np.array([_coefficients()[of][name] for name in names], np.float32)
