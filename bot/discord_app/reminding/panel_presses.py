"""The buttons and menus of the panel in which a reminder is set up, and of the questions before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app import replying
from bot.discord_app.answering import PREFIX, Answering
from bot.discord_app.errors import UserError
from bot.discord_app.reminding import forms
from bot.discord_app.reminding.following import check, follow
from bot.discord_app.reminding.pressing import OLD_PANEL, SKETCH, THEN, sketch_in
from bot.discord_app.reminding.steps import asked_zone, next_page, save, today
from bot.reminders.models import Kind
from bot.replies import panels
from bot.replies.sketch import DEFAULTS

if TYPE_CHECKING:
    from bot.discord_app.client import Charley


class StartPress(Answering, template=rf"{PREFIX}:rstart:(?P<kind>hydrate|stretch)"):
    """Begin to set up a reminder; a reminder's own message stays as it is."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        message = interaction.message
        await replying.defer(interaction, in_place=message is not None and message.flags.ephemeral)
        await replying.finish(interaction, await next_page(interaction, DEFAULTS[Kind(self.given["kind"])]))


class FluidsPress(Answering, template=rf"{PREFIX}:rfluids:(?P<answer>no|yes|unsure):{THEN}"):
    """Keep whether the person may be reminded to drink, and go on."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        check(self.given["then"])
        await replying.defer(interaction, in_place=True)
        may = self.given["answer"] == "no"
        stopped = await interaction.client.reminders.answer_fluids(interaction.user.id, may=may)
        if may:
            await replying.finish(interaction, await follow(interaction, self.given["then"]))
        else:
            page = panels.no_page(interaction.client.desk.content, self.given["then"], stopped)
            await replying.finish(interaction, page)


class AskFluidsPress(Answering, template=rf"{PREFIX}:rask:{THEN}"):
    """Ask the question on fluids, once more or for the first time."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        page = panels.question_page(interaction.client.desk.content, self.given["then"])
        await replying.show(interaction, page, in_place=True)


class SetMenu(Answering, template=rf"{PREFIX}:rset:(?P<field>often|hours|days|pose|place|end):{SKETCH}"):
    """Take over a choice into the sketch."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        sketch = sketch_in(self.given["sketch"])
        await replying.defer(interaction, in_place=True)
        person = await interaction.client.reminders.person(interaction.user.id)
        day = today(interaction.client, person.zone or "UTC")
        try:
            sketch = panels.chosen(sketch, self.given["field"], self.values, day)
        except ValueError:
            raise UserError(OLD_PANEL) from None
        await replying.finish(interaction, await next_page(interaction, sketch))


class TypePress(Answering, template=rf"{PREFIX}:rtype:(?P<what>times|hours):{SKETCH}"):
    """Open a form for what no menu offers."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        sketch = sketch_in(self.given["sketch"])
        form = forms.times_form(sketch) if self.given["what"] == "times" else forms.hours_form(sketch)
        await interaction.response.send_modal(form)


class SavePress(Answering, template=rf"{PREFIX}:rsave:{SKETCH}"):
    """Store what the panel shows."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        sketch = sketch_in(self.given["sketch"])
        await replying.defer(interaction, in_place=True)
        await replying.finish(interaction, await save(interaction, sketch))


class CancelPress(Answering, template=rf"{PREFIX}:rcancel"):
    """Leave everything as it is."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.show(interaction, panels.cancelled_page(), in_place=True)


class ZonePress(Answering, template=rf"{PREFIX}:rzone:{THEN}"):
    """Ask for the time zone."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await replying.show(interaction, asked_zone(interaction, self.given["then"]), in_place=True)


class ZoneMenu(Answering, template=rf"{PREFIX}:rzonepick:{THEN}"):
    """Keep the chosen time zone, and go on."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        check(self.given["then"])
        await replying.defer(interaction, in_place=True)
        await interaction.client.reminders.set_zone(interaction.user.id, self.values[0])
        await replying.finish(interaction, await follow(interaction, self.given["then"]))


class ZoneTypePress(Answering, template=rf"{PREFIX}:rzonetype:{THEN}"):
    """Open a form for a place that the menu does not offer."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await interaction.response.send_modal(forms.zone_form(self.given["then"]))
