"""A real Charley, connected to the stand-in, whose health page can be asked and whose log can be read."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.reminders.models import Kind, Occurrence, Person, Reminder
from bot.store.store import open_store
from tests.reminders.world import daily
from tests.standin.conftest import ROOT, process
from tests.standin.server import StandIn

START = 40.0

Done = subprocess.CompletedProcess[str]


@dataclass
class Running:
    """One Charley; `log` is what it has written to its standard output and error so far."""

    program: Process
    here: StandIn
    http: aiohttp.ClientSession
    settings: dict[str, str]
    folder: Path
    log: list[str] = field(default_factory=list)

    async def get(self, path: str) -> tuple[int, str]:
        url = f"http://127.0.0.1:{self.settings['HEALTH_PORT']}{path}"
        async with self.http.get(url) as answer:
            return answer.status, await answer.text()

    async def ready(self) -> None:
        await self.until("/readyz", 200)

    async def until(self, path: str, status: int) -> str:
        """Return what *path* says as soon as it answers with this status; raise TimeoutError."""
        async with asyncio.timeout(START):
            while True:
                try:
                    told, text = await self.get(path)
                except aiohttp.ClientConnectionError:
                    told, text = 0, ""
                if told == status:
                    return text
                await asyncio.sleep(0.05)

    async def charley(self, *arguments: str, **settings: str) -> Done:
        """Run another command with the same settings."""
        environment = {**self.settings, "PYTHONPATH": str(ROOT), **settings}
        return await ran(sys.executable, "-m", "bot", *arguments, cwd=self.folder, env=environment)

    async def stop(self) -> int:
        """Stop it as an operator does, and return its exit code; all of its log has been read then."""
        self.program.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.program.wait(), START)


async def ran(*command: str, **more: Any) -> Done:
    """Run a program to its end, while the stand-in goes on."""
    return await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False, **more)


@asynccontextmanager
async def running(here: StandIn, folder: Path, port: int, **more: str) -> AsyncIterator[Running]:
    """Start a Charley; it may not be connected yet."""
    settings = {"DISCORD_TOKEN": here.token, "DISCORD_API_URL": here.url, "HEALTH_PORT": str(port)} | more
    async with aiohttp.ClientSession() as http, process(folder, "bot", "run", **settings) as program:
        made = Running(program, here, http, settings, folder)
        listening = [asyncio.create_task(_listen(stream, made.log)) for stream in (program.stdout, program.stderr)]
        try:
            yield made
        finally:
            if program.returncode is None:
                program.kill()
            await asyncio.gather(*listening)


async def _listen(stream: Any, log: list[str]) -> None:
    while line := await stream.readline():
        log.append(line.decode())


async def with_a_reminder(folder: Path, *people: int) -> None:
    """Store a reminder of each of these people that is due now, before Charley starts."""
    now = datetime.now(UTC).replace(microsecond=0)
    async with open_store(folder / "data") as store, store.writing() as tx:
        for person in people:
            await tx.save_person(Person(id=person, zone="UTC", quiet=None))
            made = await tx.add_reminder(Reminder(kind=Kind.STRETCH, rule=daily("09:00"), owner=person))
            await tx.add_occurrence(Occurrence(reminder=made, due=now, at=now))
