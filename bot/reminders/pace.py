"""Keep requests within what Discord allows: so many a second, and few that it refuses.

The library has no limit of its own over all routes: of 300 messages sent at once it lost 50 in a trial.
"""

from __future__ import annotations

from collections import deque
from typing import Final

from bot.reminders.ports import Clock

RATE: Final = 40
"""Requests a second; Discord allows 50 over all routes, answers to interactions not counted."""

CATCH_UP: Final = 0.2
"""Seconds of delay that are made up for: with them no second holds more than 48 requests."""

INVALID: Final = 1_000
WINDOW: Final = 600.0
"""Refused requests (401, 403, 429) in ten minutes after which all is stopped; at 10,000 Discord bans the address."""


class Pace:
    """Give out turns, evenly."""

    def __init__(self, clock: Clock, rate: float = RATE) -> None:
        self.rate = rate
        self._clock = clock
        self._free = clock.steady()

    async def turn(self) -> None:
        """Wait until one more request may be made."""
        now = self._clock.steady()
        at = max(self._free, now - CATCH_UP)
        self._free = at + 1 / self.rate
        if at > now:
            await self._clock.sleep(at - now)

    def wait(self) -> float:
        """Return the seconds until the next turn."""
        return max(self._free - self._clock.steady(), 0.0)

    def hold(self, seconds: float) -> None:
        """Give out no turn for so many seconds: Discord has asked for that of all requests."""
        self._free = max(self._free, self._clock.steady() + seconds)

    def spend(self) -> None:
        """Count a request that was made without a turn; the next turn comes later by it."""
        self._free = max(self._free, self._clock.steady() - CATCH_UP) + 1 / self.rate


class Budget:
    """Count the requests that Discord refused."""

    def __init__(self, clock: Clock, most: int = INVALID) -> None:
        self._clock = clock
        self._refused: deque[float] = deque(maxlen=most)
        self._over = clock.steady()

    def refuse(self) -> None:
        """Count one refused request."""
        now = self._clock.steady()
        self._refused.append(now)
        if len(self._refused) == self._refused.maxlen and now - self._refused[0] < WINDOW:
            self._over = now + WINDOW

    def recent(self) -> int:
        """Return how many requests were refused in the last ten minutes, of those that are remembered."""
        begun = self._clock.steady() - WINDOW
        return sum(at > begun for at in self._refused)

    def wait(self) -> float:
        """Return the seconds for which nothing may be sent: 0 while the budget holds, else until all it counts is over."""
        return max(self._over - self._clock.steady(), 0.0)
