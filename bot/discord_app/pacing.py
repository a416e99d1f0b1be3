"""How fast questions may come, whose turn it is, and how soon the same may be said again.

Times are seconds of a monotonic clock. What is remembered stands in `memory`.
"""

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
"""How many questions may come at once before the pace of the cooldown is asked for."""

ROUNDS = 4
"""Rounds of the event loop that it takes from a message in the socket to a question that waits for its turn."""


class Paces(NamedTuple):
    """Seconds between two questions of one person, and between two in one channel, on average."""

    person: float
    channel: float


class Cooldown:
    """A pace that may not be exceeded for long: a token bucket for each key, of `BURST` tokens, one of which comes back
    in so many seconds.

    `full_at` holds when a bucket is full again.
    """

    def __init__(self, full_at: Recent[Bucket, float]) -> None:
        self._full_at = full_at

    def wait(self, key: Bucket, seconds: float, now: float) -> float:
        """The seconds until there is a token; 0 if there is one."""
        return max(0.0, self._full_at.get(key, 0.0) - now - (BURST - 1) * seconds)

    def take(self, key: Bucket, seconds: float, now: float) -> None:
        """Take a token, or, if there is none, the next one that there will be."""
        self._full_at[key] = max(self._full_at.get(key, 0.0), now) + seconds


class Pace:
    """The cooldowns of people and of channels together: what is said counts for both, or for neither if either is out
    of tokens. What nobody else in the channel sees has None for a channel. Edits have a cooldown of their own.

    `person` and `channel` are the host's paces, in seconds, and hold for a person across servers; `in_server` gives
    those of a server, which count there alone, where they are slower.
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
        """The seconds to wait before a question; 0 if it may come now."""
        _, own = self._own_wait(person, guild)
        shared = self._channels.wait(*self._shared(channel, guild), self._clock()) if channel is not None else 0.0
        return max(own, shared)

    def take(self, person: int, channel: int | None, *, guild: int | None = None) -> float:
        """Count a question, if it may come now; the seconds to wait, else 0."""
        wait = self.wait(person, channel, guild=guild)
        if not wait:
            for key, seconds in self._own(person, guild):
                self._people.take(key, seconds, self._clock())
            if channel is not None:
                self._channels.take(*self._shared(channel, guild), self._clock())
        return wait

    def take_edit(self, person: int) -> float:
        """Count an edit of a question; the seconds after which it is to be followed. At the host's pace, however slow
        the server's: a changed answer adds nothing to the channel, and until then it stands under another question."""
        now = self._clock()
        wait = self._edits.wait(person, self._host.person, now)
        self._edits.take(person, self._host.person, now)
        return wait

    def note_told(self, person: int, channel: int, *, guild: int | None = None) -> bool:
        """Record that somebody is told of this wait, which is the person's or else the channel's. False if somebody was
        told already."""
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
        """The buckets of a person, each with its pace: the host's, and, where that is slower, the server's."""
        seconds = self._in_server(guild).person if guild is not None else 0.0
        own: list[tuple[Bucket, float]] = [(person, self._host.person)]
        if guild is not None and seconds > self._host.person:
            own.append(((guild, person, seconds), seconds))
        return own

    def _own_wait(self, person: int, guild: int | None) -> tuple[Bucket, float]:
        """For which bucket of a person is to be waited longest, and for how many seconds."""
        now = self._clock()
        waits = [(key, self._people.wait(key, seconds, now)) for key, seconds in self._own(person, guild)]
        return max(waits, key=lambda each: each[1])

    def _shared(self, channel: int, guild: int | None) -> tuple[Bucket, float]:
        """The bucket of a channel, with its pace."""
        seconds = self._in_server(guild).channel if guild is not None else 0.0
        return ((channel, seconds), seconds) if seconds > self._host.channel else (channel, self._host.channel)


class Turns:
    """One question is matched at a time, in an order that is fair to people whatever they write.

    Each is due when it would be done if all who wait were served at once, a character of each in turn (weighted fair
    queueing: Demers, Keshav and Shenker 1989). So a flood of long ones holds up its authors, and nobody waits for ever.
    """

    def __init__(self) -> None:
        self._busy = False
        self._clock = 0.0  # characters of each that are served so far
        self._order = count()
        self._queue: list[tuple[float, int, asyncio.Future[None]]] = []
        self._waiting: Counter[int] = Counter()  # by person, the one who is served among them
        self._due: dict[int, float] = {}  # the last question of each of these

    @contextlib.asynccontextmanager
    async def turn(self, person: int, length: int) -> AsyncGenerator[None]:
        """Wait for the turn of a question of that many characters; it lasts as long as the block."""
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
        """Call the next one after some rounds of the event loop, in which what has just arrived is heard."""
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
    """Which passages were given in which channel within the last `seconds`, and to which questions.

    A passage is its key, None what is no passage and never repeats; a question the id of a message or an interaction.
    """

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
        """The passage is given to a question."""
        if passage is not None:
            given = self._given.get((channel, passage)) or Recent[int, float](GIVEN_TOGETHER)
            given[question] = self._clock()
            self._given[channel, passage] = given

    def forget(self, channel: int, passage: str | None, question: int) -> None:
        """The passage is no longer given to a question, if it was."""
        given = self._given.get((channel, passage)) if passage is not None else None
        if given is not None:
            given.pop(question, None)
