"""The page of a person's settings, made from what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.reminding.steps import zone_label
from bot.replies.page import Page
from bot.replies.reminder_lists import Settings, settings_page

if TYPE_CHECKING:
    from bot.discord_app.client import Charley


async def page(interaction: discord.Interaction[Charley], note: str = "") -> Page:
    """Return the settings of the one who asks; *note* says what was just done."""
    client = interaction.client
    person = await client.reminders.person(interaction.user.id)
    zone = None if person.zone is None else zone_label(client, person.zone)
    summary = await client.reminders.summary(person.id)
    paused = None if summary is None else summary.reason
    return settings_page(Settings(person=person, zone=zone, summary=summary is not None, paused=paused), note)
