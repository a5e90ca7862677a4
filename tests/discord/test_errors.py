"""Whatever goes wrong, the person is told with an id, the log has the same id, and no word of the question."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import aiohttp
import discord
import pytest
from simcord.http import client as transport

from bot.discord_app import client, commands, forms, messages, presses
from bot.discord_app.answering import Answering
from tests.discord.conftest import World, said, texts

SECRET = "zebraword"
QUESTION = f"{SECRET} my calf twitches"


def assert_told(world: World, text: str) -> None:
    """Check that the newest error was told with the id that the log has, and that nobody's words were logged."""
    world.expected_errors += 1
    assert f"error `{world.errors()[-1]['id']}`" in text
    assert "112, 911 or 999" in text
    assert SECRET not in text
    assert SECRET not in world.output.getvalue()


async def test_in_a_command(broken: World) -> None:
    result = await broken.alice.slash(broken.channel, "ask", question=QUESTION)
    assert result.ephemeral
    assert_told(broken, said(result))
    assert broken.errors()[-1]["where"] == "ask"


async def test_in_a_topic(broken: World) -> None:
    assert_told(broken, said(await broken.alice.slash(broken.channel, "learn", topic=QUESTION)))


async def test_in_the_context_menu(broken: World) -> None:
    message = await broken.bob.send(broken.channel, QUESTION)
    result = await broken.alice.context_menu(broken.channel, "Check for warning signs", message)
    assert result.ephemeral
    assert_told(broken, said(result))


async def test_in_a_page_of_its_own(broken: World) -> None:
    for command in ("about", "redflags"):
        assert_told(broken, said(await broken.alice.slash(broken.channel, command)))


async def test_while_a_topic_is_typed(broken: World) -> None:
    assert await broken.alice.autocomplete(broken.channel, "cause", "topic", SECRET) == []
    broken.expected_errors = 1
    assert broken.errors()[0]["where"] == "cause autocomplete"
    assert broken.errors()[0]["error"] == "ValueError"
    assert SECRET not in broken.output.getvalue()


async def test_in_a_form(broken: World) -> None:
    shown = await broken.alice.slash(broken.channel, "ask")
    result = await broken.alice.submit_modal(shown, {"question": QUESTION})
    assert result.ephemeral
    assert_told(broken, said(result))


async def test_in_a_direct_message(broken: World) -> None:
    await broken.alice.send_dm(QUESTION)
    assert_told(broken, texts(broken.dm(broken.alice)[-1]))


async def test_in_a_mention(broken: World) -> None:
    await broken.alice.send(broken.channel, f"{broken.mention} {QUESTION}")
    assert_told(broken, texts(broken.channel.history()[-1]))


async def button(world: World, name: str) -> Any:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Press", custom_id=name))
    view.stop()
    return await world.post(content=QUESTION, view=view, allowed_mentions=discord.AllowedMentions.none())


@pytest.mark.parametrize(
    "name",
    (
        "c1:card:magnesium:e",
        "c1:src:magnesium:1:e",
        "c1:share:magnesium",
        "c1:flags:n",
        "c1:sgs:doctor:1:e",
        "c1:check",
    ),
)
async def test_in_a_press(broken: World, name: str) -> None:
    result = await broken.alice.click(await button(broken, name), label="Press")
    assert result.ephemeral
    assert_told(broken, said(result))


async def test_in_a_check(world: World) -> None:
    class Refusing(Answering, template=presses.SharePress.__discord_ui_compiled_template__):
        def allow(self, interaction: discord.Interaction[Any]) -> None:
            raise ValueError(f"{SECRET} in {interaction.data}")

    world.bot.add_dynamic_items(Refusing)
    result = await world.alice.click(await button(world, "c1:share:caffeine"), label="Press")
    assert result.ephemeral
    assert_told(world, said(result))


async def test_while_a_button_is_built(world: World) -> None:
    class Unbuilt(Answering, template=presses.SharePress.__discord_ui_compiled_template__):
        def __init__(self, item: Any, match: Any = None) -> None:
            raise ValueError(f"{SECRET} in {item} and {match}")

    world.bot.add_dynamic_items(Unbuilt)
    result = await world.alice.click(await button(world, "c1:share:caffeine"), label="Press")
    assert result.ephemeral
    mine, librarys = world.errors()
    world.expected_errors = 2
    assert f"error `{mine['id']}`" in said(result)
    assert librarys["logger"] == "discord.ui.view"
    assert SECRET not in world.output.getvalue()


async def test_a_failure_of_discord_s_is_told_when_the_second_try_succeeds(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=500)
    assert_told(world, said(await world.alice.slash(world.channel, "ask", question=QUESTION)))
    world.env.inject_error("POST", "/interactions/*/callback", status=500)
    message = await button(world, "c1:card:caffeine:e")
    assert_told(world, said(await world.alice.click(message, label="Press")))
    shown = await world.alice.slash(world.channel, "ask")
    world.env.inject_error("POST", "/interactions/*/callback", status=500)
    assert_told(world, said(await world.alice.submit_modal(shown, {"question": QUESTION})))
    world.env.inject_error("POST", "/channels/*/messages", status=500)
    await world.alice.send_dm(QUESTION)
    assert_told(world, texts(world.dm(world.alice)[-1]))


async def test_an_interaction_that_expired_is_given_up_without_a_crash(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    world.unanswered.append(result._interaction)
    assert [(line["event"], line["level"]) for line in world.lines()[-1:]] == [("answered too late", "warning")]
    assert (world.lines()[-1]["where"], world.expected_errors) == ("ask", 0)


async def test_a_message_that_cannot_be_answered_at_all_is_given_up_without_a_crash(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=500, times=2)
    await world.alice.send_dm(QUESTION)
    world.expected_errors = 1
    assert world.lines()[-1]["event"] == "could not answer"


async def test_a_lost_connection_ends_in_one_line_of_the_log(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lost(*_: Any, **__: Any) -> Any:
        raise aiohttp.ServerDisconnectedError

    monkeypatch.setattr(transport.FakeWebhookAdapter, "request", lost)
    monkeypatch.setattr(transport.FakeHTTPClient, "request", lost)
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    shown = await world.alice.slash(world.channel, "ask")
    await world.alice.send_dm(QUESTION)
    await world.alice.autocomplete(world.channel, "cause", "topic", SECRET)
    world.expected_errors = len(world.errors())
    world.unanswered += world.env.backend.interactions.values()
    assert not asked.acknowledged
    assert not shown.acknowledged
    assert [line["event"] for line in world.lines()].count("could not answer") == 3
    assert SECRET not in world.output.getvalue()


@pytest.mark.parametrize("module", (client, commands, forms, messages, presses))
def test_no_error_is_kept_to_be_raised_again(module: ModuleType) -> None:
    """A raised error remembers where it was raised, so one that is kept would hold on to people's words for ever."""
    assert [name for name, value in vars(module).items() if isinstance(value, BaseException)] == []


async def test_ids_differ_from_error_to_error(broken: World) -> None:
    for _ in range(3):
        await broken.alice.slash(broken.channel, "ask", question=QUESTION)
    broken.expected_errors = 3
    assert len({line["id"] for line in broken.errors()}) == 3
