"""When what was wrong, and by how much Charley's clock was: what an unanswered question or a late reminder is held against."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

UNANSWERED, ERROR, LATE = "unanswered", "error", "late"
"""What a fault may excuse: that nobody answered, that an error was told, that a reminder was late."""


@dataclass
class Window:
    """A time in which something was wrong: from `begin` to `end`; and `ready` is when all was well again.

    Real seconds since 1970; `ready` is None if that was never seen. `noticed` is when a dead connection was left.
    """

    fault: str
    excuses: frozenset[str]
    begin: float
    end: float = inf
    ready: float | None = None
    noticed: float | None = None
    grace: float = inf
    """Seconds before `begin` that are excused at most: what was under way when it began."""
    signs: list[Callable[[], bool]] = field(default_factory=list)
    """Each says whether what was to go wrong has been felt by now."""
    struck: bool = False

    def is_felt(self) -> bool:
        return all(sign() for sign in self.signs)

    @property
    def recovery(self) -> float:
        """Return the seconds from the fault's end until all was well."""
        return inf if self.ready is None else max(0.0, self.ready - max(self.end, self.noticed or 0.0))

    def covers(self, begin: float, end: float) -> bool:
        """Say whether something that lasted so long fell into this time, as a whole or in part."""
        return self.begin <= min(end, begin + self.grace) and begin <= (inf if self.ready is None else self.ready)


@dataclass
class Timeline:
    """All windows, and every shift of Charley's clock: since when, and by how many seconds it was ahead."""

    windows: list[Window] = field(default_factory=list)
    shifts: list[tuple[float, float]] = field(default_factory=lambda: [(0.0, 0.0)])

    @property
    def shift(self) -> float:
        return self.shifts[-1][1]

    def set_shift(self, seconds: float) -> None:
        self.shifts.append((time.time(), seconds))

    def excuse(self, what: str, begin: float, end: float) -> Window | None:
        """Return the first fault that excuses something between two moments, if one does."""
        return next((one for one in self.windows if what in one.excuses and one.covers(begin, end)), None)

    def excuse_by_clock(self, what: str, moment: float, slack: float) -> Window | None:
        """Return the first fault that excuses something at a moment by Charley's clock, give or take *slack* seconds."""
        for at in self.reals(moment):
            if found := self.excuse(what, at - slack, at + slack):
                return found
        return None

    def reals(self, moment: float) -> Iterable[float]:
        """Yield the real times at which Charley's clock showed a moment, or went over it."""
        before = -inf
        for (since, shift), (until, _) in pairwise([*self.shifts, (inf, 0.0)]):
            if since <= moment - shift < until:
                yield moment - shift
            elif before < moment < since + shift:
                yield since
            before = until + shift
