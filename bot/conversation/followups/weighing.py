"""Which goes before the other: what a question finds by itself, or near what was shown."""

from __future__ import annotations

from bot.conversation.reply import quote_of
from bot.matching.decision import MOST_CHOICES, WHOLE
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome, candidates_of
from bot.matching.question import Question

SURE = 0.65
"""From this score on an answer of the index is sure, by itself or before another language."""

SURE_OF_ITSELF = 0.8
"""From this score on, or where the article's own words have all that it asks for, a question that could lean on what
was shown, and finds nothing there, is one of its own."""


def is_new(question: Question, alone: Answer, found: Outcome, *, is_bound: bool, is_near: bool) -> bool:
    """Whether what a question finds by itself outweighs what it found near what was shown. `is_bound` is whether it has
    a word that stands for what was spoken of, `is_near` whether what it finds by itself stands near that too."""
    if is_near and isinstance(found, NoMatch):  # no passage there has a word of it, but some ask has
        return True
    score, subject = alone.best.score, question.clauses[-1].subject
    if score >= 1 and subject and not is_bound:  # asked in the words of the index
        return True
    if isinstance(found, Answer) or len(question.clauses) > 1:  # several: it has its context with it
        return not isinstance(found, Answer)
    if score < SURE or _likeliest(found) == quote_of(alone):
        return score >= SURE
    if isinstance(found, NoMatch) and (score >= SURE_OF_ITSELF or not is_bound):
        return True
    # A word or two that another passage holds too do not outweigh what was shown.
    return len(subject) > 1 and (score >= SURE_OF_ITSELF or alone.best.own_share >= WHOLE)


def _likeliest(outcome: Outcome) -> str | None:
    return next((candidate.passage.quote for candidate in candidates_of(outcome)), None)


def as_choices(answer: Answer) -> Outcome:
    """An answer as choices, if it has others beside it."""
    choices = (answer.best, *answer.others)[:MOST_CHOICES]
    return Choices(choices) if len(choices) > 1 else NoMatch(answer.best.score, None, ())
