"""Rate limits: told in headers, waited for by discord.py, and counted."""

from __future__ import annotations

import asyncio
from collections import Counter

import aiohttp
import discord
import pytest

SEND = "POST /channels/{channel}/messages"


async def test_the_headers_make_discord_py_wait_before_a_bucket_is_empty(here, bot):
    here.limits.sizes[SEND] = (2, 0.3)
    place = bot.get_partial_messageable(here.direct(here.person("ann")))
    for number in range(5):
        await place.send(str(number))
    times = [one.at for one in here.ledger.requests if one.method == "POST"]
    assert not here.ledger.with_status(429)
    assert min(times[2] - times[0], times[4] - times[2]) >= 0.3


async def test_channels_have_buckets_of_their_own(here):
    here.limits.sizes[SEND] = (1, 60.0)
    ann, ben = here.direct(here.person("ann")), here.direct(here.person("ben"))
    told = []
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {here.token}"}) as session:
        for place in (ann, ann, ben):
            url = f"{here.url}/channels/{place}/messages"
            async with session.post(url, json={"content": "drink"}) as answer:
                headers, body = answer.headers, await answer.json()
            told.append((answer.status, headers["X-RateLimit-Remaining"], headers.get("X-RateLimit-Scope")))
            if answer.status == 429:
                assert not body["global"]
                assert 59 < body["retry_after"] <= 60
    assert told == [(200, "0", None), (429, "0", "user"), (200, "0", None)]


async def test_300_at_once_are_refused_but_for_50_a_second(here):
    places = [here.direct(here.person(str(number))) for number in range(300)]
    told: list[dict] = []

    async def send(session, place):
        async with session.post(f"{here.url}/channels/{place}/messages", json={"content": "drink"}) as answer:
            if answer.status == 429:
                told.append(dict(answer.headers) | await answer.json())

    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {here.token}"}) as session:
        await asyncio.gather(*(send(session, place) for place in places))
    sent = len(here.ledger.messages)
    statuses = Counter(one.status for one in here.ledger.requests)
    seconds = here.ledger.requests[-1].at - here.ledger.requests[0].at
    assert 50 <= sent <= 50 * (seconds + 1)
    assert statuses == {200: sent, 429: 300 - sent}
    assert here.ledger.invalid() == len(told) == 300 - sent
    assert all(one["global"] and 0 < one["retry_after"] <= 1 and one["Via"] for one in told)
    assert {(one["X-RateLimit-Global"], one["Retry-After"], one["Content-Type"]) for one in told} == {
        ("true", "1", "application/json")
    }
    assert here.ledger.peak(SEND) > 50


async def test_discord_py_waits_out_a_global_limit(here, bot):
    here.limits.everywhere.size, here.limits.everywhere.seconds = 3, 0.3
    places = [bot.get_partial_messageable(here.direct(here.person(str(number)))) for number in range(6)]
    await asyncio.gather(*(place.send("drink") for place in places))
    assert len(here.ledger.messages) == 6
    assert here.ledger.with_status(429)


async def test_answers_to_interactions_are_exempt(here):
    here.limits.everywhere.size = 0
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{here.url}/interactions/1/token/callback", json={"type": 1}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (404, 10062)
        async with session.post(f"{here.url}/webhooks/1/token", json={}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (404, 10015)
        async with session.get(f"{here.url}/users/@me", headers={"Authorization": f"Bot {here.token}"}) as answer:
            assert answer.status == 429


async def test_too_many_invalid_requests_shut_the_bot_out(here, bot):
    here.limits.invalid.size = 3
    place = here.channels(here.server("Cramps"))[0]
    here.refuse(place, 50001)
    for _ in range(3):
        with pytest.raises(discord.Forbidden):
            await bot.get_partial_messageable(place).send("drink")
    here.refuse(place, None)
    with pytest.raises(discord.HTTPException) as told:
        await bot.get_partial_messageable(place).send("drink")
    assert (told.value.status, told.value.text) == (429, "error code: 1015")
    assert here.ledger.invalid() == 4
