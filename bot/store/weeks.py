"""The weekly tally of those who want a summary."""

from __future__ import annotations

from datetime import date

from bot.reminders.models import Kind, Tallied, Week
from bot.store.connection import Block, Row
from bot.store.errors import reading_row


class WeeksReading(Block):
    """Read the tally."""

    async def weeks(self, person: int) -> list[Week]:
        """Return the tally of a person, the oldest week first."""
        sql = "SELECT person, monday, kind, came, done FROM weeks WHERE person = ? ORDER BY monday, kind"
        return [_week_of(row) for row in await self._fetch(sql, person)]

    async def tallied(self, occurrence: int) -> Tallied | None:
        """Return as what an occurrence has been counted, None if it was not."""
        row = await self._one("SELECT tally FROM occurrences WHERE id = ?", occurrence)
        with reading_row("occurrence", occurrence):
            return None if row is None or row[0] is None else Tallied(row[0])


class WeeksWriting(WeeksReading):
    """Keep the tally."""

    async def tally(self, person: int, monday: date, kind: Kind, came: int = 0, done: int = 0) -> None:
        """Add to the tally of a person's week; a person who is gone has none."""
        await self._fetch(
            """
            INSERT INTO weeks (person, monday, kind, came, done) SELECT id, ?, ?, ?, ? FROM people WHERE id = ?
            ON CONFLICT DO UPDATE SET (came, done) = (came + excluded.came, done + excluded.done)
            """,
            monday.isoformat(),
            kind,
            came,
            done,
            person,
        )

    async def mark_tallied(self, occurrence: int, tallied: Tallied) -> None:
        """Keep as what an occurrence has been counted; one that is gone stays gone."""
        await self._fetch("UPDATE occurrences SET tally = ? WHERE id = ?", tallied, occurrence)

    async def forget_tally(self, person: int, before: date | None = None) -> None:
        """Remove the weeks of a person that began before a Monday; without it all of them, and what was counted."""
        last = date.max if before is None else before
        await self._fetch("DELETE FROM weeks WHERE person = ? AND monday < ?", person, last.isoformat())
        if before is None:
            await self._fetch(_UNMARK, person)


_UNMARK = """
    UPDATE occurrences SET tally = NULL
    WHERE tally IS NOT NULL AND reminder IN (SELECT id FROM reminders WHERE owner = ?)
"""


def _week_of(row: Row) -> Week:
    person, monday, kind, came, done = row
    with reading_row("a week of person", person):
        return Week(person=person, monday=date.fromisoformat(monday), kind=Kind(kind), came=came, done=done)
