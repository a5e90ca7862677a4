"""The oracle and the judgement on what is flat, on examples told by hand."""

from __future__ import annotations

import signal
import time as clock
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest

from tests.chaos.flat import MB, measured, slope
from tests.chaos.oracle import Stored, account, dues
from tests.chaos.people import Planned
from tests.chaos.process import Life, Sample
from tests.chaos.timeline import LATE, UNANSWERED, Timeline, Window

NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)
TIMES = Planned(1, "stretch", "Asia/Kolkata", NOON, times=(time(17, 30), time(17, 45), time(18)))
"""Half past five in India is noon in UTC: that moment is over, as the plan is made then."""


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def row(number: int, minutes: float, state: str, reason: str | None = None, missed: int = 0) -> Stored:
    return Stored(number, 1, int(at(minutes).timestamp()), 0, state, reason, missed)


def test_times_of_day_are_due_by_the_clocks_of_their_zone():
    assert dues(TIMES, at(60)) == [at(15), at(30)]
    assert dues(TIMES, at(29)) == [at(15)]
    assert dues(TIMES, at(24 * 60)) == [at(15), at(30), at(24 * 60)]


def test_half_hours_may_cross_midnight():
    plan = Planned(1, "hydrate", "UTC", NOON, hours=(time(23, 20), time(0, 25)))
    assert dues(plan, at(24 * 60)) == [at(11 * 60 + 20), at(11 * 60 + 50), at(12 * 60 + 20)]


OUTCOMES = {
    "all sent": ([row(1, 15, "sent"), row(2, 30, "sent")], {1: 1, 2: 1}, {"sent": 2}, (0, 0, 0)),
    "one not planned": ([row(1, 15, "sent")], {1: 1}, {"sent": 1}, (1, 0, 0)),
    "one not final": ([row(1, 15, "sent"), row(2, 30, "claimed")], {1: 1}, {"sent": 1}, (1, 0, 0)),
    "one recorded and never sent": ([row(1, 15, "sent"), row(2, 30, "sent")], {1: 1}, {"sent": 2}, (1, 0, 0)),
    "one twice": ([row(1, 15, "sent"), row(2, 30, "sent")], {1: 2, 2: 1}, {"sent": 2}, (0, 1, 0)),
    "late in an outage": ([row(1, 15, "skipped", "late"), row(2, 30, "sent")], {2: 1}, {"skipped: late": 1, "sent": 1}, (0, 0, 0)),
    "one passed over with it": ([row(1, 15, "skipped", "late", 1)], {}, {"skipped: late": 1, "passed over: late": 1}, (0, 0, 0)),
    "late for nothing": ([row(1, 15, "sent"), row(2, 30, "skipped", "late")], {1: 1}, {"skipped: late": 1, "sent": 1}, (0, 0, 1)),
    "skipped and yet sent": ([row(1, 15, "skipped", "late"), row(2, 30, "sent")], {1: 1, 2: 1}, {"skipped: late": 1, "sent": 1}, (0, 0, 1)),
    "not of its rule": ([row(1, 15, "sent"), row(2, 30, "sent"), row(3, 20, "sent")], {1: 1, 2: 1, 3: 1}, {"sent": 2}, (0, 0, 1)),
    "nobody knows": ([row(1, 15, "sent"), row(2, 30, "unknown")], {1: 1}, {"sent": 1, "unknown": 1}, (0, 0, 1)),
}  # fmt: skip


@pytest.mark.parametrize("name", tuple(OUTCOMES))
def test_each_due_moment_is_accounted_for(name: str):
    rows, messages, by_rule, (lost, doubled, unexplained) = OUTCOMES[name]
    outage = Window("outage", frozenset({LATE}), at(14).timestamp(), at(16).timestamp(), at(17).timestamp())
    told = account([TIMES], rows, Counter(messages), at(60), Timeline([outage]))
    assert (told.due, told.by_rule) == (2, by_rule)
    assert (len(told.lost), len(told.doubled), len(told.unexplained)) == (lost, doubled, unexplained), told


def test_what_was_passed_over_may_lie_behind_what_had_come_before_the_clock_was_set_back():
    plan = Planned(1, "stretch", "UTC", NOON, times=(time(12, 15), time(12, 18), time(12, 21)))
    rows = [row(1, 15, "skipped", "late", 2), row(2, 18, "sent")]
    outage = Window("clock ahead", frozenset({LATE}), at(14).timestamp(), at(16).timestamp(), at(17).timestamp())
    told = account([plan], rows, Counter({2: 1}), at(60), Timeline([outage]))
    assert told.by_rule == {"skipped: late": 1, "sent": 1, "passed over: late": 1}
    assert (told.lost, told.unexplained) == ([], [])


def test_a_moment_that_a_clock_went_over_or_showed_twice_is_found():
    line = Timeline(shifts=[(0.0, 0.0), (100.0, 50.0), (200.0, 0.0)])
    assert list(line.reals(90.0)) == [90.0]
    assert list(line.reals(120.0)) == [100.0]
    assert list(line.reals(220.0)) == [170.0, 220.0]


def test_only_what_a_fault_covers_is_excused():
    window = Window("SIGTERM", frozenset({UNANSWERED}), 100.0, 101.0, 105.0, grace=0.5)
    line = Timeline([window])
    assert line.excuse(UNANSWERED, 99.6, 102.6) is window
    assert line.excuse(UNANSWERED, 99.4, 102.4) is None
    assert line.excuse(UNANSWERED, 105.1, 108.1) is None
    assert line.excuse(LATE, 101.0, 104.0) is None
    window.ready = None
    assert line.excuse(UNANSWERED, 1000.0, 1003.0) is window


def life(growth: float, descriptors: float = 0.0) -> Life:
    """Return a life of ten minutes that grows by so many MB and descriptors a minute, but for a few outliers."""
    made = Life(1, clock.time(), how=signal.SIGTERM)
    for step in range(300):
        jump = 40 * MB if step % 37 == 5 else 0
        rss = int(80 * MB + growth * MB * step / 30) + jump
        made.samples.append(Sample(made.begun + 2 * step, rss, 12 + int(descriptors * step / 30)))
    return made


def test_a_leak_is_told_from_outliers():
    for growth in (0.0, 0.3, 2.0):
        found = measured(life(growth))
        assert found is not None
        assert found.rss_slope == pytest.approx(growth, abs=0.01)
        assert found.is_flat == (growth < 0.5)
    leaking = measured(life(0.0, descriptors=1.0))
    assert leaking is not None
    assert not leaking.is_flat
    assert slope([(0, 0), (1, 2), (2, 4)]) == 2


def test_a_short_life_says_nothing():
    made = life(0.0)
    made.samples = made.samples[:80]
    assert measured(made) is None
