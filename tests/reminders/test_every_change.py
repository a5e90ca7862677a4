"""Every change of clocks of every zone, against the walk of the tests."""

from __future__ import annotations

from bisect import bisect_right
from datetime import time, timedelta
from itertools import cycle

import pytest

from bot.reminders.quiet import Quiet, end_of_quiet, is_quiet
from bot.reminders.rule import Rule, next_due
from tests.reminders.walked import DAY, MINUTE, ZONES, Walk, changes, offset_at, show

SECOND = timedelta(seconds=1)
REACH = timedelta(hours=26)
MARGIN = timedelta(hours=27)
WEEK = frozenset(range(7))
PARTS = 8


def kind(zone, change):
    """What makes one change like another: from which offset to which, at what time of day."""
    before = offset_at(zone, change - SECOND)
    return before, offset_at(zone, change), (change + before).time()


def each_once():
    """Every change of every zone, once for all zones that make it together."""
    found = {}
    for zone in ZONES:
        for change in changes(zone):
            found.setdefault((change, offset_at(zone, change - SECOND), offset_at(zone, change)), (zone, change))
    return list(found.values())


def representative():
    """One change of each kind, and the last of every zone."""
    found = {}
    for zone in ZONES:
        for change in changes(zone):
            found.setdefault(kind(zone, change), (zone, change))
    lasts = {(changes(zone)[-1], *kind(zone, changes(zone)[-1])): zone for zone in ZONES if changes(zone)}
    return list(dict.fromkeys([*found.values(), *((zone, key[0]) for key, zone in lasts.items())]))


def rules_around(zone, change):
    """Rules whose times and hours lie before, within and behind the wall times that a change repeats or leaves out."""
    walls = sorted((show(change - SECOND, zone).replace(second=0) + MINUTE, show(change, zone)))
    low, high = walls
    middle = low + (high - low) // 2
    clocks = [low - MINUTE, low, low + MINUTE, middle, high - MINUTE, high, high + MINUTE]
    times = tuple({wall.replace(second=0).time() for wall in clocks} | {time(0)})
    low, middle, high = low.replace(second=0), middle.replace(second=0), high.replace(second=0)
    yield Rule(weekdays=WEEK, zone=zone, times=times)
    yield Rule(weekdays=frozenset({low.weekday()}), zone=zone, times=times, until=high.date())
    hours = [
        (low - 2 * timedelta(hours=1), high + timedelta(hours=2), 30),
        (middle, middle - MINUTE, 47),
        (low - timedelta(hours=5), middle, 60),
        (low + MINUTE, low + 2 * MINUTE, 30),
        (high - MINUTE, high + timedelta(hours=9), 95),
    ]
    for place, (start, end, minutes) in enumerate(hours):
        if start.time() != end.time():
            yield Rule(
                weekdays=frozenset({start.weekday()}) if place % 2 else WEEK,
                zone=zone,
                every=timedelta(minutes=minutes),
                hours=(start.time(), end.time()),
                until=low.date() if place % 2 else None,
            )


def chain(rule, low, high, barrier=None):
    found, instant = [], low
    while (instant := next_due(rule, instant, barrier)) is not None and instant <= high:
        found.append(instant)
    return found


def check(zone, change, which=slice(None)):
    low, high = change - REACH, change + REACH
    walk = Walk(zone, low - MARGIN, high + MARGIN)
    size = abs(show(change, zone) - show(change - SECOND, zone))
    barriers = (show(change, zone), show(change - SECOND, zone), show(change, zone) + size / 2)
    for rule, barrier in list(zip(rules_around(zone, change), cycle(barriers), strict=False))[which]:
        expected = walk.due(rule, low, high)
        assert chain(rule, low, high) == expected, rule
        for after in (change - size / 2, change - SECOND, change, change + size / 2):
            later = expected[bisect_right(expected, after) :]
            assert chain(rule, after, later[0] if later else high)[:1] == later[:1], (rule, after)
        assert chain(rule, low, high, barrier) == walk.due(rule, low, high, barrier), (rule, barrier)


def check_quiet(zone, change):
    low, high = change - REACH, change + REACH
    walk = Walk(zone, low - MARGIN, high + MARGIN)
    walls = [show(change - SECOND, zone).replace(second=0) + MINUTE, show(change, zone).replace(second=0)]
    middle = (min(walls) + (max(walls) - min(walls)) // 2).replace(second=0)
    night = timedelta(hours=7)
    spans = [
        (middle, middle + night),
        (middle - night, middle),
        (middle, middle - MINUTE),
        (middle, middle + MINUTE),
    ]
    minutes = [instant for instant, _ in walk.seen if low <= instant <= high]
    for quiet in (Quiet(start.time(), end.time()) for start, end in spans):
        expected = walk.quiet(quiet)
        end = None
        for place, instant in reversed(list(enumerate(minutes))):
            if instant not in expected:
                end = instant
            if place % 11 == 0:
                assert is_quiet(instant, quiet, zone) == (instant in expected), (quiet, instant)
                assert end is None or end_of_quiet(instant, quiet, zone) == end, (quiet, instant)


def test_the_walk_meets_every_zone_and_the_odd_changes():
    kinds = {kind(zone, change) for zone, change in representative()}
    sizes = {after - before for before, after, _ in kinds}
    assert {DAY, timedelta(minutes=30), timedelta(hours=-2), timedelta(minutes=44, seconds=30)} <= sizes
    assert len(ZONES) > 400


@pytest.mark.parametrize("part", range(4))
def test_representative_changes(part):
    for zone, change in representative()[part::4]:
        check(zone, change)


def test_quiet_hours_around_changes_of_every_size():
    sizes = {kind(*found)[1] - kind(*found)[0]: found for found in representative()}
    assert len(sizes) > 12
    for zone, change in sizes.values():
        check_quiet(zone, change)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_change(part):
    for place, (zone, change) in enumerate(each_once()):
        if place % PARTS == part:
            # Every third rule, so that each rule meets a third of all changes of each year.
            check(zone, change, slice(place % 3, None, 3))
