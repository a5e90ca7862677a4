"""`/remind`: set up a reminder to drink or to stretch, list what is set up, and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import replying
from bot.discord_app.errors import record
from bot.discord_app.reminding import settings
from bot.discord_app.reminding.list_presses import list_page
from bot.discord_app.reminding.steps import asked_zone, next_page
from bot.reminders.models import Kind
from bot.replies.sketch import DEFAULTS, packed

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

remind = app_commands.Group(name="remind", description="Gentle reminders to drink or to stretch, only if you want them")

ZONE = "A place with your clock: a city, a country, or an offset such as UTC+2; asked once"


async def _offer_zones(interaction: discord.Interaction[Charley], current: str) -> list[app_commands.Choice[str]]:
    try:
        client = interaction.client
        found = client.zones.choices(current, interaction.locale.value, client.reminders.now())
    except Exception as error:  # noqa: BLE001 - the library drops it and leaves the list loading; free text still works
        record(error, "zone autocomplete")
        found = ()
    return [app_commands.Choice(name=choice.label, value=choice.key) for choice in found]


async def _begin(interaction: discord.Interaction[Charley], kind: Kind, zone: str | None) -> None:
    await replying.defer(interaction)
    sketch = DEFAULTS[kind]
    if zone is not None:
        key = interaction.client.zones.exact(zone)
        if key is None:
            await replying.finish(interaction, asked_zone(interaction, packed(sketch), zone))
            return
        await interaction.client.reminders.set_zone(interaction.user.id, key)
    await replying.finish(interaction, await next_page(interaction, sketch))


@remind.command(name="hydrate", description="Set up reminders to drink; a question of safety comes first")
@app_commands.describe(zone=ZONE)
@app_commands.autocomplete(zone=_offer_zones)
async def hydrate(interaction: discord.Interaction[Charley], zone: str | None = None) -> None:
    """Set up reminders to drink."""
    await _begin(interaction, Kind.HYDRATE, zone)


@remind.command(name="stretch", description="Set up reminders to stretch, sitting or standing")
@app_commands.describe(zone=ZONE)
@app_commands.autocomplete(zone=_offer_zones)
async def stretch(interaction: discord.Interaction[Charley], zone: str | None = None) -> None:
    """Set up reminders to stretch."""
    await _begin(interaction, Kind.STRETCH, zone)


@remind.command(name="list", description="Your reminders: when they come next; change, pause or stop them")
async def list_reminders(interaction: discord.Interaction[Charley]) -> None:
    """Show the person's reminders."""
    await replying.defer(interaction)
    await replying.finish(interaction, await list_page(interaction, 1))


@remind.command(name="settings", description="Your time zone, quiet hours and weekly summary")
async def show_settings(interaction: discord.Interaction[Charley]) -> None:
    """Show the person's settings."""
    await replying.defer(interaction)
    await replying.finish(interaction, await settings.page(interaction))
