"""run: the whole program against a stand-in for Discord, from the command line to the exit code."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sqlite3
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.exit_codes import ExitCode
from tests.standin.server import StandIn

WAIT = 40
TABLES = ("people", "servers", "channels", "reminders", "members", "occurrences", "weeks")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@dataclass
class Bots:
    """Starts Charley against the stand-in, as often as a test likes."""

    here: StandIn
    environment: dict[str, str]
    folder: Path

    @contextlib.asynccontextmanager
    async def charley(self, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
        # Tests run side by side: none may take the port of another.
        values = {"DISCORD_TOKEN": self.here.token, "DISCORD_API_URL": self.here.url, "LOG_LEVEL": "DEBUG"}
        values |= {"HEALTH_PORT": "0"} | settings
        process = await asyncio.create_subprocess_exec(
            "charley", "run", cwd=self.folder, env=self.environment | values, stdin=DEVNULL, stdout=PIPE, stderr=PIPE
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def ended(self, process: asyncio.subprocess.Process) -> tuple[int | None, str]:
        """Wait for the end and return the exit code and the log."""
        out, log = await asyncio.wait_for(process.communicate(), WAIT)
        assert out == b"", "the bot prints nothing"
        return process.returncode, log.decode()


@pytest_asyncio.fixture
async def bots(environment: dict[str, str], tmp_path: Path) -> AsyncIterator[Bots]:
    async with StandIn() as here:
        yield Bots(here, environment, tmp_path)


async def asked(bots: Bots, text: str) -> dict[str, Any]:
    await bots.here.until(lambda: bots.here.gateway.live, WAIT)
    asked = await bots.here.command(bots.here.person("ann"), None, "ask", {"question": text})
    assert asked.answer is not None
    return asked.answer


@pytest.mark.parametrize("stop", (signal.SIGINT, signal.SIGTERM))
async def test_it_answers_and_stops_cleanly(bots, stop):
    secret = "my chest hurts since marmalade"
    async with bots.charley() as process:
        answer = await asked(bots, secret)
        process.send_signal(stop)
        code, log = await bots.ended(process)
    assert code == 0, log
    assert answer["type"] == 4
    assert "Get help now" in json.dumps(answer)
    assert answer["data"]["allowed_mentions"]["parse"] == []
    assert "marmalade" not in log, "no line of the log holds a question"
    assert bots.here.token not in log
    lines = [json.loads(line) for line in log.splitlines()]
    assert not [line for line in lines if line["level"] in ("warning", "error", "critical")], log
    (made,) = (bots.folder / "data").iterdir()
    assert made.name == "charley.db"
    assert b"marmalade" not in made.read_bytes(), "no question is stored"
    with contextlib.closing(sqlite3.connect(made)) as database:
        assert [database.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES] == [(0,)] * len(
            TABLES
        )


@pytest.mark.parametrize("stop", (signal.SIGINT, signal.SIGTERM))
async def test_it_stops_without_a_word_while_it_still_loads(bots, stop):
    async with bots.charley() as process:
        while not catches(process.pid, signal.SIGTERM):  # noqa: ASYNC110 - the system tells nobody when that changes
            await asyncio.sleep(0)
        process.send_signal(stop)
        assert await bots.ended(process) == (0, "")
    assert not bots.here.ledger.requests


def test_its_help_tells_every_exit_code(shell):
    told = shell("charley run --help").stdout
    assert [line for line in told.splitlines() if line.startswith("  ") and line.strip()[0].isdigit()] == [
        f"  {code.value}  {code.words}" for code in ExitCode
    ]
    # What supervisors were told once stays so.
    assert {code.name: code.value for code in ExitCode} == {
        "STOPPED": 0,
        "FAULTS": 1,
        "USAGE": 2,
        "TOKEN": 3,
        "INTENTS": 5,
        "SHARDS": 6,
        "VERSION": 7,
        "NO_SPACE": 8,
        "NOT_WRITABLE": 9,
    }


def catches(process: int, number: signal.Signals) -> bool:
    """Say whether a process has something of its own to do at a signal."""
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (mask,) = [line.split()[1] for line in told.splitlines() if line.startswith("SigCgt:")]
    return bool(int(mask, 16) >> (number - 1) & 1)


async def test_commands_are_sent_only_when_they_changed(bots):
    for _ in range(2):
        async with bots.charley() as process:
            await asked(bots, "my calf cramps at night")
            process.send_signal(signal.SIGINT)
            assert (await bots.ended(process))[0] == 0
        await bots.here.until(lambda: not bots.here.gateway.live)
    sent = [one.method for one in bots.here.ledger.requests if one.route.endswith("/commands")]
    assert sent == ["GET", "PUT", "GET"]


async def test_a_refused_token_is_told_in_one_line(bots):
    async with bots.charley(DISCORD_TOKEN="wrong.token.of-somebody") as process:
        code, log = await bots.ended(process)
    assert code == 3
    (told,) = [line for line in log.splitlines() if json.loads(line)["level"] == "error"]
    assert "refused the token" in told
    assert "wrong.token" not in log
    assert "Traceback" not in log


async def test_it_waits_for_a_network_that_comes_later_and_says_so_in_one_line(bots, unused_tcp_port):
    api = f"http://127.0.0.1:{unused_tcp_port}/api/v10"
    async with bots.charley(DISCORD_API_URL=api) as process:
        assert process.stderr is not None
        said = b""
        while b"cannot be reached" not in said:
            said += await asyncio.wait_for(process.stderr.readline(), WAIT)
        async with StandIn(port=unused_tcp_port) as later:
            await later.until(lambda: later.gateway.is_whole, WAIT)
            process.send_signal(signal.SIGTERM)
            code, log = await bots.ended(process)
    assert code == 0, log
    assert "Traceback" not in log
    assert not [line for line in log.splitlines() if json.loads(line)["level"] == "error"]
