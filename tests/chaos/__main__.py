"""Break Charley for half an hour while people are busy with it; print what was promised, and whether it held.

python -m tests.chaos [--minutes 30] [--seed N] [--rate 4] [--json FILE] [--write docs/reliability.md]

Exits 1 if any line does not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.chaos.chaos import Chaos, chaos
from tests.chaos.faults import FAULTS, TOGETHER, Fault
from tests.chaos.ledger import as_json, ledger
from tests.chaos.report import RUN, printed, table, write
from tests.crash.charleys import ROOT

INSIDE = "CHAOS_INSIDE"
"""Set where this runs in a mount namespace of its own."""
DISK = 64
"""MB of the small disk that is filled up."""
PAUSE = (4.0, 14.0)
"""Seconds between two faults."""
KILLED = 0.6
"""The share of the run after which nothing ends the process, so that one life is long enough to be measured."""
ENDS = {"kill -9", "SIGTERM", "start in an outage"}


def deck(dice: random.Random, *, may_end: bool) -> list[tuple[Fault, ...]]:
    """Return every fault once, and some of them together, in an order by lot."""
    cards = [(one,) for one in FAULTS.values()] + [tuple(FAULTS[name] for name in names) for names in TOGETHER]
    cards = [card for card in cards if may_end or not ENDS & {one.name for one in card}]
    dice.shuffle(cards)
    return cards


async def go_wrong(run: Chaos, dice: random.Random, until: float, killed_until: float) -> None:
    """Let one thing go wrong after the other, until the time is over."""
    cards: list[tuple[Fault, ...]] = []
    while time.time() < until:
        may_end = time.time() < killed_until
        cards = [card for card in cards if may_end or not ENDS & {one.name for one in card}] or deck(
            dice, may_end=may_end
        )
        await asyncio.sleep(dice.uniform(*PAUSE))
        card = cards.pop()
        window = await run.strike(*card)
        print(f"{datetime.now(UTC):%H:%M:%S}  {window.fault:<32} well again after {window.recovery:5.1f} s", flush=True)


async def main(asked: argparse.Namespace, folder: Path, is_small: bool, why: str) -> int:
    print(f"seed {asked.seed}, {asked.minutes:g} minutes; disk full: {why}", flush=True)
    began, seconds, tried = datetime.now(UTC), asked.minutes * 60, commit()
    async with chaos(folder, asked.seed, asked.minutes, is_small=is_small) as run:
        busy = asyncio.create_task(run.load.busy(asked.rate))
        now = time.time()
        await go_wrong(run, random.Random(asked.seed + 2), now + seconds, now + KILLED * seconds)
        busy.cancel()
        run.here.heal()
        await run.load.over()
        until = await run.settle()
        await run.scrape()
        await run.program.end(signal.SIGTERM)
    lines, told, due = ledger(run, until)
    about = {
        "seed": asked.seed,
        "minutes": asked.minutes,
        "began": began.isoformat(timespec="seconds"),
        "commit": tried,
    }
    about |= {"cores": os.cpu_count(), "disk": why, "took": round((datetime.now(UTC) - began).total_seconds())}
    whole = about | as_json(lines, told, due, run)
    if asked.json:
        asked.json.write_text(json.dumps(whole, indent=1, default=str), encoding="utf-8")
    if asked.log:
        asked.log.write_text("\n".join(run.program.log), encoding="utf-8")
    print(printed(whole))
    if asked.write:
        write(asked.write, RUN, table(whole))
    return 0 if all(one.holds for one in lines) else 1


def commit() -> str:
    """Return the commit that is checked out, marked if something was changed since; "unknown" outside of a repository."""
    git = shutil.which("git")
    if git is None:
        return "unknown"
    describe = [git, "describe", "--always", "--dirty", "--abbrev=10", "--exclude=*"]
    told = subprocess.run(describe, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


@contextmanager
def small_disk(place: Path) -> Iterator[tuple[bool, str]]:
    """Make a folder `disk`, a small disk of its own if that may be mounted; say whether, and how it is made full."""
    disk = place / "disk"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK}m", "charley", str(disk)]
    if not os.environ.get(INSIDE) or subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        yield False, "files may not grow (RLIMIT_FSIZE), as no disk of its own may be mounted here"
        return
    try:
        yield True, f"a disk of {DISK} MB is filled up"
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def in_a_namespace() -> None:
    """Run this again in a mount namespace of its own, if that is allowed: what is mounted there is gone with it."""
    unshare = shutil.which("unshare")
    if os.environ.get(INSIDE) is not None or unshare is None:
        return
    for options in (["--mount"], ["--mount", "--map-root-user"]):
        if subprocess.run([unshare, *options, "true"], capture_output=True, check=False).returncode == 0:
            os.environ[INSIDE] = "1"
            os.execv(unshare, [unshare, *options, sys.executable, "-m", "tests.chaos", *sys.argv[1:]])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long things go wrong")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="of the dice")
    parser.add_argument("--rate", type=float, default=4.0, help="visits of people a second")
    parser.add_argument("--json", type=Path, help="write the whole ledger to this file")
    parser.add_argument("--log", type=Path, help="write what Charley logged to this file")
    parser.add_argument("--write", type=Path, help="put the table into this page, between its two markers")
    options = parser.parse_args()
    in_a_namespace()
    with tempfile.TemporaryDirectory() as place, small_disk(Path(place)) as (is_small, how):
        code = asyncio.run(main(options, Path(place) / "disk", is_small, how))
    sys.exit(code)
