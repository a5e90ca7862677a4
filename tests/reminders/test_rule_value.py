"""What a rule may be, and how it is stored."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.rule import Rule, RuleError, of_json, to_json
from tests.reminders.rules import rules

SOUND = {"weekdays": frozenset({0}), "zone": "Europe/Berlin"}
HOURS = (time(9), time(17))
HOUR = timedelta(hours=1)

FAULTS = [
    ({"weekdays": frozenset(), "times": (time(9),)}, "choose at least one"),
    ({"weekdays": frozenset({7}), "times": (time(9),)}, "7 is no weekday"),
    ({"weekdays": frozenset({-1, 3}), "times": (time(9),)}, "-1 is no weekday"),
    ({"zone": "Mars/Olympus", "times": (time(9),)}, "`Mars/Olympus` is no known time zone"),
    ({"zone": "../etc/passwd", "times": (time(9),)}, "no known time zone"),
    ({"zone": "America", "times": (time(9),)}, "no known time zone"),
    ({"zone": "", "times": (time(9),)}, "no known time zone"),
    ({"zone": "right/Europe/Berlin", "times": (time(9),)}, "no known time zone"),
    ({"zone": "localtime", "times": (time(9),)}, "no known time zone"),
    ({}, "neither times of day nor an interval"),
    ({"times": (time(9),), "every": HOUR, "hours": HOURS}, "leave one of them out"),
    ({"times": (time(9),), "hours": HOURS}, "active hours go with an interval only"),
    ({"times": tuple(time(hour) for hour in range(9))}, "9 times are too many; keep at most 8"),
    ({"times": (time(9, 0, 30),)}, "write 09:00"),
    ({"times": (time(9, 0, 0, 1),)}, "write 09:00"),
    ({"times": (time(9, tzinfo=UTC),)}, "write 09:00"),
    ({"every": HOUR}, "give their start and their end"),
    ({"every": HOUR, "hours": (time(9), time(9))}, "choose two different times"),
    ({"every": HOUR, "hours": (time(9, 0, 5), time(17))}, "write 09:00"),
    ({"every": timedelta(minutes=29), "hours": HOURS}, "choose 30 minutes to 6 hours"),
    ({"every": timedelta(hours=6, minutes=1), "hours": HOURS}, "choose 30 minutes to 6 hours"),
    ({"every": timedelta(minutes=31, seconds=1), "hours": HOURS}, "leave the seconds out"),
    ({"times": (time(9),), "until": datetime(2026, 5, 1, tzinfo=UTC)}, "give a date, such as 2026-05-01"),
]


@pytest.mark.parametrize(("parts", "fault"), FAULTS)
def test_a_fault_says_what_to_do(parts, fault):
    with pytest.raises(RuleError) as raised:
        Rule(**{**SOUND, **parts})
    assert len(raised.value.faults) == 1
    assert fault in raised.value.faults[0]


def test_every_fault_is_told_at_once():
    with pytest.raises(RuleError) as raised:
        Rule(weekdays=frozenset(), zone="x", times=(time(9, 0, 1),), every=timedelta(0), hours=(time(1), time(1)))
    assert len(raised.value.faults) == 6
    assert str(raised.value).splitlines() == list(raised.value.faults)


@pytest.mark.parametrize("minutes", (30, 360))
def test_the_limits_themselves_are_allowed(minutes):
    every = timedelta(minutes=minutes)
    assert Rule(**SOUND, every=every, hours=HOURS).every == every
    assert len(Rule(**SOUND, times=tuple(time(hour) for hour in range(8))).times) == 8


def test_times_are_kept_in_order_and_each_once():
    assert Rule(**SOUND, times=(time(17), time(9), time(17))).times == (time(9), time(17))


def test_the_stored_form():
    weekdays = frozenset({4, 0})
    assert json.loads(to_json(Rule(weekdays=weekdays, zone="UTC", times=(time(9, 5),), until=date(2026, 5, 1)))) == {
        "weekdays": [0, 4],
        "zone": "UTC",
        "times": ["09:05"],
        "until": "2026-05-01",
    }
    assert json.loads(to_json(Rule(weekdays=weekdays, zone="UTC", every=HOUR * 1.5, hours=HOURS))) == {
        "weekdays": [0, 4],
        "zone": "UTC",
        "every": 90,
        "hours": ["09:00", "17:00"],
    }


@given(rules())
def test_what_is_stored_comes_back(rule):
    assert of_json(to_json(rule)) == rule


STORED = {"weekdays": [0], "zone": "UTC", "times": ["09:00"]}


@pytest.mark.parametrize(
    ("change", "fault"),
    (
        ({"zone": "Mars/Olympus"}, "`Mars/Olympus` is no known time zone"),
        ({"zone": 1}, "`zone` of the stored rule cannot be read"),
        ({"weekdays": [True]}, "`weekdays` of"),
        ({"weekdays": 1}, "`weekdays` of"),
        ({"weekdays": ["0"]}, "`weekdays` of"),
        ({"times": ["9"]}, "`times` of"),
        ({"times": ["0900"]}, "`times` of"),
        ({"times": ["09:00:30"]}, "`times` of"),
        ({"times": "09:00"}, "`times` of"),
        ({"until": "20260501"}, "`until` of"),
        ({"until": None}, "`until` of"),
        ({"colour": "red"}, "unknown key `colour`"),
    ),
)
def test_a_stored_rule_of_another_shape_is_refused(change, fault):
    with pytest.raises(RuleError) as raised:
        of_json(json.dumps(STORED | change))
    assert len(raised.value.faults) == 1
    assert fault in raised.value.faults[0]


@pytest.mark.parametrize(
    "change", ({"every": "60"}, {"every": 10**30}, {"hours": ["09:00"]}, {"hours": ["09:00", "10:00", "11:00"]})
)
def test_a_stored_interval_of_another_shape_is_refused(change):
    stored = {"weekdays": [0], "zone": "UTC", "every": 60, "hours": ["09:00", "17:00"]}
    with pytest.raises(RuleError) as raised:
        of_json(json.dumps(stored | change))
    assert [next(iter(change)) in fault for fault in raised.value.faults] == [True]


@pytest.mark.parametrize("text", ("", "{", "[]", "7", "null", "[" * 100_000))
def test_what_is_no_rule_at_all_is_refused(text):
    with pytest.raises(RuleError, match="no JSON object"):
        of_json(text)


def test_every_fault_of_a_stored_rule_is_told_at_once():
    with pytest.raises(RuleError) as raised:
        of_json('{"weekdays": 1, "zone": "x", "times": [9], "until": 3, "colour": 1}')
    assert len(raised.value.faults) == 5
    with pytest.raises(RuleError) as raised:
        of_json("{}")
    assert len(raised.value.faults) == 3


KEYS = st.sampled_from(["weekdays", "zone", "times", "every", "hours", "until"])
SCRAPS = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers() | st.text(max_size=5))


@given(st.dictionaries(KEYS, SCRAPS))
def test_anything_else_is_a_rule_error(data):
    with pytest.raises(RuleError):
        of_json(json.dumps(data))
