"""A sketch survives the way through a custom_id whole; nothing else is taken for one."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.reminders.models import Kind, Reminder
from bot.reminders.rule import Rule
from bot.reminders.texts import Variant
from bot.replies.sketch import DEFAULTS, ROOM, Sketch, packed, sketch_of, unpacked

CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
SKETCHES = st.builds(
    Sketch,
    kind=st.sampled_from((Kind.HYDRATE, Kind.STRETCH)),
    variant=st.sampled_from(Variant),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    every=st.integers(30, 360).map(lambda minutes: timedelta(minutes=minutes)),
    hours=st.tuples(CLOCKS, CLOCKS),
    times=st.sets(CLOCKS, max_size=8).map(lambda times: tuple(sorted(times))),
    until=st.none() | st.dates(date(2020, 1, 1), date(2199, 1, 1)),
    channel=st.none() | st.integers(1, 2**63 - 1),
    reminder=st.integers(0, 2**36 - 1),
    zone=st.just("") | st.sampled_from(sorted(available_timezones())),
)
LONGEST = Sketch(
    kind=Kind.STRETCH,
    variant=Variant.STANDING,
    times=tuple(time(23, minute) for minute in range(52, 60)),
    until=date(2199, 1, 1),
    channel=2**63 - 1,
    reminder=2**36 - 1,
    zone="America/Argentina/ComodRivadavia",
)


@given(SKETCHES)
@example(LONGEST)
@example(DEFAULTS[Kind.HYDRATE])
@example(DEFAULTS[Kind.STRETCH])
def test_a_sketch_comes_back_whole_from_a_text_without_a_colon(sketch):
    text = packed(sketch)
    assert unpacked(text) == sketch
    assert ":" not in text
    assert 1 <= len(text) <= ROOM


def test_the_longest_sketch_fills_the_room():
    assert len(packed(LONGEST)) == ROOM


@given(st.text(alphabet="0123456789abcXYZ-_~/+:", max_size=80) | st.text(max_size=80))
@example("")
@example("0")
@example("~Europe/Berlin")
@example("_" * 42)
@example("_" * 43)
def test_any_text_is_a_sketch_that_gives_that_very_text_or_is_refused(text):
    try:
        sketch = unpacked(text)
    except ValueError:
        return
    assert packed(sketch) == text


@given(SKETCHES, st.data())
def test_a_sketch_with_another_figure_is_another_or_none(sketch, data):
    text = packed(sketch)
    place = data.draw(st.integers(0, len(text) - 1))
    other = text[:place] + data.draw(st.sampled_from("0aZ_-9")) + text[place + 1 :]
    if other != text:
        with contextlib.suppress(ValueError):
            assert unpacked(other) != sketch


def test_a_leading_nought_is_refused_because_two_texts_would_mean_one_sketch():
    text = packed(DEFAULTS[Kind.STRETCH])
    with pytest.raises(ValueError):
        unpacked(f"0{text}")


def test_a_variant_that_does_not_exist_is_refused():
    number = packed(DEFAULTS[Kind.HYDRATE])
    figures = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
    with pytest.raises(ValueError):
        unpacked(number[:-1] + figures[figures.index(number[-1]) | 6])


@pytest.mark.parametrize(
    "wrong",
    (
        {"kind": Kind.SUMMARY},
        {"weekdays": frozenset()},
        {"weekdays": frozenset({7})},
        {"every": timedelta(minutes=29)},
        {"every": timedelta(minutes=361)},
        {"every": timedelta(minutes=30, seconds=1)},
        {"hours": (time(9, 0, 1), time(17))},
        {"times": (time(9, 0, 1),)},
        {"times": (time(10), time(9))},
        {"times": tuple(time(hour) for hour in range(9))},
        {"until": date(2019, 12, 31)},
        {"until": date(2300, 1, 1)},
        {"channel": 0},
        {"channel": 2**64},
        {"reminder": -1},
        {"reminder": 2**36},
        {"zone": "x" * 33},
        {"zone": "a:b"},
    ),
)
def test_what_no_panel_offers_is_refused(wrong):
    with pytest.raises(ValueError):
        replace(DEFAULTS[Kind.HYDRATE], **wrong)


def test_times_take_the_place_of_the_interval_in_the_rule():
    sketch = DEFAULTS[Kind.HYDRATE]
    assert sketch.rule("Asia/Tokyo") == Rule(
        weekdays=frozenset(range(7)), zone="Asia/Tokyo", every=timedelta(hours=2), hours=(time(9), time(21))
    )
    timed = replace(sketch, times=(time(9), time(13, 30)))
    assert timed.rule("UTC") == Rule(weekdays=frozenset(range(7)), zone="UTC", times=(time(9), time(13, 30)))


@given(SKETCHES.filter(lambda sketch: sketch.hours[0] != sketch.hours[1]))
def test_editing_begins_with_what_is_stored(sketch):
    zone = "Europe/Oslo"
    reminder = Reminder(
        id=sketch.reminder,
        kind=sketch.kind,
        rule=sketch.rule(zone),
        owner=1,
        channel=sketch.channel,
        variant=sketch.variant,
    )
    begun = sketch_of(reminder)
    assert begun.rule(zone) == reminder.rule
    assert (begun.kind, begun.variant, begun.channel, begun.reminder) == (
        sketch.kind,
        sketch.variant,
        sketch.channel,
        sketch.reminder,
    )
    assert begun.zone == ""


def test_a_schedule_keeps_its_zone_in_the_sketch():
    rule = DEFAULTS[Kind.STRETCH].rule("Asia/Tokyo")
    assert sketch_of(Reminder(kind=Kind.STRETCH, rule=rule, server=1, channel=2)).zone == "Asia/Tokyo"
