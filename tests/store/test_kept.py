"""Counts, additions, insights, and how long each is kept."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.insights import KEPT_DAYS, Marks
from bot.store.additions import Kind
from bot.store.server_settings import DEFAULTS
from bot.store.store import GRACE_DAYS, Store
from bot.store.tables import metadata
from tests.store.test_settings_store import listening
from tests.store.times import Times

GUILD, OTHER = 112233445566778899, 998877665544332211
ARTICLE, PASSAGE = "rules", "bans/appeal"
USERS = [223344556677889900 + number for number in range(5)]


async def rows_of(store: Store, guild_id: int | None = None) -> list[tuple[object, ...]]:
    """Every row of every table but what the store knows of itself, of one server or of all."""
    found: list[tuple[object, ...]] = []
    async with store.database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name != "meta":
                query = select(table) if guild_id is None else select(table).where(table.c.guild_id == guild_id)
                found += [tuple(row) for row in await connection.execute(query)]
    return found


async def fill(store: Store, guild_id: int) -> None:
    """Let there be something of a server in every table."""
    await store.settings.change(guild_id, listening, "listens")
    await store.feedback.mark(guild_id, ARTICLE, PASSAGE, right=False)
    await store.additions.add(guild_id, ARTICLE, Kind.ASK, PASSAGE, "how do I get back in")
    store.activity.note(guild_id, ARTICLE, "answer", section="bans", passage=PASSAGE)
    store.questions.keep(guild_id, ARTICLE, "how do I appeal", "wrong")
    await store.flush()


async def test_marks_that_come_together_are_all_counted(store: Store) -> None:
    await asyncio.gather(*(store.feedback.mark(GUILD, ARTICLE, PASSAGE, right=n % 4 > 0) for n in range(100)))
    await store.feedback.mark(GUILD, ARTICLE, PASSAGE, right=True)

    insights = await store.insights(GUILD, None)

    assert insights.marks == {(ARTICLE, PASSAGE): Marks(76, 25)}
    assert insights.wrong_share == 25 / 101
    assert len(await rows_of(store)) == 1


async def test_insights_tell_days_outcomes_topics_and_what_was_never_asked(store: Store, times: Times) -> None:
    first_day = (await store.insights(GUILD, 1)).last_day
    store.activity.note(GUILD, ARTICLE, "answer", section="bans", passage=PASSAGE)
    store.activity.note(OTHER, ARTICLE, "none")
    times.pass_days(10)
    for _ in range(3):
        store.activity.note(GUILD, ARTICLE, "answer", section="voice", passage="voice/music")
    store.activity.note(GUILD, ARTICLE, "none", gap="age")
    store.activity.note(GUILD, "other", "choices", section="bans")
    await store.flush()

    always, week = await store.insights(GUILD, None), await store.insights(GUILD, 7)

    today = first_day + timedelta(days=10)
    assert always.days == {first_day: {"answer": 1}, today: {"answer": 3, "none": 1, "choices": 1}}
    assert (always.asked, week.asked) == (6, 5)
    assert always.outcomes == {"answer": 4, "none": 1, "choices": 1}
    assert next(iter(always.sections.items())) == ((ARTICLE, "voice"), 3)
    assert always.gaps == {(ARTICLE, "age"): 1}
    assert always.never_asked(ARTICLE, [PASSAGE, "voice/music", "a/b"]) == ["a/b"]
    assert week.never_asked(ARTICLE, [PASSAGE, "voice/music"]) == [PASSAGE]
    assert (await store.insights(None, None)).asked == 7
    assert week.wrong_share is None


async def test_additions_hold_for_their_server_or_for_all_until_they_are_undone(store: Store, url: str) -> None:
    told: list[int | None] = []
    store.additions.subscribe(told.append)
    ours = await store.additions.add(GUILD, ARTICLE, Kind.ASK, PASSAGE, "how do I get back in")
    everybodys = await store.additions.add(None, ARTICLE, Kind.GAP, "age", "how old is it", "It does not say.")

    assert store.additions.for_article(GUILD, ARTICLE) == (everybodys, ours)
    assert store.additions.for_article(OTHER, ARTICLE) == store.additions.for_article(None, ARTICLE) == (everybodys,)
    assert store.additions.for_article(GUILD, "other") == ()
    assert await store.additions.undo(OTHER, ours.id) is None
    assert await store.additions.undo(None, ours.id) is None
    undone = await store.additions.undo(GUILD, ours.id)
    assert undone is not None
    assert store.additions.for_article(GUILD, ARTICLE) == (everybodys,)
    assert await store.additions.undo(GUILD, ours.id) is None
    assert await store.additions.history(GUILD) == [undone]
    assert told[:2] == [GUILD, None]
    assert GUILD in told[2:]
    async with Store(url) as again:
        assert again.additions.for_article(GUILD, ARTICLE) == (everybodys,)


async def test_all_that_is_kept_of_a_server_can_be_deleted_and_nothing_else_goes(store: Store) -> None:
    await fill(store, GUILD)
    await fill(store, OTHER)
    others = await rows_of(store, OTHER)
    store.activity.note(GUILD, ARTICLE, "none")
    store.questions.keep(GUILD, ARTICLE, "not written yet", "none")

    await store.forget(GUILD)
    await store.flush()

    assert await rows_of(store, GUILD) == []
    assert await rows_of(store, OTHER) == others
    assert store.settings.get(GUILD) == DEFAULTS
    assert store.additions.for_article(GUILD, ARTICLE) == ()


async def test_counts_go_by_themselves_after_two_years(store: Store, times: Times) -> None:
    await fill(store, GUILD)
    times.pass_days(KEPT_DAYS)
    await fill(store, GUILD)
    await store.tidy()
    both = await store.insights(GUILD, None)
    assert (both.asked, both.marked) == (2, (0, 2))

    times.pass_days(1)
    await store.tidy()
    left = await store.insights(GUILD, None)
    assert (left.asked, left.marked) == (1, (0, 1))


async def test_a_server_that_was_left_is_forgotten_after_a_grace_period_by_itself(store: Store, times: Times) -> None:
    await fill(store, GUILD)
    await store.settings.left(GUILD)

    times.pass_days(GRACE_DAYS)
    await store.tidy()
    assert await store.settings.changes(GUILD) != []

    times.pass_days(1)
    await store.tidy()
    assert await rows_of(store) == []


async def test_a_server_that_takes_the_bot_back_in_time_has_everything_again(store: Store, times: Times) -> None:
    await fill(store, GUILD)
    await store.settings.left(GUILD)
    times.pass_days(GRACE_DAYS - 1)

    await store.settings.joined(GUILD)
    times.pass_days(GRACE_DAYS)
    await store.tidy()

    assert store.settings.get(GUILD) == listening(DEFAULTS)
    assert (await store.insights(GUILD, None)).asked == 1


async def test_servers_left_and_joined_while_the_bot_did_not_run_are_noted(store: Store, times: Times) -> None:
    await fill(store, GUILD)
    store.activity.note(OTHER, ARTICLE, "none")  # nothing but a count
    await store.flush()
    await store.settings.left(GUILD)

    await store.reconcile([GUILD], is_ours=lambda guild: guild != OTHER)
    times.pass_days(GRACE_DAYS + 1)
    await store.tidy()
    assert (await rows_of(store, GUILD), await rows_of(store, OTHER)) != ([], [])

    await store.reconcile([GUILD])
    times.pass_days(GRACE_DAYS + 1)
    await store.tidy()
    assert await rows_of(store, OTHER) == []
    assert store.settings.get(GUILD) == listening(DEFAULTS)


async def test_no_table_has_a_user_id_or_a_text_that_was_not_opted_in(store: Store) -> None:
    """A day of traffic through every way into the store; the texts of questions are what servers opted in to."""
    await fill(store, GUILD)
    for user in USERS:
        store.questions.keep(GUILD, ARTICLE, f"does <@{user}> ({user}) or @someone#1234 know about appeals", "none")
    await store.flush()
    await store.settings.left(GUILD)

    kept = [str(value) for row in await rows_of(store) for value in row]

    assert kept
    assert [value for value in kept for user in USERS if str(user) in value] == []
    assert [value for value in kept if "someone" in value or "@" in value] == []
    columns = {column.name for table in metadata.sorted_tables for column in table.columns}
    assert {name for name in columns if "user" in name or "author" in name or "member" in name} == set()


async def test_a_mark_that_moved_counts_for_its_day_and_never_below_nothing(store: Store, times: Times) -> None:
    marked_on = await store.feedback.mark(GUILD, ARTICLE, PASSAGE, right=False)
    times.pass_days(1)
    assert await store.feedback.change(GUILD, marked_on, ARTICLE, PASSAGE, right=True) == marked_on
    assert (await store.insights(GUILD, None)).marks == {(ARTICLE, PASSAGE): Marks(1, 0)}

    await store.forget(GUILD)
    assert await store.feedback.change(GUILD, marked_on, ARTICLE, PASSAGE, right=False) == marked_on + timedelta(days=1)
    assert (await store.insights(GUILD, None)).marks == {(ARTICLE, PASSAGE): Marks(0, 1)}


async def test_an_addition_cannot_be_undone_from_another_server(store: Store) -> None:
    added = await store.additions.add(GUILD, ARTICLE, Kind.ASK, PASSAGE, "how do I get back in")

    assert await store.additions.undo(OTHER, added.id) is None

    assert list(store.additions.for_article(GUILD, ARTICLE)) == [added]


async def test_a_bug_does_not_end_the_regular_writes(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.store.FLUSH_EVERY", 0.01)
    store = Store(url)
    written, flushed = store.flush, asyncio.Event()
    fails = True

    async def flush() -> None:
        nonlocal fails
        if fails:
            fails = False
            raise ValueError(f"a row with {PASSAGE}")
        await written()
        flushed.set()

    monkeypatch.setattr(store, "flush", flush)
    async with store:
        await asyncio.wait_for(flushed.wait(), 120)
