"""A found sign stands above the card, whatever card the rest of the text names."""

from __future__ import annotations

import pytest

from bot.app import Parts
from bot.knowledge.models import Card
from bot.replies.page import Heading, Page
from tests.discord.conftest import World, said

EMERGENCY, DOCTOR = "My chest hurts.", "My arm is weak."


def title(page: Page) -> str:
    first = page.blocks[0]
    assert isinstance(first, Heading)
    return first.text


def said_with(card: Card, sign: str) -> tuple[str, ...]:
    """Return every name of *card* with *sign* after it, and its title with *sign* before it."""
    names = dict.fromkeys((card.title, *card.aliases, card.id.replace("-", " ")))
    return (f"{sign} {card.title}", *(f"{name}. {sign}" for name in names))


def test_a_topic_that_names_a_card_and_an_emergency_shows_the_warning_first(parts: Parts) -> None:
    missed = [
        text
        for card in parts.content.cards.values()
        for text in said_with(card, EMERGENCY)
        if title(parts.desk.topic(text, (card.kind,))) not in {"Get help now", "You are not alone"}
    ]
    assert missed == []


ASKS = frozenset({"Could this be an emergency?", "Is one of these true?"})
"""What a reply is called that only asks: the signs stand first there too."""


def test_a_topic_that_names_a_card_and_a_doctor_sign_shows_the_sign_first(parts: Parts) -> None:
    missed = [
        text
        for card in parts.content.cards.values()
        for text in said_with(card, DOCTOR)[:2]
        if title(parts.desk.topic(text, (card.kind,)))
        not in {"See a doctor", "Get help now", "You are not alone", *ASKS}
    ]
    assert missed == []


def test_only_the_value_of_an_offered_choice_is_taken_as_a_card_without_looking_for_signs(parts: Parts) -> None:
    for card in parts.content.cards.values():
        assert title(parts.desk.topic(card.id, ())) == card.title


@pytest.mark.parametrize("card", ("caffeine", "calf-cramp-night", "magnesium"))
@pytest.mark.parametrize("command", ("cause", "redflags"))
async def test_in_discord_too(world: World, card: str, command: str) -> None:
    name = world.parts.content.cards[card].title
    result = await world.alice.slash(world.channel, command, topic=f"{name}. {EMERGENCY}")
    assert said(result).startswith("## Get help now\n")
