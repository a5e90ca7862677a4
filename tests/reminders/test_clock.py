"""The machine's clock: waiting ends by an event, a moment, or a clock that is set back."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.reminders import clock as clock_module
from bot.reminders.clock import WallClock


class SetClock(WallClock):
    """Say the times it is given, the last one for ever."""

    def __init__(self, *times):
        self.times = list(times)

    def now(self):
        return self.times.pop(0) if len(self.times) > 1 else self.times[0]


NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_it_tells_the_time_of_the_machine_and_sleeps():
    clock = WallClock()
    before, steady = clock.now(), clock.steady()
    await clock.sleep(0.001)
    assert before < clock.now() <= datetime.now(UTC)
    assert before.tzinfo is UTC
    assert clock.steady() >= steady + 0.001


@pytest.mark.parametrize("until", (NINE, NINE - HOUR))
async def test_what_is_reached_already_is_not_waited_for(until):
    await SetClock(NINE).wait(asyncio.Event(), until)


@pytest.mark.parametrize("until", (None, NINE + HOUR))
async def test_an_event_ends_waiting(until):
    event = asyncio.Event()
    waiting = asyncio.create_task(SetClock(NINE).wait(event, until))
    await asyncio.sleep(0)
    assert not waiting.done()
    event.set()
    await asyncio.wait_for(waiting, 5)


@pytest.mark.parametrize(
    "times",
    (
        (NINE, NINE, NINE + HOUR),
        (NINE, NINE + 5 * HOUR),
        (NINE, NINE + HOUR / 2, NINE - 24 * 365 * HOUR),
    ),
    ids=["reached", "set forward", "set back"],
)
async def test_a_glance_at_the_clock_ends_waiting(times, monkeypatch):
    monkeypatch.setattr(clock_module, "GLANCE", 0.001)
    await asyncio.wait_for(SetClock(*times).wait(asyncio.Event(), NINE + HOUR), 5)


async def test_a_moment_close_by_is_waited_for_exactly():
    clock = WallClock()
    until = clock.now() + timedelta(milliseconds=20)
    await clock.wait(asyncio.Event(), until)
    assert clock.now() >= until
