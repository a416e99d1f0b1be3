"""What can be typed in the conversation in a terminal, beside questions: each command with what it does."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.conversation.followups.leaning import asks_for_more, goes_back
from bot.conversation.followups.numbering import paragraphs_named
from bot.matching.utterance import Utterance

COMMANDS = {
    "/ask QUESTION": "the same as the question alone",
    "/topics": "the topics of the article",
    "/topic NAME": "a topic, by its name or number, with its passages",
    "/read [N]": "a paragraph of the article; also /read 3-5, next, previous, last",
    "/summary": "the article in a few sentences",
    "/why": "why the last answer was given",
    "/about": "the article, its source, this program",
    "/privacy": "what is kept of what you type",
    "/help": "this list",
    "/quit": "leave (also Ctrl-D)",
    "/exit": "the same",
}

MORE_COMMANDS = {
    "/articles": "the articles that there are",
    "/article NAME": "speak of another article, by its name, title or number",
}
"""Where there are several articles."""

HELP_WORDS = "After what was shown: next, previous, more. With a list: the number of an entry."

_BARE = {"help", "quit", "exit", "topics", "read", "about", "privacy", "articles"}
"""Commands that are understood without their slash, if nothing else stands in the line."""

_WRITTEN = re.compile(r"/[/\s]*|!\s*")
_JOINED = re.compile(r"([a-z]+)[:#¶]*(\d+)")
"""A command and its number in one word: "/read3"."""


def read_command(line: str, known: Collection[str]) -> tuple[str, str] | None:
    """The command that a line is, with its slash and in lower case, and what stands behind it; None for what is said to
    the article.

    With a slash it may be none that is `known`. Without, or with the mark of a text command on Discord ("!read 3"), it
    is one only if there is such a command; bare also with the place that it takes ("read 3", "read next").
    """
    written = _WRITTEN.match(line)
    word, *rest = (line[written.end() :] if written else line).split(maxsplit=1) or [""]
    name, argument = word.casefold(), " ".join(rest)
    if f"/{name}" not in known and ((bare := name.rstrip("?!.,:;")) == "" or f"/{bare}" in known):
        name = bare
    if not argument and (joined := _JOINED.fullmatch(name)) and f"/{joined[1]}" in known:
        name, argument = joined[1], joined[2]
    if not name:
        return None if argument else ("/help", "")
    is_command = f"/{name}" in known
    if written is None:
        takes = name in ("read", "topic") and bool(paragraphs_named(argument, 1))
        moves_on = name == "read" and step_of(argument) != 0
        is_command = is_command and ((name in _BARE and not argument) or takes or moves_on)
    return (f"/{name}", argument) if is_command or line.startswith("/") else None


def step_of(line: str) -> int:
    """How far a line moves on: 1 for "more", -1 for "back", 0 for any other line."""
    message = Utterance(line)
    return 1 if asks_for_more(message) else -1 if goes_back(message) else 0
