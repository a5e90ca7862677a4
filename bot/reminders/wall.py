"""Between instants and what the clocks of a zone show.

An instant is an aware datetime in UTC; a wall time is a naive one, as a clock on the wall shows it. Clocks that are put
forward leave a gap: wall times that they never show. Clocks that are put back show some twice.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_SECOND: Final = timedelta(seconds=1)
_JUST_BEFORE: Final = timedelta.resolution


@cache
def known_zones() -> frozenset[str]:
    """Return the IANA keys that a rule may name; the first call looks through the folders of zoneinfo.

    `localtime` is whatever the machine is set to and `Factory` no place at all, so a rule may name neither.
    """
    return frozenset(available_timezones()) - {"localtime", "Factory"}


@cache  # Python's own cache holds eight; with more zones than that in use, each look-up would read a file.
def zone_of(key: str) -> ZoneInfo:
    """Return the zone of an IANA key; raise ZoneInfoNotFoundError if there is none.

    Keys such as `right/Europe/Berlin` (with leap seconds) and `../x`, which ZoneInfo would try, are no zones.
    """
    if key not in known_zones():
        raise ZoneInfoNotFoundError(f"no time zone found with key {key}")
    return ZoneInfo(key)


def shown(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return the wall time that the clocks of a zone show at an instant."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def first_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant at which clocks show a wall time; in a gap, the first instant after it."""
    before, after = _offsets(wall, zone)
    if before >= after:
        return (wall - before).replace(tzinfo=UTC)
    return switch((wall - after).replace(tzinfo=UTC), (wall - before).replace(tzinfo=UTC), zone)


def last_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the last instant at which clocks show a wall time; in a gap, the first instant after it."""
    before, after = _offsets(wall, zone)
    return (wall - after).replace(tzinfo=UTC) if before >= after else first_instant(wall, zone)


def exists(day: date, zone: ZoneInfo) -> bool:
    """Tell whether clocks ever show a date: Samoa went from 29 to 31 December 2011."""
    return shown(first_instant(datetime.combine(day, time.min), zone), zone).date() == day


def reached(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return the latest wall time that clocks have shown up to an instant.

    In an hour that comes a second time that is the end of the first time, less a microsecond.
    """
    local = instant.astimezone(zone)
    wall = local.replace(tzinfo=None, fold=0)
    if not local.fold:
        return wall
    before, after = _offsets(wall, zone)
    back = switch(instant - (before - after), instant, zone)
    return back.replace(tzinfo=None) + before - _JUST_BEFORE


def switch(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant after *low* that has the offset of *high*.

    There must be exactly one change of offset between them. All changes fall on whole seconds.
    """
    low = low.replace(microsecond=0)
    seconds = range(1, (high - low) // _SECOND + 1)
    offset = high.astimezone(zone).utcoffset()
    return (
        low
        + _SECOND
        * seconds[
            bisect_left(seconds, True, key=lambda after: (low + _SECOND * after).astimezone(zone).utcoffset() == offset)
        ]
    )


def _offsets(wall: datetime, zone: ZoneInfo) -> tuple[timedelta, timedelta]:
    """Return the offsets before and after the change that a wall time may fall on, the same twice if on none.

    In a gap the first is the smaller one, in an hour that comes twice the greater one (PEP 495).
    """
    before = wall.replace(tzinfo=zone, fold=0).utcoffset()
    after = wall.replace(tzinfo=zone, fold=1).utcoffset()
    assert before is not None
    assert after is not None
    return before, after
