"""A trial: a stand-in for Discord, a database with reminders that are due, and Charley, killed again and again."""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.reminders.models import Fluids, Kind, Occurrence, Person, Reminder, Server, State
from bot.reminders.planning import replan
from bot.reminders.rule import Rule
from bot.store.instants import instant
from bot.store.store import NAME, open_store
from tests.crash.charleys import Nursery, set_clock
from tests.standin.door import nothing
from tests.standin.server import StandIn

UNFINISHED = {State.SCHEDULED.value, State.CLAIMED.value, State.RETRY.value}
MEMBERS = 3
"""Members of each schedule."""


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

    @property
    def now(self) -> datetime:
        """The instant that Charley's clock tells."""
        return datetime.now(UTC) + timedelta(seconds=self.shift)

    def advance(self, seconds: float) -> None:
        """Push Discord's clock, and Charley's."""
        self.here.advance(seconds)
        self.set_clock(seconds)

    def advance_to(self, moment: datetime) -> None:
        """Push both clocks to a moment by Charley's."""
        self.advance((moment - self.now).total_seconds())

    def set_clock(self, seconds: float) -> None:
        """Set Charley's clock alone, forward or back."""
        self.shift += seconds
        set_clock(self.folder, self.shift)

    async def prepare(self, count: int, places: int = 10) -> None:
        """Store *count* occurrences that are due: in direct messages known and unknown, in so many channels, of schedules."""
        now = self.now.replace(microsecond=0)
        server = self.here.server("Cramps and twitches")
        channels = [self.here.channels(server)[0], *(self.here.channel(server, f"more-{n}") for n in range(places - 1))]
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

    async def plan(self, count: int, *plans: tuple[Kind, Rule]) -> list[int]:
        """Store so many people, each with all these reminders in direct messages, planned from now on; return the people."""
        people = [self.here.person(f"person {n}") for n in range(count)]
        async with open_store(self.folder) as store, store.writing() as tx:
            for person in people:
                dm = self.here.direct(person)
                may = {"fluids": Fluids.MAY, "fluids_on": self.now.date()}
                await tx.save_person(Person(id=person, zone="UTC", quiet=None, dm=dm, **may))
                for kind, rule in plans:
                    made = await tx.add_reminder(Reminder(kind=kind, rule=rule, owner=person))
                    await replan(tx, Reminder(id=made, kind=kind, rule=rule, owner=person), self.now)
        return people

    def ask(self, sql: str, *values: Any) -> list[Any]:
        """Ask the database, from outside of Charley."""
        with contextlib.closing(sqlite3.connect(f"{(self.folder / NAME).as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    def tell(self, sql: str, *values: Any) -> None:
        """Change the database, from outside of Charley."""
        with contextlib.closing(sqlite3.connect(self.folder / NAME)) as database, database:
            database.execute(sql, values)

    def next_due(self) -> datetime:
        """Return when something is planned next."""
        ((due,),) = self.ask("SELECT min(due) FROM occurrences WHERE state = 'scheduled'")
        return instant(int(due))

    def states(self) -> Counter[str]:
        """Return how many of the wanted occurrences are in which state."""
        found = self.ask("SELECT id, state FROM occurrences")
        return Counter(state for one, state in found if one in self.wanted)

    def open(self) -> int:
        """Return how many occurrences something is to be done about by now, or soon as they are being delivered."""
        sql = "SELECT count(*) FROM occurrences WHERE at <= ? OR state IN ('claimed', 'retry')"
        return self.ask(sql, self.now.timestamp())[0][0]

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

    def row(self) -> dict[str, Any]:
        """Return the count of all that matters, of everything that was due; lateness in seconds, by Discord's clock."""
        found, told = self.messages(), Counter[str]()
        late: list[float] = []
        sent_at = {int(one.nonce.removeprefix("c")): one.made for one in self.here.ledger.messages if one.nonce}
        sql = "SELECT id, due, state, reason FROM occurrences WHERE due <= ? OR state <> 'scheduled'"
        rows = self.ask(sql, self.now.timestamp())
        for one, due, state, reason in rows:
            told["due"] += 1
            if reason is not None or state not in {State.SENT.value, *UNFINISHED}:
                told[f"{state}: {reason or '?'}"] += 1
            if found[one]:
                told["sent"] += 1
                late.append(sent_at[one] - due)
            elif state in UNFINISHED or state == State.SENT.value:
                told["lost"] += 1
        doubled = sum(1 for count in found.values() if count > 1)
        ledger = self.here.ledger
        return {
            "due": told.pop("due", 0),
            "sent": told.pop("sent", 0),
            "lost": told.pop("lost", 0),
            "doubled": doubled,
            "otherwise": dict(sorted(told.items())),
            "late": tuple(round(of(late, share), 1) for share in (0.5, 0.99, 1.0)),
            "requests": len(ledger.requests),
            "429": len(ledger.with_status(429)),
            "invalid": ledger.invalid(),
        }


def of(values: Sequence[float], share: float) -> float:
    """Return the value that so great a share of them does not exceed; 0 of none."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)] if values else 0.0


def tomorrow(now: datetime) -> Rule:
    """Return a rule that is next due far enough away."""
    return Rule(weekdays=frozenset(range(7)), zone="UTC", times=(time((now + timedelta(hours=12)).hour),))


async def killed_often(trial: Trial, charleys: Nursery, kills: int, most: int = 60, leap: int = 10) -> None:
    """Kill Charley so often at random moments, then let it finish.

    Half of the lives end at a random statement, half at a random request, of which there may be up to *most*. Each
    restart that *leap* divides comes when the claims have ended, half of these when Discord has forgotten the nonces too.
    """
    for number in range(kills):
        if number % leap == leap - 1:
            trial.advance(trial.dice.choice((125, 200)))
        if number % 2:
            await one_life(trial, charleys, statements=trial.dice.randrange(20, 160))
        else:
            await one_life(trial, charleys, moments=trial.dice.randrange(8, most))
    trial.advance(200)
    # Who was often looked for in vain, as no life lasted until the channels were known, waits for up to 90 seconds.
    await finished(trial, charleys, 300.0)


async def one_life(
    trial: Trial, charleys: Nursery, *, statements: int | None = None, moments: int | None = None
) -> None:
    """Let Charley live until it has run so many statements, or its requests have come and been carried out so often.

    A life in which less than that happens within a second is ended then.
    """
    process = await charleys.start(statements=statements)
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
    process = await charleys.start()
    await reached(trial, lambda: not set(trial.states()) & UNFINISHED, within)
    await stopped(charleys, process)


async def reached(trial: Trial, check: Callable[[], Any], within: float = 20.0) -> None:
    """Wait until something holds, also where nobody tells of it but the database; raise TimeoutError."""
    async with asyncio.timeout(within):
        while not check():
            before = len(trial.here.ledger.requests)
            with contextlib.suppress(TimeoutError):
                await trial.here.until(lambda before=before: len(trial.here.ledger.requests) > before, 0.1)


async def stopped(charleys: Nursery, process: int, within: float = 20.0) -> None:
    """Stop a Charley in order."""
    os.kill(process, signal.SIGTERM)
    assert await asyncio.wait_for(charleys.ended(), within) == 0
