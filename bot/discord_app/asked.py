"""What a message, a command or a control asks of the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import ClassVar

from bot.discord_app.components import Controls
from bot.discord_app.delivery import Outgoing
from bot.matching.utterance import Utterance


class ReplyTo(Enum):
    """To whose message a message replies."""

    NOBODY = 0
    BOT = 1
    SOMEBODY = 2
    UNKNOWN = 3

    @property
    def is_to_others(self) -> bool:
        """Whether others may be meant: a reply of which nothing is known is hardly to the bot."""
        return self in (ReplyTo.SOMEBODY, ReplyTo.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Address:
    """To whom a message is said, by its form and its place.

    addressed   whether it is a mention, a reply to the bot or a direct message, and so may lean on what it replies to
    called      whether the bot is mentioned in it
    direct      whether it is a direct message
    reply_to    to whose message it replies
    to_others   whether it mentions somebody else than the bot
    followed    whether it is addressed only in so far as it stands in a thread of the bot
    shared      whether several people talk there
    opened      whether it stands in a thread or post that somebody opened
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
    def calls_it(self) -> bool:
        """Whether it is the bot that is spoken to, and nobody else."""
        return self.called or self.direct

    @property
    def may_point(self) -> bool:
        """Whether a word or a mark may mean what somebody else said: what it replies to, or what opened the thread."""
        return self.reply_to.is_to_others or (self.opened and self.reply_to is ReplyTo.NOBODY)

    @property
    def may_order(self) -> bool:
        """Whether what it says in a word or two is said to the bot: not in a reply to it, which may be for others."""
        return self.calls_it or self.reply_to is not ReplyTo.BOT

    @property
    def named_nobody(self) -> bool:
        """Whether only its place says that it is for the bot: it replies to the bot, or follows in a thread."""
        return self.followed or not self.may_order


class Asked:
    """What a message or a command asks."""

    uncertain: ClassVar[bool] = False
    """Whether perhaps nobody asked the bot: who is not answered then need not be told why."""


@dataclass(frozen=True)
class RawQuestion(Asked):
    """A question as it was sent, before the matching reads it.

    title       of the forum post that it opens: it is the question if the text asks nothing
    address     to whom it is said
    like_command  whether it is written like a command, to the bot alone: silence would look like a fault
    nearest     the command that it may be, mistyped
    theirs      whether it stands in a message that the asker only pointed at, mostly of somebody else
    of_itself   whether it names the bot as what it is about, "this bot" in its text, and so may be for other people
    article     the id of the article that is asked, where the asker chose one
    beside      the commands, or the lines on the bot, that stand beside it in the message
    answer      the answer of the bot on which it leans
    line        what is said in the place of an answer, where that at which it points cannot be read
    """

    text: str
    title: str = ""
    address: Address = Address()
    like_command: bool = False
    nearest: str = ""
    theirs: bool = False
    article: str | None = None
    of_itself: bool = False
    beside: tuple[str, ...] = ()
    answer: Controls = None
    line: str = ""

    @cached_property
    def utterance(self) -> Utterance:
        """Its text, as the rules of talk read it."""
        return Utterance(self.text)

    def expects_a_line(self, *, picks: bool) -> bool:
        """Whether silence would look like a fault where there is no answer: to what is asked of the bot itself, to a
        word that is sent to it alone ("stop"), and to a line that `picks` from what is not there."""
        address = self.address
        asks_it = (address.called and not self.of_itself) or address.direct
        is_asked = (asks_it and "?" in self.text) or (address.direct and len(self.text.split()) == 1)
        return self.like_command or bool(self.nearest) or is_asked or (picks and not address.followed)


@dataclass(frozen=True)
class Overheard(Asked):
    """What was said where the bot listens, addressed to nobody. `is_post` is whether it opens a forum post that is read
    as a whole, title and text."""

    uncertain = True
    text: str
    title: str = ""
    is_post: bool = False


@dataclass(frozen=True)
class Command(Asked):
    """A command of the bot, with what stands after its name.

    article     the id of the article that it is about, where the asker chose one
    otherwise   what is asked if there is no such topic or article, or if the article answers that word, or what else is
                asked: "topic of the talks?" names none, "stop" may be asked of rules for stops, and "do you log this?
                who is she?" asks two things
    beside      the commands, or keys of lines on the bot, for what else is asked for of the bot
    """

    name: str
    argument: str = ""
    article: str | None = None
    otherwise: RawQuestion | None = None
    beside: tuple[str, ...] = ()

    @property
    def is_of_bot(self) -> bool:
        """Whether its page tells of the bot, which only the asker needs."""
        return self.name in ("help", "about", "privacy")


@dataclass(frozen=True)
class Managing(Asked):
    """A command for those who manage a server. `show` makes what is said."""

    show: Callable[[], Awaitable[Outgoing]]


@dataclass(frozen=True)
class Publish(Asked):
    """What of an article, by its id, is to be shown to everyone: a passage's key, or several answers as a control's
    payload names them; `meant` are the keys of all that was perhaps meant, `text` is what the asker reads."""

    article: str
    shown: str
    meant: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Mistyped(Asked):
    """What is like a command of the bot, but perhaps another bot's."""

    uncertain = True
    nearest: str


@dataclass(frozen=True)
class Hidden(Asked):
    """A message to the bot that the bot is not allowed to read."""
