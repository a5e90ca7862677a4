"""A direct message is answered like `/ask`; a greeting or a fragment gets one friendly line and three ways to ask."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.enums import MessageType

from bot.discord_app.limiter import ANSWERS
from bot.replies.about import WAYS
from tests.discord.conftest import World, has_menu, labels, said, texts


async def write(world: World, text: str, **more: Any) -> Any:
    """Return Charley's answer to a direct message."""
    before = len(world.dm(world.alice))
    await world.alice.send_dm(text, **more)
    answers = world.dm(world.alice)[before + 1 :]
    assert len(answers) == 1
    return answers[0]


async def test_a_question_is_answered_like_ask(world: World) -> None:
    answer = await write(world, "too much coffee and my eyelid twitches")
    asked = await world.alice.slash(world.channel, "ask", question="too much coffee and my eyelid twitches")
    assert texts(answer) == said(asked)


async def test_a_sign_comes_first(world: World) -> None:
    assert texts(await write(world, "my chest hurts")).startswith("## Get help now\n")


@pytest.mark.parametrize(
    "text", ("hello", "Hi Charley!", "thank you so much", "good morning :)", "so then", "bicycle", "?")
)
async def test_a_greeting_or_a_fragment_gets_a_friendly_line_and_three_ways_to_ask(world: World, text: str) -> None:
    answer = await write(world, text)
    assert texts(answer).startswith("## Hello")
    assert texts(answer).count("\n- ") == len(WAYS) == 3
    for name in ("ask", "cause", "redflags"):
        assert f"</{name}:{world.bot.command_ids[name]}>" in texts(answer), "commands can be clicked"
    assert "Ask a question" in labels(answer)
    assert has_menu(answer)


@pytest.mark.parametrize("text", ("caffeine", "eyelid twitch"))
async def test_a_fragment_that_names_a_topic_is_offered_its_card(world: World, text: str) -> None:
    answer = await write(world, text)
    (best, *_) = world.bot.desk.ask(text).cards
    card = world.parts.content.cards[best]
    assert labels(answer)[0] == card.title
    result = await world.alice.user.click(answer, label=card.title)
    assert said(result).startswith(f"## {card.title}\n")


async def test_a_fragment_with_a_sign_gets_the_warning(world: World) -> None:
    assert texts(await write(world, "chest pain")).startswith("## Get help now\n")


async def test_a_longer_text_that_charley_does_not_know_is_honestly_not_known(world: World) -> None:
    answer = await write(world, "how do I repair a bicycle chain")
    assert texts(answer).startswith("## I don't know that\n")


async def test_a_picture_without_words_gets_the_friendly_line(world: World) -> None:
    channel = world.env.backend.get_dm_channel(world.alice.id)
    picture = world.env.backend.store_attachments(channel.id, [("leg.png", b"x")])
    assert texts(await write(world, "", attachments=picture)).startswith("## Hello")


async def test_a_forwarded_message_is_read(world: World) -> None:
    first = await world.alice.send_dm("my chest hurts")
    before = len(world.dm(world.alice))
    world.env.backend.create_message(
        world.alice.user.dm_channel.id,
        world.alice.id,
        reference={"type": 1, "channel_id": str(world.alice.user.dm_channel.id), "message_id": str(first.id)},
    )
    await world.env.settle()
    assert texts(world.dm(world.alice)[before + 1]).startswith("## Get help now\n")


async def test_what_discord_itself_writes_there_is_not_answered(world: World) -> None:
    answer = await write(world, "hello")
    channel = world.alice.user.dm_channel
    world.env.backend.create_system_message(
        channel.id, MessageType.PINS_ADD, world.alice.id, referenced_message_id=answer.id
    )
    await world.env.settle()
    assert world.dm(world.alice)[-2].id == answer.id, "only the note of the pin came after it"


async def test_an_answer_carries_a_nonce_so_that_discord_keeps_one_of_two(world: World) -> None:
    sent = await world.alice.send_dm("hello")
    (body,) = world.requests("POST", f"/channels/{world.alice.user.dm_channel.id}/messages")
    assert body["nonce"] == str(sent.id)
    assert body["enforce_nonce"] is True


async def test_the_sixth_message_within_a_minute_is_asked_to_wait_and_the_next_ones_are_not_answered(
    world: World,
) -> None:
    for _ in range(ANSWERS):
        assert texts(await write(world, "hello")).startswith("## Hello")
    wait = await write(world, "hello")
    assert texts(wait).startswith("## One moment, please\n")
    assert world.parts.content.notices["emergency-action"].text in texts(wait)
    assert "<t:" in texts(wait)
    before = len(world.dm(world.alice))
    await world.alice.send_dm("hello")
    assert len(world.dm(world.alice)) == before + 1, "told once, not every time"


async def test_an_emergency_is_answered_however_much_was_written_before(world: World) -> None:
    for _ in range(ANSWERS + 2):
        await world.alice.send_dm("hello")
    assert texts(await write(world, "my chest hurts and I cannot breathe")).startswith("## Get help now")
    assert "988" in texts(await write(world, "I want to kill myself"))


async def test_after_a_minute_a_person_is_answered_again_and_others_were_never_held_up(world: World) -> None:
    for _ in range(ANSWERS + 2):
        await world.alice.send_dm("hello")
    await world.bob.send_dm("hello")
    assert texts(world.dm(world.bob)[-1]).startswith("## Hello")
    await world.env.advance_time(61)
    assert texts(await write(world, "hello")).startswith("## Hello")
