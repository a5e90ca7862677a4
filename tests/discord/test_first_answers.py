"""The shortest way through the house: a look-up, a question, a question with a warning sign."""

from __future__ import annotations

from tests.discord.conftest import World, texts


async def test_cause_shows_the_chosen_card(world: World) -> None:
    result = await world.alice.slash(world.channel, "cause", topic="caffeine")
    assert result.ephemeral
    assert texts(result.response).startswith("## Caffeine")


async def test_cause_offers_a_misspelt_topic(world: World) -> None:
    offered = await world.alice.autocomplete(world.channel, "cause", "topic", "cofee")
    assert offered[0]["value"] == "caffeine"


async def test_ask_names_a_sign_first(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="my chest hurts and I drank coffee")
    said = texts(result.response)
    assert said.startswith("## Get help now")
    assert "112, 911 or 999" in said.split("\n")[1]
    assert result.ephemeral


async def test_ask_answers_calmly_without_a_sign(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="too much coffee and my eyelid twitches")
    said = texts(result.response)
    assert "Get help now" not in said
    assert said.startswith("## ")
