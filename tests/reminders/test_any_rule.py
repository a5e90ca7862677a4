"""Any rule in any zone, near its changes of clocks, against the walk of the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.rule import due, due_on, next_due
from bot.reminders.wall import reached, zone_of
from tests.reminders.rules import rules
from tests.reminders.walked import DAY, FIRST, LAST, ZONES, Walk, changes, show

SECONDS = st.integers(-40 * 3600, 40 * 3600).map(lambda seconds: timedelta(seconds=seconds))


@st.composite
def moments(draw, zone):
    """An instant from 1970 to 2037, most of them near a change of the zone's clocks."""
    if (known := changes(zone)) and draw(st.integers(0, 9)):
        return draw(st.sampled_from(known)) + draw(SECONDS)
    return FIRST + draw(st.integers(0, (LAST - FIRST) // timedelta(seconds=1))) * timedelta(seconds=1)


@st.composite
def rules_and_moments(draw):
    zone = draw(st.sampled_from(ZONES))
    moment = draw(moments(zone))
    near = st.integers(-3, 3).map(lambda days: show(moment, zone).date() + days * DAY)
    return draw(rules(st.just(zone), st.none() | near)), moment


@settings(max_examples=120)
@given(rules_and_moments(), st.none() | SECONDS)
def test_the_occurrences_are_those_of_the_walk(rule_and_moment, shift):
    rule, moment = rule_and_moment
    walk = Walk(rule.zone, moment - 2 * DAY, moment + 3 * DAY)
    barrier = None if shift is None else show(moment, rule.zone) + shift
    low, high = moment, moment + DAY
    found = [instant for instant in due(rule, low, 60, barrier) if instant <= high]
    assert found == walk.due(rule, low, high, barrier)


@given(rules_and_moments(), st.integers(0, 30))
def test_occurrences_come_one_by_one_and_each_again_from_just_before(rule_and_moment, count):
    rule, moment = rule_and_moment
    found = due(rule, moment, count)
    assert len(found) == count or next_due(rule, found[-1] if found else moment) is None
    assert all(sooner < later for sooner, later in pairwise((moment, *found)))
    for instant in found:
        assert next_due(rule, instant - timedelta(microseconds=1)) == instant
        day = show(instant, rule.zone).date()
        assert instant in {at for days in (2, 1, 0) for at in due_on(rule, day - days * DAY)}


@given(rules_and_moments(), st.sampled_from(ZONES), st.integers(0, 40))
def test_who_moves_gets_no_wall_time_again(rule_and_moment, there, count):
    rule, moment = rule_and_moment
    barrier = reached(moment, zone_of(rule.zone))
    for instant in due(replace(rule, zone=there), moment, count, barrier):
        # What is due in a gap is shown later than the time it is for, never sooner.
        assert show(instant, there) > barrier
