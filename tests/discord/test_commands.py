"""Every slash command, with a topic and without, and what is offered while a topic is typed."""

from __future__ import annotations

import pytest

from bot.replies.cards import TOPIC_KINDS
from tests.discord.conftest import World, has_menu, labels, said

TOPICS = {
    "cause": "caffeine",
    "relief": "relief-stretch",
    "magnesium": "mg-evidence",
    "redflags": "als",
    "learn": "word-cramp",
}
MISSPELT = {
    "cause": ("cofee", "caffeine"),
    "relief": ("stretsh", "relief-stretch"),
    "magnesium": ("magnesum", "magnesium"),
    "redflags": ("cofee", "caffeine"),
    "learn": ("crmap", "word-cramp"),
}


@pytest.mark.parametrize(("command", "card"), TOPICS.items())
async def test_a_chosen_topic_shows_its_card_to_the_asker_alone(world: World, command: str, card: str) -> None:
    result = await world.alice.slash(world.channel, command, topic=card)
    assert result.ephemeral
    assert said(result).startswith(f"## {world.parts.content.cards[card].title}\n")
    assert {"Sources and grades", "Check mine", "Share", "Send to me"} <= set(labels(result.response))


@pytest.mark.parametrize("command", TOPICS)
async def test_a_card_of_another_shelf_is_shown_by_every_command(world: World, command: str) -> None:
    result = await world.alice.slash(world.channel, command, topic="hiccups")
    assert said(result).startswith(f"## {world.parts.content.cards['hiccups'].title}\n")


@pytest.mark.parametrize("command", TOPICS)
async def test_a_topic_in_own_words_is_answered_as_a_question(world: World, command: str) -> None:
    result = await world.alice.slash(world.channel, command, topic="my chest hurts since this morning")
    assert said(result).startswith("## Get help now\n")
    assert result.ephemeral


@pytest.mark.parametrize("command", TOPICS)
async def test_an_unknown_topic_is_honestly_not_known(world: World, command: str) -> None:
    result = await world.alice.slash(world.channel, command, topic="how do I repair a bicycle chain")
    assert said(result).startswith("## I don't know that\n")
    assert "Check mine" in labels(result.response)
    assert has_menu(result.response)


async def test_magnesium_without_a_topic_is_an_overview(world: World) -> None:
    result = await world.alice.slash(world.channel, "magnesium")
    assert said(result).startswith(f"## {world.parts.content.cards['magnesium'].title}\n")


async def test_redflags_without_a_topic_shows_signs_by_level_and_offers_the_check(world: World) -> None:
    result = await world.alice.slash(world.channel, "redflags")
    text = said(result)
    assert text.index("### Get help now") < text.index("### Concerning") < text.index("### Often harmless")
    assert labels(result.response)[0] == "Check mine"
    assert result.ephemeral


async def test_ask_without_a_question_opens_a_form_with_one_large_field(world: World) -> None:
    shown = await world.alice.slash(world.channel, "ask")
    assert shown.modal is not None
    (field,) = shown.modal["components"]
    assert (field["component"]["style"], field["component"]["max_length"]) == (2, 4_000)


async def test_the_form_of_ask_is_answered_like_ask(world: World) -> None:
    shown = await world.alice.slash(world.channel, "ask")
    answer = await world.alice.submit_modal(shown, {"question": "too much coffee and my eyelid twitches"})
    direct = await world.alice.slash(world.channel, "ask", question="too much coffee and my eyelid twitches")
    assert answer.ephemeral
    assert said(answer) == said(direct)


async def test_the_form_of_ask_puts_a_warning_first(world: World) -> None:
    shown = await world.alice.slash(world.channel, "ask")
    answer = await world.alice.submit_modal(shown, {"question": "I had coffee.\nMy chest hurts now."})
    assert said(answer).startswith("## Get help now\n")


async def test_ask_says_in_its_second_line_whom_to_call(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="my chest hurts and I drank coffee")
    heading, action, *_ = said(result).split("\n")
    assert heading == "## Get help now"
    assert "112, 911 or 999" in action
    assert result.ephemeral


async def test_ask_answers_calmly_without_a_sign(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="too much coffee and my eyelid twitches")
    assert said(result).startswith(f"## {world.parts.content.cards['caffeine'].title}\n")
    assert "Get help now" not in said(result)


async def test_ask_puts_a_doctor_sign_above_the_card(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="calf cramp at night and my arm is weak")
    text = said(result)
    assert text.startswith("## See a doctor\n")
    assert "\n### " in text, "the card follows"


async def test_ask_says_so_when_it_does_not_know(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="how do I repair a bicycle chain")
    assert said(result).startswith("## I don't know that\n")
    assert world.parts.content.notices["see-a-doctor"].text in said(result)
    assert "Check mine" in labels(result.response)


async def test_about_says_what_charley_is_not(world: World) -> None:
    result = await world.alice.slash(world.channel, "about")
    notices = world.parts.content.notices
    for name in ("about-what", "about-miss", "about-clinician", "about-emergency", "about-privacy"):
        assert notices[name].text in said(result)
    assert f"Version {world.bot.desk.version}." in said(result)
    assert "never misses" not in said(result).lower()


@pytest.mark.parametrize("command", TOPICS)
async def test_nothing_typed_offers_what_people_ask_most_first(world: World, command: str) -> None:
    content = world.parts.content
    menu = getattr(content.menu, "popular" if command == "cause" else command)
    expected = [name for name in menu if content.cards[name].kind in TOPIC_KINDS[command]]
    offered = [choice["value"] for choice in await world.alice.autocomplete(world.channel, command, "topic", "")]
    assert len(expected) >= 9
    assert offered[: len(expected)] == expected
    assert len(set(offered)) == len(offered) <= 25


@pytest.mark.parametrize(("command", "typed", "card"), [(name, *pair) for name, pair in MISSPELT.items()])
async def test_a_misspelt_topic_is_among_the_first_three(world: World, command: str, typed: str, card: str) -> None:
    offered = await world.alice.autocomplete(world.channel, command, "topic", typed)
    assert card in [choice["value"] for choice in offered[:3]]


@pytest.mark.parametrize("command", TOPICS)
async def test_letters_of_nothing_offer_nothing_and_are_answered(world: World, command: str) -> None:
    assert await world.alice.autocomplete(world.channel, command, "topic", "qqqqqqxzxz") == []


async def test_every_command_and_no_other_is_offered(world: World) -> None:
    assert set(world.alice.available_commands(world.channel)) >= {*TOPICS, "ask", "about"}
