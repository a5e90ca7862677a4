"""Charley opened and closed fifty times in one process: nothing of it is left behind."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import signal
import socket
import sqlite3
import threading
import weakref
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import aiosqlite
import discord
import discord.gateway
import discord.http
import pytest
import pytest_asyncio
from aiohttp import web
from structlog.testing import capture_logs

import bot.app
from bot.app import Parts, build, run
from bot.reminders.engine import Engine
from bot.settings import read_settings
from bot.store.store import CharleyStore, open_store
from tests.crash.trial import Trial
from tests.standin.server import StandIn

CYCLES, WARM = 50, 5
"""What is loaded once only, such as zones and another language's texts, is there after a few."""

COUNTED = (
    *(discord.Client, discord.http.HTTPClient, discord.gateway.DiscordWebSocket, discord.Interaction),
    *(aiohttp.ClientSession, aiohttp.TCPConnector, web.AppRunner, aiosqlite.Connection, sqlite3.Connection),
    *(CharleyStore, Engine, asyncio.Task, asyncio.Event),
)
"""What must not outlive its Charley."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def parts() -> Parts:
    return build()


@pytest.fixture
def born(monkeypatch: pytest.MonkeyPatch) -> list[weakref.ref[discord.Client]]:
    """Return every client that the program makes; they are ready at once, where Discord's own wait 2 s for more servers."""
    born: list[weakref.ref[discord.Client]] = []
    made = bot.app.client

    def quick(*arguments: Any, **named: Any) -> discord.Client:
        client = made(*arguments, **named)
        client._connection.guild_ready_timeout = 0.0
        born.append(weakref.ref(client))
        return client

    monkeypatch.setattr(bot.app, "client", quick)
    return born


@pytest_asyncio.fixture
async def here(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandIn]:
    gateway = discord.gateway.DiscordWebSocket
    # The program sets these, and never back.
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(gateway, "DEFAULT_GATEWAY", gateway.DEFAULT_GATEWAY)
    async with StandIn() as stand_in:
        yield stand_in


async def live(here: StandIn, folder: Path, parts: Parts) -> None:
    """Open Charley as the program does, let it answer, deliver and tell its metrics, and close it by a signal."""
    await Trial(here, folder, random.Random(0)).prepare(1, 1)
    had = len(here.ledger.messages)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    values = {"discord_token": here.token, "discord_api_url": here.url, "data_dir": folder, "health_port": port}
    running = asyncio.create_task(run(read_settings(None, values), parts))
    await here.until(lambda: here.gateway.live)
    asked = await here.command(here.person("ann"), None, "ask", {"question": "my chest hurts"})
    assert asked.message is not None
    await here.until(lambda: len(here.ledger.messages) > had)
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        assert "charley" in await answer.text()
    # What it does when it is ready goes on: it is finished, not cut off.
    os.kill(os.getpid(), signal.SIGTERM)
    assert await running == 0
    await here.until(lambda: not here.gateway.live)


@pytest.fixture
def threads() -> set[threading.Thread]:
    """Return the threads that there are without Charley."""
    return set(threading.enumerate())


def left(threads: set[threading.Thread]) -> Counter[str]:
    """Count what is open, runs or lives; *threads* are none of Charley's."""
    for one in set(threading.enumerate()) - threads:
        one.join(0.2)  # one that has just been told to end still has a few steps to go
    gc.collect()
    found = Counter[str]()
    for one in Path("/proc/self/fd").iterdir():
        try:
            found[f"descriptor: {one.readlink().name.partition(':')[0]}"] += 1
        except FileNotFoundError:
            continue  # the one with which they are listed
    found.update(f"thread: {one.name.partition('_')[0]}" for one in threading.enumerate())
    found.update(f"task: {one.get_name().rstrip('0123456789')}" for one in asyncio.all_tasks())
    for one in gc.get_objects():
        found.update(f"alive: {kind.__name__}" for kind in COUNTED if isinstance(one, kind))
    return found


async def test_nothing_is_left_of_a_charley_that_was_closed(here, tmp_path, parts, born, threads):
    after: list[Counter[str]] = []
    with capture_logs() as log:
        for _ in range(CYCLES):
            await live(here, tmp_path, parts)
            after.append(left(threads))
    assert after[-1] - after[WARM - 1] == Counter()
    assert [line for line in log if line["log_level"] not in {"debug", "info"}] == [], "nothing is cut off"
    assert len(born) == CYCLES
    assert [one for one in born if one() is not None] == []
    # The counting itself sees what it is to see.
    assert {"descriptor: socket", "thread: MainThread", "alive: Task"} <= set(after[-1])


async def test_what_is_left_open_is_counted(here, tmp_path, threads):
    async def while_open() -> Counter[str]:
        async with open_store(tmp_path), aiohttp.ClientSession() as session, session.get(here.url):
            return left(threads) - before

    before = left(threads)
    more = await while_open()
    assert more["descriptor: charley.db"] == 2
    assert more["descriptor: socket"] >= 1
    assert (more["alive: Connection"], more["alive: ClientSession"]) == (4, 1)
    assert sum(count for name, count in more.items() if name.startswith("thread: ")) == 2
    assert left(threads) - before == Counter()
