"""The real client between a gateway that is fed by hand and a wire that writes down, with a real database."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import discord
import structlog
from discord.gateway import DiscordWebSocket

from bot.app import Parts, client
from bot.discord_app.client import Charley
from bot.store.store import CharleyStore, open_store
from bot.telemetry.logs import QUIET, set_up_logs
from tests.fuzz.wire import Wire
from tests.standin.world import APPLICATION, TOKEN, Channel, Payload, Person, Server, World

BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)
STUCK = 30.0
"""Seconds after which an interaction that is still under way counts as stuck."""

ALICE, BOB, CAROL, DAVE = (400_000_000_000_000_000 + place for place in range(4))
"""Alice and Bob have reminders, Carol manages the first server, and Dave's direct messages are closed."""
HERE, THERE = 500_000_000_000_000_000, 500_000_000_000_000_001
"""Two servers; Bob manages the second."""
ROOM, SECOND_ROOM, ROOM_THERE, SHUT = (600_000_000_000_000_000 + place for place in range(4))
"""Channels; Charley may not write in the last one."""


class Time:
    """Tell the time as Charley and as Discord ask for it; it goes on only when told to."""

    def __init__(self) -> None:
        self.passed = timedelta(0)

    def now(self) -> datetime:
        return BEGIN + self.passed

    def steady(self) -> float:
        return self.passed.total_seconds()

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        raise NotImplementedError


@dataclass
class DiscordTime:
    """The same time, in seconds since 1970."""

    time: Time

    def now(self) -> float:
        return self.time.now().timestamp()


@dataclass
class Tasks:
    """Every task that is under way, and what those raised that ended."""

    live: set[asyncio.Task[Any]] = field(default_factory=set)
    raised: list[BaseException] = field(default_factory=list)

    def make(self, loop: asyncio.AbstractEventLoop, work: Any, **more: Any) -> asyncio.Task[Any]:
        task = asyncio.Task(work, loop=loop, **more)
        self.live.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self.live.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.raised.append(error)

    async def settle(self) -> bool:
        """Wait until nothing is under way; say whether that came in time."""
        until = asyncio.get_running_loop().time() + STUCK
        while self.live:
            await asyncio.wait(set(self.live), timeout=1.0)
            if asyncio.get_running_loop().time() > until:
                return False
            # What ended may have begun something else.
            await asyncio.sleep(0)
        return True


@dataclass(repr=False)
class Arena:
    """Charley, what it is asked through, and what it says."""

    parts: Parts
    store: CharleyStore
    charley: Charley
    socket: DiscordWebSocket
    wire: Wire
    world: World
    time: Time
    tasks: Tasks
    log: io.StringIO
    folder: Path
    statements: set[str] = field(default_factory=set)
    """Every statement that was run on the database to change it, without the values."""
    sequence: int = 0

    async def feed(self, name: str, payload: Any) -> BaseException | None:
        """Give Charley one event as text from the gateway; return what came through to the connection, which must be nothing."""
        self.sequence += 1
        frame = json.dumps({"op": 0, "t": name, "s": self.sequence, "d": payload})
        try:
            await self.socket.received_message(frame)
        except Exception as error:  # noqa: BLE001 - whatever it is, it would have ended the connection
            return error
        return None

    def lines(self) -> Iterator[str]:
        """Return what was logged since the last look."""
        text = self.log.getvalue()
        self.log.seek(0)
        self.log.truncate()
        yield from text.splitlines()


@contextmanager
def logging_to(out: io.StringIO) -> Iterator[None]:
    """Write the process's log to *out*, as production does, at every level."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    set_up_logs("DEBUG", "json", out)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
        structlog.reset_defaults()


def inhabited(time: Time) -> World:
    """Return a Discord with four people, two servers and their channels."""
    world = World(DiscordTime(time))  # type: ignore[arg-type]  # only what it reads of a clock is there
    # Of hundreds of thousands of messages, those are kept that somebody still looks at.
    world.messages = WeakValueDictionary()  # type: ignore[assignment]  # used as a dictionary
    for person, name, dms in (
        (ALICE, "alice", "open"),
        (BOB, "bob", "open"),
        (CAROL, "carol", "open"),
        (DAVE, "dave", "closed"),
    ):
        world.people[person] = Person(person, name, dms)
    for server, name, manager in ((HERE, "Cramps", CAROL), (THERE, "Twitches", BOB)):
        world.servers[server] = Server(server, name, {manager})
    rooms = (
        (ROOM, HERE, "general", None),
        (SECOND_ROOM, HERE, "second", None),
        (ROOM_THERE, THERE, "there", None),
        (SHUT, HERE, "shut", 50013),
    )
    for room, server, name, refuses in rooms:
        world.channels[room] = Channel(room, guild=server, name=name, refuses=refuses)
    return world


def _connected(charley: Charley) -> DiscordWebSocket:
    """Return a connection as the library makes it, without a socket."""
    socket = DiscordWebSocket(None, loop=charley.loop)  # type: ignore[arg-type]  # nothing is sent on it
    socket._connection = charley._connection
    socket._discord_parsers = charley._connection.parsers
    socket._dispatch = charley.dispatch
    socket.shard_id = 0
    return socket


@asynccontextmanager
async def arena(parts: Parts, change: Callable[[Charley], None] | None = None) -> AsyncIterator[Arena]:
    """Start Charley with a database of its own, log it in, and let it see two servers."""
    log, time, tasks = io.StringIO(), Time(), Tasks()
    statements: set[str] = set()
    with logging_to(log), tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder), after=statements.add) as store:
            charley = client(parts, store, time, sends_a_second=1e9)
            world = inhabited(time)
            wire = Wire(world)
            await charley._async_setup_hook()
            charley.http.token = TOKEN
            charley.http._HTTPClient__session = wire  # type: ignore[attr-defined]  # a private name of the library
            charley.http._global_over = asyncio.Event()
            charley.http._global_over.set()
            me: Any = world.people[APPLICATION].payload()
            charley._connection.user = discord.ClientUser(state=charley._connection, data=me)
            charley._connection.application_id = APPLICATION
            await charley.setup_hook()
            if change is not None:
                change(charley)
            made = Arena(
                parts, store, charley, _connected(charley), wire, world, time, tasks, log, Path(folder), statements
            )
            loop = asyncio.get_running_loop()
            loop.set_task_factory(tasks.make)
            try:
                for server in world.servers.values():
                    whole: Payload = world.server_payload(server) | {"unavailable": False}
                    assert await made.feed("GUILD_CREATE", whole) is None
                assert await tasks.settle()
                # Those before are the migrations.
                statements.clear()
                yield made
            finally:
                loop.set_task_factory(None)
                await charley.close()
