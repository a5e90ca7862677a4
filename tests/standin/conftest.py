"""A stand-in for each test, and discord.py's own client and the whole program connected to it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from typing import Any

import discord
import discord.gateway
import discord.http
import pytest
import pytest_asyncio
import yarl

from bot.settings import Settings
from tests.standin.server import StandIn

ROOT = Path(__file__).parents[2]


class Bot(discord.Client):
    """discord.py's client as it is, but for the waits that make tests slow. `heard` are the messages it was told of."""

    def __init__(self, **options: Any) -> None:
        wanted = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(intents=wanted, guild_ready_timeout=0.01, **options)
        self.heard: list[str] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        pass

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message.content)


@pytest_asyncio.fixture
async def here(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandIn]:
    async with StandIn(heartbeat=0.1) as stand_in:
        monkeypatch.setattr(discord.http.Route, "BASE", stand_in.url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(stand_in.gateway.url))
        yield stand_in


@pytest_asyncio.fixture
async def bot(here: StandIn) -> AsyncIterator[Bot]:
    """Return a client that is logged in and has no gateway: enough to send."""
    async with Bot() as client:
        await client.login(here.token)
        yield client


@pytest_asyncio.fixture
async def connect(here: StandIn) -> AsyncIterator[Callable[..., Any]]:
    """Return a function that connects a client and returns it ready."""
    async with AsyncExitStack() as stack:

        async def start(client: discord.Client) -> tuple[Any, asyncio.Task[None]]:
            await stack.enter_async_context(client)
            running = asyncio.create_task(client.start(here.token))
            stack.push_async_callback(ended, running)
            await asyncio.wait_for(client.wait_until_ready(), 10)
            return client, running

        yield start


async def ended(running: asyncio.Task[None]) -> None:
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError, discord.ConnectionClosed):
        await running


@contextlib.asynccontextmanager
async def process(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Process]:
    """Run a module of ours as a program in *folder*, and kill it at the end if it still runs."""
    kept = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *arguments),
        cwd=folder,
        env=kept | settings | {"PYTHONPATH": str(ROOT)},
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield program
    finally:
        if program.returncode is None:
            program.kill()
        await program.communicate()


@pytest.fixture
def charley(here: StandIn, tmp_path: Path) -> Callable[[], AbstractAsyncContextManager[Process]]:
    """Return a function that runs the whole program against the stand-in."""
    settings = {"DISCORD_TOKEN": here.token, "DISCORD_API_URL": here.url, "HEALTH_PORT": "0"}
    return lambda: process(tmp_path, "bot", "run", **settings)
