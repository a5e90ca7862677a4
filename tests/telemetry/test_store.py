"""The counted store, over a real one: times, faults, and whether the last write went well."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.reminders.clock import WallClock
from bot.reminders.models import Person
from bot.reminders.ports import RowError, StoreError
from bot.store import errors
from bot.store.examine import NAME
from bot.store.store import open_store
from bot.telemetry.metrics import STORE_FAULTS, Metrics
from bot.telemetry.store import CountedStore, reason_of
from tests.store.values import ADA, own
from tests.telemetry.reading import counted, value

REASONS = (
    *((name, name.removeprefix("SQLITE_").partition("_")[0].lower()) for name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE")),
    ("SQLITE_BUSY_SNAPSHOT", "busy"),
    ("SQLITE_CONSTRAINT_UNIQUE", "constraint"),
    ("SQLITE_MISMATCH", "other"),
    ("", "other"),
    ("123456789012345678", "other"),
)


@pytest.mark.parametrize(("code", "reason"), REASONS)
def test_an_error_has_a_reason_from_a_closed_set(code, reason):
    assert reason_of(StoreError("words", code)) == reason in STORE_FAULTS
    assert reason_of(errors.StoreError("words", code)) == reason


def test_a_row_that_cannot_be_read_is_one():
    assert reason_of(RowError("words")) == reason_of(errors.RowError("words", "SQLITE_FULL")) == "row"


def test_every_error_that_has_words_has_a_reason():
    assert {name.lower() for name in errors._WORDS} | {"row", "other"} == set(STORE_FAULTS)


async def save(store, *people):
    async with store.writing() as tx:
        for person in people:
            await tx.save_person(Person(id=person, zone="Europe/Berlin" * 50))


@pytest.fixture
async def real(tmp_path):
    async with open_store(tmp_path) as opened:
        yield opened


async def test_blocks_are_timed_whatever_becomes_of_them(real):
    metrics = Metrics()
    store = CountedStore(real, metrics, WallClock())
    await save(store, 1)
    async with store.reading() as seen:
        assert (await seen.person(1)) is not None

    async def change_their_mind() -> None:
        async with store.writing() as tx:
            await tx.save_person(Person(id=2))
            raise ValueError("of the caller")

    with pytest.raises(ValueError, match="of the caller"):
        await change_their_mind()
    assert counted(metrics, "charley_store_block_seconds_count", "kind") == {("reading",): 1, ("writing",): 2}
    assert value(metrics, "charley_store_writable") == 1
    assert counted(metrics, "charley_store_errors_total", "reason") == {}
    async with store.reading() as seen:
        assert await seen.person(2) is None


async def test_a_full_disk_is_a_fault_until_something_is_written(real):
    metrics = Metrics()
    store = CountedStore(real, metrics, WallClock())
    pages = await real._writer.value("PRAGMA page_count")
    await real._writer.fetch(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="no space is left"):
        await save(store, *range(1, 1000))
    assert store.fault == "cannot be written (full)"
    assert value(metrics, "charley_store_writable") == 0
    async with store.reading() as seen:
        assert await seen.counts()
    assert store.fault is not None, "that something can be read says nothing of writing"
    await real._writer.fetch("PRAGMA max_page_count = 1000000")
    await save(store, 1)
    assert store.fault is None
    assert value(metrics, "charley_store_writable") == 1
    assert counted(metrics, "charley_store_errors_total", "reason") == {("full",): 1}


async def test_a_row_that_cannot_be_read_leaves_the_database_writable(real):
    metrics = Metrics()
    store = CountedStore(real, metrics, WallClock())
    async with store.writing() as tx:
        await tx.save_person(Person(id=ADA))
        number = await tx.add_reminder(own(ADA))
    await real._writer.fetch("UPDATE reminders SET rule = '{}'")
    for block in (store.reading, store.writing):
        with pytest.raises(RowError):
            async with block() as seen:
                await seen.reminder(number)
    assert store.fault is None
    assert counted(metrics, "charley_store_errors_total", "reason") == {("row",): 2}


async def test_a_touch_writes_and_changes_nothing(real, tmp_path):
    def logged() -> int:
        return (tmp_path / f"{NAME}-wal").stat().st_size

    before = logged()
    async with real.writing() as tx:
        await tx.touch()
    assert logged() > before
    with closing(sqlite3.connect(tmp_path / NAME)) as other:
        assert other.execute("PRAGMA user_version").fetchone() == (0,)


async def test_a_locked_database_is_told_by_a_touch(real, tmp_path):
    metrics = Metrics()
    store = CountedStore(real, metrics, WallClock())
    await real._writer.fetch("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            async with store.writing() as tx:
                await tx.touch()
    assert store.fault == "cannot be written (busy)"
    async with store.writing() as tx:
        await tx.touch()
    assert store.fault is None


async def test_a_cancelled_block_is_timed_and_no_fault(real):
    metrics = Metrics()
    store = CountedStore(real, metrics, WallClock())
    entered = asyncio.Event()

    async def write() -> None:
        async with store.writing():
            entered.set()
            await asyncio.get_running_loop().create_future()

    task = asyncio.create_task(write())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert store.fault is None
    assert value(metrics, "charley_store_block_seconds_count", kind="writing") == 1
