"""A wish to stop: what is under way is finished, nothing new is begun, and it takes no longer than it may."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.crash.charleys import Nursery, nursery
from tests.crash.trial import Trial
from tests.standin.faults import SENDS
from tests.standin.interactions import Interaction
from tests.standin.server import StandIn

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

CALLBACK = "POST /interactions"
STOPPED = 0
SOON = 5.0
"""Seconds for what should take no time at all, on a machine that has other things to do."""


@dataclass
class Scene:
    """A stand-in, and one Charley that is told to stop."""

    here: StandIn
    charleys: Nursery
    trial: Trial
    process: int = 0

    async def start(self, **constants: Any) -> None:
        self.process = await self.charleys.start(constants=constants)

    def tell(self) -> None:
        os.kill(self.process, signal.SIGTERM)

    async def struck(self, kind: str, times: int = 1) -> None:
        """Wait until a fault has struck so often: then what it delays is under way."""
        await self.here.until(lambda: self.here.faults.counts[kind] >= times, 40)

    async def ended(self, within: float = 30.0) -> tuple[int, float]:
        """Return how it ended, and after how many seconds."""
        began = time.monotonic()
        code = await asyncio.wait_for(self.charleys.ended(), within)
        assert not [line for line in self.charleys.log if not line.startswith("{")], "a line for a programmer"
        return code, time.monotonic() - began


@asynccontextmanager
async def scene(folder: Path) -> AsyncIterator[Scene]:
    async with StandIn(heartbeat=0.3) as here, nursery(here, folder) as charleys:
        yield Scene(here, charleys, Trial(here, folder, random.Random(0)))


def shown(asked: Interaction) -> str:
    """Return what an interaction was answered with."""
    assert asked.message is not None
    return json.dumps(asked.message.components)


async def test_an_answer_under_way_is_given(tmp_path):
    async with scene(tmp_path) as one:
        await one.start()
        await one.here.connected()
        one.here.fault("slow", only=CALLBACK, seconds=1.5)
        asking = asyncio.create_task(
            one.here.command(one.here.person("ann"), None, "ask", {"question": "my chest hurts"})
        )
        await one.struck("slow")
        one.tell()
        assert (await one.ended())[0] == STOPPED
        assert "Get help now" in shown(await asking)
        assert not one.here.gateway.sessions, "it takes its leave of the gateway"


async def test_a_press_that_was_put_off_gets_the_answer_it_was_promised(tmp_path):
    async with scene(tmp_path) as one:
        await one.start()
        ann = one.here.person("ann")
        asked = await one.here.command(ann, None, "ask", {"question": "my chest hurts"})
        assert asked.message is not None
        one.here.fault("slow", only=SENDS, seconds=1.5)
        pressing = asyncio.create_task(one.here.press(ann, asked.message.id, "c1:send"))
        await one.struck("slow")
        one.tell()
        assert (await one.ended())[0] == STOPPED
        assert len(one.here.ledger.messages) == 1
        assert "Look in your direct messages" in json.dumps((await pressing).as_json())


async def test_a_delivery_under_way_is_finished_and_who_asks_meanwhile_is_answered(tmp_path):
    async with scene(tmp_path) as one:
        await one.trial.prepare(1)
        one.here.fault("slow", only=SENDS, seconds=2.0)
        await one.start()
        await one.struck("slow")
        await one.here.connected()
        one.tell()
        asked = await one.here.command(one.here.person("ann"), None, "about")
        assert "Charley" in shown(asked)
        assert (await one.ended())[0] == STOPPED
        assert one.trial.states() == {"sent": 1}
        assert len(one.here.ledger.messages) == 1


async def test_what_hangs_is_given_up_in_time(tmp_path):
    async with scene(tmp_path) as one:
        await one.trial.prepare(1)
        one.here.fault("slow", only=f"({SENDS}|{CALLBACK})", seconds=60)
        closing = {"bot.reminders.engine.CLOSING": 1.0, "bot.discord_app.connection.CLOSING": 1.0}
        await one.start(**closing, **{"bot.discord_app.connection.LAST": 0.5})
        await one.struck("slow")
        await one.here.connected()
        asking = asyncio.create_task(one.here.command(one.here.person("ann"), None, "about"))
        await one.struck("slow", 2)
        one.tell()
        code, seconds = await one.ended()
        asking.cancel()
        assert (code, one.trial.states()) == (STOPPED, {"claimed": 1}), "it is looked for at the next start"
        assert seconds < 2.5 + SOON
        assert one.charleys.said("Not all could be answered") == 1


EARLY = {
    "at login": ({"kind": "slow", "only": "GET /users/@me", "seconds": 60}, "slow"),
    "between two tries": ({"kind": "reset", "only": ""}, "reset"),
    "while it asks for the gateway": ({"kind": "slow", "only": "GET /gateway/bot", "seconds": 60}, "slow"),
    "while it connects": ({"kind": "slow", "only": "GET /gateway-socket", "seconds": 60}, "slow"),
    "while its commands are sent": ({"kind": "slow", "only": "GET /applications", "seconds": 60}, "slow"),
}


@pytest.mark.parametrize("when", tuple(EARLY))
async def test_it_stops_at_once(tmp_path, when):
    fault, kind = EARLY[when]
    async with scene(tmp_path) as one:
        one.here.fault(**fault)
        await one.start()
        await one.struck(kind)
        one.tell()
        code, seconds = await one.ended()
        assert code == STOPPED
        assert seconds < SOON


async def test_it_stops_at_once_while_discord_is_away(tmp_path):
    async with scene(tmp_path) as one:
        await one.start()
        await one.here.connected()
        one.here.outage()
        await one.struck("reset", 3)
        one.tell()
        code, seconds = await one.ended()
        assert code == STOPPED
        assert seconds < SOON


async def test_a_second_signal_ends_it_at_once_and_nothing_is_lost(tmp_path):
    async with scene(tmp_path) as one:
        await one.trial.prepare(1)
        one.here.fault("slow", only=SENDS, seconds=15)
        await one.start()
        await one.struck("slow")
        await one.here.connected()
        one.tell()
        # Its answer shows that it has heard: both signals at once would be one.
        await one.here.command(one.here.person("ann"), None, "about")
        one.tell()
        code, seconds = await one.ended()
        assert code == 128 + signal.SIGTERM
        assert seconds < SOON
        one.here.heal()
        one.trial.advance(300)
        await one.start()
        await one.here.until(lambda: one.trial.states() == {"sent": 1}, 30)
        one.tell()
        assert (await one.ended())[0] == STOPPED
        assert not one.here.ledger.doubled()
