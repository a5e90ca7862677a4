"""Charley installed by a person: in private channels, in servers it was not added to, in its own direct messages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord import raw
from tests.discord.conftest import World, buttons, labels, said, texts

EPHEMERAL = 64
ELSEWHERE = [raw.Place(), raw.Place(raw.SERVER, guild=999_999_999_999_999_999)]
OWN = raw.Place(raw.WITH_BOT)
PLACES = pytest.mark.parametrize(
    ("place", "hidden"),
    (*((place, True) for place in ELSEWHERE), (OWN, False)),
    ids=["private channel", "foreign server", "own direct messages"],
)
COMMANDS = [
    ("cause", {"topic": "caffeine"}),
    ("relief", {"topic": "relief-stretch"}),
    ("magnesium", {}),
    ("redflags", {}),
    ("ask", {"question": "my chest hurts"}),
    ("learn", {"topic": "word-cramp"}),
    ("about", {}),
]


def flags(world: World) -> int:
    """Return the flags of the newest answer to an interaction, as it went over the wire."""
    return world.requests("POST", "/callback")[-1]["data"].get("flags", 0)


@PLACES
@pytest.mark.parametrize(("name", "options"), COMMANDS)
async def test_every_command_answers(
    world: World, name: str, options: dict[str, str], place: raw.Place, hidden: bool
) -> None:
    result = await raw.send(world, raw.COMMAND, raw.slash(world, name, **options), place)
    assert said(result).startswith("## ")
    assert result.ephemeral is hidden
    assert bool(flags(world) & EPHEMERAL) is hidden


@PLACES
async def test_topics_are_offered(world: World, place: raw.Place, hidden: bool) -> None:
    result = await raw.send(world, raw.AUTOCOMPLETE, raw.typing(world, "cause", "topic", "cofee"), place)
    assert "caffeine" in [choice["value"] for choice in result.autocomplete_choices[:3]]


@PLACES
async def test_the_context_menu_answers(world: World, place: raw.Place, hidden: bool) -> None:
    data = raw.menu(world, "Check for warning signs", "my chest hurts")
    result = await raw.send(world, raw.COMMAND, data, place)
    assert said(result).startswith("## Get help now\n")
    assert bool(flags(world) & EPHEMERAL) is hidden


@PLACES
async def test_a_button_changes_the_private_answer_in_place(world: World, place: raw.Place, hidden: bool) -> None:
    shown = await raw.send(world, raw.COMMAND, raw.slash(world, "cause", topic="caffeine"), place)
    result = await click(world, shown, "Sources and grades", place)
    assert result.response.id == shown.response.id
    assert result.response.ephemeral is hidden
    assert "sources and grades" in said(result)


async def click(world: World, shown: Any, label: str, place: raw.Place) -> Any:
    name = next(button["custom_id"] for button in buttons(shown.response) if button["label"] == label)
    return await raw.send(world, raw.COMPONENT, raw.click(name), place, shown.response)


@pytest.mark.parametrize("place", ELSEWHERE)
async def test_a_button_of_a_shared_card_answers_the_one_who_clicks(world: World, place: raw.Place) -> None:
    shown = await raw.send(world, raw.COMMAND, raw.slash(world, "cause", topic="caffeine"), place)
    shared = await click(world, shown, "Share", place)
    assert not flags(world) & EPHEMERAL
    before = shared.response.components
    result = await click(world, shared, "Sources and grades", place)
    assert flags(world) & EPHEMERAL
    assert result.response.id != shared.response.id
    assert shared.response.components == before


@PLACES
async def test_send_to_me_works(world: World, place: raw.Place, hidden: bool) -> None:
    shown = await raw.send(world, raw.COMMAND, raw.slash(world, "cause", topic="caffeine"), place)
    result = await click(world, shown, "Send to me", place)
    assert said(result).startswith("Sent.")
    assert result.ephemeral is hidden or place is OWN


@PLACES
async def test_the_form_of_ask_answers(world: World, place: raw.Place, hidden: bool) -> None:
    shown = await raw.send(world, raw.COMMAND, raw.slash(world, "ask"), place)
    data = raw.form(shown.modal["custom_id"], question="my chest hurts")
    result = await raw.send(world, raw.FORM, data, place)
    assert said(result).startswith("## Get help now\n")
    assert bool(flags(world) & EPHEMERAL) is hidden


@PLACES
async def test_both_steps_of_the_check_answer(world: World, place: raw.Place, hidden: bool) -> None:
    shown = await raw.send(world, raw.COMMAND, raw.slash(world, "redflags"), place)
    first = await click(world, shown, "Check mine", place)
    nothing = await raw.send(world, raw.FORM, raw.form(first.modal["custom_id"], group0=[]), place, shown.response)
    assert bool(flags(world) & EPHEMERAL) is hidden
    assert labels(nothing.response) == ["Go on"]
    second = await click(world, nothing, "Go on", place)
    data = raw.form(second.modal["custom_id"], group0=["weakness"])
    result = await raw.send(world, raw.FORM, data, place, nothing.response)
    assert said(result).startswith("## See a doctor\n")
    assert bool(flags(world) & EPHEMERAL) is hidden


@PLACES
async def test_a_command_that_is_gone_is_answered(world: World, place: raw.Place, hidden: bool) -> None:
    result = await raw.send(world, raw.COMMAND, raw.slash(world, "cramp", topic="calf"), place)
    assert "has changed" in said(result)
    assert result.ephemeral


async def test_a_menu_command_that_is_gone_is_answered(world: World) -> None:
    result = await raw.send(world, raw.COMMAND, raw.menu(world, "Read this", "hello"), raw.Place())
    assert "has changed" in said(result)
    assert result.ephemeral


async def test_a_command_whose_option_is_missing_is_answered(world: World) -> None:
    result = await raw.send(world, raw.COMMAND, raw.slash(world, "cause"), raw.Place())
    assert "has changed" in said(result)
    assert result.ephemeral


async def test_an_option_that_this_version_does_not_know_does_no_harm(world: World) -> None:
    data = raw.slash(world, "cause", topic="caffeine", colour="red")
    result = await raw.send(world, raw.COMMAND, data, raw.Place())
    assert said(result).startswith("## Caffeine")


async def test_typing_into_a_command_that_is_gone_offers_nothing(world: World) -> None:
    result = await raw.send(world, raw.AUTOCOMPLETE, raw.typing(world, "cramp", "topic", "calf"), raw.Place())
    assert result.autocomplete_choices == []


@pytest.mark.parametrize("name", ("c0:form:ask", "c1:form:nothing", ""))
async def test_a_form_of_an_older_charley_is_answered(world: World, name: str) -> None:
    result = await raw.send(world, raw.FORM, raw.form(name, question="my chest hurts"), raw.Place())
    assert "older Charley" in said(result)
    assert "112, 911 or 999" in said(result)
    assert result.ephemeral


async def test_a_form_without_its_field_is_answered(world: World) -> None:
    result = await raw.send(world, raw.FORM, raw.form("c1:form:ask"), raw.Place())
    assert said(result).startswith("## ")


async def test_a_click_that_comes_without_its_message_is_answered(world: World) -> None:
    result = await raw.send(world, raw.COMPONENT, raw.click("c1:card:caffeine:e"), raw.Place())
    assert "older Charley" in said(result)
    assert result.ephemeral


@PLACES
@pytest.mark.parametrize("name", ("hydrate", "stretch", "list", "settings"))
async def test_every_command_of_reminders_answers(world: World, name: str, place: raw.Place, hidden: bool) -> None:
    result = await raw.send(world, raw.COMMAND, remind(world, name), place)
    assert said(result).startswith("## ")
    assert result.ephemeral is hidden


@PLACES
async def test_a_reminder_is_set_up(world: World, place: raw.Place, hidden: bool) -> None:
    await world.bot.reminders.set_zone(world.alice.id, "Europe/Berlin")
    panel = await raw.send(world, raw.COMMAND, remind(world, "stretch"), place)
    assert panel.ephemeral is hidden
    (save,) = [part for part in buttons(panel.response) if part["label"] == "Save"]
    data = raw.click(save["custom_id"]) | {"id": save["id"]}
    saved = await raw.send(world, raw.COMPONENT, data, place, message=panel.response)
    assert said(saved).startswith("## Saved\n")
    (one,) = await world.bot.reminders.listed(world.alice.id)
    assert one.reminder.channel is None, "there is no channel where Charley may post"
    assert "## Your reminders will come here" in [texts(sent).partition("\n")[0] for sent in world.dm(world.alice)]


def remind(world: World, name: str) -> dict[str, Any]:
    """Return the data of `/remind` with one of its commands."""
    known = world.env.backend.find_command("remind", None)
    return {"id": known["id"], "name": "remind", "type": 1, "options": [{"name": name, "type": 1, "options": []}]}
