"""Limit how often one person is answered in public or in direct messages."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

ANSWERS = 5
WINDOW = 60.0
"""Seconds in which one person gets at most `ANSWERS` answers."""


@dataclass(slots=True)
class Limiter:
    """Count answers in a sliding window, in memory only. Times are seconds of any steady clock."""

    answers: int = ANSWERS
    window: float = WINDOW
    _given: dict[int, deque[float]] = field(default_factory=dict[int, deque[float]])
    _told: dict[int, float] = field(default_factory=dict[int, float])

    def wait(self, person: int, now: float) -> float:
        """Return 0 and count an answer, or return the seconds until *person* may be answered again."""
        self._forget(now)
        given = self._given.setdefault(person, deque())
        if len(given) >= self.answers:
            return given[0] + self.window - now
        given.append(now)
        return 0.0

    def tell(self, person: int, now: float) -> bool:
        """Say whether *person* should be told to wait: once in a window, not for every further message."""
        if person in self._told:
            return False
        self._told[person] = now
        return True

    def _forget(self, now: float) -> None:
        """Drop what is older than the window, of everybody, so that nobody's activity is kept."""
        for person, given in list(self._given.items()):
            while given and given[0] + self.window <= now:
                given.popleft()
            if not given:
                del self._given[person]
        for person, told in list(self._told.items()):
            if told + self.window <= now:
                del self._told[person]
