"""The buttons and menus of `/remind list` and `/remind settings`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.discord_app import replying
from bot.discord_app.answering import PREFIX, Answering
from bot.discord_app.errors import UserError
from bot.discord_app.reminding import forms, settings
from bot.discord_app.reminding.pressing import NUMBER, OLD_PANEL, REMINDER
from bot.discord_app.reminding.steps import first_message, next_page
from bot.reminders.models import Kind
from bot.replies import reminder_lists as lists
from bot.replies.page import Page
from bot.replies.reminding import first_page
from bot.replies.sketch import sketch_of

if TYPE_CHECKING:
    from bot.discord_app.client import Charley


async def list_page(interaction: discord.Interaction[Charley], number: int) -> Page:
    """Return page *number* (from 1) of what the one who asks has set up and joined."""
    client, person = interaction.client, interaction.user.id
    return lists.list_page(await client.reminders.listed(person), await client.schedules.joined(person), number)


class ListPress(Answering, template=rf"{PREFIX}:rlist:(?P<number>\d{{1,3}}):(?P<mode>[en])"):
    """Show the person's reminders."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=self.in_place)
        await replying.finish(interaction, await list_page(interaction, int(self.given["number"])))


class OpenMenu(Answering, template=rf"{PREFIX}:ropen"):
    """Show one reminder, or one schedule that the person joined."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        value = self.values[0]
        number = value.removeprefix(lists.JOINED)
        if not re.fullmatch(NUMBER, number):
            raise UserError(OLD_PANEL)
        await replying.defer(interaction, in_place=True)
        if value.startswith(lists.JOINED):
            page = lists.joined_page(await interaction.client.schedules.open_to(interaction.user.id, int(number)))
        else:
            page = lists.one_page(await interaction.client.reminders.get(interaction.user.id, int(number)))
        await replying.finish(interaction, page)


class EditPress(Answering, template=rf"{PREFIX}:redit:{REMINDER}"):
    """Open the panel with what a reminder is now."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        one = await interaction.client.reminders.get(interaction.user.id, int(self.given["reminder"]))
        await replying.finish(interaction, await next_page(interaction, sketch_of(one.reminder)))


class SettingsPress(Answering, template=rf"{PREFIX}:rsettings"):
    """Show the person's settings."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        await replying.finish(interaction, await settings.page(interaction))


class QuietMenu(Answering, template=rf"{PREFIX}:rquiet"):
    """Keep the chosen quiet hours."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        try:
            quiet = lists.quiet_of(self.values[0])
        except ValueError:
            raise UserError(OLD_PANEL) from None
        await replying.defer(interaction, in_place=True)
        await interaction.client.reminders.set_quiet(interaction.user.id, quiet)
        await replying.finish(interaction, await settings.page(interaction, "Saved."))


class QuietTypePress(Answering, template=rf"{PREFIX}:rquiettype"):
    """Open a form for quiet hours that the menu does not offer."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await interaction.response.send_modal(forms.quiet_form())


class SummaryPress(Answering, template=rf"{PREFIX}:rsummary:(?P<turn>on|off)"):
    """Switch the weekly summary."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.defer(interaction, in_place=True)
        service, on = interaction.client.reminders, self.given["turn"] == "on"
        person = await service.person(interaction.user.id)
        if on and person.zone is not None and person.dm is None:
            page = first_page(interaction.client.desk.content, Kind.SUMMARY, "")
            if refused := await first_message(
                interaction, page, "Resume" if await service.summary(person.id) else lists.TURN_ON
            ):
                raise UserError(refused)
        await service.set_summary(person.id, on=on)
        await replying.finish(interaction, await settings.page(interaction, "Saved."))
