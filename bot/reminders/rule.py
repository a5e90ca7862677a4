"""Say when a reminder is due: weekdays, and times of day or an interval within active hours, in a time zone.

The limits are those that people are promised, and those of safety: an interval of 30 minutes is the shortest sensible
one for drinking (healthy kidneys clear 0.8 to 1 litre an hour; NIOSH 2017-126 allows a cup every 15 to 20 minutes, and
only at hard work in heat), 6 hours the longest that still is one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from bot.reminders.wall import exists, first_instant, known_zones, shown, zone_of

MOST_TIMES: Final = 8
"""Times of day in one rule: as many as a person can keep in view."""

SHORTEST: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=6)

_MINUTE: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)
_WEEK: Final = frozenset(range(7))

_LOOK_AHEAD: Final = 28
"""Days looked at from the first that may hold an occurrence.

Enough: a weekday comes within 7, its date may not exist (7 more), and of a day begun the rest may be past or barred.
"""

_FIRST: Final = datetime(1, 1, 7, tzinfo=UTC)
_LAST: Final = datetime(9999, 12, 1, tzinfo=UTC)
"""Nothing is due before or after: the calendar of datetime ends there, and clocks of zones are off it even sooner."""


class RuleError(Exception):
    """Tell everything that is wrong with a rule; each of *faults* is a sentence that says what to do."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Hold when a reminder is due; raise RuleError with every fault.

    Weekdays count from Monday = 0. Either `times` (1 to 8, kept in order and each once) or `every` (30 minutes to 6
    hours) within `hours`; whole minutes only. Hours that end before they start end on the next day, and belong to the
    day on which they start. `until` is the last date that counts, in the zone.
    """

    weekdays: frozenset[int]
    zone: str
    times: tuple[time, ...] = ()
    every: timedelta | None = None
    hours: tuple[time, time] | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if faults := tuple(_faults(self)):
            raise RuleError(faults)
        object.__setattr__(self, "times", tuple(sorted(set(self.times))))


def next_due(rule: Rule, after: datetime, barrier: datetime | None = None) -> datetime | None:
    """Return the first instant strictly after *after* at which a rule is due, or None if there is none any more.

    A wall time that comes twice is due at the first (RFC 5545, 3.3.5). One that does not exist is due at the first
    instant after the gap, as Debian's cron has it: RFC 5545 would move it by the length of the gap, past times that
    come after it. So several may fall on one instant, and are one. An interval counts elapsed time, as the body does,
    from the instant at which the active hours start, which is the first; the end of the hours is due if it is
    hit exactly. A date that does not exist has none.

    *barrier* is a naive wall time, for one who came from another zone: what has a wall time not after it has been due
    there already (see `bot.reminders.wall.reached`), and is left out. The wall time of a time of day is the one the
    rule names, even in a gap; that of an interval is what the clock then shows. Who moves twice needs the later of
    both barriers. Raise ValueError if *after* is naive or *barrier* is aware.
    """
    if after.tzinfo is None or (barrier is not None and barrier.tzinfo is not None):
        raise ValueError("`after` must be an aware instant and `barrier` a naive wall time")
    if after > _LAST:
        return None
    after = max(after, _FIRST).astimezone(UTC)
    zone = zone_of(rule.zone)
    for day in _days(rule, after, barrier, zone):
        if (found := next(_on(rule, day, zone, after, barrier), None)) is not None:
            return found
    return None


def due(rule: Rule, after: datetime, count: int, barrier: datetime | None = None) -> tuple[datetime, ...]:
    """Return the first *count* instants strictly after *after* at which a rule is due; fewer if it ends before."""
    found: list[datetime] = []
    while len(found) < count and (instant := next_due(rule, found[-1] if found else after, barrier)) is not None:
        found.append(instant)
    return tuple(found)


def due_on(rule: Rule, day: date) -> tuple[datetime, ...]:
    """Return the instants at which a rule is due by the times, or the active hours, that start on a date.

    They need not fall on that date themselves: hours cross midnight, and so may a gap.
    """
    is_due = day.weekday() in rule.weekdays and (rule.until is None or day <= rule.until)
    return tuple(dict.fromkeys(_on(rule, day, zone_of(rule.zone), _FIRST))) if is_due else ()


def to_json(rule: Rule) -> str:
    """Return a rule as the text that is stored; intervals in minutes."""
    found: dict[str, Any] = {"weekdays": sorted(rule.weekdays), "zone": rule.zone}
    if rule.every is None or rule.hours is None:
        found["times"] = [_clock(at) for at in rule.times]
    else:
        found |= {"every": rule.every // _MINUTE, "hours": [_clock(at) for at in rule.hours]}
    if rule.until is not None:
        found["until"] = rule.until.isoformat()
    return json.dumps(found, separators=(",", ":"))


def of_json(text: str) -> Rule:
    """Return the rule of a stored text; raise RuleError with every fault."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise RuleError(("the stored rule is no JSON object; set the reminder up again",))
    faults: list[str] = []
    parts: dict[str, Any] = {"weekdays": frozenset(), "zone": ""}
    for key, value in cast("dict[str, Any]", data).items():
        if key not in _SHAPES:
            faults.append(f"the stored rule has the unknown key `{key}`; set the reminder up again")
            continue
        shape, sound = _SHAPES[key]
        try:
            parts[key] = shape(value)
        except (ValueError, TypeError, OverflowError):
            faults.append(f"`{key}` of the stored rule cannot be read; set the reminder up again")
            parts[key] = sound  # so that only what else is wrong is found below
    try:
        rule = Rule(**parts)
    except RuleError as error:
        raise RuleError((*faults, *error.faults)) from None
    if faults:
        raise RuleError(tuple(faults))
    return rule


def _days(rule: Rule, after: datetime, barrier: datetime | None, zone: ZoneInfo) -> Iterator[date]:
    """Yield the dates that may hold the next occurrence, in order."""
    first = shown(after, zone).toordinal()
    if barrier is not None:
        # One day less, for a gap that pushes hours of one date past a barrier on the next; none since 1970 does.
        first = max(first, barrier.toordinal() - 1)
    if rule.hours is not None and rule.hours[0] > rule.hours[1]:
        first -= 1
    last = min(first + _LOOK_AHEAD, _LAST.toordinal())
    if rule.until is not None:
        last = min(last, rule.until.toordinal())
    for ordinal in range(first, last + 1):
        if (ordinal - 1) % 7 in rule.weekdays:
            yield date.fromordinal(ordinal)


def _on(rule: Rule, day: date, zone: ZoneInfo, after: datetime, barrier: datetime | None = None) -> Iterator[datetime]:
    """Yield the instants of a date on which a rule holds that come after *after*, in order; two may be the same."""
    if rule.every is None or rule.hours is None:
        yield from _of_times(rule.times, day, zone, after, barrier)
    else:
        yield from _of_hours(rule.hours, rule.every, day, zone, after, barrier)


def _of_times(
    times: tuple[time, ...], day: date, zone: ZoneInfo, after: datetime, barrier: datetime | None
) -> Iterator[datetime]:
    for at in times:
        wall = datetime.combine(day, at)
        if barrier is not None and wall <= barrier:
            continue
        instant = first_instant(wall, zone)
        # Clocks that do not show the wall time went over it, and maybe over the whole date.
        if instant > after and (shown(instant, zone) == wall or exists(day, zone)):
            yield instant


def _of_hours(
    hours: tuple[time, time],
    every: timedelta,
    day: date,
    zone: ZoneInfo,
    after: datetime,
    barrier: datetime | None,
) -> Iterator[datetime]:
    starts, ends = hours
    wall = datetime.combine(day, starts)
    start = first_instant(wall, zone)
    end = first_instant(datetime.combine(day if starts < ends else day + _DAY, ends), zone)
    if end <= after or (shown(start, zone) != wall and not exists(day, zone)):
        return
    instant = start + max((after - start) // every + 1, 0) * every
    while instant <= end:
        if barrier is None or shown(instant, zone) > barrier:
            yield instant
        instant += every


def _faults(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with a rule, and what to do."""
    if not rule.weekdays:
        yield "no weekday is chosen; choose at least one"
    for day in sorted(rule.weekdays - _WEEK):
        yield f"{day} is no weekday; use 0 for Monday to 6 for Sunday"
    if rule.zone not in known_zones():
        yield f"`{rule.zone}` is no known time zone; choose one from the list, such as Europe/Berlin"
    if rule.times and rule.every is not None:
        yield "times of day and an interval exclude each other; leave one of them out"
    if not rule.times and rule.every is None:
        yield "neither times of day nor an interval is given; give one of them"
    if (count := len(set(rule.times))) > MOST_TIMES:
        yield f"{count} times are too many; keep at most {MOST_TIMES}"
    for at in (*rule.times, *(rule.hours or ())):
        if at.second or at.microsecond or at.tzinfo is not None:
            yield f"{at.isoformat()} is no whole minute on the wall; write {_clock(at)}"
    if isinstance(rule.until, datetime):
        yield f"the end {rule.until.isoformat()} is a moment; give a date, such as {rule.until:%Y-%m-%d}"
    yield from _faults_of_interval(rule)


def _faults_of_interval(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with the interval and the active hours."""
    if rule.every is not None:
        if not SHORTEST <= rule.every <= LONGEST:
            yield f"an interval of {rule.every / _MINUTE:g} minutes is out of bounds; choose 30 minutes to 6 hours"
        if rule.every % _MINUTE:
            yield f"an interval of {rule.every} is not of whole minutes; leave the seconds out"
        if rule.hours is None:
            yield "an interval needs active hours; give their start and their end"
    elif rule.hours is not None:
        yield "active hours go with an interval only; give one, or leave the hours out"
    if rule.hours is not None and _clock(rule.hours[0]) == _clock(rule.hours[1]):
        yield f"the active hours start and end at {_clock(rule.hours[0])}; choose two different times"


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _int_of(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _text_of(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _list_of(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return cast("list[Any]", value)


def _clock_of(value: Any) -> time:
    found = time.fromisoformat(_text_of(value))
    if _clock(found) != value:
        raise ValueError(value)
    return found


def _hours_of(value: Any) -> tuple[time, time]:
    start, end = map(_clock_of, _list_of(value))
    return start, end


def _date_of(value: Any) -> date:
    found = date.fromisoformat(_text_of(value))
    if found.isoformat() != value:
        raise ValueError(value)
    return found


_SHAPES: Final[Mapping[str, tuple[Callable[[Any], Any], Any]]] = {
    "weekdays": (lambda value: frozenset(map(_int_of, _list_of(value))), frozenset({0})),
    "zone": (_text_of, "UTC"),
    "times": (lambda value: tuple(map(_clock_of, _list_of(value))), (time(9),)),
    "every": (lambda value: _int_of(value) * _MINUTE, SHORTEST),
    "hours": (_hours_of, (time(9), time(17))),
    "until": (_date_of, None),
}
"""How each key of a stored rule is read, and a sound value in place of one that cannot be."""
