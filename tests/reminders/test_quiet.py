"""Quiet hours, by hand; `test_every_change` holds them against the walk."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfoNotFoundError

import pytest

from bot.reminders.quiet import NIGHT, Quiet, end_of_quiet, is_quiet


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def quiet(text):
    start, end = text.split()
    return Quiet(time.fromisoformat(start), time.fromisoformat(end))


# Hours, zone, instant, and the end of quiet: None if the instant is not quiet.
CASES = [
    ("22:00 08:00", "UTC", "2026-05-01 21:59:59", None),
    ("22:00 08:00", "UTC", "2026-05-01 22:00", "2026-05-02 08:00"),
    ("22:00 08:00", "UTC", "2026-05-02 07:59:59", "2026-05-02 08:00"),
    ("22:00 08:00", "UTC", "2026-05-02 08:00", None),
    ("13:00 15:00", "UTC", "2026-05-02 12:00", None),
    ("13:00 15:00", "UTC", "2026-05-02 14:00", "2026-05-02 15:00"),
    ("22:00 08:00", "Asia/Kathmandu", "2026-05-01 17:00", "2026-05-02 02:15"),
    # a night with an hour more, or less (Berlin, 2026-10-25 01:00Z and 2026-03-29 01:00Z)
    ("22:00 08:00", "Europe/Berlin", "2026-10-24 20:00", "2026-10-25 07:00"),
    ("22:00 08:00", "Europe/Berlin", "2026-03-28 21:00", "2026-03-29 06:00"),
    # the end comes twice: quiet until the second
    ("22:00 02:30", "Europe/Berlin", "2026-10-25 00:10", "2026-10-25 01:30"),
    ("22:00 02:30", "Europe/Berlin", "2026-10-25 00:45", "2026-10-25 01:30"),
    ("22:00 02:30", "Europe/Berlin", "2026-10-25 01:30", None),
    # the start comes twice: quiet from the first, also while the clock shows 02:00 again
    ("02:30 10:00", "Europe/Berlin", "2026-10-25 00:29", None),
    ("02:30 10:00", "Europe/Berlin", "2026-10-25 01:10", "2026-10-25 09:00"),
    # the end does not exist
    ("22:00 02:30", "Europe/Berlin", "2026-03-29 00:59", "2026-03-29 01:00"),
    ("22:00 02:30", "Europe/Berlin", "2026-03-29 01:00", None),
    # nor does the start
    ("02:30 10:00", "Europe/Berlin", "2026-03-29 00:59", None),
    ("02:30 10:00", "Europe/Berlin", "2026-03-29 01:00", "2026-03-29 08:00"),
    # nor does any of it
    ("02:10 02:50", "Europe/Berlin", "2026-03-29 01:00", None),
    # one night ends, and the next begins, in the same gap
    ("02:50 02:10", "Europe/Berlin", "2026-03-28 12:00", "2026-03-30 00:10"),
    # the night of a date that does not exist is that of the date before (Samoa, 2011-12-30)
    ("22:00 08:00", "Pacific/Apia", "2011-12-30 08:00", "2011-12-30 18:00"),
]


@pytest.mark.parametrize(("hours", "zone", "instant", "end"), CASES)
def test_quiet_hours(hours, zone, instant, end):
    assert is_quiet(at(instant), quiet(hours), zone) == (end is not None)
    assert end_of_quiet(at(instant), quiet(hours), zone) == at(end or instant)


def test_the_end_is_told_in_utc():
    instant = datetime.fromisoformat("2026-05-01T23:30:00+05:45")
    assert end_of_quiet(instant, quiet("13:00 15:00"), "UTC").tzinfo is UTC
    assert end_of_quiet(instant, NIGHT, "Asia/Kathmandu") == at("2026-05-02 02:15")


def test_an_unknown_zone_is_told():
    with pytest.raises(ZoneInfoNotFoundError, match="Mars"):
        is_quiet(at("2026-05-01"), NIGHT, "Mars/Olympus")


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    (
        (time(9), time(9), "choose two different times"),
        (time(9, 0, 1), time(10), "write 09:00"),
        (time(9), time(10, 0, 0, 1), "write 10:00"),
        (time(9), time(10, tzinfo=UTC), "write 10:00"),
    ),
)
def test_faults(start, end, fault):
    with pytest.raises(ValueError, match=fault):
        Quiet(start, end)
