"""Quiet hours: from one wall time to another, in which nobody is written to.

They stand beside the rule's active hours because they are a person's, not a rule's: what falls into them is skipped.
When clocks change, quiet hours err towards quiet, since most who set them sleep: each begins at the first instant that
shows its start, and ends at the last one that shows its end. In autumn a night that ends at 02:30 lasts to the second
02:30, and one that begins at 02:30 is not broken when the clock shows 02:00 once more. A start or an end that the
clocks go over is the first instant after the gap, as in a rule; quiet hours that lie in a gap as a whole do not happen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.reminders.wall import first_instant, last_instant, shown, zone_of


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hold quiet hours, from `start` up to but not including `end`; an end before the start is on the next day.

    Raise ValueError unless both are whole minutes on the wall, and different.
    """

    start: time
    end: time

    def __post_init__(self) -> None:
        for at in (self.start, self.end):
            if at.second or at.microsecond or at.tzinfo is not None:
                raise ValueError(f"{at.isoformat()} is no whole minute on the wall; write {at:%H:%M}")
        if self.start == self.end:
            raise ValueError(f"quiet hours start and end at {self.start:%H:%M}; choose two different times")


NIGHT = Quiet(time(22), time(8))
"""The quiet hours of who has set none: drinking late costs sleep, and older people falls at night."""


def is_quiet(instant: datetime, quiet: Quiet, zone: str) -> bool:
    """Tell whether an instant falls into quiet hours; raise ZoneInfoNotFoundError for an unknown zone."""
    return any(start <= instant < end for start, end in _nights(instant, quiet, zone))


def end_of_quiet(instant: datetime, quiet: Quiet, zone: str) -> datetime:
    """Return the first instant, in UTC, from *instant* on that is not quiet: *instant* itself if it is not."""
    for start, end in _nights(instant, quiet, zone):
        # Two nights may meet where a gap holds the end of one and the start of the next.
        if start <= instant < end:
            instant = end
    return instant.astimezone(UTC)


def _nights(instant: datetime, quiet: Quiet, zone: str) -> Iterator[tuple[datetime, datetime]]:
    """Yield start and end of the quiet hours that may hold an instant, in order, and the next, which may meet them."""
    place = zone_of(zone)
    today = shown(instant, place).date()
    for days in range(-1, 2):
        day = today + timedelta(days=days)
        last = day if quiet.start < quiet.end else day + timedelta(days=1)
        start = datetime.combine(day, quiet.start)
        yield first_instant(start, place), last_instant(datetime.combine(last, quiet.end), place)
