"""The stand-in's own clock: the real one plus an offset that a test may push."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import formatdate


@dataclass(slots=True)
class Clock:
    """Seconds since 1970. What Discord forgets, it forgets by this clock; rate limits keep to real time."""

    offset: float = 0.0

    def now(self) -> float:
        return time.time() + self.offset

    def date(self) -> str:
        """Return the time as the header of an answer tells it."""
        return formatdate(self.now(), usegmt=True)

    def advance(self, seconds: float) -> None:
        """Push the clock; a negative number sets it back."""
        self.offset += seconds
