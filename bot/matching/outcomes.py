"""The outcome of a question: an answer, choices, or no match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.article.model import Article, Gap, Passage, Section

WHOLE = 0.999
"""The share of subject words that counts as all of them, allowing for rounding."""

MOST_CHOICES, MOST_OTHERS = 4, 5
"""How many passages are offered, and how many come with an answer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer the question.

    `score`, 0 to 1, is the matcher's confidence. For the first candidate it is a probability (see
    `bot.matching.scoring`), or a fixed value if a rule decided (see `bot.matching.decision`); for the others it
    only tells how far behind they are. `matched` holds the question's words that speak for the passage, as the index
    spells them, strongest first. `nearest` is the most similar ask or other text of the index. `own_share` is the share
    (0 to 1) of the question's subject words that occur, themselves or by a synonym, in the passage's own words.
    """

    passage: Passage
    section: Section
    score: float
    matched: tuple[str, ...]
    nearest: str
    own_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One passage is clearly the best and clearly covers the question. `others` are the runners-up."""

    kind: ClassVar = "answer"
    best: Candidate
    others: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Two to four passages may be meant, best first."""

    kind: ClassVar = "choices"
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """The article does not answer. `gap` is the known gap that the question asks for, if any. `nearest` are the
    sections (at most three) nearest to the question; `likeliest` is the nearest passage, if any."""

    kind: ClassVar = "none"
    score: float
    gap: Gap | None
    nearest: tuple[Section, ...]
    likeliest: Passage | None = None


Outcome = Answer | Choices | NoMatch


def picked(article: Article, *passages: Passage) -> Answer:
    """The answer for passages that were picked by hand: the first one, with the others beside it."""
    best, *others = (Candidate(passage, article.section_of(passage), 1.0, (), "") for passage in passages)
    return Answer(best, tuple(others))


def candidates_of(outcome: Outcome) -> tuple[Candidate, ...]:
    """The passages of an outcome, best first."""
    match outcome:
        case Answer(best=best, others=others):
            return best, *others
        case Choices(candidates=candidates):
            return candidates
        case NoMatch():
            return ()


def score_of(outcome: Outcome) -> float:
    """The confidence in the outcome's best passage, 0 to 1."""
    return outcome.score if isinstance(outcome, NoMatch) else candidates_of(outcome)[0].score
