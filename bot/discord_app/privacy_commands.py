"""`/privacy`: show, export and delete what is stored about the one who asks, and nobody else."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import replying
from bot.discord_app.answering import PREFIX, Answering
from bot.replies import privacy
from bot.replies.page import Action

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.replies.page import Page


class PrivacyGroup(
    app_commands.Group, name="privacy", description="What is stored about you: see it, take it, delete it"
):
    """Show, export or delete what is stored about a person."""

    @app_commands.command(name="show", description="Everything that is stored about you, in words")
    async def show(self, interaction: discord.Interaction[Charley]) -> None:
        """Show everything that is stored about the one who asks."""
        await replying.defer(interaction)
        await replying.finish(interaction, await _stored(interaction))

    @app_commands.command(name="export", description="Everything that is stored about you, as a JSON file")
    async def export(self, interaction: discord.Interaction[Charley]) -> None:
        """Send everything that is stored about the one who asks as a file."""
        await _export(interaction)

    @app_commands.command(name="delete", description="Delete everything that is stored about you")
    async def delete(self, interaction: discord.Interaction[Charley]) -> None:
        """Ask whether everything is to be deleted."""
        await replying.show(interaction, privacy.delete_page())


class PrivacyPress(Answering, template=rf"{PREFIX}:privacy:(?P<wish>show|export|ask|delete)"):
    """Show, export or delete what is stored about the one who presses."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        if self.given["wish"] == "export":
            await _export(interaction)
            return
        await replying.defer(interaction, in_place=True)
        await replying.finish(interaction, await self.page(interaction))

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        """Do what is asked, and return what is shown in place of the page that was pressed."""
        match self.given["wish"]:
            case "ask":
                return privacy.delete_page()
            case "delete":
                await interaction.client.reminders.erase(interaction.user.id)
                return privacy.deleted_page()
            case _:
                return await _stored(interaction)


async def _stored(interaction: discord.Interaction[Charley]) -> Page:
    client, person = interaction.client, interaction.user.id
    data = await client.reminders.export(person)
    if not data:
        return privacy.stored_page(None)
    return privacy.stored_page(
        privacy.Stored(
            person=await client.reminders.person(person),
            own=await client.reminders.listed(person),
            joined=await client.schedules.joined(person),
            summary=await client.reminders.has_summary(person),
            weeks=len(data["weeks"]),
        )
    )


async def _export(interaction: discord.Interaction[Charley]) -> None:
    await replying.defer(interaction)
    data = await interaction.client.reminders.export(interaction.user.id)
    if not data:
        await replying.finish(interaction, privacy.stored_page(None))
        return
    file = discord.File(io.BytesIO(json.dumps(data, ensure_ascii=False, indent=2).encode()), privacy.FILE)
    await interaction.edit_original_response(
        content=privacy.EXPORTED, attachments=[file], allowed_mentions=replying.NOBODY
    )


PRIVACY = PrivacyGroup()

PRESSES: dict[Action, type[Answering]] = {Action.PRIVACY: PrivacyPress}
"""What is pressed on the pages on privacy."""
