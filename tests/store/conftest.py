"""Real databases in real folders."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.store.store import CharleyStore, open_store


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[CharleyStore]:
    async with open_store(tmp_path) as opened:
        yield opened
