"""A block of writing: all topics in one class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.store.connection import Connection
from bot.store.occurrences import OccurrencesWriting
from bot.store.people import PeopleWriting
from bot.store.reading import StoredReading
from bot.store.reminders import RemindersWriting
from bot.store.servers import ServersWriting
from bot.store.weeks import WeeksWriting


class StoredWriting(PeopleWriting, ServersWriting, RemindersWriting, OccurrencesWriting, WeeksWriting, StoredReading):
    """Change what is stored, together or not at all; every method raises StoreError."""

    async def touch(self) -> None:
        """Write what changes nothing: a number in the head of the file, which this program does not use."""
        ((number,),) = await self._fetch("PRAGMA user_version")
        await self._fetch(f"PRAGMA user_version = {number:d}")


if TYPE_CHECKING:
    from bot.reminders.ports import Writing

    _FITS: Callable[[Connection], Writing] = StoredWriting
