"""What the matcher has to say to a question: one of three outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.article.model import Article, Gap, Passage, Section


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer the question.

    `score`, 0 to 1, is how sure the matcher is; for the first candidate it is a probability (see
    `bot.matching.calibration`), or a fixed value where a rule decided (see `bot.matching.decision`); for the others it
    only tells how far behind they are. `matched` holds the words of the question that speak for it, as the index spells
    them, strongest first; `nearest` is the curated question, or other text of the index, that is most like it;
    `own_share` the share (0 to 1) of the question's subject words that stand, themselves or by a synonym, in the
    passage's own words.
    """

    passage: Passage
    section: Section
    score: float
    matched: tuple[str, ...]
    nearest: str
    own_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A passage is clearly the best and clearly covers the question. `others` are the runners-up."""

    kind: ClassVar = "answer"
    best: Candidate
    others: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Two to four passages could be meant, best first."""

    kind: ClassVar = "choices"
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """The article does not say. `gap` is what the question asks for, where the index knows it as unanswered;
    `nearest` are the sections (at most three) that come nearest to the question, `likeliest` is the passage that does,
    if any."""

    kind: ClassVar = "none"
    score: float
    gap: Gap | None
    nearest: tuple[Section, ...]
    likeliest: Passage | None = None


Outcome = Answer | Choices | NoMatch


def picked(article: Article, *passages: Passage) -> Answer:
    """The answer where passages were picked, and not found by a question: the first, with the others beside it."""
    best, *others = (Candidate(passage, article.section_of(passage), 1.0, (), "") for passage in passages)
    return Answer(best, tuple(others))


def candidates_of(outcome: Outcome) -> tuple[Candidate, ...]:
    """The passages that an outcome holds, best first."""
    match outcome:
        case Answer(best=best, others=others):
            return best, *others
        case Choices(candidates=candidates):
            return candidates
        case NoMatch():
            return ()


def score_of(outcome: Outcome) -> float:
    """How sure the matcher is of the outcome's best passage, 0 to 1."""
    return outcome.score if isinstance(outcome, NoMatch) else candidates_of(outcome)[0].score
