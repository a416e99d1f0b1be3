"""The commands of the conversation in a terminal."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.article.model import Passage
from bot.conversation import wording
from bot.conversation.acts.asked_of_bot import command_for, topic_number
from bot.conversation.followups.leaning import asks_again, asks_for_more, asks_for_paragraph, goes_back
from bot.conversation.followups.numbering import paragraphs_named
from bot.matching.utterance import Utterance

COMMANDS = {
    "/ask QUESTION": "answers the question, as without the command",
    "/topics": "the topics of the article",
    "/topic NAME": "a topic, by its name or number, with its passages",
    "/read [N]": "a paragraph of the article; also /read 3-5, next, previous, last",
    "/summary": "the article in a few sentences",
    "/why": "why the last answer was given",
    "/about": "the article, its source, this program",
    "/privacy": "what is stored of what you type",
    "/clear": "forget what was shown, and clear the screen",
    "/help": "this list",
    "/quit": "leave (also Ctrl-D)",
    "/exit": "the same",
}

MORE_COMMANDS = {
    "/articles": "the articles that there are",
    "/article NAME": "speak of another article, by its name, title or number",
}
"""Commands that exist only with several articles."""

LEAVE = "Ctrl-D or /quit leaves."
NOTHING_ASKED = "You have not asked anything yet."
HELP_WORDS = "After what was shown: next, previous, more. With a list: the number of an entry."

_BARE = {"help", "clear", "quit", "exit", "topics", "read", "about", "privacy", "articles"}
"""Commands that need no slash if nothing else is in the line."""

_LEAVING = re.compile(
    r"(?::?q|:(?:wq|x)!?|:q!|(?:quit|exit|logout)(?:\(\)|\W+(?:now|please|pls|chat|bot))?)\W*", re.IGNORECASE
)
"""Ways to leave other programs, and words for it: ":q", "quit()", "exit please"."""

_CLEARING = re.compile(r"(?:cls|clear|clear (?:the )?(?:screen|terminal|console))\W*", re.IGNORECASE)
"""Ways to clear the screen of a terminal."""

_LISTING = re.compile(
    r"/?(?:(?:what|which|list|show|give|see)(?: are| me)?(?: all| the| your| available)* )?commands"
    r"(?: are there| do you have| can i use| please| pls)?\W*",
    re.IGNORECASE,
)
"""Ways to ask for the commands: "list commands", "what are your commands?"."""

_WHOLE = frozenset("all complete entire full whole".split())

_WRITTEN = re.compile(r"/[/\s]*|[!:\\]\s*|--?(?=[a-z])", re.IGNORECASE)
_JOINED = re.compile(r"([a-z]+)[:#¶]*(\d+)")
"""A command joined with its number: "/read3"."""


def read_command(line: str, known: Collection[str]) -> tuple[str, str] | None:
    """The command in a line, with its slash and in lower case, and the rest of the line; None for a message to the
    article.

    A word with a slash counts as a command even if it is not `known`. A word without one, or with another mark of
    commands ("!read 3", ":help", "--help"), counts only if it is known; without any mark, also with its place ("read
    3", "read next").
    """
    if _LEAVING.fullmatch(line):
        return ("/quit", "")
    if _CLEARING.fullmatch(line.lstrip("/!:")):
        return ("/clear", "")
    written = _WRITTEN.match(line)
    if written is None and (number := topic_number(Utterance(line))):
        return ("/topic", number)  # "open topic 5", whatever list was shown
    if _LISTING.fullmatch(line):
        return ("/help", "")
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


def command_in_words(text: str) -> tuple[str, str] | None:
    """The command that a message asks for in words, with its argument, as `read_command` gives it: "show me the whole
    article", "do you log what i type". None for other messages, and for what a reply tells as well."""
    message = Utterance(text)
    match command_for(message):
        case "read":
            return ("/read", "" if _WHOLE.isdisjoint(message.words) else "all")
        case "privacy":
            return ("/privacy", "")
        case _:
            return None


def paragraphs_to_read(wanted: str, last: int, count: int) -> Sequence[int] | str:
    """The numbers of the paragraphs that /read shows, or the line in their place. `last` is the paragraph that was read
    last, 0 if there is none; the article has `count`."""
    step = step_of(wanted) if wanted else 1
    named = [last + step] if step else paragraphs_named(wanted, count)
    if not named:
        return f"The article has paragraphs 1 to {count}; {wanted!r} is not one of them."
    if there := [number for number in named if 1 <= number <= count]:
        return there
    if step > 0:
        return "That was the last paragraph. /read 1 begins again."
    return "There is no paragraph before the first." if step < 0 else wording.no_such_paragraph(count)


def step_of(line: str) -> int:
    """The direction that a line asks for: 1 for "more", -1 for "back", 0 for any other line."""
    message = Utterance(line)
    return 1 if asks_for_more(message) else -1 if goes_back(message) else 0


def paragraph_again(line: str, place: object) -> int:
    """The paragraph of the passage or the paragraph that was shown (`place`), if a line asks for that: "the whole
    paragraph", "which paragraph?". 0 otherwise: a passage is shown again by the dialogue."""
    message = Utterance(line)
    match place:
        case Passage(paragraph=number) if asks_for_paragraph(message):
            return number
        case int(number) if asks_for_paragraph(message) or asks_again(message):
            return number
        case _:
            return 0
