"""Reads the form of a line: the prefix, the mention of the bot before it, and a command with its argument. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.discord_app.mentions import LONGEST_LOOKED_AT, cut
from bot.matching.text import without_blanks

_PASTED = re.compile(r"<?/(?:([a-z]+)\b((?: [a-z]+)*):\d+>|([a-z]+)\b[!?.,:;]*(?=\s|$))", re.IGNORECASE)
"""A slash command sent as plain text, or the mention of one."""
_JOINED = re.compile(r"(topics?|read)([#¶§]?\d\S*)|(ask|topics?|read)[:=!]+(\S+)", re.IGNORECASE)
"""A command joined with its argument: "!read3", "!ask:who"."""

_ENCLOSED = re.compile(r"[<\[({]\s*([^<>@#\[\](){}]+?)\s*[>\])}]")
"""An argument in the brackets that manuals put around placeholders: "<3>"."""

_LINE_MARKS = ("-", "*", "+", ">", ">>>", "#", "##", "###", "-#")
"""Followed by a space, these make a line a list entry, a quote, a heading or small print, not a command."""

_LABEL = re.compile(r"(?:question|name|paragraph)\s*:\s*", re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?:^|\s+)(private|article)\s*:\s*(\S.*?)(?=\s+(?:private|article)\s*:|\s+{_LABEL.pattern}|\s*$)", re.IGNORECASE
)
"""The option names in a slash command that was copied from Discord: "/read paragraph: 3"."""


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A line read as a command: its first word in lower case, the rest, whether it began with the prefix or is a slash
    command sent as text, and the article that it names in an option."""

    name: str
    argument: str
    prefixed: bool
    pasted: bool
    article: str | None

    @classmethod
    def of(cls, words: str, *, prefixed: bool) -> CommandLine:
        pasted = None if prefixed else _PASTED.match(words)
        name, argument = cut(words)
        if pasted:
            name, argument = pasted[1] or pasted[3], f"{pasted[2] or ''} {words[pasted.end() :]}"
        if joined := _JOINED.fullmatch(name):
            name, argument = joined[1] or joined[3], f"{joined[2] or joined[4]} {argument}"
        name, argument, article = name.casefold(), argument.strip(), None
        if pasted or _LABEL.match(argument) or _LABELLED.match(argument):
            argument, article = _without_labels(argument)
        if name == "ask" and not argument.strip("? "):
            argument = ""
        elif enclosed := _ENCLOSED.fullmatch(argument[:LONGEST_LOOKED_AT]):
            argument = enclosed[1]
        return cls(name, argument, prefixed, bool(pasted), article)

    @property
    def text(self) -> str:
        return f"{self.name} {self.argument}".strip()

    @property
    def written(self) -> bool:
        """Whether the line can only be a command."""
        return self.prefixed or self.pasted


class Prefix:
    """What begins a text command. `commands` holds their names."""

    def __init__(self, prefix: str, commands: Collection[str]) -> None:
        self._commands = commands
        ends = r"(?!\s)" if prefix in _LINE_MARKS else r"\s*"
        self._prefix = re.compile(rf"\s*{re.escape(prefix)}{ends}", re.IGNORECASE)
        # A prefix that is also a mark for bold, italics and the like does not count if it is doubled.
        self._emphasis = prefix if not prefix.strip("*_~|") else None

    def removed(self, text: str, names: Sequence[str]) -> tuple[str, bool]:
        """A text without mentions of the bot and the prefix, and whether it had the prefix."""
        called = without_blanks(text).startswith(tuple(names))
        for name in names:
            text = text.replace(name, " ")
        text = without_blanks(text)
        if called:  # "@Footnote, topics", "@Footnote: help"
            text = without_blanks(text.lstrip(",:; \n"))
        prefix = self._prefix.match(text)
        if prefix is None:
            return text, False
        rest = text[prefix.end() :]
        if self._emphasis and self._emphasis in rest and cut(rest)[0].casefold() not in self._commands:
            return text, False
        return rest, True


def _without_labels(argument: str) -> tuple[str, str | None]:
    """The argument of a slash command that was copied, without the option names, and the article that it names."""
    looked_at, rest = argument[:LONGEST_LOOKED_AT], argument[LONGEST_LOOKED_AT:]
    options = {found[1].casefold(): found[2] for found in _LABELLED.finditer(looked_at)} if not rest else {}
    bare = _LABELLED.sub("", looked_at).strip() if options else argument
    label = _LABEL.match(bare)
    return bare[label.end() :] if label else bare, options.get("article")
