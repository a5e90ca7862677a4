"""A block happens whole or not at all, however it ends, and everything is closed."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.reminders.models import Person
from bot.store.errors import StoreError
from bot.store.examine import NAME
from bot.store.store import CharleyStore, open_store
from tests.store.values import ADA, BEN, own


class OddError(Exception):
    pass


async def stored(store: CharleyStore) -> list[int]:
    async with store.reading() as block:
        return [person for person in (ADA, BEN) if await block.person(person)]


async def test_a_block_that_ends_well_lasts(store: CharleyStore):
    async with store.writing() as block:
        await block.save_person(Person(id=ADA))
        assert await stored(store) == []
    assert await stored(store) == [ADA]


async def test_a_block_that_raises_never_was(store: CharleyStore):
    async def write() -> None:
        async with store.writing() as block:
            await block.save_person(Person(id=ADA))
            raise OddError

    with pytest.raises(OddError):
        await write()
    assert await stored(store) == []


async def test_a_statement_that_fails_takes_its_block_along_and_the_next_block_works(store: CharleyStore):
    async def write() -> None:
        async with store.writing() as block:
            await block.save_person(Person(id=ADA))
            await block.add_reminder(own(BEN))

    with pytest.raises(StoreError, match="refuses a value") as caught:
        await write()
    assert caught.value.code == "SQLITE_CONSTRAINT_FOREIGNKEY"
    assert await stored(store) == []
    async with store.writing() as block:
        await block.save_person(Person(id=BEN))
    assert await stored(store) == [BEN]


@pytest.mark.parametrize("moment", range(1, 12))
async def test_a_block_that_is_cancelled_at_any_statement_never_was_or_is_whole(tmp_path: Path, moment: int):
    """The cancellation comes while the statement of that number runs in its thread."""
    told: list[str] = []

    async with open_store(tmp_path, after=told.append) as store:

        async def write() -> None:
            async with store.writing() as block:
                await block.save_person(Person(id=ADA))
                await block.save_person(Person(id=BEN))

        del told[:]
        task = asyncio.create_task(write())
        for _ in range(moment):
            await asyncio.sleep(0)  # a turn of the loop, no time
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not told or told[-1] in {"COMMIT", "ROLLBACK"}
        assert await stored(store) == ([ADA, BEN] if "COMMIT" in told else [])
        await write()
        assert await stored(store) == [ADA, BEN]


@pytest.mark.parametrize(("last", "expected"), (("BEGIN IMMEDIATE", []), ("INSERT", []), ("COMMIT", [ADA])))
async def test_a_cancellation_waits_for_the_end_of_the_transaction(tmp_path: Path, last: str, expected: list[int]):
    tasks: list[asyncio.Task[None]] = []

    def cancel(sql: str) -> None:
        if tasks and sql.strip().startswith(last):
            tasks[0].cancel()

    async with open_store(tmp_path, after=cancel) as store:

        async def write() -> None:
            async with store.writing() as block:
                await block.save_person(Person(id=ADA))

        tasks.append(asyncio.create_task(write()))
        with pytest.raises(asyncio.CancelledError):
            await tasks[0]
        assert await stored(store) == expected


async def test_one_block_of_reading_sees_one_moment(store: CharleyStore):
    async with store.reading() as before:
        assert await before.person(ADA) is None
        async with store.writing() as block:
            await block.save_person(Person(id=ADA))
        assert await before.person(ADA) is None
    assert await stored(store) == [ADA]


async def test_blocks_at_the_same_time_do_not_mix(store: CharleyStore):
    async def write(person: int) -> None:
        async with store.writing() as block:
            for known in range(person):
                await block.save_person(Person(id=person * 100 + known))
            if person % 2:
                raise OddError

    async def count() -> int:
        async with store.reading() as block:
            first = (await block.counts())["people"]
            assert (await block.counts())["people"] == first
            return first

    results = await asyncio.gather(
        *(work for person in range(1, 9) for work in (write(person), count())), return_exceptions=True
    )
    assert [type(result) for result in results if isinstance(result, BaseException)] == [OddError] * 4
    assert await count() == 2 + 4 + 6 + 8


async def test_a_rollback_that_fails_is_told_after_what_led_to_it(store: CharleyStore):
    async def write() -> None:
        async with store.writing():
            await store._writer._raw._execute(store._writer._raw._conn.close)
            raise OddError

    with pytest.raises(StoreError, match="closed database") as caught:
        await write()
    assert isinstance(caught.value.__cause__, sqlite3.ProgrammingError)


@pytest.mark.parametrize("kind", ("reading", "writing"))
async def test_a_block_that_is_over_serves_no_more(store: CharleyStore, kind: str):
    async with getattr(store, kind)() as block:
        pass
    with pytest.raises(RuntimeError, match="is over"):
        await block.person(ADA)


async def test_a_block_of_reading_writes_nothing(store: CharleyStore):
    with pytest.raises(StoreError, match="SQLITE_READONLY"):
        async with store.reading() as block:
            await block._fetch("INSERT INTO people (id) VALUES (1)")


async def test_a_number_of_more_than_64_bits_is_an_error_of_the_store(store: CharleyStore):
    with pytest.raises(StoreError, match="64 bits"):
        async with store.reading() as block:
            await block.person(2**63)


async def test_fifty_openings_leave_no_thread_and_no_descriptor(tmp_path: Path):
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    before, open_before = set(threading.enumerate()), descriptors()
    for turn in range(50):
        async with open_store(tmp_path) as store, store.writing() as block:
            await block.save_person(Person(id=turn + 1))
    with pytest.raises(OddError):
        async with open_store(tmp_path):
            raise OddError
    for thread in set(threading.enumerate()) - before:
        thread.join(10)  # its last word has been said, but it may not be gone yet
    assert set(threading.enumerate()) <= before
    assert descriptors() == open_before
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


async def test_nobody_else_may_read_any_of_the_files(tmp_path: Path):
    folder = tmp_path / "made" / "here"
    async with open_store(folder) as store:
        async with store.writing() as block:
            await block.save_person(Person(id=ADA))
        modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert modes == {NAME: 0o600, f"{NAME}-wal": 0o600, f"{NAME}-shm": 0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
