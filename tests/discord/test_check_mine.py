"""**Check mine**: the emergency signs first, the doctor signs second, and never *you are fine*."""

from __future__ import annotations

from typing import Any

from bot.knowledge.models import SignLevel
from bot.replies import signs
from tests.discord.conftest import World, desk_with, labels, said


async def open_first(world: World) -> Any:
    page = await world.alice.slash(world.channel, "redflags")
    return await world.alice.click(page.response, label="Check mine")


async def open_second(world: World) -> Any:
    nothing = await world.alice.submit_modal(await open_first(world), {})
    return await world.alice.click(nothing.response, label="Go on")


def ticks(form: Any, *names: str) -> dict[str, list[str]]:
    """Return a submit with *names* ticked, whatever field each stands in."""
    filled: dict[str, list[str]] = {}
    for field in form.modal["components"]:
        offered = {option["value"] for option in field["component"]["options"]}
        filled[field["component"]["custom_id"]] = [name for name in names if name in offered]
    assert sum(map(len, filled.values())) == len(names), "the form offers them"
    return filled


async def test_the_first_step_asks_every_emergency_sign_that_can_be_felt(world: World) -> None:
    form = await open_first(world)
    offered = [option["value"] for field in form.modal["components"] for option in field["component"]["options"]]
    asked = [line[0] for group in signs.groups(world.parts.content, SignLevel.EMERGENCY) for line in group.lines]
    assert offered == asked
    assert len(offered) > 5


async def test_nothing_has_to_be_ticked(world: World) -> None:
    form = await open_first(world)
    assert not any(field["component"].get("required", True) for field in form.modal["components"])


async def test_an_emergency_sign_is_answered_at_once_with_the_numbers(world: World) -> None:
    form = await open_first(world)
    result = await world.alice.submit_modal(form, ticks(form, "chest-pain"))
    assert result.ephemeral
    assert said(result).startswith("## Get help now\n")
    assert world.parts.content.notices["emergency-numbers"].text in said(result)
    assert "Go on" not in labels(result.response)


async def test_nothing_ticked_leads_to_the_doctor_signs(world: World) -> None:
    nothing = await world.alice.submit_modal(await open_first(world), {})
    assert nothing.ephemeral
    assert labels(nothing.response) == ["Go on"]
    form = await world.alice.click(nothing.response, label="Go on")
    offered = [option["value"] for field in form.modal["components"] for option in field["component"]["options"]]
    levels = {sign.id: sign.level for sign in world.parts.content.signs}
    assert {levels[name] for name in offered} == {SignLevel.DOCTOR}


async def test_a_doctor_sign_is_answered_with_see_a_doctor(world: World) -> None:
    form = await open_second(world)
    result = await world.alice.submit_modal(form, ticks(form, "weakness"))
    assert result.ephemeral
    assert said(result).startswith("## See a doctor\n")


async def test_nothing_ticked_at_all_never_says_that_all_is_fine(world: World) -> None:
    result = await world.alice.submit_modal(await open_second(world), {})
    assert world.parts.content.notices["see-a-doctor"].text in said(result)
    assert "fine" not in said(result).lower()
    assert "All warning signs" in labels(result.response)


async def test_thoughts_of_self_harm_are_answered_with_words_and_helplines_alone(world: World) -> None:
    form = await open_first(world)
    result = await world.alice.submit_modal(form, ticks(form, "suicide", "chest-pain"))
    assert said(result).startswith("## You are not alone\n")
    assert labels(result.response) == []


async def test_a_tick_that_this_version_no_longer_knows_is_not_taken_for_nothing(world: World) -> None:
    shown = await open_first(world)
    left = tuple(sign for sign in world.parts.content.signs if sign.id != "chest-pain")
    await world.restart(desk_with(world.parts, signs=left))
    result = await world.alice.submit_modal(shown, ticks(shown, "chest-pain"))
    assert "older Charley" in said(result)
    assert "112, 911 or 999" in said(result)
    assert result.ephemeral
