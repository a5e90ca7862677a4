"""Reminders and schedules, and who has joined these."""

from __future__ import annotations

from bot.reminders.models import Kind, Reason, Reminder
from bot.reminders.rule import of_json, to_json
from bot.reminders.texts import Variant
from bot.store.connection import Block, Row
from bot.store.errors import reading_row
from bot.store.instants import instant, up

_ALL = "SELECT id, kind, rule, owner, server, channel, variant, reason, until, number FROM reminders"
_MOST = 2**63 - 1


class RemindersReading(Block):
    """Read reminders; raise StoreError for one whose rule cannot be read."""

    async def reminder(self, reminder: int) -> Reminder | None:
        """Return one reminder or schedule."""
        row = await self._one(f"{_ALL} WHERE id = ?", reminder)
        return None if row is None else _reminder_of(row)

    async def reminders_of(self, person: int) -> list[Reminder]:
        """Return the reminders of a person, the oldest first."""
        return [_reminder_of(row) for row in await self._fetch(f"{_ALL} WHERE owner = ? ORDER BY id", person)]

    async def schedules_of(self, server: int) -> list[Reminder]:
        """Return the schedules of a server, the oldest first."""
        return [_reminder_of(row) for row in await self._fetch(f"{_ALL} WHERE server = ? ORDER BY id", server)]

    async def reminders_in(self, channel: int) -> list[Reminder]:
        """Return the reminders and schedules that are posted in a channel, the oldest first."""
        return [_reminder_of(row) for row in await self._fetch(f"{_ALL} WHERE channel = ? ORDER BY id", channel)]

    async def reminder_ids_after(self, reminder: int, limit: int) -> list[int]:
        """Return up to *limit* ids of reminders and schedules that are greater, the least first."""
        rows = await self._fetch("SELECT id FROM reminders WHERE id > ? ORDER BY id LIMIT ?", reminder, limit)
        return [found for (found,) in rows]

    async def joined(self, person: int) -> list[Reminder]:
        """Return the schedules that a person has joined, the oldest first."""
        sql = f"{_ALL} WHERE id IN (SELECT reminder FROM members WHERE person = ?) ORDER BY id"
        return [_reminder_of(row) for row in await self._fetch(sql, person)]

    async def members(
        self, reminder: int, first: int | None = None, last: int | None = None, limit: int | None = None
    ) -> list[int]:
        """Return who has joined a schedule, by rising id: at least *first*, below *last*, at most *limit* of them."""
        rows = await self._fetch(
            """
            SELECT person FROM members WHERE reminder = ? AND person >= ? AND person < ?
            ORDER BY person LIMIT ?
            """,
            reminder,
            0 if first is None else first,
            _MOST if last is None else last,
            -1 if limit is None else limit,
        )
        return [person for (person,) in rows]


class RemindersWriting(RemindersReading):
    """Store and remove reminders, and who has joined them."""

    async def add_reminder(self, reminder: Reminder) -> int:
        """Store a new reminder and return its id, which no reminder had before."""
        row = await self._one(
            """
            INSERT INTO reminders (kind, rule, owner, server, channel, variant, reason, until, number)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
            """,
            *_row_of(reminder),
        )
        assert row is not None
        return row[0]

    async def save_reminder(self, reminder: Reminder) -> None:
        """Store a known reminder; one that is gone stays gone."""
        await self._fetch(
            """
            UPDATE reminders
            SET (kind, rule, owner, server, channel, variant, reason, until, number) = (?, ?, ?, ?, ?, ?, ?, ?, ?)
            WHERE id = ?
            """,
            *_row_of(reminder),
            reminder.id,
        )

    async def remove_reminder(self, reminder: int) -> None:
        """Remove a reminder with its occurrences and members."""
        await self._fetch("DELETE FROM reminders WHERE id = ?", reminder)

    async def join(self, reminder: int, person: int) -> bool:
        """Make a person a member of a schedule; say whether they were none before.

        Raise StoreError if either is not stored.
        """
        sql = "INSERT INTO members (reminder, person) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING person"
        return await self._one(sql, reminder, person) is not None

    async def leave(self, reminder: int, person: int) -> bool:
        """Make a person a member no more; say whether they were one."""
        sql = "DELETE FROM members WHERE reminder = ? AND person = ? RETURNING person"
        return await self._one(sql, reminder, person) is not None


def _row_of(reminder: Reminder) -> tuple[str | int | None, ...]:
    return (
        reminder.kind,
        to_json(reminder.rule),
        reminder.owner,
        reminder.server,
        reminder.channel,
        reminder.variant,
        reminder.reason,
        up(reminder.until),
        reminder.number,
    )


def _reminder_of(row: Row) -> Reminder:
    reminder, kind, rule, owner, server, channel, variant, reason, until, number = row
    with reading_row("reminder", reminder):
        return Reminder(
            id=reminder,
            kind=Kind(kind),
            rule=of_json(rule),
            owner=owner,
            server=server,
            channel=channel,
            variant=Variant(variant),
            reason=None if reason is None else Reason(reason),
            until=instant(until),
            number=number,
        )
