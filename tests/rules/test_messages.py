"""Rules 13 to 16 and 19: messages that Charley sends, and whom they reach."""

from __future__ import annotations

import re
from typing import Any

from bot.discord_app.limiter import ANSWERS, WINDOW
from tests.discord.conftest import World, said, texts


def sent(world: World) -> list[Any]:
    """Return the body of every message that Charley sent, as an answer or by itself."""
    answers = [body["data"] for body in world.requests("POST", "/callback") if body["type"] in (4, 7)]
    return [*answers, *world.requests("POST", "/messages"), *world.requests("PATCH", "/@original")]


async def test_rule_13_nobody_is_pinged(world: World):
    hostile = f"@everyone @here <@{world.bob.id}> <@&1> my chest hurts"
    result = await world.alice.slash(world.channel, "ask", question=hostile)
    await world.alice.slash(world.channel, "cause", topic=hostile)
    await world.alice.send(world.channel, f"{world.mention} {hostile}")
    await world.alice.send_dm(hostile)
    await world.alice.click(result.response, label="Send to me")
    card = await world.alice.slash(world.channel, "cause", topic="caffeine")
    await world.alice.click(card.response, label="Share")
    await world.alice.click(card.response, label="Sources and grades")
    bodies = sent(world)
    assert len(bodies) >= 7
    for body in bodies:
        assert body["allowed_mentions"]["parse"] == []
        assert not body["allowed_mentions"].get("users")
        assert not body["allowed_mentions"].get("replied_user")


async def test_rule_14_a_message_carries_a_nonce_of_its_cause(world: World):
    first = await world.alice.send(world.channel, f"{world.mention} my calf cramps at night")
    second = await world.alice.send_dm("my calf cramps at night")
    bodies = world.requests("POST", "/messages")
    assert [body["nonce"] for body in bodies] == [str(first.id), str(second.id)]
    for body in bodies:
        assert body["enforce_nonce"] is True
        assert len(body["nonce"]) <= 25


async def test_rule_15_what_discord_forbids_is_not_tried_again(world: World):
    card = await world.alice.slash(world.channel, "cause", topic="caffeine")
    for code in (50007, 50278):
        world.env.inject_error("POST", "/channels/*/messages", status=403, code=code, times=None)
        before = len(world.requests("POST", "/messages"))
        result = await world.alice.click(card.response, label="Send to me")
        assert "allow direct messages" in (result.response.content or said(result))
        assert len(world.requests("POST", "/messages")) == before + 1
        world.env.backend.faults.clear()
    # A channel where Charley may not write: one try, no error, no second way in.
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=None)
    before = len(world.env.http_requests)
    await world.alice.send(world.channel, f"{world.mention} my calf cramps at night")
    assert len(world.env.http_requests) == before + 1


async def test_rule_16_direct_messages_only_to_the_one_who_asks_for_them(world: World):
    card = await world.alice.slash(world.channel, "cause", topic="caffeine")
    shared = await world.alice.click(card.response, label="Share")
    await world.alice.send(world.channel, f"{world.mention} my chest hurts")
    await world.bob.click(shared.response, label="Sources and grades")
    assert world.requests("POST", "/users/@me/channels") == [], "nobody is written to unasked"
    await world.alice.click(card.response, label="Send to me")
    (opened,) = world.requests("POST", "/users/@me/channels")
    assert str(opened["recipient_id"]) == str(world.alice.id)
    assert world.dm(world.bob) == []
    assert len(world.dm(world.alice)) == 1


async def test_rule_19_times_in_the_readers_clock_and_in_words(world: World):
    for _ in range(ANSWERS + 1):
        await world.alice.send_dm("my calf cramps at night")
    wait = texts(world.dm(world.alice)[-1])
    (at,) = re.findall(r"<t:(\d+):R>", wait)
    assert 0 < int(at) - world.env.now().timestamp() <= WINDOW + 1
    assert "within a minute" in wait
    assert "112" in wait, "whoever must wait is told where help is"
