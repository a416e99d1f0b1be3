"""Replies as plain text for a terminal or a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from bot.article.model import Article, Passage
from bot.cli.output import BOLD, PLAIN, WIDTH
from bot.conversation import wording
from bot.conversation.reply import Part, Reply
from bot.matching.outcomes import Answer, Candidate, Choices


def reply_text(reply: Reply, article: Article, *, bold: bool = False, width: int = WIDTH) -> str:
    """The reply as plain text without a final line break. `bold` marks the answer words for a terminal; `width` is the
    most columns of a line."""
    if not reply.parts:
        return "\n".join(_wrap(wording.without_parts(reply), width))
    lines: list[str] = []
    for part in (reply.main, *reply.also):
        lines += _wrap(wording.heading(part), width)
        lines += _part_lines(part, article, width, bold=bold)
    return "\n".join([*lines, *_wrap(wording.below(reply), width)])


def _part_lines(part: Part, article: Article, width: int, *, bold: bool) -> list[str]:
    match part.outcome:
        case Answer(best=best):
            return _answer(best, article, width, bold=bold)
        case Choices(candidates=candidates):
            others = [f"  {n}. {wording.choice_label(each, candidates)}" for n, each in enumerate(candidates[1:], 2)]
            return [
                f"{wording.PERHAPS}:",
                *_answer(candidates[0], article, width, bold=bold),
                f"{wording.OR_PERHAPS}:",
                *_wrap(others, width),
            ]
        case no_match:
            return _wrap((wording.no_match(no_match, part.lead), *wording.nearest(no_match)), width)


def _answer(candidate: Candidate, article: Article, width: int, *, bold: bool) -> list[str]:
    passage = candidate.passage
    return [
        *_wrap([f"{candidate.section.title} · {wording.paragraph_of(passage, article)}"], width),
        *(f"│ {line}" for line in _wrapped(passage, width - 2, bold=bold)),
        *_wrap([passage.summary], width),
    ]


def _wrap(texts: Iterable[str], width: int) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, width)]


def _wrapped(passage: Passage, width: int, *, bold: bool) -> list[str]:
    """The quote in lines, with its answer words marked. A mark never spans a line break."""
    lines: list[str] = []
    at = 0
    for line in textwrap.wrap(passage.quote, width, break_on_hyphens=False):
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
