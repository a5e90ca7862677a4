"""Charley as an unprivileged user on a read-only file system, with its data folder and nothing else to write in."""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.exit_codes import ExitCode
from tests.crash.trial import Trial
from tests.machine.sandbox import DATA, NOBODY, give, inside
from tests.standin.server import StandIn

START = 40.0
RUN = ("-m", "bot", "run")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

LOOK_AROUND = """
import json, os, pathlib
places = ["/", "/tmp", "/var/tmp", "/run", "/home", "/root", "/etc", "/usr", "/dev", "/dev/shm", "/proc", "/charley",
          "/charley/bot", "/charley/content", os.getcwd(), os.path.expanduser("~"), *{places}]
def takes(place):
    try:
        pathlib.Path(place, "written").write_text("here")
    except OSError:
        return False
    return True
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps({{
    "writable": sorted(place for place in {{*places, "/data"}} if takes(place)),
    "ids": [*os.getresuid(), *os.getresgid(), *os.getgroups()],
    "rights": [status[name].strip() for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")],
    "new": status["NoNewPrivs"].strip(),
    "umask": os.umask(0),
    "environment": sorted(os.environ),
}}))
"""


async def test_the_sandbox_keeps_what_it_promises(data):
    """Were anything else writable, or the user anything more than nobody, the tests below would prove nothing."""
    places = [sys.prefix, sys.base_prefix, str(Path(json.__file__).parent)]
    async with inside(data, ("-c", LOOK_AROUND.format(places=places)), {}, umask=0o077) as program:
        code, told = await program.ended()
    assert code == 0, told
    found = json.loads(told)
    assert found["writable"] == [DATA]
    assert set(found["ids"]) == {NOBODY}
    assert {int(right, 16) for right in found["rights"]} == {0}
    assert (found["new"], found["umask"]) == ("1", 0o077)
    assert set(found["environment"]) <= {"PYTHONPATH", "PWD", "LC_CTYPE"}
    assert (data / "written").read_text() == "here"


async def live(here: StandIn, data: Path, environment: dict[str, str], umask: int, messages: int) -> None:
    """Run Charley until a command is answered and there are so many messages; stop it, and look at what it leaves."""
    began = datetime.now(UTC)
    async with inside(data, RUN, environment, umask=umask) as charley:
        await here.until(lambda: here.gateway.live, START)
        asked = await here.command(here.person("ann"), None, "ask", {"question": "my chest hurts"})
        assert asked.message is not None
        assert "Get help now" in json.dumps(asked.message.components)
        await here.until(lambda: len(here.ledger.messages) >= messages)
        async with inside(data, ("-m", "bot", "health", "--live"), environment, writable=False) as asking:
            assert await asking.ended() == (0, "Charley is alive.\n")
        charley.stop()
        code, told = await charley.ended()
    assert code == 0, told
    for line in map(json.loads, told.splitlines()):
        assert line["level"] in {"debug", "info"}, told
        assert timedelta(0) <= datetime.fromisoformat(line["timestamp"]) - began < timedelta(minutes=2)
    (made,) = data.iterdir()
    status = made.stat()
    assert (made.name, status.st_mode & 0o777) == ("charley.db", 0o600)
    assert status.st_uid == (NOBODY if os.geteuid() == 0 else os.geteuid())


async def test_an_empty_folder_is_enough_and_its_own_database_is_taken_up_again(here, data, bare):
    await live(here, data, bare, 0o022, 0)
    await Trial(here, data, random.Random(0)).prepare(1)
    await here.until(lambda: not here.gateway.live)
    await live(here, data, bare, 0o022, 1)


@pytest.mark.parametrize(
    ("environment", "umask"),
    (
        pytest.param({"HOME": "/nowhere", "LANG": "xx_XX.UTF-8", "TZ": "XXX-13:45"}, 0o000, id="odd values"),
        # Compiled modules would be kept there: none is found and none can be kept.
        pytest.param({"HOME": "/", "TZ": "No/Such", "PYTHONPYCACHEPREFIX": "/kept"}, 0o077, id="values of no use"),
    ),
)
async def test_it_starts_answers_delivers_and_stops_whatever_is_set(here, data, bare, environment, umask):
    await Trial(here, data, random.Random(0)).prepare(1)
    give(data / "charley.db", 0o600)
    await live(here, data, bare | environment, umask, 1)


@pytest.mark.parametrize(
    "mode", (None, 0o600, 0o000), ids=("an empty folder", "a database", "somebody else's database")
)
async def test_a_data_folder_that_cannot_be_written_is_told_in_a_line(here, data, bare, mode):
    if mode is not None:
        await Trial(here, data, random.Random(0)).prepare(1)
        give(data / "charley.db", mode)
    async with inside(data, RUN, bare, writable=mode == 0o000) as charley:
        code, told = await charley.ended()
    assert code == ExitCode.NOT_WRITABLE
    first, *more = told.splitlines()
    why = "Permission denied" if mode == 0o000 else "Read-only file system"
    assert first == f"{DATA}/charley.db: {why}; give the user that runs Charley a folder to write in"
    assert more == ["1 fault in the database."]
    assert not here.ledger.requests, "it is told before Discord is asked for anything"
    async with inside(data, ("-m", "bot", "check"), bare, writable=mode == 0o000) as checking:
        assert await checking.ended() == (ExitCode.FAULTS, told), "`charley check` finds it, too"


SORT = """
import asyncio, pathlib
from bot.store.store import open_store
async def main():
    async with open_store(pathlib.Path("/data")) as store, store.writing():
        fetch = store._writer.fetch
        await fetch("CREATE TABLE much AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100000)"
                    " SELECT n, hex(randomblob(20)) AS text FROM n")
        await fetch("CREATE INDEX by_text ON much (text)")
asyncio.run(main())
"""


async def test_what_the_database_puts_aside_for_a_moment_needs_no_other_folder(data):
    """SQLite puts aside what it sorts, as for a new index of many rows: in /tmp, if it is not told otherwise."""
    async with inside(data, ("-c", SORT), {}) as program:
        assert await program.ended() == (0, "")
