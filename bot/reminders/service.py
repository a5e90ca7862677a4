"""What people may do with their reminders; every call is one step that happens whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from bot.reminders.drafts import (
    Draft,
    GoneError,
    Limits,
    Listed,
    ReminderError,
    first_dues,
    listed_as,
    never_due,
    over_the_day,
    reminder_of,
)
from bot.reminders.limits import SNOOZES
from bot.reminders.models import OBSTACLES, Fluids, Kind, Occurrence, Person, Reason, Reminder, State
from bot.reminders.planner import ended, monday, whole
from bot.reminders.planning import replan
from bot.reminders.ports import Clock, Reading, Store, Writing
from bot.reminders.quiet import Quiet, end_of_quiet
from bot.reminders.rule import Rule, next_due
from bot.reminders.tally import count_done, wants_summary
from bot.reminders.wall import first_instant, known_zones, reached, shown, zone_of

NOT_HERE: Final = "This server does not allow personal reminders here. Choose direct messages instead."

SUMMARY_AT: Final = time(9)
"""When the weekly summary comes, on Monday; later if that is in a person's quiet hours."""

_WEEK: Final = timedelta(weeks=1)


class ReminderService:
    """Set up, change and stop people's reminders. `changed` is set after each change of what is planned."""

    def __init__(self, store: Store, clock: Clock, changed: asyncio.Event, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.changed = changed
        self._store = store
        self._clock = clock

    def now(self) -> datetime:
        """Return the present instant."""
        return self._clock.now()

    # --- a person's settings

    async def person(self, person: int) -> Person:
        """Return what a person has set, or the defaults."""
        async with self._store.reading() as seen:
            return await _person(seen, person)

    async def answer_fluids(self, person: int, *, may: bool) -> int:
        """Keep the answer to the question on fluids, and its date.

        Whoever may not gets no more reminders to drink: their own are removed, and schedules to drink are left. Return
        how many those were.
        """
        async with self._store.writing() as tx:
            known = await _person(tx, person)
            today = shown(self.now(), zone_of(known.zone or "UTC")).date()
            await tx.save_person(replace(known, fluids=Fluids.MAY if may else Fluids.MAY_NOT, fluids_on=today))
            if may:
                return 0
            own = [one.id for one in await tx.reminders_of(person) if one.kind is Kind.HYDRATE]
            joined = [one.id for one in await tx.joined(person) if one.kind is Kind.HYDRATE]
            for reminder in own:
                await tx.remove_reminder(reminder)
            for reminder in joined:
                await tx.leave(reminder, person)
        self.changed.set()
        return len(own) + len(joined)

    async def set_zone(self, person: int, zone: str) -> None:
        """Move a person to a time zone: reminders keep their wall times, and none that fired today fires again."""
        if zone not in known_zones():
            raise ReminderError("I do not know this time zone. Please choose one from the list, such as Europe/Berlin.")
        async with self._store.writing() as tx:
            known = await _person(tx, person)
            if zone == known.zone:
                return
            barrier = known.barrier
            if known.zone is not None:
                before = reached(self.now(), zone_of(known.zone))
                barrier = before if barrier is None else max(barrier, before)
            known = replace(known, zone=zone, barrier=barrier)
            await tx.save_person(known)
            for reminder in await tx.reminders_of(person):
                await self._replan(tx, replace(reminder, rule=replace(reminder.rule, zone=zone)))
        self.changed.set()

    async def set_quiet(self, person: int, quiet: Quiet | None) -> None:
        """Set a person's quiet hours, or none."""
        async with self._store.writing() as tx:
            known = replace(await _person(tx, person), quiet=quiet)
            await tx.save_person(known)
            for reminder in await tx.reminders_of(person):
                if reminder.kind is Kind.SUMMARY:
                    rule = _summary_rule(known, reminder.rule.zone, self.now())
                    # One that came this week does not come again by being moved.
                    await replan(tx, replace(reminder, rule=rule), _week_over(reminder.rule, self.now()))
                else:
                    await self._replan(tx, reminder)
        self.changed.set()

    async def set_summary(self, person: int, *, on: bool) -> None:
        """Switch the weekly summary; while it is off, no tally is kept. Raise ReminderError if a zone is needed first."""
        async with self._store.writing() as tx:
            known = await _person(tx, person)
            old = [one for one in await tx.reminders_of(person) if one.kind is Kind.SUMMARY]
            if on and not old:
                zone = _zone(known)
                await tx.save_person(known)
                rule = _summary_rule(known, zone, self.now())
                await self._add(tx, Reminder(kind=Kind.SUMMARY, rule=rule, owner=person))
            if not on:
                await tx.forget_tally(person)
            for one in old:
                if on:
                    # It may have been paused, when direct messages were closed.
                    await self._replan(tx, replace(one, reason=None, until=None))
                else:
                    await tx.remove_reminder(one.id)
        self.changed.set()

    async def has_summary(self, person: int) -> bool:
        """Say whether a person wants the weekly summary."""
        async with self._store.reading() as seen:
            return await wants_summary(seen, person)

    async def summary(self, person: int) -> Reminder | None:
        """Return the weekly summary of a person as a reminder, which may be paused; None while it is off."""
        async with self._store.reading() as seen:
            return next((one for one in await seen.reminders_of(person) if one.kind is Kind.SUMMARY), None)

    async def remember_dm(self, person: int, channel: int) -> None:
        """Keep the channel of a person's direct messages, so that a delivery is one request."""
        async with self._store.writing() as tx:
            await tx.save_person(replace(await _person(tx, person), dm=channel))

    async def export(self, person: int) -> dict[str, Any]:
        """Return everything that is stored about a person, as JSON holds it."""
        async with self._store.reading() as seen:
            return await seen.export(person)

    async def erase(self, person: int) -> None:
        """Remove everything that is stored about a person."""
        async with self._store.writing() as tx:
            await tx.erase_person(person)
        self.changed.set()

    # --- a person's reminders

    async def preview(self, person: int, draft: Draft, but: int = 0, server: int | None = None) -> tuple[datetime, ...]:
        """Return when a reminder would be due first, without storing it; raise ReminderError as `add` does.

        *but* is the reminder that would be changed, *server* the one in which the channel lies.
        """
        async with self._store.reading() as seen:
            known = await _person(seen, person)
            return await self._checked(seen, known, draft, but, server)

    async def add(self, person: int, draft: Draft, server: int | None = None) -> Listed:
        """Set up a reminder; raise ReminderError with every fault."""
        async with self._store.writing() as tx:
            known = await _person(tx, person)
            await self._checked(tx, known, draft, 0, server)
            await tx.save_person(replace(known, zone=known.zone or draft.rule.zone))
            made = await self._add(tx, reminder_of(draft, owner=person))
        self.changed.set()
        return made

    async def change(self, person: int, reminder: int, draft: Draft, server: int | None = None) -> Listed:
        """Change a reminder, which then runs even if it was paused; raise ReminderError with every fault."""
        async with self._store.writing() as tx:
            old = await _own(tx, person, reminder)
            known = await _person(tx, person)
            await self._checked(tx, known, draft, reminder, server)
            made = await self._replan(tx, replace(reminder_of(draft, owner=person), id=reminder, number=old.number))
        self.changed.set()
        return made

    async def listed(self, person: int) -> list[Listed]:
        """Return a person's reminders, the oldest first, without the weekly summary."""
        async with self._store.reading() as seen:
            own = [one for one in await seen.reminders_of(person) if one.kind is not Kind.SUMMARY]
            return [await listed_as(seen, one, self.now()) for one in own]

    async def get(self, person: int, reminder: int) -> Listed:
        """Return one of a person's own reminders; raise GoneError."""
        async with self._store.reading() as seen:
            return await listed_as(seen, await _own(seen, person, reminder), self.now())

    async def pause(self, person: int, reminder: int, until: datetime | None) -> Listed:
        """Pause a reminder until an instant, or until it is resumed; raise GoneError.

        One that is paused since its place takes none would not run after an instant either: it stays as it is.
        """
        async with self._store.writing() as tx:
            old = await _own(tx, person, reminder)
            if until is not None and old.reason in OBSTACLES:
                return await listed_as(tx, old, self.now())
            if (snoozed := await tx.snoozed(reminder)) is not None:
                await tx.save_occurrence(ended(snoozed, State.SKIPPED, self.now(), Reason.ASKED))
            made = await self._replan(tx, replace(old, reason=Reason.ASKED, until=until))
        self.changed.set()
        return made

    async def resume(self, person: int, reminder: int) -> Listed:
        """Let a paused reminder run again, from now on; raise GoneError, or ReminderError for its place."""
        async with self._store.writing() as tx:
            old = await _own(tx, person, reminder)
            if old.channel is not None:
                place = await tx.server_of(old.channel)
                if place is None or not place.personal:
                    raise ReminderError(NOT_HERE)
            made = await self._replan(tx, replace(old, reason=None, until=None))
        self.changed.set()
        return made

    async def stop(self, person: int, reminder: int) -> Reminder:
        """Remove a reminder and return what it was; raise GoneError."""
        async with self._store.writing() as tx:
            old = await _own(tx, person, reminder)
            await tx.remove_reminder(reminder)
        self.changed.set()
        return old

    async def snooze(self, person: int, reminder: int, wait: timedelta) -> datetime:
        """Bring a reminder once more after a while, in place of an earlier snooze, and return when that is.

        Raise GoneError, ReminderError if its place takes none, ValueError for a wait not of SNOOZES.
        """
        if wait not in SNOOZES:
            raise ValueError(wait)
        due = whole(self.now() + wait)
        async with self._store.writing() as tx:
            if (await _own(tx, person, reminder)).reason in OBSTACLES:
                raise ReminderError("This reminder is paused, as it cannot be sent. `/remind list` says why.")
            if (old := await tx.snoozed(reminder)) is not None:
                await tx.save_occurrence(replace(old, due=due, at=due))
            else:
                again = Occurrence(reminder=reminder, due=due, at=due, snoozed=True)
                while await tx.add_occurrence(again) is None:
                    # It came at that very moment already, before the clock was set back.
                    due += timedelta(seconds=1)
                    again = replace(again, due=due, at=due)
        self.changed.set()
        return due

    async def done(self, person: int, reminder: int, occurrence: int) -> None:
        """Count once that an occurrence was followed, if its owner has the weekly summary.

        Raise GoneError.
        """
        async with self._store.writing() as tx:
            old = await _own(tx, person, reminder)
            if old.kind is not Kind.SUMMARY:
                await count_done(tx, old, person, occurrence, self.now())

    # --- inside

    async def _add(self, tx: Writing, reminder: Reminder) -> Listed:
        return await self._replan(tx, replace(reminder, id=await tx.add_reminder(reminder)))

    async def _replan(self, tx: Writing, reminder: Reminder) -> Listed:
        if reminder.reason in {Reason.ENDED, Reason.QUIET}:
            # What made it so may be over; if it is not, planning finds that again.
            reminder = replace(reminder, reason=None, until=None)
        due = await replan(tx, reminder, self.now())
        return Listed(await tx.reminder(reminder.id) or reminder, due)

    async def _checked(
        self, seen: Reading, known: Person, draft: Draft, but: int, server: int | None
    ) -> tuple[datetime, ...]:
        """Return when a draft is due first; raise ReminderError with all that is wrong with it."""
        others = [one for one in await seen.reminders_of(known.id) if one.id != but]
        own = [one for one in others if one.kind is not Kind.SUMMARY]
        faults: list[str] = []
        if len(own) >= self.limits.reminders:
            faults.append(f"You have {len(own)} reminders, and {self.limits.reminders} is the limit. Stop one first.")
        if draft.kind is Kind.HYDRATE:
            if known.fluids is not Fluids.MAY:
                faults.append("Reminders to drink need your answer to one question first. Use `/remind hydrate`.")
            drinking = [draft.rule, *_drinking(own), *_drinking(await seen.joined(known.id))]
            faults += over_the_day(drinking, known.zone, self.limits.hydrate_a_day)
        if draft.channel is not None:
            place = await seen.server(server) if server is not None else None
            if place is None or not place.personal or draft.channel not in place.channels:
                faults.append(NOT_HERE)
        found = first_dues(reminder_of(draft, owner=known.id), known, self.now())
        if not found:
            faults.append(never_due(draft.rule, self.now()))
        if faults:
            raise ReminderError(*faults)
        return found


async def _person(seen: Reading, person: int) -> Person:
    return await seen.person(person) or Person(id=person)


async def _own(seen: Reading, person: int, reminder: int) -> Reminder:
    """Return a person's own reminder, or raise GoneError."""
    found = await seen.reminder(reminder)
    if found is None or found.owner != person:
        raise GoneError
    return found


def _zone(person: Person) -> str:
    if person.zone is None:
        raise ReminderError("I need your time zone first. Set it with `/remind settings`.")
    return person.zone


def _drinking(reminders: Iterable[Reminder]) -> list[Rule]:
    return [one.rule for one in reminders if one.kind is Kind.HYDRATE]


def _week_over(rule: Rule, now: datetime) -> datetime:
    """Return the last moment of this week if a weekly rule was due in it already, else the present."""
    first = datetime.combine(monday(now, rule.zone), time.min)
    begun, over = (first_instant(day, zone_of(rule.zone)) - timedelta.resolution for day in (first, first + _WEEK))
    due = next_due(rule, begun)
    return over if due is not None and due <= now else now


def _summary_rule(person: Person, zone: str, now: datetime) -> Rule:
    """Return when the weekly summary comes: on Monday at nine, or when quiet hours are over after that."""
    today = shown(now, zone_of(zone)).date()
    first = datetime.combine(today - timedelta(days=today.weekday()), SUMMARY_AT)
    at = first_instant(first, zone_of(zone))
    if person.quiet is not None:
        at = end_of_quiet(at, person.quiet, zone)
    wall = shown(at, zone_of(zone))
    return Rule(weekdays=frozenset({wall.weekday()}), times=(time(wall.hour, wall.minute),), zone=zone)
