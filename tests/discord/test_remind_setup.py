"""Setting up a reminder: the question of safety, the time zone, the panel, and the first direct message."""

from __future__ import annotations

from typing import Any

from bot.reminders.models import Kind
from tests.discord.conftest import World, said, texts

BERLIN = "Europe/Berlin"


async def stretch_panel(world: World) -> Any:
    return await world.alice.slash(world.channel, "remind stretch", zone=BERLIN)


async def test_one_press_on_save_is_enough(world: World) -> None:
    panel = await stretch_panel(world)
    assert panel.ephemeral
    assert said(panel).startswith("## Reminders to stretch\n")
    saved = await world.alice.click(panel.response, label="Save")
    assert said(saved).startswith("## Saved\n")
    (one,) = await world.bot.reminders.listed(world.alice.id)
    assert one.reminder.kind is Kind.STRETCH
    assert one.reminder.rule.zone == BERLIN
    (first,) = world.dm(world.alice)
    assert texts(first).startswith("## Your reminders will come here\n")
