"""Discord's bad days, and the machine's: each makes its own trial, lets Charley through it, and returns what came of it.

Tests run them small, `make crash` at full size. Where people would wait for minutes, constants of the product are made
smaller for the child (see the nursery), or both clocks are pushed; no rule of the product changes by that.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.reminders.models import Kind
from bot.reminders.rule import Rule
from tests.crash.charleys import Nursery, nursery
from tests.crash.trial import Trial, reached, stopped
from tests.standin.faults import SENDS
from tests.standin.server import StandIn

ENGINE, CLOCK, MESSENGER = "bot.reminders.engine.", "bot.reminders.clock.", "bot.discord_app.messenger."
QUICK = {f"{ENGINE}TIMEOUT": 3.0, f"{ENGINE}TROUBLE": 0.2, f"{CLOCK}GLANCE": 0.1, f"{MESSENGER}OPEN_LATER": 1.0}
"""An answer is given up after 3 s, not 15; trouble and the clock are looked at sooner; what Discord wants later, in 1 s."""

BUCKET = {SENDS.replace("\\", ""): (5, 1.0)}
"""Channels take 5 messages a second, not 5 in 5 seconds: a fifth of the time, as the time-out is."""

MORNING = datetime(2027, 3, 10, 9, 59, 58, tzinfo=UTC)
HOUR, DAY, YEAR = 3600.0, 86_400.0, 365 * 86_400.0
DAILY = {"weekdays": frozenset(range(7)), "zone": "UTC"}
ALL_DAY = (time(0), time(23, 59))
HALF_HOURLY = Rule(**DAILY, every=timedelta(minutes=30), hours=ALL_DAY)
HOURLY = Rule(**DAILY, every=timedelta(hours=1), hours=ALL_DAY)
AT_TIMES = Rule(**DAILY, times=(time(8), time(9, 50), time(17, 30)))

Row = dict[str, Any]


@dataclass
class Day:
    """Hold one trial, and the Charleys that go through it."""

    trial: Trial
    charleys: Nursery

    @property
    def here(self) -> StandIn:
        return self.trial.here

    async def start(self, constants: dict[str, float] | None = None, refusals: int | None = None) -> int:
        """Start a Charley whose constants are QUICK and *constants*."""
        return await self.charleys.start(constants=QUICK | (constants or {}), refusals=refusals)

    async def reached(self, check: Any, within: float = 60.0) -> None:
        await reached(self.trial, check, within)

    async def settled(self, within: float = 60.0) -> None:
        """Wait until nothing is due that is not final."""
        await self.reached(lambda: not self.trial.open(), within)

    def sends(self) -> int:
        """Return how many messages were to be sent, by requests."""
        return sum(one.method == "POST" and one.route.endswith("/messages") for one in self.here.ledger.requests)

    def count(self) -> int:
        return len(self.here.ledger.messages)

    async def quiet_for(self, seconds: float) -> bool:
        """Say whether no message is sent for so long, not even in vain."""
        before = self.sends()
        with suppress(TimeoutError):
            await self.here.until(lambda: self.sends() > before, seconds)
            return False
        return True


@asynccontextmanager
async def day(folder: Path, seed: int = 0) -> AsyncIterator[Day]:
    async with StandIn(seed=seed) as here, nursery(here, folder) as charleys:
        here.limits.sizes |= BUCKET
        yield Day(Trial(here, folder, random.Random(seed)), charleys)


async def to_the_end(one: Day, process: int) -> Row:
    await one.settled(120.0)
    await stopped(one.charleys, process)
    return one.trial.row()


# --- Discord's bad days


async def errors(folder: Path, due: int) -> Row:
    """5 % answer 500, 502 or 503, 2 % are lost after the message was accepted, 1 % hang."""
    async with day(folder) as one:
        await one.trial.prepare(due)
        one.here.fault("lost", share=0.02)
        one.here.fault("hang", share=0.01, seconds=30.0)
        one.here.fault("error", share=0.05)
        return await to_the_end(one, await one.start())


async def storm(folder: Path, due: int, *, everywhere: bool) -> Row:
    """429 for each route, a third of the time; or a limit over all below what Charley thinks, 30 a second."""
    async with day(folder) as one:
        await one.trial.prepare(due)
        if everywhere:
            one.here.limits.everywhere.size = 30
        else:
            one.here.fault("limit", share=0.33, seconds=0.5)
        return await to_the_end(one, await one.start({f"{ENGINE}TIMEOUT": 15.0}))


async def refused_storm(folder: Path, due: int, status: int, budget: int) -> Row:
    """Everything is refused until the budget is spent; then nothing is sent until what it counts is over (2 s, not 10 min)."""
    async with day(folder) as one:
        await one.trial.prepare(due)
        one.here.fault("error", status=status, only=f"{SENDS}|POST /users")
        process = await one.start({"bot.reminders.pace.WINDOW": 2.0}, budget)
        await one.reached(lambda: one.charleys.said("nothing is sent until that is over"))
        refused = one.here.ledger.invalid()
        assert await one.quiet_for(1.0), "it went on"
        one.here.heal()
        row = await to_the_end(one, process)
        return row | {"refused": refused}


REFUSALS = {
    50007: "closed",
    50278: "no server",
    50001: "no access",
    50013: "no permission",
    10003: "gone",
    50083: "archived",
    10013: "closed",
    50035: "refused",
    40060: "refused",
}
"""What Discord answers, and the reason for which the reminder is paused; the last two are 4xx that mean nothing to us."""

OF_CHANNELS = (50001, 50013, 10003, 50083)
"""These are answered to reminders in a channel of a server."""


async def refusals(folder: Path) -> tuple[Row, dict[int, str], set[int]]:
    """Each kind of refusal once; return the row, the reason by code, and how many requests came for each."""
    async with day(folder) as one:
        people = dict(zip(REFUSALS, await one.trial.plan(len(REFUSALS), (Kind.STRETCH, HALF_HOURLY)), strict=True))
        server = one.here.server("Cramps and twitches")
        for code, person in people.items():
            place = one.here.direct(person)
            if code in OF_CHANNELS:
                place = one.here.channel(server, f"refuses-{code}")
                one.trial.tell("UPDATE reminders SET channel = ? WHERE owner = ?", place, person)
            if code in {50007, 50278}:
                one.here.set_dms(person, {50007: "closed", 50278: "strangers"}[code])
            elif code == 10003:
                one.here.delete_channel(place)
            elif code == 10013:
                # Their direct messages were never opened, and now nobody knows them.
                one.trial.tell("UPDATE people SET dm = NULL WHERE id = ?", person)
                del one.here.world.people[person]
            else:
                one.here.refuse(place, code)
        one.trial.advance_to(one.trial.next_due())
        process = await one.start()
        await one.settled()
        # Nothing comes of it later: not when a claim would have ended, not at its next time, not after a restart.
        for step in (130.0, HOUR):
            one.trial.advance(step)
            assert await one.quiet_for(0.5)
        await stopped(one.charleys, process)
        process = await one.start()
        assert await one.quiet_for(1.0)
        row = await to_the_end(one, process)
        reasons = dict(one.trial.ask("SELECT owner, reason FROM reminders"))
        asked = Counter(x.path for x in one.here.ledger.requests if x.method == "POST")
        return row, {code: reasons[person] for code, person in people.items()}, set(asked.values())


async def opened_too_fast(folder: Path, due: int) -> Row:
    """40003 for a while: tried later, sent in the end."""
    async with day(folder) as one:
        await one.trial.plan(due, (Kind.STRETCH, HALF_HOURLY))
        one.trial.tell("UPDATE people SET dm = NULL")
        one.here.limits.openings.size = 3
        one.trial.advance_to(one.trial.next_due())
        process = await one.start({f"{MESSENGER}OPEN_LATER": 60.0})
        await one.reached(lambda: len(one.here.ledger.with_status(403)) >= due - 3)
        assert await one.quiet_for(1.0), "it was to be left alone for a minute"
        assert one.count() == 3
        one.here.limits.openings.size = due
        one.trial.advance(90.0)
        return await to_the_end(one, process)
