"""The real engine in the simulated Discord: time is moved on, and what is due comes as it would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.app import engine
from bot.reminders.engine import Engine
from bot.reminders.pace import Budget, Pace
from tests.discord.conftest import World


def berlin(text: str) -> datetime:
    """Return an instant of January 2026 by Berlin's clock; the simulated time begins on Thursday the 1st, at 01:00."""
    return datetime.fromisoformat(f"2026-01-{text}").replace(tzinfo=UTC) - timedelta(hours=1)


class FollowingClock:
    """Show the simulated time, and wake whoever waits for a moment once that has come."""

    def __init__(self, env: Any) -> None:
        self._env = env
        self.waiting: dict[asyncio.Event, datetime | None] = {}

    def now(self) -> datetime:
        return self._env.now()

    def steady(self) -> float:
        return self.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        await self._until(self.now() + timedelta(seconds=seconds))

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        if event.is_set():
            return
        either = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(self._until(until))]
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in either:
                one.cancel()

    async def _until(self, moment: datetime | None) -> None:
        if moment is not None and moment <= self.now():
            return
        reached = asyncio.Event()
        self.waiting[reached] = moment
        try:
            await reached.wait()
        finally:
            del self.waiting[reached]

    def soonest(self) -> datetime | None:
        """Return the moment for which somebody waits first."""
        return min((moment for moment in self.waiting.values() if moment is not None), default=None)

    def wake(self) -> None:
        """Wake those whose moment has come."""
        for reached, moment in self.waiting.items():
            if moment is not None and moment <= self.now():
                reached.set()


@dataclass
class Delivery:
    """Hold an engine at work, and move time on for it."""

    world: World
    clock: FollowingClock
    engine: Engine
    running: asyncio.Task[None]

    async def until(self, moment: datetime) -> None:
        """Let time pass up to a moment, and everything come that is due by then."""
        await self._settle()
        while (now := self.clock.now()) < moment:
            soonest = self.clock.soonest() or moment
            await self.world.env.advance_time(max((min(soonest, moment) - now).total_seconds(), 0.001))
            self.clock.wake()
            await self._settle()
        await self.world.env.settle()

    async def _settle(self) -> None:
        """Wait until the engine waits for time to pass, with nothing under way."""
        await asyncio.sleep(0)
        while not self.running.done() and (  # noqa: ASYNC110 - nothing tells when all of it waits
            self.engine._under_way or self.engine._changed.is_set() or not self.clock.waiting
        ):
            await asyncio.sleep(0)


@asynccontextmanager
async def delivering(world: World) -> AsyncIterator[Delivery]:
    """Run the engine as the program does, until the end of the block."""
    clock = FollowingClock(world.env)
    # Those of the client began when there was no simulated time yet.
    world.bot.services = replace(world.bot.services, clock=clock, budget=Budget(clock), pace=Pace(clock))
    made = engine(world.bot, world.store)
    running = asyncio.create_task(made.run())
    try:
        yield Delivery(world, clock, made, running)
    finally:
        made.stop()
        await running
