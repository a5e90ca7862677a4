"""After a self-harm sign, wherever it is said, there are only words and helplines: no card, no Share, no other button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.discord.conftest import World, has_menu, labels, texts

TEXT = "magnesium and coffee and eyelid twitches, I want to kill myself, also my chest hurts"


async def by_ask(world: World) -> Any:
    return (await world.alice.slash(world.channel, "ask", question=TEXT)).response


async def by_form(world: World) -> Any:
    shown = await world.alice.slash(world.channel, "ask")
    return (await world.alice.submit_modal(shown, {"question": TEXT})).response


async def by_topic(world: World) -> Any:
    return (await world.alice.slash(world.channel, "magnesium", topic=TEXT)).response


async def by_redflags(world: World) -> Any:
    return (await world.alice.slash(world.channel, "redflags", topic=TEXT)).response


async def by_direct_message(world: World) -> Any:
    await world.alice.send_dm(TEXT)
    return world.dm(world.alice)[-1]


async def by_mention(world: World) -> Any:
    await world.alice.send(world.channel, f"{world.mention} {TEXT}")
    return world.channel.history()[-1]


async def by_context_menu(world: World) -> Any:
    message = await world.bob.send(world.channel, TEXT)
    return (await world.alice.context_menu(world.channel, "Check for warning signs", message)).response


@pytest.mark.parametrize(
    "way", (by_ask, by_form, by_topic, by_redflags, by_direct_message, by_mention, by_context_menu)
)
async def test_only_words_and_helplines(world: World, way: Callable[[World], Awaitable[Any]]) -> None:
    answer = await way(world)
    notices = world.parts.content.notices
    heading, action, *urgent, lines = texts(answer).split("\n")
    assert heading == "## You are not alone"
    assert (action, lines) == (notices["crisis-action"].text, notices["crisis-lines"].text)
    assert urgent == [notices[name].text for name in ("emergency-action", "emergency-numbers")], "for the chest pain"
    assert "988" in lines
    assert "116 123" in lines
    assert labels(answer) == []
    assert not has_menu(answer)
