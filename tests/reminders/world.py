"""A small world to deliver in: a clock moved by hand, a post office, a life that may end at any step, a real store."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil, inf
from typing import Any

from bot.reminders.drafts import Draft
from bot.reminders.engine import Engine
from bot.reminders.models import Fluids, Kind, Occurrence, Person, Reminder, Server, State
from bot.reminders.pace import Budget, Pace
from bot.reminders.planning import replan
from bot.reminders.ports import LaterError, RefusedError, UncertainError, UnreadableError
from bot.reminders.rule import Rule
from bot.reminders.schedules import ScheduleService
from bot.reminders.service import ReminderService

WEEK = frozenset(range(7))
SERVER, CHANNEL = 900, 500
ADA, BEN = 11, 12
NONCE = 180.0
"""Seconds for which Discord remembers a nonce, in a trial."""


def at(text):
    """Return an instant of Sunday, 22 November 2026 (09:00), or of another day (2026-11-23 09:00)."""
    return datetime.fromisoformat(text if "-" in text else f"2026-11-22 {text}").replace(tzinfo=UTC)


def daily(*times, zone="UTC", **more):
    return Rule(weekdays=WEEK, zone=zone, times=tuple(map(time.fromisoformat, times)), **more)


def often(minutes=30, start="08:00", end="20:00", zone="UTC", **more):
    hours = (time.fromisoformat(start), time.fromisoformat(end))
    return Rule(weekdays=WEEK, zone=zone, every=timedelta(minutes=minutes), hours=hours, **more)


class HandClock:
    """Stand still until it is moved. `waiting` holds until when each waits: steady microseconds, a wall time, or no end."""

    def __init__(self, now):
        self._now = now
        self._micros = 1_000_000_000
        self.waiting: dict[asyncio.Future[None], int | datetime | None] = {}

    def now(self):
        return self._now

    def steady(self):
        return self._micros / 1_000_000

    def set(self, now):
        """Set the wall time, as an administrator may; steady seconds do not care."""
        is_back, self._now = now < self._now, now
        for reached, deadline in list(self.waiting.items()):
            if is_back and isinstance(deadline, datetime) and not reached.done():
                reached.set_result(None)

    async def sleep(self, seconds):
        await self._until(self._micros + ceil(seconds * 1_000_000))

    async def wait(self, event, until):
        if event.is_set():
            return
        woken = asyncio.ensure_future(event.wait())
        slept = asyncio.ensure_future(self._until(until))
        try:
            await asyncio.wait({woken, slept}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (woken, slept):
                task.cancel()

    async def _until(self, deadline):
        if self._left(deadline) <= 0:
            return
        reached = asyncio.get_running_loop().create_future()
        self.waiting[reached] = deadline
        try:
            await reached
        finally:
            del self.waiting[reached]

    def soonest(self):
        """Return in how many seconds the next is to be woken."""
        return min(
            (self._left(deadline) for reached, deadline in self.waiting.items() if not reached.done()), default=inf
        )

    def awaits(self):
        """Say whether somebody waits for an event as well."""
        return any(not reached.done() and not isinstance(until, int) for reached, until in self.waiting.items())

    def blocked(self):
        """Return how many wait for time to pass."""
        return sum(not reached.done() for reached in self.waiting)

    def advance(self, seconds):
        """Move on, and wake whoever waited for that."""
        self._now += timedelta(seconds=seconds)
        self._micros += round(seconds * 1_000_000)
        for reached, deadline in list(self.waiting.items()):
            if self._left(deadline) <= 0 and not reached.done():
                reached.set_result(None)

    def _left(self, deadline):
        if deadline is None:
            return inf
        if isinstance(deadline, datetime):
            return (deadline - self._now).total_seconds()
        return (deadline - self._micros) / 1_000_000


class Life:
    """Count the steps of a program, and let it hang for ever at the one where it dies."""

    def __init__(self, steps=None):
        self.steps = 0
        self.most = steps
        self.is_over = False

    async def step(self):
        if self.steps == self.most:
            self.is_over = True
        if self.is_over:
            await asyncio.get_running_loop().create_future()
        self.steps += 1


class MortalStore:
    """A store whose user may die before a block, before it is committed, and after."""

    def __init__(self, store, life):
        self._store = store
        self._life = life

    @asynccontextmanager
    async def reading(self):
        await self._life.step()
        async with self._store.reading() as block:
            yield block

    @asynccontextmanager
    async def writing(self):
        await self._life.step()
        async with self._store.writing() as block:
            yield block
            await self._life.step()
        await self._life.step()


@dataclass
class Message:
    """One message in a channel; `at` is when the post office took it, by its own clock."""

    id: int
    channel: int
    occurrence: Occurrence
    reminder: Reminder
    mentions: tuple[int, ...]
    at: datetime
    weeks: tuple[Any, ...] = ()


class PostOffice:
    """Take messages as Discord does: a nonce gives the first message again for a while, and answers may get lost.

    `faults` are what happens to the next sends, in turn: None (nothing), "later", "lost" (taken, but not told),
    "dropped" (neither taken nor told), a RefusedError, or seconds that it takes.
    """

    def __init__(self, clock):
        self.clock = clock
        self.life = Life()
        self.messages: list[Message] = []
        self.gone: set[int] = set()
        self.faults: list[Any] = []
        self.find_faults: list[Any] = []
        self.remove_faults: list[Any] = []
        self.unreadable: set[int] = set()
        self.calls: list[tuple[str, int]] = []
        self.behind = timedelta(0)
        self.turn = asyncio.Event()
        self.turn.set()
        self._nonces: dict[int, tuple[Message, float]] = {}

    async def send(self, delivery):
        await self.life.step()
        self.calls.append(("send", delivery.occurrence.id))
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, float):
            await self.clock.sleep(fault)
        if isinstance(fault, Exception):
            raise fault
        if fault == "later":
            raise LaterError("503")
        if fault == "dropped":
            raise UncertainError("reset")
        message = self._taken(delivery)
        await self.life.step()
        if fault == "lost":
            raise UncertainError("reset")
        return message.channel, message.id

    def _taken(self, delivery):
        known = self._nonces.get(delivery.occurrence.id)
        if known is not None and self.clock.steady() - known[1] < NONCE:
            return known[0]
        channel = delivery.channel if delivery.channel is not None else delivery.to + 1_000_000
        number = 10_000 + len(self.messages)
        when = self.clock.now() - self.behind
        occurrence, reminder = delivery.occurrence, delivery.reminder
        message = Message(number, channel, occurrence, reminder, delivery.mentions, when, delivery.weeks)
        self.messages.append(message)
        self._nonces[delivery.occurrence.id] = message, self.clock.steady()
        return message

    async def find(self, delivery, since, until):
        await self.life.step()
        self.calls.append(("find", delivery.occurrence.id))
        if self.find_faults and (fault := self.find_faults.pop(0)) is not None:
            raise fault
        channel = delivery.channel if delivery.channel is not None else delivery.to + 1_000_000
        if channel in self.unreadable:
            raise UnreadableError
        for one in self.messages:
            if one.channel == channel and one.occurrence.id == delivery.occurrence.id and since <= one.at < until:
                return one.channel, one.id
        return None

    async def remove(self, channel, messages):
        await self.life.step()
        if self.remove_faults and (fault := self.remove_faults.pop(0)) is not None:
            raise fault
        self.gone |= {one.id for one in self.messages if one.channel == channel and one.id in messages}

    def standing(self, channel=CHANNEL):
        return [one for one in self.messages if one.channel == channel and one.id not in self.gone]

    def came(self, person=None):
        """Return the dues that came, to a person, in order."""
        return [one.occurrence.due for one in self.messages if person is None or one.reminder.owner == person]


class Told(list[tuple[str, dict[str, Any]]]):
    """Remember what the engine tells."""

    def happened(self, what, **more):
        self.append((what, more))

    def names(self):
        return [what for what, _ in self]


class World:
    """Hold a store, a clock and a post office, in which one engine lives at a time."""

    def __init__(self, store, now):
        self.store = store
        self.clock = HandClock(now)
        self.post = PostOffice(self.clock)
        self.told = Told()
        self.changed = asyncio.Event()
        self.people = ReminderService(store, self.clock, self.changed)
        self.schedules = ScheduleService(store, self.clock, self.changed)
        self.engine: Engine | None = None
        self.running: asyncio.Task[None] | None = None
        self.life = Life()

    def begin(self, life=None, rate=40.0, most=1000, **more):
        """Start an engine."""
        self.life = self.post.life = life or Life()
        self.changed.clear()
        pace = Pace(self.clock, rate)
        self.budget = Budget(self.clock, most)
        store = MortalStore(self.store, self.life)
        self.engine = Engine(
            store,
            self.post,
            clock=self.clock,
            pace=pace,
            budget=self.budget,
            watcher=self.told,
            changed=self.changed,
            chance=lambda: 0.5,
            **more,
        )
        self.running = asyncio.create_task(self.engine.run())

    async def settle(self):
        """Let everything happen that happens at this moment."""
        assert self.engine is not None
        assert self.running is not None
        while not self.life.is_over and not self.running.done():
            lines = [lock._waiters or () for lock in self.engine._lines.values()]
            idle = self.clock.blocked() + sum(map(len, lines))
            if idle >= 1 + len(self.engine._under_way) and not (self.changed.is_set() and self.clock.awaits()):
                return
            await asyncio.sleep(0)

    async def until(self, moment):
        """Let time pass up to a moment, or up to the engine's death; say whether it lives."""
        moment = at(moment) if isinstance(moment, str) else moment
        await self.settle()
        while not self.life.is_over and self.clock.now() < moment:
            left = (moment - self.clock.now()).total_seconds()
            self.clock.advance(max(min(left, self.clock.soonest()), 0.0))
            await self.settle()
        return not self.life.is_over

    async def kill(self):
        """Throw the engine away where it is."""
        assert self.engine is not None
        assert self.running is not None
        tasks = {self.running, *self.engine._under_way}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.engine = self.running = None

    async def end(self):
        """Stop the engine as the program does, if there is one."""
        if self.engine is not None and self.running is not None:
            self.engine.stop()
            if self.life.is_over:
                await self.kill()
                return
            while not self.running.done():
                self.clock.advance(1)
                await asyncio.sleep(0)
            with suppress(asyncio.CancelledError):
                await self.running

    # --- what is there

    async def has(self, *ids, **more):
        """Store people as they are by default, without quiet hours, and may they drink."""
        async with self.store.writing() as tx:
            for person in ids:
                known = {"zone": "UTC", "quiet": None, "fluids": Fluids.MAY, "fluids_on": date(2026, 1, 1)} | more
                await tx.save_person(Person(id=person, **known))

    async def reminds(self, person=ADA, rule=None, kind=Kind.STRETCH, **more):
        """Store a reminder of a person, planned, and return its id."""
        rule = rule or often()
        async with self.store.writing() as tx:
            if await tx.person(person) is None:
                await tx.save_person(Person(id=person, zone=rule.zone, quiet=None))
            made = Reminder(kind=kind, rule=rule, owner=person, **more)
            number = await tx.add_reminder(made)
            await replan(tx, Reminder(id=number, kind=kind, rule=rule, owner=person, **more), self.clock.now())
        self.changed.set()
        return number

    async def serves(self, *members, rule=None, kind=Kind.STRETCH, channels=(CHANNEL,), personal=True):
        """Store a server with a schedule and its members, and return the schedule's id."""
        async with self.store.writing() as tx:
            await tx.save_server(Server(id=SERVER, personal=personal, channels=frozenset(channels)))
            for person in members:
                if await tx.person(person) is None:
                    await tx.save_person(Person(id=person, zone="UTC", quiet=None))
        made = await self.schedules.add(SERVER, Draft(kind=kind, rule=rule or often(), channel=CHANNEL))
        async with self.store.writing() as tx:
            for person in members:
                await tx.join(made.reminder.id, person)
        return made.reminder.id

    async def occurrences(self, reminder=None):
        """Return everything that is stored of occurrences, by due moment."""
        found = []
        async with self.store.reading() as seen:
            counts, number = await seen.counts(), 0
            while len(found) < sum(counts[state] for state in State):
                number += 1
                if (one := await seen.occurrence(number)) is not None:
                    found.append(one)
        found = [one for one in found if reminder is None or one.reminder == reminder]
        return sorted(found, key=lambda one: (one.due, one.part, one.snoozed))

    async def reminder(self, number):
        async with self.store.reading() as seen:
            return await seen.reminder(number)


def refused(reason, code=0):
    return RefusedError(reason, code)
