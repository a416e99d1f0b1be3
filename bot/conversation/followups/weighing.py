"""Decides between a question's own outcome and the one near what was shown."""

from __future__ import annotations

from bot.conversation.reply import quote_of
from bot.matching.decision import MOST_CHOICES
from bot.matching.outcomes import WHOLE, Answer, Candidate, Choices, NoMatch, Outcome, candidates_of
from bot.matching.question import Question
from bot.matching.text import stem, tokenize

SURE = 0.65
"""The least score of a confident answer, by itself or against another language."""

SURE_OF_ITSELF = 0.8
"""From this score on, or if the article's own words contain its whole subject, a possible follow-up that finds nothing
near what was shown is a new question."""


def is_new(question: Question, alone: Answer, found: Outcome, *, is_bound: bool, is_near: bool) -> bool:
    """Whether a question's own outcome outweighs the one near what was shown. `is_bound` is whether the question refers
    back; `is_near` whether its own outcome is near what was shown too."""
    if is_near and isinstance(found, NoMatch):  # no passage there has a word of it, but some ask has
        return True
    score, subject = alone.best.score, question.clauses[-1].subject
    if score >= 1 and subject and not is_bound:  # asked in the words of the index
        return True
    if not is_bound and score >= SURE and _quotes_subject(alone.best) and _lacks_subject(found):
        return True  # "what about tariffs", with the word of another quote
    if isinstance(found, Answer) or len(question.clauses) > 1:  # several: it has its context with it
        return not isinstance(found, Answer)
    if score < SURE or _likeliest(found) == quote_of(alone):
        return score >= SURE
    if isinstance(found, NoMatch) and (score >= SURE_OF_ITSELF or not is_bound):
        return True
    # One or two words that another passage contains do not outweigh what was shown.
    return len(subject) > 1 and (score >= SURE_OF_ITSELF or alone.best.own_share >= WHOLE)


def _quotes_subject(best: Candidate) -> bool:
    """Whether a passage contains a question's whole subject, and its quote the words by which it was found."""
    quoted = set(map(stem, tokenize(best.passage.quote)))
    return best.own_share >= WHOLE and bool(best.matched) and quoted.issuperset(map(stem, best.matched))


def _lacks_subject(outcome: Outcome) -> bool:
    """Whether the likeliest passage of an outcome itself contains none of the question's subject words."""
    return all(candidate.own_share == 0 for candidate in candidates_of(outcome)[:1])


def _likeliest(outcome: Outcome) -> str | None:
    return next((candidate.passage.quote for candidate in candidates_of(outcome)), None)


def as_choices(answer: Answer) -> Outcome:
    """An answer as choices, if it has others beside it."""
    choices = (answer.best, *answer.others)[:MOST_CHOICES]
    return Choices(choices) if len(choices) > 1 else NoMatch(answer.best.score, None, ())
