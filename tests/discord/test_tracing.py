"""Every interaction and message is counted once, by its name and what became of it, and each of its lines has its id."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest

from bot.discord_app import tracing
from bot.discord_app.commands import COMMANDS
from bot.discord_app.limiter import ANSWERS
from bot.discord_app.presses import ALL
from bot.replies.page import Action
from bot.telemetry.metrics import KINDS, OTHER
from tests.discord import raw
from tests.discord.conftest import World, said
from tests.telemetry.reading import counted, value

QUESTION = "my calf twitches"
Ended = dict[tuple[str, ...], float]


def ended(world: World) -> Ended:
    return counted(world.bot.metrics, "charley_interactions_total", "kind", "command", "outcome")


async def a_button(world: World, name: str) -> Any:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Press", custom_id=name))
    view.stop()
    return await world.post(content="a button", view=view, allowed_mentions=discord.AllowedMentions.none())


async def ask(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=QUESTION)


async def look_at_reminders(world: World) -> None:
    await world.alice.slash(world.channel, "remind list")


async def choose(world: World) -> None:
    await world.alice.autocomplete(world.channel, "learn", "topic", "cal")


async def check(world: World) -> None:
    message = await world.bob.send(world.channel, QUESTION)
    await world.alice.context_menu(world.channel, "Check for warning signs", message)


async def press(world: World) -> None:
    await world.alice.click(await a_button(world, "c1:flags:e"), label="Press")


async def press_what_is_gone(world: World) -> None:
    await world.alice.click(await a_button(world, "c1:card:no-such-card:e"), label="Press")


async def press_what_is_old(world: World) -> None:
    await raw.send(world, raw.COMPONENT, raw.click("c0:my calf twitches"), raw.Place())


async def fill_in(world: World) -> None:
    await raw.send(world, raw.FORM, raw.form("c1:form:ask", question=QUESTION), raw.Place())


async def fill_in_what_is_old(world: World) -> None:
    await raw.send(world, raw.FORM, raw.form("c1:form:my calf twitches", question=QUESTION), raw.Place())


async def use_what_is_gone(world: World) -> None:
    await raw.send(world, raw.COMMAND, raw.slash(world, "gone", topic=QUESTION), raw.Place())


async def write(world: World) -> None:
    await world.alice.send_dm(QUESTION)


async def mention(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")


async def write_to_others(world: World) -> None:
    await world.alice.send(world.channel, QUESTION)


async def mention_where_it_is_off(world: World) -> None:
    await world.bot.schedules.set_mentions(world.guild.id, on=False)
    await mention(world)


async def write_much(world: World) -> None:
    for _ in range(ANSWERS + 2):
        await write(world)


WAYS: tuple[tuple[Callable[[World], Awaitable[None]], Ended], ...] = (
    (ask, {("command", "ask", "answered"): 1}),
    (look_at_reminders, {("command", "remind list", "answered"): 1}),
    (choose, {("autocomplete", "learn", "answered"): 1}),
    (check, {("command", "check for warning signs", "answered"): 1}),
    (press, {("button", "flags", "answered"): 1}),
    (press_what_is_gone, {("button", "card", "user_error"): 1}),
    (press_what_is_old, {("button", OTHER, "user_error"): 1}),
    (fill_in, {("form", "ask", "answered"): 1}),
    (fill_in_what_is_old, {("form", OTHER, "user_error"): 1}),
    (use_what_is_gone, {("command", OTHER, "user_error"): 1}),
    (write, {("message", "message", "answered"): 1}),
    (mention, {("message", "mention", "answered"): 1}),
    (write_to_others, {}),
    (mention_where_it_is_off, {("message", "mention", "declined"): 1}),
    (write_much, {("message", "message", "answered"): ANSWERS, ("message", "message", "put_off"): 2}),
)


@pytest.mark.parametrize(("way", "counts"), WAYS, ids=lambda one: getattr(one, "__name__", ""))
async def test_each_is_counted_once_by_name_and_outcome(
    world: World, way: Callable[[World], Awaitable[None]], counts: Ended
) -> None:
    await way(world)
    await world.env.settle()
    assert ended(world) == counts
    received = value(world.bot.metrics, "charley_interactions_received_total")
    assert received == sum(counts.values())
    assert value(world.bot.metrics, "charley_interactions_under_way") == 0
    assert value(world.bot.metrics, "charley_whole_answer_seconds_count") == received


@pytest.mark.parametrize(
    ("way", "name"),
    (
        (ask, ("command", "ask")),
        (choose, ("autocomplete", "learn")),
        (check, ("command", "check for warning signs")),
        (press, ("button", "flags")),
        (fill_in, ("form", "ask")),
        (write, ("message", "message")),
        (mention, ("message", "mention")),
    ),
)
async def test_an_unexpected_error_is_a_failure_and_told_with_the_id_of_its_lines(
    broken: World, way: Callable[[World], Awaitable[None]], name: tuple[str, str]
) -> None:
    await way(broken)
    await broken.env.settle()
    assert ended(broken) == {(*name, "failed"): 1}
    (error,) = broken.errors()
    broken.expected_errors = 1
    ours = [line for line in broken.lines() if line.get("id")]
    assert {line["id"] for line in ours} == {error["id"]}


@pytest.mark.parametrize(
    ("kind", "data", "name"),
    (
        (raw.COMMAND, {"id": "1", "type": 1, "options": []}, "command"),
        (raw.COMMAND, {"id": "1", "type": 1, "name": "ask", "options": 3}, "command"),
        (raw.COMPONENT, {"component_type": 2}, "button"),
        (raw.FORM, {}, "form"),
    ),
)
async def test_what_cannot_be_read_is_a_failure_of_its_kind(
    world: World, kind: int, data: dict[str, Any], name: str
) -> None:
    await raw.send(world, kind, data, raw.Place())
    await world.env.settle()
    assert ended(world) == {(name, OTHER, "failed"): 1}
    (error,) = world.errors()
    world.expected_errors = 1
    assert [line["id"] for line in world.lines() if line.get("id")] == [error["id"]]


async def test_whom_discord_does_not_let_us_answer_is_unreachable(world: World) -> None:
    for path in ("/interactions/*/callback", "/channels/*/messages"):
        world.env.inject_error("POST", path, status=500, message="refused", times=None)
    await ask(world)
    await write(world)
    await world.env.settle()
    assert ended(world) == {("command", "ask", "unreachable"): 1, ("message", "message", "unreachable"): 1}
    world.expected_errors = len(world.errors())
    assert world.expected_errors == 2
    world.unanswered += world.env.backend.interactions.values()


async def test_a_channel_where_charley_may_not_write_is_unreachable(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="no", times=None)
    await mention(world)
    assert ended(world) == {("message", "mention", "unreachable"): 1}


async def test_two_interactions_have_two_ids(broken: World) -> None:
    first = said(await broken.alice.slash(broken.channel, "ask", question=QUESTION))
    second = said(await broken.alice.slash(broken.channel, "ask", question=QUESTION))
    one, other = (line["id"] for line in broken.errors())
    broken.expected_errors = 2
    assert one != other
    assert one in first
    assert other in second


async def test_what_is_asked_for_counts_for_itself_whatever_follows_it(world: World) -> None:
    for way, _ in WAYS[:-2]:
        await way(world)
    await world.env.settle()
    wanted = {key: count for _, counts in WAYS[:-2] for key, count in counts.items()}
    assert ended(world) == wanted
    assert {kind for kind, _, _ in wanted} == set(KINDS)


def test_names_are_a_closed_set_that_holds_all_there_is() -> None:
    """A button that is added must have a name here; of forms, tests/discord/conftest.py sees that none lacks one."""
    known = {one.value for one in Action}
    assert known | {"pick"} == tracing.BUTTONS
    templates = [one.__discord_ui_compiled_template__.pattern for one in ALL]
    for name in known:
        assert any(f":{name}" in one or name.rstrip("2") in one for one in templates), name
    commands = [one for command in COMMANDS for one in getattr(command, "commands", (command,))]
    assert len({one.qualified_name.lower() for one in commands}) == len(commands)


@pytest.mark.parametrize(
    ("kind", "names"),
    (
        (raw.COMPONENT, ("", ":", "c1", "c1:", "c1:card", "c1:zebra:1", "zebra", "c1::card", "\x00", "é" * 100)),
        (raw.FORM, ("", "c1:form", "c1:form:", "c1:form:zebra", "c1:form:rtimes", "form:ask", ":::", "c1:x:ask:y")),
    ),
)
async def test_nothing_that_is_sent_becomes_a_name(world: World, kind: int, names: tuple[str, ...]) -> None:
    for name in names:
        data = raw.click(name) if kind == raw.COMPONENT else raw.form(name, question=QUESTION)
        await raw.send(world, kind, data, raw.Place())
    shown = {name for _, name, _ in ended(world)}
    assert shown <= tracing.BUTTONS | tracing.FORMS | {OTHER}
    assert value(world.bot.metrics, "charley_interactions_received_total") == len(names)
    assert sum(ended(world).values()) == len(names)
