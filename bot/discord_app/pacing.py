"""Limits how fast questions may come, decides whose turn it is, and how soon a passage may be repeated. Times are
seconds of a monotonic clock. The state is in `memory`."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from itertools import count
from typing import NamedTuple

from bot.discord_app.memory import GIVEN_TOGETHER, Bucket, Memory, Recent

BURST = 3
"""How many questions may come at once before the cooldown applies."""

ROUNDS = 4
"""How many rounds of the event loop pass from a message in the socket to a question that waits for its turn."""


class Paces(NamedTuple):
    """Average seconds between two questions of one person, and between two in one channel."""

    person: float
    channel: float


class Cooldown:
    """A token bucket for each key, with `BURST` tokens of which one is refilled in the given number of seconds.
    `full_at` holds the time at which a bucket is full again."""

    def __init__(self, full_at: Recent[Bucket, float]) -> None:
        self._full_at = full_at

    def wait(self, key: Bucket, seconds: float, now: float) -> float:
        """Seconds until there is a token; 0 if there is one."""
        return max(0.0, self._full_at.get(key, 0.0) - now - (BURST - 1) * seconds)

    def take(self, key: Bucket, seconds: float, now: float) -> None:
        """Take a token or, if there is none, reserve the next one."""
        self._full_at[key] = max(self._full_at.get(key, 0.0), now) + seconds


class Pace:
    """The cooldowns of people and channels combined: a question counts for both, or for neither if either has no token.

    The channel is None for answers that nobody else there sees. Edits have a cooldown of their own. `person` and
    `channel` are the host's paces in seconds; the person's applies across servers. `in_server` returns a server's own
    paces, which count in that server where they are slower.
    """

    def __init__(
        self,
        person: float,
        channel: float,
        memory: Memory,
        in_server: Callable[[int], Paces] = lambda _: Paces(0.0, 0.0),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._host, self._in_server, self._clock = Paces(person, channel), in_server, clock
        self._people, self._channels = Cooldown(memory.people), Cooldown(memory.channels)
        self._edits = Cooldown(memory.edits)
        self._told = memory.waits_told

    def wait(self, person: int, channel: int | None, *, guild: int | None = None) -> float:
        """Seconds to wait before a question; 0 if it may come now."""
        _, own = self._own_wait(person, guild)
        shared = self._channels.wait(*self._shared(channel, guild), self._clock()) if channel is not None else 0.0
        return max(own, shared)

    def take(self, person: int, channel: int | None, *, guild: int | None = None) -> float:
        """Count a question if it may come now. Returns the seconds to wait otherwise, else 0."""
        wait = self.wait(person, channel, guild=guild)
        if not wait:
            for key, seconds in self._own(person, guild):
                self._people.take(key, seconds, self._clock())
            if channel is not None:
                self._channels.take(*self._shared(channel, guild), self._clock())
        return wait

    def take_edit(self, person: int) -> float:
        """Count an edit of a question. Returns the seconds after which to handle it. Uses the host's pace even if the
        server's is slower: a changed answer adds nothing to the channel, and until then the old answer is wrong."""
        now = self._clock()
        wait = self._edits.wait(person, self._host.person, now)
        self._edits.take(person, self._host.person, now)
        return wait

    def note_told(self, person: int, channel: int, *, guild: int | None = None) -> bool:
        """Record that somebody is told of this wait, which is the person's or else the channel's. Returns False if
        somebody was told already."""
        now = self._clock()
        waits_for, wait = self._own_wait(person, guild)
        if not wait:
            waits_for, seconds = self._shared(channel, guild)
            wait = self._channels.wait(waits_for, seconds, now)
        if now < self._told.get(waits_for, 0.0):
            return False
        self._told[waits_for] = now + wait
        return True

    def _own(self, person: int, guild: int | None) -> list[tuple[Bucket, float]]:
        """The buckets of a person with their paces: the host's and, if that is slower, the server's."""
        seconds = self._in_server(guild).person if guild is not None else 0.0
        own: list[tuple[Bucket, float]] = [(person, self._host.person)]
        if guild is not None and seconds > self._host.person:
            own.append(((guild, person, seconds), seconds))
        return own

    def _own_wait(self, person: int, guild: int | None) -> tuple[Bucket, float]:
        """The bucket of a person with the longest wait, and that wait in seconds."""
        now = self._clock()
        waits = [(key, self._people.wait(key, seconds, now)) for key, seconds in self._own(person, guild)]
        return max(waits, key=lambda each: each[1])

    def _shared(self, channel: int, guild: int | None) -> tuple[Bucket, float]:
        """The bucket of a channel, with its pace."""
        seconds = self._in_server(guild).channel if guild is not None else 0.0
        return ((channel, seconds), seconds) if seconds > self._host.channel else (channel, self._host.channel)


class Turns:
    """Matches one question at a time, in an order that is fair to people whatever they write.

    Weighted fair queueing (Demers, Keshav and Shenker 1989): each question is due when it would be finished if all
    waiting ones were processed at once, one character of each in turn. So a flood of long questions delays its authors,
    and nobody waits for ever.
    """

    def __init__(self) -> None:
        self._busy = False
        self._clock = 0.0  # virtual time: characters served for each person so far
        self._order = count()
        self._queue: list[tuple[float, int, asyncio.Future[None]]] = []
        self._waiting: Counter[int] = Counter()  # questions by person, including the one being served
        self._due: dict[int, float] = {}  # the due time of each person's last question

    @contextlib.asynccontextmanager
    async def turn(self, person: int, length: int) -> AsyncGenerator[None]:
        """Wait for the turn of a question of that many characters. The turn lasts as long as the block."""
        called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        due = self._due[person] = max(self._clock, self._due.get(person, 0.0)) + length
        heapq.heappush(self._queue, (due, next(self._order), called))
        self._waiting[person] += 1
        if not self._busy:
            self._busy = True
            self._call_after(ROUNDS)
        try:
            await called
            yield
        finally:
            self._clock += length / len(self._waiting)
            self._waiting[person] -= 1
            if not self._waiting[person]:
                del self._waiting[person], self._due[person]
            if called.done() and not called.cancelled():
                self._call_after(ROUNDS if self._queue else 0)

    def _call_after(self, rounds: int) -> None:
        """Give the next turn after some rounds of the event loop, in which new arrivals are read."""
        if rounds:
            asyncio.get_running_loop().call_soon(self._call_after, rounds - 1)
            return
        while self._queue:
            *_, called = heapq.heappop(self._queue)
            if not called.done():
                called.set_result(None)
                return
        self._busy = False


class Repeats:
    """Which passages were given in which channel within the last `seconds`, and to which questions. A passage is its
    key, or None for a reply that is no passage and never counts as repeated; a question is the id of a message or
    interaction."""

    def __init__(self, seconds: float, memory: Memory, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._given, self._clock = seconds, memory.repeats, clock

    def is_repeat(self, channel: int, passage: str | None, question: int, *, seconds: float = 0.0) -> bool:
        """Whether the passage was given to another question in the channel, within `seconds` if that is longer."""
        if passage is None:
            return False
        now, seconds = self._clock(), max(seconds, self._seconds)
        given = self._given.get((channel, passage)) or Recent[int, float]()
        return any(other != question and now - at < seconds for other, at in given.items())

    def note(self, channel: int, passage: str | None, question: int) -> None:
        """Record that the passage is given to a question."""
        if passage is not None:
            given = self._given.get((channel, passage)) or Recent[int, float](GIVEN_TOGETHER)
            given[question] = self._clock()
            self._given[channel, passage] = given

    def forget(self, channel: int, passage: str | None, question: int) -> None:
        """Forget that the passage was given to a question."""
        given = self._given.get((channel, passage)) if passage is not None else None
        if given is not None:
            given.pop(question, None)
