"""Changes, restarts and faults in any order end in the last confirmed state."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.database_url import sqlite_url
from bot.errors import StoreError
from bot.store import engines
from bot.store.server_settings import DEFAULTS, ServerSettings
from bot.store.store import Store

GUILDS = st.integers(1, 3)


class AnyOrder(RuleBasedStateMachine):
    """A store on a file that is locked, moved away and put back, while settings change and the bot starts anew."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "footnote.db"
        self.away = self.folder / "away.db"
        self.locks: list[sqlite3.Connection] = []
        self.confirmed: dict[int, ServerSettings] = {}
        self.store = self._started()

    def _started(self) -> Store:
        store = Store(sqlite_url(self.file), first_try=0.001)
        self.loop.run_until_complete(store.start())
        return store

    @property
    def is_well(self) -> bool:
        return not self.locks and not self.away.exists()

    @rule(guild=GUILDS, number=st.integers(1, 365))
    def change(self, guild: int, number: int) -> None:
        new = replace(DEFAULTS, keep_days=number)
        try:
            self.loop.run_until_complete(self.store.settings.change(guild, lambda _: new, "days"))
        except StoreError:
            assert not self.is_well or not self.store.database.state.is_available
        else:
            assert self.is_well
            self.confirmed[guild] = new

    @rule(guild=GUILDS)
    def forget(self, guild: int) -> None:
        with suppress(StoreError):
            self.loop.run_until_complete(self.store.forget(guild))
            self.confirmed.pop(guild, None)

    @rule()
    def lock(self) -> None:
        if self.is_well:
            other = sqlite3.connect(self.file, isolation_level=None, timeout=60, check_same_thread=False)
            self.locks.append(other)
            # In a thread: what the store has begun in the background must come to its end meanwhile.
            self.loop.run_until_complete(asyncio.to_thread(other.execute, "BEGIN IMMEDIATE"))

    @rule()
    def move_away(self) -> None:
        if self.is_well:
            self.loop.run_until_complete(self.store.database.connections.drop())
            self.file.rename(self.away)

    @rule()
    def mend(self) -> None:
        while self.locks:
            self.locks.pop().close()
        if self.away.exists():
            self.away.rename(self.file)
        self.loop.run_until_complete(asyncio.wait_for(self.store.database.wait_until_available(), 120))

    @rule()
    def start_anew(self) -> None:
        self.mend()
        self.loop.run_until_complete(self.store.close())
        self.store = self._started()

    @invariant()
    def what_was_confirmed_last_is_served(self) -> None:
        for guild in (1, 2, 3):
            assert self.store.settings.get(guild) == self.confirmed.get(guild, DEFAULTS)

    def teardown(self) -> None:
        self.start_anew()
        self.what_was_confirmed_last_is_served()
        self.loop.run_until_complete(self.store.close())
        self.loop.close()
        shutil.rmtree(self.folder)


@pytest.mark.slow
def test_changes_restarts_and_faults_in_any_order_end_in_the_last_confirmed_state(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engines, "BUSY", 0.02)

    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=40, stateful_step_count=20, deadline=None))
