"""The whole program against the stand-in, and the stand-in as a program: real processes, real HTTP, kill -9."""

from __future__ import annotations

import asyncio
import json
import signal

import aiohttp
import pytest

from tests.standin.conftest import ROOT, process

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
START = 40.0


def words(asked) -> str:
    """Return what an interaction was answered with."""
    return json.dumps(asked.message.components)


async def test_charley_connects_resumes_and_survives_kill_9(here, charley):
    ann, cramps = here.person("ann"), here.server("Cramps")
    async with charley() as running:
        await here.until(lambda: here.gateway.live, START)
        assert {"about", "ask"} <= {one["name"] for one in here.world.commands}
        assert "Charley" in words(await here.command(ann, cramps, "about"))
        assert "Get help now" in words(await here.command(ann, cramps, "ask", {"question": "my chest hurts"}))
        here.gateway.drop()
        await here.until(lambda: "RESUME" in here.ledger.gateway)
        here.say(ann, here.direct(ann), "my calf cramps at night")
        await here.until(lambda: here.ledger.messages)
        running.send_signal(signal.SIGKILL)
        assert await running.wait() == -signal.SIGKILL
    await here.until(lambda: not here.gateway.live)
    assert here.gateway.sessions, "a killed client says no goodbye: its session is kept for it"
    async with charley() as running:
        await here.until(lambda: here.gateway.live, START)
        assert "Charley" in words(await here.command(ann, None, "about"))
        running.send_signal(signal.SIGTERM)
        assert await running.wait() == 0
    assert here.ledger.gateway.count("IDENTIFY") == 2
    syncs = [one.method for one in here.ledger.requests if one.route.endswith("/commands")]
    assert syncs == ["GET", "PUT", "GET"]
    assert not here.ledger.invalid()


async def test_a_parent_process_controls_the_stand_in_over_http(tmp_path):
    async with process(ROOT, "tests.standin", "--seed", "1") as running:
        assert running.stdout is not None
        url = (await asyncio.wait_for(running.stdout.readline(), START)).decode().strip()
        async with aiohttp.ClientSession() as session:

            async def do(action: str, **arguments):
                async with session.post(f"{url.removesuffix('/api/v10')}/control/{action}", json=arguments) as answer:
                    return answer.status, await answer.json()

            async def read(what: str):
                async with session.get(f"{url.removesuffix('/api/v10')}/control/{what}") as answer:
                    return answer.status, await answer.json()

            _, ann = await do("person", name="ann")
            _, cramps = await do("server", name="Cramps")
            assert (await do("fault", kind="slow", seconds=0.01))[0] == 200
            assert (await do("advance", seconds=60)) == (200, None)
            assert (await do("erase"))[0] == 404
            assert (await do("person"))[0] == 400
            assert (await read("wait?sessions=1&within=0.01")) == (408, {"sessions": 0})
            settings = {"DISCORD_TOKEN": "stand-in.token", "DISCORD_API_URL": url, "HEALTH_PORT": "0"}
            async with process(tmp_path, "bot", "run", **settings):
                assert (await read(f"wait?sessions=1&within={START}"))[0] == 200
                status, asked = await do("command", user=ann, guild=cramps, name="about")
                assert (status, asked["answer"]["type"]) == (200, 4)
                await do("gateway/drop")
                await do("say", user=ann, channel=(await do("direct", person=ann))[1], text="calf cramps")
                assert (await read("wait?messages=1"))[0] == 200
            told = (await read("ledger"))[1]
        running.send_signal(signal.SIGTERM)
        assert await running.wait() == 0
    assert told["offset"] == 60
    assert told["faults"] == {"slow": 1}
    assert told["gateway"][:3] == ["IDENTIFY", "gone", "RESUME"]
    assert told["totals"]["messages"] == 1
    assert [one["answer"]["type"] for one in told["interactions"]] == [4]
