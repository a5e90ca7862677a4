"""One run: the stand-in, the program, the people, what was wrong when, and how to know that all is well again."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp

from bot.store.store import NAME
from tests.chaos.load import PATIENCE, Load
from tests.chaos.oracle import open_until
from tests.chaos.people import People, plan, populate
from tests.chaos.process import Program, program
from tests.chaos.timeline import LATE, UNANSWERED, Timeline, Window
from tests.crash.charleys import set_clock
from tests.standin import interactions
from tests.standin.interactions import FIRST_ANSWER, Interaction
from tests.standin.server import StandIn

if TYPE_CHECKING:
    from tests.chaos.faults import Fault

HEARTBEAT = 41.25
"""Seconds between two heartbeats, as Discord has it."""
SETTLED = 420.0
"""Seconds that everything due may take to become final at the end: a claim lasts two minutes, a look a minute and a half."""
GIVEN_UP = 180.0
"""Seconds after which nobody waits any longer for all to be well again; `ledger.RECOVERED` is what is promised."""
PROBE = 5.0
"""Seconds that one look whether all is well may take."""
TROUBLE = "Something went wrong on Charley's side"
"""How the text begins that people read when Charley failed."""


@dataclass
class Metrics:
    """What a program told of itself between two moments of real time."""

    before: float
    text: str
    after: float


@dataclass
class Chaos:
    """Hold everything of one run."""

    here: StandIn
    program: Program
    people: People
    load: Load
    dice: random.Random
    folder: Path
    is_small: bool
    """Whether the folder lies on a disk of its own that may be filled up."""
    timeline: Timeline = field(default_factory=Timeline)
    known: set[str] = field(default_factory=set)
    """Faults of the ledger that an earlier look has found."""
    metrics: Metrics | None = None
    probes: list[Interaction] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The instant that Charley's clock tells."""
        return datetime.now(UTC) + timedelta(seconds=self.timeline.shift)

    def set_clock(self, seconds: float) -> None:
        """Set Charley's clock ahead of the real one."""
        set_clock(self.folder, seconds)
        self.timeline.set_shift(seconds)

    async def start(self) -> None:
        """Start the program, and wait until it answers; that is a window too."""
        window = self._open("start", frozenset({UNANSWERED}))
        await self.program.start()
        window.end = time.time()
        await self._ready(window)

    async def strike(self, *faults: Fault, briefly: bool = False) -> Window:
        """Let something go wrong, or several things at once, then heal it, and wait until all is well again.

        It holds for some time, or *briefly*: no longer than until it is felt.
        """
        excuses = frozenset().union(*(one.excuses for one in faults))
        window = self._open(" + ".join(one.name for one in faults), excuses)
        async with AsyncExitStack() as stack:
            for one in faults:
                if one is not faults[0]:
                    await reached(self.here, window.is_felt)
                await stack.enter_async_context(one.does(self, window))
            if briefly and len(faults) == 1:
                await reached(self.here, window.is_felt)
            elif not briefly:
                await asyncio.sleep(self.dice.uniform(*faults[0].hold))
        window.end = time.time()
        await self._ready(window)
        with contextlib.suppress(TimeoutError):
            await reached(self.here, window.is_felt)
        window.struck = window.is_felt()
        return window

    async def settle(self, leap: float | None = None) -> datetime:
        """Wait until all that is due by now is final, and return that moment by Charley's clock.

        A *leap* sets both clocks on by so many seconds first, so that claims are over and nonces are forgotten.
        """
        if leap is not None:
            window = self._open("leap", frozenset({LATE}))
            self.here.advance(leap)
            self.set_clock(self.timeline.shift + leap)
            window.end = window.ready = time.time()
        until = self.now
        with contextlib.suppress(TimeoutError):
            await reached(self.here, lambda: not open_until(self.folder / NAME, until), SETTLED)
        return until

    async def scrape(self) -> None:
        """Read the metrics of the life that there is; the ledger tells if that cannot be done."""
        address = f"http://127.0.0.1:{self.program.port}/metrics"
        before, self.metrics = time.time(), None
        with contextlib.suppress(aiohttp.ClientError):
            async with aiohttp.ClientSession() as session, session.get(address) as answer:
                self.metrics = Metrics(before, await answer.text(), time.time())

    async def is_well(self) -> bool:
        """Say whether a command that writes something is answered as it should be."""
        if not self.here.gateway.live or not self.here.world.commands:
            return False
        zone = ("UTC", "Europe/Berlin")[len(self.probes) % 2]
        data = interactions.command_data(self.here.world, "remind stretch", {"zone": zone}, None)
        user = self.people.prober
        asked = self.here.ask(interactions.COMMAND, user, self.here.direct(user), data)
        self.probes.append(asked)
        try:
            await self.here.until(asked.is_told, PROBE)
        except TimeoutError:
            return False
        return not is_trouble(asked)

    def _open(self, fault: str, excuses: Iterable[str]) -> Window:
        window = Window(fault, frozenset(excuses), time.time())
        self.timeline.windows.append(window)
        return window

    async def _ready(self, window: Window) -> None:
        until = time.time() + GIVEN_UP
        while time.time() < until:
            if await self.is_well():
                window.ready = time.time()
                return
            # Nothing tells when it would work: a person tries again.
            await asyncio.sleep(0.2)


async def reached(here: StandIn, check: Callable[[], object], within: float = 30.0) -> None:
    """Wait until something holds, also where nobody tells of it; raise TimeoutError."""
    async with asyncio.timeout(within):
        while not check():
            with contextlib.suppress(TimeoutError):
                await here.until(check, 0.1)


def is_trouble(asked: Interaction) -> bool:
    """Say whether people were told that Charley failed."""
    told = [
        asked.answer and asked.answer.get("data"),
        *(one.__dict__ for one in (asked.message, *asked.followups) if one),
    ]
    return any(TROUBLE in str((one or {}).get("content", "")) for one in told)


@asynccontextmanager
async def chaos(
    folder: Path,
    seed: int,
    minutes: float,
    *,
    size: int = 60,
    quick: bool = False,
    is_small: bool = False,
) -> AsyncIterator[Chaos]:
    """Make a stand-in with people in it, plan their reminders, start the program, and stop it all at the end.

    *quick* makes waits shorter than in production, and heartbeats more frequent.
    """
    dice = random.Random(seed)
    async with (
        StandIn(seed=seed, heartbeat=0.5 if quick else HEARTBEAT) as here,
        program(here, folder, quick=quick) as charley,
    ):
        people = populate(here, size)
        await plan(people, here, folder, minutes, dice)
        made = Chaos(
            here,
            charley,
            people,
            Load(here, people, random.Random(seed + 1), FIRST_ANSWER + 0.5 if quick else PATIENCE),
            dice,
            folder,
            is_small,
        )
        await made.start()
        yield made
