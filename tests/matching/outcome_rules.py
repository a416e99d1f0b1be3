"""What must hold of every outcome, whatever was asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Article, Passage
from bot.matching.matcher import MOST_CHOICES, MOST_OTHERS
from bot.matching.outcomes import Answer, Candidate, Choices, Outcome


def candidates_of(outcome: Outcome) -> tuple[Candidate, ...]:
    """All passages that an outcome offers, best first."""
    if isinstance(outcome, Answer):
        return (outcome.best, *outcome.others)
    return outcome.candidates if isinstance(outcome, Choices) else ()


def answered(outcome: Outcome) -> Passage | None:
    """The passage that is given as the answer, if one is."""
    return outcome.best.passage if isinstance(outcome, Answer) else None


def check_outcome(outcome: Outcome, article: Article) -> None:
    """Quotes are verbatim and differ, bold spans lie in them in order and apart, numbers are within their bounds."""
    candidates = candidates_of(outcome)
    for candidate in candidates:
        passage = candidate.passage
        assert passage in article.passages
        assert passage.quote in article.paragraphs[passage.paragraph - 1]
        assert candidate.section is article.section(passage.section)
        assert 0 <= candidate.score <= 1
        _check_spans(passage.bold, len(passage.quote))
    assert len({candidate.passage.quote for candidate in candidates}) == len(candidates)
    if isinstance(outcome, Answer):
        assert len(outcome.others) <= MOST_OTHERS
    elif isinstance(outcome, Choices):
        assert 2 <= len(candidates) <= MOST_CHOICES
    else:
        assert 0 <= outcome.score <= 1
        assert outcome.gap is None or outcome.gap in article.gaps
        assert len(set(outcome.nearest)) == len(outcome.nearest) <= 3


def _check_spans(spans: Sequence[tuple[int, int]], length: int) -> None:
    end_before = 0
    for start, end in spans:
        assert end_before <= start < end <= length
        end_before = end
