"""The requests that a message, a command or a control can make."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import ClassVar

from bot.conversation.acts.orders import asks_to_serve
from bot.conversation.followups.asked_of_shown import asks_of_shown
from bot.conversation.followups.leaning import tells_own_case
from bot.discord_app.components import Controls
from bot.discord_app.delivery import Outgoing
from bot.matching.question import is_bare_keyword
from bot.matching.utterance import Utterance


class ReplyTo(Enum):
    """Whose message a message replies to."""

    NOBODY = 0
    BOT = 1
    SOMEBODY = 2
    UNKNOWN = 3

    @property
    def is_to_others(self) -> bool:
        """Whether others may be addressed: a reply to an unknown message is hardly to the bot."""
        return self in (ReplyTo.SOMEBODY, ReplyTo.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Address:
    """To whom a message is said, judged by its form and place.

    addressed  it is a mention, a reply to the bot or a direct message, so it may be a follow-up to what it replies to
    called     the bot is mentioned in it
    direct     it is a direct message
    reply_to   whose message it replies to
    to_others  somebody other than the bot is mentioned in it
    followed   it is addressed only because it is in a thread of the bot
    shared     several people talk there
    opened     it is in a thread or post that somebody opened
    """

    addressed: bool = False
    called: bool = False
    direct: bool = False
    reply_to: ReplyTo = ReplyTo.NOBODY
    to_others: bool = False
    followed: bool = False
    shared: bool = False
    opened: bool = False

    @property
    def is_reply(self) -> bool:
        return self.reply_to is not ReplyTo.NOBODY

    @property
    def calls_it(self) -> bool:
        """Whether it is said to the bot and nobody else."""
        return self.called or self.direct

    @property
    def may_point(self) -> bool:
        """Whether a word or mark may refer to somebody else's message: the one replied to, or the one that opened the
        thread."""
        return self.reply_to.is_to_others or (self.opened and not self.is_reply)

    @property
    def may_order(self) -> bool:
        """Whether a short order in it is meant for the bot: not in a reply to the bot, which may be meant for
        others."""
        return self.calls_it or self.reply_to is not ReplyTo.BOT

    @property
    def named_nobody(self) -> bool:
        """Whether only its place makes it a message for the bot: a reply to the bot, or a message in its thread."""
        return self.followed or not self.may_order


class Request:
    """A request by a message or a command."""

    uncertain: ClassVar[bool] = False
    """Whether perhaps nobody asked the bot. If it is not answered, no reason is given."""


@dataclass(frozen=True)
class RawQuestion(Request):
    """A question as sent, before the matching reads it.

    title         title of the forum post that it opens; it is the question if the text asks nothing
    address       to whom it is said
    like_command  it is written like a command to the bot alone, so silence would look like a fault
    by_command    it was given to a command or to an article by its name, so that a bare word in it is a subject
    nearest       the command that it may be, mistyped
    theirs        it is in a message that the asker pointed at, usually somebody else's
    of_itself     the bot is its subject, "this bot" in its text, so it may be meant for other people
    article       id of the article that the asker chose
    beside        commands, or keys of lines about the bot, that are in the message too
    answer        the bot's answer that it follows up on
    line          said in place of an answer: the message pointed at cannot be read, or it asks about somebody there
    """

    text: str
    title: str = ""
    address: Address = Address()
    like_command: bool = False
    by_command: bool = False
    nearest: str = ""
    theirs: bool = False
    article: str | None = None
    of_itself: bool = False
    beside: tuple[str, ...] = ()
    answer: Controls = None
    line: str = ""

    @cached_property
    def utterance(self) -> Utterance:
        """Its text, as the conversation rules read it."""
        return Utterance(self.text)

    def expects_a_line(self, *, picks: bool) -> bool:
        """Whether silence would look like a fault if there is no answer: to a question about the bot itself, to a word
        or a subject sent to it alone ("stop", "quiet hours"), to a question that names nothing ("like what"), to an
        order ("pin this"), to somebody's own case ("my neighbour is loud"), and to a line that `picks` from a list that
        is not there."""
        address, said = self.address, self.utterance
        asks_it = (address.called and not self.of_itself) or address.direct
        is_told = asks_to_serve(said) or tells_own_case(said)
        is_subject = len(self.text.split()) == 1 or is_bare_keyword(list(said.words))
        is_asked = asks_it and ("?" in self.text or is_subject or is_told or asks_of_shown(said))
        return self.like_command or bool(self.nearest) or is_asked or (picks and not address.followed)


@dataclass(frozen=True)
class Overheard(Request):
    """A message addressed to nobody in a channel where the bot listens. `is_post` is whether it opens a forum post that
    is read as a whole, title and text."""

    uncertain = True
    text: str
    title: str = ""
    is_post: bool = False


@dataclass(frozen=True)
class Command(Request):
    """A command of the bot, with its argument.

    article    id of the article that the asker chose
    otherwise  the question to answer instead if there is no such topic or article, or if the article answers it:
               "topic of the talks?" names no topic, "stop" may ask about stops
    beside     commands, or keys of lines about the bot, that are in the message too
    """

    name: str
    argument: str = ""
    article: str | None = None
    otherwise: RawQuestion | None = None
    beside: tuple[str, ...] = ()

    @property
    def is_of_bot(self) -> bool:
        """Whether its page is about the bot, which only the asker needs."""
        return self.name in ("help", "about", "privacy")


@dataclass(frozen=True)
class Managing(Request):
    """A command for those who manage a server. `show` makes the reply."""

    show: Callable[[], Awaitable[Outgoing]]


@dataclass(frozen=True)
class Publish(Request):
    """Content of an article that is to be shown to everyone: a passage's key, or several answers in the form of a
    control's payload. `meant` holds the keys of all passages that were possibly meant; `text` is the question as the
    asker sees it."""

    article: str
    shown: str
    meant: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Mistyped(Request):
    """A text similar to a command of the bot; it may be another bot's command."""

    uncertain = True
    nearest: str


@dataclass(frozen=True)
class Hidden(Request):
    """A message to the bot that the bot is not allowed to read."""
