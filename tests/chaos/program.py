"""python -m tests.chaos.program: `charley run`, by a clock that a file moves. All else is as in production.

CHAOS_CLOCK  the file that says by how many seconds the clock is ahead; changed, it moves the clock of a running program
CHAOS_QUICK  given, some waits are shorter than in production, so that a test need not wait as long as people
"""

from __future__ import annotations

import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import bot.app
from bot.cli import main
from tests.crash.nursery import ShiftedClock

QUICK = {
    "bot.reminders.clock.GLANCE": 0.1,
    "bot.reminders.engine.TROUBLE": 0.2,
    "bot.store.connection.BUSY_SECONDS": 0.3,
}
"""The clock is looked at more often, and the database given up and tried again sooner."""
SILENCE = 1.5
"""Seconds without a word after which a connection is given up; 60 in production."""


def impatient(make: Any) -> Any:
    """Return *make*, which makes a client, so that its clients give a silent connection up sooner, and come back sooner."""

    def made(*args: Any, **more: Any) -> Any:
        client = make(*args, **more)
        client._connection.heartbeat_timeout = SILENCE
        client.before_identify_hook = at_once
        return client

    return made


async def at_once(*_: Any, **__: Any) -> None:
    """Identify anew without the 5 seconds for which the library waits, deaf, before it does."""


def hasten() -> None:
    """Make the waits shorter."""
    for name, value in QUICK.items():
        module, _, constant = name.rpartition(".")
        assert hasattr(import_module(module), constant), name
        setattr(import_module(module), constant, value)
    bot.app.client = impatient(bot.app.client)


if __name__ == "__main__":
    bot.app.run = partial(bot.app.run, clock=ShiftedClock(Path(os.environ["CHAOS_CLOCK"])))
    if os.environ.get("CHAOS_QUICK"):
        hasten()
    sys.exit(main(["run"]))
