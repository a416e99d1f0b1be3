"""What was asked, as counts: no text, nobody. They are for a server's insights."""

from __future__ import annotations

from bot.store.clock import Clock, day, wall
from bot.store.database import Database
from bot.store.tables import activity
from bot.store.tallies import Tallies


class Activity:
    """Questions counted by server, day, article, outcome, section, passage and gap; written in the background."""

    def __init__(self, database: Database, clock: Clock = wall) -> None:
        self._clock = clock
        self._tallies = Tallies(database, activity)
        self.writing = self._tallies.flushing

    def note(
        self, guild_id: int, article: str, outcome: str, *, section: str = "", passage: str = "", gap: str = ""
    ) -> None:
        """Count one question, in memory. `outcome` is ``answer``, ``choices`` or ``none``; `guild_id` is
        `tables.EVERYWHERE` for a direct message; the rest is empty where there is none."""
        self._tallies.add((guild_id, day(self._clock), article, outcome, section, passage, gap), "count")

    async def flush(self) -> None:
        """Write what was counted. Raises `StoreError`; it is then kept for the next time."""
        await self._tallies.flush()

    def forget(self, guild_id: int) -> None:
        """Drop what was counted of a server and is not written yet."""
        self._tallies.forget(guild_id)
