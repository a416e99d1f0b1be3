"""Kept questions: redacted, grouped if similar, most asked first, deleted after their days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store.similar_questions import find_similar, key_of
from bot.store.store import Store
from tests.store.times import Times

GUILD, OTHER = 112233445566778899, 998877665544332211
ARTICLE = "rules"


async def test_questions_are_kept_redacted_for_their_server_alone(store: Store) -> None:
    store.questions.keep(GUILD, ARTICLE, "<@223344556677889900> how do I appeal? call 555-123-4567", "none")
    await store.flush()

    (kept,) = await store.questions.most_asked(GUILD)
    assert (kept.text, kept.article, kept.outcome, kept.times) == ("… how do I appeal? call …", ARTICLE, "none", 1)
    assert await store.questions.most_asked(OTHER) == []
    assert await store.questions.count(GUILD) == 1


async def test_similar_questions_count_together_in_the_last_ones_words_most_asked_first(
    store: Store, times: Times
) -> None:
    store.questions.keep(GUILD, ARTICLE, "who may appeal a ban?", "none")
    await store.flush()
    times.pass_days(1)
    for text in ("when is the meeting", "hey, when's the meetings??", "the meeting, when is it?"):
        store.questions.keep(GUILD, ARTICLE, text, "choices")
    await store.flush()

    first, second = await store.questions.most_asked(GUILD, ARTICLE)
    assert (first.text, first.times, first.outcome) == ("the meeting, when is it?", 3, "choices")
    assert (second.text, second.times) == ("who may appeal a ban?", 1)
    assert (first.first_day - second.first_day).days == 1
    assert await store.questions.most_asked(GUILD, limit=1, skip=1) == [second]


async def test_a_question_that_was_filed_waits_again_once_that_is_undone_or_it_is_asked_again(store: Store) -> None:
    for text in ("who may appeal a ban?", "when is the meeting"):
        store.questions.keep(GUILD, ARTICLE, text, "none")
    await store.flush()
    ban, meeting = await store.questions.most_asked(GUILD)
    await store.questions.mark_filed(GUILD, ban.id, 11)
    await store.questions.mark_filed(GUILD, meeting.id, 12)
    assert await store.questions.most_asked(GUILD) == []
    assert await store.questions.count(GUILD) == 0
    assert await store.questions.find(GUILD, ban.id) is None

    assert await store.questions.reopen(11)
    assert not await store.questions.reopen(11)
    assert await store.questions.most_asked(GUILD) == [ban]
    store.questions.keep(GUILD, ARTICLE, "when is the meeting?", "none")
    await store.flush()
    assert [(each.text, each.times) for each in await store.questions.most_asked(GUILD)] == [
        ("when is the meeting?", 2),
        ("who may appeal a ban?", 1),
    ]


async def test_a_question_that_was_filed_goes_after_its_days_too(store: Store, times: Times) -> None:
    store.questions.keep(GUILD, ARTICLE, "who may appeal a ban?", "none")
    await store.flush()
    (kept,) = await store.questions.most_asked(GUILD)
    await store.questions.mark_filed(GUILD, kept.id, 11)
    times.pass_days(31)
    assert await store.questions.guilds() == [GUILD]
    assert await store.questions.expire(GUILD, 30) == 1
    assert not await store.questions.reopen(11)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("how high is the tariff on almonds", "How high are tariffs on almonds?!"),
        ("what did the secretary say", "say what did the secretary"),
        ("who is responsible for deportations", "who is responsable for deportation"),
        ("did India agree", "did inida agree"),
    ],
)
def test_a_slip_an_ending_or_another_order_is_the_same_question(one: str, other: str) -> None:
    assert find_similar(key_of(one), {7: key_of("something else"), 8: key_of(other)}) == 8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("when did they meet", "where did they meet"),
        ("tariffs in 2024", "tariffs in 2025"),
        ("how high is the tariff on almonds", "how high is the tariff on apples"),
        ("who met Rubio", "who met Misri"),
        ("who signed", "who signed the treaty"),
    ],
)
def test_one_word_that_matters_makes_another_question(one: str, other: str) -> None:
    assert find_similar(key_of(one), {7: key_of(other)}) is None


async def test_a_question_is_found_and_dropped_only_by_its_own_server(store: Store) -> None:
    store.questions.keep(GUILD, ARTICLE, "how do I appeal", "wrong")
    await store.flush()
    (kept,) = await store.questions.most_asked(GUILD)

    assert await store.questions.find(OTHER, kept.id) is None
    assert not await store.questions.drop(OTHER, kept.id)
    assert await store.questions.find(GUILD, kept.id) == kept
    assert await store.questions.drop(GUILD, kept.id)
    assert not await store.questions.drop(GUILD, kept.id)
    assert await store.questions.find(GUILD, kept.id) is None


async def test_a_question_that_was_filed_meanwhile_is_not_dropped(store: Store) -> None:
    store.questions.keep(GUILD, ARTICLE, "how do I appeal", "none")
    await store.flush()
    (kept,) = await store.questions.most_asked(GUILD)
    await store.questions.mark_filed(GUILD, kept.id, 7)

    assert not await store.questions.drop(GUILD, kept.id)
    assert await store.questions.reopen(7)
    assert await store.questions.find(GUILD, kept.id) == kept


async def test_a_question_that_is_asked_again_while_it_is_dropped_does_not_come_back(store: Store) -> None:
    store.questions.keep(GUILD, ARTICLE, "how do I appeal", "none")
    await store.flush()
    (kept,) = await store.questions.most_asked(GUILD)

    store.questions.keep(GUILD, ARTICLE, "how do I appeal?", "none")
    assert await store.questions.drop(GUILD, kept.id)
    await store.flush()

    assert await store.questions.count(GUILD) == 0


async def test_the_least_asked_and_oldest_of_too_many_questions_are_deleted(
    store: Store, times: Times, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.questions.MOST", 4)

    async def ask(*subjects: str) -> None:
        for subject in subjects:
            store.questions.keep(GUILD, ARTICLE, f"who makes {subject}", "none")
        await store.flush()
        times.pass_days(1)

    await ask("bread", "bricks", "bread", "sugar")
    await ask("candles", "windows", "lanterns")

    kept = [each.text.split()[-1] for each in await store.questions.most_asked(GUILD)]
    assert kept == ["bread", "candles", "windows", "lanterns"]


async def test_questions_go_by_themselves_after_the_days_that_their_server_set(store: Store, times: Times) -> None:
    await store.settings.change(OTHER, lambda settings: replace(settings, keep_days=7), "7 days")
    for guild in (GUILD, OTHER):
        store.questions.keep(guild, ARTICLE, "how do I appeal", "none")
    await store.flush()

    times.pass_days(7)
    await store.tidy()
    assert (await store.questions.count(GUILD), await store.questions.count(OTHER)) == (1, 1)

    times.pass_days(1)
    await store.tidy()
    assert (await store.questions.count(GUILD), await store.questions.count(OTHER)) == (1, 0)

    times.pass_days(23)
    await store.tidy()
    assert await store.questions.count(GUILD) == 0
