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

import bot.app
from bot.cli import main
from tests.crash.nursery import ShiftedClock

QUICK = {
    "bot.discord_app.patience.LONGEST": 0.5,
    "bot.discord_app.sharded.APART": 0.1,
    "bot.discord_app.sharded.LATE": 1.0,
    "bot.reminders.clock.GLANCE": 0.1,
    "bot.reminders.engine.TROUBLE": 0.2,
    "bot.store.connection.BUSY_SECONDS": 0.3,
}
"""Discord, a silent connection and the database are given up and tried again sooner; the clock is looked at more often."""


def hasten() -> None:
    """Make the waits shorter."""
    for name, value in QUICK.items():
        module, _, constant = name.rpartition(".")
        assert hasattr(import_module(module), constant), name
        setattr(import_module(module), constant, value)


if __name__ == "__main__":
    bot.app.run = partial(bot.app.run, clock=ShiftedClock(Path(os.environ["CHAOS_CLOCK"])))
    if os.environ.get("CHAOS_QUICK"):
        hasten()
    sys.exit(main(["run"]))
