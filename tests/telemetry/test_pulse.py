"""The pulse, over a real store and a clock moved by hand."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import timedelta

import pytest

from bot.reminders.models import Person
from bot.store.examine import NAME
from bot.store.store import open_store
from bot.telemetry import pulse as pulse_module
from bot.telemetry.health import Snapshot
from bot.telemetry.metrics import Metrics
from bot.telemetry.pulse import BEAT, BEATS, Body, Pulse
from bot.telemetry.store import CountedStore
from tests.reminders.world import HandClock, at
from tests.store.values import ADA, own, planned
from tests.telemetry.reading import value


class Felt:
    """A body whose state a test sets, and its pulse."""

    def __init__(self, store, clock) -> None:
        self.clock = clock
        self.metrics = Metrics()
        self.store = CountedStore(store, self.metrics, clock)
        self.pulse = Pulse(self.metrics, clock)
        self.up, self.alive, self.stopping, self.refusals = 1, True, False, 0.0

    def body(self) -> Body:
        return Body(
            store=self.store,
            shards=lambda: 1,
            shards_ready=lambda: self.up,
            engine_alive=lambda: self.alive,
            refusals=lambda: self.refusals,
            is_stopping=lambda: self.stopping,
        )

    @asynccontextmanager
    async def beating(self):
        async with self.pulse.beating(self.body()):
            await self.rest()
            yield

    async def rest(self) -> None:
        """Wait until all that feels waits for time to pass."""
        async with asyncio.timeout(20):
            while self.clock.blocked() < 2:  # noqa: ASYNC110 - nothing tells when SQLite's thread is done
                await asyncio.sleep(0.001)

    async def pass_by(self, seconds: float, step: float = BEAT) -> None:
        """Let time pass in steps, as the event loop turns."""
        for _ in range(round(seconds / step)):
            self.clock.advance(step)
            await self.rest()


@pytest.fixture
async def felt(tmp_path):
    async with open_store(tmp_path) as store:
        yield Felt(store, HandClock(at("09:00")))


async def test_before_it_beats_charley_is_alive_and_not_ready(felt):
    assert felt.pulse.snapshot() == Snapshot()
    felt.pulse.measure()
    assert value(felt.metrics, "charley_ready") == 0
    assert value(felt.metrics, "charley_unready", reason="gateway") == 1


async def test_a_well_charley_is_ready_at_once(felt):
    async with felt.beating():
        assert felt.pulse.snapshot() == Snapshot(shards_ready=1, store_fault=None)
        felt.pulse.measure()
    assert value(felt.metrics, "charley_ready") == 1
    assert value(felt.metrics, "charley_unready") == 0
    assert value(felt.metrics, "charley_store_writable") == 1


async def test_what_is_asked_is_told_as_it_is_now(felt):
    async with felt.beating():
        felt.up, felt.alive, felt.refusals, felt.stopping = 0, False, 3.0, True
        seen = felt.pulse.snapshot()
    assert (seen.shards_ready, seen.engine_alive, seen.refusals, seen.is_stopping) == (0, False, 3.0, True)


async def test_a_loop_that_stood_still_is_remembered_for_some_beats(felt):
    async with felt.beating():
        await felt.pass_by(3)
        assert felt.pulse.snapshot().lag == 0
        felt.clock.advance(BEAT + 2.5)
        await felt.rest()
        assert felt.pulse.snapshot().lag == 2.5
        await felt.pass_by(BEAT * (BEATS - 1))
        assert felt.pulse.snapshot().lag == 2.5
        await felt.pass_by(BEAT)
        assert felt.pulse.snapshot().lag == 0


async def test_what_is_due_and_untouched_is_counted_and_measured(felt):
    now = felt.clock.now()
    async with felt.store.writing() as tx:
        await tx.save_person(Person(id=ADA))
        for ago in (90, 30, -600):
            reminder = await tx.add_reminder(own(ADA))
            await tx.add_occurrence(planned(reminder, now - timedelta(seconds=ago)))
    async with felt.beating():
        assert value(felt.metrics, "charley_queue_depth") == 2
        assert value(felt.metrics, "charley_queue_oldest_seconds") == felt.pulse.snapshot().overdue == 90
        await felt.pass_by(BEAT * BEATS)
        assert felt.pulse.snapshot().overdue == 90 + BEAT * BEATS
        felt.clock.set(now - timedelta(hours=1))
        await felt.pass_by(BEAT * BEATS)
        assert felt.pulse.snapshot().overdue == 0, "a clock that was set back makes nothing early"


async def test_a_locked_database_is_told_until_it_can_be_written_again(felt, tmp_path):
    await felt.store._store._writer.fetch("PRAGMA busy_timeout = 1")
    async with felt.beating():
        with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await felt.pass_by(BEAT * BEATS)
        assert felt.pulse.snapshot().store_fault == "cannot be written (busy)"
        await felt.pass_by(BEAT * BEATS)
        assert felt.pulse.snapshot().store_fault is None


async def test_a_database_that_does_not_answer_is_told(felt, monkeypatch):
    monkeypatch.setattr(pulse_module, "PATIENCE", 0.02)
    async with felt.beating():
        async with felt.store.writing():
            # Whoever wants to write waits for this block.
            await felt.pass_by(BEAT * BEATS)
        assert felt.pulse.snapshot().store_fault == "does not answer"
        await felt.pass_by(BEAT * BEATS)
        assert felt.pulse.snapshot().store_fault is None


async def test_an_error_of_the_program_ends_no_pulse(felt, monkeypatch):
    async with felt.beating():
        with monkeypatch.context() as patch:
            patch.setattr(felt.metrics, "queue", None)
            await felt.pass_by(BEAT * BEATS)
        assert felt.pulse.snapshot().store_fault == "does not answer"
        await felt.pass_by(BEAT * BEATS)
        assert felt.pulse.snapshot().store_fault is None


async def test_nothing_beats_after_the_block(felt):
    before = asyncio.all_tasks()
    async with felt.beating():
        assert len(asyncio.all_tasks()) > len(before)
    assert asyncio.all_tasks() == before
