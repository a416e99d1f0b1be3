"""From a question to an outcome: an answer, choices, or the word that the article does not say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from bot.article.model import Article, Gap, Passage, Section
from bot.matching.fillers import QUESTION_WORDS
from bot.matching.index import Index, Unit, subject_of, units_of
from bot.matching.intent import (
    Want,
    asks_to_look_up,
    is_follow_up,
    paragraph_asked_for,
    provides,
    wants,
    without_paragraph,
)
from bot.matching.lexicon import Lexicon
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome
from bot.matching.ranking import Ranked, Ranker
from bot.matching.text import clean, tokenize

ANSWER = 0.66
"""From this score on a passage is given as the answer: a wrong answer costs more than none."""

CHOICE = 0.2
"""From this score on a passage is offered as one that could be meant."""

GAP_EVIDENCE, GAP_CLOSENESS = 1.0, 0.75
"""From either on, what the best gap says is said: with less, a guess would often be beside the point."""

MOST_CHOICES = 4
MOST_OTHERS = 5

KEYWORD_LOWEST, KEYWORD_GAIN, KEYWORD_HIGHEST = 0.6, 0.04, 0.97
"""The score of bare keywords that all stand in a passage: the rarer and the more of them, the higher."""

_LOOKED_UP = 12
_NEAREST_SECTIONS = 3


class Signals(NamedTuple):
    """What speaks for and against the best passage; the score is a logistic function of it.

    closeness, evidence          the passage's measures (see `bot.matching.ranking`)
    gap_evidence                 the evidence for the best gap
    gap_lead                     how much closer than the passage the best gap is; 0 if it is not
    margin                       how far the passage is ahead of the best one with another quote
    unmet_wants                  1 if the question wants a number or a date and the passage has none
    foreign                      the weight of the weightiest word that belongs to gaps, not to the passage
    foreign_gap_evidence         `foreign` times `gap_evidence`: together they are a near miss
    thinness                     1 / (1 + subject words) where the passage's own words have none of them, else 0:
                                 one stray word of chat must not find a passage only because some ask has it
    """

    closeness: float
    evidence: float
    gap_evidence: float
    gap_lead: float
    margin: float
    unmet_wants: float
    foreign: float
    foreign_gap_evidence: float
    thinness: float

    def score(self) -> float:
        """The probability, 0 to 1, that the passage answers the question.

        Logistic regression on the article's labelled questions; `tests/benchmarks/fit_score.py` fits it anew.
        """
        logit = (
            -2.4
            + 4.5 * self.closeness
            + 3.4 * self.evidence
            - 2.4 * self.gap_evidence
            - 3.1 * self.gap_lead
            + 0.9 * self.margin
            - 4.3 * self.unmet_wants
            + 0.7 * self.foreign
            - 3.2 * self.foreign_gap_evidence
            - 4.9 * self.thinness
        )
        return 1 / (1 + math.exp(-logit))


class Matcher:
    """Finds the passage of an article that answers a question.

    Pure and deterministic; may be shared between threads. `lexicon` and `index` may be given where they are
    at hand already (see `bot.matching.cache`); they must be the article's own.
    """

    def __init__(self, article: Article, lexicon: Lexicon | None = None, index: Index | None = None) -> None:
        self.article = article
        self.lexicon = lexicon or Lexicon(article)
        self.index = index or Index.build(article, self.lexicon)
        self._ranker = Ranker(self.index, len(article.passages))

    def match(self, question: str, about: Section | None = None) -> Outcome:
        """What the article says to the question. Any string is accepted.

        `about` is the topic of the answer that the question follows up; it only matters where the question
        alone finds no answer. The topic narrows the passages, but the question has to choose among them, by words
        that stand in the passage ("and what about India?") or by what it wants ("and when?"). Where it does
        neither ("why did they?"), the topic's passages are offered.
        """
        cleaned = clean(question)
        outcome = self._match(cleaned)
        if about is None or isinstance(outcome, Answer):
            return outcome
        return self._follow_up(cleaned, about) or outcome

    def signals(self, question: str) -> tuple[Passage, Signals] | None:
        """The best passage for the question and what speaks for and against it, or None if nothing does."""
        cleaned = clean(question)
        units = self._units(cleaned)
        passages, gaps = self._rank(units)
        return (self._passage(passages[0]), self._signals(cleaned, units, passages, gaps)) if passages else None

    def _match(self, question: str) -> Outcome:
        units = self._units(question)
        passages, gaps = self._rank(units)
        paragraph = paragraph_asked_for(question)
        known = self.index.target_of(question)
        if paragraph is not None:
            if paragraph > len(self.article.paragraphs):
                return self._no_match(0.0, units, passages, None)
            passages, score = self._in_paragraph(paragraph, question)
        elif known is not None:
            if known >= len(self.article.passages):
                return self._no_match(0.0, units, passages, self._gap(known))
            passages, score = self._put_first(passages, known), 1.0
        elif not passages:
            score = 0.0
        else:
            score = self._signals(question, units, passages, gaps).score()
            if asks_to_look_up(question):
                passages, score = self._look_up(units, passages, score)
        return self._outcome(units, passages, gaps, score)

    def _outcome(
        self, units: Sequence[Unit], passages: Sequence[Ranked], gaps: Sequence[Ranked], score: float
    ) -> Outcome:
        """An answer, choices or neither, by the score of the first passage."""
        if score >= CHOICE:
            candidates = tuple(islice(self._candidates(units, passages, score), 1 + MOST_OTHERS))
            if score >= ANSWER:
                return Answer(candidates[0], candidates[1:])
            if len(candidates) > 1:
                return Choices(candidates[:MOST_CHOICES])
        gap = gaps[0] if gaps and (not passages or gaps[0].score >= passages[0].score) else None
        known = gap is not None and (gap.evidence >= GAP_EVIDENCE or gap.closeness >= GAP_CLOSENESS)
        return self._no_match(score, units, passages, self._gap(gap.target) if gap and known else None)

    def _follow_up(self, question: str, about: Section) -> Outcome | None:
        """What the question finds among the topic's passages, or None."""
        units = self._units(question)
        ranked = self._rank_all(
            units, [t for t, passage in enumerate(self.article.passages) if passage.section == about.id]
        )
        wanted = wants(question)
        chosen = asks_to_look_up(question) or Want.DATE in wanted
        if subject_of(units):
            chosen = True
            ranked = [entry for entry in ranked if self._ranker.own_share(units, entry.target) == 1.0]
        elif not (chosen or is_follow_up(question) or QUESTION_WORDS.intersection(tokenize(question))):
            return None
        found = [entry for entry in ranked if wanted <= provides(self._passage(entry).quote)]
        candidates = tuple(self._candidates(units, found, ANSWER if chosen else CHOICE)) if found else ()
        if chosen and candidates:
            return Answer(candidates[0], candidates[1 : 1 + MOST_OTHERS])
        return Choices(candidates[:MOST_CHOICES]) if len(candidates) > 1 else None

    def _units(self, question: str) -> list[Unit]:
        return units_of(self.lexicon.question_terms(question))

    def _rank(self, units: Sequence[Unit]) -> tuple[list[Ranked], list[Ranked]]:
        """The passages and the gaps, each best first."""
        count = len(self.article.passages)
        ranked = self._ranker.rank(units)
        return [entry for entry in ranked if entry.target < count], [entry for entry in ranked if entry.target >= count]

    def _rank_all(self, units: Sequence[Unit], targets: Sequence[int]) -> list[Ranked]:
        """All of the targets: those that share something with the question first, best first."""
        ranked = self._ranker.rank(units, among=targets)
        known = {entry.target for entry in ranked}
        return [*ranked, *(self._unranked(target) for target in targets if target not in known)]

    def _put_first(self, passages: Sequence[Ranked], target: int) -> list[Ranked]:
        first = next((entry for entry in passages if entry.target == target), None) or self._unranked(target)
        return [first, *(entry for entry in passages if entry.target != target)]

    def _unranked(self, target: int) -> Ranked:
        return Ranked(target, 0.0, 0.0, 0.0, self.index.targets.index(target))

    def _signals(
        self, question: str, units: Sequence[Unit], passages: Sequence[Ranked], gaps: Sequence[Ranked]
    ) -> Signals:
        best = passages[0]
        quote = self._passage(best).quote
        second = next((entry.score for entry in passages if self._passage(entry).quote != quote), 0.0)
        gap_closeness, gap_evidence = (gaps[0].closeness, gaps[0].evidence) if gaps else (0.0, 0.0)
        foreign = self._ranker.foreign(units, best.target)
        return Signals(
            closeness=best.closeness,
            evidence=best.evidence,
            gap_evidence=gap_evidence,
            gap_lead=max(0.0, gap_closeness - best.closeness),
            margin=best.score - second,
            unmet_wants=1.0 if wants(question) - provides(quote) else 0.0,
            foreign=foreign,
            foreign_gap_evidence=foreign * gap_evidence,
            thinness=0.0 if self._ranker.own_share(units, best.target) else 1 / (1 + len(subject_of(units))),
        )

    def _look_up(self, units: Sequence[Unit], passages: Sequence[Ranked], score: float) -> tuple[list[Ranked], float]:
        """For words to look up: the first passage whose own words hold all of them, and its score, if that is more.

        A keyword asks for what the article says of it; that it is also asked about in vain does not matter. Words that
        half of the sections hold choose none of them.
        """
        holding = {
            target: passage.section
            for target, passage in enumerate(self.article.passages)
            if self._ranker.own_share(units, target) == 1.0
        }
        holder = next((entry for entry in passages[:_LOOKED_UP] if entry.target in holding), None)
        if holder is None:
            return list(passages), score
        if len(set(holding.values())) > len(self.article.sections) / 2 > 1:
            return list(passages), CHOICE
        weight = sum(map(self._ranker.weight, subject_of(units)))
        found = min(KEYWORD_HIGHEST, KEYWORD_LOWEST + KEYWORD_GAIN * weight)
        return self._put_first(passages, holder.target), max(score, found)

    def _in_paragraph(self, number: int, question: str) -> tuple[list[Ranked], float]:
        """The passages of the paragraph that the question names, best first, and the score of the first."""
        rest = self._units(without_paragraph(question))
        places = [target for target, passage in enumerate(self.article.passages) if passage.paragraph == number]
        ranked = self._rank_all(rest, places)
        if not subject_of(rest) or not ranked or not ranked[0].score:
            return [self._unranked(target) for target in places], 1.0 if places else 0.0
        return ranked, max(ANSWER, min(1.0, ranked[0].score))

    def _candidates(self, units: Sequence[Unit], passages: Sequence[Ranked], score: float) -> Iterator[Candidate]:
        """The passages as candidates; of those with the same quote only the best."""
        quotes: set[str] = set()
        top = passages[0].score or 1.0
        for entry in passages[: 4 * MOST_OTHERS]:
            passage = self._passage(entry)
            if passage.quote in quotes:
                continue
            quotes.add(passage.quote)
            yield Candidate(
                passage=passage,
                section=self.article.section_of(passage),
                score=min(1.0, score * entry.score / top) if quotes != {passage.quote} else score,
                matched=tuple(self._ranker.shared_words(units, entry.target)),
                nearest=self.index.texts[entry.example],
                own_share=self._ranker.own_share(units, entry.target),
            )

    def _no_match(self, score: float, units: Sequence[Unit], passages: Sequence[Ranked], gap: Gap | None) -> NoMatch:
        """No match, with the sections that say something of the question's subject."""
        sections = dict.fromkeys(
            self._passage(entry).section for entry in passages if self._ranker.own_share(units, entry.target)
        )
        near = [section for name in sections if (section := self.article.section(name)) is not None]
        return NoMatch(score, gap, tuple(near[:_NEAREST_SECTIONS]))

    def _passage(self, entry: Ranked) -> Passage:
        return self.article.passages[entry.target]

    def _gap(self, target: int) -> Gap:
        return self.article.gaps[target - len(self.article.passages)]
