"""Decides whether a request may be answered now: permissions, pace, and other obstacles."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from bot.conversation.wordings import discord_wording
from bot.discord_app.courtesy import wants_an_answer
from bot.discord_app.delivery import Outgoing
from bot.discord_app.memory import Memory
from bot.discord_app.pacing import Pace, Repeats
from bot.discord_app.policy import Policy
from bot.discord_app.recipients import Recipient, ToMessage
from bot.discord_app.requests import Command, Managing, RawQuestion, Request
from bot.discord_app.shutdown import Shutdown

HINT_EVERY = 600.0
"""Seconds between two hints about unknown commands in a channel: the prefix may belong to another bot too."""

TELL_EVERY = 300.0
"""Seconds between two direct messages to a person about missing permissions in one channel."""


@dataclass(frozen=True)
class Refused:
    """Why a request is not answered. Either `reply` is sent instead, or the person is told which permissions are
    `lacking`, or the bot stays silent."""

    reply: Outgoing | None = None
    lacking: tuple[str, ...] = ()


class Admission:
    """Admits requests, and counts them for the pace."""

    def __init__(self, policy: Policy, pace: Pace, repeats: Repeats, memory: Memory, shutdown: Shutdown) -> None:
        self._policy, self._pace, self._repeats = policy, pace, repeats
        self._memory, self._shutdown = memory, shutdown

    def admit(self, to: Recipient, asked: Request) -> Refused | None:
        """None if the request may be answered. Otherwise the obstacle: the bot is stopping, the request was answered
        already, permissions are missing, or it came too fast. A wait or missing permission that is reported now is not
        reported again soon."""
        if self._shutdown.leaving:
            # Discord would report silence as a failure.
            return Refused(Outgoing(discord_wording.LEAVING, private=True) if to.whispers else None)
        if to.id in self._memory.seen:
            return Refused()
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
        line = discord_wording.slow_down(_in(wait), own=bool(self._pace.wait(to.person, None, guild=guild)))
        return Refused(Outgoing(line, private=True, fixed=True) if tells else None)

    def take(self, to: Recipient, asked: Request | None = None) -> None:
        """Count a request for the pace, once, by default as a question. The same message is not answered again. Edits
        have a pace of their own."""
        if to.again or to.id in self._memory.seen:
            return
        self._memory.seen[to.id] = None
        channel, guild = _paced_in(to, asked)
        self._pace.take(to.person, channel, guild=guild)

    def take_unasked(self, to: Recipient, passage: str | None) -> bool:
        """Count an answer that nobody asked for. Returns False if the passage was given there recently, or if the pace
        no longer allows it, because others were answered meanwhile."""
        within = self._policy.settings_in(to.place.guild).repeat_after or 0.0  # the host's applies too
        if self._repeats.is_repeat(to.channel, passage, to.id, seconds=within):
            return False
        if not to.again and self._pace.wait(to.person, to.channel, guild=to.place.guild):
            return False
        self.take(to)
        return True

    def take_hint(self, to: Recipient) -> bool:
        """Record a hint about an unknown command. Returns False if there was one recently; never in direct messages,
        where no other bot reads the command."""
        if isinstance(to, ToMessage) and to.message.guild is None:
            return True
        now = time.monotonic()
        if now - self._memory.hints.get(to.channel, -HINT_EVERY) < HINT_EVERY:
            return False
        self._memory.hints[to.channel] = now
        return True

    def _take_notice(self, to: Recipient) -> bool:
        """Record that a person is told of a missing permission in a channel, which counts for the pace. Returns False
        if they were told recently or are too fast."""
        key, now = (to.person, to.channel), time.monotonic()
        if now - self._memory.lacking_told.get(key, -TELL_EVERY) < TELL_EVERY or self._pace.take(
            to.person, None, guild=to.place.guild
        ):
            return False
        self._memory.lacking_told[key] = now
        return True


def _paced_in(to: Recipient, asked: Request | None) -> tuple[int | None, int | None]:
    """The channel and server whose paces apply besides the person's. The channel's does not apply if nobody else there
    sees the answer. The server's does not apply to settings, so that a pace that is too slow can be changed, to
    /privacy, or to replies about the bot that nobody else sees."""
    of_bot = asked if isinstance(asked, Command) and asked.is_of_bot and asked.otherwise is None else None
    is_unseen = to.private or (to.whispers and of_bot is not None)
    is_free = isinstance(asked, Managing) or (of_bot is not None and (is_unseen or of_bot.name == "privacy"))
    return None if is_unseen else to.channel, None if is_free else to.place.guild


def _is_missed(asked: Request) -> bool:
    return not asked.uncertain and (not isinstance(asked, RawQuestion) or wants_an_answer(asked))


def _in(seconds: float) -> str:
    """A moment in the future as a relative time, rounded up so that it is never too early."""
    return f"<t:{math.ceil(time.time() + max(1.0, seconds))}:R>"
