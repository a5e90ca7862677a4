"""People: what they have set."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.reminders.models import Fluids, Person
from bot.reminders.quiet import Quiet
from bot.store.connection import Block, Row
from bot.store.errors import reading_row


class PeopleReading(Block):
    """Read people."""

    async def person(self, person: int) -> Person | None:
        """Return what a person has set."""
        row = await self._one("SELECT id, zone, quiet, fluids, fluids_on, dm, barrier FROM people WHERE id = ?", person)
        return None if row is None else _person_of(row)


class PeopleWriting(PeopleReading):
    """Store and erase people."""

    async def save_person(self, person: Person) -> None:
        """Store a person, new or known."""
        await self._fetch(
            """
            INSERT INTO people (id, zone, quiet, fluids, fluids_on, dm, barrier) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET (zone, quiet, fluids, fluids_on, dm, barrier)
                = (excluded.zone, excluded.quiet, excluded.fluids, excluded.fluids_on, excluded.dm, excluded.barrier)
            """,
            person.id,
            person.zone,
            None if person.quiet is None else f"{person.quiet.start:%H:%M}-{person.quiet.end:%H:%M}",
            person.fluids,
            None if person.fluids_on is None else person.fluids_on.isoformat(),
            person.dm,
            None if person.barrier is None else person.barrier.isoformat(),
        )

    async def erase_person(self, person: int) -> None:
        """Remove a person and all that is theirs, from the log of the database too.

        The parts of a split post are bounded by ids of members: a bound that is theirs moves up to the next member, or
        above all.
        """
        await self._fetch("DELETE FROM people WHERE id = ?", person)
        for sql in _BOUNDS_MOVED:
            await self._fetch(sql, person)
        self._connection.wipe()


_BOUNDS_MOVED = tuple(
    f"""
    UPDATE occurrences SET {bound} = coalesce(
        (SELECT min(person) FROM members WHERE members.reminder = occurrences.reminder AND person > occurrences.{bound}),
        {2**63 - 1}
    ) WHERE {bound} = ?
    """
    for bound in ("first", "last")
)


def _person_of(row: Row) -> Person:
    person, zone, quiet, fluids, fluids_on, dm, barrier = row
    with reading_row("person", person):
        return Person(
            id=person,
            zone=zone,
            quiet=None if quiet is None else _quiet_of(quiet),
            fluids=None if fluids is None else Fluids(fluids),
            fluids_on=None if fluids_on is None else date.fromisoformat(fluids_on),
            dm=dm,
            barrier=None if barrier is None else datetime.fromisoformat(barrier),
        )


def _quiet_of(text: str) -> Quiet:
    start, _, end = text.partition("-")
    return Quiet(time.fromisoformat(start), time.fromisoformat(end))
