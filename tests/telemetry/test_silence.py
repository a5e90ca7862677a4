"""Neither what a real Charley logs, nor its metrics, hold a word or an id of anybody, however it is used and fails."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Awaitable
from pathlib import Path
from typing import Any

import pytest

from bot.store.store import NAME
from tests.standin.faults import EVERYTHING
from tests.standin.server import StandIn
from tests.telemetry.running import START, Running, running, with_a_reminder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

PERSON, SERVER, CHANNEL = "quaggaperson", "okapiserver", "tapirchannel"
CALM, GRAVE, PLACE = "zebraword my calf twitches", "zebraword my chest hurts", "marmosetland"
WORDS = ("zebra", "quagga", "okapi", "tapir", "marmoset", "calf twitches", "chest hurts")


async def given_up(asked: Awaitable[Any]) -> None:
    """Wait for an answer that may never come."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asked, 1.5)


async def use_all(here: StandIn, person: int, server: int, channel: int) -> None:
    """Use Charley in every way that the stand-in's people have, with words that can be told apart."""
    for place in (server, None):
        for question in (CALM, GRAVE):
            await here.command(person, place, "ask", {"question": question})
        for command in ("cause", "relief", "magnesium", "redflags", "learn"):
            await here.type(person, place, command, "topic", CALM)
            await here.command(person, place, command, {"topic": CALM})
    form = await here.command(person, None, "ask")
    await here.submit(person, form.id, {"question": GRAVE})
    await here.type(person, server, "remind stretch", "zone", PLACE)
    await here.command(person, server, "remind stretch", {"zone": PLACE})
    await here.command(person, None, "remind stretch", {"zone": "UTC"})
    for command in ("remind list", "remind settings", "privacy show", "privacy export", "about"):
        await here.command(person, None, command)
    shown = await here.command(person, None, "ask", {"question": CALM})
    assert shown.message is not None
    name = next(one for one in names_in(shown.message.components) if one.startswith("c1:"))
    await here.press(person, shown.message.id, name)
    before = len(here.ledger.messages)
    here.say(person, here.direct(person), CALM)
    here.say(person, channel, f"<@1000> {GRAVE}")
    here.say(person, channel, CALM)
    await here.until(lambda: len(here.ledger.messages) > before)


def names_in(part: Any) -> list[str]:
    """Return every custom_id in some components."""
    if isinstance(part, list):
        return [name for one in part for name in names_in(one)]
    if not isinstance(part, dict):
        return []
    own = [part["custom_id"]] if "custom_id" in part else []
    return own + [name for one in part.values() for name in names_in(one)]


async def fail_all(here: StandIn, charley: Running, person: int, channel: int) -> None:
    """Let what can fail fail, while people say the same."""
    here.fault("reset", only="POST ", lasts=4.0)
    await given_up(here.command(person, None, "ask", {"question": CALM}))
    await given_up(here.command(person, None, "remind stretch", {"zone": PLACE}))
    here.say(person, here.direct(person), GRAVE)
    here.say(person, channel, f"<@1000> {CALM}")
    before = len(here.ledger.requests)
    await here.until(lambda: len(here.ledger.requests) > before)
    here.heal()
    here.fault("limit", only="POST /channels", seconds=0.2, times=2)
    here.say(person, here.direct(person), CALM)
    with contextlib.closing(sqlite3.connect(charley.folder / "data" / NAME, isolation_level=None)) as other:
        # Whoever wants to write is refused after five seconds.
        other.execute("BEGIN IMMEDIATE")
        await here.command(person, None, "remind stretch", {"zone": "Berlin"})
    here.heal()
    here.fault("error", only=EVERYTHING, status=503, lasts=1.0)
    here.gateway.drop()
    await given_up(here.command(person, None, "ask", {"question": GRAVE}))
    here.heal()
    await charley.ready()


OF_NOBODY = {
    *("charley.client", "charley.commands", "charley.connection"),
    *("discord.client", "discord.gateway"),
}
"""Who writes lines that belong to no interaction and no delivery."""


def secrets(here: StandIn) -> set[str]:
    """Return all that nobody may read: words, the token, ids of people, places and messages, keys of interactions."""
    ids = {*here.world.people, *here.world.servers, *here.world.channels, *here.world.messages} - {1000}
    asked = here.answers.interactions.values()
    tokens = {one.token for one in asked}
    return {here.token, *WORDS, *map(str, ids), *tokens, *(str(one.id) for one in asked), "c1:"}


@pytest.mark.parametrize(("level", "form"), (("DEBUG", "human"), ("INFO", "json")))
async def test_nothing_of_anybody_is_written(tmp_path: Path, port: int, level: str, form: str) -> None:
    async with StandIn() as here:
        person, server = here.person(PERSON), here.server(SERVER)
        channel = here.channel(server, CHANNEL)
        closed = here.person(f"{PERSON}two")
        here.refuse(here.direct(closed), 50007)
        await with_a_reminder(tmp_path, person, closed)
        async with running(here, tmp_path, port, LOG_LEVEL=level, LOG_FORMAT=form) as charley:
            await charley.ready()
            await here.until(lambda: here.ledger.messages, START)
            await use_all(here, person, server, channel)
            await fail_all(here, charley, person, channel)
            _, metrics = await charley.get("/metrics")
            told = (await charley.charley("health")).stdout
            assert await charley.stop() == 0
        hidden = secrets(here)
    log = "".join(charley.log)
    assert len(hidden) > 60
    for said in (log, metrics, told):
        assert {one for one in hidden if one in said} == set()
    assert log.count("unexpected error") >= 2
    assert log.count("could not answer") >= 2
    assert "Traceback" not in log
    if form == "json":
        check_ids([json.loads(line) for line in charley.log])


def check_ids(lines: list[dict[str, Any]]) -> None:
    """Each line has the id of its interaction or its delivery's occurrence, but for those of the connection and the start."""
    assert {line["logger"] for line in lines if not {"id", "occurrence"} & line.keys()} <= OF_NOBODY
    errors = [line for line in lines if line["event"] in {"unexpected error", "could not answer"}]
    assert all(len(line["id"]) == 8 for line in errors)
    unanswered = {line["id"] for line in lines if line["event"] == "could not answer"}
    assert unanswered <= {line["id"] for line in lines if line["event"] == "unexpected error"}
    deliveries = [
        line for line in lines if line["logger"] == "charley.reminders" and line["event"] in {"sent", "refused"}
    ]
    assert {line["occurrence"] for line in deliveries} == {1, 2}
