"""All that the bot remembers of people and messages while it runs, each map with its bound.

Beside these, `pacing.Turns` holds the questions that wait to be matched, and `Shutdown` counts what is under way.
discord.py keeps no members, messages or views for this bot, and at most 128 direct channels.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar
from weakref import WeakValueDictionary

import discord

from bot.article.model import Article
from bot.discord_app.standing import Standing

REMEMBERED = 2_000
"""How many entries each map holds, the oldest forgotten first."""

GIVEN_TOGETHER = 8
"""How many questions are remembered to which one passage was given in one channel."""

Bucket = int | tuple[float, ...]
"""The id of a person or a channel; of what a server chose, with the pace: where that is changed, all begin anew."""

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(OrderedDict[_Key, _Value], Generic[_Key, _Value]):
    """A dict that forgets its oldest entry when it is full."""

    def __init__(self, size: int | None = None) -> None:
        super().__init__()
        self.size = REMEMBERED if size is None else size

    def __setitem__(self, key: _Key, value: _Value) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.size:
            self.popitem(last=False)


@dataclass(frozen=True)
class Given:
    """What was said to a message of a `channel`, there or in a `thread` on it, as of when the message was `edited_at`.

    reply       what was said, or None: the message was for the bot, but there was nothing to say
    unprompted  whether nobody had addressed the message to the bot
    fixed       whether an edit leaves the reply as it is: a request to wait
    passage     the key of the passage that the reply gives
    thread      which the bot started on the message, whether or not a reply stands there still
    apology     the line that says that the last edit failed
    """

    channel: int
    edited_at: datetime | None
    reply: discord.PartialMessage | None = None
    unprompted: bool = False
    fixed: bool = False
    passage: str | None = None
    thread: discord.Thread | None = None
    apology: discord.PartialMessage | None = None


@dataclass(frozen=True)
class Talk:
    """What a person is shown `now`, since `at` of `time.monotonic`: passages and names of the article, nothing that
    anybody wrote."""

    article: Article
    at: float
    now: Standing


class Answered(NamedTuple):
    """The questions of a message that was answered in a server, redacted, by the keys of the passages; and those that
    were kept because a passage was marked as wrong, by its key."""

    guild: int
    questions: dict[str, str]
    kept: dict[str, str]


class Memory:
    """The maps. Each `Recent` is bounded by `REMEMBERED`; the last three hold what is under way, and nothing else."""

    def __init__(self) -> None:
        # What was said to which message, by the message's id, and to which message a reply belongs.
        self.given = Recent[int, Given]()
        self.questions = Recent[int, int]()
        # Messages and interactions that were seen to: Discord may deliver an event again when a session resumes, and
        # each counts once for the pace.
        self.seen = Recent[int, None]()
        # What a person was last shown in a channel, by person and channel; in a thread of the bot, anybody.
        self.talks = Recent[tuple[int, int], Talk]()
        # What stood there before a message was answered, by its author and the message: an edited one leans on that.
        self.leaned_on = Recent[tuple[int, int], tuple[Article, Standing]]()
        # The id of the article of which a person spoke last in a direct message, or which they chose elsewhere, and
        # until when that holds; by person and channel.
        self.articles = Recent[tuple[int, int], tuple[str, float]]()
        # When the token buckets of people, of channels and of people's edits are full again (see `pacing`).
        self.people, self.channels, self.edits = (Recent[Bucket, float]() for _ in range(3))
        # Until when nobody is told again of a wait, by what is waited for.
        self.waits_told = Recent[Bucket, float]()
        # Who talked, the bot aside, in the threads that the bot started: of each thread two people at most.
        self.talkers = Recent[int, frozenset[int]]()
        # To which questions a passage was given, by channel and passage.
        self.repeats = Recent[tuple[int, str], Recent[int, float]]()
        # How a person marked a passage in an answer, and for which day that counts, by the message of the bot, the
        # person, and the tag of the article with the passage's key.
        self.marks = Recent[tuple[int, int, str], tuple[bool, date]]()
        # Questions that were answered, by the id of the message or interaction; only where a server keeps questions.
        self.answered = Recent[int, Answered]()
        # What was shown to everyone, by the private answer in which somebody pressed that, and what the button has.
        self.published = Recent[tuple[int, str], None]()
        # When an unknown command was last commented on in a channel.
        self.hints = Recent[int, float]()
        # When a person was last told of missing permissions, by person and channel.
        self.lacking_told = Recent[tuple[int, int], float]()
        # When a thread was last called otherwise, as its question was edited.
        self.renamed = Recent[int, float]()
        # The newest edit of each message whose edit waits; what each thread is to be called whose name waits; and locks
        # of messages that something is done about.
        self.waiting_edits: dict[int, discord.Message] = {}
        self.waiting_names: dict[int, str] = {}
        self.locks = WeakValueDictionary[int, asyncio.Lock]()

    def lock(self, message_id: int) -> asyncio.Lock:
        """Held while a message, an edit or its deletion is seen to: one after the other, in Discord's order."""
        return self.locks.setdefault(message_id, asyncio.Lock())

    def forget_shown(self, person: int) -> None:
        """Forget what a person was shown last, and of which article."""
        for shown in (self.talks, self.leaned_on, self.articles):
            for key in [key for key in shown if key[0] == person]:
                del shown[key]

    def forget_questions(self, guild: int) -> None:
        """Forget the texts that were asked in a server."""
        for question in [question for question, each in self.answered.items() if each.guild == guild]:
            del self.answered[question]

    def concerns(self, message_id: int) -> bool:
        """Whether a message was for the bot, is an answer, or is being answered."""
        return message_id in self.given or message_id in self.questions or message_id in self.locks
