"""Decides the outcome from the scores: an answer, choices, or no match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from bot.article.model import Passage, Section
from bot.matching.calibration import read_signals
from bot.matching.checks.content import ContentCheck
from bot.matching.checks.deeds import DeedCheck
from bot.matching.checks.drafted import LEAST_KNOWN_OF_DRAFT, MOST_MISSING, beside_first, is_rivalled, missing_words
from bot.matching.checks.names import NameCheck, NameFit
from bot.matching.compiled import Compiled
from bot.matching.gaps import Gaps
from bot.matching.intent import LAST
from bot.matching.outcomes import WHOLE, Answer, Candidate, Choices, NoMatch, Outcome
from bot.matching.question import Clause, Question, without_chat
from bot.matching.ranking import Ranking
from bot.matching.vocabulary import TOPIC

ANSWER = 0.43
"""The least score of a passage that is given as the answer."""

CHOICE, DOUBTFUL_CHOICE = 0.1, 0.25
"""The least score of a passage that is offered as a choice. The second value applies if the article may well not
answer: a gap matches the question, the message does not ask, or it is on another subject. With these values, .82 of the
questions about ten articles that were curated in an hour were answered or offered, with .2 for both .78; .114 of the
shipped article's messages without an answer got an offer, with .2 for both .125."""

LEAST_KNOWN = 0.3
"""A question of whose subject the passages contain less than this share is on another subject."""

SURE_OF_ANOTHER = 0.9
"""Below this score, a passage without any of the names in the question is at most a choice."""

_NO_CHOICE, _NO_ANSWER = CHOICE - 0.01, ANSWER - 0.01

MOST_CHOICES = 4
MOST_OTHERS = 5

KEYWORD_LOWEST, KEYWORD_GAIN, KEYWORD_HIGHEST = 0.6, 0.04, 0.97
"""The score of bare keywords that all occur in a passage: the rarer and the more of them, the higher."""

_LOOKED_UP = 12
_NEAREST_SECTIONS = 3


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

    def with_first(self, place: int, score: float) -> Found:
        """The same with this passage first, and this score."""
        return replace(self, order=_first(place, self.order), score=score)

    def at_most(self, score: float) -> Found:
        """The same with at most this score."""
        return replace(self, score=min(self.score, score))


class Decision:
    """Decides questions about one article with its compiled index. Thread-safe."""

    def __init__(self, compiled: Compiled) -> None:
        self._article = compiled.article
        self._index = compiled.index
        self._scale = compiled.scale
        self._gaps = Gaps(compiled)
        self._content = ContentCheck(compiled)
        self._names = NameCheck(compiled)
        self._deeds = DeedCheck(compiled)
        self._texts = compiled.texts
        self._in_paragraphs = compiled.in_paragraphs
        self._targets_of_asks = _targets_of_asks(compiled)

    def decide(self, question: Question, rankings: Sequence[Ranking | None]) -> Outcome:
        """The outcome for a question whose clauses have these rankings."""
        # Of several clauses that ask, use the one with the highest score.
        found = max(map(self._found, question.clauses, rankings), key=lambda found: found.score)
        inside = self._in_paragraph(question.paragraph, found) if question.paragraph else None
        asked = self._targets_of_asks.get(without_chat([term.meant for term in found.clause.terms]))
        if inside is not None:
            found = inside
        elif asked is None:
            found = self._look_up(question, found)
        elif asked >= self._index.passages:
            return self._no_match(replace(found, score=0.0), asked)
        else:
            found = found.with_first(asked, 1.0)
        if not found.order:
            return self._no_match(found, None)
        return self._outcome(question, self._for_whom(found, question.message.written))

    def _outcome(self, question: Question, found: Found) -> Outcome:
        """The outcome for the result of a question."""
        candidates = tuple(islice(self._candidates(found), 1 + MOST_OTHERS)) if found.score >= CHOICE else ()
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

    def _found(self, clause: Clause, ranking: Ranking | None) -> Found:
        passages = self._index.passages
        if ranking is None:
            return Found(clause, None, (), 0.0, (0.0,) * passages, (0.0,) * passages)
        score, is_doubtful = self._score(clause, ranking), is_rivalled(self._article.passages, ranking)
        if (place := self._wanted_beside(clause, ranking)) is not None:
            beside = replace(ranking, order=_first(place, ranking.order))
            if (surer := self._score(clause, beside)) >= ANSWER:
                ranking, score = beside, surer
        own_shares = ranking.own_share[:passages].tolist()
        found = Found(clause, ranking, ranking.order, score, ranking.score.tolist(), own_shares)
        return found.at_most(_NO_ANSWER) if is_doubtful else found

    def _score(self, clause: Clause, ranking: Ranking) -> float:
        """The score of the best passage, which is below an answer's if the passage lacks what the clause asks for."""
        score = self._scale.score(read_signals(self._index, ranking, clause.wants))
        return _NO_ANSWER if score >= ANSWER and self._content.lacks_answer(clause, ranking.order[0]) else score

    def _wanted_beside(self, clause: Clause, ranking: Ranking) -> int | None:
        """A neighbour of the best passage that contains the kind of thing that the passage lacks."""
        if not self._content.lacks_kind(clause, ranking.order[0]):
            return None
        able = beside_first(self._article.passages, ranking, clause.wants)
        return next((place for place in able if not self._content.lacks_kind(clause, place)), None)

    def _for_whom(self, found: Found, message: str) -> Found:
        """Lower the score of a passage that is not about everybody whom the question names, or what they did."""
        asked = message, found.clause.terms, found.order[0]
        fit = self._names.fit(*asked)
        if fit is NameFit.OF_NONE:
            return found.at_most(_NO_CHOICE)
        is_of_others = fit is NameFit.NOT_OF_ALL or (fit is NameFit.PERHAPS and found.score < SURE_OF_ANOTHER)
        return found.at_most(_NO_ANSWER) if is_of_others or self._deeds.lacks(*asked) else found

    def _look_up(self, question: Question, found: Found) -> Found:
        """The result for words to look up. Lowers the score of a keyword that occurs in an ask ("sus") and not in the
        passage itself. "Is there a bus" looks up a topic if nothing else answers it."""
        if question.looks_up:
            found = self._holding_all(found)
            is_own = not question.is_keyword or not found.order or found.own_shares[found.order[0]]
            return found if is_own else found.at_most(_NO_ANSWER)
        if found.score >= ANSWER or not question.asks_what_there_is:
            return found
        is_topic = all(TOPIC in dict(term.features) for term in found.clause.subject)
        held = self._holding_all(found) if is_topic else found
        return held if held.score >= ANSWER else found

    def _holding_all(self, found: Found) -> Found:
        """For words to look up: the first passage whose own words contain all of them, if its score is higher. A
        keyword asks for what the article says about it, so gaps with the same word do not matter. Words that more than
        half of the sections contain select none of them."""
        holder = next((place for place in found.order[:_LOOKED_UP] if found.own_shares[place] > WHOLE), None)
        if holder is None:
            return found
        shares = zip(self._article.passages, found.own_shares, strict=True)
        holding = {passage.section for passage, share in shares if share > WHOLE}
        if len(holding) > len(self._article.sections) / 2 > 1:
            return replace(found, score=DOUBTFUL_CHOICE)
        weight = sum(found.ranking.weights) if found.ranking is not None else 0.0
        score = min(KEYWORD_HIGHEST, KEYWORD_LOWEST + KEYWORD_GAIN * weight)
        return found.with_first(holder, max(found.score, score))

    def _in_paragraph(self, number: int, found: Found) -> Found | None:
        """The passages of the paragraph that the question names, ranked by its other words. None if no other word
        occurs in that paragraph: then the question is not about it."""
        number = len(self._article.paragraphs) if number == LAST else number
        places = sorted(self._in_paragraphs.get(number, ()))
        if not found.clause.subject or not places:
            return replace(found, order=places, score=1.0 if places else 0.0)
        if not any(found.own_shares[place] for place in places):
            return None
        places.sort(key=lambda place: -found.points[place])
        return replace(found, order=places, score=max(ANSWER, found.score))

    def _candidates(self, found: Found) -> Iterator[Candidate]:
        """The passages as candidates; only the best of those with the same quote."""
        top = max(found.points[found.order[0]], 1e-6)
        for place in self._each_paragraph_first(found.order[: 4 * MOST_OTHERS]):
            behind = min(1.0, max(0.0, found.points[place] / top)) if place != found.order[0] else 1.0
            passage = self._article.passages[place]
            yield Candidate(
                passage=passage,
                section=self._article.section_of(passage),
                score=found.score * behind,
                matched=found.ranking.matched_words(place) if found.ranking is not None else (),
                nearest=self._nearest_text(found, place),
                own_share=found.own_shares[place],
            )

    def _each_paragraph_first(self, order: Sequence[int]) -> Iterator[int]:
        """Passages in order, without repeated quotes. Drafted passages are short, and their neighbours are one press
        away, so further ones from the same paragraph come last."""
        quotes: set[str] = set()
        paragraphs: set[int] = set()
        later: list[int] = []
        for place in order:
            passage = self._article.passages[place]
            if passage.quote in quotes:
                continue
            quotes.add(passage.quote)
            if passage.drafted and passage.paragraph in paragraphs:
                later.append(place)
            else:
                paragraphs.add(passage.paragraph)
                yield place
        yield from later

    def _nearest_text(self, found: Found, target: int) -> str:
        if found.ranking is None:
            return ""
        examples = self._index.examples_of(target)
        return self._texts[examples][int(found.ranking.example_closeness[examples].argmax())]

    def _no_match(self, found: Found, gap: int | None) -> NoMatch:
        """No match, with the sections that are nearest to the question's subject."""
        sections: dict[str, Section] = {}
        for place in found.order[: 4 * MOST_OTHERS]:
            section = self._article.section_of(self._article.passages[place])
            if found.own_shares[place]:
                sections.setdefault(section.id, section)
        nearest = tuple(sections.values())[:_NEAREST_SECTIONS]
        likeliest = self._article.passages[found.order[0]] if found.order else None
        told = self._gaps.told(gap, found.clause) if gap is not None else None
        return NoMatch(found.score, told, nearest, likeliest)


def _first(place: int, order: Sequence[int]) -> list[int]:
    return [place, *(other for other in order if other != place)]


def _targets_of_asks(compiled: Compiled) -> dict[str, int]:
    """The target of each ask, word for word. An article's own ask outranks its gaps, and the first of two equal ones
    counts."""
    own = compiled.index.passages + len(compiled.article.gaps)
    targets = compiled.index.targets[: np.searchsorted(compiled.index.targets, own)].tolist()
    asks = [without_chat(text.split()) for text in compiled.texts[: len(targets)]]
    return {ask: target for ask, target in zip(reversed(asks), reversed(targets), strict=True) if ask}
