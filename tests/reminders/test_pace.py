"""The pace of requests, and the budget of refused ones, by a clock that is moved by hand."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.pace import INVALID, WINDOW, Budget, Pace


class Steady:
    """A clock on which sleeping takes as long as asked, and somewhat longer."""

    def __init__(self, oversleeps=()):
        self.time = 100.0
        self.oversleeps = iter(oversleeps)

    def now(self):
        raise NotImplementedError

    async def wait(self, event, until):
        raise NotImplementedError

    def steady(self):
        return self.time

    async def sleep(self, seconds):
        assert seconds > 0
        self.time += seconds + next(self.oversleeps, 0.0)


def turns(clock, pace, count):
    async def take():
        for _ in range(count):
            await pace.turn()
            yield clock.time

    async def all_of_them():
        return [taken async for taken in take()]

    return asyncio.run(all_of_them())


def most_in_a_second(taken):
    return max(sum(1 for other in taken if at <= other < at + 1) for at in taken)


def test_turns_come_at_an_even_pace():
    clock = Steady()
    taken = turns(clock, Pace(clock, 40), 100)
    assert taken[-1] - taken[0] == pytest.approx(99 / 40)
    assert all(later - at == pytest.approx(1 / 40) for at, later in pairwise(taken[10:]))


def test_what_discord_asks_of_all_requests_holds_every_turn_and_never_shortens_it():
    clock = Steady()
    pace = Pace(clock, 40)
    pace.hold(5.0)
    pace.hold(1.0)
    assert turns(clock, pace, 2) == pytest.approx([105.0, 105.0 + 1 / 40])


@given(st.lists(st.floats(0, 0.15), min_size=300, max_size=300))
def test_the_pace_is_kept_though_waking_is_uneven_and_no_second_holds_more_than_discord_allows(late):
    clock = Steady(late)
    taken = turns(clock, Pace(clock, 40), 300)
    assert most_in_a_second(taken) <= 50
    assert taken[-1] - taken[0] <= 299 / (0.98 * 40) + 0.15


@given(st.lists(st.floats(0, 5), min_size=200, max_size=200))
def test_what_was_lost_in_a_long_hold_up_is_not_caught_up_in_a_burst(late):
    clock = Steady(late)
    assert most_in_a_second(turns(clock, Pace(clock, 40), 200)) <= 50


def test_after_an_hour_without_a_turn_there_is_no_burst():
    clock = Steady()
    pace = Pace(clock, 40)
    clock.time += 3600
    assert most_in_a_second(turns(clock, pace, 200)) <= 49


def test_a_request_without_a_turn_puts_the_next_turn_off():
    clock = Steady()
    pace = Pace(clock, 40)
    for _ in range(40):
        pace.spend()
    (taken,) = turns(clock, pace, 1)
    assert taken == pytest.approx(101.0)
    clock.time += 100
    pace.spend()
    assert turns(clock, pace, 1) == [clock.time]


def refusing(budget, clock, count, over=0.0):
    for _ in range(count):
        clock.time += over / count
        budget.refuse()


def test_the_budget_holds_up_to_its_last_request_but_one():
    clock = Steady()
    budget = Budget(clock)
    refusing(budget, clock, INVALID - 1)
    assert budget.wait() == 0


def test_when_it_is_spent_all_waits_until_the_last_of_them_no_longer_counts():
    clock = Steady()
    budget = Budget(clock, 3)
    refusing(budget, clock, 3, over=WINDOW / 2)
    assert budget.wait() == WINDOW
    # The first of them is over by now; whoever is woken early waits on.
    clock.time += WINDOW - 1
    assert budget.wait() == pytest.approx(1)
    clock.time += 2
    assert budget.wait() == 0
    budget.refuse()
    assert budget.wait() == 0


def test_refusals_over_a_longer_time_do_not_count():
    clock = Steady()
    budget = Budget(clock, 3)
    refusing(budget, clock, 30, over=30 * 0.51 * WINDOW)
    assert budget.wait() == 0


def test_what_was_refused_of_late_is_counted_until_ten_minutes_have_passed():
    clock = Steady()
    budget = Budget(clock, most=5)
    assert budget.recent() == 0
    for _ in range(3):
        budget.refuse()
        clock.time += 100
    assert budget.recent() == 3
    clock.time += WINDOW - 300
    assert budget.recent() == 2
    clock.time += WINDOW
    assert budget.recent() == 0
