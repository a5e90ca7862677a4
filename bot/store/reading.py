"""A block of reading: all topics in one class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.reminders.models import State
from bot.store.connection import Connection
from bot.store.export import Exporting
from bot.store.occurrences import OccurrencesReading
from bot.store.people import PeopleReading
from bot.store.reminders import RemindersReading
from bot.store.servers import ServersReading
from bot.store.weeks import WeeksReading

_COUNTS = """
    SELECT 'people', count(*) FROM people
    UNION ALL SELECT 'servers', count(*) FROM servers
    UNION ALL SELECT 'reminders', count(owner) FROM reminders
    UNION ALL SELECT 'schedules', count(server) FROM reminders
    UNION ALL SELECT state, count(*) FROM occurrences GROUP BY state
"""


class StoredReading(PeopleReading, ServersReading, RemindersReading, OccurrencesReading, WeeksReading, Exporting):
    """Read what is stored, as it was at one moment; every method raises StoreError."""

    async def counts(self) -> dict[str, int]:
        """Return how many people, servers, reminders, schedules and occurrences of each state are stored."""
        found: dict[str, int] = dict(await self._fetch(_COUNTS))
        return {what: found.get(what, 0) for what in ("people", "servers", "reminders", "schedules", *State)}


if TYPE_CHECKING:
    from bot.reminders.ports import Reading

    _FITS: Callable[[Connection], Reading] = StoredReading
