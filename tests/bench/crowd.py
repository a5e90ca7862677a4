"""Databases full of reminders: written as rows, since a million through the store would take an hour."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.reminders.rule import Rule, to_json
from bot.store.store import NAME, open_store

EACH = 4
"""Reminders of one person."""
FIRST_PERSON = 300_000_000_000_000_000
DAY = 86_400
STRIDE = 7_919
"""Seconds from one reminder's due moment to the next one's, round the day: a prime, so that neighbours in the database are none in time."""

WEEK = frozenset(range(7))
ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "America/Sao_Paulo", "Australia/Sydney")
RULES = [
    to_json(rule)
    for zone in ZONES
    for rule in (
        Rule(weekdays=WEEK, zone=zone, every=timedelta(hours=2), hours=(time(9), time(18))),
        Rule(weekdays=frozenset(range(5)), zone=zone, times=(time(9), time(13, 30), time(17))),
        Rule(weekdays=WEEK, zone=zone, every=timedelta(minutes=90), hours=(time(8), time(22))),
    )
]

_PERSON = "INSERT INTO people VALUES (?, ?, ?, 'may', '2026-01-01', ?, NULL)"
_REMINDER = "INSERT INTO reminders VALUES (?, ?, ?, ?, NULL, NULL, 'both', NULL, NULL, 0)"
_OCCURRENCE = """
    INSERT INTO occurrences (reminder, due, snoozed, part, state, at, tries, missed, number, removed)
    VALUES (?, ?, 0, 0, 'scheduled', ?, 0, 0, 0, 0)
"""


async def crowd(folder: Path, count: int, start: int) -> None:
    """Make a database of *count* reminders, each due once in the day that begins at *start*, in seconds since 1970."""
    async with open_store(folder):
        pass
    with _rows(folder) as database, _indexed_afterwards(database):
        people = (
            (FIRST_PERSON + n, ZONES[n % len(ZONES)], "22:00-08:00", 2 * FIRST_PERSON + n)
            for n in range(-(-count // EACH))
        )
        database.executemany(_PERSON, people)
        reminders = (
            (n + 1, "stretch" if n % 2 else "hydrate", RULES[n % len(RULES)], FIRST_PERSON + n // EACH)
            for n in range(count)
        )
        database.executemany(_REMINDER, reminders)
        dues = (start + n * STRIDE % DAY for n in range(count))
        database.executemany(_OCCURRENCE, ((n + 1, due, due) for n, due in enumerate(dues)))


def once(due: int) -> str:
    """Return a rule that is due again half a day after *due*, when whatever is measured is over."""
    later = datetime.fromtimestamp(due, UTC) + timedelta(hours=12)
    return to_json(Rule(weekdays=WEEK, zone="UTC", times=(time(later.hour, later.minute),)))


def add_due(folder: Path, people: Sequence[tuple[int, int]], dues: Sequence[int], rules: Sequence[str]) -> None:
    """Add a reminder for each of *people*, who are given with the channel of their direct messages, due when *dues* says.

    Half are to drink, half to stretch. They have no quiet hours: what is measured does not depend on when it is.
    """
    with _rows(folder) as database:
        (last,) = database.execute("SELECT coalesce(max(id), 0) FROM reminders").fetchone()
        for n, ((person, channel), due) in enumerate(zip(people, dues, strict=True), start=1):
            kind = "stretch" if n % 2 else "hydrate"
            database.execute(_PERSON, (person, ZONES[n % len(ZONES)], None, channel))
            database.execute(_REMINDER, (last + n, kind, rules[n % len(rules)], person))
            database.execute(_OCCURRENCE, (last + n, due, due))


@contextmanager
def _rows(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open a database for many rows at once, none of which anybody would miss; its log is emptied at the end."""
    with contextlib.closing(sqlite3.connect(folder / NAME)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -400000")
        with database:
            yield database
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _indexed_afterwards(database: sqlite3.Connection) -> Iterator[None]:
    """Take the indexes away for the block: to sort all at once is faster than to keep what grows in order."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    indexes = database.execute(made).fetchall()
    for name, _ in indexes:
        database.execute(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        database.execute(sql)
