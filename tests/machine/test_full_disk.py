"""A disk with no space left for the database: told in a line, with an exit code of its own, before Discord is asked."""

from __future__ import annotations

import pytest

from bot.exit_codes import ExitCode
from tests.machine.sandbox import DATA, inside

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

SMALL = ("--perms", "0777", "--size", "65536", "--tmpfs", DATA)
LARGE = ("--perms", "0777", "--size", "1048576", "--tmpfs", DATA)

FILL = """
import asyncio, os, pathlib, sys
from bot.store.store import open_store
async def make():
    async with open_store(pathlib.Path("/data")):
        pass
asyncio.run(make())
try:
    with open("/data/other", "wb", buffering=0) as other:
        while True:
            other.write(bytes(4096))
except OSError:
    pass
os.execv(sys.executable, [sys.executable, "-m", "bot", "run"])
"""


@pytest.mark.parametrize(
    ("options", "program"),
    ((SMALL, ("-m", "bot", "run")), (LARGE, ("-c", FILL))),
    ids=("no database yet", "a database, and a disk that others have filled"),
)
async def test_a_full_disk_ends_it_in_a_line(here, data, bare, options, program):
    async with inside(data, program, bare, options=options) as charley:
        code, told = await charley.ended()
    assert code == ExitCode.NO_SPACE, told
    first, *more = told.splitlines()
    assert first.startswith(f"{DATA}/charley.db: no space is left")
    assert more == ["1 fault in the database."]
    assert not here.ledger.requests
