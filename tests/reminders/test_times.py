"""Typed lists of clock times."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.times import MOST_CHARACTERS, TimesError, read_times


@pytest.mark.parametrize(
    ("typed", "expected"),
    (
        ("9, 13:30, 5pm, 7.15 am, 12am, noon?, 0900", "00:00 07:15 09:00 12:00 13:30 17:00"),
        ("9", "09:00"),
        ("0", "00:00"),
        ("0:00", "00:00"),
        ("23:59", "23:59"),
        ("12", "12:00"),
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("12:30 AM", "00:30"),
        ("1 p.m.", "13:00"),
        ("11 P. M.", "23:00"),
        ("930", "09:30"),
        ("1330", "13:30"),
        ("930pm", "21:30"),
        ("13h30", "13:30"),
        ("9h", "09:00"),
        ("9.30.", "09:30"),
        ("noon and midnight", "00:00 12:00"),
        ("midday", "12:00"),
        ("9 10 11", "09:00 10:00 11:00"),
        ("9,10;11\n12 & 13, and 14", "09:00 10:00 11:00 12:00 13:00 14:00"),
        (" ,9,, ", "09:00"),
        ("17, 9, 5pm, 09:00", "09:00 17:00"),
        ("９：３０", "09:30"),
        ("1 2 3 4 5 6 7 8 8am", "01:00 02:00 03:00 04:00 05:00 06:00 07:00 08:00"),
    ),
)
def test_a_list(typed, expected):
    assert read_times(typed) == tuple(map(time.fromisoformat, expected.split()))


@pytest.mark.parametrize(
    ("typed", "faults"),
    (
        ("25:00", ["25:00 is no time; write 13:30 or 1:30pm"]),
        ("9, 12:60, 9", ["12:60 is no time; write 13:30 or 1:30pm"]),
        ("9:5", ["9:5 is no time; write 13:30 or 1:30pm"]),
        ("9-17", ["9-17 is no time; write 13:30 or 1:30pm"]),
        ("-9", ["-9 is no time; write 13:30 or 1:30pm"]),
        ("9:00:00", ["9:00:00 is no time; write 13:30 or 1:30pm"]),
        ("9am5pm", ["9am5pm is no time; write 13:30 or 1:30pm"]),
        ("tomorrow", ["tomorrow is no time; write 13:30 or 1:30pm"]),
        ("٩", ["٩ is no time; write 13:30 or 1:30pm"]),
        ("24:00", ["24:00 is no time; write 0:00 or midnight"]),
        ("13pm", ["13pm is no time; write 13:00, or leave am and pm for 1 to 12"]),
        ("0:30 a.m.", ["0:30am is no time; write 00:30, or leave am and pm for 1 to 12"]),
        ("25pm", ["25pm is no time; write 13:30 or 1:30pm"]),
        ("", ["no time is given; write one or more, such as 9, 13:30, 5pm"]),
        (" , ?", ["no time is given; write one or more, such as 9, 13:30, 5pm"]),
        ("1 2 3 4 5 6 7 8 9", ["9 times are too many; keep at most 8"]),
        (
            "x, 25, x, 1 2 3 4 5 6 7 8 9",
            [
                "x is no time; write 13:30 or 1:30pm",
                "25 is no time; write 13:30 or 1:30pm",
                "9 times are too many; keep at most 8",
            ],
        ),
        ("9" * 201, ["the list has 201 characters; write at most 8 times, such as 9, 13:30"]),
    ),
)
def test_faults(typed, faults):
    with pytest.raises(TimesError) as raised:
        read_times(typed)
    assert list(raised.value.faults) == faults
    assert str(raised.value) == "\n".join(faults)


FORMS = ("{0:%H:%M}", "{0:%H.%M}", "{0:%H%M}", "{0:%I:%M %p}", "{0:%I.%M%p}", "{0:%Hh%M}")


@given(st.lists(st.tuples(st.times(), st.sampled_from(FORMS)), min_size=1, max_size=8))
def test_every_way_to_write_a_time_reads_the_same(entries):
    clocks = [(at.replace(second=0, microsecond=0), form) for at, form in entries]
    typed = ", ".join(form.format(at) for at, form in clocks)
    assert read_times(typed) == tuple(sorted({at for at, _ in clocks}))


def outcome(typed):
    try:
        return read_times(typed), ()
    except TimesError as error:
        return (), error.faults


@given(st.text(max_size=MOST_CHARACTERS + 1) | st.text("0123456789:.,apmh ", max_size=30))
def test_any_text_is_a_list_or_a_fault(typed):
    found, faults = outcome(typed)
    assert bool(found) != bool(faults)
    assert all("write" in fault or "keep" in fault for fault in faults)
    assert len(found) <= 8
    assert found == tuple(sorted(set(found)))


@pytest.mark.parametrize(
    "typed",
    ("[x](https://example.com)", "@everyone", "<@1>", "**bold**", "`x`", "https://example.com", "\u202e9", "\ud800", "||9||", "\u200b", "#9", "_9_"),
)  # fmt: skip
def test_what_could_act_is_not_repeated(typed):
    with pytest.raises(TimesError) as told:
        read_times(typed)
    assert set(told.value.faults) == {"one of the entries is no time; write 13:30 or 1:30pm"}
