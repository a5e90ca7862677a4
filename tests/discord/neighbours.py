"""Alice, of whom all is stored that can be, and her neighbours, who must not learn any of it.

What is stored about her is unlike anything else here, so that a text that holds it can have it from her alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from bot.reminders.drafts import Draft
from bot.reminders.models import Kind, Occurrence, Reason, Reminder, State, Tallied
from bot.reminders.planner import monday
from bot.reminders.quiet import Quiet
from bot.reminders.rule import Rule
from tests.discord import admins
from tests.discord.conftest import World
from tests.discord.reminding import deliver, place_them

ZONE = "Pacific/Marquesas"
FIRST_REMINDER, FIRST_OCCURRENCE = 8_370_000, 5_290_000
"""Ids that people's rows begin after; those a million below never were."""

NEVER = 1_000_000
DAYS = frozenset(range(7))

HERS = (
    "Marquesas", "Kathmandu", "03:17", "04:41", "05:23", "06:47", "07:11", "19:53", "13:37", "14:59", "47 minutes", "471", "397",
)  # fmt: skip
"""What texts hold only if they tell of Alice: her zones, her quiet hours, her times, and what was counted."""

OF_SERVER = ("08:29", "10:31")
"""What texts hold only if they tell of the schedules of the server where she is."""

Rows = dict[str, list[tuple[Any, ...]]]
"""What is stored, by table."""


@dataclass(frozen=True)
class Names:
    """Hold the ids by which what belongs to somebody can be named; `own` is the reminder of the one who asks."""

    reminder: int
    occurrence: int
    schedule: int
    person: int
    channel: int
    own: int


@dataclass
class Neighbours:
    """Hold the people, the two servers, and what is stored when all begins."""

    world: World
    carol: Any
    dora: Any
    bobs: Any
    bobs_channel: Any
    own: int
    reminders: tuple[Reminder, ...]
    occurrences: tuple[int, ...]
    schedules: tuple[int, ...]
    public: tuple[Any, ...] = ()
    begun: Rows = None  # pyright: ignore[reportAssignmentType] - filled in when all else is there

    def names(self, number: int = 0) -> Names:
        """Return the names of one of Alice's reminders and of one of the schedules of her server."""
        place = number % len(self.reminders)
        return Names(
            reminder=self.reminders[place].id,
            occurrence=self.occurrences[place],
            schedule=self.schedules[number % len(self.schedules)],
            person=self.world.alice.id,
            channel=self.world.channel.id,
            own=self.own,
        )

    def secrets(self) -> set[str]:
        """Return what no text may hold that is not for Alice."""
        rows = stored(self.world)
        mine = {row[0] for row in rows["reminders"] if row[3] == self.world.alice.id}
        hers = [row for row in rows["occurrences"] if row[1] in mine]
        numbers = {self.world.alice.id, *mine, *(row[0] for row in hers)}
        # That something is at present tells nothing.
        now = int(self.world.env.now().timestamp())
        numbers |= {moment for row in hers for moment in (row[2], row[8], row[14], row[16])} - {None, now}
        numbers |= {row[5] for row in rows["people"] if row[0] == self.world.alice.id and row[5] is not None}
        return {*HERS, *map(str, numbers), str(self.dora.id)}

    def secrets_of_server(self) -> set[str]:
        """Return what no text may hold that is for somebody who is not in the server where Alice is."""
        rows, server = stored(self.world), self.world.guild.id
        posted = [row for row in rows["occurrences"] if row[1] in self.schedules]
        moments = {row[2] for row in posted}
        ids = {server, self.world.channel.id, *self.schedules, *(row[0] for row in posted)}
        return {*OF_SERVER, *map(str, moments | ids)}


def nobody(names: Names) -> Names:
    """Return names like those given, but of nothing that ever was."""
    return replace(
        names,
        reminder=names.reminder - NEVER,
        occurrence=names.occurrence - NEVER,
        schedule=names.schedule - NEVER,
        person=names.person - NEVER,
        channel=names.channel - NEVER,
    )


async def move_in(world: World) -> Neighbours:
    """Let Alice have everything, Bob a reminder and a server of his own, and Carol be an admin where Alice is."""
    begin_ids(world)
    carol, dora = admins.admin(world), world.guild.add_member(world.env.create_user("dora"))
    bobs = world.env.create_guild("Bob's own")
    role = bobs.create_role("admins", permissions=admins.MANAGE)
    bobs_channel = bobs.create_text_channel("his")
    bobs.add_member(world.bob.user, roles=[role])
    await world.env.settle()
    schedules = await _serve(world, dora)
    reminders, occurrences, public = await _store_all(world)
    await place_them(world, world.bob)
    own = await world.bot.reminders.add(world.bob.id, Draft(kind=Kind.STRETCH, rule=rule("Europe/Berlin", 9)))
    await world.bot.reminders.set_summary(world.bob.id, on=True)
    await world.bot.schedules.set_channels(bobs.id, frozenset({bobs_channel.id}))
    made = Neighbours(
        world, carol, dora, bobs, bobs_channel, own.reminder.id, reminders, occurrences, schedules, public
    )
    made.begun = stored(world)
    return made


def rule(zone: str, *hours: int, minute: int = 0, **more: Any) -> Rule:
    """Return a rule for every day at some hours."""
    return Rule(weekdays=DAYS, zone=zone, times=tuple(time(hour, minute) for hour in hours), **more)


async def _serve(world: World, dora: Any) -> tuple[int, ...]:
    """Let the server have two schedules, which Alice and Dora have joined."""
    service, server = world.bot.schedules, world.guild.id
    await service.set_channels(server, frozenset({world.channel.id}))
    await service.set_personal(server, on=True)
    made: list[int] = []
    for kind, hour, minute in ((Kind.HYDRATE, 8, 29), (Kind.STRETCH, 10, 31)):
        draft = Draft(kind=kind, rule=rule("Africa/Nairobi", hour, minute=minute), channel=world.channel.id)
        one = (await service.add(server, draft)).reminder.id
        made.append(one)
        for person in (world.alice.id, dora.id):
            await world.bot.reminders.answer_fluids(person, may=True)
            await service.join(person, one)
    return tuple(made)


async def _store_all(world: World) -> tuple[tuple[Reminder, ...], tuple[int, ...], tuple[Any, ...]]:
    """Store all that can be about Alice; return her reminders, what came of each, and what stands in the channel."""
    service, alice = world.bot.reminders, world.alice.id
    for zone in ("Asia/Kathmandu", ZONE):
        await service.set_zone(alice, zone)
    await service.set_quiet(alice, Quiet(time(3, 17), time(4, 41)))
    await service.set_summary(alice, on=True)
    summary = await service.summary(alice)
    assert summary is not None
    odd = Rule(weekdays=DAYS, zone=ZONE, every=timedelta(minutes=47), hours=(time(7, 11), time(19, 53)))
    twice = Rule(weekdays=DAYS, zone=ZONE, times=(time(5, 23), time(6, 47)))
    drafts = (
        Draft(kind=Kind.HYDRATE, rule=twice),
        Draft(kind=Kind.STRETCH, rule=odd, channel=world.channel.id),
        Draft(kind=Kind.STRETCH, rule=rule(ZONE, 13, minute=37)),
        Draft(kind=Kind.STRETCH, rule=rule(ZONE, 14, minute=59, until=date(2026, 12, 31))),
    )
    made = [(await service.add(alice, draft, world.guild.id)).reminder for draft in drafts]
    drink, here, paused, over = made
    await service.pause(alice, paused.id, world.env.now() + timedelta(days=9))
    async with world.store.writing() as tx:
        ended = replace(over, rule=replace(over.rule, until=date(2025, 12, 1)), reason=Reason.ENDED)
        await tx.unplan(over.id)
        await tx.save_reminder(ended)
        for kind, came, done in ((Kind.HYDRATE, 471, 397), (Kind.STRETCH, 397, 3)):
            await tx.tally(alice, monday(world.env.now(), ZONE), kind, came=came, done=done)
    everything = (drink, here, paused, ended, summary)
    came = [await _came(world, one, number) for number, one in enumerate(everything)]
    await service.snooze(alice, drink.id, timedelta(minutes=30))
    async with world.store.writing() as tx:
        snoozed = await tx.snoozed(drink.id)
        assert snoozed is not None
        # No reminder that somebody else snoozes comes at that second.
        later = snoozed.due + timedelta(seconds=17)
        await tx.save_occurrence(replace(snoozed, due=later, at=later))
    first = await deliver(world, drink)
    await service.remember_dm(alice, first.channel.id)
    return everything, tuple(came), (await deliver(world, here, world.channel.id, mentions=(alice,)),)


async def _came(world: World, reminder: Reminder, number: int) -> int:
    """Let a reminder have come once, and been counted; return what it was."""
    due = world.env.now() - timedelta(hours=number + 1, minutes=7)
    async with world.store.writing() as tx:
        sent = await tx.add_occurrence(
            Occurrence(
                reminder=reminder.id, due=due, state=State.SENT, ended=due, message=8_888_000_000 + number, tries=1
            )
        )
        assert sent is not None
        await tx.mark_tallied(sent, Tallied.CAME)
    return sent


# --- what is stored


def _open(world: World) -> sqlite3.Connection:
    return sqlite3.connect(world.store.path)


TABLES = ("people", "servers", "channels", "reminders", "members", "occurrences", "weeks")


def begin_ids(world: World) -> None:
    """Let ids of reminders and of occurrences begin where no other number here is."""
    with _open(world) as database:
        for table, first in (("reminders", FIRST_REMINDER), ("occurrences", FIRST_OCCURRENCE)):
            database.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, first))
    database.close()


def stored(world: World) -> Rows:
    """Return everything that is stored, as it is."""
    database = _open(world)
    try:
        return {table: sorted(database.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}
    finally:
        database.close()


def restore(world: World, rows: Rows) -> None:
    """Let what is stored be as it was."""
    database = _open(world)
    with database:
        database.execute("PRAGMA defer_foreign_keys = ON")
        for table in reversed(TABLES):
            database.execute(f"DELETE FROM {table}")
        for table in TABLES:
            if rows[table]:
                places = ", ".join("?" * len(rows[table][0]))
                database.executemany(f"INSERT INTO {table} VALUES ({places})", rows[table])
    database.close()


def of_others(rows: Rows, people: Iterable[int], servers: Iterable[int]) -> Rows:
    """Return what is stored without what belongs to some people and some servers."""
    people, servers = set(people), set(servers)
    theirs = {row[0] for row in rows["reminders"] if row[3] in people or row[4] in servers}
    return {
        "people": [row for row in rows["people"] if row[0] not in people],
        "servers": [row for row in rows["servers"] if row[0] not in servers],
        "channels": [row for row in rows["channels"] if row[1] not in servers],
        "reminders": [row for row in rows["reminders"] if row[0] not in theirs],
        "members": [row for row in rows["members"] if row[1] not in people and row[0] not in theirs],
        "occurrences": [row for row in rows["occurrences"] if row[1] not in theirs],
        "weeks": [row for row in rows["weeks"] if row[0] not in people],
    }
