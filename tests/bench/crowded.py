"""What is measured with many reminders in the database: claims, memory, and what Charley takes while nothing is due."""

from __future__ import annotations

import asyncio
import math
import statistics
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.reminders.engine import BATCH
from tests.bench.bots import ask, inside, resident, running, worked
from tests.bench.crowd import DAY, RULES, add_due, crowd, once
from tests.bench.delivering import arrived
from tests.bench.inside import BATCHES
from tests.bench.table import Row
from tests.standin.server import StandIn

FEW, MANY = 1_000, 1_000_000
SIZES = (10_000, 100_000, MANY)
DUE_GOAL, MEMORY_GOAL, IDLE_GOAL = 1.5, 30.0, 1.5
SETTLED = 100
"""Deliveries after which a process has allocated what it needs."""
LEAD = 20
"""Seconds in which Charley starts, with the largest database too, before these are due."""
WINDOW = 20.0
"""Seconds for which an idle process is watched."""
DUE = BATCH * BATCHES
"""Reminders that are due in each database that is claimed from."""


@dataclass
class Rested:
    """What one process took: MiB, milliseconds of a core in each window, and seconds to its first answer."""

    memory: float
    idle: list[float]
    start: float


async def crowds(folder: Path) -> dict[int, float]:
    """Make a database of each size in a folder of its own, and return how many seconds that took."""
    built: dict[int, float] = {}
    # Nothing of them is due while processes run with them.
    start = int(time.time()) + DAY
    for size in (0, FEW, *SIZES):
        began = time.monotonic()
        await crowd(folder / str(size), size, start + 3_600)
        built[size] = time.monotonic() - began
    return built


async def rested(folders: Mapping[int, Path], windows: int) -> dict[int, Rested]:
    """Run a process with each database, all at the same time, and watch them when they have delivered and fall idle."""
    async with AsyncExitStack() as stack:
        processes, started = {}, {}
        standins = {size: await stack.enter_async_context(StandIn()) for size in folders}
        due = math.ceil(time.time()) + LEAD * len(folders) // 2
        for size, here in standins.items():
            people = [here.person(f"person {n}") for n in range(SETTLED)]
            places = [(one, here.direct(one)) for one in people]
            add_due(folders[size], places, [due] * SETTLED, [once(due)])
        for size, here in standins.items():
            began = time.monotonic()
            processes[size] = await stack.enter_async_context(running("charley", here, str(folders[size])))
            await ask(here, "my calf cramps at night")
            started[size] = time.monotonic() - began
        for here in standins.values():
            await arrived(here, SETTLED, LEAD * len(folders) + SETTLED)
        await asyncio.sleep(1)
        idle: dict[int, list[float]] = {size: [] for size in folders}
        for _ in range(windows):
            before = {size: worked(one) for size, one in processes.items()}
            await asyncio.sleep(WINDOW)
            for size, one in processes.items():
                idle[size].append(worked(one) - before[size])
        return {size: Rested(resident(one), idle[size], started[size]) for size, one in processes.items()}


async def claimed(folders: Mapping[int, Path]) -> dict[int, dict[str, list[float]]]:
    """Return the milliseconds that claims and due queries took, with each database, in turn."""
    # Before the crowd, and before what was delivered while they rested is due again.
    due = int(time.time()) + 6 * 3_600
    for folder in folders.values():
        add_due(folder, [(n, DAY + n) for n in range(1, DUE + 1)], [due] * DUE, RULES)
    taken = await inside("claims", str(due), *map(str, folders.values()))
    return dict(zip(folders, taken, strict=True))


async def crowded(folder: Path, windows: int) -> list[Row]:
    """Return the rows, measured with databases that are made in *folder*."""
    built = await crowds(folder)
    folders = {size: folder / str(size) for size in built}
    found = await rested({size: folders[size] for size in (0, FEW, MANY)}, windows)
    taken = await claimed({size: folders[size] for size in SIZES})
    return [*claim_rows(taken, built), crowd_memory_row(found), idle_row(found)]


def claim_rows(taken: Mapping[int, Mapping[str, Sequence[float]]], built: Mapping[int, float]) -> list[Row]:
    middle = {size: {what: statistics.median(spent) for what, spent in of.items()} for size, of in taken.items()}
    waited = f"with the disk {middle[MANY]['waited']:.1f}; {MANY:,} rows written in {built[MANY]:.0f} s"
    told = {"claim": (f"{BATCH} claimed, the next planned", f"; {waited}"), "soonest": ("due query", "")}
    return [
        claim_row(words, {size: of[what] for size, of in middle.items()}, more) for what, (words, more) in told.items()
    ]


def claim_row(what: str, middle: Mapping[int, float], more: str) -> Row:
    ratio = middle[max(middle)] / middle[min(middle)]
    each = ", ".join(f"{spent:.2f}" for spent in middle.values())
    sizes = ", ".join(f"{size:,}" for size in middle)
    measured = f"{ratio:.2f} x ({each} ms of a core{more})"
    return Row(f"reminders: {what}, with {sizes}", f"<= {DUE_GOAL} x", measured, ratio <= DUE_GOAL)


def crowd_memory_row(found: Mapping[int, Rested]) -> Row:
    most, none = found[MANY], found[0]
    more = most.memory - none.memory
    measured = (
        f"+{more:.1f} MiB ({most.memory:.1f}, empty {none.memory:.1f}; "
        f"first answer after {most.start:.1f} s, empty {none.start:.1f} s)"
    )
    return Row(f"reminders: memory with {MANY:,}", f"<= empty + {MEMORY_GOAL:.0f} MiB", measured, more <= MEMORY_GOAL)


def idle_row(found: Mapping[int, Rested]) -> Row:
    # The mean: the clock is looked at every 15 s, once in one window and twice in another.
    few, many = (statistics.mean(found[size].idle) for size in (FEW, MANY))
    measured = f"{many / few:.2f} x ({many:.1f} ms of a core in {WINDOW:.0f} s, with {FEW:,} {few:.1f} ms)"
    return Row(
        f"reminders: idle with {MANY:,}, none due", f"<= {IDLE_GOAL} x {FEW:,}", measured, many <= IDLE_GOAL * few
    )
