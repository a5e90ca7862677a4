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


async def defer(interaction: discord.Interaction[Charley], *, in_place: bool = False) -> None:
    """Tell Discord that the answer comes, so that it may take more than 3 seconds; `finish` gives it.

    Its own message will change *in_place* only if it is ephemeral or a direct message, as with `show`.
    """
    message = interaction.message
    if in_place and message is not None and (message.flags.ephemeral or in_direct_message(interaction)):
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=not in_direct_message(interaction), thinking=True)


async def finish(interaction: discord.Interaction[Charley], page: Page) -> None:
    """Answer an interaction that was deferred."""
    view = layout(page, interaction.client.command_ids)
    await interaction.edit_original_response(view=view, allowed_mentions=NOBODY)
