"""A mention is answered in public, without anybody's words, and privately for the one who asked."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.discord_app.limiter import ANSWERS
from tests.discord.conftest import World, has_menu, labels, said, texts

PRIVATE = "Answer me privately"
CALM = "zebra-marked: too much coffee and my eyelid twitches"


async def mention(world: World, text: str, **more: Any) -> Any:
    """Return Charley's public answer to a mention, or None."""
    before = len(world.channel.history())
    await world.alice.send(world.channel, f"{world.mention} {text}", **more)
    answers = world.channel.history()[before + 1 :]
    assert len(answers) <= 1
    return answers[0] if answers else None


async def test_a_calm_question_gets_at_most_the_card_s_short_answer(world: World) -> None:
    answer = await mention(world, CALM)
    card = world.parts.content.cards["caffeine"]
    assert texts(answer).startswith(f"## {card.title}\n")
    assert card.answer[0].text in texts(answer)
    assert card.points[-1].text not in texts(answer)
    assert labels(answer) == [PRIVATE]
    assert not has_menu(answer)


async def test_a_sign_gets_the_warning_and_the_numbers_in_full_without_quoting(world: World) -> None:
    answer = await mention(world, "zebra-marked, my chest hurts like crazy")
    assert texts(answer).startswith("## Get help now\n")
    assert world.parts.content.notices["emergency-numbers"].text in texts(answer)
    assert "zebra" not in str(answer.components)
    assert "hurts" not in texts(answer)
    assert labels(answer) == [PRIVATE]


async def test_a_crisis_gets_words_and_helplines_alone(world: World) -> None:
    answer = await mention(world, "I want to kill myself")
    assert texts(answer).startswith("## You are not alone\n")
    assert labels(answer) == []


async def test_what_charley_does_not_know_it_does_not_know(world: World) -> None:
    answer = await mention(world, "how do I repair a bicycle chain")
    assert texts(answer).startswith("## I don't know that\n")
    assert labels(answer) == [PRIVATE]


async def test_a_bare_mention_gets_the_three_ways_to_ask(world: World) -> None:
    assert texts(await mention(world, "")).startswith("## Hello")


async def test_the_older_form_of_a_mention_is_understood(world: World) -> None:
    before = len(world.channel.history())
    await world.alice.send(world.channel, world.mention.replace("<@", "<@!") + " my chest hurts")
    assert texts(world.channel.history()[before + 1]).startswith("## Get help now\n")


async def test_a_reply_to_charley_without_its_mention_is_ignored(world: World) -> None:
    answer = await mention(world, CALM)
    before = len(world.channel.history())
    await world.alice.send(world.channel, "thanks, my chest hurts", reply_to=answer)
    assert len(world.channel.history()) == before + 1


async def test_a_reply_to_charley_with_its_mention_is_answered(world: World) -> None:
    answer = await mention(world, CALM)
    following = await mention(world, "and my chest hurts", reply_to=answer)
    assert texts(following).startswith("## Get help now\n")


@pytest.mark.parametrize(
    "text", ("@everyone my chest hurts", "@here my chest hurts", "my chest hurts", "<@1> chest pain")
)
async def test_what_is_not_said_to_charley_is_ignored(world: World, text: str) -> None:
    await world.alice.send(world.channel, text)
    assert len(world.channel.history()) == 1


async def test_bots_are_ignored(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{world.mention} my chest hurts")
    assert len(world.channel.history()) == 1


async def test_webhooks_are_ignored(world: World) -> None:
    hook = world.guild.create_webhook(world.channel)
    await hook.send(f"{world.mention} my chest hurts", username="feed")
    # The simulator calls every webhook a bot; here is one that is not.
    text = f"{world.mention} my chest hurts"
    world.env.backend.create_message(world.channel.id, world.alice.id, text, webhook_id=hook.id)
    await world.env.settle()
    assert len(world.channel.history()) == 2


async def test_charley_does_not_answer_itself(world: World) -> None:
    await world.post(content=f"{world.mention} my chest hurts", allowed_mentions=discord.AllowedMentions.none())
    assert len(world.channel.history()) == 1


async def test_the_private_answer_is_for_the_asker_alone(world: World) -> None:
    answer = await mention(world, CALM)
    before = texts(answer)
    mine = await world.alice.click(answer, label=PRIVATE)
    assert mine.ephemeral
    assert said(mine).startswith("## Caffeine")
    assert "Share" in labels(mine.response)
    theirs = await world.bob.click(answer, label=PRIVATE)
    assert theirs.ephemeral
    assert "for the person who asked" in said(theirs)
    assert texts(world.channel.history()[1]) == before


async def test_the_private_answer_to_a_sign_begins_with_the_warning(world: World) -> None:
    answer = await mention(world, "calf cramp at night and now my chest hurts and my face droops")
    mine = await world.alice.click(answer, label=PRIVATE)
    assert said(mine).startswith("## Get help now\n")
    signs = {sign.id: sign.say for sign in world.parts.content.signs}
    assert signs["chest-pain"] in said(mine)
    assert signs["face-droop"] in said(mine)


async def test_the_private_answer_to_an_unknown_matter_is_still_an_answer(world: World) -> None:
    answer = await mention(world, "how do I repair a bicycle chain")
    mine = await world.alice.click(answer, label=PRIVATE)
    assert mine.ephemeral
    assert said(mine).startswith("## I don't know that\n")


async def test_the_sixth_mention_within_a_minute_is_asked_to_wait_once(world: World) -> None:
    for _ in range(ANSWERS):
        assert texts(await mention(world, "")).startswith("## Hello")
    assert texts(await mention(world, CALM)).startswith("## One moment, please\n")
    assert await mention(world, CALM) is None
    await world.env.advance_time(61)
    assert texts(await mention(world, "")).startswith("## Hello")


async def test_without_leave_to_write_there_charley_stays_silent_and_no_error_is_logged(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    assert await mention(world, CALM) is None
