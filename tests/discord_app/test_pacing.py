"""The rules of pace: token buckets, when a wait is reported, and what counts as repeated."""

from __future__ import annotations

import pytest

from bot.discord_app.memory import REMEMBERED, Bucket, Memory, Recent
from bot.discord_app.pacing import BURST, Cooldown, Pace, Repeats

HOUR = 3600.0
ADA, BEN, GENERAL = 1, 2, 10


class Clock:
    """A clock that stands still until a test moves it."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of the test."""
    return Clock()


@pytest.mark.parametrize("seconds", [0.5, 3.0, HOUR])
def test_a_burst_is_allowed_and_then_one_question_each_period(clock: Clock, seconds: float) -> None:
    pace = Pace(seconds, 0.0, Memory(), clock=clock)
    assert [pace.take(ADA, GENERAL) for _ in range(BURST)] == [0.0] * BURST
    assert pace.take(ADA, GENERAL) == pytest.approx(seconds)
    clock.now += seconds
    assert pace.take(ADA, GENERAL) == 0.0
    assert pace.take(ADA, GENERAL) == pytest.approx(seconds)
    assert pace.take(BEN, GENERAL) == 0.0


def test_looking_at_a_cooldown_takes_no_token() -> None:
    cooldown = Cooldown(Recent[Bucket, float]())
    assert [cooldown.wait(ADA, 10.0, now=0.0) for _ in range(BURST + 1)] == [0.0] * (BURST + 1)
    for _ in range(BURST):
        cooldown.take(ADA, 10.0, now=0.0)
    assert [cooldown.wait(ADA, 10.0, now=2.0) for _ in range(2)] == [8.0, 8.0]


def test_asking_during_a_wait_does_not_extend_it(clock: Clock) -> None:
    pace = Pace(10.0, 0.0, Memory(), clock=clock)
    for _ in range(BURST + 5):
        pace.take(ADA, GENERAL)
    clock.now = 10.0
    assert pace.take(ADA, GENERAL) == 0.0


def test_no_pace_is_no_wait(clock: Clock) -> None:
    pace = Pace(0.0, 0.0, Memory(), clock=clock)
    assert {pace.take(ADA, GENERAL) for _ in range(100)} == {0.0}


def test_a_question_that_has_to_wait_for_the_channel_costs_its_author_nothing_and_the_other_way_round(
    clock: Clock,
) -> None:
    pace = Pace(HOUR, HOUR, Memory(), clock=clock)
    for _ in range(BURST):
        pace.take(ADA, GENERAL)
    assert pace.take(BEN, GENERAL) == HOUR
    assert [pace.take(BEN, 11) for _ in range(BURST)] == [0.0] * BURST
    assert pace.take(ADA, 12) == HOUR
    assert [pace.take(person, 12) for person in (3, 4, 5)] == [0.0] * 3


def test_the_longer_of_two_waits_counts(clock: Clock) -> None:
    pace = Pace(10.0, 60.0, Memory(), clock=clock)
    for _ in range(BURST):
        pace.take(ADA, GENERAL)
    assert pace.take(ADA, GENERAL) == 60.0


def test_a_private_answer_does_not_count_for_the_channels_pace(clock: Clock) -> None:
    pace = Pace(0.0, HOUR, Memory(), clock=clock)
    for _ in range(BURST + 1):
        assert pace.take(ADA, None) == 0.0
    assert pace.take(ADA, GENERAL) == 0.0


def test_a_wait_is_reported_once_and_the_next_one_again(clock: Clock) -> None:
    pace = Pace(10.0, 0.0, Memory(), clock=clock)
    for now in (0.0, 10.0):
        clock.now = now
        while not pace.take(ADA, GENERAL):
            pass
        assert pace.note_told(ADA, GENERAL)
        clock.now += 9.0
        assert not pace.note_told(ADA, GENERAL)


def test_a_channels_wait_is_told_to_one_and_a_persons_own_to_each(clock: Clock) -> None:
    pace = Pace(HOUR, HOUR, Memory(), clock=clock)
    for _ in range(BURST):
        pace.take(ADA, GENERAL)
    assert pace.note_told(BEN, GENERAL)
    assert not pace.note_told(3, GENERAL)
    assert pace.note_told(ADA, GENERAL)


def test_a_passage_repeats_in_its_channel_for_other_questions_until_the_time_is_over(clock: Clock) -> None:
    repeats = Repeats(600.0, Memory(), clock=clock)
    repeats.note(GENERAL, "a.b", question=1)
    clock.now = 599.0
    assert repeats.is_repeat(GENERAL, "a.b", question=2)
    assert not repeats.is_repeat(GENERAL, "a.b", question=1)
    assert not repeats.is_repeat(GENERAL, "a.c", question=2)
    assert not repeats.is_repeat(11, "a.b", question=2)
    clock.now = 600.0
    assert not repeats.is_repeat(GENERAL, "a.b", question=2)


def test_a_passage_that_was_given_twice_repeats_until_both_are_forgotten(clock: Clock) -> None:
    repeats = Repeats(600.0, Memory(), clock=clock)
    repeats.note(GENERAL, "a.b", question=1)
    repeats.note(GENERAL, "a.b", question=2)
    repeats.forget(GENERAL, "a.b", question=1)
    assert repeats.is_repeat(GENERAL, "a.b", question=3)
    repeats.forget(GENERAL, "a.b", question=2)
    assert not repeats.is_repeat(GENERAL, "a.b", question=3)


def test_a_reply_that_is_no_passage_never_counts_as_repeated(clock: Clock) -> None:
    repeats = Repeats(600.0, Memory(), clock=clock)
    repeats.note(GENERAL, None, question=1)
    repeats.forget(GENERAL, None, question=1)
    assert not repeats.is_repeat(GENERAL, None, question=2)


def test_memory_forgets_the_oldest_and_does_not_grow() -> None:
    recent: Recent[int, int] = Recent()
    for number in range(REMEMBERED + 10):
        recent[number] = number
    recent[10] = 0  # used again: the newest now
    recent[-1] = 0
    assert len(recent) == REMEMBERED
    assert 10 in recent
    assert 11 not in recent
