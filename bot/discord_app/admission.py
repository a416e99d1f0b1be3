"""Whether what is asked may be answered now: allowed, and within pace?"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from bot.conversation.wordings import discord_wording
from bot.discord_app.asked import Asked, Command, Managing, Publish, RawQuestion
from bot.discord_app.courtesy import wants_an_answer
from bot.discord_app.delivery import Outgoing
from bot.discord_app.memory import Memory
from bot.discord_app.pacing import Pace, Repeats
from bot.discord_app.policy import Policy
from bot.discord_app.recipients import Recipient, ToMessage
from bot.discord_app.shutdown import Shutdown

HINT_EVERY = 600.0
"""Seconds between two hints about an unknown command in one channel: another bot may own the prefix too."""

TELL_EVERY = 300.0
"""Seconds between two direct messages to a person about missing permissions in one channel."""


@dataclass(frozen=True)
class Refused:
    """Why nothing is answered: `reply` is said in its place, or the person is told which permissions are `lacking`.
    With neither it is silence."""

    reply: Outgoing | None = None
    lacking: tuple[str, ...] = ()


class Admission:
    """Lets in what may be answered, and counts it for the pace."""

    def __init__(self, policy: Policy, pace: Pace, repeats: Repeats, memory: Memory, shutdown: Shutdown) -> None:
        self._policy, self._pace, self._repeats = policy, pace, repeats
        self._memory, self._shutdown = memory, shutdown

    def admit(self, to: Recipient, asked: Asked) -> Refused | None:
        """None if it may be answered; else what is in the way: the bot leaves, it was answered already, the bot is off
        there, a permission lacks, it came too fast. A wait or a lack that is told now is not told again soon."""
        if self._shutdown.leaving:
            # Discord would call silence a failure.
            return Refused(Outgoing(discord_wording.LEAVING, private=True) if to.whispers else None)
        if to.id in self._memory.seen:
            return Refused()
        if isinstance(asked, Publish) and self._policy.is_off(to.place):
            return Refused(Outgoing(discord_wording.OFF_HERE, private=True))
        if lacking := to.lacking():
            return Refused(lacking=tuple(lacking) if _is_missed(asked) and self._take_notice(to) else ())
        channel, guild = _paced_in(to, asked)
        wait = self._pace.wait(to.person, channel, guild=guild)
        if not wait:
            return None
        if asked.uncertain:
            return Refused()
        self._memory.seen[to.id] = None
        tells = to.whispers or (_is_missed(asked) and self._pace.note_told(to.person, to.channel, guild=guild))
        own = bool(self._pace.wait(to.person, None, guild=guild))
        line = discord_wording.slow_down(_in(wait), own=own)
        return Refused(Outgoing(line, private=True, fixed=True) if tells else None)

    def take(self, to: Recipient, asked: Asked | None = None) -> None:
        """Count what is answered for the pace, once, by default as a question; the same message is not answered again.
        Edits have a pace of their own."""
        if to.again or to.id in self._memory.seen:
            return
        self._memory.seen[to.id] = None
        channel, guild = _paced_in(to, asked)
        self._pace.take(to.person, channel, guild=guild)

    def take_unasked(self, to: Recipient, passage: str | None) -> bool:
        """Count what nobody asked for. False if the passage was given there of late, or if it comes too fast by now:
        others were answered while it was matched."""
        within = self._policy.of(to.place.guild).repeat_after or 0.0  # the host's holds too
        if self._repeats.is_repeat(to.channel, passage, to.id, seconds=within):
            return False
        if not to.again and self._pace.wait(to.person, to.channel, guild=to.place.guild):
            return False
        self.take(to)
        return True

    def take_hint(self, to: Recipient) -> bool:
        """Record that an unknown command is commented on. False if one was of late: it may be another bot's, but for
        direct messages."""
        if isinstance(to, ToMessage) and to.message.guild is None:
            return True
        now = time.monotonic()
        if now - self._memory.hints.get(to.channel, -HINT_EVERY) < HINT_EVERY:
            return False
        self._memory.hints[to.channel] = now
        return True

    def _take_notice(self, to: Recipient) -> bool:
        """Record that the person is told that a permission lacks in the channel, which counts for the pace. False if
        they were told of late, or are too fast."""
        key, now = (to.person, to.channel), time.monotonic()
        if now - self._memory.lacking_told.get(key, -TELL_EVERY) < TELL_EVERY or self._pace.take(
            to.person, None, guild=to.place.guild
        ):
            return False
        self._memory.lacking_told[key] = now
        return True


def _paced_in(to: Recipient, asked: Asked | None) -> tuple[int | None, int | None]:
    """The channel whose pace holds beside the person's, unless nobody else there sees the answer, and the server. Its
    pace does not hold for settings, as whoever chose too slow a one has to be able to choose another, nor for what is
    kept, which anybody may see, nor for what tells of the bot where nobody else sees that."""
    of_bot = asked if isinstance(asked, Command) and asked.is_of_bot and asked.otherwise is None else None
    is_unseen = to.private or (to.whispers and of_bot is not None)
    is_free = isinstance(asked, Managing) or (of_bot is not None and (is_unseen or of_bot.name == "privacy"))
    return None if is_unseen else to.channel, None if is_free else to.place.guild


def _is_missed(asked: Asked) -> bool:
    return not asked.uncertain and (not isinstance(asked, RawQuestion) or wants_an_answer(asked))


def _in(seconds: float) -> str:
    """A moment from now as a relative time, rounded up: who follows it is not too early."""
    return f"<t:{math.ceil(time.time() + max(1.0, seconds))}:R>"
