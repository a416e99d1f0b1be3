"""What the bot says, in one place: the terminal and Discord say the same.

Plain sentences without markup. Nothing here quotes the article; quotes come from passages alone.
"""

from __future__ import annotations

from bot.article.model import Article, Passage
from bot.matching.outcomes import Candidate, Choices, NoMatch

CHOICES_TITLE = "Did you mean"
NO_MATCH = "The article does not say."
NEAREST = "The nearest topics"
NOTHING_NEAR = "Ask about one of its topics"
EMPTY_QUESTION = "Ask something about the article, for example: what did Landau say about market access?"

ABOUT_QUOTES = (
    "Quotes are short excerpts, verbatim, each with its paragraph. Summaries are written by hand and add nothing "
    "that the article does not say. No language model is involved: a question is matched against a curated index, "
    "and where the article does not say, the answer says so."
)


def paragraph_of(passage: Passage, article: Article) -> str:
    """Where a passage stands: "¶ 9 of 19"."""
    return f"¶ {passage.paragraph} of {len(article.paragraphs)}"


def no_match(outcome: NoMatch) -> str:
    """That the article does not say, and what exactly, where that is known."""
    return f"{NO_MATCH} {outcome.gap.note}" if outcome.gap else NO_MATCH


def why_short(candidate: Candidate) -> str:
    """Why a passage was chosen, for a reader: the words that speak for it."""
    return f"Matched: {', '.join(candidate.matched[:5])}"


def why(candidate: Candidate) -> list[str]:
    """Why a passage was chosen, for a curator: one line each."""
    lines = [f"passage {candidate.passage.key}, score {candidate.score:.2f}"]
    if candidate.matched:
        lines.append(f"words that speak for it: {', '.join(candidate.matched)}")
    if candidate.nearest:
        lines.append(f"nearest entry of the index: {candidate.nearest}")
    return lines


def choice_label(candidate: Candidate, others: Choices | tuple[Candidate, ...]) -> str:
    """A short name for a candidate among others: its section's title, or its summary where two share a section."""
    rivals = others.candidates if isinstance(others, Choices) else others
    shared = sum(rival.section.id == candidate.section.id for rival in rivals) > 1
    return candidate.passage.summary if shared else candidate.section.title
