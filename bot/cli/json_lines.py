"""Answers for programs: one JSON object a question, as README.md describes it."""

from __future__ import annotations

import json
from typing import Any

from bot.matching.gate import may_answer
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome


def answer_json(question: str, matcher: Matcher, *, unprompted: bool = False, ascii_only: bool = False) -> str:
    """The answer to a question as one line of JSON.

    With `unprompted` it decides as for a chat message that nobody addressed to the bot: what may not be said
    there has the outcome "none", and is `withheld` if it is more than that the article does not say. With
    `ascii_only` all else is escaped, for an output that is not Unicode.
    """
    # Half a character, as bytes that are not UTF-8 leave behind, is no text: other programs' JSON refuses it.
    question = question.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    read = matcher.read(question)
    outcome = matcher.answer(read)
    withheld = False
    if unprompted and not may_answer(read, outcome):
        withheld = not isinstance(outcome, NoMatch)
        outcome = NoMatch(_score(outcome), None, ())
    described = _describe(question, outcome) | {"withheld": withheld}
    # What cannot be printed may end a line; escaped it does not.
    return json.dumps(described, ensure_ascii=ascii_only or not question.isprintable())


def _describe(question: str, outcome: Outcome) -> dict[str, Any]:
    gap = outcome.gap if isinstance(outcome, NoMatch) else None
    best = outcome.best if isinstance(outcome, Answer) else None
    choices = outcome.candidates if isinstance(outcome, Choices) else ()
    return {
        "question": question,
        "outcome": "answer" if best else "choices" if choices else "none",
        "quote": best.passage.quote if best else None,
        "paragraph": best.passage.paragraph if best else None,
        "section": best.section.id if best else None,
        "title": best.section.title if best else None,
        "summary": best.passage.summary if best else None,
        "score": round(_score(outcome), 4),
        "matched": list(best.matched) if best else [],
        "choices": [_describe_candidate(candidate) for candidate in choices],
        "note": gap.note if gap else None,
    }


def _describe_candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "section": candidate.section.id,
        "title": candidate.section.title,
        "quote": candidate.passage.quote,
        "paragraph": candidate.passage.paragraph,
        "score": round(candidate.score, 4),
    }


def _score(outcome: Outcome) -> float:
    match outcome:
        case Answer(best=best):
            return best.score
        case Choices(candidates=candidates):
            return candidates[0].score
        case NoMatch(score=score):
            return score
