"""The real client in a simulated Discord, for every test here.

A test fails on any interaction that was not answered and on any ERROR record it did not expect.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
import simcord
from simcord.components import walk_components

from bot.app import Parts, build, client
from bot.discord_app.client import Charley


@dataclass
class World:
    """A server with a channel and two people, and Charley in it."""

    env: Any
    bot: Charley
    log: pytest.LogCaptureFixture
    guild: Any
    channel: Any
    alice: Any
    bob: Any
    expected_errors: int = 0
    unanswered: list[Any] = field(default_factory=list)

    @property
    def mention(self) -> str:
        assert self.bot.user is not None
        return f"<@{self.bot.user.id}>"

    def errors(self) -> list[logging.LogRecord]:
        return [record for record in self.log.records if record.levelno >= logging.ERROR]


def texts(message: Any) -> str:
    """Return all that a message says, one display a line."""
    return "\n".join(part["content"] for part in walk_components(message.components) if part.get("type") == 10)


def labels(message: Any) -> list[str]:
    """Return the labels of a message's buttons."""
    return [part["label"] for part in walk_components(message.components) if part.get("type") == 2]


@pytest.fixture(scope="session")
def parts() -> Parts:
    return build()


@pytest_asyncio.fixture
async def world(parts: Parts, caplog: pytest.LogCaptureFixture) -> AsyncIterator[World]:
    caplog.set_level(logging.INFO)
    bot = client(parts)
    env = simcord.Env(bot, settle_timeout=10.0)
    await env.start()
    guild = env.create_guild("Cramps and twitches")
    channel = guild.create_text_channel("general")
    people = [guild.add_member(env.create_user(name)) for name in ("alice", "bob")]
    world = World(env, bot, caplog, guild, channel, *people)
    try:
        yield world
    finally:
        await env.shutdown()
        await env.bot.close()
    silent = [one for one in env.backend.interactions.values() if not one.responded and one not in world.unanswered]
    assert not silent, "an interaction was not answered"
    assert len(world.errors()) == world.expected_errors, [record.getMessage() for record in world.errors()]
