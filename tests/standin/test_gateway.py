"""The gateway, with discord.py's own client at its other end."""

from __future__ import annotations

import asyncio
import json
import zlib

import aiohttp
import discord
import pytest

from tests.standin.conftest import Bot
from tests.standin.world import TOKEN


async def test_a_client_is_told_its_servers_and_what_happens_in_them(here, connect):
    ann, cramps = here.person("ann"), here.server("Cramps")
    client, _ = await connect(Bot())
    (general,) = here.channels(cramps)
    assert [one.name for one in client.get_guild(cramps).text_channels] == ["general"]
    here.say(ann, here.direct(ann), "hello")
    here.say(ann, general, "about something else")
    here.say(ann, general, "and <@1000>?")
    await here.until(lambda: len(client.heard) == 3)
    assert client.heard == ["hello", "", "and <@1000>?"], "what others say is hidden without its intent"
    here.delete_channel(general)
    await here.until(lambda: not client.get_guild(cramps).text_channels)
    here.set_up(cramps, up=False)
    await here.until(lambda: client.get_guild(cramps).unavailable)
    here.set_up(cramps, up=True)
    here.remove_bot(cramps)
    await here.until(lambda: not client.guilds)


BREAKS = {
    "a dropped connection": (lambda gateway: gateway.drop(), "RESUME"),
    "a close": (lambda gateway: gateway.close(4000), "RESUME"),
    "a request to reconnect": (lambda gateway: gateway.reconnect(), "RESUME"),
    "an invalid session": (lambda gateway: gateway.invalidate(resumable=True), "RESUME"),
    "a lost session": (lambda gateway: gateway.invalidate(resumable=False), "IDENTIFY"),
}


@pytest.mark.parametrize("name", tuple(BREAKS))
async def test_a_client_comes_back_after(here, connect, name):
    break_, then = BREAKS[name]
    ann = here.person("ann")
    client, _ = await connect(Bot())
    break_(here.gateway)
    here.say(ann, here.direct(ann), "while it was away")
    await here.until(lambda: here.ledger.gateway == ["IDENTIFY", "gone", then])
    here.say(ann, here.direct(ann), "back")
    await here.until(lambda: "back" in client.heard)
    assert ("while it was away" in client.heard) == (then == "RESUME"), "only who resumes is told what was missed"


async def test_a_gateway_that_no_longer_answers_heartbeats_is_left(here, connect):
    await connect(Bot(heartbeat_timeout=0.4))
    here.gateway.silent = True
    await here.until(lambda: "RESUME" in here.ledger.gateway)


async def test_a_dead_connection_is_left_and_what_came_meanwhile_is_told(here, connect):
    ann = here.person("ann")
    client, _ = await connect(Bot(heartbeat_timeout=0.4))
    here.gateway.deaden()
    here.say(ann, here.direct(ann), "is anybody there?")
    assert not here.gateway.live
    await here.until(lambda: "is anybody there?" in client.heard)
    assert here.ledger.gateway == ["IDENTIFY", "gone", "RESUME"]


async def test_a_resume_may_be_refused(here, connect):
    await connect(Bot())
    here.gateway.forget()
    await here.until(lambda: here.ledger.gateway == ["IDENTIFY", "gone", "RESUME refused", "gone", "IDENTIFY"])


async def test_a_session_is_forgotten_after_a_while(here, connect):
    await connect(Bot())
    here.fault("slow", only="GET /gateway-socket", seconds=0.2, times=1)
    here.gateway.drop()
    await here.until(lambda: "gone" in here.ledger.gateway)
    here.advance(200)
    await here.until(lambda: here.ledger.gateway == ["IDENTIFY", "gone", "RESUME refused", "gone", "IDENTIFY"])


async def test_connections_can_be_refused_for_a_time(here, connect):
    await connect(Bot())
    here.fault("reset", only="GET /gateway-socket", times=1)
    here.gateway.drop()
    await here.until(lambda: "RESUME" in here.ledger.gateway)
    assert here.faults.counts == {"reset": 1}


async def test_a_code_that_ends_a_client_ends_it(here, connect):
    _, running = await connect(Bot())
    here.gateway.close(4004)
    with pytest.raises(discord.ConnectionClosed) as told:
        await asyncio.wait_for(running, 10)
    assert told.value.code == 4004


async def test_shards_get_what_is_theirs(here, connect):
    class Sharded(Bot, discord.AutoShardedClient):
        pass

    here.gateway.shards = 2
    servers = [here.server("one"), here.server("two")]
    while len({(one >> 22) % 2 for one in servers}) == 1:
        here.advance(0.001)
        servers.append(here.server("more"))
    client, _ = await connect(Sharded())
    assert sorted(session.shard for session in here.gateway.live) == [0, 1]
    assert [one.route for one in here.ledger.requests].count("/gateway/bot") == 1
    assert sorted(one.id for one in client.guilds) == sorted(servers)
    added = {here.channel(one, "more"): one for one in servers}
    for session in here.gateway.live:
        heard = [int(event["d"]["id"]) for event in session.events if event["t"] == "CHANNEL_CREATE"]
        assert heard == [new for new, server in added.items() if (server >> 22) % 2 == session.shard]
        assert heard


IDENTIFIES = {
    "with the token": ({"token": TOKEN, "intents": 1}, 1000, None),
    "with a wrong token": ({"token": "wrong", "intents": 1}, 1000, 4004),
    "with privileged intents": ({"token": TOKEN, "intents": 1 << 15}, 1000, 4014),
    "once more than the day's budget": ({"token": TOKEN, "intents": 1}, 0, 4004),
}


@pytest.mark.parametrize("name", tuple(IDENTIFIES))
async def test_a_client_that_identifies(here, name):
    asked, budget, closed = IDENTIFIES[name]
    here.gateway.identifies_left = budget
    async with aiohttp.ClientSession() as session, session.ws_connect(here.gateway.url) as socket:
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json({"op": 2, "d": asked})
        answer = await socket.receive(timeout=5)
    assert (answer.data if answer.type is aiohttp.WSMsgType.CLOSE else None) == closed
    assert here.gateway.bot()["session_start_limit"]["remaining"] == budget - (closed is None)


@pytest.mark.parametrize(
    ("query", "kind"), (("", aiohttp.WSMsgType.TEXT), ("?compress=zlib-stream", aiohttp.WSMsgType.BINARY))
)
async def test_frames_are_compressed_as_asked(here, query, kind):
    async with aiohttp.ClientSession() as session, session.ws_connect(here.gateway.url + query) as socket:
        frame = await socket.receive(timeout=5)
    assert frame.type is kind
    text = zlib.decompressobj().decompress(frame.data) if kind is aiohttp.WSMsgType.BINARY else frame.data
    assert json.loads(text) == {"op": 10, "d": {"heartbeat_interval": 100}}
