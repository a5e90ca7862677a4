"""What reminding asks of the world: a clock, a place to store things, a way to send messages."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Any, Protocol

from bot.reminders.models import Delivery, Kind, Occurrence, Person, Reason, Reminder, Server, Tallied, Week


class Clock(Protocol):
    """Tell the time, and wait."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC; it may be set back."""
        ...

    def steady(self) -> float:
        """Return seconds that nobody sets back, from any moment on."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait for so many steady seconds."""
        ...

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        """Return when *event* is set, *until* is reached, or the clock is set back; without *until*, for the event alone."""
        ...


class Reading(Protocol):
    """Read what is stored; every row is a value of its own. Ids that are not stored give None or nothing."""

    async def person(self, person: int) -> Person | None:
        """Return what a person has set."""
        ...

    async def server(self, server: int) -> Server | None:
        """Return what a server has set, with its channels."""
        ...

    async def server_of(self, channel: int) -> Server | None:
        """Return the server that lets reminders be posted in a channel."""
        ...

    async def servers(self) -> list[Server]:
        """Return all servers, by rising id."""
        ...

    async def reminder(self, reminder: int) -> Reminder | None:
        """Return one reminder or schedule."""
        ...

    async def reminders_of(self, person: int) -> list[Reminder]:
        """Return the reminders of a person, the oldest first."""
        ...

    async def schedules_of(self, server: int) -> list[Reminder]:
        """Return the schedules of a server, the oldest first."""
        ...

    async def reminders_in(self, channel: int) -> list[Reminder]:
        """Return the reminders and schedules that are posted in a channel, the oldest first."""
        ...

    async def joined(self, person: int) -> list[Reminder]:
        """Return the schedules that a person has joined."""
        ...

    async def members(
        self, reminder: int, first: int | None = None, last: int | None = None, limit: int | None = None
    ) -> list[int]:
        """Return who has joined a schedule, by rising id: at least *first*, below *last*, at most *limit* of them."""
        ...

    async def occurrence(self, occurrence: int) -> Occurrence | None:
        """Return one occurrence, until it is forgotten."""
        ...

    async def planned(self, reminder: int) -> Occurrence | None:
        """Return the occurrence of a reminder's rule that is scheduled; there is at most one."""
        ...

    async def snoozed(self, reminder: int) -> Occurrence | None:
        """Return the snoozed occurrence of a reminder that is scheduled; there is at most one."""
        ...

    async def posts(self, reminder: int) -> list[Occurrence]:
        """Return the occurrences of a reminder whose messages stand in their channel, the oldest first."""
        ...

    async def sent_since(self, person: int, kind: Kind, since: datetime) -> int:
        """Return how many occurrences due at or after *since* were sent to a person, or may have been.

        Their own count, and those of schedules joined; what is due a day later or more does not: a clock was ahead then.
        """
        ...

    async def weeks(self, person: int) -> list[Week]:
        """Return the tally of a person, the oldest week first."""
        ...

    async def tallied(self, occurrence: int) -> Tallied | None:
        """Return as what an occurrence has been counted, None if it was not."""
        ...

    async def soonest(self) -> datetime | None:
        """Return the earliest moment at which something is to be done about an occurrence."""
        ...

    async def backlog(self, now: datetime) -> int:
        """Return about how many occurrences something is to be done at or before *now*."""
        ...

    async def latest_deed(self) -> datetime | None:
        """Return the latest moment at which an occurrence was tried or became final.

        It is after the present only if the clock was set back.
        """
        ...

    async def reminder_ids_after(self, reminder: int, limit: int) -> list[int]:
        """Return up to *limit* ids of reminders and schedules that are greater, the least first."""
        ...

    async def counts(self) -> dict[str, int]:
        """Return how many people, servers, reminders, schedules and occurrences of each state are stored."""
        ...

    async def export(self, person: int) -> dict[str, Any]:
        """Return everything that is stored about a person, as JSON holds it; an empty object if nothing is."""
        ...


class Writing(Reading, Protocol):
    """Change what is stored; all changes of one block happen together or not at all."""

    async def save_person(self, person: Person) -> None:
        """Store a person, new or known."""
        ...

    async def erase_person(self, person: int) -> None:
        """Remove a person and all that is theirs: reminders, occurrences, memberships, tally."""
        ...

    async def save_server(self, server: Server) -> None:
        """Store a server and its channels, new or known."""
        ...

    async def erase_server(self, server: int) -> None:
        """Remove a server, its channels, and its schedules with their members."""
        ...

    async def add_reminder(self, reminder: Reminder) -> int:
        """Store a new reminder and return its id, which no reminder had before."""
        ...

    async def save_reminder(self, reminder: Reminder) -> None:
        """Store a known reminder; one that is gone stays gone."""
        ...

    async def remove_reminder(self, reminder: int) -> None:
        """Remove a reminder with its occurrences and members."""
        ...

    async def join(self, reminder: int, person: int) -> bool:
        """Make a person a member of a schedule; say whether they were none before."""
        ...

    async def leave(self, reminder: int, person: int) -> bool:
        """Make a person a member no more; say whether they were one."""
        ...

    async def due(self, now: datetime, limit: int) -> list[Occurrence]:
        """Return what is to be done at or before *now*: the oldest first, first tries before any other."""
        ...

    async def add_occurrence(self, occurrence: Occurrence) -> int | None:
        """Store a new occurrence and return its id, or None if this reminder had one for that moment and part already."""
        ...

    async def save_occurrence(self, occurrence: Occurrence) -> None:
        """Store a known occurrence; one that is gone stays gone."""
        ...

    async def hasten(self, at: datetime) -> None:
        """Let nothing that was tried wait for longer than until *at*."""
        ...

    async def unplan(self, reminder: int) -> None:
        """Remove what the rule of a reminder has planned; what is snoozed, split off or under way is left to its course."""
        ...

    async def tally(self, person: int, monday: date, kind: Kind, came: int = 0, done: int = 0) -> None:
        """Add to the tally of a person's week."""
        ...

    async def forget_tally(self, person: int, before: date | None = None) -> None:
        """Remove the weeks of a person that began before a Monday; without it all of them, and what was counted."""
        ...

    async def mark_tallied(self, occurrence: int, tallied: Tallied) -> None:
        """Keep as what an occurrence has been counted; one that is gone stays gone."""
        ...

    async def forget_finished(self, before: datetime, limit: int) -> int:
        """Remove up to *limit* occurrences that ended before; return how many."""
        ...

    async def touch(self) -> None:
        """Write what changes nothing, so that a disk that takes no more is known before anybody's wish is lost."""
        ...


class Store(Protocol):
    """Open blocks of reading and of writing. There is one writer at a time; the others wait."""

    def reading(self) -> AbstractAsyncContextManager[Reading]:
        """Return a block in which everything read is of one moment."""
        ...

    def writing(self) -> AbstractAsyncContextManager[Writing]:
        """Return a block whose changes last if it ends well, and never were if it raises."""
        ...


class StoreError(Exception):
    """Say in whole sentences why storing failed, and what to do; nothing was changed.

    `code` is the database's or the system's name of the error, such as SQLITE_FULL; empty where the store found it.
    """

    def __init__(self, line: str, code: str = "") -> None:
        super().__init__(line)
        self.code = code


class RowError(StoreError):
    """Say that one row is stored with a value that cannot be read; all others can."""


class RefusedError(Exception):
    """Say that Discord will not deliver this, whenever it is tried again."""

    def __init__(self, reason: Reason, code: int = 0) -> None:
        super().__init__(f"{reason.value} ({code})")
        self.reason = reason
        self.code = code


class LaterError(Exception):
    """Say that this was not delivered and may be tried again, not before *seconds* are over if that is known."""

    def __init__(self, what: str, seconds: float = 0.0) -> None:
        super().__init__(what)
        self.seconds = seconds


class UncertainError(Exception):
    """Say that nobody knows whether this was delivered: the answer was lost."""


class UnreadableError(Exception):
    """Say that a channel's messages cannot be read, and never will by asking again."""


class Messenger(Protocol):
    """Send messages. Every method raises LaterError or UncertainError where Discord fails, RefusedError where it refuses."""

    async def send(self, delivery: Delivery) -> tuple[int, int]:
        """Send a message and return its channel and its id; a second call soon after gives the first message again."""
        ...

    async def find(self, delivery: Delivery, since: datetime, until: datetime) -> tuple[int, int] | None:
        """Return channel and id of a delivery's message if it was sent between these moments by Discord's clock.

        Raise UnreadableError if that cannot be seen.
        """
        ...

    async def remove(self, channel: int, messages: Sequence[int]) -> None:
        """Remove messages of Charley's own; those that are gone already do not matter."""
        ...


class Watcher(Protocol):
    """Be told what happens, for logs and figures."""

    def happened(self, what: str, **more: Any) -> None:
        """Take note of an event; *more* holds no name and no id of a person."""
        ...
