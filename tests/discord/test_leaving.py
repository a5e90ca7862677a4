"""What is under way when Charley is told to stop, and what that begins in its turn, is waited for; not for ever."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from bot.discord_app import connection
from bot.exit_codes import ExitCode
from bot.reminders.clock import WallClock


class Client:
    """Be logged in and connected; nobody is there."""

    def __init__(self) -> None:
        self.clock = WallClock()
        self.patience = self

    async def until_done(self, *_: Any) -> None:
        pass

    async def connect(self) -> None:
        await asyncio.Event().wait()

    async def leave(self) -> None:
        pass


class Idle:
    """Have nothing to deliver."""

    def __init__(self) -> None:
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        await self._stopped.wait()

    def stop(self) -> None:
        self._stopped.set()


async def stopped() -> list[Any]:
    """Run and stop at once; return what was logged."""
    stop = asyncio.Event()
    stop.set()
    with capture_logs() as log:
        code = await connection.stay_connected(cast("Any", Client()), cast("Any", Idle()), "token", None, stop)
    assert code is ExitCode.STOPPED
    return [line["event"] for line in log]


async def test_what_the_end_of_a_command_begins_is_waited_for() -> None:
    told: list[str] = []
    begun: list[asyncio.Task[None]] = []

    async def add() -> None:
        await asyncio.sleep(0.05)
        told.append("more")

    async def answer() -> None:
        await asyncio.sleep(0.05)
        begun.append(asyncio.create_task(add(), name="discord.py: on_app_command_completion"))

    begun.append(asyncio.create_task(answer(), name="CommandTree-invoker"))
    assert await stopped() == ["stopping"]
    assert told == ["more"]


async def test_what_hangs_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CLOSING", 0.1)
    monkeypatch.setattr(connection, "LAST", 0.1)
    hanging = asyncio.create_task(asyncio.Event().wait(), name="discord-ui-view-dispatch")
    assert await asyncio.wait_for(stopped(), 5) == ["stopping", "Not all could be answered before the end."]
    hanging.cancel()
