"""What is measured of deliveries: how many a second, how late, and how long an answer takes meanwhile.

The stand-in for Discord runs in this process and shares the cores with Charley. What it takes to serve a delivery at
full pace is in the time of the answers too, so the ratio is no better than Charley's own.
"""

from __future__ import annotations

import asyncio
import math
import statistics
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.reminders.pace import CATCH_UP, RATE
from bot.store.store import open_store
from tests.bench.bots import START_TIMEOUT, running, worked
from tests.bench.crowd import add_due, once
from tests.bench.table import Row, p99
from tests.standin.server import StandIn

RATE_GOAL, ALLOWED, LATE_GOAL, ANSWER_GOAL = 0.98, 50, 60.0, 1.3
LEAD = 10
"""Seconds that Charley is given to start before anything is due."""
WAVE, LULL = 200, 5.0
"""Reminders due at once, and the seconds of rest after the last of them was sent."""
BETWEEN = 0.03
"""Seconds from an answer to the next question."""
WARM_UP = 50
TOPICS = ("calf cramps", "eyelid twitching", "magnesium", "caffeine")


@dataclass
class Sent:
    """What came of so many due reminders: when each was due, and when that one was sent; seconds since 1970."""

    dues: list[float]
    sent: list[float]
    refused: int
    peak: int
    doubled: int
    worked: float
    """Milliseconds of a core that Charley used for all of them."""

    @property
    def late(self) -> list[float]:
        return [at - due for due, at in zip(self.dues, self.sent, strict=True)]

    @property
    def rate(self) -> float:
        """Deliveries a second, without those that make up for the delay at the start."""
        steady = sorted(self.sent)[math.ceil(RATE * CATCH_UP) + 1 :]
        return (len(steady) - 1) / (steady[-1] - steady[0])


@dataclass
class Answered:
    """Milliseconds that answers took, by round: while nothing was due, and at full pace."""

    idle: list[list[float]] = field(default_factory=list)
    busy: list[list[float]] = field(default_factory=list)
    refused: int = 0
    """Requests that were too many; deliveries and answers together are not to be."""


@asynccontextmanager
async def due(offsets: Sequence[float]) -> AsyncIterator[tuple[StandIn, Process, list[float]]]:
    """Run Charley with a reminder for each of *offsets*, due so many seconds after it has had time to start."""
    with tempfile.TemporaryDirectory() as data:
        async with StandIn() as here:
            people = [here.person(f"person {n}") for n in range(len(offsets))]
            async with open_store(Path(data)):
                pass
            first = math.ceil(time.time()) + LEAD
            dues = [first + int(offset) for offset in offsets]
            add_due(Path(data), [(one, here.direct(one)) for one in people], dues, [once(dues[-1])])
            async with running("charley", here, data) as process:
                await here.until(lambda: here.gateway.live, START_TIMEOUT)
                if time.time() >= first:
                    raise RuntimeError("the start took so long that reminders were due before it was over")
                yield here, process, [float(one) for one in dues]


async def deliver(offsets: Sequence[float]) -> Sent:
    """Return what comes of reminders that are due at *offsets*."""
    async with due(offsets) as (here, process, dues):
        before = worked(process)
        await arrived(here, len(dues), dues[-1] - time.time() + 2 * len(dues) / RATE + 30)
        # The nonce names the occurrence; in a new database these count from 1.
        sent = {one.nonce: one.at for one in here.ledger.messages}
        return Sent(
            dues,
            [sent[f"c{number}"] for number in range(1, len(dues) + 1)],
            refused=len(here.ledger.with_status(429)),
            peak=here.ledger.peak(),
            doubled=len(here.ledger.doubled()),
            worked=worked(process) - before,
        )


async def arrived(here: StandIn, count: int, within: float) -> None:
    """Wait for so many messages. It looks now and then: to be woken by each would take from what is measured."""
    async with asyncio.timeout(within):
        while len(here.world.messages) < count:  # noqa: ASYNC110 - as said
            await asyncio.sleep(0.2)


async def answers(rounds: int) -> Answered:
    """Return how long answers take, in turn while Charley is idle and while it delivers at full pace."""
    taken = Answered()
    length = WAVE / RATE + 1 + LULL
    async with due([n * length for n in range(rounds) for _ in range(WAVE)]) as (here, _, dues):
        ann = here.person("ann")
        for number in range(WARM_UP):
            await answer(here, ann, number)
        for number in range(rounds):
            begin, end = dues[number * WAVE], (number + 1) * WAVE
            taken.idle.append(await asked(here, ann, lambda begin=begin: time.time() < begin - 0.1))
            await asyncio.sleep(max(0.0, begin + CATCH_UP - time.time()))
            taken.busy.append(await asked(here, ann, lambda end=end: len(here.ledger.messages) < end))
        taken.refused = len(here.ledger.with_status(429))
    return taken


async def asked(here: StandIn, person: int, lasts: Callable[[], bool]) -> list[float]:
    """Ask as long as *lasts* says so, and return how long each answer took."""
    taken: list[float] = []
    while lasts():
        taken.append(await answer(here, person, len(taken)))
        await asyncio.sleep(BETWEEN)
    return taken


async def answer(here: StandIn, person: int, number: int) -> float:
    got = await here.command(person, None, "cause", {"topic": TOPICS[number % len(TOPICS)]})
    assert got.seconds is not None
    return 1_000 * got.seconds


async def delivering(runs: int, count: int) -> list[Row]:
    """Return the rows, measured with *count* reminders."""
    burst = await deliver([0.0] * count)
    spread = await deliver([60 * n / count for n in range(count)])
    return [
        rate_row(burst),
        late_row("at the same second", burst),
        late_row("within one minute", spread),
        answer_row(await answers(runs)),
    ]


def rate_row(sent: Sent) -> Row:
    share = sent.rate / RATE
    measured = (
        f"{share:.3f} x {RATE} / s ({sent.refused} x 429, at most {sent.peak} requests in a second; "
        f"{sent.worked / len(sent.dues):.1f} ms of a core each)"
    )
    met = share >= RATE_GOAL and not sent.refused and sent.peak <= ALLOWED and not sent.doubled
    return Row(
        f"reminders: deliveries a second, {len(sent.dues)} due at once",
        f">= {RATE_GOAL} x pace, 0 x 429",
        measured,
        met,
    )


def late_row(when: str, sent: Sent) -> Row:
    late = sent.late
    measured = f"p50 {statistics.median(late):.2f} s, p99 {p99(late):.2f} s (earliest {min(late):+.2f} s)"
    met = p99(late) <= LATE_GOAL and min(late) >= 0
    return Row(f"reminders: lateness of {len(late)} due {when}", f"p99 <= {LATE_GOAL:.0f} s, none early", measured, met)


def answer_row(taken: Answered) -> Row:
    ratio = statistics.median(
        statistics.median(busy) / statistics.median(idle) for idle, busy in zip(taken.idle, taken.busy, strict=True)
    )
    idle, busy = ([one for each in rounds for one in each] for rounds in (taken.idle, taken.busy))
    measured = (
        f"{ratio:.2f} x (p50 {statistics.median(busy):.1f} ms, idle {statistics.median(idle):.1f} ms; "
        f"p99 {p99(busy):.1f} ms, idle {p99(idle):.1f} ms; {len(taken.idle)} rounds, {taken.refused} x 429)"
    )
    return Row(
        "reminders: answer to a command at full pace",
        f"p50 <= {ANSWER_GOAL} x idle",
        measured,
        ratio <= ANSWER_GOAL and not taken.refused,
    )
