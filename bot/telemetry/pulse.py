"""Feel, all the time, whether the event loop turns, the database takes what is written, and reminders are on time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import structlog

from bot.reminders.ports import Clock, StoreError
from bot.telemetry.health import Snapshot, ready_faults
from bot.telemetry.metrics import UNREADY, Metrics
from bot.telemetry.store import CountedStore

log = structlog.get_logger("charley.health")

BEAT: Final = 1.0
"""Seconds between two looks at the event loop."""

BEATS: Final = 15
"""Beats for which a long one is remembered, and after which the database is asked."""

PATIENCE: Final = 10.0
"""Seconds for the database to answer: twice what a locked one is waited for."""


@dataclass(frozen=True, slots=True)
class Body:
    """Hold what is felt: functions that say how things are at this moment."""

    store: CountedStore
    shards: Callable[[], int]
    shards_ready: Callable[[], int]
    engine_alive: Callable[[], bool]
    refusals: Callable[[], float]
    """For how many seconds nothing is sent, because Discord refused too much."""
    is_stopping: Callable[[], bool]


class Pulse:
    """Say how Charley is. Before `beating`, it is as it is before it has begun."""

    def __init__(self, metrics: Metrics, clock: Clock) -> None:
        self._metrics = metrics
        self._clock = clock
        self._body: Body | None = None
        self._lags: deque[float] = deque([0.0], BEATS)
        self._overdue = 0.0
        self._silent = False

    def snapshot(self) -> Snapshot:
        """Return how everything is now; of the database, how it was when last asked."""
        body = self._body
        if body is None:
            return Snapshot()
        return Snapshot(
            shards=body.shards(),
            shards_ready=body.shards_ready(),
            store_fault="does not answer" if self._silent else body.store.fault,
            engine_alive=body.engine_alive(),
            overdue=self._overdue,
            refusals=body.refusals(),
            lag=max(self._lags),
            is_stopping=body.is_stopping(),
        )

    @asynccontextmanager
    async def beating(self, body: Body) -> AsyncGenerator[None]:
        """Feel *body* until the end of the block; the database is asked at once."""
        self._body = body
        tasks = [asyncio.create_task(self._turn()), asyncio.create_task(self._ask(body.store))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def measure(self) -> None:
        """Put what is felt into the metrics."""
        seen = self.snapshot()
        faults = ready_faults(seen)
        self._metrics.ready.set(not faults)
        for reason in UNREADY:
            self._metrics.unready.labels(reason).set(reason in faults)
        self._metrics.lag.set(seen.lag)

    async def _turn(self) -> None:
        while True:
            began = self._clock.steady()
            await self._clock.sleep(BEAT)
            self._lags.append(max(self._clock.steady() - began - BEAT, 0.0))

    async def _ask(self, store: CountedStore) -> None:
        while True:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._look(store)
                self._silent = False
            except StoreError as error:
                log.warning("The database cannot be used.", fault=error.code or type(error).__name__)
            except TimeoutError:
                self._silent = True
                log.warning("The database does not answer.", seconds=PATIENCE)
            except Exception:
                # A pulse that stops would tell for ever what it felt last.
                self._silent = True
                log.exception("The database could not be asked.")
            await self._clock.sleep(BEAT * BEATS)

    async def _look(self, store: CountedStore) -> None:
        """Measure what waits to be sent, and write what changes nothing."""
        async with store.reading() as seen:
            now = self._clock.now()
            self._metrics.queue.set(await seen.backlog(now))
            soonest = await seen.soonest()
        self._overdue = 0.0 if soonest is None else max((now - soonest).total_seconds(), 0.0)
        self._metrics.oldest.set(self._overdue)
        async with store.writing() as tx:
            await tx.touch()
