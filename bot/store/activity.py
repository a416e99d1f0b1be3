"""What was asked, as counts: no text, nobody. They are for a server's insights."""

from __future__ import annotations

from bot.store.clock import Clock, day, wall
from bot.store.database import Database
from bot.store.tables import activity
from bot.store.tallies import Tallies


class Activity(Tallies):
    """Questions counted by server, day, article, outcome, section, passage and gap; written in the background."""

    def __init__(self, database: Database, clock: Clock = wall) -> None:
        super().__init__(database, activity)
        self._clock = clock

    def note(
        self, guild_id: int, article: str, outcome: str, *, section: str = "", passage: str = "", gap: str = ""
    ) -> None:
        """Count one question, in memory. `outcome` is ``answer``, ``choices`` or ``none``; `guild_id` is
        `tables.EVERYWHERE` for a direct message; the rest is empty where there is none."""
        self.add((guild_id, day(self._clock), article, outcome, section, passage, gap), "count")
