"""How many occurrences a local day can hold."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.limits import HYDRATE_A_DAY, most_in_a_day
from bot.reminders.rule import Rule, next_due
from tests.reminders.rules import rules
from tests.reminders.walked import ZONES, show

WEEK = frozenset(range(7))


def times(zone, *hours, weekdays=WEEK):
    return Rule(weekdays=weekdays, zone=zone, times=tuple(time(hour) for hour in hours))


def hourly(zone, start, end, weekdays=WEEK, minutes=60):
    return Rule(weekdays=weekdays, zone=zone, every=timedelta(minutes=minutes), hours=(time(start), time(end)))


CASES = [
    ([], None, 0),
    ([times("UTC", 9, 12)], None, 2),
    # over all rules, also those due at the same instant; weekday by weekday
    ([times("UTC", 9, 12), times("UTC", 9)], None, 3),
    ([times("UTC", 9, 12, weekdays=frozenset({0})), times("UTC", 9, weekdays=frozenset({1}))], None, 2),
    ([hourly("UTC", 9, 17), times("UTC", 20, weekdays=frozenset({6}))], None, 10),
    # past midnight: the end of one night and the start of the next
    ([hourly("UTC", 22, 2)], None, 5),
    ([hourly("UTC", 22, 2, weekdays=frozenset({0, 2}))], None, 3),
    # by day, 16 an hour apart; no change of clocks reaches them
    ([hourly("Europe/Berlin", 8, 23)], None, HYDRATE_A_DAY),
    # an hour that comes twice adds one, if it is a Sunday's
    ([hourly("Europe/Berlin", 1, 4)], None, 5),
    ([hourly("Europe/Berlin", 1, 4, weekdays=frozenset(range(6)))], None, 4),
    ([hourly("Antarctica/Troll", 0, 4)], None, 7),
    ([hourly("Australia/Lord_Howe", 1, 4, minutes=30)], None, 8),
    ([hourly("Asia/Tokyo", 1, 4)], None, 4),
    # Nuuk puts its clocks forward from Saturday 23:00 to Sunday 00:00: what was for 23:00 falls on the Sunday
    ([hourly("America/Nuuk", 20, 23)], None, 5),
    # a schedule in another zone: of Tokyo's 22:00 and 01:00, both fall on one date of Berlin
    ([times("Asia/Tokyo", 22), times("Asia/Tokyo", 1)], "Europe/Berlin", 2),
    # New York's 18:00 is Berlin's 24:00, but 23:00 in the weeks in which only New York has summer time
    (
        [
            times("America/New_York", 18, weekdays=frozenset({6})),
            times("Europe/Berlin", 9, weekdays=frozenset({6})),
        ],
        "Europe/Berlin",
        2,
    ),
    (
        [
            times("America/New_York", 18, weekdays=frozenset({2})),
            times("Europe/Berlin", 9, weekdays=frozenset({2})),
        ],
        "Europe/Berlin",
        2,
    ),
    (
        [
            times("America/New_York", 19, weekdays=frozenset({6})),
            times("Europe/Berlin", 9, weekdays=frozenset({6})),
        ],
        "Europe/Berlin",
        1,
    ),
]


@pytest.mark.parametrize(("given_rules", "zone", "most"), CASES)
def test_most_in_a_day(given_rules, zone, most):
    assert most_in_a_day(given_rules, zone) == most


def test_the_end_of_a_rule_changes_nothing():
    rule = Rule(weekdays=WEEK, zone="UTC", times=(time(9),), until=date(2020, 1, 1))
    assert most_in_a_day([rule, times("UTC", 10)]) == 2


def counted(several, zone, start, end):
    """Count what comes, one occurrence after the other, and return the fullest local day."""
    counts = Counter()
    for rule in several:
        instant = start
        while (instant := next_due(rule, instant)) is not None and instant < end:
            counts[show(instant, zone).date()] += 1
    return max(counts.values(), default=0)


@settings(max_examples=12)
@given(st.lists(rules(until=st.none()), min_size=1, max_size=2), st.sampled_from(ZONES))
def test_no_day_of_two_years_holds_more(several, zone):
    start = datetime(2026, 1, 5, tzinfo=UTC)
    assert counted(several, zone, start, start + timedelta(days=730)) <= most_in_a_day(several, zone)


@settings(max_examples=6)
@given(rules(st.sampled_from(("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe")), st.none()))
def test_some_day_of_a_year_holds_as_many(rule):
    start = datetime(2026, 1, 5, tzinfo=UTC)
    assert counted([rule], rule.zone, start, start + timedelta(days=372)) == most_in_a_day([rule])
