"""A backup is whole, private and never written over anything, also while the bot writes."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.reminders.models import Person
from bot.store.backup import back_up
from bot.store.errors import StoreError
from bot.store.examine import NAME, examine
from bot.store.store import open_store
from tests.store.values import ADA


async def pairs(folder: Path, first: int) -> None:
    """Store two people in each block, so that a half one shows."""
    async with open_store(folder) as store:
        for person in range(first, first + 200, 2):
            async with store.writing() as block:
                await block.save_person(Person(id=person, zone="x" * 500))
                await block.save_person(Person(id=person + 1))


async def test_a_copy_opens_and_holds_what_was_stored(tmp_path: Path):
    async with open_store(tmp_path) as store:
        async with store.writing() as block:
            await block.save_person(Person(id=ADA))
        await back_up(tmp_path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    place = tmp_path / "restored"
    place.mkdir()
    (tmp_path / "copy.db").rename(place / NAME)
    found, original = await examine(place), await examine(tmp_path)
    assert found is not None
    assert original is not None
    assert replace(found, path=original.path, size=original.size) == original
    async with open_store(place) as store, store.reading() as block:
        assert store.migrated == ()
        assert await block.person(ADA) == Person(id=ADA)
    assert sorted(file.name for file in tmp_path.iterdir()) == [NAME, "restored"]


async def test_copies_made_while_a_writer_works_hold_whole_blocks(tmp_path: Path):
    await pairs(tmp_path, 1)
    writer = asyncio.create_task(pairs(tmp_path, 1001))
    sizes: list[int] = []
    while not writer.done():
        target = tmp_path / f"copy-{len(sizes)}.db"
        await back_up(tmp_path, target)
        with closing(sqlite3.connect(target)) as plain:
            sizes.append(plain.execute("SELECT count(*) FROM people").fetchone()[0])
            assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    await writer
    assert sizes == sorted(sizes)
    assert [size for size in sizes if size % 2] == []
    assert sizes[0] >= 200


@pytest.mark.parametrize("name", ("copy.db", "copy.db.part"))
async def test_what_is_there_is_not_written_over(tmp_path: Path, name: str):
    await pairs(tmp_path, 1)
    (tmp_path / name).write_text("mine")
    with pytest.raises(StoreError, match=f"{name}: there is such a file already"):
        await back_up(tmp_path, tmp_path / "copy.db")
    assert (tmp_path / name).read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == [NAME, name]


async def test_a_copy_that_fails_leaves_no_file(tmp_path: Path):
    await pairs(tmp_path, 1)
    path = tmp_path / NAME
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(StoreError, match="damaged"):
        await back_up(tmp_path, tmp_path / "copy.db")
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


async def test_without_a_database_or_a_folder_there_is_no_copy(tmp_path: Path):
    with pytest.raises(StoreError, match="no database yet"):
        await back_up(tmp_path, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []
    await pairs(tmp_path, 1)
    with pytest.raises(StoreError, match="No such file"):
        await back_up(tmp_path, tmp_path / "nowhere" / "copy.db")
