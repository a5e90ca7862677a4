"""What bounds reminders, whatever a person or a server asks for.

Those for drinking are limits of safety: a cap a day, an interval that is not too short, nothing that makes up for what
was missed. People have died of too much water, drunk quickly, and water is no treatment for cramps. What bounds a
single rule (8 times, 30 minutes to 6 hours) stands with it, in `bot.reminders.rule`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from typing import Final

from bot.reminders.rule import Rule, due_on
from bot.reminders.wall import shown, switch, zone_of

HYDRATE_A_DAY: Final = 16
"""Hydrate reminders a person may get in one local day, over all rules of their own and all schedules joined.

One an hour while awake: at "a few sips to one glass" each, this stays far below what healthy kidneys clear.
"""

REMINDERS_A_PERSON: Final = 10
SCHEDULES_A_SERVER: Final = 5

HYDRATE_LATE: Final = timedelta(minutes=15)
"""A hydrate reminder later than this is skipped and counted: nobody is to catch up on water."""

STRETCH_LATE: Final = timedelta(minutes=60)

SNOOZES: Final = (timedelta(minutes=10), timedelta(minutes=30), timedelta(minutes=60))

NO_REPEAT_WITHIN: Final = 10
"""Reminders of one kind that must pass before a text comes again."""

_FROM: Final = datetime(2026, 1, 1, tzinfo=UTC)
_TO: Final = datetime(2038, 1, 1, tzinfo=UTC)
"""Changes of clocks that are looked at: those before do not come again, those after repeat these."""

_DAY: Final = timedelta(days=1)
_DAYS_BEFORE: Final = 3
_DAYS_AFTER: Final = 10
"""Around a change: what it touches, and after it a week that it does not touch, which stands for all until the next."""


def most_in_a_day(rules: Iterable[Rule], zone: str | None = None) -> int:
    """Return the greatest number of occurrences that one local day can hold over several rules.

    The day is one of *zone*, the person's; without it, of the first rule's. Every weekday is counted by itself, and so
    are the days around each change of clocks from 2026 to 2037, as an hour that comes twice may add an occurrence.
    Rules count in full that are due at the same instant (they are messages of their own) or that have an end.
    """
    rules = tuple(replace(rule, until=None) for rule in rules)
    if not rules:
        return 0
    place = zone_of(zone or rules[0].zone)
    most = 0
    for first in _first_days(frozenset({place.key, *(rule.zone for rule in rules)})):
        days = [first + n * _DAY for n in range(_DAYS_BEFORE + _DAYS_AFTER)]
        counts: Counter[date] = Counter()
        for rule in rules:
            instants = {instant for day in days for instant in due_on(rule, day)}
            counts.update(shown(instant, place).date() for instant in instants)
        most = max(most, *counts.values())
    return most


@lru_cache(maxsize=512)  # of pairs of zones there are as many as people make
def _first_days(zones: frozenset[str]) -> tuple[date, ...]:
    """Return where to begin counting, so that each kind of day of these zones is met once.

    Two changes are of one kind if they fall on the same moment of the week between the same offsets, and have the same
    other changes around them: the last Sunday of October is one kind, in whatever year.
    """
    changes = sorted({_FROM, *(change for zone in zones for change in _changes(zone))})
    found: dict[object, date] = {}
    for change in changes:
        near = [other for other in changes if -_DAYS_BEFORE * _DAY <= other - change <= _DAYS_AFTER * _DAY]
        kind = (
            (change - _FROM) % (7 * _DAY),
            *((other - change, _offsets(zones, other - _DAY), _offsets(zones, other)) for other in near),
        )
        found.setdefault(kind, (change - _DAYS_BEFORE * _DAY).date())
    return tuple(found.values())


def _offsets(zones: frozenset[str], instant: datetime) -> tuple[timedelta, ...]:
    return tuple(shown(instant, zone_of(zone)) - instant.replace(tzinfo=None) for zone in sorted(zones))


@cache
def _changes(zone: str) -> tuple[datetime, ...]:
    """Return the instants at which a zone changes its offset; no zone does so twice in a day."""
    return tuple(_walk(zone))


def _walk(zone: str) -> Iterator[datetime]:
    place = zone_of(zone)
    instant, offset = _FROM, _FROM.astimezone(place).utcoffset()
    while instant < _TO:
        later = instant + _DAY
        if (new := later.astimezone(place).utcoffset()) != offset:
            yield switch(instant, later, place)
        instant, offset = later, new
