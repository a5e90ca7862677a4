"""Migrations: each whole with its record or not at all, in order, once, and never another than it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.reminders.models import Person
from bot.store.errors import StoreError
from bot.store.examine import NAME, examine
from bot.store.migrations import APPLICATION, Migration, shipped
from bot.store.store import open_store
from tests.store.values import ADA

THEN = datetime(2026, 11, 22, 9, tzinfo=UTC)

MOODS = Migration(
    "0002_moods",
    """
    -- Reason; with a semicolon.
    CREATE TABLE moods (person INTEGER REFERENCES people (id), mood TEXT DEFAULT ';') STRICT;
    CREATE TRIGGER no_moods AFTER INSERT ON moods BEGIN DELETE FROM moods; SELECT 1; END;
    INSERT INTO moods (person) VALUES (NULL);
    -- The end.
    """,
)
BROKEN = Migration("0003_broken", "CREATE TABLE half (x INTEGER) STRICT; CREATE TABLE moods (x INTEGER) STRICT;")


def names(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / NAME)) as plain:
        return {name for (name,) in plain.execute("SELECT name FROM sqlite_schema")}


async def test_the_shipped_migrations_make_a_database_of_ours_with_strict_tables(tmp_path: Path):
    async with open_store(tmp_path, now=lambda: THEN) as store:
        assert store.migrated == ("0001_reminders",)
    async with open_store(tmp_path) as store:
        assert store.migrated == ()
    with closing(sqlite3.connect(tmp_path / NAME)) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert plain.execute("SELECT name, applied_at FROM migrations").fetchall() == [
            ("0001_reminders", int(THEN.timestamp()))
        ]
        loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%'"
        assert plain.execute(loose).fetchall() == []


async def test_what_makes_writing_safe_is_switched_on(tmp_path: Path):
    async with open_store(tmp_path) as store:
        for connection in (store._writer, store._reader):
            assert [
                await connection.value(f"PRAGMA {name}")
                for name in (
                    "journal_mode",
                    "synchronous",
                    "foreign_keys",
                    "secure_delete",
                    "busy_timeout",
                    "ignore_check_constraints",
                )
            ] == ["wal", 2, 1, 1, 5000, 0]


async def test_an_old_database_is_brought_up_to_date_and_keeps_what_it_holds(tmp_path: Path):
    async with open_store(tmp_path) as store, store.writing() as block:
        await block.save_person(Person(id=ADA))
    known = (*shipped(), MOODS)
    found = await examine(tmp_path, known)
    assert found is not None
    assert (found.version, found.pending, found.counts) == ("0001_reminders", ("0002_moods",), {})
    assert "moods" not in names(tmp_path)
    async with open_store(tmp_path, known=known) as store:
        assert store.migrated == ("0002_moods",)
        async with store.reading() as block:
            assert await block.person(ADA) == Person(id=ADA)
    assert {"moods", "no_moods"} <= names(tmp_path)
    with pytest.raises(StoreError, match="does not know 0002_moods"):
        await open_store(tmp_path).__aenter__()


async def test_a_migration_that_fails_leaves_nothing_and_those_before_it_stay(tmp_path: Path):
    known = (*shipped(), MOODS, BROKEN)
    with pytest.raises(StoreError, match="moods already exists"):
        await open_store(tmp_path, known=known).__aenter__()
    assert "moods" in names(tmp_path)
    assert "half" not in names(tmp_path)
    found = await examine(tmp_path, known)
    assert found is not None
    assert (found.version, found.pending) == ("0002_moods", ("0003_broken",))


async def test_a_migration_that_has_changed_is_refused_by_name_but_line_ends_may_differ(tmp_path: Path):
    async with open_store(tmp_path):
        pass
    (first,) = shipped()
    async with open_store(tmp_path, known=[Migration(first.name, first.sql.replace("\n", "\r\n"))]) as store:
        assert store.migrated == ()
    with pytest.raises(StoreError, match=f"{first.name} is not the one"):
        await open_store(tmp_path, known=[Migration(first.name, first.sql.replace("22:00", "23:00"))]).__aenter__()


@pytest.mark.parametrize("look", (1, 2))
async def test_another_process_that_was_faster_has_done_the_work(tmp_path: Path, look: int):
    """Another migrates right after this one has looked and seen that it has to: before it begins, or even earlier."""
    async with open_store(tmp_path / "fast"):
        pass
    looks: list[str] = []

    def overtake(sql: str) -> None:
        if sql.startswith("SELECT count(*) FROM sqlite_schema"):
            looks.append(sql)
            if len(looks) == look:
                with (
                    closing(sqlite3.connect(tmp_path / "slow" / NAME, isolation_level=None)) as slow,
                    closing(sqlite3.connect(tmp_path / "fast" / NAME)) as fast,
                ):
                    fast.backup(slow)

    async with open_store(tmp_path / "slow", after=overtake) as store:
        assert store.migrated == ()
    assert len(looks) == look


async def test_an_empty_file_is_a_database_to_come(tmp_path: Path):
    (tmp_path / NAME).touch()
    found = await examine(tmp_path)
    assert found is not None
    assert (found.version, found.pending, found.size) == (None, ("0001_reminders",), 0)
    async with open_store(tmp_path) as store:
        assert store.migrated == ("0001_reminders",)
