"""The connection: it is made whatever goes wrong at first, comes back whatever cuts it, and ends only where it must."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.exit_codes import ExitCode
from bot.reminders.models import Server
from bot.store.store import NAME, open_store
from tests.crash.charleys import Nursery, nursery
from tests.standin.server import StandIn

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

PATIENCE, SHARDS = "bot.discord_app.patience.", "bot.discord_app.sharded."
QUICK = {
    f"{PATIENCE}TRY": 1.0,
    f"{PATIENCE}FIRST": 0.1,
    f"{PATIENCE}LONGEST": 0.8,
    f"{SHARDS}TRY": 1.0,
    f"{SHARDS}APART": 0.3,
    f"{SHARDS}LASTING": 0.2,
    "bot.discord_app.sync.LONGEST": 0.8,
    "bot.discord_app.sync.PROMPT": 0.5,
}
"""Waits a tenth to a fiftieth as long; tests/discord/test_patience.py reckons with the real ones."""


@dataclass
class Line:
    """A stand-in and the Charleys that connect to it."""

    here: StandIn
    charleys: Nursery
    folder: Path
    process: int = 0

    async def start(self, **constants: Any) -> None:
        self.process = await self.charleys.start(constants=QUICK | constants)

    async def answers(self, server: int | None = None) -> None:
        """Ask until there is an answer: what is asked while nobody is connected is nobody's."""
        person = self.here.person("ann")
        await self.here.until(lambda: self.here.gateway.is_whole, 30)
        asked = await self.here.command(person, server, "about")
        assert asked.message is not None
        assert "Charley" in json.dumps(asked.message.components)

    async def stopped(self) -> None:
        """Stop Charley; it ends as it should, and has said nothing that only a programmer can read."""
        os.kill(self.process, signal.SIGTERM)
        assert await asyncio.wait_for(self.charleys.ended(), 30) == 0
        self.check_log()

    def check_log(self) -> None:
        assert not [line for line in self.charleys.log if not line.startswith("{")], "a line for a programmer"
        assert not self.charleys.said("unexpected error")

    def errors(self) -> list[str]:
        told = [json.loads(line) for line in self.charleys.log]
        return [line["event"] for line in told if line["level"] == "error"]

    def left(self) -> set[int]:
        """Return the servers that are stored as having removed Charley."""
        with closing(sqlite3.connect(self.folder / NAME)) as database:
            return {one for (one,) in database.execute("SELECT id FROM servers WHERE left_at IS NOT NULL")}


@asynccontextmanager
async def line(folder: Path, **options: Any) -> AsyncIterator[Line]:
    # Heartbeats come often, as each is also a moment at which a test looks again at what it waits for.
    async with StandIn(heartbeat=0.3, **options) as here, nursery(here, folder) as charleys:
        here.gateway.apart = 0.2
        yield Line(here, charleys, folder)


def servers_of(here: StandIn, shards: int) -> list[int]:
    """Make servers until each shard has one, and return one of each, by shard."""
    made: dict[int, int] = {}
    while len(made) < shards:
        server = here.server("Cramps")
        made.setdefault((server >> 22) % shards, server)
        here.advance(0.001)
    return [made[shard] for shard in range(shards)]


# --- shards


@pytest.mark.parametrize("shards", (1, 3))
async def test_as_many_shards_as_discord_wants_answer_each_for_its_servers(tmp_path, shards):
    async with line(tmp_path, shards=shards) as one:
        servers = servers_of(one.here, shards)
        await one.start()
        for server in servers:
            await one.answers(server)
        assert sorted(session.shard for session in one.here.gateway.live) == list(range(shards))
        assert one.here.ledger.gateway == ["IDENTIFY"] * shards, "one after the other, none too soon"
        await one.stopped()
        await one.here.until(lambda: not one.here.gateway.sessions)


async def test_a_server_is_gone_only_when_its_own_shard_says_so(tmp_path):
    async with line(tmp_path, shards=3) as one:
        servers = servers_of(one.here, 3)
        async with open_store(tmp_path) as store, store.writing() as tx:
            for server in servers:
                await tx.save_server(Server(id=server))
        one.here.world.servers[servers[0]].there = False
        one.here.gateway.absent.add(2)
        await one.start()
        # Each time in vain costs more than the second; the other shards are long ready then.
        await one.here.until(lambda: one.here.ledger.gateway.count("IDENTIFY in vain") == 3, 40)
        assert one.left() == set(), "while a shard is missing, nothing is known for sure"
        one.here.gateway.absent.clear()
        await one.here.until(lambda: one.left() == {servers[0]}, 20)
        # Later a shard loses its session, and meanwhile its server removes Charley.
        one.here.world.servers[servers[1]].there = False
        (session,) = [session for session in one.here.gateway.live if session.shard == 1]
        del one.here.gateway.sessions[session.id]
        assert session.line is not None
        session.line.drop()
        await one.here.until(lambda: one.left() == set(servers[:2]), 20)
        await one.stopped()


# --- what goes wrong at first

FIRST_TROUBLE: dict[str, list[dict[str, Any]]] = {
    "no network": [{"kind": "reset", "only": ""}],
    "an error at login": [{"kind": "error", "only": "GET /users/@me", "status": 500}],
    "a page instead of an answer at login": [{"kind": "error", "only": "GET /oauth2", "status": 503}],
    "a page at login": [{"kind": "page", "only": "GET /users/@me"}],
    "a page where the gateway is asked for": [{"kind": "page", "only": "GET /gateway/bot"}],
    "silence at login": [{"kind": "slow", "only": "GET /users/@me", "seconds": 30}],
    "too many logins": [{"kind": "limit", "only": "GET /users/@me", "seconds": 1}],
    "an error where the gateway is asked for": [{"kind": "error", "only": "GET /gateway/bot", "status": 500}],
    "too many questions for the gateway": [{"kind": "limit", "only": "GET /gateway/bot", "seconds": 1}],
    "silence where the gateway is asked for": [{"kind": "slow", "only": "GET /gateway/bot", "seconds": 30}],
    "a gateway that hangs up": [{"kind": "reset", "only": "GET /gateway-socket"}],
    "a gateway that is a page": [{"kind": "error", "only": "GET /gateway-socket", "status": 502}],
    "a gateway that says nothing": [{"kind": "slow", "only": "GET /gateway-socket", "seconds": 30}],
}


@pytest.mark.parametrize("name", tuple(FIRST_TROUBLE))
async def test_it_comes_up_by_itself_after(tmp_path, name):
    async with line(tmp_path) as one:
        for fault in FIRST_TROUBLE[name]:
            one.here.fault(**fault)
        began = time.monotonic()
        await one.start()
        await one.here.until(lambda: sum(one.here.faults.counts.values()) >= 3, 60)
        # The library's own tries, up to 5, after each of our waits; the first of these is 0.05 s at least.
        assert sum(one.here.faults.counts.values()) < 10 + (time.monotonic() - began) * 20
        assert not one.here.gateway.live
        one.here.heal()
        healed = time.monotonic()
        await one.answers()
        assert time.monotonic() - healed < 5
        await one.stopped()
        assert one.charleys.said("Discord cannot be reached") <= 4
        assert not one.errors()


COMMANDS = "(GET|PUT) /applications/{application}/commands"


@pytest.mark.parametrize(
    "fault", ({"kind": "error", "status": 500}, {"kind": "limit", "seconds": 60}), ids=("500", "429")
)
async def test_it_answers_though_its_commands_cannot_be_sent(tmp_path, fault):
    async with line(tmp_path) as one:
        await one.start()
        await one.answers()
        await one.stopped()
        (put,) = [entry for entry in one.here.ledger.requests if entry.method == "PUT"]
        assert put.status == 200
        commands, one.here.world.commands = one.here.world.commands, one.here.world.commands[:-1]
        one.here.fault(**fault, only=r"GET /applications/\{application\}/commands")
        await one.start()
        await one.here.until(lambda: one.here.faults.counts[fault["kind"]])
        await one.answers()
        one.here.heal()
        if fault["kind"] == "error":
            await one.here.until(lambda: len(one.here.world.commands) == len(commands), 40)
        await one.stopped()


async def test_sessions_that_are_used_up_are_waited_for_and_never_overdrawn(tmp_path):
    async with line(tmp_path) as one:
        one.here.gateway.identifies_left, one.here.gateway.resets_after = 0, 1.0
        await one.start()
        await one.here.until(lambda: one.charleys.said("used up"), 30)
        assert one.here.ledger.gateway == []
        one.here.gateway.identifies_left = 1000
        await one.answers()
        assert one.here.ledger.gateway == ["IDENTIFY"]
        await one.stopped()


async def test_a_gateway_that_greets_nobody_is_left_each_time(tmp_path):
    async with line(tmp_path) as one:
        one.here.gateway.is_mute = True
        await one.start()
        await one.here.until(lambda: one.here.ledger.gateway.count("gone") >= 3, 40)
        one.here.gateway.is_mute = False
        await one.answers()
        await one.stopped()
        opened = sum(entry.route == "/gateway-socket" for entry in one.here.ledger.requests)
        assert one.here.ledger.gateway.count("gone") == opened, "no connection is left open"


# --- what ends it

ENDS = {
    4004: ExitCode.TOKEN,
    4010: ExitCode.SHARDS,
    4011: ExitCode.SHARDS,
    4012: ExitCode.VERSION,
    4013: ExitCode.INTENTS,
    4014: ExitCode.INTENTS,
}


async def test_what_no_new_try_can_mend_ends_it_with_one_line_and_a_code_of_its_own(tmp_path):
    async with line(tmp_path) as one:
        for close, code in ENDS.items():
            for when in ("at once", "later"):
                one.charleys.log.clear()
                one.here.gateway.refuses = close if when == "at once" else None
                await one.start()
                if when == "later":
                    await one.answers()
                    one.here.gateway.close(close)
                assert await asyncio.wait_for(one.charleys.ended(), 30) == code, (close, when)
                one.check_log()
                assert len(one.errors()) == 1, (close, when)
                assert "Discord" in one.errors()[0]


async def test_a_token_that_is_taken_back_ends_it(tmp_path):
    async with line(tmp_path) as one:
        await one.start()
        await one.answers()
        one.here.fault("error", only="", status=401)
        one.here.gateway.invalidate(resumable=False)
        assert await asyncio.wait_for(one.charleys.ended(), 30) == ExitCode.TOKEN
        assert len(one.errors()) == 1


# --- what cuts it

CUTS: dict[str, tuple[Callable[[Any], object], str]] = {
    "a dropped connection": (lambda gateway: gateway.drop(), "RESUME"),
    "a wish to reconnect": (lambda gateway: gateway.reconnect(), "RESUME"),
    "an invalid session": (lambda gateway: gateway.invalidate(resumable=True), "RESUME"),
    "a lost session": (lambda gateway: gateway.invalidate(resumable=False), "IDENTIFY"),
    "a resume that is refused": (lambda gateway: (gateway.drop(), gateway.sessions.clear()), "IDENTIFY"),
    "a normal close": (lambda gateway: gateway.close(1000), "RESUME"),
    **{
        f"a close with {code}": (lambda gateway, code=code: gateway.close(code), "RESUME")
        for code in range(4000, 4010)
        if code != 4004
    },
}


async def test_it_comes_back_after(tmp_path):
    async with line(tmp_path) as one:
        # Each connection is one that has lasted: what is cut right after it began is another matter.
        await one.start(**{f"{SHARDS}LASTING": 0.0})
        await one.answers()
        for name, (cut, then) in CUTS.items():
            await one.here.until(lambda: one.here.gateway.is_whole)
            one.here.ledger.gateway.clear()
            cut(one.here.gateway)
            await one.here.until(lambda then=then: then in one.here.ledger.gateway, 30)
            await one.answers()
            assert one.here.ledger.gateway.count("IDENTIFY") == (then == "IDENTIFY"), name
        await one.stopped()
        assert not one.errors()


async def test_a_frame_that_cannot_be_read_costs_a_connection_and_no_more(tmp_path):
    async with line(tmp_path) as one:
        await one.start()
        await one.answers()
        (session,) = one.here.gateway.live
        assert session.line is not None
        session.line.babble()
        await one.here.until(lambda: "RESUME" in one.here.ledger.gateway)
        await one.answers()
        assert one.errors() == ["unexpected error"], "it is told, once"
        os.kill(one.process, signal.SIGTERM)
        assert await asyncio.wait_for(one.charleys.ended(), 30) == 0


async def test_a_zombie_is_noticed_and_left(tmp_path):
    async with line(tmp_path) as one:
        await one.start(**{f"{SHARDS}LATE": 0.7})
        await one.answers()
        one.here.gateway.silent = True
        await one.here.until(lambda: "RESUME" in one.here.ledger.gateway)
        one.here.gateway.silent = False
        await one.answers()
        await one.stopped()


async def test_after_an_outage_it_is_back_within_one_longest_wait_and_one_try(tmp_path):
    async with line(tmp_path, shards=3) as one:
        servers = servers_of(one.here, 3)
        await one.start()
        await one.answers()
        one.here.outage()
        await one.here.until(lambda: one.here.faults.counts["reset"] >= 25, 60)
        tries = [entry.at for entry in one.here.ledger.requests if entry.fault == "reset"]
        longest = max(later - sooner for sooner, later in pairwise(tries))
        assert longest < QUICK[f"{PATIENCE}LONGEST"] + 0.5
        one.here.heal()
        one.here.advance(200)
        began = time.monotonic()
        await one.here.until(lambda: one.here.gateway.is_whole, 30)
        assert time.monotonic() - began < 5.0 + 3 * (QUICK[f"{PATIENCE}LONGEST"] + QUICK[f"{SHARDS}APART"])
        for server in servers:
            await one.answers(server)
        await one.stopped()
