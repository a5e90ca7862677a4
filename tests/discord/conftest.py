"""The real client in a simulated Discord, for every test here.

A test fails on any interaction that was not answered, any ERROR it did not expect, any request that Discord would
refuse, and anything that the library remembers of a message.
"""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import io
import json
import logging
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
import simcord
import structlog
from discord.app_commands import CommandNotFound, CommandSignatureMismatch
from simcord.components import walk_components

from bot.app import Parts, build, client
from bot.discord_app.client import Charley
from bot.discord_app.errors import EXPIRED, UserError
from bot.replies.desk import Desk
from bot.store.store import CharleyStore, open_store
from bot.telemetry.logs import QUIET, set_up_logs
from bot.telemetry.metrics import OTHER
from tests.discord import bodies, test_api_description
from tests.discord.broken import broken_desk
from tests.telemetry.reading import counted


@dataclass(repr=False)
class World:
    """A server with a channel and two people, and Charley in it.

    It has no text of its own: asyncio asks for that at every step, and the whole library would stand in it.
    """

    parts: Parts
    store: CharleyStore
    env: Any
    output: io.StringIO
    guild: Any
    channel: Any
    alice: Any
    bob: Any
    expected_errors: int = 0
    unanswered: list[Any] = field(default_factory=list)

    @property
    def bot(self) -> Charley:
        return self.env.bot

    @property
    def mention(self) -> str:
        assert self.bot.user is not None
        return f"<@{self.bot.user.id}>"

    def lines(self) -> list[dict[str, Any]]:
        """Return what the log holds, as it would be written in production."""
        return [json.loads(line) for line in self.output.getvalue().splitlines()]

    def errors(self) -> list[dict[str, Any]]:
        return [line for line in self.lines() if line["level"] in {"error", "critical"}]

    def requests(self, method: str, end: str) -> list[Any]:
        """Return the bodies of the requests made so far whose path ends in *end*."""
        return [one.json for one in self.env.http_requests if one.method == method and one.path.endswith(end)]

    def dm(self, person: Any) -> list[Any]:
        """Return what stands in the direct messages of *person*, oldest first."""
        return [] if person.user.dm_channel is None else list(person.user.dm_channel.history())

    async def restart(self, desk: Desk | None = None) -> None:
        """Start Charley anew, as after an update of its content to that of *desk*; Discord keeps its messages."""
        old = self.bot
        await self.env.restart_bot(Charley(desk or self.parts.desk, old.names, old.services))
        await old.close()

    async def post(self, **message: Any) -> Any:
        """Return a message of Charley's own in the channel."""
        sent = await self.channel_of_bot().send(**message)
        await self.env.settle()
        return sent

    def channel_of_bot(self) -> Any:
        return self.bot.get_channel(self.channel.id)


@dataclass
class SimulatedClock:
    """Show the time of the simulated Discord; nothing in these tests waits by it."""

    world: Any = None

    def now(self) -> datetime:
        return self.world.now() if self.world is not None else datetime.now(UTC)

    def steady(self) -> float:
        return self.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        raise NotImplementedError


def desk_with(parts: Parts, **changes: Any) -> Desk:
    """Return a desk whose content differs in *changes*; what it searches and looks for stays as it was."""
    content = dataclasses.replace(parts.content, **changes)
    return Desk(content, parts.library, parts.triage, parts.desk.version)


def texts(message: Any) -> str:
    """Return all that a message says, one display a line."""
    shown = [part["content"] for part in walk_components(message_components(message)) if part.get("type") == 10]
    return "\n".join(shown) or message.content


def message_components(message: Any) -> list[dict[str, Any]]:
    """Return a message's components as Discord keeps them, whether it was sent or answered."""
    return [part if isinstance(part, dict) else part.to_dict() for part in message.components]


def said(result: Any) -> str:
    """Return what an interaction was answered with."""
    return texts(result.response)


def labels(message: Any) -> list[str]:
    """Return the labels of a message's buttons."""
    return [part["label"] for part in buttons(message)]


def buttons(message: Any) -> list[dict[str, Any]]:
    """Return a message's buttons."""
    return [part for part in walk_components(message_components(message)) if part.get("type") == 2]


def has_menu(message: Any) -> bool:
    """Say whether a message has a menu."""
    return any(part.get("type") == 3 for part in walk_components(message_components(message)))


@pytest.fixture(scope="session")
def parts() -> Parts:
    return build()


@pytest.fixture
def output(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """Send the log of the process where it can be read, with the handler of production, at every level."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in QUIET}
    out = io.StringIO()
    set_up_logs("DEBUG", "json", out)
    root.addHandler(caplog.handler)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@asynccontextmanager
async def open_world(parts: Parts, output: io.StringIO, desk: Desk | None = None) -> AsyncIterator[World]:
    """Start Charley with *desk* (that of *parts* if None) in a simulated Discord, and check all at the end."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder)) as store, _open_world(parts, store, output, desk) as world:
            yield world


@asynccontextmanager
async def _open_world(
    parts: Parts, store: CharleyStore, output: io.StringIO, desk: Desk | None
) -> AsyncIterator[World]:
    clock = SimulatedClock()
    plain = client(parts, store, clock)
    bot = Charley(desk or parts.desk, plain.names, plain.services)
    env: Any = simcord.Env(bot, settle_timeout=10.0, shard_count=1)
    clock.world = env
    # How long nothing may happen before the simulator calls the bot quiet; its own 50 ms a step add up.
    env._settle_internal = functools.partial(env._settle_internal, idle=0.003)
    await env.start()
    guild = env.create_guild("Cramps and twitches")
    channel = guild.create_text_channel("general")
    people = [guild.add_member(env.create_user(name)) for name in ("alice", "bob")]
    world = World(parts, store, env, output, guild, channel, *people)
    try:
        yield world
    finally:
        await env.shutdown()
        await env.bot.close()
    _check(world)


def cause_of(error: BaseException) -> BaseException:
    """Return the error behind what the library wraps."""
    return getattr(error, "original", error)


def is_expected(error: BaseException) -> bool:
    """Say whether an error is the person's, or that of an answer that came too late."""
    if isinstance(error, discord.NotFound):
        return error.code in EXPIRED
    return isinstance(error, UserError | CommandNotFound | CommandSignatureMismatch)


def _check(world: World) -> None:
    env = world.env
    silent = [one for one in env.backend.interactions.values() if not one.responded and one not in world.unanswered]
    assert not silent, "an interaction was not answered"
    assert len(world.errors()) == world.expected_errors, world.errors()
    surprises = [error for error in map(cause_of, env.errors) if not is_expected(error)]
    assert world.expected_errors or not surprises, surprises
    store = env.bot._connection._view_store
    assert not store._views, "the library remembers a view"
    assert not store._modals, "the library remembers a form"
    _check_counts(world)
    for one in env.http_requests:
        if one.json is not None:
            found = bodies.faults(one.method, one.path, one.json)
            found += test_api_description.faults(one.method, one.path, one.json)
            assert not found, (one.method, one.path, found)


def _check_counts(world: World) -> None:
    """Whatever came was counted once, and whatever was answered has a name."""
    ended = counted(world.bot.metrics, "charley_interactions_total", "kind", "command", "outcome")
    received = counted(world.bot.metrics, "charley_interactions_received_total", "kind")
    by_kind = {(kind,): sum(count for (one, *_), count in ended.items() if one == kind) for (kind,) in received}
    assert received == by_kind, "an interaction was lost on its way"
    assert [one for one in ended if one[1:] == (OTHER, "answered")] == [], "what is answered has a name in tracing.py"


@pytest_asyncio.fixture
async def world(parts: Parts, output: io.StringIO) -> AsyncIterator[World]:
    async with open_world(parts, output) as world:
        yield world


@pytest_asyncio.fixture
async def broken(parts: Parts, output: io.StringIO) -> AsyncIterator[World]:
    """Return a world whose desk fails at every question, and whose content lacks all cards, notices and sources."""
    empty = dataclasses.replace(parts.content, cards={}, notices={}, sources={})
    async with open_world(parts, output, broken_desk(parts, empty)) as world:
        yield world
