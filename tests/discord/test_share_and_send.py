"""**Share** posts the card, never the question; **Send to me** keeps a copy in the direct messages."""

from __future__ import annotations

import pytest
from simcord.components import walk_components

from tests.discord.conftest import World, buttons, labels, message_components, said, texts

QUESTION = "zebra-marked question: too much coffee and my eyelid twitches"


async def test_share_posts_the_card_for_everybody_and_never_the_question(world: World) -> None:
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    shared = await world.alice.click(asked.response, label="Share")
    assert not shared.ephemeral
    assert said(shared).startswith("## Caffeine")
    assert "zebra" not in str(shared.response.components)
    assert said(asked).startswith("## Caffeine"), "the private answer stays"
    assert not {"Share", "Send to me"} & set(labels(shared.response))


async def test_every_button_of_a_shared_card_answers_the_one_who_clicks_and_leaves_it_unchanged(world: World) -> None:
    shown = await world.alice.slash(world.channel, "cause", topic="magnesium")
    shared = (await world.alice.click(shown.response, label="Share")).response
    before = shared.components
    for button in buttons(shared):
        result = await world.bob.click(shared, custom_id=button["custom_id"])
        if result.modal is None:
            assert result.ephemeral, button["label"]
            assert result.response.id != shared.id, button["label"]
    assert shared.components == before


async def test_the_private_answer_to_a_click_on_a_shared_card_changes_in_place_from_then_on(world: World) -> None:
    shown = await world.alice.slash(world.channel, "cause", topic="magnesium")
    shared = (await world.alice.click(shown.response, label="Share")).response
    sources = await world.bob.click(shared, label="Sources and grades")
    back = await world.bob.click(sources.response, label="Back to the card")
    assert back.response.id == sources.response.id
    assert back.response.ephemeral


async def test_send_to_me_keeps_a_copy_whose_buttons_work(world: World) -> None:
    shown = await world.alice.slash(world.channel, "cause", topic="caffeine")
    result = await world.alice.click(shown.response, label="Send to me")
    assert result.ephemeral
    assert said(result) == "Sent. Look in your direct messages."
    (copy,) = world.dm(world.alice)
    assert texts(copy) == said(shown)
    assert labels(copy) == [label for label in labels(shown.response) if label != "Send to me"]
    page = await world.alice.user.click(copy, label="Sources and grades")
    assert page.response.id == copy.id


@pytest.mark.parametrize(
    ("command", "options"),
    (
        ("redflags", {}),
        ("about", {}),
        ("ask", {"question": "calf cramp at night, and my chest hurts"}),
        ("cause", {"topic": "eyelid-twitch"}),
        ("magnesium", {}),
    ),
)
async def test_send_to_me_works_wherever_it_is_offered(world: World, command: str, options: dict[str, str]) -> None:
    shown = await world.alice.slash(world.channel, command, **options)
    result = await world.alice.click(shown.response, label="Send to me")
    assert said(result).startswith("Sent.")
    (copy,) = world.dm(world.alice)
    assert texts(copy) == said(shown)
    assert accent(copy) == accent(shown.response)
    rows = [part for part in walk_components(message_components(copy)) if part["type"] == 1]
    assert all(row["components"] for row in rows), "no row is left empty"


async def test_send_to_me_sends_pictures_anew_because_those_of_an_ephemeral_message_die_with_it(world: World) -> None:
    from bot.discord_app.copies import lasting

    card = next(card for card in world.parts.content.cards.values() if card.picture)
    assert card.picture is not None
    shown = await world.alice.slash(world.channel, "cause", topic=card.id)
    await world.alice.click(shown.response, label="Send to me")
    sent = world.requests("POST", "/messages")[-1]
    assert [file["filename"] for file in sent["attachments"]] == [card.picture.file]
    assert f"attachment://{card.picture.file}" in str(sent["components"])
    (copy,) = world.dm(world.alice)
    assert [file.filename for file in copy.attachments] == [card.picture.file]
    _, files = lasting(copy, "c1:send", {})
    assert files == [], "a picture that this version no longer has is left as it is"


def accent(message: object) -> int:
    return message_components(message)[0]["accent_color"]


@pytest.mark.parametrize(("status", "code"), ((403, 50007), (403, 50278), (400, 40003)))
async def test_closed_direct_messages_are_told_with_what_to_do(world: World, status: int, code: int) -> None:
    shown = await world.alice.slash(world.channel, "cause", topic="caffeine")
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    result = await world.alice.click(shown.response, label="Send to me")
    assert result.ephemeral
    assert "Privacy Settings" in said(result)
    assert world.dm(world.alice) == []


async def test_a_failure_of_discord_s_while_sending_is_told_with_an_id(world: World) -> None:
    world.expected_errors = 1
    shown = await world.alice.slash(world.channel, "cause", topic="caffeine")
    world.env.inject_error("POST", "/channels/*/messages", status=500)
    result = await world.alice.click(shown.response, label="Send to me")
    assert result.ephemeral
    assert f"error `{world.errors()[0]['id']}`" in said(result)
