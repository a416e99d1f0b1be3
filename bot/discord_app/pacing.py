"""How fast questions may come, and how soon the same may be said again. Times are seconds of a monotonic clock."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

BURST = 3
"""How many questions may come at once before the pace of the cooldown is asked for."""

REMEMBERED = 2_000
"""How many entries of each kind are remembered, the oldest forgotten first: memory must not grow."""

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Recent(OrderedDict[_Key, _Value], Generic[_Key, _Value]):
    """A dict that forgets its oldest entry when it is full."""

    def __init__(self, size: int = REMEMBERED) -> None:
        super().__init__()
        self._size = size

    def __setitem__(self, key: _Key, value: _Value) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._size:
            self.popitem(last=False)


class Cooldown:
    """A pace that may not be exceeded for long: a token bucket for each key, of `BURST` tokens."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._full_at: Recent[int, float] = Recent()

    def wait(self, key: int, now: float) -> float:
        """The seconds until there is a token; 0 if there is one."""
        return max(0.0, self._full_at.get(key, 0.0) - now - (BURST - 1) * self._seconds)

    def take(self, key: int, now: float) -> None:
        """Take a token, which has to be there."""
        self._full_at[key] = max(self._full_at.get(key, 0.0), now) + self._seconds


class Pace:
    """The cooldowns of people and of channels together: a question counts for both, or for neither if either is out
    of tokens. A question that nobody else in the channel sees has None for a channel."""

    def __init__(self, person: float, channel: float) -> None:
        self._people, self._channels = Cooldown(person), Cooldown(channel)
        self._told: Recent[int, float] = Recent()

    def wait(self, person: int, channel: int | None, now: float | None = None) -> float:
        """The seconds to wait before a question; 0 if it may come now."""
        now = time.monotonic() if now is None else now
        return max(self._people.wait(person, now), self._channels.wait(channel, now) if channel is not None else 0.0)

    def take(self, person: int, channel: int | None, now: float | None = None) -> float:
        """Count a question, if it may come now; the seconds to wait, else 0."""
        now = time.monotonic() if now is None else now
        wait = self.wait(person, channel, now)
        if not wait:
            self._people.take(person, now)
            if channel is not None:
                self._channels.take(channel, now)
        return wait

    def may_tell(self, person: int, channel: int, now: float | None = None) -> bool:
        """Whether nobody was told of this wait, which is the person's or else the channel's. Now somebody was."""
        now = time.monotonic() if now is None else now
        own = self._people.wait(person, now)
        waits_for, wait = (person, own) if own else (channel, self._channels.wait(channel, now))
        if now < self._told.get(waits_for, 0.0):
            return False
        self._told[waits_for] = now + wait
        return True


class Repeats:
    """Which passages were given in which channel within the last `seconds`, and to which questions.

    A passage is its key, None what is no passage and never repeats; a question the id of a message or an interaction.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._given: Recent[tuple[int, str], dict[int, float]] = Recent()

    def is_repeat(self, channel: int, passage: str | None, question: int, now: float | None = None) -> bool:
        """Whether the passage was given to another question in the channel."""
        return passage is not None and any(other != question for other in self._lately(channel, passage, now))

    def note(self, channel: int, passage: str | None, question: int, now: float | None = None) -> None:
        """The passage is given to a question."""
        now = time.monotonic() if now is None else now
        if passage is not None:
            self._given[channel, passage] = self._lately(channel, passage, now) | {question: now}

    def forget(self, channel: int, passage: str | None, question: int) -> None:
        """The passage is no longer given to a question, if it was."""
        if passage is not None:
            self._given.get((channel, passage), {}).pop(question, None)

    def _lately(self, channel: int, passage: str, now: float | None) -> dict[int, float]:
        now = time.monotonic() if now is None else now
        given = self._given.get((channel, passage), {})
        return {question: at for question, at in given.items() if now - at < self._seconds}
