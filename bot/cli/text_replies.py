"""Replies as plain text for a terminal or a pipe."""

from __future__ import annotations

import textwrap

from bot.article.model import Article, Passage
from bot.cli.output import BOLD, PLAIN, WIDTH
from bot.conversation import wording
from bot.conversation.reply import Part, Reply
from bot.matching.outcomes import Answer, Candidate, Choices


def reply_text(reply: Reply, article: Article, *, bold: bool = False) -> str:
    """The reply as plain text without a final line break. `bold` marks the answer words for a terminal."""
    if not reply.parts:
        return "\n".join(line for text in wording.without_parts(reply) for line in textwrap.wrap(text, WIDTH))
    blocks: list[str] = []
    for part in (reply.main, *reply.also):
        blocks += wording.heading(part)
        blocks.append(_part_text(part, article, bold=bold))
    blocks += [line for text in wording.below(reply) for line in textwrap.wrap(text, WIDTH)]
    return "\n".join(blocks)


def _part_text(part: Part, article: Article, *, bold: bool) -> str:
    match part.outcome:
        case Answer(best=best):
            return _answer(best, article, bold=bold)
        case Choices(candidates=candidates):
            lines = [f"{wording.PERHAPS}:", _answer(candidates[0], article, bold=bold), f"{wording.OR_PERHAPS}:"]
            for number, candidate in enumerate(candidates[1:], 2):
                lines.append(f"  {number}. {wording.choice_label(candidate, candidates)}")
            return "\n".join(lines)
        case no_match:
            lines = textwrap.wrap(wording.no_match(no_match, part.lead), WIDTH)
            lines += [line for text in wording.nearest(no_match) for line in textwrap.wrap(text, WIDTH)]
            return "\n".join(lines)


def _answer(candidate: Candidate, article: Article, *, bold: bool) -> str:
    passage = candidate.passage
    lines = [f"{candidate.section.title} · {wording.paragraph_of(passage, article)}"]
    lines += [f"│ {line}" for line in _wrapped(passage, bold=bold)]
    lines += textwrap.wrap(passage.summary, WIDTH)
    return "\n".join(lines)


def _wrapped(passage: Passage, *, bold: bool) -> list[str]:
    """The quote in lines, with its answer words marked. A mark never spans a line break."""
    lines: list[str] = []
    at = 0
    for line in textwrap.wrap(passage.quote, WIDTH - 2, break_on_hyphens=False):
        start = passage.quote.index(line, at)
        at = start + len(line)
        lines.append(_marked(line, start, passage.bold) if bold else line)
    return lines


def _marked(line: str, offset: int, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(spans):
        first, last = max(start - offset, 0), min(end - offset, len(line))
        if first < last:
            line = f"{line[:first]}{BOLD}{line[first:last]}{PLAIN}{line[last:]}"
    return line
