"""What goes wrong, by name: how it begins and ends, how long it holds, and what it excuses meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.store.store import NAME
from bot.telemetry.deliveries import LOUD
from tests.chaos.chaos import Chaos
from tests.chaos.oracle import open_until
from tests.chaos.timeline import ERROR, LATE, UNANSWERED, Window

REST = "(?!GET /gateway-socket)"
"""Every request but the connection to the gateway."""
MINUTE = 60.0
SET_BACK = LOUD["clock set back"]
LEAVES = 130.0
"""Seconds in which a dead connection is surely left: two heartbeats, and the silence that is allowed."""
BLOCK = 1 << 16
OPEN = 0.5
"""Seconds before a SIGTERM: what was asked earlier than that is to be answered before the end."""

GONE = "gone"
"""How the ledger of the gateway tells that a connection has ended."""
STRIKES = 2
"""Requests that a fault must strike to be felt."""

Does = Callable[[Chaos, Window], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong; `hold` is for how many seconds."""

    name: str
    does: Does
    hold: tuple[float, float]
    excuses: frozenset[str]
    about: str


@asynccontextmanager
async def gateway(chaos: Chaos, window: Window, does: str, **more: Any) -> AsyncIterator[None]:
    window.signs.append(_is_left(chaos))
    getattr(chaos.here.gateway, does)(**more)
    yield


@asynccontextmanager
async def zombie(chaos: Chaos, window: Window) -> AsyncIterator[None]:
    window.signs.append(is_left := _is_left(chaos))
    chaos.here.gateway.deaden()
    with contextlib.suppress(TimeoutError):
        await chaos.here.until(is_left, LEAVES)
        window.noticed = time.time()
    yield


@asynccontextmanager
async def outage(chaos: Chaos, window: Window) -> AsyncIterator[None]:
    window.signs.append(_is_left(chaos))
    chaos.here.outage()
    yield
    chaos.here.heal()


@asynccontextmanager
async def without_discord(chaos: Chaos, window: Window) -> AsyncIterator[None]:
    """Kill it, and start it while no connection can be made; it is felt when it has tried in vain."""
    chaos.here.outage()
    await chaos.program.end(signal.SIGKILL)
    before = chaos.here.faults.counts["reset"]
    window.signs.append(lambda: chaos.here.faults.counts["reset"] >= before + STRIKES)
    await chaos.program.start()
    yield
    chaos.here.heal()


@asynccontextmanager
async def requests(chaos: Chaos, window: Window, kind: str, **more: Any) -> AsyncIterator[None]:
    before = chaos.here.faults.counts[kind]
    window.signs.append(lambda: chaos.here.faults.counts[kind] >= before + STRIKES)
    fault = chaos.here.fault(kind, only=REST, **more)
    yield
    fault.times = 0


@asynccontextmanager
async def ended(chaos: Chaos, window: Window, how: signal.Signals) -> AsyncIterator[None]:
    life = len(chaos.program.lives) - 1
    if how is signal.SIGTERM:
        window.grace = OPEN
    await chaos.program.end(how)
    window.signs.append(lambda: chaos.program.lives[life].code is not None)
    yield
    await chaos.program.start()


@asynccontextmanager
async def clock(chaos: Chaos, window: Window, minutes: tuple[float, float]) -> AsyncIterator[None]:
    """Set the clock on, or back: then Charley says so."""
    told = chaos.program.said(SET_BACK)
    chaos.set_clock(chaos.timeline.shift + round(chaos.dice.uniform(*minutes) * MINUTE))
    if minutes[1] < 0:
        window.signs.append(lambda: chaos.program.said(SET_BACK) > told)
    else:
        window.signs.append(lambda: not open_until(chaos.folder / NAME, chaos.now))
    yield


@asynccontextmanager
async def locked(chaos: Chaos, window: Window) -> AsyncIterator[None]:
    path = chaos.folder / NAME
    with closing(sqlite3.connect(path, isolation_level=None, timeout=20.0, check_same_thread=False)) as other:
        await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
        await _is_felt(chaos, window)
        yield


@asynccontextmanager
async def disk_full(chaos: Chaos, window: Window) -> AsyncIterator[None]:
    """Fill the disk, if it is one of our own; else let no file of the program grow, which needs no right to mount."""
    if not chaos.is_small:
        _, most = resource.prlimit(chaos.program.life.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(chaos.program.life.pid, resource.RLIMIT_FSIZE, (1, most))
        await _is_felt(chaos, window)
        yield
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(chaos.program.life.pid, resource.RLIMIT_FSIZE, (most, most))
        return
    filler = chaos.folder / "filler"
    await asyncio.to_thread(fill, chaos.folder / NAME, filler)
    await _is_felt(chaos, window)
    yield
    filler.unlink()


def _is_left(chaos: Chaos) -> Callable[[], bool]:
    """Return what says whether a connection has ended since."""
    left = chaos.here.ledger.gateway.count(GONE)
    return lambda: chaos.here.ledger.gateway.count(GONE) > left


async def _is_felt(chaos: Chaos, window: Window) -> None:
    """Look whether somebody who wants something stored is told that this does not work."""
    failed = not await chaos.is_well()
    window.signs.append(lambda: failed)


def fill(database: Path, filler: Path) -> None:
    """Fill the disk to the last byte; before that the database's log is emptied, which else has room of its own."""
    with closing(sqlite3.connect(database, timeout=5.0)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        for size in (BLOCK, 1):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size):
                    pass


AWAY = frozenset({UNANSWERED, LATE})
TROUBLED = frozenset({UNANSWERED, ERROR, LATE})
NOT_STORED = frozenset({ERROR, LATE})

FAULTS = {
    one.name: one
    for one in (
        Fault("gateway dropped", partial(gateway, does="drop"), (1, 3), AWAY, "the connection is cut"),
        Fault("op 7", partial(gateway, does="reconnect"), (1, 3), AWAY, "Discord asks to connect anew"),
        Fault(
            "op 9, resumable",
            partial(gateway, does="invalidate", resumable=True),
            (1, 3),
            AWAY,
            "the session is invalid, and may be resumed",
        ),
        Fault(
            "op 9",
            partial(gateway, does="invalidate", resumable=False),
            (1, 3),
            AWAY,
            "the session is invalid for good",
        ),
        Fault("resume refused", partial(gateway, does="forget"), (1, 3), AWAY, "cut, and the session is forgotten"),
        Fault("zombie", zombie, (0, 0), AWAY, "the connection stands, and nothing comes on it any more"),
        Fault("outage", outage, (10, 45), TROUBLED, "every connection is reset, and every new one"),
        Fault(
            "500, 502, 503", partial(requests, kind="error", share=0.4), (5, 15), TROUBLED, "two requests of five fail"
        ),
        Fault(
            "429 of a route",
            partial(requests, kind="limit", share=0.4, seconds=0.7),
            (5, 15),
            TROUBLED,
            "two requests of five are too many",
        ),
        Fault(
            "429 over all",
            partial(requests, kind="limit", share=0.2, seconds=2.0, everywhere=True),
            (5, 15),
            TROUBLED,
            "one request of five breaks the limit over all routes",
        ),
        Fault(
            "slow answers",
            partial(requests, kind="slow", share=0.5, seconds=1.2),
            (5, 15),
            frozenset({LATE}),
            "every other answer takes 1.2 s",
        ),
        Fault("cut before", partial(requests, kind="reset", share=0.3), (5, 15), TROUBLED, "reset before it was taken"),
        Fault("cut after", partial(requests, kind="lost", share=0.3), (5, 15), TROUBLED, "reset after it was taken"),
        Fault("kill -9", partial(ended, how=signal.SIGKILL), (0, 5), AWAY, "killed, and started again"),
        Fault(
            "start in an outage",
            without_discord,
            (10, 30),
            TROUBLED,
            "killed, and started while no connection can be made",
        ),
        Fault("SIGTERM", partial(ended, how=signal.SIGTERM), (0, 5), AWAY, "stopped, and started again"),
        Fault("clock ahead", partial(clock, minutes=(5, 20)), (20, 30), frozenset({LATE}), "set 5 to 20 minutes on"),
        Fault("clock back", partial(clock, minutes=(-15, -5)), (20, 30), frozenset({LATE}), "set 5 to 15 minutes back"),
        Fault("database locked", locked, (6, 12), NOT_STORED, "another program holds it for longer than Charley waits"),
        Fault("disk full", disk_full, (5, 12), NOT_STORED, "nothing more can be written"),
    )
}

TOGETHER = (
    ("slow answers", "SIGTERM"),
    ("429 of a route", "gateway dropped"),
    ("cut after", "kill -9"),
    ("kill -9", "clock ahead"),
    ("kill -9", "clock back"),
)
"""Faults that meet: the second begins when the first is felt, and ends before it."""
