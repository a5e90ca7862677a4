"""A sketch: what stands in a set-up panel before it is saved, small enough for the custom_id of each of its menus.

Nothing else remembers it, so a panel goes on after a restart just where it was.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Final

from bot.reminders.models import Kind, Reminder
from bot.reminders.rule import LONGEST, MOST_TIMES, SHORTEST, Rule
from bot.reminders.texts import Variant

ROOM: Final = 75
"""Characters of a packed sketch at most: 42 figures, a mark and the longest name of a zone."""

ALL_DAYS: Final = frozenset(range(7))
WORKDAYS: Final = frozenset(range(5))

_MINUTE: Final = timedelta(minutes=1)
_KINDS: Final = (Kind.HYDRATE, Kind.STRETCH)
_VARIANTS: Final = (Variant.BOTH, Variant.SEATED, Variant.STANDING)
_FIGURES: Final = string.digits + string.ascii_letters + "-_"
_SHAPE: Final = re.compile(r"([0-9A-Za-z_-]{1,42})(?:~([A-Za-z0-9_+/-]{1,32}))?")
_DAY_BEFORE: Final = date(2019, 12, 31).toordinal()
"""End dates are counted from here, so that 16 bits hold them until 2199; 0 is none."""

_VARIANT, _DAYS, _EVERY, _CLOCK, _COUNT, _UNTIL, _CHANNEL, _REMINDER = 2, 7, 9, 11, 4, 16, 64, 36
"""Bits of each part; a channel's id has 63 and may take 64, and the ids of reminders will not reach 36 in a thousand years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Hold a reminder or schedule as its panel shows it.

    With `times` the interval and the hours only wait for being chosen again. `zone` is given for a schedule; a person
    has one of their own. `reminder` is the id of what is edited, 0 for a new one. Raise ValueError for what no panel
    offers: an interval out of its limits, times with seconds, too large ids, no weekday.
    """

    kind: Kind
    variant: Variant = Variant.BOTH
    weekdays: frozenset[int] = ALL_DAYS
    every: timedelta = timedelta(hours=2)
    hours: tuple[time, time] = (time(9), time(21))
    times: tuple[time, ...] = ()
    until: date | None = None
    channel: int | None = None
    reminder: int = 0
    zone: str = ""

    def __post_init__(self) -> None:
        sound = (
            self.kind in _KINDS
            and bool(self.weekdays) and self.weekdays <= ALL_DAYS
            and SHORTEST <= self.every <= LONGEST and not self.every % _MINUTE
            and len(self.times) <= MOST_TIMES and self.times == tuple(sorted(set(self.times)))
            and all(at == time(at.hour, at.minute) for at in (*self.hours, *self.times))
            and (self.until is None or 0 < self.until.toordinal() - _DAY_BEFORE < 1 << _UNTIL)
            and (self.channel is None or 0 < self.channel < 1 << (_CHANNEL - 1))
            and 0 <= self.reminder < 1 << _REMINDER
            and (not self.zone or _SHAPE.fullmatch(f"0~{self.zone}") is not None)
        )  # fmt: skip
        if not sound:
            raise ValueError("no panel offers this reminder")

    def rule(self, zone: str) -> Rule:
        """Return the rule in a zone; raise RuleError with every fault of it."""
        if self.times:
            return Rule(weekdays=self.weekdays, zone=zone, times=self.times, until=self.until)
        return Rule(weekdays=self.weekdays, zone=zone, every=self.every, hours=self.hours, until=self.until)


# Every two hours is a gentle rhythm: seven a day, far below the 16 allowed, and the last is an hour before the quiet
# night begins. Stretching is for who sits: hourly through a usual working day, on workdays.
DEFAULTS: Final = {
    Kind.HYDRATE: Sketch(kind=Kind.HYDRATE),
    Kind.STRETCH: Sketch(
        kind=Kind.STRETCH, weekdays=WORKDAYS, every=timedelta(hours=1), hours=(time(9), time(17))
    ),
}  # fmt: skip
"""What a panel begins with, so that one press on **Save** is enough."""


def sketch_of(reminder: Reminder) -> Sketch:
    """Return the sketch with which editing a stored reminder or schedule begins; a schedule keeps its zone in it."""
    rule = reminder.rule
    begun = replace(
        DEFAULTS[reminder.kind],
        variant=reminder.variant,
        weekdays=rule.weekdays,
        times=rule.times,
        until=rule.until,
        channel=reminder.channel,
        reminder=reminder.id,
        zone="" if reminder.server is None else rule.zone,
    )
    return begun if rule.every is None or rule.hours is None else replace(begun, every=rule.every, hours=rule.hours)


def packed(sketch: Sketch) -> str:
    """Return a sketch as text for a custom_id; at most ROOM characters, without a colon."""
    number = shift = 0
    for value, bits in _parts(sketch):
        number |= value << shift
        shift += bits
    figures = ""
    while number:
        number, figure = divmod(number, len(_FIGURES))
        figures = _FIGURES[figure] + figures
    return f"{figures}~{sketch.zone}" if sketch.zone else figures


def unpacked(text: str) -> Sketch:
    """Return the sketch of a text; raise ValueError for any text that `packed` does not give."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ValueError("this is no sketch")
    number = 0
    for figure in found[1]:
        number = number * len(_FIGURES) + _FIGURES.index(figure)

    def take(bits: int) -> int:
        nonlocal number
        value, number = number & ((1 << bits) - 1), number >> bits
        return value

    kind, variant, days, every = take(1), take(_VARIANT), take(_DAYS), take(_EVERY)
    start, end = _clock(take(_CLOCK)), _clock(take(_CLOCK))
    times = tuple(_clock(take(_CLOCK)) for _ in range(take(_COUNT)))
    until, channel, reminder = take(_UNTIL), take(_CHANNEL), take(_REMINDER)
    if variant >= len(_VARIANTS):
        raise ValueError("this is no sketch")
    sketch = Sketch(
        kind=_KINDS[kind],
        variant=_VARIANTS[variant],
        weekdays=frozenset(day for day in ALL_DAYS if days >> day & 1),
        every=every * _MINUTE,
        hours=(start, end),
        times=times,
        until=date.fromordinal(_DAY_BEFORE + until) if until else None,
        channel=channel or None,
        reminder=reminder,
        zone=found[2] or "",
    )
    if packed(sketch) != text:
        raise ValueError("this is no sketch")
    return sketch


def _parts(sketch: Sketch) -> list[tuple[int, int]]:
    """Return the numbers of a sketch with the bits of each; what is often 0 stands last, and takes no room then."""
    return [
        (_KINDS.index(sketch.kind), 1),
        (_VARIANTS.index(sketch.variant), _VARIANT),
        (sum(1 << day for day in sketch.weekdays), _DAYS),
        (sketch.every // _MINUTE, _EVERY),
        *((_minute(at), _CLOCK) for at in sketch.hours),
        (len(sketch.times), _COUNT),
        *((_minute(at), _CLOCK) for at in sketch.times),
        (sketch.until.toordinal() - _DAY_BEFORE if sketch.until else 0, _UNTIL),
        (sketch.channel or 0, _CHANNEL),
        (sketch.reminder, _REMINDER),
    ]


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minute: int) -> time:
    """Return the time of a minute of the day; raise ValueError if the day has no such minute."""
    return time(*divmod(minute, 60))
