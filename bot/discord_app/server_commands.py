"""`/server`: what admins set for their server. Each command asks who is asking, and shows a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import replying, serving
from bot.discord_app.admins import server_of
from bot.discord_app.errors import UserError, record
from bot.reminders.models import Kind
from bot.replies.serving import with_notices
from bot.replies.sketch import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.discord_app.client import Charley
    from bot.replies.page import Page

NO_ZONE = (
    "I need the time zone of this schedule. Use `/server schedule` again and choose one in `zone`: type a city, "
    "a country or an offset such as UTC+2."
)
"""What is said without a zone, or for one that names no single place."""

KINDS = (
    app_commands.Choice(name="hydrate", value=Kind.HYDRATE.value),
    app_commands.Choice(name="stretch", value=Kind.STRETCH.value),
)


class ServerGroup(
    app_commands.Group, name="server", description="Reminders and settings of this server, for its admins"
):
    """Set up reminders for a server."""

    @app_commands.command(
        name="settings", description="Channels for reminders, members' reminders, answers to mentions"
    )
    async def settings(self, interaction: discord.Interaction[Charley]) -> None:
        """Show the settings of the server."""
        await _answer(interaction, serving.settings)

    @app_commands.command(name="list", description="The schedules of this server: change, pause or stop them")
    async def list(self, interaction: discord.Interaction[Charley]) -> None:
        """Show the schedules of the server."""
        await _answer(interaction, serving.listed)

    @app_commands.command(name="schedule", description="Set up reminders in a channel, for members who join")
    @app_commands.describe(kind="Reminders to drink or to stretch", zone="A city, a country or an offset such as UTC+2")
    @app_commands.choices(kind=[*KINDS])
    async def schedule(
        self, interaction: discord.Interaction[Charley], kind: app_commands.Choice[str], zone: str | None = None
    ) -> None:
        """Open the panel of a new schedule."""
        server = server_of(interaction)
        await replying.defer(interaction)
        schedules = await interaction.client.schedules.schedules(server)
        key = await _zone(interaction, zone)
        place = interaction.channel_id if isinstance(interaction.channel, discord.TextChannel) else None
        sketch = replace(DEFAULTS[Kind(kind.value)], zone=key, channel=place)
        page = await serving.panel(interaction, sketch)
        await replying.finish(interaction, with_notices(page, schedules))

    @schedule.autocomplete("zone")
    async def offer_zones(
        self, interaction: discord.Interaction[Charley], current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer time zones, those of the admin's language first."""
        client = interaction.client
        try:
            found = client.zones.choices(current, interaction.locale.value, client.reminders.now())
        except Exception as error:  # noqa: BLE001 - the library drops it and leaves the list loading
            record(error, "zone autocomplete")
            found = ()
        return [app_commands.Choice(name=choice.label, value=choice.key) for choice in found]


async def _answer(
    interaction: discord.Interaction[Charley], made: Callable[[discord.Interaction[Charley]], Awaitable[Page]]
) -> None:
    """Refuse who is no admin at once, and show the rest the page that is *made* from what is stored."""
    server_of(interaction)
    await replying.defer(interaction)
    await replying.finish(interaction, await made(interaction))


async def _zone(interaction: discord.Interaction[Charley], typed: str | None) -> str:
    """Return the zone that an admin named, or without a name their own; raise UserError if that is none."""
    client = interaction.client
    own = (await client.reminders.person(interaction.user.id)).zone
    key = own if typed is None else client.zones.exact(typed)
    if key is None:
        raise UserError(NO_ZONE)
    return key


SERVER = ServerGroup(
    default_permissions=discord.Permissions(manage_guild=True),
    allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
)
