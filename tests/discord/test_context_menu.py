"""The context menu *Check for warning signs*: reads one message, for the reader alone."""

from __future__ import annotations

from typing import Any

from tests.discord.conftest import World, labels, said

NAME = "Check for warning signs"


async def check(world: World, text: str) -> Any:
    message = await world.bob.send(world.channel, text)
    return await world.alice.context_menu(world.channel, NAME, message)


async def test_a_sign_in_somebody_s_message_is_shown_to_the_reader_alone(world: World) -> None:
    result = await check(world, "guys my chest hurts and my arm tingles")
    assert result.ephemeral
    assert said(result).startswith("## Get help now\n")


async def test_a_message_without_a_sign_says_that_one_can_be_missed(world: World) -> None:
    result = await check(world, "too much coffee and my eyelid twitches")
    assert result.ephemeral
    assert said(result).startswith("## No warning sign found\n")
    assert world.parts.content.notices["see-a-doctor"].text in said(result)
    assert labels(result.response)[0] == "Check mine"


async def test_a_forwarded_message_is_read(world: World) -> None:
    first = await world.bob.send(world.channel, "my chest hurts")
    forwarded = await world.bob.forward(first, world.channel)
    result = await world.alice.context_menu(world.channel, NAME, forwarded)
    assert said(result).startswith("## Get help now\n")


async def test_a_message_without_words_is_not_called_free_of_signs(world: World) -> None:
    message = await world.bob.send(world.channel, "", attachments=[("leg.png", b"x")])
    result = await world.alice.context_menu(world.channel, NAME, message)
    assert result.ephemeral
    assert "No warning sign" not in said(result)
    assert "`/ask`" in said(result)


async def test_thoughts_of_self_harm_are_answered_with_words_and_helplines_alone(world: World) -> None:
    result = await check(world, "I want to kill myself, the cramps never stop")
    assert said(result).startswith("## You are not alone\n")
    assert labels(result.response) == []


async def test_the_one_who_wrote_and_the_channel_see_nothing(world: World) -> None:
    await check(world, "my chest hurts")
    assert len(world.channel.history(viewer=world.bob)) == 1
