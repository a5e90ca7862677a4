"""Kill Charley 200 times with 2,000 reminders due, and let it through every bad day; print what was lost and doubled.

python -m tests.crash [--due 2000] [--kills 200] [--seed 0] [--only WORD]

Exits 1 if anything was lost or doubled, or a day did not end as it should.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from tests.crash import bad_days, bad_machines
from tests.crash.bad_days import HOUR, YEAR, Row
from tests.crash.charleys import nursery
from tests.crash.trial import Trial, killed_often
from tests.standin.server import StandIn

Scene = Callable[[Path], Awaitable[Row]]


async def kills(folder: Path, due: int, kills: int, seed: int) -> Row:
    """Kill -9 at random moments; every twentieth restart comes when claims have ended, half of these after the nonces."""
    async with StandIn(seed=seed) as here, nursery(here, folder) as charleys:
        trial = Trial(here, folder, random.Random(seed))
        await trial.prepare(due, places=max(10, due // 40))
        await killed_often(trial, charleys, kills, most=30, leap=20)
        return trial.row()


async def refusals(folder: Path) -> Row:
    row, reasons, requests = await bad_days.refusals(folder)
    assert (reasons, requests) == (bad_days.REFUSALS, {1}), "each is one request, and a pause with its reason"
    return row


def scenes(asked: argparse.Namespace) -> dict[str, Scene]:
    return {
        f"{asked.kills} kills": partial(kills, due=asked.due, kills=asked.kills, seed=asked.seed),
        "500, 502, 503, lost, hang": partial(bad_days.errors, due=200),
        "429 per route": partial(bad_days.storm, due=200, everywhere=False),
        "429 over all": partial(bad_days.storm, due=200, everywhere=True),
        "401 on everything": partial(bad_days.refused_storm, due=200, status=401, budget=50),
        "403 on everything": partial(bad_days.refused_storm, due=200, status=403, budget=50),
        "every refusal": refusals,
        "40003": partial(bad_days.opened_too_fast, due=40),
        "a day off": partial(bad_machines.a_day_off, people=100),
        "a day without network": partial(bad_machines.a_day_without_network, people=20),
        "an hour back, running": partial(bad_machines.clock_set_back, people=50, seconds=HOUR, running=True),
        "an hour back, stopped": partial(bad_machines.clock_set_back, people=50, seconds=HOUR, running=False),
        "a year back, running": partial(bad_machines.clock_set_back, people=50, seconds=YEAR, running=True),
        "a year back, stopped": partial(bad_machines.clock_set_back, people=50, seconds=YEAR, running=False),
        "a year ahead and back": partial(bad_machines.clock_forward_and_back, people=10),
        "lost, an hour back": partial(bad_machines.lost_and_set_back, people=20, seconds=HOUR),
        "lost, a year back": partial(bad_machines.lost_and_set_back, people=20, seconds=YEAR),
        "disk full": partial(bad_machines.disk_full, due=200, kind="pages"),
        "disk fails": partial(bad_machines.disk_full, due=200, kind="limit"),
        "database locked": partial(bad_machines.locked, due=200),
        "SIGTERM midway": partial(bad_machines.stopped_midway, due=200),
    }


COUNTS = ("due", "sent", "lost", "doubled", "requests", "429", "invalid")
LINE = "{:<26}" + "{:>9}" * len(COUNTS) + "{:>8}" * 3 + "{:>7}  {}"


def line(name: str, row: Row, seconds: float) -> str:
    """Return one line of the table; lateness is in seconds by Discord's clock, - where a clock was set."""
    late = [f"{one:.1f}" if one == one else "-" for one in row["late"]]  # noqa: PLR0124 - not a number
    rest = ", ".join(f"{count} {what}" for what, count in row["otherwise"].items())
    return LINE.format(name, *(row[one] for one in COUNTS), *late, f"{seconds:.0f} s", rest)


async def main(asked: argparse.Namespace) -> int:
    print(LINE.format("", *COUNTS, "p50", "p99", "max", "took", "otherwise"), flush=True)
    bad = 0
    for name, scene in scenes(asked).items():
        if asked.only not in name:
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                row = await scene(Path(folder))
            except Exception:  # noqa: BLE001 - the other days are wanted all the same
                bad += 1
                traceback.print_exc()
                print(f"{name:<26} did not end as it should", flush=True)
                continue
        bad += row["lost"] + row["doubled"]
        print(line(name, row, time.monotonic() - began), flush=True)
    print("Something was lost or doubled." if bad else "Nothing lost, nothing doubled.")
    return 1 if bad else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.crash")
    parser.add_argument("--due", type=int, default=2000, help="reminders due when it is killed")
    parser.add_argument("--kills", type=int, default=200, help="how often it is killed")
    parser.add_argument("--seed", type=int, default=0, help="of the dice")
    parser.add_argument("--only", default="", help="the days whose name holds this word")
    sys.exit(asyncio.run(main(parser.parse_args())))
