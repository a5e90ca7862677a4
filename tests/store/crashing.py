"""Blocks of writing, killed after one statement after another: `python -m tests.store.crashing FOLDER`.

FOLDER/whole is written without a crash; its statements stand in FOLDER/statements.json, and what was stored after each
block in FOLDER/dumps.json. FOLDER/0, FOLDER/1, … are killed when so many statements and one have run.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.reminders.models import Kind, Person, Server, State
from bot.store.connection import After
from bot.store.examine import NAME
from bot.store.store import open_store
from bot.store.writing import StoredWriting
from tests.store.values import ADA, BEN, CHANNEL, MINUTE, NOW, SERVER, own, planned, schedule

DAY = datetime(2026, 11, 22, tzinfo=UTC)

Work = Callable[[StoredWriting], Awaitable[Any]]


async def arrive(block: StoredWriting) -> None:
    await block.save_person(Person(id=ADA))
    await block.save_person(Person(id=BEN, zone="Europe/Berlin"))
    await block.save_server(Server(id=SERVER, channels=frozenset({CHANNEL, CHANNEL + 1})))


async def set_up(block: StoredWriting) -> None:
    await block.add_occurrence(planned(await block.add_reminder(own())))
    post = await block.add_reminder(schedule())
    await block.join(post, ADA)
    await block.join(post, BEN)
    await block.add_occurrence(planned(post, NOW + MINUTE))


async def claim(block: StoredWriting) -> None:
    for one in await block.due(NOW, 10):
        await block.save_occurrence(replace(one, state=State.CLAIMED, at=NOW + 2 * MINUTE, tries=1, tried=NOW))
        await block.add_occurrence(planned(one.reminder, NOW + 60 * MINUTE))


async def record(block: StoredWriting) -> None:
    for one in await block.due(NOW + 2 * MINUTE, 10):
        await block.save_occurrence(replace(one, state=State.SENT, at=None, ended=NOW, message=7))
        await block.tally(ADA, date(2026, 11, 16), Kind.HYDRATE, came=1)


async def erase(block: StoredWriting) -> None:
    await block.erase_person(ADA)


async def leave(block: StoredWriting) -> None:
    await block.forget_finished(NOW + MINUTE, 10)
    await block.erase_server(SERVER)


BLOCKS: tuple[Work, ...] = (arrive, set_up, claim, record, erase, leave)


def dump(folder: Path) -> dict[str, list[Any]]:
    """Return every row of every table of ours."""
    with closing(sqlite3.connect(folder / NAME)) as plain:
        tables = plain.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'")
        return {
            name: sorted(map(list, plain.execute(f"SELECT * FROM {name}")), key=repr) for (name,) in tables.fetchall()
        }


async def run(folder: Path, after: After, between: Callable[[], None]) -> None:
    async with open_store(folder, after=after, now=lambda: DAY) as store:
        between()
        for work in BLOCKS:
            async with store.writing() as block:
                await work(block)
            between()


def killed(folder: Path, last: int) -> None:
    """Run the blocks, and die by SIGKILL when the statement of that number has run."""
    ran = 0

    def count(_: str) -> None:
        nonlocal ran
        if ran == last:
            os.kill(os.getpid(), signal.SIGKILL)
        ran += 1

    asyncio.run(run(folder, count, lambda: None))


def main(folder: Path) -> None:
    statements: list[str] = []
    dumps: list[tuple[int, Any]] = []
    asyncio.run(
        run(folder / "whole", statements.append, lambda: dumps.append((len(statements), dump(folder / "whole"))))
    )
    (folder / "statements.json").write_text(json.dumps(statements))
    (folder / "dumps.json").write_text(json.dumps(dumps))
    for last in range(len(statements)):
        # A process of its own each, and no new start of Python: nothing is open here, and no thread runs.
        child = os.fork()
        if child == 0:
            killed(folder / str(last), last)
            os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), last
        assert os.WTERMSIG(status) == signal.SIGKILL


if __name__ == "__main__":
    main(Path(sys.argv[1]))
