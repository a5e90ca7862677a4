"""A database that cannot be used is told in one line, and left as it is."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.reminders.models import Person
from bot.reminders.ports import StoreError as AnyStoreError
from bot.store import connection
from bot.store.errors import NOT_WRITABLE, StoreError, told
from bot.store.examine import NAME, examine, writable
from bot.store.store import CharleyStore, open_store
from tests.store.values import ADA, BEN, NOW, own, planned


async def fill(folder: Path, people: int = 300) -> Path:
    async with open_store(folder) as store, store.writing() as block:
        for person in range(1, people + 1):
            await block.save_person(Person(id=person, zone="Europe/Berlin"))
            reminder = await block.add_reminder(own(person))
            await block.add_occurrence(planned(reminder, NOW))
    return folder / NAME


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def cut_within_a_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 100)


def overwrite(start: int, count: int) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(start)
            old = file.read(count)
            file.seek(start)
            file.write(bytes(byte ^ 0xFF for byte in old))

    return change


def make_foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()


def make_foreign_with_id(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA application_id = 7")
        other.execute("VACUUM")
    other.close()


def make_newer(path: Path) -> None:
    with sqlite3.connect(path) as newer:
        newer.execute("INSERT INTO migrations VALUES ('9999_moods', 'x', 0)")
    newer.close()
    # The plain connection has closed the log as well.


def make_changed(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("UPDATE migrations SET digest = 'other' WHERE name = '0001_reminders'")
    other.close()


FAULTS = (
    pytest.param(
        lambda path: path.write_bytes(b"not a database at all, but a long enough text" * 99), "no database", id="text"
    ),
    pytest.param(overwrite(0, 100), "no database", id="header"),
    pytest.param(cut, "damaged", id="half"),
    pytest.param(cut_within_a_page, "damaged", id="part of a page"),
    pytest.param(overwrite(4096, 64), "damaged", id="page 2"),
    pytest.param(overwrite(4096 * 30, 4096), "damaged", id="page 31"),
    pytest.param(make_foreign, "another program", id="foreign"),
    pytest.param(make_foreign_with_id, "another program", id="foreign with id"),
    pytest.param(make_newer, "newer Charley has written it .*9999_moods", id="newer"),
    pytest.param(make_changed, "0001_reminders is not the one that made it", id="changed"),
)


@pytest.mark.parametrize(("spoil", "line"), FAULTS)
async def test_what_cannot_be_used_is_refused_and_left_as_it_is(tmp_path, spoil, line):
    path = await fill(tmp_path)
    spoil(path)
    before = path.read_bytes()
    for use in (open_store(tmp_path).__aenter__, lambda: examine(tmp_path)):
        with pytest.raises(StoreError, match=line) as caught:
            await use()
        assert "\n" not in str(caught.value)
        assert isinstance(caught.value, AnyStoreError)
        assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


async def test_an_index_that_misses_a_row_is_damage_too(tmp_path: Path):
    path = await fill(tmp_path, 3)
    schema = "UPDATE sqlite_schema SET sql = replace(sql, 'tries > {}', 'tries > {}') WHERE name = 'occurrences_to_do'"
    # A connection of its own for each, because one that is open goes on with the old schema.
    for sql in (schema.format(0, 1), "UPDATE occurrences SET tries = 1 WHERE id = 1", schema.format(1, 0)):
        with closing(sqlite3.connect(path, isolation_level=None)) as plain:
            plain.execute("PRAGMA writable_schema = ON")
            plain.execute(sql)
    with pytest.raises(StoreError, match=r"damaged.* occurrences_to_do"):
        await examine(tmp_path)


async def test_damage_found_later_is_told_by_the_call_that_meets_it(tmp_path: Path):
    path = await fill(tmp_path)
    async with open_store(tmp_path) as store:
        for page in range(2, path.stat().st_size // 4096):
            overwrite(4096 * page, 4096)(path)
        with pytest.raises(StoreError, match="damaged"):
            await counted(store)


async def counted(store: CharleyStore) -> dict[str, int]:
    async with store.reading() as block:
        return await block.counts()


async def save(store: CharleyStore, *people: int) -> None:
    async with store.writing() as block:
        for person in people:
            await block.save_person(Person(id=person, zone="Europe/Berlin" * 50))


async def test_a_full_disk_takes_the_block_back_and_no_more(store: CharleyStore):
    await save(store, ADA)
    pages = await store._writer.value("PRAGMA page_count")
    await store._writer.fetch(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="no space is left") as caught:
        await save(store, *range(1, 1000))
    assert caught.value.code == "SQLITE_FULL"
    assert (await counted(store))["people"] == 1
    await store._writer.fetch("PRAGMA max_page_count = 1000000")
    await save(store, BEN)
    assert (await counted(store))["people"] == 2


async def test_a_database_that_another_program_keeps_locked_is_told_and_works_again(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    async with open_store(tmp_path) as store:
        other = sqlite3.connect(tmp_path / NAME, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program keeps it locked") as caught:
            await save(store, ADA)
        assert caught.value.code == "SQLITE_BUSY"
        assert (await counted(store))["people"] == 0
        other.execute("ROLLBACK")
        other.close()
        await save(store, ADA)
        assert (await counted(store))["people"] == 1


async def test_a_short_lock_is_waited_for(store: CharleyStore, tmp_path: Path):
    other = sqlite3.connect(tmp_path / NAME, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    started = threading.Event()
    store._writer._after = lambda _: started.set()

    def release() -> None:
        started.wait(0.2)  # not set while the writer waits: it has run nothing
        other.execute("ROLLBACK")

    await asyncio.gather(asyncio.to_thread(release), save(store, ADA))
    other.close()
    assert (await counted(store))["people"] == 1


async def test_a_locked_database_cannot_be_opened_and_nothing_stays_open(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    path = await fill(tmp_path, 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    before = set(threading.enumerate())
    with pytest.raises(StoreError, match="another program keeps it locked"):
        await open_store(tmp_path).__aenter__()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert set(threading.enumerate()) <= before
    other.close()
    async with open_store(tmp_path) as store:
        assert (await counted(store))["people"] == 1


async def test_a_place_where_no_database_can_be_is_told(tmp_path: Path):
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(StoreError, match=r"^\S+/file/charley.db: "):
        await open_store(file).__aenter__()
    (tmp_path / NAME).mkdir()
    with pytest.raises(StoreError, match="Is a directory"):
        await open_store(tmp_path).__aenter__()
    with pytest.raises(StoreError, match="cannot be opened"):
        await examine(tmp_path)


async def test_where_there_is_no_database_none_is_made(tmp_path: Path):
    assert await examine(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "words"),
    (
        (sqlite3.OperationalError("odd"), "it failed (OperationalError: odd)"),
        (sqlite3.ProgrammingError("odd"), "it failed (ProgrammingError: odd)"),
    ),
)
def test_an_error_without_a_code_is_told_by_its_kind(error, words):
    assert str(told(error, Path("charley.db"))) == f"charley.db: {words}"


@pytest.mark.parametrize("place", (".", "not/there/yet"))
def test_a_folder_that_can_be_written_is_left_as_it_is(tmp_path: Path, place: str):
    writable(tmp_path / place)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ("file", "file/below"))
def test_a_file_where_the_folder_should_be_is_found_without_making_anything(tmp_path: Path, place: str):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"charley\.db: Not a directory; "):
        writable(tmp_path / place)


@pytest.mark.parametrize(
    ("flags", "line"), ((0, "Permission denied"), (os.ST_RDONLY, "Read-only file system")), ids=("mode", "mount")
)
@pytest.mark.parametrize("closed", (".", NAME))
async def test_what_may_not_be_written_is_found_without_writing(monkeypatch, tmp_path: Path, closed, flags, line):
    """A superuser may write everywhere, so what the system says of rights is replaced."""
    path = await fill(tmp_path)
    monkeypatch.setattr(os, "access", lambda place, _: Path(place) != tmp_path / closed)
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=flags))
    with pytest.raises(StoreError, match=rf"^{path}: {line}; ") as caught:
        writable(tmp_path)
    assert caught.value.code.startswith(NOT_WRITABLE)


async def test_a_folder_that_cannot_be_looked_into_is_told_in_a_line(tmp_path: Path):
    with pytest.raises(StoreError, match="File name too long; "):
        await examine(tmp_path / ("x" * 300))
