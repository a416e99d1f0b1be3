"""Is a message for the bot, and what does it ask? Pure: a few facts in, a value out.

Only the form of a text is looked at, and only its beginning: the text itself is read when the pace allows it.

In this order: a text command; a mention; a reply to the bot; a direct message; and, in the channels that the admins
named, any other message, as a question that nobody addressed to the bot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar

from bot.article.model import Article
from bot.conversation.lookup import Topics, nearest_command, paragraph_number
from bot.conversation.wording import COMMANDS
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.text import tokenize

LONGEST_LOOKED_AT = 200
"""Characters of what stands after a command that are looked at to tell a command from a sentence."""

_POINTING = frozenset(
    """
    idea ideas thought thoughts opinion opinions source sources proof context information info link real fake legit
    accurate look see help reply respond comment comments factcheck
    """.split()
)
"""With a mention in a reply to somebody else's message these mean that message: "source?", "any idea?"."""


class ReplyTo(Enum):
    """To whose message a message replies."""

    NOBODY = 0
    BOT = 1
    SOMEBODY = 2
    UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a message before it is read.

    text       what it says; of a forwarded one, what that says
    names      how the bot is mentioned in it, if it is: "<@1>", its role
    mentioned  whether Discord counts the bot among those whom it mentions
    listened   whether it stands where the bot listens
    hidden     whether Discord withholds its text
    """

    text: str
    names: Sequence[str] = ()
    mentioned: bool = False
    reply_to: ReplyTo = ReplyTo.NOBODY
    direct: bool = False
    listened: bool = False
    hidden: bool = False


class Asked:
    """What a message or a command asks."""

    uncertain: ClassVar[bool] = False
    """Whether perhaps nobody asked the bot: who is not answered then need not be told why."""


@dataclass(frozen=True)
class Question(Asked):
    """A question.

    addressed   whether it is a mention, a reply to the bot or a direct message, and so may lean on what it replies to
    called      whether the bot is mentioned in it
    direct      whether it is a direct message
    reply_to    to whose message it replies
    """

    text: str
    addressed: bool = False
    called: bool = False
    direct: bool = False
    reply_to: ReplyTo = ReplyTo.NOBODY


@dataclass(frozen=True)
class Overheard(Asked):
    """What was said where the bot listens, addressed to nobody."""

    uncertain = True
    text: str


@dataclass(frozen=True)
class Command(Asked):
    """A command of the bot, with what stands after its name."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class Publish(Asked):
    """A passage, by its key, that is to be shown to everyone; `meant` are the keys of all that was perhaps meant."""

    passage: str
    meant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mistyped(Asked):
    """What is like a command of the bot, but perhaps another bot's."""

    uncertain = True
    nearest: str


@dataclass(frozen=True)
class Hidden(Asked):
    """A message to the bot that the bot is not allowed to read."""


class Addressing:
    """Reads messages off their form."""

    def __init__(self, prefix: str, article: Article) -> None:
        self._topics, self._paragraphs = Topics(article), len(article.paragraphs)
        self._prefix = re.compile(rf"\s*{re.escape(prefix)}\s*", re.IGNORECASE)

    def read(self, heard: Heard) -> Asked | None:
        """What a message asks the bot; None if it is not for the bot."""
        called = any(name in heard.text for name in heard.names)
        addressed = heard.direct or heard.mentioned or called or heard.reply_to is ReplyTo.BOT
        if addressed and heard.hidden:
            return Hidden()
        text, prefixed = self._bare(heard.text, heard.names)
        question = Question(text, addressed, called, heard.direct, heard.reply_to)
        if (prefixed or called or heard.direct) and (name := _first_word(text)) in COMMANDS:
            argument = _after_first_word(text)
            if name == "ask" and argument:
                return replace(question, text=argument)
            if self._is_command(name, argument, prefixed=prefixed, called=called):
                return Command(name, argument)
        if prefixed and (near := nearest_command(_first_word(text), COMMANDS)):
            return Mistyped(near)
        if addressed:
            return question
        return Overheard(heard.text) if heard.listened and not prefixed else None

    def question_in(self, text: str, names: Sequence[str]) -> str:
        """The question in a text without mentions of the bot, the prefix and the command to ask."""
        text, _ = self._bare(text, names)
        return _after_first_word(text) if _first_word(text) == "ask" else text

    def _bare(self, text: str, names: Sequence[str]) -> tuple[str, bool]:
        """A text without mentions of the bot and the prefix, and whether the prefix was there."""
        for name in names:
            text = text.replace(name, " ")
        text = text.strip()
        prefix = self._prefix.match(text)
        return (text[prefix.end() :], True) if prefix else (text, False)

    def _is_command(self, name: str, argument: str, *, prefixed: bool, called: bool) -> bool:
        """Whether a command is meant, or a sentence that begins like one: "summary of the drug part?"."""
        match name:
            case "ask":
                return True
            case "read":
                return prefixed or not argument or paragraph_number(argument, self._paragraphs) is not None
            case "topic":
                return prefixed or called or not argument or self._topics.find(argument) is not None
            case _:
                return prefixed or says_nothing(argument)


def _first_word(text: str) -> str:
    words = text[:LONGEST_LOOKED_AT].split(maxsplit=1)
    return words[0].rstrip("?!.").casefold() if words else ""


def _after_first_word(text: str) -> str:
    return "".join(text.split(maxsplit=1)[1:])


def says_nothing(text: str) -> bool:
    """Whether a text has no subject of its own: "", "pls", "is this true?", "any idea?"."""
    if len(text) > LONGEST_LOOKED_AT:
        return False
    return all(word in STOP_WORDS or word in _POINTING for word in tokenize(text))
