"""Who is there: people, servers, and what they have been reminded of since before the start.

Keepers have reminders that nobody changes, so that it can be told from their rules alone what is due. Players set up,
pause, move, stop and erase as they like.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.reminders.clock import WallClock
from bot.reminders.drafts import Draft, Limits
from bot.reminders.models import Kind
from bot.reminders.rule import Rule
from bot.reminders.schedules import ScheduleService
from bot.reminders.service import ReminderService
from bot.store.store import open_store
from tests.standin.server import StandIn

ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe")
CANARY = "Quendolin"
"""A name that nobody has: it stands in every person's name and every question, and must not stand in the log."""
AHEAD = 30
"""Minutes after the end of the run that times of day lie in, as Charley's clock may be ahead."""
APART = 3
"""Minutes between two times of one rule: of two that are due together only one comes."""


@dataclass(frozen=True)
class Planned:
    """A rule as it was set up: `times`, or every half hour within `hours`, by the clocks of a zone; `since` is when."""

    reminder: int
    kind: str
    zone: str
    since: datetime
    times: tuple[time, ...] = ()
    hours: tuple[time, time] | None = None


@dataclass
class People:
    """Ids of people, servers and channels; `public` are channels where keepers' schedules are posted."""

    keepers: list[int] = field(default_factory=list)
    players: list[int] = field(default_factory=list)
    askers: list[int] = field(default_factory=list)
    """They have no reminder, and do nothing but ask; some have Charley only in their own account."""
    prober: int = 0
    public: list[int] = field(default_factory=list)
    playground: list[int] = field(default_factory=list)
    """Channels of the server whose admins are players."""
    foreign: list[int] = field(default_factory=list)
    """Channels of a server that Charley is not in."""
    planned: list[Planned] = field(default_factory=list)


def populate(here: StandIn, size: int) -> People:
    """Make *size* keepers, and all others in proportion, before Charley is connected."""
    made = People(prober=here.person(f"{CANARY} the prober"))
    made.keepers = [here.person(f"{CANARY} keeper {n}") for n in range(size)]
    made.players = [here.person(f"{CANARY} player {n}") for n in range(max(2, size // 4))]
    made.askers = [here.person(f"{CANARY} asker {n}") for n in range(size)]
    for asker in made.askers[::5]:
        here.set_dms(asker, "strangers")
    for locale, person in zip(("de", "fr", "es-ES", "hi", "ja"), made.askers, strict=False):
        here.world.people[person].locale = locale
    for number in range(3):
        server = here.server(f"{CANARY}'s {number}", managers=made.keepers[:1])
        made.public += [*here.channels(server), here.channel(server, "reminders")]
    playground = here.server("Playground", managers=made.players[: len(made.players) // 2])
    made.playground = [*here.channels(playground), here.channel(playground, "play")]
    foreign = here.server("Elsewhere")
    here.world.servers[foreign].there = False
    made.foreign = here.channels(foreign)
    return made


async def plan(people: People, here: StandIn, folder: Path, minutes: float, dice: random.Random) -> None:
    """Set up keepers' reminders and schedules by the services that the commands use."""
    async with open_store(folder) as store:
        clock, changed = WallClock(), asyncio.Event()
        reminders = ReminderService(store, clock, changed, Limits())
        schedules = ScheduleService(store, clock, changed, Limits())
        for number, person in enumerate([*people.keepers, *people.players]):
            zone = dice.choice(ZONES)
            await reminders.set_zone(person, zone)
            await reminders.set_quiet(person, None)
            await reminders.answer_fluids(person, may=True)
            drafts = [Draft(kind=Kind.STRETCH, rule=_at_times(zone, clock.now(), minutes, dice))]
            if number % 2:
                drafts.append(Draft(kind=Kind.HYDRATE, rule=_half_hourly(zone, clock.now(), dice)))
            for draft in drafts:
                made = await reminders.add(person, draft)
                if person in people.keepers:
                    people.planned.append(_planned(made.reminder.id, draft, clock.now()))
        for number, channel in enumerate(people.public):
            server = here.world.channels[channel].guild
            assert server is not None
            known = await schedules.server(server)
            await schedules.set_channels(server, known.channels | {channel})
            kind = Kind.STRETCH if number % 2 else Kind.HYDRATE
            draft = Draft(kind=kind, rule=_at_times(ZONES[number % 5], clock.now(), minutes, dice), channel=channel)
            made = await schedules.add(server, draft)
            people.planned.append(_planned(made.reminder.id, draft, clock.now()))
            for member in people.keepers[number :: len(people.public)][:5]:
                await schedules.join(member, made.reminder.id)


def _at_times(zone: str, now: datetime, minutes: float, dice: random.Random) -> Rule:
    """Return a rule of up to eight times of day within the run, and a while after it."""
    first = now.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    several = range(dice.randint(1, APART), int(minutes) + AHEAD, APART)
    soon = [one for one in several if one <= minutes]
    chosen = dice.sample(soon, min(4, len(soon)))
    chosen += dice.sample([one for one in several if one > minutes], 8 - len(chosen))
    times = tuple((first + timedelta(minutes=one)).time() for one in chosen)
    return Rule(weekdays=frozenset(range(7)), zone=zone, times=times)


def _half_hourly(zone: str, now: datetime, dice: random.Random) -> Rule:
    """Return a rule of every half hour for seven hours, of which the first one is nearly over."""
    start = (now - timedelta(minutes=dice.randint(31, 60))).astimezone(ZoneInfo(zone))
    hours = (
        start.time().replace(second=0, microsecond=0),
        (start + timedelta(hours=7)).time().replace(second=0, microsecond=0),
    )
    return Rule(weekdays=frozenset(range(7)), zone=zone, every=timedelta(minutes=30), hours=hours)


def _planned(reminder: int, draft: Draft, since: datetime) -> Planned:
    rule = draft.rule
    return Planned(reminder, draft.kind.value, rule.zone, since.astimezone(UTC), rule.times, rule.hours)
