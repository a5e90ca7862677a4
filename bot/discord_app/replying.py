"""Send a page: privately where others could read it, in place only where nobody else sees it change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.layout import layout, pictures

if TYPE_CHECKING:
    from bot.discord_app.client import Charley
    from bot.replies.page import Page

NOBODY = discord.AllowedMentions.none()


def in_direct_message(interaction: discord.Interaction[Charley]) -> bool:
    """Say whether the interaction happens in the direct messages between the user and Charley."""
    return interaction.context.dm_channel


async def show(
    interaction: discord.Interaction[Charley], page: Page, *, in_place: bool = False, public: bool = False
) -> None:
    """Answer *interaction* with *page*.

    The answer is ephemeral everywhere but in direct messages, unless it is *public*. A message changes *in_place*
    only if it is ephemeral or a direct message; on any other message the one who clicked gets an answer of their own.
    """
    view = layout(page, interaction.client.command_ids)
    files = pictures(page, interaction.client.desk.content.pictures)
    message = interaction.message
    if in_place and message is not None and (message.flags.ephemeral or in_direct_message(interaction)):
        await interaction.response.edit_message(view=view, attachments=files, allowed_mentions=NOBODY)
        return
    hidden = not public and not in_direct_message(interaction)
    await interaction.response.send_message(view=view, files=files, ephemeral=hidden, allowed_mentions=NOBODY)
