"""What was due, told from the rules that were set up alone, minute by minute; and what became of each due moment.

This knows nothing of `bot.reminders`: it reads the rules as people do, and the database from outside.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.chaos.people import Planned
from tests.chaos.timeline import LATE, Timeline

HALF_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)
SLACK = 20.0
"""Seconds around a fault in which what was due may be late for it: what was under way, and what had to wait in line."""
FINAL = ("sent", "skipped", "failed", "unknown")
STATED = ("late", "enough", "nobody", "asked")
"""Reasons to skip that the rules of reminders know; `late` needs a fault that explains it."""


@dataclass(frozen=True)
class Stored:
    """One occurrence as the database has it; instants are seconds since 1970."""

    id: int
    reminder: int
    due: int
    snoozed: int
    state: str
    reason: str | None
    missed: int


@dataclass
class Account:
    """What became of all that was due. `by_rule` counts keepers' due moments, `rows` everything that was stored."""

    due: int = 0
    by_rule: Counter[str] = field(default_factory=Counter[str])
    rows: Counter[str] = field(default_factory=Counter[str])
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)


def dues(plan: Planned, until: datetime) -> list[datetime]:
    """Return every instant after the plan was made, and not after *until*, at which it is due."""
    zone = ZoneInfo(plan.zone)
    days = [plan.since.astimezone(zone).date() + n * DAY for n in range(-2, 3)]
    if plan.hours is None:
        found = {datetime.combine(day, at, zone) for day in days for at in plan.times}
    else:
        found = {instant for day in days for instant in _half_hours(day, *plan.hours, zone)}
    return sorted(one for one in (each.astimezone(UTC) for each in found) if plan.since < one <= until)


def _half_hours(day: date, start: time, end: time, zone: ZoneInfo) -> Iterator[datetime]:
    instant = datetime.combine(day, start, zone).astimezone(UTC)
    last = datetime.combine(day + DAY if end < start else day, end, zone).astimezone(UTC)
    while instant <= last:
        yield instant
        instant += HALF_HOUR


def stored(database: Path) -> list[Stored]:
    """Return every occurrence there is that came of a rule or a snooze."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as seen:
        # The page that tells of a new schedule stands among its posts, as one that mentions nobody.
        opened = "first IS 0 AND last IS 0"
        sql = f"SELECT id, reminder, due, snoozed, state, reason, missed FROM occurrences WHERE NOT ({opened})"
        return [Stored(*row) for row in seen.execute(sql)]


def open_until(database: Path, until: datetime) -> int:
    """Return how many occurrences that were due by *until* are not final."""
    return sum(one.state not in FINAL and one.due <= until.timestamp() for one in stored(database))


def account(
    plans: Iterable[Planned], rows: list[Stored], messages: Counter[int], until: datetime, timeline: Timeline
) -> Account:
    """Hold what was due by rule, and what is stored, against the messages that Discord has of each occurrence."""
    told = Account(rows=Counter(_words(one) for one in rows if one.state in FINAL))
    told.doubled = [f"occurrence {one}: {count} messages" for one, count in messages.items() if count > 1]
    for one in rows:
        told.lost += [f"{_name(one)}: sent, and no message"] * (one.state == "sent" and not messages[one.id])
        told.unexplained += [f"{_name(one)}: {fault}" for fault in _faults(one, messages[one.id], timeline)]
    of_reminder: dict[int, dict[int, Stored]] = {}
    for one in rows:
        if not one.snoozed:
            of_reminder.setdefault(one.reminder, {})[one.due] = one
    for plan in plans:
        _follow(plan, of_reminder.get(plan.reminder, {}), until, told)
    return told


def _follow(plan: Planned, rows: dict[int, Stored], until: datetime, told: Account) -> None:
    """Find each due moment of one rule among what is stored, or among what was passed over with another."""
    passed = 0
    expected = dues(plan, until)
    told.due += len(expected)
    for instant in expected:
        one = rows.get(int(instant.timestamp()))
        if one is not None and one.state in FINAL:
            told.by_rule[_words(one)] += 1
        elif passed:
            told.by_rule["passed over: late"] += 1
        else:
            told.lost.append(f"reminder {plan.reminder}: due {instant:%H:%M:%S}, {one.state if one else 'not planned'}")
        # What was passed over may lie behind something that had come already, before a clock was set back.
        passed = max(passed - 1, one.missed if one is not None else 0)
    # By a clock that was set back to before the plan was made, more of its moments were to come.
    by_rule = {int(one.timestamp()) for one in dues(replace(plan, since=plan.since - DAY), until + DAY)}
    told.unexplained += [f"{_name(one)}: not due by its rule" for due, one in rows.items() if due not in by_rule]


def _faults(one: Stored, messages: int, timeline: Timeline) -> Iterator[str]:
    """Yield what is wrong with what is stored of an occurrence."""
    if one.state in {"skipped", "failed"} and messages:
        yield f"{one.state} ({one.reason}), and there is a message"
    if one.state == "skipped" and one.reason not in STATED:
        yield f"skipped for {one.reason}"
    if one.reason == "late" and timeline.excuse_by_clock(LATE, one.due, SLACK) is None:
        yield "late, and nothing was wrong"
    if one.state in {"failed", "unknown"}:
        yield f"{one.state} ({one.reason})"


def _words(one: Stored) -> str:
    return one.state if one.reason is None else f"{one.state}: {one.reason}"


def _name(one: Stored) -> str:
    return f"occurrence {one.id} of reminder {one.reminder}, due {datetime.fromtimestamp(one.due, UTC):%H:%M:%S}"
