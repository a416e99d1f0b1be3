"""`python -m bot ask`: one answer, or one for each line of standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from bot.cli.output import read_lines, say, say_compiling, wants_bold, width_of
from bot.cli.text_replies import reply_text
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Reply, Shown
from bot.errors import InputError
from bot.matching.cache import load_matcher
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, candidates_of, score_of
from bot.settings import Settings

SILENCE = "(silence)"


def ask(settings: Settings, words: Sequence[str], *, as_json: bool, unprompted: bool, dialogue: bool = False) -> None:
    """Answer the question in `words`, or, without words, each line of standard input as it arrives.

    A blank line prints nothing. A line that is a JSON string is decoded. In a `dialogue` each line replies to the
    answer before it, and a blank line starts a new dialogue. Raises `ArticleError`, and `InputError` if the words are
    blank.
    """
    asked = " ".join(words)
    if words and not asked.strip():
        raise InputError('the question is empty; ask one: python -m bot ask "what is it about?"')
    matcher = load_matcher(settings.article, settings.cache, say_compiling)
    talk = Dialogue(matcher)
    bold = wants_bold(sys.stdout)
    # Replacing a curly quote by a plain one would end its JSON string, so JSON is escaped instead.
    ascii_only = not sys.stdout.encoding.lower().startswith("utf")
    shown: Shown | None = None
    for message in iter([asked]) if words else _messages():
        if not message.strip():
            shown = None
            continue
        if unprompted:
            reply, withheld = talk.unprompted(message)
        else:
            reply, withheld = talk.reply(message, shown), False
            if dialogue:
                shown = talk.shown_after(message, reply, shown)
        if as_json:
            say(reply_json(message, reply, withheld=withheld, ascii_only=ascii_only))
            continue
        is_silent = unprompted and not isinstance(reply.outcome, Answer)
        text = reply_text(reply, matcher.article, bold=bold, width=width_of(sys.stdout))
        say(SILENCE if is_silent else text, bold=bold)
        if not words:
            say("")


def _messages() -> Iterator[str]:
    if sys.stdin.isatty():
        say("One question a line; Ctrl-D ends.", sys.stderr)
    for line in read_lines():
        message = line
        if line.lstrip().startswith('"'):
            try:
                decoded = json.loads(line)
            except (ValueError, RecursionError):
                decoded = line  # not JSON, it only begins with a quotation mark
            message = decoded if isinstance(decoded, str) else line
        yield message


def reply_json(message: str, reply: Reply, *, withheld: bool = False, ascii_only: bool = False) -> str:
    """The reply to a message as one line of JSON. .github/JSON.md describes the format.

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
