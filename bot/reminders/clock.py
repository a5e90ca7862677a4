"""The clock of the machine."""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import UTC, datetime, timedelta
from typing import Final

GLANCE: Final = 15.0
"""Seconds after which a waiting clock is looked at again: it may have been set, or the machine have slept."""


class WallClock:
    """Tell the time of this machine, and wait by it."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC; it may be set back."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Return seconds that nobody sets back, from any moment on."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait for so many steady seconds."""
        await asyncio.sleep(seconds)

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        """Return when *event* is set, *until* is reached, or the clock is set back; without *until*, for the event alone.

        By a clock that was set back a year, *until* would be a year away.
        """
        if until is None:
            await event.wait()
            return
        seen = self.now()
        while not event.is_set() and seen < until:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), min((until - seen) / timedelta(seconds=1), GLANCE))
            now = self.now()
            if now < seen:
                return
            seen = now
