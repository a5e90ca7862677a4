"""What the admins of a server, and the members who join, may do with its schedules."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

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
from bot.reminders.models import Fluids, Kind, Occurrence, Person, Reason, Reminder, Server, State
from bot.reminders.planner import whole
from bot.reminders.planning import replan
from bot.reminders.ports import Clock, Reading, Store, Writing

NOT_HERE = "Reminders are not allowed in this channel yet. Allow it first, here or with `/server settings`."
INSTEAD = "Stop one of your own, or leave another schedule, in `/remind list`; then press **Join** again."
NOT_ANSWERED = "Reminders to drink need your answer to one question first."


class ScheduleService:
    """Set up, change and stop schedules, and let members join. `changed` is set after each change of what is planned."""

    def __init__(self, store: Store, clock: Clock, changed: asyncio.Event, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.changed = changed
        self._store = store
        self._clock = clock

    # --- a server's settings

    async def server(self, server: int) -> Server:
        """Return what a server has set, or the defaults."""
        async with self._store.reading() as seen:
            return await _server(seen, server)

    async def set_mentions(self, server: int, *, on: bool) -> None:
        """Let Charley answer in a server when it is mentioned, or not."""
        async with self._store.writing() as tx:
            await tx.save_server(replace(await _server(tx, server), mentions=on))

    async def set_personal(self, server: int, *, on: bool) -> None:
        """Allow personal reminders in a server's channels, or pause those that are there."""
        async with self._store.writing() as tx:
            known = replace(await _server(tx, server), personal=on)
            await tx.save_server(known)
            for channel in known.channels:
                await self._allow_personal(tx, channel, allowed=on)
        self.changed.set()

    async def set_channels(self, server: int, channels: frozenset[int]) -> None:
        """Set where reminders may be posted; what is posted elsewhere is paused, and runs again once that is allowed."""
        async with self._store.writing() as tx:
            known = await _server(tx, server)
            await tx.save_server(replace(known, channels=channels))
            for channel in known.channels | channels:
                allowed = channel in channels
                await self._allow_personal(tx, channel, allowed=allowed and known.personal)
                for schedule in await tx.reminders_in(channel):
                    if schedule.server == server:
                        await self._allow(tx, schedule, allowed=allowed)
        self.changed.set()

    # --- schedules

    async def schedules(self, server: int) -> list[Listed]:
        """Return the schedules of a server, the oldest first."""
        async with self._store.reading() as seen:
            return [await listed_as(seen, one, self._clock.now()) for one in await seen.schedules_of(server)]

    async def preview(self, server: int, draft: Draft, but: int = 0) -> tuple[datetime, ...]:
        """Return when a schedule would be due first, without storing it; raise ReminderError as `add` does."""
        async with self._store.reading() as seen:
            return await self._checked(seen, server, draft, but)

    async def add(self, server: int, draft: Draft) -> Listed:
        """Set up a schedule; raise ReminderError with every fault."""
        async with self._store.writing() as tx:
            await self._checked(tx, server, draft, 0)
            await tx.save_server(await _server(tx, server))
            made = reminder_of(draft, server=server)
            listed = await self._replan(tx, replace(made, id=await tx.add_reminder(made)))
        self.changed.set()
        return listed

    async def opened(self, schedule: int, message: int) -> None:
        """Keep the message that tells of a schedule, so that its first post replaces it; it mentioned nobody."""
        now = whole(self._clock.now())
        post = Occurrence(reminder=schedule, due=now, first=0, last=0, state=State.SENT, ended=now, message=message)
        async with self._store.writing() as tx:
            await tx.add_occurrence(post)

    async def change(self, server: int, schedule: int, draft: Draft) -> Listed:
        """Change a schedule, which then runs even if it was paused; raise ReminderError with every fault.

        Its members stay, unless it is for something else now: nobody is reminded of what they did not ask for.
        """
        async with self._store.writing() as tx:
            old = await _of_server(tx, server, schedule)
            await self._checked(tx, server, draft, schedule)
            if draft.kind is not old.kind:
                for person in await tx.members(schedule):
                    await tx.leave(schedule, person)
            listed = await self._replan(tx, replace(reminder_of(draft, server=server), id=schedule, number=old.number))
        self.changed.set()
        return listed

    async def get(self, server: int, schedule: int) -> Listed:
        """Return a schedule of a server; raise GoneError if it has none such."""
        async with self._store.reading() as seen:
            return await listed_as(seen, await _of_server(seen, server, schedule), self._clock.now())

    async def pause(self, server: int, schedule: int) -> Listed:
        """Pause a schedule until it is resumed; raise GoneError if the server has none such."""
        async with self._store.writing() as tx:
            old = await _of_server(tx, server, schedule)
            listed = await self._replan(tx, replace(old, reason=Reason.ASKED, until=None))
        self.changed.set()
        return listed

    async def resume(self, server: int, schedule: int) -> Listed:
        """Let a paused schedule run again, from now on; raise GoneError if there is none such, ReminderError for its place."""
        async with self._store.writing() as tx:
            old = await _of_server(tx, server, schedule)
            if old.channel not in (await _server(tx, server)).channels:
                raise ReminderError(NOT_HERE)
            listed = await self._replan(tx, replace(old, reason=None, until=None))
        self.changed.set()
        return listed

    async def stop(self, server: int, schedule: int) -> Reminder:
        """Remove a schedule with its members and return what it was; raise GoneError if the server has none such."""
        async with self._store.writing() as tx:
            old = await _of_server(tx, server, schedule)
            await tx.remove_reminder(schedule)
        self.changed.set()
        return old

    # --- members

    async def open_to(self, person: int, schedule: int, server: int | None = None) -> Listed:
        """Return a schedule that a person has joined, or that is of the *server* where they are; raise GoneError."""
        async with self._store.reading() as seen:
            found = await _existing(seen, schedule)
            if found.server != server and schedule not in [one.id for one in await seen.joined(person)]:
                raise GoneError
            return await listed_as(seen, found, self._clock.now())

    async def count_members(self, schedule: int) -> int:
        """Return how many have joined a schedule; 0 for one that is gone."""
        async with self._store.reading() as seen:
            return len(await seen.members(schedule))

    async def joined(self, person: int) -> list[Listed]:
        """Return the schedules that a person has joined, the oldest first."""
        async with self._store.reading() as seen:
            return [await listed_as(seen, one, self._clock.now()) for one in await seen.joined(person)]

    async def join(self, person: int, schedule: int) -> Listed:
        """Make a person a member of a schedule; raise ReminderError with every fault, GoneError if it is gone.

        To be reminded to drink, they must have answered that they may be.
        """
        async with self._store.writing() as tx:
            found = await _existing(tx, schedule)
            known = await tx.person(person) or Person(id=person)
            if found.kind is Kind.HYDRATE:
                await self._check_drinking(tx, known, found)
            await tx.save_person(known)
            await tx.join(schedule, person)
            return await listed_as(tx, found, self._clock.now())

    async def leave(self, person: int, schedule: int) -> bool:
        """Make a person a member no more; say whether they were one."""
        async with self._store.writing() as tx:
            return await tx.leave(schedule, person)

    # --- what happens to servers and channels

    async def channel_gone(self, channel: int) -> None:
        """Pause what is posted in a channel that was deleted."""
        async with self._store.writing() as tx:
            for one in await tx.reminders_in(channel):
                await _pause(tx, one, Reason.GONE)
        self.changed.set()

    async def server_left(self, server: int) -> None:
        """Pause what is posted in a server that Charley was removed from, and note the day; its data is kept for a while."""
        async with self._store.writing() as tx:
            known = await tx.server(server)
            if known is None or known.left is not None:
                return
            await tx.save_server(replace(known, left=self._clock.now()))
            for one in await _posted_in(tx, known):
                if one.reason is None or one.until is not None:
                    await _pause(tx, one, Reason.REMOVED)
        self.changed.set()

    async def server_there(self, server: int) -> None:
        """Let a server that Charley is in again have what it had."""
        async with self._store.writing() as tx:
            known = await tx.server(server)
            if known is None or known.left is None:
                return
            await tx.save_server(replace(known, left=None))
            for one in await _posted_in(tx, known):
                # A delivery may have met the removal first.
                if one.reason in {Reason.REMOVED, Reason.NO_ACCESS}:
                    await self._replan(tx, replace(one, reason=None))
        self.changed.set()

    async def reconcile(self, servers: Collection[int], among: Callable[[int], bool] = bool) -> None:
        """Note which servers Charley was removed from, or added to, while it was not running; leave all not *among* them."""
        async with self._store.reading() as seen:
            known = [one for one in await seen.servers() if among(one.id)]
        for one in known:
            if one.id in servers:
                await self.server_there(one.id)
            else:
                await self.server_left(one.id)

    # --- inside

    async def _replan(self, tx: Writing, schedule: Reminder) -> Listed:
        due = await replan(tx, schedule, self._clock.now())
        return Listed(await tx.reminder(schedule.id) or schedule, due)

    async def _allow_personal(self, tx: Writing, channel: int, *, allowed: bool) -> None:
        for one in await tx.reminders_in(channel):
            if one.owner is not None:
                await self._allow(tx, one, allowed=allowed)

    async def _allow(self, tx: Writing, one: Reminder, *, allowed: bool) -> None:
        if allowed and one.reason is Reason.FORBIDDEN:
            await self._replan(tx, replace(one, reason=None))
        elif not allowed and (one.reason is None or one.until is not None):
            await _pause(tx, one, Reason.FORBIDDEN)

    async def _checked(self, seen: Reading, server: int, draft: Draft, but: int) -> tuple[datetime, ...]:
        """Return when a draft is due first; raise ReminderError with all that is wrong with it."""
        others = [one for one in await seen.schedules_of(server) if one.id != but]
        known = await _server(seen, server)
        faults: list[str] = []
        if len(others) >= self.limits.schedules:
            faults.append(
                f"This server has {len(others)} schedules, and {self.limits.schedules} is the limit. Stop one first."
            )
        if draft.kind is Kind.HYDRATE:
            faults += over_the_day([draft.rule], draft.rule.zone, self.limits.hydrate_a_day)
        if draft.channel not in known.channels:
            faults.append(NOT_HERE)
        found = (
            first_dues(reminder_of(draft, server=server), None, self._clock.now()) if draft.channel is not None else ()
        )
        if not found:
            faults.append(never_due(draft.rule, self._clock.now()))
        if faults:
            raise ReminderError(*faults)
        return found

    async def _check_drinking(self, seen: Reading, person: Person, schedule: Reminder) -> None:
        if person.fluids is not Fluids.MAY:
            raise ReminderError(NOT_ANSWERED)
        others = [*await seen.reminders_of(person.id), *await seen.joined(person.id)]
        rules = [one.rule for one in others if one.kind is Kind.HYDRATE and one.id != schedule.id]
        faults = over_the_day([schedule.rule, *rules], person.zone, self.limits.hydrate_a_day, INSTEAD)
        if faults:
            raise ReminderError(*faults)


async def _server(seen: Reading, server: int) -> Server:
    return await seen.server(server) or Server(id=server)


async def _existing(seen: Reading, schedule: int) -> Reminder:
    found = await seen.reminder(schedule)
    if found is None or found.server is None:
        raise GoneError
    return found


async def _of_server(seen: Reading, server: int, schedule: int) -> Reminder:
    found = await _existing(seen, schedule)
    if found.server != server:
        raise GoneError
    return found


async def _posted_in(seen: Reading, server: Server) -> list[Reminder]:
    """Return the schedules of a server, and the personal reminders in its channels."""
    own = await seen.schedules_of(server.id)
    return own + [one for channel in server.channels for one in await seen.reminders_in(channel) if one.server is None]


async def _pause(tx: Writing, one: Reminder, reason: Reason) -> None:
    await tx.unplan(one.id)
    await tx.save_reminder(replace(one, reason=reason, until=None))
