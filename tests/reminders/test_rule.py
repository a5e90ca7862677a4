"""When a rule is due: cases worked out by hand from the published dates of each change of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest

from bot.reminders.rule import Rule, due, due_on, next_due
from bot.reminders.wall import reached, zone_of

WEEK = frozenset(range(7))
THURSDAY, FRIDAY = 3, 4


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def clocks(text):
    start, *rest = (time.fromisoformat(part) for part in text.split())
    return (start, *rest)


def daily(zone, text, weekdays=WEEK, until=None):
    return Rule(weekdays=weekdays, zone=zone, times=clocks(text), until=until)


def hourly(zone, text, minutes=60, weekdays=WEEK, until=None):
    start, end = clocks(text)
    return Rule(weekdays=weekdays, zone=zone, every=timedelta(minutes=minutes), hours=(start, end), until=until)


TIMES = [
    # Berlin: 2026-03-29 01:00Z from 02:00 to 03:00, 2026-10-25 01:00Z from 03:00 back to 02:00
    ("Europe/Berlin", "02:30", "2026-03-28 12:00", ["2026-03-29 01:00", "2026-03-30 00:30"]),
    ("Europe/Berlin", "02:00 02:30 03:00", "2026-03-28 12:00", ["2026-03-29 01:00", "2026-03-30 00:00"]),
    ("Europe/Berlin", "01:59 03:01", "2026-03-28 12:00", ["2026-03-29 00:59", "2026-03-29 01:01"]),
    ("Europe/Berlin", "02:30", "2026-10-24 12:00", ["2026-10-25 00:30", "2026-10-26 01:30"]),
    ("Europe/Berlin", "02:00 03:00", "2026-10-24 12:00", ["2026-10-25 00:00", "2026-10-25 02:00"]),
    ("Europe/Berlin", "09:00", "2026-12-31 08:00", ["2027-01-01 08:00", "2027-01-02 08:00"]),
    ("Europe/Berlin", "09:00", "2028-02-28 12:00", ["2028-02-29 08:00", "2028-03-01 08:00"]),
    # New York: 2026-03-08 07:00Z from 02:00 to 03:00, 2026-11-01 06:00Z from 02:00 back to 01:00
    ("America/New_York", "02:15", "2026-03-07 12:00", ["2026-03-08 07:00", "2026-03-09 06:15"]),
    ("America/New_York", "01:30", "2026-10-31 12:00", ["2026-11-01 05:30", "2026-11-02 06:30"]),
    ("America/New_York", "20:00", "2026-12-31 12:00", ["2027-01-01 01:00", "2027-01-02 01:00"]),
    # Lord Howe: 2026-10-03 15:30Z from 02:00 to 02:30, 2026-04-04 15:00Z from 02:00 back to 01:30
    ("Australia/Lord_Howe", "02:15", "2026-10-03 00:00", ["2026-10-03 15:30", "2026-10-04 15:15"]),
    ("Australia/Lord_Howe", "01:45", "2026-04-04 00:00", ["2026-04-04 14:45", "2026-04-05 15:15"]),
    # Samoa: no 2011-12-30; 2011-12-30 10:00Z from the end of the 29th (UTC-10) to the 31st (UTC+14)
    ("Pacific/Apia", "09:00", "2011-12-29 12:00", ["2011-12-29 19:00", "2011-12-30 19:00"]),
    ("Pacific/Apia", "00:00 23:00", "2011-12-29 12:00", ["2011-12-30 09:00", "2011-12-30 10:00"]),
    # Kathmandu: 1985-12-31 18:30Z from 00:00 to 00:15, for good
    ("Asia/Kathmandu", "00:00 00:10 00:15 23:50", "1985-12-31 12:00", ["1985-12-31 18:20", "1985-12-31 18:30"]),
    ("Asia/Kathmandu", "00:10", "1985-12-31 18:30", ["1986-01-01 18:25", "1986-01-02 18:25"]),
    # Casablanca: UTC+1, but UTC in Ramadan: 2023-03-19 02:00Z from 03:00 back, 2023-04-23 02:00Z from 02:00 on
    ("Africa/Casablanca", "02:30", "2023-03-18 12:00", ["2023-03-19 01:30", "2023-03-20 02:30"]),
    ("Africa/Casablanca", "02:30", "2023-04-22 12:00", ["2023-04-23 02:00", "2023-04-24 01:30"]),
    # Troll: two hours; 2015-03-29 01:00Z from 01:00 to 03:00, 2015-10-25 01:00Z from 03:00 back to 01:00
    ("Antarctica/Troll", "01:00 01:30 02:59 03:00", "2015-03-28 12:00", ["2015-03-29 01:00", "2015-03-29 23:00"]),
    ("Antarctica/Troll", "01:30 02:30", "2015-10-24 12:00", ["2015-10-24 23:30", "2015-10-25 00:30"]),
    # Dublin, where winter is the odd half: 2026-03-29 01:00Z from 01:00 to 02:00, 2026-10-25 01:00Z back to 01:00
    ("Europe/Dublin", "01:30", "2026-03-28 12:00", ["2026-03-29 01:00", "2026-03-30 00:30"]),
    ("Europe/Dublin", "01:30", "2026-10-24 12:00", ["2026-10-25 00:30", "2026-10-26 01:30"]),
    # Liberia: 1972-01-07 00:44:30Z from 00:00 to 00:44:30
    ("Africa/Monrovia", "09:00", "1972-01-06 00:00", ["1972-01-06 09:44:30", "1972-01-07 09:00"]),
    ("Africa/Monrovia", "00:30 00:45", "1972-01-06 12:00", ["1972-01-07 00:44:30", "1972-01-07 00:45"]),
    # at midnight: Beirut 2022-03-26 22:00Z from 00:00 to 01:00, Santiago 2022-04-03 03:00Z from 24:00 back to 23:00
    ("Asia/Beirut", "00:00 00:30 01:00", "2022-03-26 12:00", ["2022-03-26 22:00", "2022-03-27 21:00"]),
    ("America/Santiago", "00:00 23:30", "2022-04-02 12:00", ["2022-04-03 02:30", "2022-04-03 04:00"]),
    # Pyongyang: 2018-05-04 15:00Z from 23:30 to 00:00 of the next date, for good
    ("Asia/Pyongyang", "00:00 23:45", "2018-05-04 12:00", ["2018-05-04 15:00", "2018-05-05 14:45"]),
]


@pytest.mark.parametrize(("zone", "times", "after", "expected"), TIMES)
def test_times_of_day(zone, times, after, expected):
    assert due(daily(zone, times), at(after), 2) == tuple(map(at, expected))


HOURS = [
    # an hour more, an hour less: the interval counts elapsed time, the end is on the wall
    ("Europe/Berlin", "01:00 04:00", 60, "2026-10-24", "2026-10-24 23:00", "2026-10-25 03:00", 5),
    ("Europe/Berlin", "01:00 04:00", 60, "2026-03-28", "2026-03-29 00:00", "2026-03-29 02:00", 3),
    ("Europe/Berlin", "22:00 06:00", 90, "2026-10-24", "2026-10-24 20:00", "2026-10-25 05:00", 7),
    ("America/New_York", "00:30 03:30", 60, "2026-10-31", "2026-11-01 04:30", "2026-11-01 08:30", 5),
    ("Australia/Lord_Howe", "01:00 02:30", 30, "2026-04-04", "2026-04-04 14:00", "2026-04-04 16:00", 5),
    ("Antarctica/Troll", "00:00 04:00", 60, "2015-10-24", "2015-10-24 22:00", "2015-10-25 04:00", 7),
    ("Europe/Dublin", "00:30 02:30", 60, "2026-03-28", "2026-03-29 00:30", "2026-03-29 01:30", 2),
    # the end comes twice: the first counts
    ("Europe/Berlin", "01:30 02:30", 30, "2026-10-24", "2026-10-24 23:30", "2026-10-25 00:30", 3),
    # the start does not exist: the first instant after the gap
    ("Europe/Berlin", "02:30 05:00", 60, "2026-03-28", "2026-03-29 01:00", "2026-03-29 03:00", 3),
    # neither does the end
    ("Europe/Berlin", "02:10 02:50", 30, "2026-03-28", "2026-03-29 01:00", "2026-03-29 01:00", 1),
    # the end is not hit
    ("Asia/Kathmandu", "09:00 17:00", 180, "2026-05-01", "2026-05-02 03:15", "2026-05-02 09:15", 3),
    # hours that would end on a date that does not exist
    ("Pacific/Apia", "22:00 02:00", 60, "2011-12-29", "2011-12-30 08:00", "2011-12-30 10:00", 3),
]


@pytest.mark.parametrize(("zone", "hours", "minutes", "after", "first", "last", "count"), HOURS)
def test_an_interval_within_hours(zone, hours, minutes, after, first, last, count):
    every = timedelta(minutes=minutes)
    found = due(hourly(zone, hours, minutes), at(after) + timedelta(hours=12), count + 1)
    assert found[0] == at(first)
    assert found[count - 1] == at(last)
    assert {later - sooner for sooner, later in pairwise(found[:count])} <= {every}
    assert found[count] - found[count - 1] != every


def test_hours_past_midnight_belong_to_the_day_they_start_on():
    rule = hourly("UTC", "22:00 02:00", 120, weekdays=frozenset({FRIDAY}))
    assert due(rule, at("2026-05-01 00:00"), 4) == tuple(
        map(at, ("2026-05-01 22:00", "2026-05-02 00:00", "2026-05-02 02:00", "2026-05-08 22:00"))
    )
    assert due_on(rule, date(2026, 5, 2)) == ()
    assert len(due_on(rule, date(2026, 5, 1))) == 3


def test_a_date_that_does_not_exist_has_no_occurrence():
    assert due(daily("Pacific/Apia", "09:00", frozenset({FRIDAY})), at("2011-12-25 00:00"), 1) == (
        at("2012-01-05 19:00"),
    )
    assert due(hourly("Pacific/Apia", "09:00 17:00", 60, frozenset({FRIDAY})), at("2011-12-25 00:00"), 1) == (
        at("2012-01-05 19:00"),
    )
    assert due_on(daily("Pacific/Apia", "09:00"), date(2011, 12, 30)) == ()


def test_until_is_the_last_date_on_which_hours_start():
    rule = hourly("UTC", "22:00 02:00", 240, until=date(2026, 5, 1))
    assert due(rule, at("2026-05-01 12:00"), 9) == (at("2026-05-01 22:00"), at("2026-05-02 02:00"))
    assert len(due_on(rule, date(2026, 5, 1))) == 2
    assert due_on(rule, date(2026, 5, 2)) == ()
    assert next_due(daily("UTC", "09:00", until=date(2020, 1, 1)), at("2026-05-01 00:00")) is None


def test_after_is_left_out_and_may_have_any_offset():
    rule = daily("UTC", "09:00")
    assert next_due(rule, at("2026-05-01 08:59:59.999999")) == at("2026-05-01 09:00")
    assert next_due(rule, at("2026-05-01 09:00")) == at("2026-05-02 09:00")
    assert next_due(rule, at("2026-05-01 09:00").astimezone(timezone(timedelta(hours=5)))) == at("2026-05-02 09:00")
    found = next_due(rule, at("2026-05-01 09:00"))
    assert found is not None
    assert found.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused():
    rule = daily("UTC", "09:00")
    with pytest.raises(ValueError, match="aware instant"):
        next_due(rule, datetime(2026, 5, 1))  # noqa: DTZ001 - a naive one is what is tested
    with pytest.raises(ValueError, match="naive wall time"):
        next_due(rule, at("2026-05-01"), at("2026-05-01"))


@pytest.mark.parametrize("rule", (daily("Pacific/Apia", "00:00 23:59"), hourly("Etc/GMT+12", "22:00 21:00", 30)))
def test_the_ends_of_the_calendar_are_no_trap(rule):
    assert next_due(rule, datetime.max.replace(tzinfo=UTC)) is None
    assert next_due(rule, datetime.max.replace(tzinfo=timezone(timedelta(hours=-14)))) is None
    assert next_due(rule, datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))) is not None
    assert next_due(rule, at("2026-05-01"), datetime.max) is None  # noqa: DTZ901 - a wall time
    assert next_due(rule, at("2026-05-01"), datetime.min) == next_due(rule, at("2026-05-01"))  # noqa: DTZ901 - as above


# Who moves, at which instant, from where to where; what is due next, in UTC. The rule is daily 09:00 12:00 15:00.
MOVES = [
    # Berlin 14:00 is New York 08:00: 09:00 and 12:00 have been, 15:00 is next
    ("2026-05-01 12:00", "Europe/Berlin", "America/New_York", "2026-05-01 19:00"),
    # New York 08:00 is Berlin 14:00: 09:00 and 12:00 are past there
    ("2026-05-01 12:00", "America/New_York", "Europe/Berlin", "2026-05-01 13:00"),
    # Berlin 15:00 is New York 09:00: what came at this very moment has been, too
    ("2026-05-01 13:00", "Europe/Berlin", "America/New_York", "2026-05-02 13:00"),
    # over the date line: Apia 10:00 on the 2nd is Honolulu 11:00 on the 1st, which has been
    ("2026-05-01 21:00", "Pacific/Apia", "Pacific/Honolulu", "2026-05-02 22:00"),
    ("2026-05-01 21:00", "Pacific/Honolulu", "Pacific/Apia", "2026-05-01 23:00"),
]


@pytest.mark.parametrize(("moment", "here", "there", "expected"), MOVES)
def test_nothing_comes_again_for_who_moves(moment, here, there, expected):
    barrier = reached(at(moment), zone_of(here))
    assert next_due(daily(there, "09:00 12:00 15:00"), at(moment), barrier) == at(expected)
    assert next_due(hourly(there, "09:00 15:00", 180), at(moment), barrier) == at(expected)


def test_a_barrier_reads_the_wall_time_that_the_rule_names():
    # Berlin goes from 02:00 to 03:00: who has had 02:30 elsewhere has had what Berlin would send at 03:00.
    barrier = datetime(2026, 3, 29, 2, 45)  # noqa: DTZ001 - a wall time
    assert next_due(daily("Europe/Berlin", "02:30"), at("2026-03-29 00:00"), barrier) == at("2026-03-30 00:30")
    assert next_due(hourly("Europe/Berlin", "02:30 04:00", 30), at("2026-03-29 00:00"), barrier) == at(
        "2026-03-29 01:00"
    )


def test_a_barrier_on_a_date_that_does_not_exist():
    # Kiritimati had no 1994-12-31: at 10:00Z its clocks went from the end of the 30th to the start of 1 January.
    barrier = datetime(1994, 12, 31, 12)  # noqa: DTZ001 - a wall time
    rule = hourly("Pacific/Kiritimati", "20:00 04:00")
    assert next_due(rule, at("1994-12-31 07:00"), barrier) == at("1994-12-31 10:00")


@pytest.mark.parametrize(
    ("moment", "zone", "wall"),
    (
        ("2026-10-25 00:30", "Europe/Berlin", "2026-10-25 02:30"),
        ("2026-10-25 01:10", "Europe/Berlin", "2026-10-25 02:59:59.999999"),
        ("2026-10-25 01:00", "Europe/Berlin", "2026-10-25 02:59:59.999999"),
        ("2026-10-25 01:59:59.5", "Europe/Berlin", "2026-10-25 02:59:59.999999"),
        ("2026-10-25 02:00", "Europe/Berlin", "2026-10-25 03:00"),
        ("2026-03-29 01:00", "Europe/Berlin", "2026-03-29 03:00"),
        ("2026-04-04 15:10", "Australia/Lord_Howe", "2026-04-05 01:59:59.999999"),
    ),
)
def test_the_latest_wall_time_reached(moment, zone, wall):
    assert reached(at(moment), zone_of(zone)) == datetime.fromisoformat(wall)
