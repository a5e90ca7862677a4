"""python -m tests.crash.nursery: load Charley once, then run a child of it for each line of JSON on standard input.

A line is a wish, as JSON:
settings    of the child
clock       a file that says by how many seconds the child's clock is ahead: changed, it moves the clock of a running child
statements  with a number, the child kills itself right after so many SQL statements
constants   other values for constants of the product, by their full names, so that a test need not wait as long as people:
            {"bot.reminders.engine.TIMEOUT": 2.0} gives up an answer after 2 seconds instead of 15
refusals    with a number, the budget of refused requests, instead of 1,000
Each child is a process of its own, forked from this one, so that it starts at once; its process id is printed when it
starts, and how it ended (a negative number: by that signal) when it has. Children are the whole program: real client,
real database, real signals. On SIGUSR1 its database may grow no more, as on a full disk, and on SIGUSR2 it may again.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import bot.app
from bot.app import Parts, build, run
from bot.reminders.clock import WallClock
from bot.reminders.pace import Budget
from bot.settings import read_settings
from bot.store.store import CharleyStore, open_store
from bot.telemetry.logs import set_up_logs


class ShiftedClock(WallClock):
    """The clock of this machine, ahead by the seconds that stand in a file at that moment."""

    def __init__(self, shift: Path) -> None:
        self.shift = shift

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=float(self.shift.read_text()))


def killing(after: int) -> Callable[[str], None]:
    """Return what kills this process after so many statements."""
    left = after

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


@asynccontextmanager
async def on_a_disk(folder: Path, **more: Any) -> AsyncIterator[CharleyStore]:
    """Open the store; signals fill its disk, and make space on it again."""
    async with open_store(folder, **more) as store:
        loop = asyncio.get_running_loop()
        tasks: set[asyncio.Task[Any]] = set()

        def pages(most: int) -> None:
            tasks.add(loop.create_task(store._writer.fetch(f"PRAGMA max_page_count = {most}")))

        loop.add_signal_handler(signal.SIGUSR1, pages, 1)  # it never gets smaller than it is
        loop.add_signal_handler(signal.SIGUSR2, pages, 1 << 30)
        yield store


def child(parts: Parts, wish: dict[str, Any]) -> int:
    set_up_logs("WARNING", "json")
    after = killing(wish["statements"]) if wish["statements"] else None
    bot.app.open_store = partial(on_a_disk, after=after)
    for name, value in wish["constants"].items():
        module, _, constant = name.rpartition(".")
        assert hasattr(import_module(module), constant), name
        setattr(import_module(module), constant, value)
    if wish["refusals"]:
        bot.app.Budget = partial(Budget, most=wish["refusals"])
    return asyncio.run(run(read_settings(None, wish["settings"]), parts, ShiftedClock(Path(wish["clock"]))))


def main() -> None:
    parts = build()
    print("ready", flush=True)
    for line in sys.stdin:
        wish = json.loads(line)
        process = os.fork()
        if process == 0:
            code = 1
            try:
                code = child(parts, wish)
            finally:
                sys.stderr.flush()
                os._exit(code)
        print(process, flush=True)
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
