"""Settings of servers: defaults, changes, the list of changes, and the order of changes by several processes."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace

import pytest

from bot.store.server_settings import DEFAULTS, Mode, ServerSettings
from bot.store.settings_store import MOST_CHANGES
from bot.store.store import Store
from tests.store.times import Times

GUILD, OTHER = 112233445566778899, 998877665544332211


def listening(settings: ServerSettings) -> ServerSettings:
    return replace(settings, mode=Mode.LISTENING)


async def test_a_server_of_which_nothing_is_known_has_the_defaults(store: Store) -> None:
    assert store.settings.get(GUILD) == DEFAULTS
    assert await store.settings.changes(GUILD) == []


async def test_a_change_is_seen_at_once_and_by_nobody_else(store: Store) -> None:
    changed = await store.settings.change(GUILD, listening, "listens everywhere")

    assert changed == store.settings.get(GUILD) == replace(DEFAULTS, mode=Mode.LISTENING)
    assert store.settings.get(OTHER) == DEFAULTS


async def test_a_change_is_there_after_a_restart(store: Store, url: str) -> None:
    def change(settings: ServerSettings) -> ServerSettings:
        return replace(settings, channel_modes={5: Mode.OFF}, channel_articles={6: "rules"}, keep_days=7, log_channel=9)

    changed = await store.settings.change(GUILD, change, "much")
    await store.close()

    async with Store(url) as again:
        assert again.settings.get(GUILD) == changed


async def test_changes_are_listed_with_their_times_latest_first(store: Store, times: Times) -> None:
    first = times.now
    await store.settings.change(GUILD, listening, "listens everywhere")
    times.pass_days(1)
    await store.settings.change(GUILD, lambda settings: replace(settings, feedback=True), "feedback on")
    await store.settings.change(OTHER, listening, "another server's")

    assert await store.settings.changes(GUILD) == [("feedback on", times.now), ("listens everywhere", first)]
    assert await store.settings.changes(GUILD, limit=1) == [("feedback on", times.now)]


async def test_a_change_that_changes_nothing_is_not_listed(store: Store) -> None:
    await store.settings.change(GUILD, lambda settings: settings, "nothing")

    assert await store.settings.changes(GUILD) == []


async def test_a_change_that_fails_leaves_everything_as_it_was(store: Store) -> None:
    with pytest.raises(ValueError, match="1 to 365 days"):
        await store.settings.change(GUILD, lambda settings: replace(settings, keep_days=0), "none")

    assert store.settings.get(GUILD) == DEFAULTS
    assert await store.settings.changes(GUILD) == []


async def test_changes_at_the_same_time_all_count(store: Store) -> None:
    def also(channel: int) -> Coroutine[None, None, ServerSettings]:
        return store.settings.change(
            GUILD,
            lambda settings: replace(settings, channel_modes={**settings.channel_modes, channel: Mode.OFF}),
            f"<#{channel}> off",
        )

    await asyncio.gather(*map(also, range(20)))

    assert set(store.settings.get(GUILD).channel_modes) == set(range(20))
    assert len(await store.settings.changes(GUILD)) == 20


async def test_only_the_latest_changes_are_kept(store: Store) -> None:
    for number in range(MOST_CHANGES + 5):
        await store.settings.change(GUILD, lambda each: replace(each, feedback=not each.feedback), f"change {number}")
    await store.settings.change(OTHER, listening, "another server's")

    kept = await store.settings.changes(GUILD, limit=2 * MOST_CHANGES)

    assert len(kept) == MOST_CHANGES
    assert (kept[0].what, kept[-1].what) == (f"change {MOST_CHANGES + 4}", "change 5")
    assert len(await store.settings.changes(OTHER)) == 1
