"""Occurrences: what is planned, what is to be done, what was done."""

from __future__ import annotations

from datetime import datetime

from bot.reminders.models import Kind, Occurrence, Reason, State
from bot.store.connection import Block, Row
from bot.store.errors import reading_row
from bot.store.instants import down, instant, up

_COLUMNS = "reminder, due, snoozed, part, first, last, state, at, tries, tried, reason, missed, number, message, removed, ended"
_ALL = f"SELECT id, {_COLUMNS} FROM occurrences"
_PLACES = ", ".join("?" * len(_COLUMNS.split(", ")))

TO_DO = tuple(
    f"{_ALL} WHERE (tries > 0) = {again} AND at IS NOT NULL AND at <= ? ORDER BY at, id LIMIT ?" for again in (0, 1)
)
"""What is due, first tries before any other: each a walk from the start of an index, as far as its limit."""

SOONEST = tuple(
    f"SELECT at FROM occurrences WHERE (tries > 0) = {again} AND at IS NOT NULL ORDER BY at LIMIT 1" for again in (0, 1)
)
"""The first step of each of the same walks."""

BACKLOG = tuple(
    f"SELECT count(*) FROM occurrences WHERE (tries > 0) = {again} AND at IS NOT NULL AND at <= ?" for again in (0, 1)
)
"""The same walks, as far as what is due."""

LATEST = (
    "SELECT max(ended) FROM occurrences WHERE ended IS NOT NULL",
    "SELECT max(tried) FROM occurrences WHERE (tries > 0) = 1 AND at IS NOT NULL",
)
"""The end of an index, and a walk over the few that are under way."""

HASTEN = "UPDATE occurrences SET at = ?1 WHERE (tries > 0) = 1 AND at > ?1"

LONGEST_DAY = 25 * 3600
"""Seconds of a local day on which clocks are set back."""

_SENT_SINCE = f"""
    SELECT count(*) FROM reminders JOIN occurrences ON occurrences.reminder = reminders.id
    WHERE reminders.id IN (
        SELECT id FROM reminders WHERE owner = ?1 UNION ALL SELECT reminder FROM members WHERE person = ?1
    ) AND kind = ?2 AND due >= ?3 AND due < ?3 + {LONGEST_DAY}
    AND (state IN ('claimed', 'sent', 'unknown') OR state = 'retry' AND tried IS NOT NULL)
    AND coalesce(first, 0) <= ?1 AND ?1 < coalesce(last, {2**63 - 1})
"""

_FORGET = """
    DELETE FROM occurrences WHERE id IN (
        SELECT occurrences.id FROM occurrences JOIN reminders ON reminders.id = occurrences.reminder
        WHERE ended < ? AND (message IS NULL OR removed = 1 OR server IS NULL)
        ORDER BY ended LIMIT ?
    ) RETURNING id
"""


class OccurrencesReading(Block):
    """Read occurrences."""

    async def occurrence(self, occurrence: int) -> Occurrence | None:
        """Return one occurrence, until it is forgotten."""
        return await self._occurrence("id = ?", occurrence)

    async def planned(self, reminder: int) -> Occurrence | None:
        """Return the occurrence of a reminder's rule that is scheduled; there is at most one."""
        return await self._occurrence("reminder = ? AND snoozed = 0 AND state = 'scheduled' AND part = 0", reminder)

    async def snoozed(self, reminder: int) -> Occurrence | None:
        """Return the snoozed occurrence of a reminder that is scheduled; there is at most one."""
        return await self._occurrence("reminder = ? AND snoozed = 1 AND state = 'scheduled' AND part = 0", reminder)

    async def posts(self, reminder: int) -> list[Occurrence]:
        """Return the occurrences of a reminder whose messages stand in their channel, the oldest first."""
        sql = f"{_ALL} WHERE reminder = ? AND message IS NOT NULL AND removed = 0 ORDER BY id"
        return [_occurrence_of(row) for row in await self._fetch(sql, reminder)]

    async def sent_since(self, person: int, kind: Kind, since: datetime) -> int:
        """Return how many occurrences due at or after *since* were sent to a person, or may have been.

        Their own count, and those of schedules joined. Of a post in parts only the one whose members include the person counts.
        What is due a day later or more does not: a clock was ahead then, and it must not cost the reminders of today.
        """
        ((count,),) = await self._fetch(_SENT_SINCE, person, kind, up(since))
        return count

    async def soonest(self) -> datetime | None:
        """Return the earliest moment at which something is to be done about an occurrence."""
        return instant(min([at for sql in SOONEST for (at,) in await self._fetch(sql)], default=None))

    async def backlog(self, now: datetime) -> int:
        """Return about how many occurrences something is to be done at or before *now*."""
        return sum([count for sql in BACKLOG for (count,) in await self._fetch(sql, down(now))])

    async def latest_deed(self) -> datetime | None:
        """Return the latest moment at which an occurrence was tried or became final.

        It is after the present only if the clock was set back.
        """
        return instant(max([at for sql in LATEST for (at,) in await self._fetch(sql) if at is not None], default=None))

    async def _occurrence(self, where: str, value: int) -> Occurrence | None:
        row = await self._one(f"{_ALL} WHERE {where}", value)
        return None if row is None else _occurrence_of(row)


class OccurrencesWriting(OccurrencesReading):
    """Plan occurrences, and keep what becomes of them."""

    async def due(self, now: datetime, limit: int) -> list[Occurrence]:
        """Return what is to be done at or before *now*: the oldest first, first tries before any other."""
        found: list[Row] = []
        for sql in TO_DO:
            if len(found) < limit:
                found += await self._fetch(sql, down(now), limit - len(found))
        return [_occurrence_of(row) for row in found]

    async def add_occurrence(self, occurrence: Occurrence) -> int | None:
        """Store a new occurrence and return its id, or None if this reminder had one for that moment and part already.

        None too if the reminder is gone. Raise StoreError for a second one that is scheduled by the rule, or snoozed.
        """
        row = await self._one(
            f"""
            INSERT INTO occurrences ({_COLUMNS}) SELECT {_PLACES} WHERE EXISTS (SELECT 1 FROM reminders WHERE id = ?)
            ON CONFLICT (reminder, due, part, snoozed) DO NOTHING RETURNING id
            """,
            *_row_of(occurrence),
            occurrence.reminder,
        )
        return None if row is None else row[0]

    async def save_occurrence(self, occurrence: Occurrence) -> None:
        """Store a known occurrence; one that is gone stays gone."""
        sql = f"UPDATE occurrences SET ({_COLUMNS}) = ({_PLACES}) WHERE id = ?"
        await self._fetch(sql, *_row_of(occurrence), occurrence.id)

    async def hasten(self, at: datetime) -> None:
        """Let nothing that was tried wait for longer than until *at*."""
        await self._fetch(HASTEN, up(at))

    async def unplan(self, reminder: int) -> None:
        """Remove what the rule of a reminder has planned; what is snoozed, split off or under way is left."""
        sql = "DELETE FROM occurrences WHERE reminder = ? AND snoozed = 0 AND state = 'scheduled' AND part = 0"
        await self._fetch(sql, reminder)

    async def forget_finished(self, before: datetime, limit: int) -> int:
        """Remove up to *limit* occurrences that ended before; return how many.

        Those of a schedule whose message still stands are kept: the next post removes it.
        """
        return len(await self._fetch(_FORGET, up(before), limit))


def _row_of(occurrence: Occurrence) -> tuple[str | int | None, ...]:
    return (
        occurrence.reminder,
        up(occurrence.due),
        occurrence.snoozed,
        occurrence.part,
        occurrence.first,
        occurrence.last,
        occurrence.state,
        up(occurrence.at),
        occurrence.tries,
        down(occurrence.tried),
        occurrence.reason,
        occurrence.missed,
        occurrence.number,
        occurrence.message,
        occurrence.removed,
        up(occurrence.ended),
    )


def _occurrence_of(row: Row) -> Occurrence:
    (occurrence, reminder, due, snoozed, part, first, last, state, at, tries, tried, *rest) = row
    reason, missed, number, message, removed, ended = rest
    with reading_row("occurrence", occurrence):
        return Occurrence(
            id=occurrence,
            reminder=reminder,
            due=instant(int(due)),
            snoozed=bool(snoozed),
            part=part,
            first=first,
            last=last,
            state=State(state),
            at=instant(at),
            tries=tries,
            tried=instant(tried),
            reason=None if reason is None else Reason(reason),
            missed=missed,
            number=number,
            message=message,
            removed=bool(removed),
            ended=instant(ended),
        )
