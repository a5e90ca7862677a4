"""The REST routes, through discord.py's own client."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import aiohttp
import discord
import pytest
from discord.http import Route

from tests.standin.server import StandIn


async def test_a_message_is_sent_read_edited_and_deleted(here, bot):
    general = here.channels(here.server("Cramps"))[0]
    place = bot.get_partial_messageable(general)
    sent = await place.send("drink", view=discord.ui.View().add_item(discord.ui.Button(label="Done", custom_id="done")))
    assert (await place.fetch_message(sent.id)).content == "drink"
    await sent.edit(content="drunk", view=None)
    assert [one.content async for one in place.history()] == ["drunk"]
    (kept,) = here.ledger.messages
    assert (kept.content, kept.components, kept.edits, kept.deleted) == ("drunk", [], 1, False)
    await sent.delete()
    assert kept.deleted
    with pytest.raises(discord.NotFound) as told:
        await place.fetch_message(sent.id)
    assert told.value.code == 10008


async def test_a_message_may_bring_a_file(here, bot, tmp_path):
    picture = tmp_path / "calf.txt"
    picture.write_text("a calf")
    await bot.get_partial_messageable(here.direct(here.person("ann"))).send("stretch", file=discord.File(picture))
    assert [one.content for one in here.ledger.messages] == ["stretch"]


async def test_history_is_read_in_pages_newest_first(here, bot):
    ann = here.person("ann")
    place = here.direct(ann)
    said = [here.say(ann, place, str(number)) for number in range(9)]

    async def read(**asked):
        told = await bot.http.request(Route("GET", f"/channels/{place}/messages"), params=asked)
        return [int(one["content"]) for one in told]

    assert await read() == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert await read(limit=2) == [8, 7]
    assert await read(limit=2, before=said[5]) == [4, 3]
    assert await read(limit=2, after=said[5]) == [7, 6]
    assert await read(limit=3, around=said[5]) == [6, 5, 4]
    with pytest.raises(discord.HTTPException):
        await read(limit=101)


@pytest.mark.parametrize(("dms", "status", "code"), (("closed", 403, 50007), ("strangers", 403, 50278)))
async def test_closed_direct_messages_open_and_then_refuse(here, bot, dms, status, code):
    ann = here.person("ann", dms=dms)
    opened = await bot.http.start_private_message(ann)
    assert int(opened["id"]) == here.direct(ann), "opening tells nothing"
    with pytest.raises(discord.HTTPException) as told:
        await bot.get_partial_messageable(int(opened["id"])).send("drink")
    assert (told.value.status, told.value.code) == (status, code)
    here.set_dms(ann, "open")
    await bot.get_partial_messageable(int(opened["id"])).send("drink")


async def test_too_many_openings_are_refused_and_known_channels_are_none(here, bot):
    here.limits.openings.size = 1
    ann, ben = here.person("ann"), here.person("ben")
    await bot.http.start_private_message(ann)
    with pytest.raises(discord.Forbidden) as told:
        await bot.http.start_private_message(ben)
    assert told.value.code == 40003
    await bot.http.start_private_message(ann)


@pytest.mark.parametrize(("code", "status"), ((50001, 403), (50013, 403), (50083, 400), (10003, 404)))
async def test_a_channel_refuses_with_the_code_that_was_set(here, bot, code, status):
    place = here.channels(here.server("Cramps"))[0]
    here.refuse(place, code)
    with pytest.raises(discord.HTTPException) as told:
        await bot.get_partial_messageable(place).send("drink")
    assert (told.value.status, told.value.code) == (status, code)
    assert here.ledger.invalid() == (status == 403)
    here.refuse(place, None)
    await bot.get_partial_messageable(place).send("drink")


async def test_what_is_gone_is_unknown(here, bot):
    cramps = here.server("Cramps")
    general = here.channels(cramps)[0]
    assert (await bot.fetch_guild(cramps, with_counts=False)).name == "Cramps"
    assert (await bot.fetch_channel(general)).name == "general"
    here.delete_channel(general)
    here.remove_bot(cramps)
    for ask, code in ((bot.fetch_channel(general), 10003), (bot.fetch_guild(cramps, with_counts=False), 10004)):
        with pytest.raises(discord.NotFound) as told:
            await ask
        assert told.value.code == code


@pytest.mark.parametrize(("body", "code"), (({"content": ""}, 50006), ({"content": "a" * 2001}, 50035)))
async def test_a_message_that_discord_would_not_take_is_refused(here, bot, body, code):
    route = Route("POST", f"/channels/{here.direct(here.person('ann'))}/messages")
    with pytest.raises(discord.HTTPException) as told:
        await bot.http.request(route, json=body)
    assert told.value.code == code
    assert not here.ledger.messages


async def test_a_wrong_token_is_refused_and_counts(here):
    async with discord.Client(intents=discord.Intents.none()) as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")
    assert [(one.route, one.status, one.invalid) for one in here.ledger.requests] == [("/users/@me", 401, True)]


async def test_a_client_killed_while_it_writes_has_sent_nothing(here):
    host, port = here.url.removeprefix("http://").split("/")[0].split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    path = f"/api/v10/channels/{here.direct(here.person('ann'))}/messages"
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bot {here.token}\r\nContent-Length: 99\r\n\r\n"
    writer.write(head.encode() + b'{"content"')
    await here.until(lambda: here.ledger.requests)
    writer.close()
    await here.until(lambda: here.ledger.with_status(499))
    assert not here.ledger.messages


async def test_what_the_stand_in_does_not_know_fails_the_test():
    stack = AsyncExitStack()
    stand_in = await stack.enter_async_context(StandIn())
    session = await stack.enter_async_context(aiohttp.ClientSession(headers={"Authorization": f"Bot {stand_in.token}"}))
    async with session.post(f"{stand_in.url}/users/@me/channels", json={}) as answer:
        assert answer.status == 500
    with pytest.raises(ExceptionGroup, match="does not know") as told:
        await stack.aclose()
    assert told.group_contains(KeyError)
