"""Rules for every outcome, whatever was asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Article, Gap, Passage
from bot.matching import english
from bot.matching.outcomes import MOST_CHOICES, MOST_OTHERS, Answer, Candidate, Choices, Outcome


def candidates_of(outcome: Outcome) -> tuple[Candidate, ...]:
    """All passages that an outcome offers, best first."""
    if isinstance(outcome, Answer):
        return (outcome.best, *outcome.others)
    return outcome.candidates if isinstance(outcome, Choices) else ()


def answered(outcome: Outcome) -> Passage | None:
    """The passage that is given as the answer, if one is."""
    return outcome.best.passage if isinstance(outcome, Answer) else None


def check_outcome(outcome: Outcome, article: Article) -> None:
    """Quotes are verbatim and differ, bold spans lie in them in order and apart, numbers are within their bounds, and
    a gap is one that can be told."""
    candidates = candidates_of(outcome)
    for candidate in candidates:
        passage = candidate.passage
        assert passage in article.passages
        assert passage.quote in article.paragraphs[passage.paragraph - 1]
        assert candidate.section is article.section(passage.section)
        assert 0 <= candidate.score <= 1
        assert 0 <= candidate.own_share <= 1 + 1e-6
        assert len(set(candidate.matched)) == len(candidate.matched)
        _check_spans(passage.bold, len(passage.quote))
    assert len({candidate.passage.quote for candidate in candidates}) == len(candidates)
    scores = [candidate.score for candidate in candidates]
    assert all(score <= scores[0] for score in scores)
    if isinstance(outcome, Answer):
        assert len(outcome.others) <= MOST_OTHERS
    elif isinstance(outcome, Choices):
        assert 2 <= len(candidates) <= MOST_CHOICES
    else:
        assert 0 <= outcome.score <= 1
        assert outcome.gap is None or _can_be_told(outcome.gap, article)
        assert len(set(outcome.nearest)) == len(outcome.nearest) <= 3
        assert set(outcome.nearest) <= set(article.sections)


def _can_be_told(gap: Gap, article: Article) -> bool:
    """Whether a gap is the article's, or a general one with a name of the article in its note."""
    if gap in article.gaps:
        return True
    general = {known.id: known for known in english.general_gaps()}[gap.id]
    names = [name.name for name in article.names] + [word for s in article.sections for word in s.keywords]
    told = {general.note.replace("{name}", said) for name in names for said in (name, f"the {name}")}
    return gap.note in told and "{" not in gap.note


def _check_spans(spans: Sequence[tuple[int, int]], length: int) -> None:
    end_before = 0
    for start, end in spans:
        assert end_before <= start < end <= length
        end_before = end
