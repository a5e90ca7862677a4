"""Charleys, one after the other: real processes, started at once by a nursery, with a clock that a test moves."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.standin.server import StandIn

ROOT = Path(__file__).parents[2]
CLOCK = "ahead"
"""The file, beside the database, that says by how many seconds Charley's clock is ahead."""


class Nursery:
    """Start one Charley after the other, at once; see tests/crash/nursery.py. `log` is what they have logged."""

    def __init__(self, process: Process, here: StandIn, folder: Path) -> None:
        self.log: list[str] = []
        self._process = process
        self._here = here
        self._clock = folder / CLOCK
        self._settings = {"discord_token": here.token, "discord_api_url": here.url, "data_dir": str(folder)}
        self._settings |= {"health_port": 0}

    async def start(
        self, *, statements: int | None = None, constants: dict[str, Any] | None = None, refusals: int | None = None
    ) -> int:
        """Start a Charley and return its process id."""
        if not self._clock.exists():
            set_clock(self._clock.parent, 0.0)
        wish = {"settings": self._settings, "clock": str(self._clock), "statements": statements}
        wish |= {"constants": constants or {}, "refusals": refusals}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wish).encode() + b"\n")
        await self._process.stdin.drain()
        return int(await self._line())

    async def ended(self) -> int:
        """Return how the Charley that was started last ended, once it has."""
        return int(await self._line())

    def said(self, words: str) -> int:
        """Return how many lines of the log hold some words."""
        return sum(words in line for line in self.log)

    async def listen(self) -> None:
        """Keep what is logged, and wake who waits for it."""
        assert self._process.stderr is not None
        while line := await self._process.stderr.readline():
            self.log.append(line.decode().rstrip())
            self._here.ledger.changed()

    async def _line(self) -> str:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery has ended: " + "\n".join(self.log[-20:]))
        return line.decode().strip()


@asynccontextmanager
async def nursery(here: StandIn, folder: Path) -> AsyncIterator[Nursery]:
    """Load Charley once, for as many children as are wanted; what they log is printed if it goes wrong."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.crash.nursery"),
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)},
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        limit=1 << 20,
        start_new_session=True,
    )
    made = Nursery(process, here, folder)
    listening = asyncio.create_task(made.listen())
    try:
        assert await made._line() == "ready"
        yield made
    except BaseException:
        print("\n".join(made.log[-40:]))
        raise
    finally:
        # The child, if one still runs, is of the same session.
        os.killpg(process.pid, signal.SIGKILL)
        await asyncio.gather(listening, process.wait())


def set_clock(folder: Path, ahead: float) -> None:
    """Move the clock of the Charley of a folder, also of one that runs; it sees the one or the other, nothing between."""
    new = folder / f"{CLOCK}.new"
    new.write_text(repr(ahead))
    new.replace(folder / CLOCK)
