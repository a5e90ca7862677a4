"""Measure what was promised, and print a table of goal and measured.

python -m tests.bench [--runs 7] [--due 2000] [--only answers|deliveries|crowd|servers]

Both bots are processes of their own; a stand-in for Discord on this machine drives them in turn.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.app import build
from tests.bench.bots import ask, inside, resident, running
from tests.bench.crowded import crowded
from tests.bench.delivering import delivering
from tests.bench.questions import questions
from tests.bench.servers import with_servers
from tests.bench.table import Row, p99, show
from tests.standin.server import StandIn

ANSWERS = 200
START_GOAL, MEMORY_GOAL, MEDIAN_GOAL, SLOWEST_GOAL, LOAD_GOAL = 1.5, 40.0, 3.0, 15.0, 300.0
TRIAGE_LOAD_GOAL, TRIAGE_MEMORY_GOAL, SPEED_GOAL, LONG_GOAL, HOSTILE_GOAL, NET_GOAL = (
    300.0,
    40.0,
    300.0,
    20.0,
    150.0,
    1.0,
)
ZONES_GOAL = 3.0
PARTS = ("answers", "deliveries", "crowd", "servers")
DUE, LEAST_DUE = 2_000, 100
WINDOWS = 3
"""Times that an idle process is watched."""


async def first_answer(name: str, here: StandIn, data: str) -> float:
    """Return the seconds from the start of the process to the answer of its first command."""
    began = time.monotonic()
    async with running(name, here, data):
        asked = await ask(here, "my calf cramps at night")
    assert asked.seconds is not None
    return asked.began + asked.seconds - began


async def memory(name: str, here: StandIn, data: str, asked: Sequence[str]) -> float:
    """Return the resident memory in MiB after all questions have been answered."""
    async with running(name, here, data) as process:
        for text in asked:
            await ask(here, text)
        return resident(process)


async def measure(runs: int, due: int, parts: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    if "answers" in parts:
        rows += await answering(runs)
    if "deliveries" in parts:
        rows += await delivering(runs, due)
    if "crowd" in parts:
        with tempfile.TemporaryDirectory() as data:
            rows += await crowded(Path(data), WINDOWS)
    if "servers" in parts:
        rows += await with_servers()
    return rows


async def answering(runs: int) -> list[Row]:
    asked = questions(build().content, ANSWERS)
    taken: dict[str, list[float]] = {"bare": [], "charley": []}
    held: dict[str, float] = {}
    kept: dict[str, list[dict[str, Any]]] = {name: [] for name in taken}
    with tempfile.TemporaryDirectory() as data:
        for number in range(runs + 1):
            for name, seconds in taken.items():
                # Each bot has an application of its own, which keeps its commands from one start to the next.
                async with StandIn() as here:
                    here.world.commands = kept[name]
                    took = await first_answer(name, here, data)
                    kept[name] = here.world.commands
                if number:  # the first start compiles modules and sends the commands
                    seconds.append(took)
        for name in taken:
            async with StandIn() as here:
                held[name] = await memory(name, here, data, asked)
    return [
        start_row(taken),
        memory_row(held),
        *reply_rows(await inside("reply")),
        zones_row(await inside("zones")),
        load_row([(await inside("load"))[0] for _ in range(max(5, runs))]),
        triage_load_row([await inside("triage-load") for _ in range(max(5, runs))]),
        triage_memory_row((await inside("triage-memory"))[0]),
        *triage_speed_rows(await inside("triage-speed")),
    ]


def start_row(taken: dict[str, list[float]]) -> Row:
    bare, ours = (statistics.median(taken[name]) for name in ("bare", "charley"))
    runs = ", ".join(f"{a:.2f}/{b:.2f}" for a, b in zip(taken["bare"], taken["charley"], strict=True))
    measured = f"{ours / bare:.2f} x ({ours:.2f} s, bare {bare:.2f} s; runs {runs})"
    return Row("start to first answered command", f"<= {START_GOAL} x bare", measured, ours <= START_GOAL * bare)


def memory_row(held: dict[str, float]) -> Row:
    more = held["charley"] - held["bare"]
    measured = f"+{more:.1f} MiB ({held['charley']:.1f}, bare {held['bare']:.1f})"
    return Row(f"memory after {ANSWERS} answers", f"<= bare + {MEMORY_GOAL:.0f} MiB", measured, more <= MEMORY_GOAL)


def reply_rows(taken: Sequence[float]) -> list[Row]:
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    return [
        Row(
            f"reply built, p50 of {len(taken)}",
            f"<= {MEDIAN_GOAL:.0f} ms",
            f"{cuts[49]:.2f} ms",
            cuts[49] <= MEDIAN_GOAL,
        ),
        Row(
            f"reply built, p99 of {len(taken)}",
            f"<= {SLOWEST_GOAL:.0f} ms",
            f"{cuts[98]:.2f} ms",
            cuts[98] <= SLOWEST_GOAL,
        ),
    ]


def zones_row(taken: Sequence[float]) -> Row:
    slowest = statistics.quantiles(taken, n=100, method="inclusive")[98]
    return Row(
        f"time zones offered, p99 of {len(taken)}",
        f"<= {ZONES_GOAL:.0f} ms",
        f"{slowest:.2f} ms",
        slowest <= ZONES_GOAL,
    )


def load_row(taken: Sequence[float]) -> Row:
    median = statistics.median(taken)
    return Row(
        "content loaded", f"<= {LOAD_GOAL:.0f} ms", f"{median:.0f} ms (median of {len(taken)})", median <= LOAD_GOAL
    )


def triage_load_row(taken: Sequence[Sequence[float]]) -> Row:
    lexicon, net, built = (statistics.median(times) for times in zip(*taken, strict=True))
    measured = f"{lexicon + built:.0f} ms (lexicon {lexicon:.0f}, building {built:.0f}; the net {net:.0f} besides)"
    goal = f"<= {TRIAGE_LOAD_GOAL:.0f} ms"
    return Row("triage: lexicon read, triage built", goal, measured, lexicon + built <= TRIAGE_LOAD_GOAL)


def triage_memory_row(more: float) -> Row:
    goal = f"<= bare + {TRIAGE_MEMORY_GOAL:.0f} MiB"
    return Row("triage: memory with all content", goal, f"+{more:.1f} MiB", more <= TRIAGE_MEMORY_GOAL)


def triage_speed_rows(taken: Mapping[str, Any]) -> list[Row]:
    short, long, net, hostile = taken["short"], taken["long"], taken["net"], taken["hostile"]
    speed, slow, slowest = 1_000 / statistics.mean(short), p99(long), max(hostile.values())
    named = ", ".join(f"{name} {spent:.0f}" for name, spent in sorted(hostile.items(), key=lambda one: -one[1]))
    return [
        Row(
            "triage: short questions on one core",
            f">= {SPEED_GOAL:.0f} / s",
            f"{speed:.0f} / s (p50 {statistics.median(short):.2f} ms, p99 {p99(short):.2f} ms)",
            speed >= SPEED_GOAL,
        ),
        Row(
            "triage: 1,500 characters, p99",
            f"<= {LONG_GOAL:.0f} ms",
            f"{slow:.1f} ms (p50 {statistics.median(long):.1f} ms)",
            slow <= LONG_GOAL,
        ),
        Row(
            "triage: the net alone, p50",
            f"<= {NET_GOAL:.0f} ms",
            f"{statistics.median(net):.2f} ms (p99 {p99(net):.2f} ms)",
            statistics.median(net) <= NET_GOAL,
        ),
        Row(
            "triage: hostile text, slowest",
            f"<= {HOSTILE_GOAL:.0f} ms",
            f"{slowest:.0f} ms ({named})",
            slowest <= HOSTILE_GOAL,
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure Charley against its goals.")
    parser.add_argument("--runs", type=int, default=7, help="starts of each bot, in turn (default 7, at least 5)")
    parser.add_argument(
        "--due", type=int, default=DUE, help=f"reminders delivered (default {DUE}; 200 for a quick look)"
    )
    parser.add_argument(
        "--only", choices=PARTS, help="one part: answers and triage, deliveries, many reminders, or many servers"
    )
    told = parser.parse_args()
    parts = PARTS if told.only is None else (told.only,)
    show(asyncio.run(measure(max(5, told.runs), max(LEAST_DUE, told.due), parts)))


if __name__ == "__main__":
    main()
