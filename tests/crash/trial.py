"""A trial: a stand-in for Discord, a database with reminders that are due, and Charley, killed again and again."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.reminders.models import Fluids, Kind, Occurrence, Person, Reminder, Server, State
from bot.reminders.rule import Rule
from bot.store.store import NAME, open_store
from tests.standin.door import nothing
from tests.standin.server import StandIn

ROOT = Path(__file__).parents[2]
UNFINISHED = {State.SCHEDULED.value, State.CLAIMED.value, State.RETRY.value}
MEMBERS = 3
"""Members of each schedule."""


class Nursery:
    """Start one Charley after the other, at once; see tests/crash/nursery.py."""

    def __init__(self, process: Process, here: StandIn, folder: Path) -> None:
        self._process = process
        self._settings = {"discord_token": here.token, "discord_api_url": here.url, "data_dir": str(folder)}

    async def start(self, shift: float = 0.0, statements: int | None = None, **settings: Any) -> int:
        """Start a Charley whose clock is ahead by *shift* seconds, and return its process id."""
        wish = {"settings": self._settings | settings, "shift": shift, "statements": statements}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wish).encode() + b"\n")
        await self._process.stdin.drain()
        return int(await self._line())

    async def ended(self) -> int:
        """Return how the Charley that was started last ended, once it has."""
        return int(await self._line())

    async def _line(self) -> str:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery has ended")
        return line.decode().strip()


@asynccontextmanager
async def nursery(here: StandIn, folder: Path) -> AsyncIterator[Nursery]:
    """Load Charley once, for as many children as are wanted; what they log goes to this process's standard error."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.crash.nursery"),
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)},
        stdin=PIPE,
        stdout=PIPE,
        start_new_session=True,
    )
    try:
        made = Nursery(process, here, folder)
        assert await made._line() == "ready"
        yield made
    finally:
        # The child, if one still runs, is of the same session.
        os.killpg(process.pid, signal.SIGKILL)
        await process.communicate()


@dataclass
class Trial:
    """Hold what was prepared, and count what came of it."""

    here: StandIn
    folder: Path
    dice: random.Random
    shift: float = 0.0
    kills: int = 0
    struck: bool = False
    """The last life ended where it was to end, not because nothing was left to do."""
    wanted: set[int] = field(default_factory=set)
    """The occurrences that are due."""

    def advance(self, seconds: float) -> None:
        """Push Discord's clock, and that of the next Charley."""
        self.shift += seconds
        self.here.advance(seconds)

    async def prepare(self, count: int) -> None:
        """Store *count* occurrences that are due: in direct messages known and unknown, in a channel, and of schedules."""
        now = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=self.shift)
        server = self.here.server("Cramps and twitches")
        channels = [self.here.channels(server)[0], *(self.here.channel(server, f"more-{n}") for n in range(9))]
        async with open_store(self.folder) as store, store.writing() as tx:
            await tx.save_server(Server(id=server, personal=True, channels=frozenset(channels)))
            people = [self.here.person(f"person {n}") for n in range(count)]
            for number, person in enumerate(people):
                known = self.here.direct(person) if number % 3 else None
                await tx.save_person(
                    Person(id=person, zone="UTC", quiet=None, fluids=Fluids.MAY, fluids_on=now.date(), dm=known)
                )
            for number, person in enumerate(people):
                channel = channels[number % len(channels)] if number % 10 < 2 else None
                if number % 10 == 0:
                    reminder = Reminder(kind=Kind.STRETCH, rule=tomorrow(now), server=server, channel=channel)
                else:
                    reminder = Reminder(kind=Kind.STRETCH, rule=tomorrow(now), owner=person, channel=channel)
                made = await tx.add_reminder(reminder)
                if number % 10 == 0:
                    for member in people[number : number + MEMBERS]:
                        await tx.join(made, member)
                occurrence = await tx.add_occurrence(Occurrence(reminder=made, due=now, at=now))
                assert occurrence is not None
                self.wanted.add(occurrence)

    def states(self) -> Counter[str]:
        """Return how many of the wanted occurrences are in which state."""
        with contextlib.closing(sqlite3.connect(f"{(self.folder / NAME).as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("SELECT id, state FROM occurrences").fetchall()
        return Counter(state for one, state in found if one in self.wanted)

    def messages(self) -> Counter[int]:
        """Return how many messages there are of each occurrence, deleted ones included."""
        return Counter(int(nonce.removeprefix("c")) for nonce in self.here.ledger.per_nonce().elements())

    def outcome(self) -> dict[str, int]:
        """Return the count of all that matters, at the end."""
        found, states = self.messages(), self.states()
        told = {"due": len(self.wanted), "kills": self.kills, "sent": states[State.SENT.value]}
        told |= {
            "lost": sum(1 for one in self.wanted if not found[one]),
            "doubled": sum(1 for one in self.wanted if found[one] > 1),
        }
        told |= {name: count for name, count in sorted(states.items()) if name != State.SENT.value}
        return told


def tomorrow(now: datetime) -> Rule:
    """Return a rule that is next due far enough away."""
    return Rule(weekdays=frozenset(range(7)), zone="UTC", times=(time((now + timedelta(hours=12)).hour),))


async def killed_often(trial: Trial, charleys: Nursery, kills: int) -> None:
    """Kill Charley so often at random moments, then let it finish.

    Half of the lives end at a random statement, half at a random request. Every tenth restart comes when the claims
    have ended, half of these when Discord has forgotten the nonces too.
    """
    for number in range(kills):
        if number % 10 == 9:
            trial.advance(trial.dice.choice((125, 200)))
        if number % 2:
            await one_life(trial, charleys, statements=trial.dice.randrange(20, 160))
        else:
            await one_life(trial, charleys, moments=trial.dice.randrange(8, 60))
    trial.advance(200)
    await finished(trial, charleys)


async def one_life(
    trial: Trial, charleys: Nursery, *, statements: int | None = None, moments: int | None = None
) -> None:
    """Let Charley live until it has run so many statements, or its requests have come and been carried out so often.

    A life in which less than that happens within a second is ended then.
    """
    process = await charleys.start(trial.shift, statements)
    ended = asyncio.create_task(charleys.ended())
    left = moments

    def count(_: object) -> None:
        nonlocal left
        if left is not None and (left := left - 1) == 0:
            os.kill(process, signal.SIGKILL)

    trial.here.door.watch = count
    done, _ = await asyncio.wait({ended}, timeout=1.0)
    trial.here.door.watch = nothing
    if not done:
        os.kill(process, signal.SIGKILL)
    trial.kills += 1
    trial.struck = bool(done)
    assert await ended == -signal.SIGKILL


async def finished(trial: Trial, charleys: Nursery, within: float = 120.0) -> None:
    """Let Charley run until every wanted occurrence is final, and stop it in order."""
    if not set(trial.states()) & UNFINISHED:
        return
    process = await charleys.start(trial.shift)
    async with asyncio.timeout(within):
        while set(trial.states()) & UNFINISHED:
            before = len(trial.here.ledger.requests)
            with contextlib.suppress(TimeoutError):
                await trial.here.until(lambda before=before: len(trial.here.ledger.requests) > before, 0.2)
    os.kill(process, signal.SIGTERM)
    assert await charleys.ended() == 0
