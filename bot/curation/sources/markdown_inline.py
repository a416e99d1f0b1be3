"""Reads what stands within a paragraph of Markdown: its words, lines in bold and links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from markdown_it.token import Token

from bot.curation.grammar.headings import MARK, looks_like_a_heading
from bot.matching.english.stop_words import STOP_WORDS

_TAG = re.compile(r"<(?![A-Z][a-z])[^>]+>")
_MOSTLY_LINKS = 0.6
_MOST_OF_RUN_IN = 6  # words
_FIRST = 5
"""The tokens of a line that show how it begins."""

_BEGINS = re.compile(r"\s+([A-Z][\w’'-]*)\s+\w")


def plain_text(children: Sequence[Token], left_out: Counter[str]) -> str:
    """The words of a paragraph, a line each, with a blank line between entries; none if it is mostly links, as a table
    of contents is."""
    words: list[str] = []
    linked = 0
    depth = 0
    for at, token in enumerate(children):
        if token.type in ("text", "code_inline"):
            words.append(token.content)
            linked += len(token.content) if depth else 0
        elif token.type == "strong_close" and _is_run_in(children, at):
            words.append(":")
        elif token.type in ("softbreak", "hardbreak"):
            words.append("\n\n" if _begins_an_entry(children, at) else "\n")
        elif token.type == "image":
            left_out["picture"] += 1
        elif token.type in ("link_open", "link_close"):
            depth += token.nesting
        elif token.type == "html_inline" and re.match(r"<br", token.content, re.IGNORECASE):
            words.append("\n")
    text = "".join(words)
    if linked > _MOSTLY_LINKS * max(1, len(text.strip())):
        left_out["list entry of links"] += 1
        return ""
    return _TAG.sub("", text)


def words_of(line: Sequence[Token]) -> str:
    """The words of a line, with no regard to its markup."""
    return "".join(token.content for token in line)


def end_of_bold_line(children: Sequence[Token]) -> int:
    """Where a first line ends that is in bold, and no more than that, above one that is not; 0 where there is none."""
    end = next((at for at, token in enumerate(children) if token.type in ("softbreak", "hardbreak")), 0)
    line, below = children[:end], children[end + 1 :]
    bold = list(accumulate(token.nesting * (token.type[:6] == "strong") for token in line))
    is_whole = bool(end) and not any(token.content for token, depth in zip(line, bold, strict=True) if not depth)
    is_above = not _begins_in_bold(below) and not words_of(below)[:1].islower()
    words = MARK.sub("", words_of(line), count=1)
    return end if is_whole and is_above and (words.endswith("?") or looks_like_a_heading(words)) else 0


def _begins_an_entry(children: Sequence[Token], at: int) -> bool:
    """Whether the line after a break begins in bold, as the first one does: "**Week 2** The Black Death"."""
    is_bold = all(_begins_in_bold(line) for line in (children[:_FIRST], children[at + 1 : at + 1 + _FIRST]))
    return is_bold and not words_of(children[at + 1 : at + 1 + _FIRST])[:1].islower()  # a sentence may end in bold, too


def _is_run_in(children: Sequence[Token], at: int) -> bool:
    """Whether the bold words that end here are a heading of the sentence after them: "**2. Fees** You pay in May."."""
    if at > _FIRST or not _begins_in_bold(children[:at]):
        return False
    name = words_of(children[:at])
    begins = _BEGINS.match(words_of(children[at + 1 : at + 1 + _FIRST]))  # "**Joyce** Petersen" is one name
    is_name = name[-1:].isalnum() and len(name.split()) <= _MOST_OF_RUN_IN
    return is_name and begins is not None and begins[1].lower() in STOP_WORDS


def _begins_in_bold(line: Sequence[Token]) -> bool:
    return next((token.type for token in line if token.content or token.nesting), "") == "strong_open"
