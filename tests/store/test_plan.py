"""What the engine asks again and again costs the same however much is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store import migrations, occurrences
from tests.store.values import NOW

START = int(NOW.timestamp())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Return a database of the shipped shape, without the store around it."""
    connection = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    for migration in migrations.shipped():
        connection.executescript(migration.sql)
    yield connection
    connection.close()


def fill(database: sqlite3.Connection, count: int) -> None:
    """Store so many reminders: one occurrence in ten is to be tried again, one in three has ended."""
    database.executescript(f"""
        BEGIN;
        DELETE FROM occurrences;
        DELETE FROM reminders;
        DELETE FROM people;
        INSERT INTO people (id) VALUES (1);
        INSERT INTO servers (id, personal, mentions) VALUES (1, 0, 0) ON CONFLICT DO NOTHING;
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
            INSERT INTO reminders (id, kind, rule, owner, variant, number)
            SELECT i, 'hydrate', '{{}}', 1, 'both', 0 FROM n;
        INSERT INTO occurrences (reminder, due, snoozed, part, state, at, tries, missed, number, removed, ended)
            SELECT id, {START} + id, 0, 0,
                CASE WHEN id % 3 = 0 THEN 'sent' WHEN id % 10 = 0 THEN 'retry' ELSE 'scheduled' END,
                CASE WHEN id % 3 = 0 THEN NULL ELSE {START} + id END,
                id % 10 = 0, 0, 0, 0,
                CASE WHEN id % 3 = 0 THEN {START} + id END
            FROM reminders;
        COMMIT;
    """)


def steps(database: sqlite3.Connection, sql: str, values: tuple[int, ...]) -> int:
    """Return how many instructions of SQLite's machine a statement takes."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    database.set_progress_handler(step, 1)
    assert database.execute(sql, values).fetchall()
    database.set_progress_handler(None, 1)
    return count


ASKED = (
    *((sql, (START + 10**6, 50)) for sql in occurrences.TO_DO),
    *((sql, ()) for sql in occurrences.SOONEST),
)


@pytest.mark.parametrize(("sql", "values"), ASKED)
def test_what_is_to_be_done_is_found_by_index_and_in_order(database, sql, values):
    fill(database, 10)
    (plan,) = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert plan.startswith("SEARCH occurrences USING ")
    assert "INDEX occurrences_to_do (<expr>=?" in plan


@pytest.mark.parametrize(("sql", "values"), ASKED)
def test_a_hundred_times_as_many_reminders_take_not_one_step_more(database, sql, values):
    fill(database, 1_000)
    few = steps(database, sql, values)
    fill(database, 100_000)
    assert steps(database, sql, values) == few > 5


@pytest.mark.parametrize(
    ("sql", "values", "index"),
    (
        (occurrences._FORGET, (START, 9), "occurrences_ended (ended<?)"),
        (occurrences._SENT_SINCE, (1, "hydrate", START), "(reminder=? AND due>? AND due<?)"),
        *((sql, (START,), "occurrences_to_do (<expr>=? AND at>? AND at<?)") for sql in occurrences.BACKLOG),
        (occurrences.LATEST[0], (), "occurrences_ended (ended>?)"),
        (occurrences.LATEST[1], (), "occurrences_to_do (<expr>=? AND at>?)"),
        (occurrences.HASTEN, (START,), "occurrences_to_do (<expr>=? AND at>?)"),
    ),
)
def test_other_questions_search_too(database, sql, values, index):
    plan = [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert [line for line in plan if index in line]
    assert [line for line in plan if line.startswith("SCAN") or "B-TREE" in line] == []
