"""Rules 4 to 8 and 22: how Charley answers."""

from __future__ import annotations

import re
from typing import Any

import discord

from bot.discord_app import presses
from bot.discord_app.answering import custom_id
from bot.discord_app.forms import ask_form, check_form
from bot.discord_app.layout import layout
from bot.knowledge.models import SignLevel
from tests.discord.conftest import World, buttons, labels, said, texts
from tests.replies.pages import LONGEST_ID, every_page
from tests.replies.rules import all_faults, text_of, walk

V2 = 1 << 15
MESSAGE, DEFERRED = 4, 5


async def every_command(world: World) -> list[Any]:
    """Return the answer to each command."""
    message = await world.bob.send(world.channel, "my calf cramps at night")
    return [
        await world.alice.slash(world.channel, "cause", topic="caffeine"),
        await world.alice.slash(world.channel, "relief", topic="calf cramp"),
        await world.alice.slash(world.channel, "magnesium"),
        await world.alice.slash(world.channel, "redflags"),
        await world.alice.slash(world.channel, "ask", question="my calf cramps at night"),
        await world.alice.slash(world.channel, "learn", topic="what is a fasciculation"),
        await world.alice.slash(world.channel, "about"),
        await world.alice.context_menu(world.channel, "Check for warning signs", message),
    ]


async def test_rule_04_first_response_before_any_other_request(world: World):
    """Every answer is the first request after its interaction; only *Send to me*, which sends elsewhere, defers."""
    results = await every_command(world)
    callbacks = world.requests("POST", "/callback")
    assert [body["type"] for body in callbacks] == [MESSAGE] * len(results)
    before = len(world.env.http_requests)
    await world.alice.click(results[0].response, label="Send to me")
    first, *others = world.env.http_requests[before:]
    assert first.path.endswith("/callback")
    assert (first.json["type"], first.json["data"]["flags"] & 64) == (DEFERRED, 64)
    assert others


async def test_rule_05_private_with_a_share_button(world: World):
    for result in await every_command(world):
        assert result.ephemeral
    card = await world.alice.slash(world.channel, "cause", topic="caffeine")
    assert "Share" in labels(card.response)
    shared = await world.alice.click(card.response, label="Share")
    assert not shared.ephemeral
    assert said(shared) == said(card)
    warned = await world.alice.slash(world.channel, "ask", question="my chest hurts")
    assert "Share" not in labels(warned.response), "what somebody asked is never posted"


async def test_rule_06_components_v2_within_limits(world: World):
    for name, page in every_page(world.parts.desk):
        assert all_faults(layout(page, world.bot.command_ids).to_components()) == [], name
    await every_command(world)
    for body in world.requests("POST", "/callback"):
        assert body["data"]["flags"] & V2
        assert not body["data"].get("content")
        assert not body["data"].get("embeds")


async def test_rule_07_forms_with_labels_and_checkboxes(parts):
    label, checkboxes, text = 18, 22, 4
    for level in SignLevel:
        form = check_form(parts.content, level).to_dict()
        assert 1 <= len(form["title"]) <= 45
        assert 1 <= len(form["components"]) <= 5
        for part in form["components"]:
            assert (part["type"], part["component"]["type"]) == (label, checkboxes)
            assert 1 <= len(part["label"]) <= 45
            assert 1 <= len(part["description"]) <= 100
            assert 1 <= len(part["component"]["options"]) <= 10
            assert part["component"]["required"] is False
    (field,) = ask_form().to_dict()["components"]
    assert (field["type"], field["component"]["type"], field["component"]["style"]) == (label, text, 2)


async def test_rule_08_buttons_outlive_a_restart_and_know_their_owner(world: World):
    assert all(issubclass(kind, discord.ui.DynamicItem) for kind in presses.ALL)
    for name, page in every_page(world.parts.desk):
        view = layout(page, {})
        assert view.is_finished(), "sent stopped: the library keeps no view that could die"
        for part in walk(view.to_components()):
            if "custom_id" in part:
                assert 1 <= len(part["custom_id"]) <= 100, name
                assert presses.is_known(part["custom_id"]), name
    longest = world.parts.desk.mention("my chest hurts, I cannot breathe, my arm is weak, I had a fit", LONGEST_ID)
    assert all(len(custom_id(button.action, *button.args)) <= 100 for button in longest.buttons)

    await world.alice.send(world.channel, f"{world.mention} my calf cramps at night")
    public = world.channel.last_message
    await world.restart()
    refused = await world.bob.click(public, label="Answer me privately")
    assert "for the person who asked" in (refused.response.content or texts(refused.response))
    given = await world.alice.click(public, label="Answer me privately")
    assert given.ephemeral
    assert "See a doctor if" in said(given)


async def test_rule_22_words_first_for_every_reader(world: World, parts):
    """Words before emoji, no meaning by colour alone, alt texts, real labels, headings in order, no tables, no time-outs."""
    table = re.compile(r"^\s*\|.*\|\s*$|[─│┌└├╔═]|^[-+]{5,}$", re.MULTILINE)
    for name, page in every_page(parts.desk):
        view = layout(page, {})
        components = view.to_components()
        assert all_faults(components) == [], name
        assert not table.search(text_of(components)), name
        assert "```" not in text_of(components), name
        assert view.timeout is None, "a text about health has no time limit"
    assert ask_form().timeout is check_form(parts.content, SignLevel.EMERGENCY).timeout is None
    card = await world.alice.slash(world.channel, "cause", topic="caffeine")
    await world.env.advance_time(16 * 60)
    again = await world.alice.click(card.response, label="Sources and grades")
    assert "sources and grades" in said(again)
    assert buttons(again.response)
