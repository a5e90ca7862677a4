"""What follows an answer; its custom_id says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.discord_app.errors import UserError
from bot.discord_app.reminding import settings
from bot.discord_app.reminding.joining import JOINING, join
from bot.discord_app.reminding.pressing import NUMBER, OLD_PANEL, sketch_in
from bot.discord_app.reminding.steps import next_page
from bot.replies import panels
from bot.replies.page import Page

if TYPE_CHECKING:
    from bot.discord_app.client import Charley


def check(then: str) -> None:
    """Raise UserError if this version cannot follow an answer, before the answer is kept."""
    if then.startswith(JOINING):
        if then != panels.SETTINGS and not re.fullmatch(NUMBER, then.removeprefix(JOINING)):
            raise UserError(OLD_PANEL)
    else:
        sketch_in(then)


async def follow(interaction: discord.Interaction[Charley], then: str) -> Page:
    """Return the page that follows an answer: the settings, a schedule joined, or the next step to a reminder."""
    check(then)
    if then == panels.SETTINGS:
        return await settings.page(interaction, "Saved.")
    if then.startswith(JOINING):
        return await join(interaction, int(then.removeprefix(JOINING)))
    return await next_page(interaction, sketch_in(then))
