"""What this machine must have, a stand-in for Discord, and a data folder."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NoReturn

import pytest
import pytest_asyncio

from tests.machine import sandbox
from tests.standin.server import StandIn


def lacking(reason: str) -> NoReturn:
    """Skip a test for which this machine lacks something; where CI is set it must be there, and the test fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def _sandbox() -> None:
    if reason := sandbox.unusable():
        lacking(reason)


@pytest.fixture
def data(tmp_path: Path, _sandbox: None) -> Path:
    """Return the folder that is /data in the sandbox."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest_asyncio.fixture
async def here() -> AsyncIterator[StandIn]:
    async with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
def bare(here: StandIn) -> dict[str, str]:
    """Return the settings of `charley run` in the sandbox, and nothing else: no PATH, no HOME, no time zone."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    return {"DISCORD_TOKEN": here.token, "DISCORD_API_URL": here.url, "DATA_DIR": sandbox.DATA, "HEALTH_PORT": port}
