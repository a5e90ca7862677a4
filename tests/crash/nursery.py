"""python -m tests.crash.nursery: load Charley once, then run a child of it for each line of JSON on standard input.

A line is `{"settings": {...}, "shift": seconds that the child's clock is ahead, "statements": n or null}`; with n the
child kills itself right after its nth SQL statement. Each child is a process of its own, forked from this one, so that
it starts at once; its process id is printed when it starts, and how it ended (a negative number: by that signal) when
it has. Children are the whole program: real client, real database, real signals.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import bot.app
from bot.app import Parts, build, run
from bot.reminders.clock import WallClock
from bot.settings import read_settings
from bot.store.store import open_store
from bot.telemetry.logs import set_up_logs


class ShiftedClock(WallClock):
    """The clock of this machine, so much ahead."""

    def __init__(self, shift: float) -> None:
        self.shift = timedelta(seconds=shift)

    def now(self) -> datetime:
        return super().now() + self.shift


def killing(after: int) -> Callable[[str], None]:
    """Return what kills this process after so many statements."""
    left = after

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


def child(parts: Parts, wish: dict[str, Any]) -> int:
    set_up_logs("WARNING", "json")
    if wish["statements"]:
        bot.app.open_store = partial(open_store, after=killing(wish["statements"]))
    return asyncio.run(run(read_settings(None, wish["settings"]), parts, ShiftedClock(wish["shift"])))


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
