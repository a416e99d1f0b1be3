"""Everything that the bot remembers about people and messages while it runs, each map with its bound.

Besides these, `pacing.Turns` holds the questions that wait to be matched, and `Shutdown` counts those in progress.
discord.py caches no members, messages or views for this bot, and at most 128 direct channels.
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
"""The capacity of each map. The oldest entries are forgotten first."""

GIVEN_TOGETHER = 8
"""How many questions are remembered for each passage in a channel."""

Bucket = int | tuple[float, ...]
"""The key of a cooldown: the id of a person or channel and, for a server's own pace, that pace. If it changes, everyone
starts anew."""

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
    """The reply to a message of a `channel`, there or in a `thread` on it, for the message as `edited_at`.

    reply       the reply, or None: the message was for the bot, but there was nothing to say
    unprompted  nobody had addressed the message to the bot
    fixed       an edit does not change the reply, as for a request to wait
    passage     the key of the passage that the reply gives
    thread      the thread that the bot started on the message, even if the reply no longer exists
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
    """What a person is shown `now`, since `at` on the `time.monotonic` clock: passages and names of the article, no
    text of theirs."""

    article: Article
    at: float
    now: Standing


class Answered(NamedTuple):
    """The redacted questions of a message that was answered in a server, by the keys of the passages; and those kept
    because a passage was marked as wrong, by its key."""

    guild: int
    questions: dict[str, str]
    kept: dict[str, str]


class Memory:
    """The maps. Each `Recent` is bounded by `REMEMBERED`; the last three maps hold only what is in progress."""

    def __init__(self) -> None:
        # The reply to each message by the message's id, and the message of each reply.
        self.given = Recent[int, Given]()
        self.questions = Recent[int, int]()
        # Handled messages and interactions: Discord may repeat an event when a session resumes, and each counts once
        # for the pace.
        self.seen = Recent[int, None]()
        # What a person was last shown, by person and channel; in a thread of the bot, by `EVERYBODY`.
        self.talks = Recent[tuple[int, int], Talk]()
        # The context before a message was answered, by author and message: an edited message has the same context.
        self.leaned_on = Recent[tuple[int, int], tuple[Article, Standing]]()
        # The id of the article that a person used last in direct messages or chose elsewhere, and until when that
        # applies; by person and channel.
        self.articles = Recent[tuple[int, int], tuple[str, float]]()
        # When the token buckets of people, of channels and of people's edits are full again (see `pacing`).
        self.people, self.channels, self.edits = (Recent[Bucket, float]() for _ in range(3))
        # Until when nobody is told of a wait again, by bucket.
        self.waits_told = Recent[Bucket, float]()
        # Who talked in the threads that the bot started, up to two people each.
        self.talkers = Recent[int, frozenset[int]]()
        # The questions answered with a passage, by channel and passage.
        self.repeats = Recent[tuple[int, str], Recent[int, float]]()
        # A person's mark of a passage in an answer, and its day, by the bot's message, the person, and the article's
        # tag with the passage's key.
        self.marks = Recent[tuple[int, int, str], tuple[bool, date]]()
        # Answered questions by the id of the message or interaction; only in servers that keep questions.
        self.answered = Recent[int, Answered]()
        # Published answers, by the private answer and the button's payload.
        self.published = Recent[tuple[int, str], None]()
        # When a hint about an unknown command was last given in a channel.
        self.hints = Recent[int, float]()
        # When a person was last told of missing permissions, by person and channel.
        self.lacking_told = Recent[tuple[int, int], float]()
        # When a thread was last renamed after an edit of its question.
        self.renamed = Recent[int, float]()
        # In progress: the newest waiting edit of each message, the waiting name of each thread, and locks of messages.
        self.waiting_edits: dict[int, discord.Message] = {}
        self.waiting_names: dict[int, str] = {}
        self.locks = WeakValueDictionary[int, asyncio.Lock]()

    def lock(self, message_id: int) -> asyncio.Lock:
        """A lock held while a message, an edit or its deletion is handled: one after the other, in Discord's order."""
        return self.locks.setdefault(message_id, asyncio.Lock())

    def forget_shown(self, person: int) -> None:
        """Forget what a person was shown last, and from which article."""
        for shown in (self.talks, self.leaned_on, self.articles):
            for key in [key for key in shown if key[0] == person]:
                del shown[key]

    def forget_questions(self, guild: int) -> None:
        """Forget the texts of questions asked in a server."""
        for question in [question for question, each in self.answered.items() if each.guild == guild]:
            del self.answered[question]

    def concerns(self, message_id: int) -> bool:
        """Whether a message was for the bot, is an answer, or is being answered."""
        return message_id in self.given or message_id in self.questions or message_id in self.locks
