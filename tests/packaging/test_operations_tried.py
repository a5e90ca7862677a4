"""What docs/operations.md says to type is typed here: the check, a start, a backup while the bot runs, a loss, the way back."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sqlite3
import subprocess
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
import yaml

from bot.reminders.models import Person
from bot.store.store import open_store
from tests.cli.conftest import CHARLEY
from tests.packaging.pages import ROOT, code, page, parts
from tests.standin.server import StandIn
from tests.store.values import ADA, BEN, ended, own, planned

PARTS = parts(page("docs/operations.md"))
WAIT = 40

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


@dataclass
class Host:
    """A folder with a Charley in it, whose Discord is the stand-in."""

    here: StandIn
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        settings = {"DISCORD_TOKEN": self.here.token, "DISCORD_API_URL": self.here.url, "HEALTH_PORT": "0"}
        return os.environ | settings | {"PATH": f"{CHARLEY.parent}:{os.environ['PATH']}", "LOG_FORMAT": "json"}

    async def type(self, lines: str) -> str:
        """Type lines into a shell that stops at the first that fails, and return what is printed."""
        done = await asyncio.to_thread(
            subprocess.run,
            ["bash", "-euo", "pipefail", "-c", lines],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    async def counts(self) -> dict[str, int]:
        return json.loads(await self.type("charley db info --json"))["counts"]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[list[str]]:
        """Run Charley until the block ends, once it is ready; give the events that it logs."""
        process = await asyncio.create_subprocess_exec(
            "charley", "run", cwd=self.folder, env=self.environment, stdin=DEVNULL, stderr=PIPE
        )
        assert process.stderr is not None
        events: list[str] = []
        try:
            async with asyncio.timeout(WAIT):
                while "ready" not in events:
                    line = await process.stderr.readline()
                    assert line, events
                    told = json.loads(line)
                    assert told["level"] == "info", told
                    events.append(told["event"])
            yield events
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.communicate(), WAIT)
            assert process.returncode == 0
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


@pytest_asyncio.fixture
async def host(tmp_path: Path) -> AsyncIterator[Host]:
    async with StandIn() as here:
        here.server("of friends")
        yield Host(here, tmp_path)


async def store_something(folder: Path) -> None:
    """Store two people, a reminder of each that is due in a day, and what came of an earlier one."""
    tomorrow = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    async with open_store(folder / "data") as store, store.writing() as block:
        for person in (ADA, BEN):
            await block.save_person(Person(id=person, zone="Europe/Berlin"))
            reminder = await block.add_reminder(own(person))
            await block.add_occurrence(ended(reminder, tomorrow - timedelta(days=2), message=person + 1))
            await block.add_occurrence(planned(reminder, tomorrow))


async def test_the_backup_is_made_and_put_back_as_it_is_told(host: Host) -> None:
    await store_something(host.folder)
    backing_up, restoring, erasing = (
        code(PARTS[heading])[0] for heading in ("Back up", "Restore", "A person wants their data deleted")
    )
    async with host.running():
        before = await host.counts()
        assert (before["people"], before["reminders"], before["sent"], before["scheduled"]) == (2, 2, 2, 2)
        await host.type(backing_up)
        assert await host.type(erasing.replace("100000000000000000", str(ADA)))
        assert (await host.counts())["people"] == 1
    data = host.folder / "data/charley.db"
    data.write_bytes(b"lost" * 4096)
    with pytest.raises(AssertionError, match=r"charley\.db"):
        await host.counts()
    assert "integrity  ok" in await host.type(restoring)
    assert await host.counts() == before
    assert data.stat().st_mode & 0o077 == 0
    assert (host.folder / "set-aside/charley.db").read_bytes() == b"lost" * 4096
    async with host.running():
        answered = await host.here.command(host.here.person("ann"), None, "about")
        assert answered.answer is not None
    assert await host.counts() == before


async def test_what_the_container_does_to_put_a_backup_back_is_right(host: Host) -> None:
    """Without Docker here: what is typed inside the container, in a folder that stands for its volume."""
    await store_something(host.folder)
    before = await host.counts()
    await host.type("charley db backup charley-backup.db && echo lost > data/charley.db")
    lines = code(PARTS["Restore"])[2].splitlines()
    typed = [line.partition(" charley ")[2] for line in lines if line.startswith("docker compose run --rm ")]
    assert len(typed) == len(lines) - 2
    await host.type("umask 022\n" + "\n".join(typed).replace("/data/", f"{host.folder}/data/"))
    assert await host.counts() == before
    assert (host.folder / "data/charley.db").stat().st_mode & 0o077 == 0
    assert (host.folder / "data/set-aside/charley.db").read_text() == "lost\n"


def test_what_is_typed_for_docker_names_what_compose_has() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
    typed = [
        line
        for part in PARTS.values()
        for block in code(part)
        for line in block.splitlines()
        if "docker compose" in line
    ]
    named = {found for line in typed for found in re.findall(r" (?:exec|run --rm(?: -T)?|cp) ([a-z]+)", line)}
    assert named == set(compose)
    folders = {found for line in typed for found in re.findall(r"(/[a-z]+)/(?:charley|set)", line)}
    assert folders == {compose["charley"]["environment"]["DATA_DIR"]}


async def test_a_healthy_start_logs_what_is_shown(host: Host) -> None:
    async with host.running() as events:
        pass
    (shown,) = code(PARTS["The first start"])
    at = 0
    for line in shown.splitlines():
        words = re.split(r"\s{2,}|…", line.partition(" ")[2].strip(" …"))[0].strip()
        found = [number for number, event in enumerate(events[at:], at) if words in event]
        assert found, (words, events)
        at = found[0] + 1


async def test_the_check_says_what_is_shown(host: Host) -> None:
    command, shown = code(PARTS["Before the first start"])
    assert (await host.type(command)).strip() == shown
    with pytest.raises(AssertionError) as failed:
        await host.type(f"LOG_LEVEL=loud {command}")
    assert "LOG_LEVEL:" in str(failed.value)


async def test_an_older_version_refuses_in_these_words(host: Host) -> None:
    await host.type("charley db migrate")
    with closing(sqlite3.connect(host.folder / "data/charley.db", isolation_level=None)) as plain:
        plain.execute("INSERT INTO migrations VALUES ('9999_later', '', 0)")
    (words,) = code(PARTS["Upgrade"])
    with pytest.raises(AssertionError) as failed:
        await host.type("charley db info")
    assert words in str(failed.value)
