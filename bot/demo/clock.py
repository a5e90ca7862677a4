"""The demo's clock: that of the simulated Discord, which runs faster than the day does."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any


class DemoClock:
    """Show the simulated time; who waits is looked at whenever that has been moved on."""

    def __init__(self) -> None:
        self.env: Any = None
        """The simulated Discord, once there is one."""
        self._moved = asyncio.Event()

    def moved(self) -> None:
        """Wake everybody who waits for the time."""
        self._moved.set()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        """Return the simulated instant."""
        return datetime.now(UTC) if self.env is None else self.env.now()

    def steady(self) -> float:
        """Return the simulated time in seconds; nobody sets it back."""
        return self.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        """Wait for so many simulated seconds."""
        until = self.now() + timedelta(seconds=seconds)
        while self.now() < until:
            await self._moved.wait()

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        """Return when *event* is set or *until* is reached; None waits for the event alone."""
        while not event.is_set() and (until is None or self.now() < until):
            either = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(self._moved.wait())]
            try:
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for one in either:
                    one.cancel()
