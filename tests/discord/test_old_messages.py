"""Messages and forms that are clicked late, or by a Charley that started after they were sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest

from bot.discord_app.layout import layout
from bot.replies import about
from tests.discord.conftest import World, buttons, has_menu, said

LATE = 16 * 60
"""Seconds after which the library lets go of every ephemeral view that it remembers, and the first token is dead."""

KINDS: dict[str, Callable[[World], Awaitable[Any]]] = {}


def kind(make: Callable[[World], Awaitable[Any]]) -> Callable[[World], Awaitable[Any]]:
    KINDS[make.__name__.replace("_", " ")] = make
    return make


async def ask(world: World, question: str) -> Any:
    return (await world.alice.slash(world.channel, "ask", question=question)).response


async def press(world: World, message: Any, label: str) -> Any:
    return (await world.alice.click(message, label=label)).response


@kind
async def a_card(world: World) -> Any:
    return (await world.alice.slash(world.channel, "magnesium", topic="magnesium")).response


@kind
async def a_symptom(world: World) -> Any:
    return (await world.alice.slash(world.channel, "cause", topic="eyelid-twitch")).response


@kind
async def sources_of_a_card(world: World) -> Any:
    return await press(world, await a_card(world), "Sources and grades")


@kind
async def differences_of_a_card(world: World) -> Any:
    card = next(card for card in world.parts.content.cards.values() if card.disagree)
    shown = await world.alice.slash(world.channel, "cause", topic=card.id)
    return await press(world, shown.response, "Where sources disagree")


@kind
async def a_shared_card(world: World) -> Any:
    return await press(world, await a_card(world), "Share")


@kind
async def the_warning_signs(world: World) -> Any:
    return (await world.alice.slash(world.channel, "redflags")).response


@kind
async def signs_of_a_level(world: World) -> Any:
    return await press(world, await the_warning_signs(world), "All emergency signs")


@kind
async def sources_of_signs(world: World) -> Any:
    return await press(world, await signs_of_a_level(world), "Sources")


@kind
async def about_charley(world: World) -> Any:
    return (await world.alice.slash(world.channel, "about")).response


@kind
async def all_sources(world: World) -> Any:
    return await press(world, await about_charley(world), "Sources and grades")


@kind
async def a_calm_answer(world: World) -> Any:
    return await ask(world, "too much coffee and my eyelid twitches")


@kind
async def an_emergency(world: World) -> Any:
    return await ask(world, "calf cramp at night, and my chest hurts")


@kind
async def a_doctor_sign(world: World) -> Any:
    return await ask(world, "calf cramp at night and my arm is weak")


@kind
async def an_unknown_matter(world: World) -> Any:
    return await ask(world, "how do I repair a bicycle chain")


@kind
async def a_checked_message(world: World) -> Any:
    message = await world.bob.send(world.channel, "too much coffee and my eyelid twitches")
    return (await world.alice.context_menu(world.channel, "Check for warning signs", message)).response


@kind
async def the_second_step_of_the_check(world: World) -> Any:
    form = await world.alice.click(await the_warning_signs(world), label="Check mine")
    return (await world.alice.submit_modal(form, {})).response


@kind
async def a_check_with_nothing_ticked(world: World) -> Any:
    form = await world.alice.click(await the_second_step_of_the_check(world), label="Go on")
    return (await world.alice.submit_modal(form, {})).response


@kind
async def a_public_answer_to_a_mention(world: World) -> Any:
    await world.alice.send(world.channel, f"{world.mention} too much coffee and my eyelid twitches")
    return world.channel.history()[-1]


@kind
async def a_public_greeting(world: World) -> Any:
    return await world.post(view=layout(about.greeting_page(world.parts.content), world.bot.command_ids))


async def pause(world: World) -> None:
    await world.env.advance_time(LATE)


async def restart(world: World) -> None:
    await world.restart()


@pytest.mark.parametrize("after", (pause, restart))
@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
async def test_every_button_still_works(
    world: World, make: Callable[[World], Awaitable[Any]], after: Callable[[World], Awaitable[None]]
) -> None:
    first = await make(world)
    names = [button["custom_id"] for button in buttons(first)]
    assert names or has_menu(first)
    messages = [first] + [await make(world) for _ in names]
    await after(world)
    for message, name in zip(messages, names, strict=False):
        assert_answered(await world.alice.click(message, custom_id=name))
    if has_menu(first):
        assert_answered(await world.alice.select(messages[-1], ["caffeine"], custom_id="c1:pick"))


def assert_answered(result: Any) -> None:
    assert result.acknowledged
    if result.modal is None:
        assert "older Charley" not in said(result)
        assert "went wrong" not in said(result)


@pytest.mark.parametrize("after", (pause, restart))
async def test_every_button_of_a_direct_message_still_works(
    world: World, after: Callable[[World], Awaitable[None]]
) -> None:
    me = world.alice.user
    shown = (await me.slash("cause", topic="caffeine")).response
    messages = [(await me.slash("cause", topic="caffeine")).response for _ in buttons(shown)]
    await world.alice.send_dm("hello")
    greeting = world.dm(world.alice)[-1]
    await after(world)
    for message, button in zip(messages, buttons(shown), strict=True):
        assert_answered(await me.click(message, custom_id=button["custom_id"]))
    assert_answered(await me.click(greeting, label="Ask a question"))
    assert_answered(await me.select(greeting, ["caffeine"], custom_id="c1:pick"))


@pytest.mark.parametrize("after", (pause, restart))
async def test_forms_are_read_however_late_they_are_sent(
    world: World, after: Callable[[World], Awaitable[None]]
) -> None:
    asked = await world.alice.slash(world.channel, "ask")
    first = await world.alice.click(await the_warning_signs(world), label="Check mine")
    second = await world.alice.click(await the_second_step_of_the_check(world), label="Go on")
    await after(world)
    answer = await world.alice.submit_modal(asked, {"question": "my chest hurts"})
    assert said(answer).startswith("## Get help now\n")
    assert said(await world.alice.submit_modal(first, {})).startswith("## Step 2 of 2\n")
    assert said(await world.alice.submit_modal(second, {})).startswith("## You ticked nothing\n")


async def old_button(world: World, name: str) -> Any:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Old", custom_id=name))
    view.stop()
    return await world.post(content="old", view=view, allowed_mentions=discord.AllowedMentions.none())


@pytest.mark.parametrize(
    "name",
    (
        "c0:card:caffeine:e",
        "c1:card:caffeine",
        "c1:card:Caffeine:e",
        "c1:nothing",
        "c1:card:caffeine:e:more",
        "anything else",
        "c1:card:a-card-that-is-gone:e",
        "c1:src:a-card-that-is-gone:1:e",
        "c1:dif:a-card-that-is-gone:n",
        "c1:share:a-card-that-is-gone",
    ),
)
async def test_a_button_of_an_older_charley_is_answered_and_its_message_stays(world: World, name: str) -> None:
    message = await old_button(world, name)
    result = await world.alice.click(message, label="Old")
    assert result.ephemeral
    assert "older Charley" in said(result)
    assert "`/ask`" in said(result)
    assert message.content == "old"


@pytest.mark.parametrize(
    "name", ("c1:src:caffeine:999:e", "c1:docs:999:e", "c1:signs:doctor:0:e", "c1:sgs:emergency:99:n")
)
async def test_a_page_that_no_longer_exists_shows_the_nearest_one(world: World, name: str) -> None:
    result = await world.alice.click(await old_button(world, name), label="Old")
    assert result.ephemeral
    assert "Page " in said(result)


async def test_signs_that_no_longer_exist_are_left_out_of_a_private_answer(world: World) -> None:
    message = await old_button(world, f"c1:priv:{world.alice.id}:a-card-that-is-gone:zzzzzzzz")
    result = await world.alice.click(message, label="Old")
    assert result.ephemeral
    assert said(result).startswith("## I don't know that\n")


async def test_a_menu_of_an_older_charley_is_answered(world: World) -> None:
    view = discord.ui.View(timeout=None)
    gone = discord.SelectOption(label="Gone", value="a-card-that-is-gone")
    view.add_item(discord.ui.Select(custom_id="c1:pick", options=[gone]))
    view.add_item(discord.ui.Select(custom_id="c0:pick", options=[gone]))
    view.stop()
    message = await world.post(content="old", view=view, allowed_mentions=discord.AllowedMentions.none())
    for name in ("c1:pick", "c0:pick"):
        result = await world.alice.select(message, ["a-card-that-is-gone"], custom_id=name)
        assert result.ephemeral
        assert "older Charley" in said(result)
