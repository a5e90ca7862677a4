"""A command's own shelves come first where they fit; a better card of another shelf is still found."""

from __future__ import annotations

import pytest

from bot.replies.cards import TOPIC_KINDS


@pytest.mark.parametrize(
    ("command", "topic", "card"),
    (
        ("relief", "calf cramp", "relief-stretch"),
        ("relief", "eyelid twitch", "eyelid-twitch"),
        ("cause", "coffee", "caffeine"),
        ("learn", "what is emg", "test-emg"),
    ),
)
def test_a_topic_in_own_words_finds_its_card(desk, command, topic, card):
    assert desk.topic(topic, TOPIC_KINDS[command]).blocks[0].text == desk.content.cards[card].title


@pytest.mark.parametrize(
    ("topic", "card"),
    (
        ("kidney disease", "mg-ask-first"),
        ("diarrhoea", "mg-laxative"),
        ("antibiotics", "mg-medicines"),
        ("cramps", "mg-evidence"),
    ),
)
def test_magnesium_need_not_be_typed_in_its_own_command(desk, topic, card):
    page = desk.topic(topic, TOPIC_KINDS["magnesium"], "magnesium")
    titles = {block.text for block in page.blocks if hasattr(block, "level")}
    assert desk.content.cards[card].title in titles
