"""The bots that are measured, each a process of its own, and what can be seen of it from outside."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.standin.interactions import Interaction
from tests.standin.server import StandIn

START_TIMEOUT, STOP_TIMEOUT = 60, 15
PAGE = os.sysconf("SC_PAGE_SIZE")


def command(name: str, here: StandIn) -> list[str]:
    if name == "charley":
        return [sys.executable, "-m", "tests.bench.charley"]
    return [sys.executable, "-m", "tests.bench.bare", here.url, here.gateway.url, here.token]


@asynccontextmanager
async def running(name: str, here: StandIn, data: str) -> AsyncIterator[Process]:
    """Run a bot until the block is left."""
    settings = {"DISCORD_TOKEN": here.token, "DISCORD_API_URL": here.url, "DATA_DIR": data, "LOG_LEVEL": "ERROR"}
    settings |= {"HEALTH_PORT": "0"}
    process = await asyncio.create_subprocess_exec(
        *command(name, here), env=os.environ | settings, stdin=DEVNULL, stdout=DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), STOP_TIMEOUT)
        await here.until(lambda: not here.gateway.live, STOP_TIMEOUT)


async def ask(here: StandIn, text: str) -> Interaction:
    """Ask a question in direct messages, as soon as the bot is there."""
    await here.until(lambda: here.gateway.live, START_TIMEOUT)
    return await here.command(here.person("ann"), None, "ask", {"question": text})


def resident(process: Process) -> float:
    """Return the resident memory of a process in MiB."""
    return int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * PAGE / 2**20


def worked(process: Process) -> float:
    """Return the milliseconds of a core that all threads of a process have used so far."""
    threads = Path(f"/proc/{process.pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e6


async def inside(*what: str) -> Any:
    """Return what a process of its own measures inside itself; raise RuntimeError if it fails."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.bench.inside", *what, stdout=PIPE)
    out, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(what)} could not be measured; its error stands above")
    return json.loads(out)
