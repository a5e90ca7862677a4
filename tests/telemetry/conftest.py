"""Free ports, a Charley's health page without the Charley, and promtool."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.telemetry.endpoint import serving
from bot.telemetry.health import Snapshot
from bot.telemetry.metrics import Metrics
from bot.telemetry.pulse import Pulse
from tests.reminders.world import HandClock, at


@pytest.fixture
def port() -> int:
    """Return a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture(scope="session")
def promtool() -> str:
    """Return the path of promtool; where CI is set it must be there."""
    found = shutil.which("promtool")
    if found is None:
        told = "promtool is not installed: apt-get install prometheus"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    return found


class SetPulse(Pulse):
    """A pulse that feels what a test says."""

    seen = Snapshot(shards_ready=1, store_fault=None)

    def snapshot(self) -> Snapshot:
        return self.seen


@dataclass
class Page:
    """The health page, served for a test."""

    port: int
    pulse: SetPulse
    metrics: Metrics

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest_asyncio.fixture
async def page(port: int) -> AsyncIterator[Page]:
    metrics = Metrics()
    pulse = SetPulse(metrics, HandClock(at("09:00")))
    async with serving("127.0.0.1", port, pulse, metrics):
        yield Page(port, pulse, metrics)
