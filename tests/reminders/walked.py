"""The oracle of the tests: walk through time minute by minute, look at the clock, and see what is due.

It knows nothing of how `bot.reminders` finds an instant: it asks zoneinfo only what the clock shows at an instant,
never the other way round. A rule is read as data.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
FIRST = datetime(1970, 1, 1, tzinfo=UTC)
LAST = datetime(2038, 1, 1, tzinfo=UTC)

# `localtime` is a link to one of the others, wherever the machine stands.
ZONES = tuple(sorted(available_timezones() - {"localtime", "Factory"}))


def show(instant, zone):
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


class Walk:
    """What the clocks of a zone showed, from one instant to another."""

    def __init__(self, zone, start, end):
        place = ZoneInfo(zone)
        # Whole minutes on a clock are whole minutes of UTC, but for Liberia before 1972: 44 minutes and 30 seconds.
        odd = {(at.astimezone(place).utcoffset() // timedelta(seconds=1)) % 60 for at in (start, end)}
        assert odd <= {0, 30}
        step = MINUTE / 2 if 30 in odd else MINUTE
        self.place = place
        start = start.replace(second=0, microsecond=0)
        instants = [start + n * step for n in range((end - start) // step + 1)]
        walls = [instant.astimezone(place).replace(tzinfo=None) for instant in instants]
        self.seen = list(zip(instants, walls, strict=True))
        # Later entries of a dict replace earlier ones.
        self.last = dict(zip(walls, instants, strict=True))
        self.first = dict(zip(reversed(walls), reversed(instants), strict=True))
        self.gaps = [
            (before, after, instant)
            for (before, after), instant in zip(pairwise(walls), instants[1:], strict=True)
            if after - before > step
        ]
        self.dates = set(map(datetime.date, walls))

    def _resolve(self, wall, walls):
        if wall in walls:
            return walls[wall]
        return next((instant for before, after, instant in self.gaps if before < wall < after), None)

    def fires(self, wall):
        """When a wall time fires; None outside the walk."""
        return self._resolve(wall, self.first)

    def ends(self, wall):
        """When a wall time was shown for the last time; None outside the walk."""
        return self._resolve(wall, self.last)

    def due(self, rule, low, high, barrier=None):
        """All instants after *low*, up to *high*, at which a rule is due; both two days inside the walk."""
        found = set()
        for day in sorted(self.dates):
            if day.weekday() in rule.weekdays and (rule.until is None or day <= rule.until):
                found |= self._by_times(rule, day, barrier) if rule.times else self._by_hours(rule, day, barrier)
        return sorted(instant for instant in found if low < instant <= high)

    def _by_times(self, rule, day, barrier):
        walls = [datetime.combine(day, at) for at in rule.times]
        found = {self.fires(wall) for wall in walls if barrier is None or wall > barrier}
        return found - {None}

    def _by_hours(self, rule, day, barrier):
        start, end = rule.hours
        begins = self.fires(datetime.combine(day, start))
        stops = self.fires(datetime.combine(day + DAY if end < start else day, end))
        if begins is None or stops is None:
            return set()
        found, instant = set(), begins
        while instant <= stops:
            if barrier is None or instant.astimezone(self.place).replace(tzinfo=None) > barrier:
                found.add(instant)
            instant += rule.every
        return found

    def quiet(self, quiet):
        """All minutes of the walk that are quiet: from where the start is first shown to where the end is last."""
        found = set()
        for day in sorted({near for seen in self.dates for near in (seen - DAY, seen)}):
            begins = self.fires(datetime.combine(day, quiet.start))
            stops = self.ends(datetime.combine(day + DAY if quiet.end < quiet.start else day, quiet.end))
            if begins is not None and stops is not None:
                found |= {instant for instant, _ in self.seen if begins <= instant < stops}
        return found


@cache
def changes(zone, step=6 * DAY):
    """Every instant from 1970 to 2037 at which a zone changes its offset, found by bisection.

    Steps of six hours find the same: no zone changes twice within six days.
    """
    place = ZoneInfo(zone)
    found = []
    instant, offset = FIRST, FIRST.astimezone(place).utcoffset()
    while instant < LAST:
        later = instant + step
        new = later.astimezone(place).utcoffset()
        if new != offset:
            low, high = instant, later
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if middle.astimezone(place).utcoffset() == offset:
                    low = middle
                else:
                    high = middle
            found.append(high)
        instant, offset = later, new
    return tuple(found)


def offset_at(zone, instant):
    return instant.astimezone(ZoneInfo(zone)).utcoffset()
