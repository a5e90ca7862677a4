"""What admins are shown: each function reads what is stored, and returns the page of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

import discord

from bot.discord_app.admins import server_of
from bot.discord_app.answering import OLD
from bot.discord_app.errors import UserError
from bot.reminders.drafts import Draft, ReminderError
from bot.reminders.rule import RuleError
from bot.reminders.wall import shown, zone_of
from bot.replies import serving
from bot.replies.sketch import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.discord_app.client import Charley
    from bot.reminders.drafts import Listed
    from bot.reminders.models import Reminder, Server
    from bot.replies.page import Page
    from bot.replies.sketch import Sketch


def sketch_in(text: str) -> Sketch:
    """Return the sketch of a schedule that a custom_id carries; raise UserError if it is none, or its zone is no zone."""
    try:
        sketch = unpacked(text)
        zone_of(sketch.zone)
    except (ValueError, ZoneInfoNotFoundError):
        raise UserError(OLD) from None
    return sketch


def draft_of(sketch: Sketch) -> Draft:
    """Return the schedule that a sketch describes; raise RuleError with every fault of its rule."""
    return Draft(kind=sketch.kind, rule=sketch.rule(sketch.zone), variant=sketch.variant, channel=sketch.channel)


def drafted(schedule: Reminder) -> Draft:
    """Return what a stored schedule was set up from."""
    return Draft(kind=schedule.kind, rule=schedule.rule, variant=schedule.variant, channel=schedule.channel)


GONE = "I do not find this channel in this server. Choose another channel."


def of_server(interaction: discord.Interaction[Charley], channels: Iterable[int]) -> frozenset[int]:
    """Return channels that are all in the server of an admin; raise UserError for any that is not."""
    guild = interaction.client.get_guild(server_of(interaction))
    found = frozenset(channels)
    if guild is None or any(guild.get_channel(channel) is None for channel in found):
        raise UserError(GONE)
    return found


def with_channel(interaction: discord.Interaction[Charley], server: Server, channel: int) -> frozenset[int]:
    """Return the channels of a server and one more; raise UserError for one elsewhere, or too many."""
    known, added = server.channels, of_server(interaction, (channel,))
    if len(known) >= serving.MOST_CHANNELS:
        known = frozenset(there(interaction.client, server))
    if len(known | added) > serving.MOST_CHANNELS:
        raise UserError(
            f"Reminders are allowed in {len(known)} channels already, and more is not possible. "
            "Take one out in `/server settings` first."
        )
    return known | added


def there(client: Charley, server: Server) -> list[int]:
    """Return the channels where reminders may be posted, without those that are gone."""
    guild = client.get_guild(server.id)
    return [channel for channel in sorted(server.channels) if guild is not None and guild.get_channel(channel)]


def zone_words(client: Charley, key: str) -> str:
    """Return how a zone is shown, or its key if it is not offered any more."""
    return client.zones.label(key, client.reminders.now()) if key in client.zones.keys else key


async def settings(interaction: discord.Interaction[Charley], note: str = "") -> Page:
    """Return the settings of the server; a channel that is gone does not show."""
    client, server = interaction.client, server_of(interaction)
    known = await client.schedules.server(server)
    return serving.settings_page(known, there(client, known), await client.schedules.schedules(server), note)


async def listed(interaction: discord.Interaction[Charley], note: str = "") -> Page:
    """Return the schedules of the server."""
    schedules = interaction.client.schedules
    rows = [await row(interaction, one) for one in await schedules.schedules(server_of(interaction))]
    return serving.list_page(rows, schedules.limits.schedules, note)


async def row(interaction: discord.Interaction[Charley], one: Listed) -> serving.Row:
    """Return a schedule with the number of its members."""
    return serving.Row(one, await interaction.client.schedules.count_members(one.reminder.id))


async def one(interaction: discord.Interaction[Charley], schedule: int, note: str = "") -> Page:
    """Return one schedule of the server; raise GoneError if it has none such."""
    found = await interaction.client.schedules.get(server_of(interaction), schedule)
    return serving.schedule_page(await row(interaction, found), note)


def today(client: Charley, sketch: Sketch) -> date:
    """Return the day that it is by the clock of a schedule."""
    return shown(client.reminders.now(), zone_of(sketch.zone)).date()


async def panel(interaction: discord.Interaction[Charley], sketch: Sketch, trouble: str = "") -> Page:
    """Return the panel of a sketch, with when it would be due or what is to be changed first."""
    client, server = interaction.client, server_of(interaction)
    known = await client.schedules.server(server)
    beside = serving.Beside(
        zone=zone_words(client, sketch.zone),
        today=today(client, sketch),
        allowed=sketch.channel in known.channels,
        trouble=trouble,
    )
    try:
        beside = replace(beside, dues=await client.schedules.preview(server, draft_of(sketch), sketch.reminder))
    except (ReminderError, RuleError) as error:
        beside = replace(beside, faults=error.faults)
    return serving.setup_page(client.desk.content, sketch, beside)
