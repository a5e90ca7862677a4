"""What is measured with many servers: memory, the start, messages that are not for Charley, and answers."""

from __future__ import annotations

import asyncio
import tempfile
import time
from asyncio.subprocess import Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.reminders.models import Person
from bot.store.store import open_store
from tests.bench.bots import START_TIMEOUT, ask, resident, running, worked
from tests.bench.table import Row
from tests.standin.server import StandIn
from tests.standin.world import Server

SERVERS = 1_000
CHANNELS, ROLES, THREADS, EMOJIS = 40, 30, 5, 20
"""What each of them has: a lively community, larger than most."""

MESSAGES = 20_000
ANSWERS = CHANGES = 1_000
IDLE, LULL = 5.0, 0.5
"""Milliseconds of a core in so many seconds, below which a process has nothing left to do."""

AT_ONCE = 16
"""People who ask at the same time, each again as soon as the answer is there."""

TOPICS = ("caffeine", "stress", "dehydration", "exercise", "sleep")

MEMORY_GOAL, START_GOAL, MESSAGE_GOAL, ANSWER_GOAL, CHANGE_GOAL = 60.0, 20.0, 1.0, 10.0, 80.0
"""MiB for 1,000 servers; seconds until all of them are known; milliseconds of a core for a message and for an answer.

And changes a second: a delivery at full pace is claimed and recorded, 40 times a second.
"""


@dataclass(frozen=True)
class Held:
    """What one process took: MiB, seconds until it was ready, milliseconds of a core for each message and answer."""

    memory: float
    start: float
    message: float
    answer: float
    answers_a_second: float


def big(number: int) -> Server:
    """Return a server as Discord tells of a lively one."""
    first = (number + 1) << 32
    roles = [role(first + place, f"role {place} of {number}") for place in range(ROLES)]
    channels = [channel(first + 100 + place, f"channel-{place}-of-{number}", first) for place in range(CHANNELS)]
    emojis = [
        {"id": str(first + 300 + place), "name": f"emoji_{place}", "roles": [], "available": True}
        for place in range(EMOJIS)
    ]
    threads = [thread(first + 400 + place, f"thread {place} of {number}", first + 100) for place in range(THREADS)]
    more = {"roles": roles, "channels": channels, "emojis": emojis, "threads": threads, "member_count": 1_500}
    return Server(first, f"server {number}", more=more)


def role(number: int, name: str) -> dict[str, Any]:
    shown = {"color": 0, "colors": {"primary_color": 0}, "hoist": False, "mentionable": False}
    return shown | {"id": str(number), "name": name, "permissions": "3072", "position": 0, "managed": False, "flags": 0}


def channel(number: int, name: str, server: int) -> dict[str, Any]:
    """Return a text channel that some roles may see and others may not."""
    overwrites = [{"id": str(server + place), "type": 0, "allow": "1024", "deny": "0"} for place in range(3)]
    told = {"topic": f"What {name} is about, in a line or two. " * 3, "rate_limit_per_user": 0, "nsfw": False}
    return told | {
        "id": str(number), "type": 0, "name": name, "position": 0, "parent_id": None, "permission_overwrites": overwrites
    }  # fmt: skip


def thread(number: int, name: str, parent: int) -> dict[str, Any]:
    state = {
        "archived": False,
        "locked": False,
        "auto_archive_duration": 60,
        "archive_timestamp": "2026-01-01T00:00:00Z",
    }
    told = {"id": str(number), "type": 11, "name": name, "parent_id": str(parent), "owner_id": "1"}
    return told | {"message_count": 9, "member_count": 4, "thread_metadata": state}


async def with_servers() -> list[Row]:
    """Return the rows, measured without servers and with many."""
    none, many = await held(0), await held(SERVERS)
    rows = [memory_row(none, many), start_row(none, many), message_row(many), answer_row(none, many)]
    return [*rows, change_row(await changes())]


async def held(count: int) -> Held:
    """Return what a process takes that is in so many servers."""
    with tempfile.TemporaryDirectory() as data:
        async with StandIn() as here:
            here.world.servers |= {one.id: one for one in map(big, range(count))}
            began = time.monotonic()
            async with running("charley", here, data) as process:
                await here.until(lambda: here.gateway.live, START_TIMEOUT)
                # What comes behind the servers is answered once they are read.
                await ask(here, "my calf cramps at night")
                start, memory = time.monotonic() - began, resident(process)
                message = await messages(here, process) if count else 0.0
                return Held(memory, start, message, *await answers(here, process))


async def messages(here: StandIn, process: Process) -> float:
    """Return the milliseconds of a core that a message takes which is not for Charley."""
    author = here.world.people[here.person("somebody")].payload()
    places = [(one, one.id + 100 + place) for one in here.world.servers.values() for place in range(CHANNELS)]
    before = worked(process)
    for number in range(MESSAGES):
        server, place = places[number % len(places)]
        plain = {"id": str(here.world.new_id()), "channel_id": str(place), "guild_id": str(server.id), "author": author}
        empty = {key: [] for key in ("mentions", "mention_roles", "attachments", "embeds", "components")}
        told = {"content": "see you all at eight", "type": 0, "flags": 0, "tts": False, "pinned": False}
        told |= {"mention_everyone": False, "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None}
        here.gateway.send("MESSAGE_CREATE", plain | empty | told, guild=server.id)
    return (await rested(process) - before) / MESSAGES


async def rested(process: Process) -> float:
    """Return the milliseconds of a core that a process has used, once it uses next to none."""
    before, now = float("-inf"), worked(process)
    while now - before > IDLE:
        await asyncio.sleep(LULL)
        before, now = now, worked(process)
    return now


async def answers(here: StandIn, process: Process) -> tuple[float, float]:
    """Return the milliseconds of a core for an answer, and how many come in a second while several people ask."""
    before, began = worked(process), time.monotonic()

    async def one_after_the_other(person: int) -> None:
        for number in range(ANSWERS // AT_ONCE):
            await here.command(person, None, "cause", {"topic": TOPICS[number % len(TOPICS)]})

    await asyncio.gather(*(one_after_the_other(here.person(f"person {number}")) for number in range(AT_ONCE)))
    count = ANSWERS // AT_ONCE * AT_ONCE
    return (worked(process) - before) / count, count / (time.monotonic() - began)


async def changes() -> float:
    """Return how many changes a second the database takes, one after the other, each of them on the disk."""
    with tempfile.TemporaryDirectory() as data:
        async with open_store(Path(data)) as store:
            began = time.monotonic()
            for number in range(1, CHANGES + 1):
                async with store.writing() as tx:
                    await tx.save_person(Person(id=number))
            return CHANGES / (time.monotonic() - began)


def memory_row(none: Held, many: Held) -> Row:
    more = many.memory - none.memory
    measured = f"+{more:.1f} MiB ({many.memory:.1f}, in none {none.memory:.1f}; {more / SERVERS * 1024:.0f} KiB each)"
    what = f"servers: memory with {SERVERS:,} of {CHANNELS} channels, {ROLES} roles"
    return Row(what, f"<= +{MEMORY_GOAL:.0f} MiB", measured, more <= MEMORY_GOAL)


def start_row(none: Held, many: Held) -> Row:
    measured = f"{many.start:.1f} s (in none {none.start:.1f} s)"
    what = f"servers: start to first answer in {SERVERS:,}"
    return Row(what, f"<= {START_GOAL:.0f} s", measured, many.start <= START_GOAL)


def message_row(many: Held) -> Row:
    measured = f"{many.message:.3f} ms of a core ({1_000 / many.message:,.0f} / s)"
    return Row(f"servers: a message not for Charley, of {MESSAGES:,}", f"<= {MESSAGE_GOAL:.0f} ms", measured,
               many.message <= MESSAGE_GOAL)  # fmt: skip


def change_row(a_second: float) -> Row:
    what = "servers: changes of the database, one after the other"
    return Row(what, f">= {CHANGE_GOAL:.0f} / s", f"{a_second:.0f} / s", a_second >= CHANGE_GOAL)


def answer_row(none: Held, many: Held) -> Row:
    measured = (
        f"{many.answer:.2f} ms of a core (in none {none.answer:.2f}); "
        f"{many.answers_a_second:.0f} / s with the stand-in on the same machine"
    )
    what = f"servers: an answer, {AT_ONCE} people at once in {SERVERS:,}"
    return Row(what, f"<= {ANSWER_GOAL:.0f} ms", measured, many.answer <= ANSWER_GOAL)
