"""Who may change what a server has set, and where: asked anew at every command and every press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.errors import UserError

if TYPE_CHECKING:
    import discord

    from bot.discord_app.client import Charley

NOT_ADMIN = (
    "Only people with the permission **Manage Server** can do this. Ask one of them, or use `/remind` for yourself."
)
NO_SERVER = "This works only in a server that I have been added to."


def server_of(interaction: discord.Interaction[Charley]) -> int:
    """Return the server in which an admin acts; raise UserError for anybody else, and outside of servers."""
    if interaction.guild_id is None or interaction.client.get_guild(interaction.guild_id) is None:
        raise UserError(NO_SERVER)
    if not is_admin(interaction):
        raise UserError(NOT_ADMIN)
    return interaction.guild_id


def is_admin(interaction: discord.Interaction[Charley]) -> bool:
    """Say whether somebody may manage the server in which they are."""
    allowed = interaction.permissions
    return allowed.manage_guild or allowed.administrator
