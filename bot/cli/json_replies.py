"""Replies as JSON for programs, one object a line. .github/JSON.md describes the format."""

from __future__ import annotations

import json
from typing import Any

from bot.conversation.reply import Reply
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, candidates_of, score_of


def reply_json(message: str, reply: Reply, *, withheld: bool = False, ascii_only: bool = False) -> str:
    """The reply to a message as one line of JSON.

    `withheld` tells that there is an answer that is not given because nobody addressed the bot. With `ascii_only` other
    characters are escaped, for an output that is not Unicode.
    """
    # Replace lone surrogates, which come from invalid UTF-8: other JSON parsers refuse them.
    message = message.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    outcome = reply.outcome
    best = outcome.best if isinstance(outcome, Answer) else None
    choices = outcome.candidates if isinstance(outcome, Choices) else ()
    also = [candidates_of(part.outcome)[0] for part in reply.also]
    described = {
        "question": message,
        "outcome": outcome.kind,
        "quote": best.passage.quote if best else None,
        "paragraph": best.passage.paragraph if best else None,
        "section": best.section.id if best else None,
        "title": best.section.title if best else None,
        "summary": best.passage.summary if best else None,
        "score": round(score_of(outcome), 4),
        "matched": list(best.matched) if best else [],
        "choices": [_describe(candidate) for candidate in choices],
        "note": _note(reply),
        "withheld": withheld,
        "also": [_describe(other) | {"summary": other.passage.summary} for other in also],
        "said": str(reply.said),
    }
    # An unprintable character may end a line, so it is escaped.
    return json.dumps(described, ensure_ascii=ascii_only or not message.isprintable())


def _note(reply: Reply) -> str | None:
    """The text beside a quote or in its place: what the article does not say, the summary, or an introduction."""
    if not reply.parts:
        return "\n".join(reply.lines) or None
    if reply.main.lead:
        return reply.main.lead
    outcome = reply.outcome
    return outcome.gap.note if isinstance(outcome, NoMatch) and outcome.gap else None


def _describe(candidate: Candidate) -> dict[str, Any]:
    return {
        "section": candidate.section.id,
        "title": candidate.section.title,
        "quote": candidate.passage.quote,
        "paragraph": candidate.passage.paragraph,
        "score": round(candidate.score, 4),
    }
