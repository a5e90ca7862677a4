"""Tell the admin who next uses Charley, for whatever it is, that a schedule of the server is paused, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app import replying
from bot.discord_app.admins import is_admin
from bot.discord_app.layout import layout
from bot.replies.serving import is_hindered, notice_page

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

OWN = "server"
"""The commands whose pages tell it themselves."""


async def tell(interaction: discord.Interaction[Charley], command: str) -> None:
    """Say below the answer to *command* what is paused; the same only once, until Charley starts again."""
    client, server = interaction.client, interaction.guild_id
    if server is None or client.get_guild(server) is None or command.startswith(OWN) or not is_admin(interaction):
        return
    paused = [one for one in await client.schedules.schedules(server) if is_hindered(one.reminder)]
    before = client.told.pop(server, frozenset())
    if not paused:
        return
    client.told[server] = frozenset((one.reminder.id, one.reminder.reason) for one in paused)
    if client.told[server] <= before:
        return
    view = layout(notice_page(paused), client.command_ids)
    await interaction.followup.send(view=view, ephemeral=True, allowed_mentions=replying.NOBODY)
