"""The machine's bad days: it is off, without network, its clock is set, its disk is full, its database is locked."""

from __future__ import annotations

import math
import os
import resource
import signal
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.reminders.models import Kind
from bot.store.store import NAME
from tests.crash.bad_days import (
    AT_TIMES,
    DAY,
    ENGINE,
    HALF_HOURLY,
    HOUR,
    HOURLY,
    MORNING,
    YEAR,
    Day,
    Row,
    day,
    to_the_end,
)
from tests.crash.trial import stopped

UNTOLD = (math.nan,) * 3
"""Lateness where the clock was set: by which one?"""

DUES = 49 + 25 + 49 + 3
"""Of the plans below, how often they are due from ten to ten a day later."""

PLANS = ((Kind.HYDRATE, HALF_HOURLY), (Kind.STRETCH, HOURLY), (Kind.STRETCH, HALF_HOURLY), (Kind.STRETCH, AT_TIMES))


def most_each(one: Day) -> int:
    """Return the most messages that one reminder has brought."""
    of = dict(one.trial.ask("SELECT id, reminder FROM occurrences"))
    each = Counter(of[message] for message in one.trial.messages().elements())
    return max(each.values(), default=0)


def unplanned(one: Day) -> int:
    """Return how many reminders have no next time."""
    sql = "SELECT count(*) FROM reminders WHERE id NOT IN (SELECT reminder FROM occurrences WHERE state = 'scheduled')"
    return one.trial.ask(sql)[0][0]


async def planned_anew(one: Day) -> None:
    """Wait until a clock set back is told of, and every half-hourly reminder is planned by it."""
    await one.reached(lambda: one.charleys.said("clock was set back"))
    sql, soon = "SELECT count(*) FROM occurrences WHERE state = 'scheduled' AND due > ?", HOUR / 2
    await one.reached(lambda: one.trial.ask(sql, one.trial.now.timestamp() + soon) == [(0,)])


def missed(one: Day) -> int:
    """Return how many were passed over with another."""
    return one.trial.ask("SELECT coalesce(sum(missed), 0) FROM occurrences")[0][0]


async def a_day_off(folder: Path, people: int) -> Row:
    """Charley does not run for a day; then each reminder comes once at most, for what is not late."""
    async with day(folder) as one:
        one.trial.advance_to(MORNING)
        await one.trial.plan(people, *PLANS)
        one.trial.advance_to(MORNING + timedelta(days=1, minutes=7))
        process = await one.start()
        row = await to_the_end(one, process)
        return row | {"most": most_each(one), "missed": missed(one), "unplanned": unplanned(one)}


async def a_day_without_network(folder: Path, people: int, steps: int = 6) -> Row:
    """Charley runs, and every connection is reset for a day; then each reminder comes once at most."""
    async with day(folder) as one:
        one.trial.advance_to(MORNING)
        await one.trial.plan(people, *PLANS)
        process = await one.start()
        await one.here.connected()
        one.here.outage()
        for _ in range(steps):
            before = one.sends()
            one.trial.advance(DAY / steps - 60)
            await one.reached(lambda before=before: one.sends() > before + people)
        # The half-hourly stretch reminders of 10:00 and 10:30 are tried in vain, and neither is late by its own limit.
        for minutes in (1, 31):
            before = one.sends()
            one.trial.advance_to(MORNING + timedelta(days=1, minutes=minutes))
            await one.reached(lambda before=before: one.sends() > before + 2 * people)
        one.trial.advance_to(MORNING + timedelta(days=1, minutes=41))
        one.here.heal()
        row = await to_the_end(one, process)
        return row | {"most": most_each(one), "missed": missed(one), "unplanned": unplanned(one)}


async def clock_set_back(folder: Path, people: int, seconds: float, *, running: bool) -> Row:
    """At ten all are sent; then the clock is set back. Nothing comes twice, and the next come by the new clock."""
    async with day(folder) as one:
        one.trial.advance_to(MORNING)
        await one.trial.plan(people, (Kind.STRETCH, HALF_HOURLY), (Kind.HYDRATE, HALF_HOURLY))
        one.trial.advance(3)
        process = await one.start()
        await one.reached(lambda: one.count() == 2 * people)
        await one.settled()
        if not running:
            await stopped(one.charleys, process)
        one.trial.set_clock(-seconds)
        if not running:
            process = await one.start()
        await planned_anew(one)
        assert await one.quiet_for(0.5)
        one.trial.advance(1800)
        await one.reached(lambda: one.count() >= 4 * people)
        row = await to_the_end(one, process)
        return row | {"late": UNTOLD, "unplanned": unplanned(one)}


async def clock_forward_and_back(folder: Path, people: int) -> Row:
    """The clock is a year ahead for half a day in which reminders come, then right again: they go on as if nothing was."""
    async with day(folder) as one:
        one.trial.advance_to(MORNING)
        await one.trial.plan(people, (Kind.HYDRATE, HALF_HOURLY))
        one.trial.advance(3)
        process = await one.start()
        await one.reached(lambda: one.count() == people)
        await one.settled()
        # What was finished until now is forgotten at once: by this clock it is older than 14 days.
        one.trial.set_clock(YEAR)
        await one.settled()
        for number in range(1, 18):
            one.trial.advance(1800)
            await one.reached(lambda number=number: one.count() >= people * min(number + 1, 17))
            await one.settled()
        there = one.count()
        one.trial.set_clock(-YEAR)
        await planned_anew(one)
        one.trial.advance(DAY)
        await one.settled()
        before = one.count()
        one.trial.advance(1800)
        await one.reached(lambda: one.count() >= before + people)
        row = await to_the_end(one, process)
        return row | {"late": UNTOLD, "ahead": there - people, "unplanned": unplanned(one)}


async def lost_and_set_back(folder: Path, people: int, seconds: float) -> Row:
    """Answers are lost, then the clock is set back and Discord forgets the nonces: what was sent is found, not sent again."""
    async with day(folder) as one:
        one.trial.advance_to(MORNING)
        await one.trial.plan(people, (Kind.STRETCH, HALF_HOURLY))
        one.trial.advance(3)
        one.here.fault("lost", times=people)
        process = await one.start()
        await one.reached(lambda: one.here.faults.counts["lost"] == people)
        one.trial.set_clock(-seconds)
        await one.reached(lambda: one.charleys.said("clock was set back"))
        one.trial.advance(200)
        await one.settled()
        return await to_the_end(one, process) | {"late": UNTOLD}


async def disk_full(folder: Path, due: int, kind: str) -> Row:
    """In the middle of deliveries nothing can be written any more; then there is space again."""
    async with day(folder) as one:
        await one.trial.prepare(due)
        process = await one.start()
        await one.reached(lambda: one.count() > due // 10)
        _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
        if kind == "limit":
            resource.prlimit(process, resource.RLIMIT_FSIZE, (1, hard))
        else:
            os.kill(process, signal.SIGUSR1)
        await one.reached(lambda: one.charleys.said("try again"))
        await one.quiet_for(1.5)
        if kind == "limit":
            resource.prlimit(process, resource.RLIMIT_FSIZE, (hard, hard))
        else:
            os.kill(process, signal.SIGUSR2)
        return await after_trouble(one, process)


async def locked(folder: Path, due: int) -> Row:
    """Another program locks the database for longer than Charley waits for it (0.3 s, not 5), then lets it go."""
    async with day(folder) as one:
        await one.trial.prepare(due)
        process = await one.start({"bot.store.connection.BUSY_SECONDS": 0.3})
        await one.reached(lambda: one.count() > due // 10)
        with closing(sqlite3.connect(folder / NAME, isolation_level=None, timeout=5.0)) as other:
            other.execute("BEGIN EXCLUSIVE")
            await one.reached(lambda: one.charleys.said("another program keeps it locked"))
            await one.quiet_for(1.5)
        return await after_trouble(one, process)


async def after_trouble(one: Day, process: int) -> Row:
    """Let what was sent but not recorded be looked for when its claim has ended, and Discord has forgotten the nonce."""
    await one.reached(lambda: set(one.trial.states()) <= {"sent", "claimed", "retry"})
    one.trial.advance(200.0)
    return await to_the_end(one, process)


async def stopped_midway(folder: Path, due: int) -> Row:
    """Stopped while answers are slow, and a line waits for a channel: what is under way is finished, all else left."""
    async with day(folder) as one:
        await one.trial.prepare(due, places=1)
        one.here.fault("slow", seconds=1.5)
        process = await one.start({f"{ENGINE}TIMEOUT": 15.0})
        await one.reached(lambda: one.sends() > due // 5)
        await stopped(one.charleys, process, within=20.0)
        states, done = one.trial.states(), one.count()
        assert 0 < done < due
        assert states["sent"] == done
        left = states["claimed"]
        one.here.heal()
        row = await to_the_end(one, await one.start())
        return row | {"claimed": left, "done": done}
