"""The buttons and menus of the pages for admins; every press asks anew whether its person may.

What a panel holds stands in its custom_ids, so it goes on after a restart. A schedule of another server is as if it
were gone.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_app import replying, serving
from bot.discord_app.admins import server_of
from bot.discord_app.answering import OLD, PREFIX, Answering
from bot.discord_app.errors import UserError
from bot.discord_app.layout import layout
from bot.discord_app.reminding.pressing import NUMBER
from bot.discord_app.schedule_forms import times_form
from bot.reminders.drafts import GoneError, ReminderError
from bot.reminders.rule import RuleError
from bot.replies import panels
from bot.replies import serving as pages
from bot.replies.page import Action
from bot.replies.sketch import Sketch, sketch_of

if TYPE_CHECKING:
    from datetime import datetime

    from bot.discord_app.client import Charley
    from bot.replies.page import Page

PATIENCE = 30.0
"""Seconds that a channel's first post may take."""

UNREACHED = (
    "Discord did not answer. Please press **Save and post** again. If a post of mine stands in the channel all the "
    "same, delete it: its buttons will say that its reminder is gone."
)

REFUSALS = {
    50001: "I do not see {}. Let me see it: in the channel's settings, give me the permission **View Channel**. "
    "Then press **Save and post** again.",
    50013: "I may not write in {}. In the channel's settings, give me the permission **Send Messages**. "
    "Then press **Save and post** again.",
    10003: "{} is gone. Choose another channel.",
}
"""What to do where Discord refuses a post, by its code; `{}` is the channel."""

SKETCH = r"(?P<sketch>[0-9A-Za-z_~+/-]{1,75})"
SCHEDULE = rf"(?P<schedule>{NUMBER})"


class _AdminAnswering(Answering, template=r"(?!)"):
    """Answer a press that only an admin may make."""

    def allow(self, interaction: discord.Interaction[Charley]) -> None:
        server_of(interaction)

    @property
    def sketch(self) -> Sketch:
        """Return the sketch in the custom_id; raise UserError if it is none."""
        return serving.sketch_in(self.given["sketch"])

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        # The store may be busy for longer than Discord waits.
        await replying.defer(interaction, in_place=True)
        await replying.finish(interaction, await self.page(interaction))

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        """Do what is asked, and return what is shown in place of the page that was pressed."""
        raise NotImplementedError


class ServerPress(_AdminAnswering, template=rf"{PREFIX}:vserver:(?P<page>settings|list)"):
    """Show the settings or the schedules of the server."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        shown = serving.settings if self.given["page"] == "settings" else serving.listed
        return await shown(interaction)


class ServerChannels(_AdminAnswering, template=rf"{PREFIX}:vchannels"):
    """Set where reminders may be posted."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        chosen = serving.of_server(interaction, self.channels)
        await interaction.client.schedules.set_channels(server_of(interaction), chosen)
        return await serving.settings(interaction, "Saved.")


class ServerSwitch(_AdminAnswering, template=rf"{PREFIX}:vswitch:(?P<setting>personal|mentions):(?P<turn>on|off)"):
    """Turn a setting of the server on or off."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        schedules, on = interaction.client.schedules, self.given["turn"] == "on"
        turn = schedules.set_personal if self.given["setting"] == "personal" else schedules.set_mentions
        await turn(server_of(interaction), on=on)
        return await serving.settings(interaction, "Saved.")


class ScheduleOpen(_AdminAnswering, template=rf"{PREFIX}:vopen"):
    """Show the schedule picked from the list."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        picked = self.values[0]
        if not re.fullmatch(NUMBER, picked):
            raise UserError(OLD)
        return await serving.one(interaction, int(picked))


class SchedulePress(_AdminAnswering, template=rf"{PREFIX}:vone:(?P<deed>show|edit|pause|resume|ask|stop):{SCHEDULE}"):
    """Show, edit, pause, resume or stop a schedule."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        schedules, server, name = interaction.client.schedules, server_of(interaction), int(self.given["schedule"])
        match self.given["deed"]:
            case "edit":
                found = await schedules.get(server, name)
                return await serving.panel(interaction, sketch_of(found.reminder))
            case "pause":
                await schedules.pause(server, name)
                return await serving.one(interaction, name, "It is paused.")
            case "resume":
                found = await schedules.resume(server, name)
                # What paused it may hold still, as its last day.
                return await serving.one(interaction, name, "It runs again." if found.reminder.reason is None else "")
            case "ask":
                return pages.stop_page(await serving.row(interaction, await schedules.get(server, name)))
            case "stop":
                await schedules.stop(server, name)
                return await serving.listed(interaction, "It is stopped and deleted.")
            case _:
                return await serving.one(interaction, name)


class ScheduleSet(_AdminAnswering, template=rf"{PREFIX}:vset:(?P<field>[a-z]{{1,8}}):{SKETCH}"):
    """Change one thing about the sketch of a schedule."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        today = serving.today(interaction.client, self.sketch)
        try:
            sketch = panels.chosen(self.sketch, self.given["field"], self.values, today)
        except ValueError:
            raise UserError(OLD) from None
        return await serving.panel(interaction, sketch)


class ScheduleChannel(_AdminAnswering, template=rf"{PREFIX}:vplace:{SKETCH}"):
    """Change the channel of the sketch of a schedule."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        chosen = next(iter(self.channels), None)
        sketch = replace(self.sketch, channel=chosen)
        return await serving.panel(interaction, sketch)


class ScheduleType(_AdminAnswering, template=rf"{PREFIX}:vtype:{SKETCH}"):
    """Ask for times of day in a form."""

    async def press(self, interaction: discord.Interaction[Charley]) -> None:
        await interaction.response.send_modal(times_form(self.sketch))


class ScheduleAllow(_AdminAnswering, template=rf"{PREFIX}:vallow:{SKETCH}"):
    """Allow reminders in the channel of the sketch."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        schedules, server, channel = interaction.client.schedules, server_of(interaction), self.sketch.channel
        if channel is not None:
            await schedules.set_channels(
                server, serving.with_channel(interaction, await schedules.server(server), channel)
            )
        return await serving.panel(interaction, self.sketch)


class ScheduleSave(_AdminAnswering, template=rf"{PREFIX}:vsave:{SKETCH}"):
    """Store a schedule and tell its channel; where that cannot be told, nothing is stored."""

    async def page(self, interaction: discord.Interaction[Charley]) -> Page:
        sketch = self.sketch
        try:
            # Two presses in quick succession are two interactions: the second finds what the first has stored.
            async with interaction.client.saving(server_of(interaction)):
                return await (_add if sketch.reminder == 0 else _change)(interaction, sketch)
        except GoneError:
            return await serving.listed(interaction, "The schedule that you wanted to change is gone.")
        except (ReminderError, RuleError):
            # The panel says what is wrong with it.
            return await serving.panel(interaction, sketch)
        except _UntoldError as error:
            return await serving.panel(interaction, sketch, str(error))


class _UntoldError(Exception):
    """Say why a channel could not be told, and what an admin can do."""


async def _add(interaction: discord.Interaction[Charley], sketch: Sketch) -> Page:
    schedules, server, draft = interaction.client.schedules, server_of(interaction), serving.draft_of(sketch)
    for one in await schedules.schedules(server):
        if serving.drafted(one.reminder) == draft:
            if one.reminder.reason is None:
                return pages.saved_page(one, changed=False)
            # It is there, but paused: whoever sets it up again wants it to run.
            return await _change(interaction, replace(sketch, reminder=one.reminder.id))
    made = await schedules.add(server, draft)
    try:
        await _tell(interaction, sketch, made.reminder.id, made.next)
    except BaseException:
        # Not even a press that is cancelled may leave a schedule of which nobody was told.
        await schedules.stop(server, made.reminder.id)
        raise
    return pages.saved_page(made, changed=False)


async def _change(interaction: discord.Interaction[Charley], sketch: Sketch) -> Page:
    schedules, server, name = interaction.client.schedules, server_of(interaction), sketch.reminder
    await schedules.get(server, name)
    draft = serving.draft_of(sketch)
    first, *_ = await schedules.preview(server, draft, name)
    await _tell(interaction, sketch, name, first, changed=True)
    return pages.saved_page(await schedules.change(server, name, draft), changed=True)


async def _tell(
    interaction: discord.Interaction[Charley],
    sketch: Sketch,
    schedule: int,
    first: datetime | None,
    *,
    changed: bool = False,
) -> None:
    """Post in a channel what will come; raise _UntoldError if that does not work."""
    client = interaction.client
    assert sketch.channel is not None  # a schedule without one is refused before
    # Its offset is left out: the post stands there longer than that may hold.
    zone, _, _ = serving.zone_words(client, sketch.zone).partition(" (")
    page = pages.opening_page(client.desk.content, sketch, schedule, zone, first, changed=changed)
    place = client.get_partial_messageable(sketch.channel)
    try:
        async with asyncio.timeout(PATIENCE):
            # The nonce is the press's own id: however often this is sent, Discord keeps one.
            sent = await place.send(
                view=layout(page, client.command_ids), allowed_mentions=replying.NOBODY, nonce=str(interaction.id)
            )
    except discord.HTTPException as refused:
        raise _UntoldError(_instead(refused, sketch.channel)) from refused
    except (TimeoutError, aiohttp.ClientError, OSError) as lost:
        raise _UntoldError(UNREACHED) from lost
    await client.schedules.opened(schedule, sent.id)


def _instead(refused: discord.HTTPException, channel: int) -> str:
    """Return why Discord refused a post, and what to do."""
    if refused.code in REFUSALS:
        return REFUSALS[refused.code].format(f"<#{channel}>")
    if refused.status >= 500:  # noqa: PLR2004 - Discord failed
        return UNREACHED
    return f"Discord refused my post in <#{channel}> (code {refused.code}). Choose another channel, or try again later."


PRESSES: dict[Action, type[Answering]] = {
    Action.SERVER: ServerPress,
    Action.SERVER_CHANNELS: ServerChannels,
    Action.SERVER_SWITCH: ServerSwitch,
    Action.SCHEDULE_OPEN: ScheduleOpen,
    Action.SCHEDULE: SchedulePress,
    Action.SCHEDULE_SET: ScheduleSet,
    Action.SCHEDULE_CHANNEL: ScheduleChannel,
    Action.SCHEDULE_TYPE: ScheduleType,
    Action.SCHEDULE_ALLOW: ScheduleAllow,
    Action.SCHEDULE_SAVE: ScheduleSave,
}
"""What admins press."""
