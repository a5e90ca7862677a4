"""The real process: started, killed, stopped, watched; its memory and its descriptors are measured while it lives."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.settings import Settings
from tests.crash.charleys import CLOCK, ROOT, set_clock
from tests.standin.server import StandIn

SAMPLED = 2.0
"""Seconds between two looks at the process."""
AGAIN = 1.0
"""Seconds after which a process that ended by itself is started again, as systemd would."""
STOPPED = 30.0
"""Seconds that a stop in order may take: 20 are for the deliveries under way."""
PR_SET_PDEATHSIG = 1
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Sample:
    """What one look at a process found: bytes in memory, open descriptors."""

    at: float
    rss: int
    descriptors: int


@dataclass
class Life:
    """One life of the process. `how` it was ended, None if by itself; `code` is negative for a signal."""

    pid: int
    begun: float
    ended: float | None = None
    code: int | None = None
    how: signal.Signals | None = None
    samples: list[Sample] = field(default_factory=list)


class Program:
    """One Charley after another, each the whole program. `log` is all that they have said."""

    def __init__(self, here: StandIn, folder: Path, *, quick: bool) -> None:
        self.folder = folder
        self.port = free_port()
        self.log: list[str] = []
        self.lives: list[Life] = []
        self._here = here
        self._quick = quick
        self._process: Process | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    @property
    def life(self) -> Life:
        return self.lives[-1]

    async def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
        told = {"DISCORD_TOKEN": self._here.token, "DISCORD_API_URL": self._here.url, "DATA_DIR": str(self.folder)}
        told |= {"LOG_FORMAT": "json", "CHAOS_CLOCK": str(self.folder / CLOCK), "PYTHONPATH": str(ROOT)}
        told |= {"HEALTH_PORT": str(self.port)}
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.chaos.program"),
            cwd=self.folder,
            env=kept | told | ({"CHAOS_QUICK": "1"} if self._quick else {}),
            stdin=DEVNULL,
            stdout=DEVNULL,
            stderr=PIPE,
            limit=1 << 20,
            preexec_fn=die_with_parent,
        )
        self.lives.append(Life(self._process.pid, time.time()))
        for work in (self._listen(self._process), self._watch(self._process, self.life)):
            task = asyncio.create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def end(self, how: signal.Signals) -> None:
        """End the process by a signal; kill it if that does not help, which its code then tells."""
        process = self._process
        assert process is not None
        self.life.how = how
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(how)
        try:
            await asyncio.wait_for(process.wait(), STOPPED)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def close(self) -> None:
        """Kill what still runs, and wait until all that it said is read."""
        self._closing = True
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        await asyncio.gather(*self._tasks)

    def said(self, words: str) -> int:
        """Return how many lines of the log hold some words."""
        return sum(words in line for line in self.log)

    async def sample(self) -> None:
        """Look at the process every few seconds, for ever."""
        while True:
            await asyncio.sleep(SAMPLED)
            for life in self.lives[-1:]:
                with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                    at = Path(f"/proc/{life.pid}")
                    rss = int((at / "statm").read_text().split()[1]) * PAGE
                    life.samples.append(Sample(time.time(), rss, sum(1 for _ in (at / "fd").iterdir())))

    async def _listen(self, process: Process) -> None:
        assert process.stderr is not None
        while line := await process.stderr.readline():
            self.log.append(line.decode().rstrip())
            self._here.ledger.changed()

    async def _watch(self, process: Process, life: Life) -> None:
        life.code = await process.wait()
        life.ended = time.time()
        self._here.ledger.changed()
        if life.how is None and not self._closing:
            await asyncio.sleep(AGAIN)
            if not self._closing:
                await self.start()


def die_with_parent() -> None:
    """Let the kernel kill this process when the one that started it is gone, however that ended (prctl, Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@asynccontextmanager
async def program(here: StandIn, folder: Path, *, quick: bool = False) -> AsyncIterator[Program]:
    """Return a program that is not started yet; its last words are printed if something goes wrong."""
    set_clock(folder, 0.0)
    made = Program(here, folder, quick=quick)
    sampling = asyncio.create_task(made.sample())
    try:
        yield made
    except BaseException:
        print("\n".join(made.log[-40:]))
        raise
    finally:
        sampling.cancel()
        await made.close()
        with contextlib.suppress(asyncio.CancelledError):
            await sampling
