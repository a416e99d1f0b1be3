"""A message in the forms that the rules need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.matching.english.chat import written_out
from bot.matching.english.fillers import without_fillers, without_request
from bot.matching.patterns import Regex
from bot.matching.text import plain, words_of

_MANY_BLANKS = Regex(r"\s{4}")
_BLANKS = Regex(r"[^\S\n]{3,}")
_EMPTY_LINES = Regex(r"(?:[^\S\n]{0,2}\n){3,}")


@dataclass(frozen=True)
class Utterance:
    """A message, or a part of one. Each form is computed once, on first use.

    written       as typed, with long runs of blanks shortened: patterns take long for them; any string
    plain         `text.plain` of it: lower case, language only, with line breaks
    line          the same in one line
    words         its words, at most `text.MAX_TOKENS`
    bare          `line` without punctuation and fillers at its ends: "who says that" of "ok, who says that lol?"
    order         `bare` without "can you please" and the like at its beginning
    spelled_out   `plain`, with chat abbreviations written out
    spelled_line  `line`, with chat abbreviations written out
    """

    written: str

    def __post_init__(self) -> None:
        if _MANY_BLANKS.search(self.written):
            object.__setattr__(self, "written", _EMPTY_LINES.sub("\n\n", _BLANKS.sub("  ", self.written)))

    @cached_property
    def plain(self) -> str:
        return plain(self.written)

    @cached_property
    def line(self) -> str:
        return " ".join(self.plain.split())

    @cached_property
    def bare(self) -> str:
        return without_fillers(self.line)

    @cached_property
    def order(self) -> str:
        return without_request(self.bare)

    def is_all(self, pattern: Regex) -> bool:
        """Whether a pattern matches the whole `bare` line."""
        return pattern.fullmatch(self.bare) is not None

    @cached_property
    def words(self) -> Sequence[str]:
        return words_of(self.line)

    @cached_property
    def spelled_out(self) -> str:
        return written_out(self.plain)

    @cached_property
    def spelled_line(self) -> str:
        return self.spelled_out if self.plain == self.line else written_out(self.line)
