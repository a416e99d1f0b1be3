"""Estimates how well an index works by measuring it against itself, and finds where it is thin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.article.model import Article
from bot.evaluation.labels import LabelledQuestion
from bot.evaluation.report import LeftOut, leave_one_out, share_of, shares_of
from bot.matching.calibration import HiddenQuestion, hidden_questions, scale_of
from bot.matching.compiled import compile_corpus
from bot.matching.corpus import Corpus
from bot.matching.english.forms import CARDINALS
from bot.matching.found import ANSWER
from bot.matching.matcher import Matcher
from bot.matching.outcomes import NoMatch
from bot.matching.progress import Progress, no_progress
from bot.matching.question import Question
from bot.matching.scoring import Scale
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import TOPIC, Vocabulary

_NUMBER = re.compile(r"\d[\d.,:]*\d|\d|[a-z]+")

FEWEST_ASKS = 5
"""A passage with fewer asks counts as thin."""


@dataclass(frozen=True)
class Expectations:
    """Fractions are between 0 and 1, and 1 if nothing was asked.

    asked             number of asks written by a person; each was hidden once
    found             fraction of these that find their passage, as the answer or among the choices
    answered          fraction of these that are answered with their passage
    near_refused      fraction of asks that get no answer while their passage is hidden
    other_refused     fraction of messages on other subjects that get no answer
    drafted_passages  keys of passages that nobody has reviewed yet; their asks do not show how people ask
    thin_passages     keys of other passages with few asks
    off_summaries     "key: summary" of passages and sections whose summary has a number that their quotes lack: the
                      text may have changed
    not_found         "section/passage: ask" for asks that do not find their passage while they are hidden
    unnamed           labelled questions without an answer that share words with the article and that no gap covers;
                      those that name somebody or a topic of the article come first
    """

    asked: int
    found: float
    answered: float
    near_refused: float
    other_refused: float
    drafted_passages: Sequence[str]
    thin_passages: Sequence[str]
    off_summaries: Sequence[str]
    not_found: Sequence[str]
    unnamed: Sequence[str]


def expect(
    article: Article, questions: Iterable[LabelledQuestion] = (), progress: Progress = no_progress
) -> Expectations:
    """Measure an article, and compare its labelled questions with its gaps. Takes seconds."""
    vocabulary = Vocabulary.of(article)
    corpus = Corpus.build(article, vocabulary)
    asked = hidden_questions(corpus, every=True, progress=lambda done: progress(done / 3))
    scale = scale_of(asked, corpus.drafted)
    matcher = Matcher(compile_corpus(article, vocabulary, corpus))
    total = sum(len(passage.asks) for passage in article.passages if not passage.drafted)
    left_out: list[LeftOut] = []
    for number, each in enumerate(leave_one_out(article), 1):
        left_out.append(each)
        progress(1 / 3 + number / total * 2 / 3)
    found, answered = shares_of(left_out)
    return Expectations(
        asked=total,
        found=found,
        answered=answered,
        near_refused=share_of(not _is_answered(q, scale) for q in asked if q.kind == "passage"),
        other_refused=share_of(not _is_answered(q, scale) for q in asked if q.kind == "background"),
        drafted_passages=[passage.key for passage in article.passages if passage.drafted],
        thin_passages=[p.key for p in article.passages if len(p.asks) < FEWEST_ASKS and not p.drafted],
        off_summaries=list(_off_summaries(article)),
        not_found=[f"{each.passage.key}: {each.ask}" for each in left_out if not each.found],
        unnamed=[text for _, _, text in sorted(_questions_without_gap(matcher, questions), reverse=True)],
    )


def _off_summaries(article: Article) -> Iterator[str]:
    for section in article.sections:
        if _numbers(section.summary) - _numbers(" ".join(passage.quote for passage in section.passages)):
            yield f"{section.id}: {section.summary}"
        for passage in section.passages:
            if _numbers(passage.summary) - _numbers(passage.quote):
                yield f"{passage.key}: {passage.summary}"


def _numbers(text: str) -> set[str]:
    """The numbers in a text, as digits. Skips "one", which may be a pronoun, and "two", as in "the two"."""
    words = (word for word in _NUMBER.findall(text.lower()) if word not in ("one", "two"))
    return {number for number in (str(CARDINALS.get(word, word)) for word in words) if number[0].isdigit()}


def _questions_without_gap(
    matcher: Matcher, questions: Iterable[LabelledQuestion]
) -> Iterator[tuple[bool, float, str]]:
    for question in questions:
        read = matcher.read(Utterance(question.text))
        outcome = matcher.answer(read) if read.asks and not question.gold else None
        if isinstance(outcome, NoMatch) and outcome.nearest and outcome.gap is None:
            yield _is_about(matcher, read), outcome.score, " ".join(question.text.split())


def _is_about(matcher: Matcher, question: Question) -> bool:
    """Whether a question names somebody or a topic of the article."""
    terms = [term for clause in question.clauses for term in clause.terms]
    return question.names_somebody or bool(matcher.compiled.vocabulary.named(terms, TOPIC))


def _is_answered(question: HiddenQuestion, scale: Scale) -> bool:
    return scale.score(question.signals) >= ANSWER
