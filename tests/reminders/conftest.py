"""A real store in a real folder, and a world around it."""

from __future__ import annotations

import pytest_asyncio

from bot.store.store import open_store
from tests.reminders.world import World, at


@pytest_asyncio.fixture
async def store(tmp_path):
    async with open_store(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture
async def world(store):
    made = World(store, at("08:50"))
    yield made
    await made.end()
