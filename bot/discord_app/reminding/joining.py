"""Join a server's schedule: the question of safety comes first if it is one to drink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord

from bot.reminders.models import Fluids, Kind
from bot.replies import panels
from bot.replies.page import Action, Button, Heading, Page, Paragraph
from bot.replies.reminder_lists import name, state
from bot.replies.reminding import sheet_buttons

if TYPE_CHECKING:
    from bot.discord_app.client import Charley

JOINING: Final = "."
"""Stands before the id of a schedule in what follows an answer; no packed sketch begins with it."""


async def join(interaction: discord.Interaction[Charley], schedule: int) -> Page:
    """Make the one who pressed a member and return the page that says so, or the question that is still open.

    Raise GoneError outside of the schedule's server, where nobody can see its posts.
    """
    client = interaction.client
    person = await client.reminders.person(interaction.user.id)
    kind = (await client.schedules.open_to(person.id, schedule, interaction.guild_id)).reminder.kind
    then = f"{JOINING}{schedule}"
    if kind is Kind.HYDRATE and person.fluids is None:
        return panels.question_page(client.desk.content, then)
    if kind is Kind.HYDRATE and person.fluids is Fluids.MAY_NOT:
        return panels.no_page(client.desk.content, then)
    one = await client.schedules.join(interaction.user.id, schedule)
    blocks = (
        Heading("You have joined", 2),
        Paragraph(f"{name(one.reminder)}. {state(one)}"),
        Paragraph("The post mentions you. **Leave** stands under each post, and in `/remind list`."),
    )
    buttons = (Button(Action.LEAVE, "Leave", (str(schedule), "0")), *sheet_buttons(kind))
    return Page(blocks, buttons=buttons)
