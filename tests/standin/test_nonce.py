"""A nonce makes a retry the same message, for as long as it is remembered."""

from __future__ import annotations

import discord
import pytest
from discord.http import Route


@pytest.fixture
def send(here, bot):
    async def send(nonce, place, enforce=True):
        body = {"content": "drink", "nonce": nonce, "enforce_nonce": enforce}
        sent = await bot.http.request(Route("POST", f"/channels/{place}/messages"), json=body)
        return sent["id"]

    return send


@pytest.mark.parametrize(("seconds", "messages"), ((0, 1), (170, 1), (190, 2), (86_400, 2), (-86_400, 1)))
async def test_a_nonce_is_honoured_for_three_minutes_of_the_clock(here, send, seconds, messages):
    place = here.direct(here.person("ann"))
    first = await send("one", place)
    here.advance(seconds)
    assert (await send("one", place) == first) == (messages == 1)
    assert here.ledger.per_nonce() == {"one": messages}
    assert here.ledger.doubled() == (["one"] if messages == 2 else [])


@pytest.mark.parametrize(("nonce", "enforce"), (("two", True), ("one", False)))
async def test_another_nonce_or_one_not_enforced_makes_a_new_message(here, send, nonce, enforce):
    place = here.direct(here.person("ann"))
    assert await send("one", place) != await send(nonce, place, enforce)


async def test_a_nonce_is_one_of_its_channel(here, send):
    assert await send("one", here.direct(here.person("ann"))) != await send("one", here.direct(here.person("ben")))


async def test_ids_grow_even_if_the_clock_is_set_back(here, send):
    place = here.direct(here.person("ann"))
    first = await send("one", place)
    here.advance(-3600)
    assert int(await send("two", place)) > int(first)


async def test_a_nonce_of_more_than_25_characters_is_refused(here, send):
    with pytest.raises(discord.HTTPException) as told:
        await send("n" * 26, here.direct(here.person("ann")))
    assert told.value.code == 50035
