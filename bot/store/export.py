"""Everything that is stored about one person, in words and figures that JSON holds."""

from __future__ import annotations

import json
from typing import Any

from bot.store.connection import Block, Row
from bot.store.instants import instant


class Exporting(Block):
    """Read what is stored about a person, as it is stored: a value that Charley cannot read is theirs too.

    Ids are texts, because JSON's readers round numbers beyond 2^53. Instants are ISO 8601 in UTC.
    """

    async def export(self, person: int) -> dict[str, Any]:
        """Return everything that is stored about a person, as JSON holds it; an empty object if nothing is."""
        row = await self._one("SELECT zone, quiet, fluids, fluids_on, dm, barrier FROM people WHERE id = ?", person)
        if row is None:
            return {}
        zone, quiet, fluids, fluids_on, dm, barrier = row
        return {
            "person": str(person),
            "settings": {
                "time zone": zone,
                "quiet hours": quiet,
                "reminders to drink": fluids,
                "reminders to drink, answered on": fluids_on,
                "channel of direct messages": _text(dm),
                "clocks had shown when last moved": barrier,
            },
            "reminders": [await self._reminder(one) for one in await self._fetch(_OWN, person)],
            "schedules joined": [_schedule(one) for one in await self._fetch(_JOINED, person)],
            "weeks": [
                {"monday": monday, "kind": kind, "came": came, "done": done}
                for monday, kind, came, done in await self._fetch(_WEEKS, person)
            ],
        }

    async def _reminder(self, row: Row) -> dict[str, Any]:
        reminder, kind, rule, channel, variant, reason, until, number, following = row
        return {
            "id": str(reminder),
            "kind": kind,
            "rule": json.loads(rule),
            "channel": _text(channel) or "direct message",
            "stretches": variant,
            "paused": reason,
            "paused until": _moment(until),
            "came so far": number,
            "next": _moment(following),
            "occurrences": [_occurrence(one) for one in await self._fetch(_OCCURRENCES, reminder)],
        }


_NEXT = """(
    SELECT min(at) FROM occurrences WHERE occurrences.reminder = reminders.id AND state IN ('scheduled', 'retry')
)"""
_OWN = f"""
    SELECT id, kind, rule, channel, variant, reason, until, number, {_NEXT} FROM reminders WHERE owner = ? ORDER BY id
"""
_JOINED = f"""
    SELECT id, kind, rule, server, channel, {_NEXT} FROM reminders
    WHERE id IN (SELECT reminder FROM members WHERE person = ?) ORDER BY id
"""
_OCCURRENCES = """
    SELECT id, due, snoozed, state, at, tries, tried, reason, missed, number, message, removed, ended, tally
    FROM occurrences WHERE reminder = ? ORDER BY due, id
"""
_WEEKS = "SELECT monday, kind, came, done FROM weeks WHERE person = ? ORDER BY monday, kind"


def _schedule(row: Row) -> dict[str, Any]:
    reminder, kind, rule, server, channel, following = row
    return {
        "id": str(reminder),
        "kind": kind,
        "rule": json.loads(rule),
        "server": _text(server),
        "channel": _text(channel),
        "next": _moment(following),
    }


def _occurrence(row: Row) -> dict[str, Any]:
    occurrence, due, snoozed, state, at, tries, tried, reason, missed, number, message, removed, ended, tally = row
    return {
        "id": str(occurrence),
        "due": _moment(due),
        "snoozed": bool(snoozed),
        "state": state,
        "next step": _moment(at),
        "tries": tries,
        "first try of unknown outcome": _moment(tried),
        "reason": reason,
        "missed after it": missed,
        "number": number,
        "message": _text(message),
        "message removed": bool(removed),
        "ended": _moment(ended),
        "counted as": tally,
    }


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else f"{instant(seconds):%Y-%m-%dT%H:%M:%SZ}"
